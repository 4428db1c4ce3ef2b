"""Interval arithmetic on rational ends, with every rounding outwards, by flint's balls.

A ball contains the value whatever the precision of flint's context, which is one for the whole
process: trust does not rest on it. A ball that is not finite says nothing and is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Final, NamedTuple, TypeVar

from flint import arb, ctx, fmpq

from . import holds, need, spend

MAGNITUDE: Final = 100_000  # values beyond 2^MAGNITUDE are refused
LITERAL: Final = 4096  # bits up to which a number of the evidence is kept exactly
CONTEXT: Final = RLock()
ONE: Final = fmpq(1)
_LARGE: Final = arb(1 << MAGNITUDE)
_TINY: Final = fmpq(1, 1 << MAGNITUDE)
T = TypeVar("T")


class Interval(NamedTuple):
    """All reals from lo to hi."""

    lo: fmpq
    hi: fmpq

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo)


def point(value: fmpq | int) -> Interval:
    """The interval of one number."""
    return Interval(fmpq(value), fmpq(value))


def _below(x: arb) -> fmpq:
    """The exact ball as a rational, or one below it if it is tiny."""
    if -_TINY < x < _TINY:
        return fmpq(0) if x >= 0 else -_TINY
    return x.fmpq()


def ends(ball: arb) -> Interval:
    """The interval of a ball, which is refused if it is not finite."""
    need(bool(-_LARGE < ball < _LARGE), "an enclosed value is not finite or too large")
    return Interval(_below(ball.lower()), -_below(-ball.upper()))


def power(times: Callable[[T, T], T], one: T, x: T, n: int) -> T:
    """x^n for n >= 0, by squaring."""
    if n < 2:
        return x if n else one
    square = power(times, one, times(x, x), n // 2)
    return times(square, x) if n % 2 else square


class Intervals:
    """The operations at one precision; each result contains every value on its arguments."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def enclose(self, f: Callable[[arb], arb], low: fmpq, high: fmpq | None = None) -> Interval:
        """The values of a function of balls at a number, or on [low, high]."""
        with CONTEXT, ctx.workprec(self.bits + 32):
            return ends(f(arb(low) if high is None else arb(low).union(arb(high))))

    def around(self, q: fmpq) -> Interval:
        """A number of the evidence, rounded if it is long."""
        return point(q) if q.height_bits() <= LITERAL else self._out(q, q)

    def _out(self, lo: fmpq, hi: fmpq) -> Interval:
        """The interval, its ends rounded outwards if they are long."""
        spend(2000 + self.bits**2 // 1000)
        lo = lo if lo.height_bits() <= self.bits else self.enclose(arb, lo).lo
        hi = hi if hi.height_bits() <= self.bits else self.enclose(arb, hi).hi
        return Interval(lo, hi)

    def _rising(self, f: Callable[[fmpq], Interval], x: Interval) -> Interval:
        low = f(x.lo)
        return low if x.lo == x.hi else Interval(low.lo, f(x.hi).hi)

    def function(self, name: str, x: Interval) -> Interval:
        """The values on x of a function of one argument."""
        spend(5000 + self.bits**2 // 20)
        ball = getattr(arb, name, abs)
        if name in ("sin", "cos"):
            wave = self.enclose(ball, *x)
            return Interval(max(wave.lo, -ONE), min(wave.hi, ONE))
        if name == "abs":
            return Interval(max(fmpq(0), x.lo, -x.hi), max(x.hi, -x.lo))
        if name == "floor":
            return Interval(fmpq(x.lo.floor()), fmpq(x.hi.floor()))
        need(name != "log" or x.lo > 0, "the argument of a logarithm is not certainly > 0")
        return self._rising(lambda end: self.enclose(ball, end), x)

    def add(self, *terms: Interval) -> Interval:
        """The sum."""
        total = point(0)
        for t in terms:
            total = self._out(total.lo + t.lo, total.hi + t.hi)
        return total

    def mul(self, *factors: Interval) -> Interval:
        """The product."""
        total = point(1)
        for t in factors:
            products = [a * b for a in total for b in t]
            total = self._out(min(products), max(products))
        return total

    def inverse(self, x: Interval) -> Interval:
        """1/x, for x that is certainly not zero."""
        need(not x.lo <= 0 <= x.hi, "a denominator is not separated from zero")
        return self._out(1 / x.hi, 1 / x.lo)

    def power(self, base: Interval, exponent: Interval) -> Interval:
        """a^b: b an integer (a^0 = 1), or a > 0 by exp(b log a), or a = 0 < b."""
        if exponent.lo == exponent.hi and exponent.lo.q == 1:
            n = abs(int(exponent.lo.p))
            need(n <= 10_000, "an exponent exceeds 10000")
            size = self.function("abs", base) if n % 2 == 0 else base
            result = self._rising(lambda end: power(self.mul, point(1), point(end), n), size)
            return self.inverse(result) if exponent.lo < 0 else result
        if base == point(0) and exponent.lo > 0:
            return base
        return self.function("exp", self.mul(exponent, self.function("log", base)))

    def nth_root(self, x: Interval, n: int) -> Interval:
        """The real root; x is certainly >= 0 for even n."""
        spend(5000 + self.bits**2 // 20)
        need(n % 2 == 1 or x.lo >= 0, "the argument of an even root is not certainly >= 0")
        return self._rising(lambda end: self._point_root(end, n), x)

    def _point_root(self, x: fmpq, n: int) -> Interval:
        if x < 0:
            return -self._point_root(-x, n)
        root = fmpq(x.p.root(n), x.q.root(n))
        return point(root) if root**n == x else self.enclose(lambda ball: ball.root(n), x)


def compare(relation: str, left: Interval, right: Interval) -> bool | None:
    """Whether the relation holds of every pair, of none, or is left open."""
    below, above = left.lo < right.hi, left.hi > right.lo
    equal = left.lo <= right.hi and left.hi >= right.lo
    signs = {s for s, possible in ((-1, below), (0, equal), (1, above)) if possible}
    return holds(relation, signs)
