r"""The calculus itself: means, variances and covariances of expressions in random variables.

Every name is a variable with its law, an expression in others, or a number. What nothing is told
of is open: the mean, the variance and the covariances of such variables are unknowns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness import laws
from symnn.documents.judging.randomness.customs import is_customary, is_told_otherwise
from symnn.documents.judging.randomness.parts import is_letter, shown
from symnn.documents.judging.randomness.polynomials import EACH, Atom, Powers
from symnn.documents.judging.randomness.spellings import Operation
from symnn.documents.judging.randomness.world import Variable, Vector, World, is_in_doubt
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    mul,
    negative,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value

_DEEPEST: Final = 6


class UnsettledError(Exception):
    """What is asked does not follow from what is told."""


class Model:
    """Random variables as one claim sees them."""

    def __init__(self, place: Place, world: World, view: Reader) -> None:
        self.place = place
        self.world = world
        self.view = view
        self.asked_together: set[frozenset[str]] = set()
        self.open_together: set[frozenset[str]] = set()
        self.supposed_together: set[frozenset[str]] = set()
        self.entropies: set[str] = set()
        self.between: dict[str, Expr] = {}
        self.settings: frozenset[str] = frozenset()
        self.log_base: Expr | None = None
        self.has_base = False
        self.used: set[str] = set()
        #: Read N(m, v) with a deviation and Exp(s) with a mean, as some authors do.
        self.alternative = False
        self.prefers_laws = False  # of variables that have formulas as well
        self.special: Callable[[str, Variable, int], Expr] = _nothing_special
        self.ask: Callable[[Operation], Expr] = _nothing_asked
        self.letters = world.letters()
        self.introduced: dict[str, int] = {}
        self.depth = 0

    # --- numbers ----------------------------------------------------------------------

    def knows(self, key: str) -> bool:
        """Whether a name has a meaning of its own, a letter for a number among them."""
        if key in self.letters:
            return True
        return self._is_bound(key) and not is_customary(self.place.state.scope, key)

    def _is_bound(self, key: str) -> bool:
        known = self.place.state.scope.latest(key)
        return known is not None and key not in self.world.named and not self._is_old_setting(key)

    def _is_old_setting(self, key: str) -> bool:
        """Whether a name had its value for one claim only, before a colon there."""
        state = self.place.state
        known = state.scope.latest(key)
        if key in self.settings:
            return False
        if known is None or state.settings.get(key) != known.version:
            return False
        return known.version <= state.since

    def opened(self, *nodes: tree.Node) -> Reader:
        """The view with all names that mean nothing as unknown numbers."""
        names: dict[str, Value] = {}
        heads = {
            tree.key(p.function) for n in nodes for p in tree.walk(n) if isinstance(p, tree.Apply)
        }
        for node in nodes:
            for part in tree.walk(node):
                key = tree.key(part) if isinstance(part, tree.Name) else None
                if key is None or key in ("pi", "e") or key in self.view.varied or key in heads:
                    continue
                if not self._is_bound(key) and key in self.world.values:
                    names[key] = self.view.read(self.world.values[key])
                elif not self._is_bound(key) and is_letter(part):
                    names[key] = Scalar(symbol(key))
        return self.view.varying(names)

    def number(self, node: tree.Node | Expr) -> Expr:
        """A node that is no random variable, as a number."""
        if isinstance(node, Expr):
            return node
        try:
            return self.opened(node).read_scalar(node).expr
        except SymnnError as error:
            raise UnsettledError from error

    def array(self, node: tree.Node) -> Array:
        """A node that must be a matrix or a vector."""
        try:
            found = self.opened(node).read(node)
        except SymnnError as error:
            raise UnsettledError from error
        if not isinstance(found, Array):
            raise UnsettledError
        return found

    # --- what is random ---------------------------------------------------------------

    def is_random(self, node: tree.Node) -> bool:
        """Whether random variables stand in an expression, or behind its names."""
        return any(self.is_variable(part) for part in shown(node))

    def is_variable(self, part: tree.Node) -> bool:
        """Whether a name is a random variable, or short for an expression with some."""
        body = self.short_for(part)
        if not isinstance(part, tree.Name) and body is None:
            return False
        if isinstance(part, tree.Name):
            if self.atom(part) is not None:
                return True
            body = self.formula(part)
        if body is None or self.depth > _DEEPEST:
            return False
        self.depth += 1
        try:
            return self.is_random(body)
        finally:
            self.depth -= 1

    def atom(self, name: tree.Name) -> Atom | None:
        """The variable that a name is."""
        key = tree.key(name)
        if key is None or self._is_given_by_formula(name):
            return None
        if any(key in vector.names for vector in self.world.vectors):
            return Atom(key)
        found = self.world.base(name)
        if found is not None:
            return Atom(*found)
        each = None if self._is_bound(key) or key in self.letters else self.world.each(name)
        return None if each is None else Atom(each, EACH)

    def _is_given_by_formula(self, name: tree.Name) -> bool:
        """Whether a name is short for an expression, and no variable whose law is told as well."""
        formula = self.formula(name)
        if formula is None:
            return False
        found = self.world.base(name)
        law = None if found is None else self.world.variables[found[0]]
        told = law is not None and (law.kind != "moments" or any(p is not None for p in law.parts))
        if told and self.prefers_laws:
            return False
        return not told or isinstance(formula, (tree.Sum, tree.BigOperator, tree.Product))

    def is_told_twice(self, *nodes: tree.Node) -> bool:
        """Whether a variable has a law as well as a formula: Y = LX + u, and Y is normal."""
        names = (part for node in nodes for part in shown(node) if isinstance(part, tree.Name))
        return any(self.world.base(n) and self._is_given_by_formula(n) for n in names)

    def formula(self, name: tree.Name) -> tree.Node | None:
        """The formula that a name is short for."""
        key = tree.key(name) or ""
        known = self.place.state.scope.latest(key)
        if key in self.world.named:
            return None
        if known is None or isinstance(known.body, tree.Unreadable):
            return self.world.formulas.get(key)
        if self._is_introduced_after(key, known.line):
            return None
        if known.parameters is not None or not computed(known.body):
            return None
        body = known.body
        if isinstance(body, tree.Group) and body.fence == "" and body.items:
            rest = all(isinstance(item, (tree.Name, tree.Dots)) for item in body.items[1:])
            return body.items[0] if rest else body  # behind a comma stand the variables in it
        return body

    def _is_introduced_after(self, key: str, line: int) -> bool:
        """Whether words give a name another meaning below a formula for it."""
        if key not in self.introduced:
            from symnn.documents.judging.chances.anew import introduced_in_line

            self.introduced[key] = introduced_in_line(self.place, key)
        return self.introduced[key] > line

    def square(self, node: tree.Node) -> tree.Node | None:
        r"""The formula of S^2, where that is given and not S."""
        if not isinstance(node, tree.Power) or getattr(node.exponent, "value", 0) != 2:
            return None
        return self.world.squares.get(tree.key(node.base) or "")

    def short_for(self, node: tree.Node) -> tree.Node | None:
        r"""The formula of S^2 or of q \cdot k, where that is given and not one of its letters."""
        if isinstance(node, tree.Product):
            return next((body for left, body in self.world.patterns if left == node), None)
        return self.square(node)

    def at(self, node: tree.Node, values: Mapping[str, Fraction]) -> Expr:
        """An expression at values of its variables."""
        names: dict[str, Value] = {key: Scalar(rational(v)) for key, v in values.items()}
        try:
            return self.opened(node).varying(names).read_scalar(node).expr
        except SymnnError as error:
            raise UnsettledError from error

    # --- moments ----------------------------------------------------------------------

    def moment(self, powers: Powers) -> Expr | None:
        """E[X^a Y^b …], of one member of each family."""
        if not powers:
            return ONE
        if len(powers) == 1:
            ((base, degree),) = powers
            return self._single(base, degree)
        names = [base for base, _ in powers]
        pairs = [(a, b) for k, a in enumerate(names) for b in names[k + 1 :]]
        if all(self._are_apart(a, b) for a, b in pairs):
            found = [self._single(base, degree) for base, degree in powers]
            known = [f for f in found if f is not None]
            if ZERO in known:
                return ZERO
            return mul(ONE, *known) if len(known) == len(found) else None
        if all(self._vector(name) is not None for name in names):
            return self._by_stein(dict(powers))
        if sum(degree for _, degree in powers) != 2:
            return None
        one, other = names
        means = [self._single(name, 1) for name in names]
        if means[0] is None or means[1] is None:
            return None
        return add(self.together(one, other), mul(means[0], means[1]))

    def joint(self, blocks: Sequence[Mapping[str, int]]) -> Expr | None:
        """The mean of a product over members of families with different indices."""
        if len(blocks) == 1:
            return self.moment(tuple(sorted(blocks[0].items())))
        bases = sorted({base for block in blocks for base in block})
        found: list[Expr] = []
        rest = []
        for base in bases:
            others = [other for other in bases if other != base]
            within = base in self.world.within or sum(base in block for block in blocks) == 1
            if not within or not all(self._are_apart(base, other) for other in others):
                rest.append(base)
                continue
            own = [self._single(base, block[base]) for block in blocks if base in block]
            if ZERO in own:
                return ZERO
            if None in own:
                return None
            found += [value for value in own if value is not None]
        if rest:
            kept = [{b: block[b] for b in rest if b in block} for block in blocks]
            cross = self._cross([block for block in kept if block], rest)
            if cross is None:
                return None
            found.append(cross)
        return mul(ONE, *found)

    def _cross(self, blocks: list[dict[str, int]], rest: list[str]) -> Expr | None:
        """E[x_i x_j] of two members that may depend on each other."""
        if len(rest) == 1 and [list(block.values()) for block in blocks] == [[1], [1]]:
            told = self.world.cross.get(rest[0])
            return None if told is None else self.number(told)
        if all(base in self.world.within for base in rest):
            found = [self.moment(tuple(sorted(block.items()))) for block in blocks]
            known = [value for value in found if value is not None]
            paired = frozenset(rest) in self.world.covariances
            return mul(ONE, *known) if len(known) == len(found) and paired else None
        return None

    def _are_apart(self, one: str, other: str) -> bool:
        known = self.world.variables
        vectors = self._vector(one), self._vector(other)
        if vectors[0] is not None and vectors[0] == vectors[1]:
            return False
        given = any(n in known and known[n].kind == "counted" for n in (one, other))
        return given or self.world.are_apart(one, other)

    def _vector(self, name: str) -> Vector | None:
        return next((v for v in self.world.vectors if name in v.names), None)

    def together(self, one: str, other: str) -> Expr:
        """The covariance of two variables; an unknown where nothing is said of it."""
        if one == other:
            return self._spread(one)
        vector = self._vector(one)
        if vector is not None and other in vector.names:
            cells = self.array(vector.covariance).rows
            return cells[vector.names.index(one)][vector.names.index(other)].expr
        pair = frozenset((one, other))
        told = self.world.covariances.get(pair)
        if told is not None:
            return self.number(told)
        if self.world.are_apart(one, other):
            return ZERO
        self.open_together.add(pair)
        return symbol("cov " + ",".join(sorted(pair)))

    def _spread(self, base: str) -> Expr:
        first, second = self._single(base, 1), self._single(base, 2)
        if first is None or second is None:
            raise UnsettledError
        return add(second, negative(power(first, rational(2))))

    def parts(self, base: str, law: Variable) -> list[Expr]:
        """The numbers of a law; the mean and the variance of an open one are unknown."""
        other = self.alternative and is_in_doubt(law)
        if is_told_otherwise(law, self.place.state.source.text):
            raise UnsettledError
        if law.kind in ("moments", "normal"):
            names = (f"mean {base}", f"var {base}")
            pairs = zip(law.parts, names, strict=True)
            found = [symbol(name) if part is None else self.number(part) for part, name in pairs]
            return [found[0], power(found[1], rational(2))] if other else found
        found = [self.number(part) for part in law.parts if part is not None]
        return [quotient(ONE, found[0])] if other and law.kind == "exponential" else found

    def _single(self, base: str, degree: int) -> Expr | None:
        vector = self._vector(base)
        if vector is not None:
            at = vector.names.index(base)
            centre = self.array(vector.mean)
            cells = list(centre.cells())
            spread = self.array(vector.covariance)
            if len(cells) != len(vector.names) or spread.shape != (len(cells), len(cells)):
                raise UnsettledError
            return laws.raw_moment("normal", [cells[at].expr, spread.rows[at][at].expr], degree)
        law = self.world.variables[base]
        if law.kind in ("table", "mixed", "density", "odds"):
            return self.special(base, law, degree)
        if law.kind == "second":
            value = law.parts[degree - 1] if degree < 3 else None
            return None if value is None else self.number(value)
        if law.kind == "counted":
            many, one, rest, other = (self.number(p) for p in law.parts if p is not None)
            powers = [power(v, rational(degree)) for v in (one, other)]
            return quotient(add(mul(many, powers[0]), mul(rest, powers[1])), add(many, rest))
        if degree == 1 and law.kind in ("moments", "normal"):
            return self._mean(base, law)
        return laws.raw_moment(self.kind_of(law), self.parts(base, law), degree)

    def _mean(self, base: str, law: Variable) -> Expr:
        return symbol(f"mean {base}") if law.parts[0] is None else self.number(law.parts[0])

    def kind_of(self, law: Variable) -> str:
        """Its kind, or the other one that has the same name with some authors."""
        return "failures" if self.alternative and law.kind == "geometric" else law.kind

    def _by_stein(self, powers: dict[str, int]) -> Expr | None:
        """E[X f] = m E[f] + Σ Cov(X, Y) E[∂f/∂Y], of jointly normal variables."""
        left = {name: degree for name, degree in powers.items() if degree}
        if not left:
            return ONE
        first = min(left)
        centre = self._single(first, 1)
        rest = {**left, first: left[first] - 1}
        inner = self._by_stein(rest)
        if centre is None or inner is None:
            return None
        terms = [mul(centre, inner)]
        for name, degree in rest.items():
            if degree:
                lower = self._by_stein({**rest, name: degree - 1})
                if lower is None:
                    return None
                terms.append(mul(rational(degree), self.together(first, name), lower))
        return add(*terms)


def _nothing_special(_: str, __: Variable, ___: int) -> Expr:
    raise UnsettledError


def _nothing_asked(_: Operation) -> Expr:
    raise UnsettledError
