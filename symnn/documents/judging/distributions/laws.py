"""What holds of all distributions because it holds of each term, up to multiples of Σ p(x) = 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic, Formula
from symnn.claims.verdict import Status
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.distributions.totals import Total
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    free_symbols,
    mul,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.functions.lower import lower

_BOUNDS: Final = (Fraction(1), Fraction(2), Fraction(1, 2))
_SHARES: Final = (Fraction(0), Fraction(1), Fraction(1, 2))


def holds_termwise(relation: str, one: Total, other: Total, chances: Sequence[Expr]) -> str | None:
    """How the relation follows from its terms; None where it is not found to.

    Args:
        relation: =, <= or >=.
        one: the left side.
        other: the right side.
        chances: the chance of any one value, of each distribution.
    """
    if relation == ">=":
        one, other, relation = other, one, "<="
    gap = add(other.constant, negative(one.constant))
    for multiples in _multiples(relation, one, other, chances, gap):
        extra = [mul(m, c) for m, c in zip(multiples, chances, strict=True) if m != ZERO]
        right = add(other.term, *extra) if extra else other.term
        found = _each(relation, one.term, right, chances)
        if found is not None:
            return f"term by term, as chances sum to 1; {found}"
    return None


def _multiples(
    relation: str, one: Total, other: Total, chances: Sequence[Expr], gap: Expr
) -> Iterator[list[Expr]]:
    """Multiples of the chances whose sum is the gap between the constants."""
    if relation == "<=" and (tangent := _tangent(one, other, chances)) is not None:
        yield tangent
    for shares in product(_SHARES, repeat=len(chances)):
        if sum(shares) == 1:
            yield [mul(rational(share), gap) if share else ZERO for share in shares]
    if len(chances) == 2 and _is_nothing(gap):
        yield [ONE, negative(ONE)]
        yield [negative(ONE), ONE]


def _tangent(one: Total, other: Total, chances: Sequence[Expr]) -> list[Expr] | None:
    """The slopes where all chances are alike, with which the terms touch there."""
    gap = add(one.term, negative(other.term))
    at = dict.fromkeys(free_symbols(*chances), ONE)
    try:
        slopes = [substitute(lower(derivative(gap, str(c.data), c)), at) for c in chances]
        missing = add(one.constant, negative(other.constant), *slopes)
        return slopes if _is_nothing(missing) else None
    except SymnnError:
        return None


def _is_nothing(value: Expr) -> bool:
    if free_symbols(value):
        return False
    found = decided(Atomic("=", value, ZERO))
    return found.status is Status.PROVED


def _each(relation: str, left: Expr, right: Expr, chances: Sequence[Expr]) -> str | None:
    over = tuple(Atomic(">", chance, ZERO) for chance in chances)
    verdict = decided(Atomic(relation, left, right), over)
    if verdict.status is Status.PROVED:
        return verdict.method
    if relation == "=":
        return None
    by_ratio = _by_ratio(left, right, chances) if len(chances) == 2 else None
    return by_ratio or _by_bounds(left, right, chances)


def _by_ratio(left: Expr, right: Expr, chances: Sequence[Expr]) -> str | None:
    """With a = tb where both sides are b times what they are at (t, 1)."""
    t, b = symbol("ratio"), symbol("scale")
    one, other = (str(c.data) for c in chances)
    over: tuple[Formula, ...] = (Atomic(">", t, ZERO), Atomic(">", b, ZERO))
    gap = add(left, negative(right))
    at_ratio = substitute(gap, {one: t, other: ONE})
    scaled = substitute(gap, {one: mul(t, b), other: b})
    same = decided(Atomic("=", scaled, mul(b, at_ratio)), over)
    if same.status is not Status.PROVED:
        return None
    found = decided(Atomic("<=", at_ratio, ZERO), (over[0],))
    return f"homogeneous terms; {found.method}" if found.status is Status.PROVED else None


def _by_bounds(left: Expr, right: Expr, chances: Sequence[Expr]) -> str | None:
    """With a constant for each logarithm that is no greater: Σ c_i log r_i ≤ Σ c_i log k_i."""
    parts = _products(add(left, negative(right)))
    over: list[Formula] = [Atomic(">", chance, ZERO) for chance in chances]
    over += [Atomic("<=", chance, ONE) for chance in chances]
    bounded: list[Expr] = []
    for coefficient, inner in parts:
        if inner is None:
            bounded.append(coefficient)
            continue
        bound = _bound(coefficient, inner, over)
        if bound is None:
            return None
        bounded.append(mul(coefficient, apply("log", bound)))
    found = decided(Atomic("<=", add(*bounded), ZERO), tuple(over[: len(chances)]))
    return f"bounds of logarithms; {found.method}" if found.status is Status.PROVED else None


def _bound(coefficient: Expr, inner: Expr, over: Sequence[Formula]) -> Expr | None:
    """A constant k with c log r ≤ c log k."""
    if not free_symbols(inner):
        return inner
    domain = tuple(over)
    for relation, sign in (("<=", ">="), (">=", "<=")):
        if decided(Atomic(sign, coefficient, ZERO), domain).status is not Status.PROVED:
            continue
        for number in _BOUNDS:
            bound = rational(number)
            if decided(Atomic(relation, inner, bound), domain).status is Status.PROVED:
                return bound
    return None


def _products(value: Expr) -> list[tuple[Expr, Expr | None]]:
    """An expression as a sum of multiples of logarithms: what is before, what it is of."""
    if value.op == "add":
        return [part for arg in value.args for part in _products(arg)]
    if value.op == "apply" and value.data == "log" and free_symbols(value):
        return [(ONE, value.args[0])]
    if value.op == "mul":
        found: list[tuple[Expr, Expr | None]] = [(ONE, None)]
        for arg in value.args:
            parts = _products(arg)
            if all(inner is None for _, inner in parts):
                found = [(mul(c, arg), inner) for c, inner in found]
            elif all(inner is None for _, inner in found):
                before = mul(*(add(*(c for c, _ in found)),)) if len(found) > 1 else found[0][0]
                found = [(mul(before, c), inner) for c, inner in parts]
            else:
                return [(value, None)]
        return found
    return [(value, None)]
