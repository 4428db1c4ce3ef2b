"""Signs at exact points, and exact points near approximate ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Final, TypeAlias

from flint import arb, fmpq

from symnn.claims.provers.smooth.shapes import is_zero
from symnn.errors import SymnnError
from symnn.exact.ball import certain_sign, enclose, precision
from symnn.exact.expression import (
    MINUS_ONE,
    Expr,
    apply,
    free_symbols,
    negative,
    nth_root,
    postorder,
    power,
    rational,
    substitute,
)
from symnn.exact.normal_form import normal_form
from symnn.exact.prepared import Prepared
from symnn.functions.calculus import derivative

PRECISIONS: Final = (64, 256, 1024)
_HUGE: Final = arb(1 << 4000)
_TINY: Final = 1 / _HUGE
MAX_NODES: Final = 150
Point: TypeAlias = Mapping[str, Expr]


@lru_cache(maxsize=4000)
def slope_of(g: Expr, name: str, down: bool = False) -> Expr | None:
    """The derivative, or its negative, if there is a rule for it and it is of a useful size."""
    if down:
        up = slope_of(g, name)
        return None if up is None else negative(up)
    if is_large(g):
        return None
    try:
        found = derivative(g, name)
    except SymnnError:
        return None
    return None if is_large(found) else found


@lru_cache(maxsize=4000)
def has_slope(g: Expr, positive: frozenset[str]) -> bool:
    """Whether the checker can see that g is differentiable: no root is taken of what may be 0."""
    for node in postorder(g):
        if node.op == "nth_root" or (node.op == "power" and not _is_whole(node.args[1])):
            try:
                inverse = normal_form(power(node.args[0], MINUS_ONE), positive)
            except SymnnError:
                return False
            if inverse.conditions and free_symbols(node):
                return False
    return True


def _is_whole(exponent: Expr) -> bool:
    return isinstance(exponent.data, fmpq) and bool(exponent.data.q == 1)


def is_large(g: Expr) -> bool:
    """Whether it has so many nodes that derivatives and normal forms may take long."""
    return sum(1 for _ in islice(postorder(g), MAX_NODES + 1)) > MAX_NODES


@lru_cache(maxsize=4000)
def prepared(g: Expr, names: tuple[str, ...], bits: int) -> Prepared:
    """An expression ready to be enclosed at points."""
    return Prepared(g, names, bits)


def ball_sign(g: Expr, name: str, at: Fraction, bits: int = 64) -> int | None:
    """The sign at a rational point, if a ball of that precision tells it."""
    return certain_sign(ball_at(g, name, at, bits))


def ball_at(g: Expr, name: str, at: Fraction, bits: int = 64) -> arb:
    """A ball around the value at a rational point.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> fraction(ball_at(symbol("x") / 4, "x", Fraction(1))) == Fraction(1, 4)
        True
    """
    with precision(bits):
        return prepared(g, (name,), bits)(arb(fmpq(at.numerator, at.denominator)))


def sign_at(g: Expr, name: str, at: Expr) -> int | None:
    """The sign at a closed point: by balls, or 0 by normal form; None if neither tells."""
    return sign_of(g, ((name, at),))


@lru_cache(maxsize=4000)
def sign_of(g: Expr, point: tuple[tuple[str, Expr], ...], strict: bool = False) -> int | None:
    """The same at a point of several coordinates, given by name; strict, without the zeros."""
    names = tuple(name for name, _ in point)
    try:
        for bits in PRECISIONS:
            balls = [enclose(value, bits) for _, value in point]
            sign = certain_sign(prepared(g, names, bits)(*balls))
            if sign is not None and sign != 0:
                return sign
            if not strict and bits == PRECISIONS[0] and is_zero(substitute(g, dict(point))):
                return 0
    except SymnnError:
        return None
    return None


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The rational of the least denominator between two; the walk of Stern and Brocot.

    Examples:
        >>> simplest(Fraction(314, 100), Fraction(315, 100))
        Fraction(22, 7)
        >>> simplest(Fraction(315, 100), Fraction(314, 100))
        Fraction(22, 7)
    """
    if low > high:
        low, high = high, low
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = low.__ceil__()
    if whole <= high:
        return Fraction(whole)
    below = low.__floor__()
    return below + 1 / simplest(1 / (high - below), 1 / (low - below))


def exact_points(near: Fraction, error: Fraction) -> list[Expr]:
    """Closed expressions with a short spelling within an error of a rational.

    Examples:
        >>> log2 = Fraction(693147180559945309417232121458, 10**30)
        >>> apply("log", rational(2)) in exact_points(log2, Fraction(1, 10**28))
        True
    """
    found = [rational(q) for q in _short(near - error, near + error)]
    with precision(256):
        ball = arb(fmpq(near.numerator, near.denominator), fmpq(error.numerator, error.denominator))
        for image, back in _FORMS:
            value = image(ball)
            if value.is_finite():
                short = _short(fraction(value.lower()), fraction(value.upper()))
                found += [back(near, rational(q)) for q in short]
    return found


def _short(low: Fraction, high: Fraction) -> list[Fraction]:
    """The simplest rational between, if it is simpler than chance would have it."""
    q = simplest(low, high)
    size = q.denominator**2 * (1 + abs(q))
    return [q] if size < 1 << 32 and 64 * size * (high - low) < 1 else []


def fraction(exact: arb) -> Fraction:
    """The value of an exact ball; of one beyond 2^±4000, a value on its side of that."""
    if abs(exact) < _TINY:
        return Fraction(0)
    if abs(exact) > _HUGE:
        return Fraction(1 << 4000) if exact > 0 else Fraction(-1 << 4000)
    mantissa, exponent = exact.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _signed(near: Fraction, size: Expr) -> Expr:
    return size if near > 0 else -size


_FORMS: Final[tuple[tuple[Callable[[arb], arb], Callable[[Fraction, Expr], Expr]], ...]] = (
    (arb.exp, lambda _, q: apply("log", q)),
    (lambda ball: ball.log() if ball > 0 else arb.nan(), lambda _, q: apply("exp", q)),
    (lambda ball: ball * ball, lambda near, q: _signed(near, nth_root(q))),
    (lambda ball: (2 * ball).exp(), lambda _, q: apply("log", nth_root(q))),
    (lambda ball: ball / arb.pi(), lambda _, q: q * Expr("pi")),
)
