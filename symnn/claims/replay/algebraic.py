"""Numbers of Q(alpha) as polynomials in alpha, exactly.

Which root alpha is, and whether its polynomial is irreducible, does not matter: a polynomial in
alpha is zero if it reduces to zero, positive or negative if an enclosure says so, else refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise, zip_longest
from math import isqrt
from typing import Final, TypeAlias

from symnn.errors import EvidenceError

from . import need, spend
from .intervals import Interval, Intervals, point, power

PRECISIONS: Final = tuple(64 << k for k in range(8))  # 64 … 8192
Coefficients: TypeAlias = tuple[Fraction, ...]


def trim(p: Sequence[Fraction]) -> Coefficients:
    """Without leading zeros; coefficients run from the constant term upwards."""
    size = max((k for k, c in enumerate(p, 1) if c), default=0)
    return tuple(p[:size])


def _bits(p: Sequence[Fraction]) -> int:
    return max((c.numerator.bit_length() + c.denominator.bit_length() for c in p), default=0)


def divide(p: Sequence[Fraction], q: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder by a polynomial that is not zero."""
    rest, quotient = list(p), [Fraction(0)] * max(0, len(p) - len(q) + 1)
    size = _bits(p) + len(quotient) * _bits(q)
    spend(len(q) * len(quotient) * (3000 + size * _bits(q) // 300))
    for k in reversed(range(len(quotient))):
        factor = quotient[k] = rest[k + len(q) - 1] / q[-1]
        for j, b in enumerate(q):
            rest[k + j] -= factor * b
    return trim(quotient), trim(rest)


def value_at(p: Sequence[Fraction], x: Fraction) -> Fraction:
    """p(x) by Horner's rule."""
    size = _bits(p) + len(p) * _bits([x])
    spend(len(p) * (3000 + size * _bits([x, *p]) // 300))
    return reduce(lambda total, c: total * x + c, reversed(p), Fraction(0))


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


class Field:
    """Q(alpha): alpha is a root in an interval with a sign change, or with that root as an end."""

    def __init__(self, p: Sequence[Fraction], low: Fraction, high: Fraction) -> None:
        self.p, self.lo, self.hi, self.parts = trim(p), low, high, 4
        left, right = value_at(self.p, low), value_at(self.p, high)
        good = len(self.p) > 1 and low <= high and left * right <= 0
        need(good, "an interval shows no sign change of its polynomial")
        if left == 0 or right == 0:
            self.lo = self.hi = high if right == 0 else low

    def enclosure(self, bits: int) -> Interval:
        """An interval of alpha of at most 2^-bits, cut near the chord."""
        while (self.hi - self.lo) * (1 << bits) > 1:
            lo, width, n = self.lo, self.hi - self.lo, self.parts
            a, b = value_at(self.p, lo), value_at(self.p, self.hi)
            left = lo + width * min(n - 1, int(n * a / (a - b))) / n
            for x in (left, left + width / n, lo + width / 2):
                if self.lo < x < self.hi:
                    v = value_at(self.p, x)
                    self.lo = x if v == 0 or (v > 0) == (a > 0) else self.lo
                    self.hi = x if v == 0 or (v > 0) != (a > 0) else self.hi
            self.parts = (
                min(n * n, 1 << 4096) if (self.hi - self.lo) * n <= width else max(4, isqrt(n))
            )
        return Interval(self.lo, self.hi)

    def number(self, q: Fraction | int) -> Number:
        """A rational number."""
        return Number(self, (Fraction(q),) if q else ())

    def polynomial(self, p: Sequence[Fraction]) -> Number:
        """p(alpha)."""
        return Number(self, trim(p) if len(p) < len(self.p) else divide(p, self.p)[1])


@dataclass(frozen=True, slots=True)
class Number:
    """A polynomial in alpha. Equal ones are equal numbers; the converse is not needed."""

    field: Field
    c: Coefficients

    def __bool__(self) -> bool:
        return bool(self.c)

    def __add__(self, other: Number) -> Number:
        pairs = zip_longest(self.c, other.c, fillvalue=Fraction(0))
        return self.field.polynomial([x + y for x, y in pairs])

    def __neg__(self) -> Number:
        return Number(self.field, tuple(-x for x in self.c))

    def __sub__(self, other: Number) -> Number:
        return self + -other

    def __mul__(self, other: Number) -> Number:
        spend(len(self.c) * len(other.c) * (3000 + _bits(self.c) * _bits(other.c) // 300))
        out = [Fraction(0)] * max(0, len(self.c) + len(other.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                out[i + j] += a * b
        return self.field.polynomial(out)

    def inverse(self) -> Number:
        """The polynomial u with u p = 1 modulo the polynomial of alpha, by Euclid."""
        r, s = self.field.p, self.c
        u, v = self.field.number(0), self.field.number(1)
        while len(s) > 1:
            quotient, rest = divide(r, s)
            r, s, u, v = s, rest, v, u - self.field.polynomial(quotient) * v
        need(len(s) > 0, "division by zero, or by a divisor of the field's polynomial")
        return v * self.field.number(1 / s[0])

    def __pow__(self, n: int) -> Number:
        base = self if n >= 0 else self.inverse()
        return power(Number.__mul__, self.field.number(1), base, abs(n))

    def rational(self) -> Fraction | None:
        """The number as a rational, if it is written as one."""
        return None if len(self.c) > 1 else (self.c[0] if self.c else Fraction(0))

    def enclosure(self, bits: int) -> Interval:
        """An interval that contains the number."""
        arithmetic = Intervals(bits + 32)
        alpha, total = self.field.enclosure(bits), point(0)
        for c in reversed(self.c):
            total = arithmetic.add(arithmetic.mul(total, alpha), point(c))
        return total

    def sign(self) -> int:
        """-1, 0 or 1, certainly."""
        q = self.rational()
        if q is not None:
            return (q > 0) - (q < 0)
        for bits in PRECISIONS:
            x = self.enclosure(bits)
            if x.lo > 0 or x.hi < 0:
                return 1 if x.lo > 0 else -1
        raise EvidenceError("the sign of an algebraic number could not be told")

    def floor(self) -> int:
        """The greatest integer that is not larger."""
        n = self.enclosure(PRECISIONS[2]).hi.__floor__()
        n -= (self - self.field.number(n)).sign() < 0
        need((self - self.field.number(n)).sign() >= 0, "a number is too large for its floor")
        return n
