"""Polynomials over Q, the number of their real roots, and one root to any precision."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from typing import Final, TypeAlias

from symnn.errors import EvidenceError

from .intervals import Interval

Coefficients: TypeAlias = tuple[Fraction, ...]
ZERO: Final = Fraction(0)


def trim(p: Sequence[Fraction]) -> Coefficients:
    """Without leading zeros; coefficients run from the constant term upwards."""
    n = len(p)
    while n and p[n - 1] == 0:
        n -= 1
    return tuple(p[:n])


def times(p: Sequence[Fraction], q: Sequence[Fraction]) -> Coefficients:
    """The product of polynomials."""
    out = [ZERO] * max(0, len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return trim(out)


def divide(p: Sequence[Fraction], q: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder by a polynomial that is not zero."""
    rest, quotient = list(p), [ZERO] * max(0, len(p) - len(q) + 1)
    for k in reversed(range(len(quotient))):
        factor = quotient[k] = rest[k + len(q) - 1] / q[-1]
        for j, b in enumerate(q):
            rest[k + j] -= factor * b
    return trim(quotient), trim(rest)


def value_at(p: Sequence[Fraction], x: Fraction) -> Fraction:
    """p(x) by Horner's rule."""
    total = ZERO
    for c in reversed(p):
        total = total * x + c
    return total


def polynomial_has_one_root(p: Sequence[Fraction], low: Fraction, high: Fraction) -> bool:
    """Whether p is squarefree and has exactly one real root in [low, high], by Sturm's theorem."""
    p = trim(p)
    if not 2 <= len(p) <= 100 or low > high:
        return False
    chain = [p, trim([k * c for k, c in enumerate(p)][1:])]
    while len(chain[-1]) > 1:
        chain.append(tuple(-c for c in divide(chain[-2], chain[-1])[1]))
    signs = [[v > 0 for q in chain if (v := value_at(q, x)) != 0] for x in (low, high)]
    left, right = (sum(a != b for a, b in pairwise(row)) for row in signs)
    return bool(chain[-1]) and left - right + (value_at(p, low) == 0) == 1


class RootFinder:
    """One root of a polynomial, in an interval that shows a sign change or is the root itself."""

    def __init__(self, p: Sequence[Fraction], low: Fraction, high: Fraction) -> None:
        self.p, self.lo, self.hi, self._parts = trim(p), low, high, 4
        if len(self.p) < 2 or low > high:
            raise EvidenceError("a polynomial of degree 1 at least, and an interval, are missing")
        for end in (low, high):
            if value_at(self.p, end) == 0:
                self.lo = self.hi = end
                return
        if (value_at(self.p, low) > 0) == (value_at(self.p, high) > 0):
            raise EvidenceError("the interval shows no sign change of the polynomial")

    def enclosure(self, bits: int) -> Interval:
        """The interval, refined to a width of at most 2^-bits.

        It is cut where the chord crosses zero, into ever smaller parts while that succeeds.
        """
        while (self.hi - self.lo) * (1 << bits) > 1:
            lo, hi, n = self.lo, self.hi, self._parts
            a, b = value_at(self.p, lo), value_at(self.p, hi)
            left = lo + (hi - lo) * min(n - 1, int(n * a / (a - b))) / n
            for x in (left, left + (hi - lo) / n, (lo + hi) / 2):
                self._cut(x, positive=a > 0)
            hit = self.hi - self.lo <= (hi - lo) / n
            self._parts = min(n * n, 1 << 4096) if hit else max(4, isqrt(n))
        return Interval(self.lo, self.hi)

    def _cut(self, x: Fraction, *, positive: bool) -> None:
        if self.lo < x < self.hi:
            v = value_at(self.p, x)
            above = v == 0 or (v > 0) == positive
            self.lo, self.hi = x if above else self.lo, self.hi if above and v else x
