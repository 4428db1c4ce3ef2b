"""The value of a limit by cases, and in each the form that shows it.

In one case f(k) = R(t1(k), t2(k), …) for a function R, free of k, that is continuous where the t
arrive: at 0, or at 1 for (e^u - 1)/u and log(1 + u)/u with u -> 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from symnn.claims.formula import Atomic
from symnn.claims.provers.limits.growth import Growth, Remainder
from symnn.claims.provers.limits.scales import free_part, is_free, scale_part
from symnn.exact.closed_form import written_sum
from symnn.exact.exponential import ONE_POLY, UNIT, Atom, Frac, Monomial, Poly
from symnn.exact.expression import (
    MINUS_ONE,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    mul,
    piecewise,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.exact.number import Number


class Way(NamedTuple):
    """R, and its variables: their names, their kinds (small, exp, log) and t or u.

    Inverse: of 1/f, which goes to 0.
    """

    form: Expr
    to: tuple[tuple[str, str, Expr], ...]
    inverse: bool = False


class Leaf(NamedTuple):
    """The value in one case, None if there is no limit, and the way each body takes."""

    value: Expr | None
    ways: tuple[Way, ...]


class Split(NamedTuple):
    """Cases by the sign of d; where d = 0, s = s + c d is put for a symbol s."""

    d: Expr
    branches: tuple[tuple[str, Cases], ...]
    solved: tuple[str, Number] | None


Cases: TypeAlias = "Leaf | Split"


def written(form: Frac) -> Expr:
    """A form as an expression."""
    top = written_sum(form.num)
    return top if form.den == ONE_POLY else quotient(top, written_sum(form.den))


def value_of(cases: Cases, zero: Expr = ZERO) -> Expr:
    """The value as one expression, a case distinction; 1/0 where there is no limit."""
    if isinstance(cases, Leaf):
        return power(zero, MINUS_ONE) if cases.value is None else cases.value
    zero = mul(ZERO, cases.d)
    found = [(relation, value_of(inner, zero)) for relation, inner in cases.branches]
    rows, (_, default) = found[:-1], found[-1]
    while rows and rows[-1][1] == default:
        rows.pop()
    cut = [(relation, cases.d, ZERO, v) for relation, v in rows]
    return piecewise(cut, default) if cut else default


def conditions(
    cases: Cases, above: tuple[Atomic, ...] = ()
) -> Iterator[tuple[tuple[Atomic, ...], Expr | None]]:
    """Each case: what holds in it, as relations with 0, and the value there."""
    if isinstance(cases, Leaf):
        yield above, cases.value
        return
    for relation, inner in cases.branches:
        here = (Atomic(relation, cases.d, ZERO),) if len(cases.branches) > 1 else ()
        yield from conditions(inner, (*above, *here))


def way(growth: Growth, form: Frac, inverse: bool = False) -> Way:
    """R for a form, by division of its terms by the greatest below."""
    shape = _Shape(growth)
    expr = shape.quotient(form)
    return Way(expr, tuple((name, kind, u) for (kind, u), name in shape.names.items()), inverse)


class _Shape:
    """Writes forms in variables that arrive."""

    def __init__(self, growth: Growth) -> None:
        self.growth = growth
        self.names: dict[tuple[str, Expr], str] = {}

    def _variable(self, kind: str, u: Expr) -> Expr:
        return symbol(self.names.setdefault((kind, u), f"t{len(self.names)}"))

    def quotient(self, form: Frac) -> Expr:
        """N/D, both divided by the greatest scale of D."""
        scale = scale_part(self.growth.lead(form.den).monomial)
        if form.den == ONE_POLY:
            return self.terms(form.num, scale)
        cleared = _cleared(form)
        return quotient(*(self.terms(p, scale, cleared) for p in (form.num, form.den)))

    def terms(self, poly: Poly, scale: Monomial, factor: Monomial = UNIT) -> Expr:
        """A sum divided by a scale, times a factor that is free of k."""
        parts = []
        for monomial, c in poly.terms.items():
            small = [(a, k) for a, k in monomial.powers if a.kind == "small"]
            plain = Monomial(
                tuple(p for p in monomial.powers if p[0].kind != "small"), monomial.exponent
            )
            ratio = scale_part(plain).times(scale.inverse())
            factors = [written_sum(Poly({free_part(plain).times(factor): c}))]
            if not is_free(ratio):
                factors.append(self._variable("small", written_sum(Poly({ratio: Number(1)}))))
            for atom, k in small:
                factors.append(
                    power(self._remainder(self.growth.remainders[int(atom.label)]), rational(k))
                )
            parts.append(mul(*factors))
        return add(*parts) if parts else ZERO

    def _remainder(self, rest: Remainder) -> Expr:
        match rest.kind:
            case "exp" | "log" | "sin" | "atan":
                return self._variable(rest.kind, written(rest.form)) + MINUS_ONE
            case "erf":
                return self._variable(rest.kind, written(rest.form)) - written(rest.at)
            case "function":
                return apply(rest.name, self.quotient(rest.form)) - apply(
                    rest.name, written(rest.at)
                )
            case "exponential":
                return exp(self.terms(rest.form.num, UNIT)) + MINUS_ONE
        inside = self.terms(rest.form.num, rest.scale)
        return apply("log", quotient(inside, written(rest.at)))


def _cleared(form: Frac) -> Monomial:
    """What a quotient is widened by, so that it holds no 1/a for a parameter a that may be 0."""
    least: dict[Atom, int] = {}
    for monomial in (*form.num.terms, *form.den.terms):
        for atom, k in free_part(monomial).powers:
            least[atom] = min(k, least.get(atom, 0))
    wanted = [(atom, -k) for atom, k in least.items() if k < 0]
    return Monomial(tuple(sorted(wanted, key=lambda power: power[0].text())), None)
