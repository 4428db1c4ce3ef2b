r"""Means and variances of expressions in variables whose laws are told.

An expression is expanded in its variables: the mean of a product of powers of independent variables
is the product of their moments, that of \sin(tX + s) is known for uniform and normal X, and a sum
over i of independent terms of one law has so many times their mean, and their variance.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.chances.events import may_be_moment
from symnn.documents.judging.chances.laws import (
    INNER,
    Law,
    are_independent,
    is_in_doubt,
    law_of,
    moment,
    waves,
)
from symnn.documents.judging.chances.moments import parts_of
from symnn.documents.judging.names.letters.ranges import open_names
from symnn.documents.judging.placing import Place
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value

#: A variable or a wave, with its power: ("X", ONE, 2), ("sin", θ, 1).
Factor: TypeAlias = "tuple[str, Expr, int]"
Monomials: TypeAlias = "dict[tuple[Factor, ...], Expr]"
_WAVES: Final = frozenset({"sin", "cos", "exp"})
_MOST_TERMS: Final = 200
_MOST_DEGREE: Final = 8
#: Letters for constants, though nothing says what they are.
_CONSTANTS: Final = frozenset("abcdkmnst") | {
    "alpha",
    "beta",
    "gamma",
    "lambda",
    "mu",
    "sigma",
    "tau",
    "omega",
    "theta",
    "kappa",
    "rho",
}


@final
@dataclass(frozen=True, slots=True)
class Setting:
    """The variables in an expression with their laws, and how names are read."""

    laws: Mapping[str, Law]
    view: Reader
    independent: bool

    def read(self, node: tree.Node) -> Monomials | None:
        """The expression expanded in its variables."""
        names: dict[str, Value] = {key: Scalar(symbol(key)) for key in self.laws}
        return expanded(self.view.varying(names).read_scalar(node).expr, frozenset(self.laws))


def moment_by_law(node: tree.Node, place: Place, view: Reader) -> Expr | None:
    """E[…] or Var(…) of variables whose laws are told; None for anything else."""
    head, arguments = parts_of(node)
    if head is None or head.base not in ("E", "Var", "var") or len(arguments) != 1:
        return None
    if (
        head.subscript is not None
        or head.labels
        or head.accents
        or view.knows(tree.key(head) or "")
    ):
        return None
    inner, values = _with_inner_means(arguments[0], place, view)
    try:
        return expected(head.base.title()[:1], inner, place, view.varying(values))
    except SymnnError:
        return None


def _with_inner_means(
    node: tree.Node, place: Place, view: Reader
) -> tuple[tree.Node, dict[str, Value]]:
    r"""The argument of E[(X - E[X])^2] with a name for each mean in it, and their values."""
    values: dict[str, Value] = {}

    def visit(part: tree.Node) -> tree.Node:
        mean = moment_by_law(part, place, view) if may_be_moment(part) else None
        if mean is None:
            return tree.map_children(part, visit)
        name = f"{INNER}{len(values) + 1}"
        values[name] = Scalar(mean)
        return tree.Name(name, span=part.span)

    return visit(node), values


def expected(head: str, node: tree.Node, place: Place, view: Reader) -> Expr | None:
    """E or Var of an expression in variables whose laws are told; None for any other."""
    coefficient, inner, letter, count = _summed(node, place)
    setting = _setting(inner, place, view)
    if setting is None or (letter and not _are_alike(inner, letter, setting.laws)):
        return None
    found = setting.read(inner)
    mean = None if found is None else mean_of(found, setting)
    if found is None or mean is None or not _is_known(place, setting.laws):
        return None
    scale = ONE if coefficient is None else view.read_scalar(coefficient).expr
    times = ONE if count is None else _count(count, view)
    if head == "E":
        return mul(scale, times, mean)
    square = _product(found, found)
    second = None if square is None else mean_of(square, setting)
    if second is None or (count is not None and not setting.independent):
        return None
    spread = add(second, negative(power(mean, rational(2))))
    return mul(power(scale, rational(2)), times, spread)


def _setting(node: tree.Node, place: Place, view: Reader) -> Setting | None:
    scope, laws = place.state.scope, place.state.chances.told
    found = open_names(scope, (node,)) - {"e", "pi"}
    names = {key for key in found if not key.startswith(INNER)}
    since, section = place.state.since, place.formula.headings
    told = {key: law_of(laws, key, section, since) for key in names if not scope.latest(key)}
    known = {key: law for key, law in told.items() if law is not None}
    parts = {tree.key(p) for law in known.values() for n in law.parts for p in tree.walk(n)}
    indices = {key.rpartition("_")[2] for key in known}
    others = {key for key in names if key not in known and key not in parts | indices}
    heads = {k for k in others if len(k) > 1 and "_" not in k and k not in _CONSTANTS}
    functions = {tree.key(n.function) for n in tree.walk(node) if isinstance(n, tree.Apply)} | {
        key for key in heads if scope.latest(key) is not None
    }
    open_ = {key for key in others - functions if key.partition("_")[0] not in _CONSTANTS}
    families = [key.partition("_")[0] for key in known if not key.rpartition("_")[2].isdigit()]
    alike = [key for key in known if key.partition("_")[0] in families]
    if not known or open_ or len({key.partition("_")[0] for key in alike}) < len(alike):
        return None  # w_i and w_j may be one
    if any(is_in_doubt(law, place) for law in known.values()):
        return None
    return Setting(known, view, are_independent(place))


def _is_known(place: Place, laws: Mapping[str, Law]) -> bool:
    """Whether the letters of the laws mean what they meant there, or are given right here."""
    scope, since = place.state.scope, place.state.since
    for law in laws.values():
        for part in (p for n in law.parts for p in tree.walk(n)):
            known = scope.latest(tree.key(part) or "")
            if known is not None and law.version < known.version <= since:
                return False
    return True


def _summed(
    node: tree.Node, place: Place
) -> tuple[tree.Node | None, tree.Node, str, tuple[tree.Node, tree.Node] | None]:
    r"""The coefficient, term, index and range of c \sum_i (…); the node itself if it is none."""
    bare = node
    while isinstance(bare, tree.Group) and len(bare.items) == 1 and bare.fence in ("()", "[]"):
        (bare,) = bare.items
    coefficient: tree.Node | None = None
    operator = bare
    if isinstance(bare, tree.Product) and isinstance(bare.factors[-1], tree.BigOperator):
        *factors, operator = bare.factors
        whole = tree.Product(tuple(factors), bare.operators[:-1])
        coefficient = factors[0] if len(factors) == 1 else whole
    if not isinstance(operator, tree.BigOperator) or operator.operator != "sum":
        return None, node, "", None
    lower, counts = operator.lower, place.state.chances.told.counts
    letter = lower.first if isinstance(lower, tree.Chain) else lower
    key = (tree.key(letter) if letter is not None else None) or ""
    if isinstance(lower, tree.Chain) and operator.upper is not None and len(lower.links) == 1:
        return coefficient, operator.body, key, (lower.links[0].operand, operator.upper)
    if key in counts and operator.upper is None and not isinstance(lower, tree.Chain):
        return coefficient, operator.body, key, counts[key]
    return None, node, "", None


def _are_alike(term: tree.Node, letter: str, laws: Mapping[str, Law]) -> bool:
    """Whether all terms of a sum have one law, and nothing in common."""
    own = {key for key in laws if key.endswith(f"_{letter}")}
    return own == set(laws) and not _mentions(term, letter, own)


def _mentions(node: tree.Node, letter: str, own: Container[str | None]) -> bool:
    """Whether a term depends on its index in another way than by its variables."""
    key = tree.key(node)
    if isinstance(node, tree.Name) and key is not None:
        return key not in own and letter in key.replace("_", " ").split()
    return any(_mentions(child, letter, own) for child in tree.children(node))


def _count(ends: tuple[tree.Node, tree.Node], view: Reader) -> Expr:
    first, last = (view.read_scalar(end).expr for end in ends)
    return add(last, negative(first), ONE)


# --- expansion ------------------------------------------------------------------------


def expanded(expr: Expr, names: frozenset[str]) -> Monomials | None:
    """An expression as a sum of monomials in some names and waves; None if it is no such sum.

    >>> x = symbol("x")
    >>> found = expanded(power(add(x, ONE), rational(2)), frozenset("x"))
    >>> sorted(factors[0][2] for factors in found if factors) == [1, 2]
    True
    """
    if not free_symbols(expr) & names:
        return {(): expr}
    if expr.op == "symbol":
        return {((str(expr.data), ONE, 1),): ONE}
    if expr.op == "add":
        parts = [expanded(arg, names) for arg in expr.args]
        return None if None in parts else _total([part for part in parts if part is not None])
    if expr.op == "mul":
        return _folded([expanded(arg, names) for arg in expr.args])
    if expr.op == "power":
        base, exponent = expr.args
        degree = _degree(exponent)
        return None if degree is None else _folded([expanded(base, names)] * degree)
    if expr.op == "apply" and expr.data in _WAVES:
        return {((str(expr.data), expr.args[0], 1),): ONE}
    return None


def _degree(exponent: Expr) -> int | None:
    whole = exponent.op == "rational" and exponent.data.q == 1  # type: ignore[union-attr]
    degree = int(exponent.data.p) if whole else 0  # type: ignore[union-attr]
    return degree if 1 <= degree <= _MOST_DEGREE else None


def _total(parts: list[Monomials]) -> Monomials:
    found: Monomials = {}
    for part in parts:
        for factors, coefficient in part.items():
            old = found.get(factors)
            found[factors] = coefficient if old is None else add(old, coefficient)
    return found


def _folded(parts: list[Monomials | None]) -> Monomials | None:
    total: Monomials | None = {(): ONE}
    for part in parts:
        total = None if total is None or part is None else _product(total, part)
    return total


def _product(one: Monomials, other: Monomials) -> Monomials | None:
    if len(one) * len(other) > _MOST_TERMS:
        return None
    return _total(
        [
            {_joined(first, second): mul(a, b)}
            for first, a in one.items()
            for second, b in other.items()
        ]
    )


def _joined(first: tuple[Factor, ...], second: tuple[Factor, ...]) -> tuple[Factor, ...]:
    powers: dict[tuple[str, Expr], int] = {}
    for name, inner, degree in (*first, *second):
        powers[name, inner] = powers.get((name, inner), 0) + degree
    keys = sorted(powers, key=lambda pair: (pair[0], repr(pair[1])))
    return tuple((name, inner, powers[name, inner]) for name, inner in keys)


# --- means ----------------------------------------------------------------------------


def mean_of(monomials: Monomials, setting: Setting) -> Expr | None:
    """The mean of an expanded expression; None where the laws do not settle it."""
    terms: list[Expr] = []
    for factors, coefficient in monomials.items():
        mean = _of_monomial(factors, setting)
        if mean is None:
            return None
        terms.append(mul(coefficient, mean))
    return add(ZERO, *terms)


def _of_monomial(factors: tuple[Factor, ...], setting: Setting) -> Expr | None:
    waving = [factor for factor in factors if factor[0] in _WAVES]
    if len(factors) > 1 and (waving or not setting.independent):
        return None
    if waving:
        return _of_wave(waving[0], setting)
    means = [moment(setting.laws[name], degree, setting.view) for name, _, degree in factors]
    known = [mean for mean in means if mean is not None]
    return mul(ONE, *known) if len(known) == len(means) else None


def _of_wave(factor: Factor, setting: Setting) -> Expr | None:
    """The mean of sin θ, sin² θ = (1 - cos 2θ)/2, cos² θ and exp θ, for θ = tX + s."""
    name, inner, degree = factor
    found = expanded(inner, frozenset(setting.laws))
    linear = found is not None and all(len(f) < 2 and all(d == 1 for *_, d in f) for f in found)
    variables = {f[0][0] for f in found or () if f}
    if found is None or not linear or len(variables) != 1 or variables & _WAVES:
        return None
    (variable,) = variables
    rate, shift = found[((variable, ONE, 1),)], found.get((), ZERO)

    def at(times: int) -> dict[str, Expr]:
        factor = rational(times)
        law = setting.laws[variable]
        return waves(law, mul(factor, rate), mul(factor, shift), setting.view)

    if name == "exp":
        return at(degree).get("exp")
    if degree == 1:
        return at(1).get(name)
    double = at(2).get("cos") if degree == 2 else None
    if double is None:
        return None
    sign: Callable[[Expr], Expr] = negative if name == "sin" else (lambda value: value)
    return quotient(add(ONE, sign(double)), rational(2))
