r"""Unknown functions and their derivatives as numbers: (fg)' = f'g + fg'.

The values f(u), f'(u), f''(u), … of a function that nothing defines are free: whatever numbers are
wanted at finitely many points, some smooth function has them. So each becomes an unknown of its
own, a jet, and a rule of calculus becomes an identity in these unknowns: it holds for all smooth
functions if it holds for all numbers, and not for all functions if it fails for some numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass
from symnn.documents.judging.calculus.multiplied import FUNCTIONS, multiplied
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    derivative,
    free_symbols,
    mul,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import is_function, parts_behind
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.integrals import integrand
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_SECONDS: Final = 2
_MAX_ORDER: Final = 6
_MAX_JETS: Final = 40
_MAX_DEPTH: Final = 20


@final
@dataclass(frozen=True, slots=True)
class Jet:
    """f^{(order)}(at) of an unknown function."""

    function: str
    order: int
    at: Expr


def unknown_functions(nodes: tuple[tree.Node, ...], view: Reader) -> frozenset[str]:
    """The names in a claim that stand for functions of which nothing is known.

    Such a name carries a prime somewhere, or it always stands before the brackets of a lone letter
    or of another function: the y of y(a - 1) is a factor. Derivatives must be spoken of.
    """
    parts = list(parts_behind(nodes, view.scope.latest, is_function))
    primes = [part for part in parts if isinstance(part, tree.Prime)]
    slopes = any(isinstance(part, tree.Derivative) for part in parts)
    integrals = any(isinstance(p, tree.BigOperator) and p.operator == "int" for p in parts)
    if not (primes or slopes or integrals):
        return frozenset()
    primed = {tree.key(part.operand) for part in primes}
    calls = [(_head(part), part.arguments.items) for part in parts if isinstance(part, tree.Call)]
    names = Counter(tree.key(part) for part in parts if isinstance(part, tree.Name))
    heads = Counter(head for head, _ in calls)
    applied = {
        head
        for head, count in heads.items()
        if count == names[head]
        and all(len(items) == 1 and _may_be_argument(items[0]) for h, items in calls if h == head)
    }
    beside = multiplied(nodes, view)
    return frozenset(
        key
        for key in primed | applied | beside
        if key is not None and key in FUNCTIONS and not view.knows(key)
    )


def _head(node: tree.Call) -> str | None:
    """f of f(x), f'(x), f^{(n)}(x) and f^2(x)."""
    head: tree.Node = node.head
    while isinstance(head, (tree.Prime, tree.Power)):
        head = head.base if isinstance(head, tree.Power) else head.operand
    return tree.key(_plain(head))


def _may_be_argument(node: tree.Node) -> bool:
    """A lone letter, or the value of another function."""
    return isinstance(node, (tree.Name, tree.Call))


def _plain(head: tree.Node) -> tree.Node:
    """f of f^{(n)}."""
    return replace(head, labels=()) if isinstance(head, tree.Name) else head


@final
@dataclass(slots=True)
class Jets:
    """Reads expressions in unknown functions; `at` is the letter that bare names are taken at.

    `multiplied` are the names of known functions that stand in a product with a prime, as in (fg)'.
    """

    view: Reader
    functions: frozenset[str]
    at: str
    known: dict[str, Jet] = field(default_factory=dict)
    names: dict[str, Scalar] = field(default_factory=dict)
    depth: int = 0
    multiplied: frozenset[str] = frozenset()

    def read(self, node: tree.Node) -> Expr:
        """The expression in jets.

        Raises:
            MeaningError: something in it is no number.
        """
        changed = self._changed(node)
        local = self.view.varying({**self.names, self.at: Scalar(symbol(self.at))})
        return local.read_scalar(changed).expr

    def slope(self, expr: Expr, key: str, order: int = 1) -> Expr:
        """The total derivative in a letter: that of every jet is the next one."""
        for _ in range(order):
            terms = [lower(derivative(expr, key, symbol(key)))] if key in free_symbols(expr) else []
            for name in sorted(free_symbols(expr) & self.known.keys()):
                jet = self.known[name]
                inner = self.slope(jet.at, key)
                if inner == ZERO:
                    continue
                outer = lower(derivative(expr, name, symbol(name)))
                after = self._jet(jet.function, jet.order + 1, jet.at)
                terms.append(mul(outer, after) if inner == ONE else mul(outer, after, inner))
            expr = add(*terms) if terms else ZERO
        return expr

    def put(self, expr: Expr, key: str, value: Expr) -> Expr:
        """The expression with a value for a letter, in the arguments of the jets as well."""
        moved = {key: value}
        for name in sorted(free_symbols(expr) & self.known.keys()):
            jet = self.known[name]
            at = self.put(jet.at, key, value)
            if at != jet.at:
                moved[name] = self._jet(jet.function, jet.order, at)
        return substitute(expr, moved)

    # --- reading ----------------------------------------------------------------------

    def _jet(self, function: str, order: int, at: Expr) -> Expr:
        """The unknown for a value; arguments that are always equal share it."""
        if order > _MAX_ORDER or len(self.known) > _MAX_JETS:
            raise MeaningError(Kind.SIZE, "too many derivatives of unknown functions", tree.NOWHERE)
        for name, jet in self.known.items():
            if (jet.function, jet.order) != (function, order):
                continue
            equal = Claim(Atomic("=", jet.at, at))
            if jet.at == at or decide(equal, seconds=_SECONDS).proved:
                return symbol(name)
        name = f"{function}{'′' * order}{len(self.known)}"
        self.known[name] = Jet(function, order, at)
        return symbol(name)

    def named(self, expr: Expr) -> tree.Name:
        """A new name for a value."""
        name = f"jet{len(self.names)}"
        self.names[name] = Scalar(expr)
        return tree.Name(name)

    def _changed(self, node: tree.Node) -> tree.Node:
        """The tree with a new name for every value of an unknown function."""
        if isinstance(node, tree.Call):
            return self._call(node)
        if isinstance(node, tree.Prime):
            return self.named(self._primed(node, symbol(self.at)))
        if isinstance(node, tree.Name):
            return self._bare(node)
        if isinstance(node, tree.Derivative):
            return self._derivative(node)
        if isinstance(node, tree.Evaluated):
            return self._evaluated(node)
        if isinstance(node, tree.Product):
            return self._product(node)
        if isinstance(node, tree.BigOperator):
            raise MeaningError(Kind.UNSUPPORTED, "a range over unknown functions", node.span)
        return tree.map_children(node, self._changed)

    def _bare(self, node: tree.Name) -> tree.Node:
        """f for f(x), of an unknown function and of one that is known, as in f'g + fg'."""
        key = tree.key(node) or ""
        if key in self.functions:
            return self.named(self._jet(key, 0, symbol(self.at)))
        known = self.view.scope.latest(key) if key in self.multiplied else None
        if known is not None and len(known.parameters or ()) == 1:
            here = (tree.Name(self.at),)
            return self.named(self._of_known(known.parameters or (), known.body, 0, here))
        return node

    def _call(self, node: tree.Call) -> tree.Node:
        head: tree.Node = node.head
        if isinstance(head, tree.Power) and isinstance(head.exponent, tree.Number):
            value = self._call(replace(node, head=head.base))  # h^2(x) below a rule's line
            return replace(head, base=value)
        order = 0
        while isinstance(head, tree.Prime):
            order += head.count
            head = head.operand
        if isinstance(head, tree.Name) and head.labels:
            order, head = order + self._label(head), replace(head, labels=())
        key = tree.key(head)
        arguments = node.arguments.items
        if key in self.functions and len(arguments) == 1:
            return self.named(self._jet(key or "", order, self.read(arguments[0])))
        known = self.view.scope.latest(key or "")
        if known is not None and known.parameters is not None and self._rests_on(known.body):
            return self.named(self._of_known(known.parameters, known.body, order, arguments))
        if isinstance(head, tree.Name):  # the name of a known function stays as it is
            changed = self._changed(node.arguments)
            return replace(node, arguments=changed) if isinstance(changed, tree.Group) else node
        return tree.map_children(node, self._changed)

    def _label(self, head: tree.Name) -> int:
        """n of f^{(n)}."""
        label = head.labels[0].items[0] if len(head.labels) == 1 else None
        whole = isinstance(label, tree.Number) and label.value.denominator == 1
        if not whole or not isinstance(label, tree.Number):
            raise MeaningError(Kind.UNSUPPORTED, "which derivative this is is not said", head.span)
        return int(label.value)

    def _rests_on(self, body: tree.Node) -> bool:
        return bool(unknown_functions((tree.Prime(body),), self.view) & self.functions) or any(
            tree.key(part) in self.functions for part in tree.walk(body)
        )

    def _of_known(
        self,
        parameters: tuple[str, ...],
        body: tree.Node,
        order: int,
        arguments: tuple[tree.Node, ...],
    ) -> Expr:
        """h'(x) of a formula h(x) = f(g(x))."""
        if len(parameters) != 1 or len(arguments) != 1 or self.depth > _MAX_DEPTH:
            raise MeaningError(Kind.UNSUPPORTED, "a function of several numbers", body.span)
        (parameter,) = parameters
        inner = replace(self, at=f"′{parameter}", names={}, depth=self.depth + 1)
        fresh = symbol(inner.at)
        inner.view = self.view.varying({parameter: Scalar(fresh)})
        found = inner.slope(inner.read(body), inner.at, order)
        return self.put(found, inner.at, self.read(arguments[0]))

    def _primed(self, node: tree.Prime, at: Expr) -> Expr:
        """f' and (fg)' at an argument."""
        key = tree.key(node.operand)
        if key in self.functions:
            return self._jet(key or "", node.count, at)
        known = self.view.scope.latest(key or "")
        if known is not None and known.parameters is not None and len(known.parameters) == 1:
            here = (tree.Name(self.at),)
            return self._of_known(known.parameters, known.body, node.count, here)
        if not isinstance(node.operand, tree.Group):
            raise MeaningError(Kind.UNSUPPORTED, "what the prime stands at is not known", node.span)
        found = self.slope(self.read(node.operand), self.at, node.count)
        return found if at == symbol(self.at) else self.put(found, self.at, at)

    def _product(self, node: tree.Product) -> tree.Node:
        """(fg)'(x) is the slope of fg at x, not a product with x."""
        factors: list[tree.Node] = []
        operators: list[str] = []
        parts = list(zip(("", *node.operators), node.factors, strict=True))
        place = 0
        while place < len(parts):
            operator, factor = parts[place]
            after = parts[place + 1] if place + 1 < len(parts) else ("·", None)
            primed = isinstance(factor, tree.Prime) and isinstance(factor.operand, tree.Group)
            group = after[1]
            lone = isinstance(group, tree.Group) and len(group.items) == 1
            if lone and isinstance(group, tree.Group) and isinstance(factor, tree.Group):
                sums = any(isinstance(part, tree.Prime) for part in tree.walk(factor))
                if sums and not after[0] and isinstance(group.items[0], (tree.Number, tree.Name)):
                    text = "brackets behind a sum of functions may be where it is taken"
                    raise MeaningError(Kind.AMBIGUOUS, text, node.span)
            taken = primed and not after[0] and isinstance(after[1], tree.Group)
            if taken and isinstance(factor, tree.Prime) and isinstance(after[1], tree.Group):
                factors.append(self.named(self._primed(factor, self.read(after[1]))))
                place += 1
            else:
                factors.append(self._changed(factor))
            operators.append(operator)
            place += 1
        if len(factors) == 1:
            return factors[0]
        return replace(node, factors=tuple(factors), operators=tuple(operators[1:]))

    def _evaluated(self, node: tree.Evaluated) -> tree.Node:
        """df/du at u = g(x), as the chain rule has it."""
        slope, at = node.operand, node.condition
        one = isinstance(at, tree.Chain) and len(at.links) == 1 and at.links[0].relation == "="
        if not (one and isinstance(at, tree.Chain) and isinstance(slope, tree.Derivative)):
            raise MeaningError(Kind.UNSUPPORTED, "where this is taken is not said", node.span)
        key = tree.key(at.first) or ""
        if slope.operand is None or [tree.key(v) for v in slope.variables] != [key]:
            raise MeaningError(Kind.UNSUPPORTED, "a derivative in another letter", node.span)
        inner = replace(self, at=key)
        inner.view = self.view.varying({key: Scalar(symbol(key))})
        found = inner.slope(inner.read(slope.operand), key, slope.orders[0])
        return self.named(self.put(found, key, self.read(at.links[0].operand)))

    def _derivative(self, node: tree.Derivative) -> tree.Node:
        """d/dx of an expression, with all that depends on x."""
        keys = [tree.key(v) or "" for v in node.variables]
        if node.operand is None or len(keys) != 1 or not keys[0]:
            raise MeaningError(Kind.UNSUPPORTED, "a derivative in several letters", node.span)
        inner = replace(self, at=keys[0]) if keys[0] != self.at else self
        inner.view = self.view.varying({keys[0]: Scalar(symbol(keys[0]))})
        return self.named(inner.slope(inner.read(node.operand), keys[0], node.orders[0]))


def integrals_differentiated(node: tree.Node, jets: Jets) -> Expr:
    r"""The slope of a side with integrals in it: \int u dv has u v'.

    Raises:
        MeaningError: an integral stands in anything but a sum.
    """
    if isinstance(node, tree.Sum):
        return add(*(integrals_differentiated(term, jets) for term in node.terms))
    if isinstance(node, tree.Neg):
        return mul(-ONE, integrals_differentiated(node.operand, jets))
    if isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) == 1:
        return integrals_differentiated(node.items[0], jets)
    if not isinstance(node, tree.BigOperator):
        if any(isinstance(part, tree.BigOperator) for part in tree.walk(node)):
            raise MeaningError(Kind.UNSUPPORTED, "an integral within a product", node.span)
        return jets.slope(jets.read(node), jets.at)
    if node.operator != "int" or node.lower is not None or node.upper is not None:
        raise MeaningError(Kind.UNSUPPORTED, "an integral with ends", node.span)
    body, variable = integrand(node)
    key = tree.key(variable) or ""
    inside = jets.read(body)
    if key in jets.functions:
        return mul(inside, jets.read(tree.Prime(variable)))
    if key != jets.at:
        raise MeaningError(Kind.UNSUPPORTED, "an integral in another letter", node.span)
    return inside


def letters_at_hand(nodes: tuple[tree.Node, ...], functions: frozenset[str]) -> Mapping[str, int]:
    """Lone letters that unknown functions are taken at, or derivatives are taken in; how often."""
    found: dict[str, int] = {}
    for node in nodes:
        for part in tree.walk(node):
            items: tuple[tree.Node, ...] = ()
            if isinstance(part, tree.Call):
                items = part.arguments.items
            elif isinstance(part, tree.Derivative):
                items = part.variables
            elif isinstance(part, tree.BigOperator) and part.operator == "int":
                items = (integrand(part)[1],)
            elif isinstance(part, tree.Product):
                items = tuple(
                    after.items[0]
                    for one, after in zip(part.factors, part.factors[1:], strict=False)
                    if isinstance(one, tree.Prime)
                    and isinstance(after, tree.Group)
                    and len(after.items) == 1
                )
            for item in items:
                key = tree.key(item)
                plain = isinstance(item, tree.Name) and item.base not in SPELLINGS
                if key is not None and plain and key not in functions:
                    found[key] = found.get(key, 0) + 1
    return found


def loses_slopes(jets: Jets, left: Expr, right: Expr) -> bool:
    """Whether a slope is on the left only: f' = f(1 - f), which may be meant of a certain f."""
    on = [{jets.known[name] for name in free_symbols(e) & jets.known.keys()} for e in (left, right)]
    first, second = ({jet.function for jet in found if jet.order} for found in on)
    return not first <= second
