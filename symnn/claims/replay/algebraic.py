"""Numbers of Q(alpha) as polynomials in alpha, exactly.

alpha is one fixed root of the given polynomial in the given interval; which one, and whether the
polynomial is irreducible, does not matter: a value is accepted only for properties that hold at
alpha and determine it. A polynomial in alpha is zero if it reduces to zero, positive or negative
if an enclosure says so, and else refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from symnn.errors import EvidenceError

from .intervals import Interval, Intervals, point, power
from .roots import Coefficients, RootFinder, divide, times, trim

PRECISIONS: Final = tuple(64 << k for k in range(8))  # 64 … 8192
SIZE: Final = 200_000


class Field:
    """Q(alpha) with alpha fixed; alpha = 0 gives Q."""

    def __init__(self, p: Sequence[Fraction], low: Fraction, high: Fraction) -> None:
        self.alpha = RootFinder(p, low, high)
        self.modulus = self.alpha.p
        if len(self.modulus) > 130:
            raise EvidenceError("a field of a degree beyond 129")

    def number(self, q: Fraction | int) -> Number:
        """A rational number."""
        return Number(self, (Fraction(q),) if q else ())

    def polynomial(self, p: Sequence[Fraction]) -> Number:
        """p(alpha)."""
        short = trim(p)
        if len(short) >= len(self.modulus):
            short = divide(short, self.modulus)[1]
        for c in short:
            if max(c.numerator.bit_length(), c.denominator.bit_length()) > SIZE:
                raise EvidenceError("a coefficient grows too large")
        return Number(self, short)


@dataclass(frozen=True, slots=True)
class Number:
    """A polynomial in alpha. Equal ones are equal numbers; the converse is not needed."""

    field: Field
    c: Coefficients

    def __bool__(self) -> bool:
        return bool(self.c)

    def __add__(self, other: Number) -> Number:
        a, b = (self.c, other.c) if len(self.c) >= len(other.c) else (other.c, self.c)
        return self.field.polynomial([x + y for x, y in zip(a, b, strict=False)] + [*a[len(b) :]])

    def __neg__(self) -> Number:
        return Number(self.field, tuple(-x for x in self.c))

    def __sub__(self, other: Number) -> Number:
        return self + -other

    def __mul__(self, other: Number) -> Number:
        return self.field.polynomial(times(self.c, other.c))

    def inverse(self) -> Number:
        """The polynomial u with u p = 1 modulo the polynomial of alpha, by Euclid."""
        r, s = self.field.modulus, self.c
        u, v = self.field.number(0), self.field.number(1)
        while len(s) > 1:
            quotient, rest = divide(r, s)
            r, s, u, v = s, rest, v, u - self.field.polynomial(quotient) * v
        if not s:
            raise EvidenceError("division by zero, or by a divisor of the field's polynomial")
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
        alpha, total = self.field.alpha.enclosure(bits), point(0)
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
        for bits in PRECISIONS:
            x = self.enclosure(bits)
            n, most = x.lo.__floor__(), x.hi.__floor__()
            if most <= n + 1:
                return most if (self - self.field.number(most)).sign() >= 0 else n
        raise EvidenceError("the floor of an algebraic number could not be told")
