"""Numbers of Q(alpha) as polynomials in alpha, exactly.

Which root alpha is, and whether its polynomial is irreducible, does not matter: a polynomial in
alpha is zero if it reduces to zero, positive or negative if an enclosure says so, else refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from math import isqrt
from typing import Final, TypeAlias

from flint import arb, arb_poly, ctx, fmpq, fmpq_poly, fmpz

from symnn.errors import EvidenceError

from . import need, spend
from .intervals import CONTEXT, Interval, ends, power

PRECISIONS: Final = tuple(64 << k for k in range(8))  # 64 … 8192
SMALL: Final = 256  # bits up to which the size of a number is estimated only


def _bits(p: fmpq_poly) -> int:
    """The length of the coefficients."""
    return p.numer().height_bits() + int(p.denom()).bit_length()


def _work(a: int, b: int) -> int:
    """Nanoseconds for a product of integers of a and b bits, in lowest terms."""
    return 50 + max(a, b) * isqrt(min(a, b)) // 100


def value_at(p: fmpq_poly, x: fmpq) -> fmpq:
    """p(x), exactly."""
    size = x.height_bits()
    spend(len(p) * _work(_bits(p) + len(p) * size, size))
    return p(x)


def remainder(p: fmpq_poly, q: fmpq_poly) -> fmpq_poly:
    """The remainder by a polynomial that is not zero."""
    steps, size = max(0, len(p) - len(q) + 1), _bits(q)
    spend(500 + steps * len(q) * _work(_bits(p) + steps * size, size))
    return p % q


def polynomial_has_one_root(p: fmpq_poly, low: fmpq, high: fmpq) -> bool:
    """Whether p is squarefree and has exactly one real root in [low, high], by Sturm's theorem."""
    if not 2 <= len(p) <= 100 or low > high:
        return False
    chain = [p, p.derivative()]
    while len(chain[-1]) > 1:
        chain.append(-remainder(chain[-2], chain[-1]))
    signs = [[v > 0 for q in chain if (v := value_at(q, x)) != 0] for x in (low, high)]
    left, right = (sum(a != b for a, b in pairwise(row)) for row in signs)
    return bool(chain[-1]) and left - right + (value_at(p, low) == 0) == 1


class Field:
    """Q(alpha): alpha is a root in an interval with a sign change, or with that root as an end."""

    def __init__(self, p: Iterable[fmpq], low: fmpq, high: fmpq) -> None:
        self.p, self.lo, self.hi, self.parts = fmpq_poly(list(p)), low, high, 4
        left, right = value_at(self.p, low), value_at(self.p, high)
        good = len(self.p) > 1 and low <= high and left * right <= 0
        need(good, "an interval shows no sign change of its polynomial")
        if left == 0 or right == 0:
            self.lo = self.hi = high if right == 0 else low
        self.size, self.balls = _bits(self.p), dict[int, arb]()

    def enclosure(self, bits: int) -> Interval:
        """An interval of alpha of at most 2^-bits, cut near the chord."""
        while (self.hi - self.lo) * (1 << bits) > 1:
            lo, width, n = self.lo, self.hi - self.lo, self.parts
            a, b = value_at(self.p, lo), value_at(self.p, self.hi)
            left = lo + width * min(n - 1, int((n * a / (a - b)).floor())) / n
            for x in (left, left + width / n, lo + width / 2):
                if self.lo < x < self.hi:
                    v = value_at(self.p, x)
                    self.lo = x if v == 0 or (v > 0) == (a > 0) else self.lo
                    self.hi = x if v == 0 or (v > 0) != (a > 0) else self.hi
            self.parts = (
                min(n * n, 1 << 4096) if (self.hi - self.lo) * n <= width else max(4, isqrt(n))
            )
        return Interval(self.lo, self.hi)

    def number(self, q: fmpq | fmpz | int) -> Number:
        """A rational number."""
        return Number(self, fmpq_poly([q]))

    def polynomial(self, p: fmpq_poly | Sequence[fmpq | int]) -> Number:
        """p(alpha)."""
        p = fmpq_poly(p)
        return Number(self, p if len(p) < len(self.p) else remainder(p, self.p))


class Number:
    """A polynomial in alpha. Equal ones are equal numbers; the converse is not needed.

    Never changed once made. `size` is about the length of its coefficients.
    """

    __slots__ = ("c", "field", "size")

    def __init__(self, field: Field, c: fmpq_poly, size: int = SMALL + 1) -> None:
        self.field, self.c = field, c
        self.size = size if size <= SMALL else _bits(c)

    def __bool__(self) -> bool:
        return bool(self.c)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.field is other.field and self.c == other.c

    def __hash__(self) -> int:
        return hash(tuple(self.c.numer().coeffs()))

    def __add__(self, other: Number) -> Number:
        size = self.size + other.size
        spend(200 + 8 * size)
        return Number(self.field, self.c + other.c, size + 8)

    def __neg__(self) -> Number:
        return Number(self.field, -self.c, self.size)

    def __sub__(self, other: Number) -> Number:
        return self + -other

    def __mul__(self, other: Number) -> Number:
        field, size, area = self.field, self.size + other.size, len(self.c) * len(other.c)
        if size > SMALL or field.size > SMALL:
            spend(500 + area * _work(self.size, other.size))
            return field.polynomial(self.c * other.c)
        spend(500 + 50 * area)
        product = self.c * other.c
        over = len(product) - len(field.p) + 1
        if over > 0:
            product %= field.p
            size += over * field.size
        return Number(field, product, size + 8)

    def inverse(self) -> Number:
        """The polynomial u with u p = 1 modulo the polynomial of alpha."""
        n, size = len(self.field.p), self.size + self.field.size
        spend(1000 + (3 * n + 100) * n * n * size)
        gcd, _, u = self.field.p.xgcd(self.c)
        need(gcd.is_one(), "division by zero, or by a divisor of the field's polynomial")
        return self.field.polynomial(u)

    def __pow__(self, n: int) -> Number:
        base = self if n >= 0 else self.inverse()
        return power(Number.__mul__, self.field.number(1), base, abs(n))

    def put_into(self, p: Sequence[fmpz | int]) -> Number:
        """p(x) for this x, by Horner's rule."""
        number = self.field.number
        return reduce(lambda total, c: total * self + number(c), reversed(p), number(0))

    def rational(self) -> fmpq | None:
        """The number as a rational, if it is written as one."""
        return None if len(self.c) > 1 else self.c[0]

    def ball(self, bits: int) -> arb:
        """A ball that contains the number."""
        with CONTEXT, ctx.workprec(bits + 32):
            alpha = self.field.balls.get(bits)
            if alpha is None:
                x = self.field.enclosure(bits)
                alpha = self.field.balls[bits] = arb(x.lo).union(arb(x.hi))
            spend(len(self.c) * (500 + self.size // 8 + bits * bits // 1000))
            return arb_poly(self.c)(alpha)

    def sign(self) -> int:
        """-1, 0 or 1, certainly."""
        q = self.rational()
        if q is not None:
            return (q > 0) - (q < 0)
        for bits in PRECISIONS:
            ball = self.ball(bits)
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
        raise EvidenceError("the sign of an algebraic number could not be told")

    def floor(self) -> int:
        """The greatest integer that is not larger."""
        n = int(ends(self.ball(PRECISIONS[2])).hi.floor())
        n -= (self - self.field.number(n)).sign() < 0
        need((self - self.field.number(n)).sign() >= 0, "a number is too large for its floor")
        return n


Numbers: TypeAlias = tuple[Field, Mapping[int, Number]]  # a field, and values of nodes in it
