"""Rational points of an interval, where signs are looked at first."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from symnn.claims.provers.smooth.points import fraction, simplest
from symnn.claims.provers.smooth.ranges import End
from symnn.exact.ball import enclose
from symnn.exact.expression import Expr, free_symbols, rational

Ends: TypeAlias = tuple[End, End]

_STEPS = [Fraction(1 << k, 16) for k in range(11)]  # 1/16 … 64
_PARTS = [Fraction(k, 64) for k in (1, 4, 9, 17, 26, 32, 39, 48, 55, 60, 63)]


def approximate(value: Expr, bits: int = 64) -> Fraction:
    """A rational at an end, or very near."""
    return fraction(enclose(value, bits).mid())


def samples(ends: Ends) -> list[Fraction]:
    """Rising points between the ends, some of them near each end, or far out.

    Examples:
        >>> points = samples((End(rational(0)), End(rational(1))))
        >>> points == sorted(points) and all(0 < t < 1 for t in points)
        True
    """
    low, high = (None if e.value is None else approximate(e.value) for e in ends)
    if low is not None and high is not None:
        return [low + (high - low) * t for t in _PARTS]
    if low is not None:
        return [low + t for t in _STEPS]
    if high is not None:
        return [high - t for t in reversed(_STEPS)]
    return [*(-t for t in reversed(_STEPS)), Fraction(0), *_STEPS]


def middle(ends: Ends) -> Fraction | None:
    """Where to cut; None if the interval is too short."""
    low, high = (None if e.value is None else approximate(e.value) for e in ends)
    if low is not None and high is not None:
        third = (high - low) / 3
        return simplest(low + third, high - third) if third > Fraction(1, 1 << 40) else None
    if low is not None:
        return Fraction(max(low.__floor__() + 1, 2 * low.__floor__())) if low < 1 << 12 else None
    if high is not None:
        return Fraction(min(high.__ceil__() - 1, 2 * high.__ceil__())) if high > -1 << 12 else None
    return Fraction(0)


def is_empty(ends: Ends) -> bool:
    """Whether the lower end is not certainly below the upper one."""
    low, high = ends
    if low.value is None or high.value is None or free_symbols(low.value, high.value):
        return False
    return _sign(high.value - low.value) <= 0


def is_inside(q: Fraction, ends: Ends) -> bool:
    """Whether a rational certainly lies between the ends."""
    low, high = ends
    at = rational(q)
    above = low.value is None or _sign(at - low.value) >= int(low.open)
    return above and (high.value is None or _sign(high.value - at) >= int(high.open))


def _sign(difference: Expr) -> int:
    """1 or 0 if certain, else -1."""
    ball = enclose(difference, 64)
    return 1 if ball > 0 else 0 if ball.is_zero() else -1
