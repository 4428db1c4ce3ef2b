"""Enclosures by power series, in rational arithmetic alone: the oracle for those of the checker.

Series are summed in integers scaled by 2^-w, from below and above, with a bound of the tail.
Nothing here comes from a library, so that it and flint's balls can only agree by being right.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias, TypeVar


class RefusedError(ArithmeticError):
    """No enclosure is given: the value may not exist, or is too large."""


def need(condition: bool, message: str) -> None:
    if not condition:
        raise RefusedError(message)


MAGNITUDE: Final = 100_000  # values beyond 2^±MAGNITUDE are refused
EXP_RANGE: Final = 20_000
ONE: Final = Fraction(1)
Steps: TypeAlias = Callable[[int], int]
T = TypeVar("T")


class Interval(NamedTuple):
    """All reals from lo to hi."""

    lo: Fraction
    hi: Fraction

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo)


def point(value: Fraction | int) -> Interval:
    """The interval of one number."""
    return Interval(Fraction(value), Fraction(value))


def _down(x: Fraction, bits: int) -> Fraction:
    """A rational <= x of about `bits` digits; x itself if it is that short."""
    size, below = x.numerator.bit_length(), x.denominator.bit_length()
    if size <= bits and below <= bits:
        return x
    need(abs(size - below) <= MAGNITUDE, "an enclosed value is too large or too small")
    shift = bits - (size - below)
    if shift >= 0:
        return Fraction((x.numerator << shift) // x.denominator, 1 << shift)
    return Fraction((x.numerator // (x.denominator << -shift)) << -shift)


def _zeros(x: Fraction) -> int:
    """Extra digits for a value near zero: about max(0, -log2 |x|)."""
    return max(0, x.denominator.bit_length() - x.numerator.bit_length())


def series(
    first: Fraction,
    x: Fraction,
    w: int,
    q: Steps,
    d: Steps = lambda _: 1,
    alternating: bool = False,
) -> Interval:
    """Encloses the sum over i of (±1)^i p_i / d(i), with p_0 = first, p_(i+1) = p_i x / q(i).

    Needs first, x >= 0, d >= 1, and q >= 1 not decreasing. Once x/q(i) <= 1/2, the terms from i on
    are at most p_i, p_i/2, p_i/4, …, which add up to 2 p_i.
    """
    lo, x_lo = ((y.numerator << w) // y.denominator for y in (first, x))
    hi, x_hi = lo + 1, x_lo + 1
    below, above, i = 0, 0, 0
    while hi > 1 or 2 * x_hi > q(i) << w:
        term_lo, term_hi = lo // d(i), -(-hi // d(i))
        if alternating and i % 2:
            term_lo, term_hi = -term_hi, -term_lo
        below, above = below + term_lo, above + term_hi
        lo, hi = (lo * x_lo >> w) // q(i), -((-hi * x_hi >> w) // q(i))
        i += 1
    return Interval(Fraction(below - 2 * hi, 1 << w), Fraction(above + 2 * hi, 1 << w))


def _arc(t: Fraction, w: int, alternating: bool) -> Interval:
    """Encloses atan t (alternating) or atanh t, |t| <= 1/2: the sum of (±1)^i t^(2i+1)/(2i+1)."""
    s = series(abs(t), t * t, w, lambda _: 1, lambda i: 2 * i + 1, alternating)
    return s if t >= 0 else -s


@lru_cache(maxsize=64)
def pi_to(bits: int) -> Interval:
    """Machin: pi = 16 atan(1/5) - 4 atan(1/239)."""
    a, b = (_arc(Fraction(1, n), bits + 8, alternating=True) for n in (5, 239))
    return Interval(16 * a.lo - 4 * b.hi, 16 * a.hi - 4 * b.lo)


def power(times: Callable[[T, T], T], one: T, x: T, n: int) -> T:
    """x^n for n >= 0, by squaring."""
    result = one
    while n:
        result = times(result, x) if n & 1 else result
        n >>= 1
        x = times(x, x) if n else x
    return result


def integer_root(x: int, n: int) -> int:
    """The greatest r >= 0 with r^n <= x, by Newton's iteration from above."""
    if x < 2:
        return x
    r = 1 << -(-x.bit_length() // n)
    while True:
        s = ((n - 1) * r + x // r ** (n - 1)) // n
        if s >= r:
            return r
        r = s


class Intervals:
    """The operations at one precision; each result contains every value on its arguments."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def _out(self, lo: Fraction, hi: Fraction) -> Interval:
        return Interval(_down(lo, self.bits), -_down(-hi, self.bits))

    def function(self, name: str, x: Interval) -> Interval:
        """The values on x of a function of one argument."""
        if name in ("sin", "cos"):
            return self._wave(x, int(name == "cos"))
        if name == "abs":
            return Interval(max(Fraction(0), x.lo, -x.hi), max(x.hi, -x.lo))
        rising = {"exp": self._exp, "log": self._log, "atan": self._atan, "erf": self._erf}
        rising["floor"] = lambda x: point(x.__floor__())
        return self._between(rising[name], x)

    def _between(self, f: Callable[[Fraction], Interval], x: Interval) -> Interval:
        low = f(x.lo)
        return self._out(low.lo, (low if x.lo == x.hi else f(x.hi)).hi)

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
            ends = [a * b for a in (total.lo, total.hi) for b in (t.lo, t.hi)]
            total = self._out(min(ends), max(ends))
        return total

    def inverse(self, x: Interval) -> Interval:
        """1/x, for x that is certainly not zero."""
        need(not x.lo <= 0 <= x.hi, "a denominator is not separated from zero")
        return self._out(1 / x.hi, 1 / x.lo)

    def power(self, base: Interval, exponent: Interval) -> Interval:
        """a^b: b an integer (a^0 = 1), or a > 0 by exp(b log a), or a = 0 < b."""
        if exponent.lo == exponent.hi and exponent.lo.denominator == 1:
            n = abs(int(exponent.lo))
            need(n <= 10_000, "an exponent exceeds 10000")
            size = self.function("abs", base) if n % 2 == 0 else base
            low, high = (power(self.mul, point(1), point(end), n) for end in (size.lo, size.hi))
            result = Interval(low.lo, high.hi)
            return self.inverse(result) if exponent.lo < 0 else result
        if base == point(0) and exponent.lo > 0:
            return base
        return self.function("exp", self.mul(exponent, self.function("log", base)))

    def nth_root(self, x: Interval, n: int) -> Interval:
        """The real root; x is certainly >= 0 for even n."""
        need(n % 2 == 1 or x.lo >= 0, "the argument of an even root is not certainly >= 0")
        return self._between(lambda t: self._point_root(t, n), x)

    def _point_root(self, x: Fraction, n: int) -> Interval:
        if x < 0:
            return -self._point_root(-x, n)
        w = self.bits + 8 + _zeros(x) // n
        need(n * w <= 10 * MAGNITUDE, "a root of too high a degree")
        scaled, rest = divmod(x.numerator << (n * w), x.denominator)
        r = integer_root(scaled, n)  # r^n <= x 2^nw < (r + 1)^n
        exact = rest == 0 and r**n == scaled
        return Interval(Fraction(r, 1 << w), Fraction(r if exact else r + 1, 1 << w))

    def _exp(self, x: Fraction) -> Interval:
        """e^x = (e^(x/2^k))^(2^k), the inner argument at most 1/2; each squaring costs a digit."""
        need(x <= EXP_RANGE, "an exponential is too large to enclose")
        if x < -EXP_RANGE:  # 0 < e^x < 2^x
            return Interval(Fraction(0), Fraction(1, 1 << EXP_RANGE))
        if x < 0:
            return self.inverse(self._exp(-x))
        k = int(x).bit_length() + 1
        fine = Intervals(self.bits + k + 12)
        result = series(ONE, x / (1 << k), fine.bits, lambda i: i + 1)
        for _ in range(k):
            result = fine.mul(result, result)
        return result

    def _log(self, x: Fraction) -> Interval:
        """x = m 2^k with 1/2 < m < 2: log 2 = 2 atanh(1/3), log m = 2 atanh((m-1)/(m+1))."""
        need(x > 0, "the argument of a logarithm is not certainly > 0")
        k = x.numerator.bit_length() - x.denominator.bit_length()
        m = x / Fraction(2) ** k
        t = (m - 1) / (m + 1)
        w = self.bits + k.bit_length() + 8 + _zeros(t)
        arc, third = (_arc(u, w, alternating=False) for u in (t, Fraction(1, 3)))
        ends = sorted((2 * k * third.lo, 2 * k * third.hi))
        return Interval(ends[0] + 2 * arc.lo, ends[1] + 2 * arc.hi)

    def _wave(self, x: Interval, quarter: int) -> Interval:
        """The sine of x + quarter pi/2: by |sin'| <= 1 near its value at the middle."""
        middle, radius = (x.lo + x.hi) / 2, (x.hi - x.lo) / 2
        need(abs(middle) < 1 << 4096, "the argument of a sine or cosine is too large")
        at = self._point_wave(middle, quarter)
        return self._out(max(at.lo - radius, -ONE), min(at.hi + radius, ONE))

    def _point_wave(self, x: Fraction, quarter: int) -> Interval:
        """x = k pi/2 + r; any integer k is right, that with |r| <= pi/4 is fast."""
        w = self.bits + 8 + _zeros(x)
        pi = pi_to(w + 8 + max(0, x.numerator.bit_length() - x.denominator.bit_length()))
        k = round(2 * x / pi.lo)
        ends = sorted((x - k * pi.lo / 2, x - k * pi.hi / 2))
        r, error, turn = ends[0], ends[1] - ends[0], (k + quarter) % 4
        # sin r is the sum of (-1)^i r^(2i+1) / (2i+1)!, cos r that of (-1)^i r^(2i) / (2i)!
        first, j = (ONE, 0) if turn % 2 else (abs(r), 1)
        s = series(first, r * r, w, lambda i: (2 * i + j + 1) * (2 * i + j + 2), alternating=True)
        s = Interval(s.lo - error, s.hi + error)
        return -s if (turn >= 2) != (turn % 2 == 0 and r < 0) else s

    def _atan(self, x: Fraction) -> Interval:
        """atan x = pi/2 + atan(-1/x) for x > 2, and pi/4 + atan((x - 1)/(x + 1)) for x > 1/2."""
        w = self.bits + 8 + _zeros(x)
        if abs(x) <= Fraction(1, 2):
            return _arc(x, w, alternating=True)
        if x < 0:
            return -self._atan(-x)
        turn, t = (Fraction(1, 2), -1 / x) if x > 2 else (Fraction(1, 4), (x - 1) / (x + 1))
        pi, rest = pi_to(w), self._atan(t)
        return Interval(turn * pi.lo + rest.lo, turn * pi.hi + rest.hi)

    def _erf(self, x: Fraction) -> Interval:
        """erf x = 2/sqrt(pi) e^(-x^2) times the sum of 2^i x^(2i+1) / (1·3·…·(2i+1)), x >= 0.

        Far out 0 < 1 - erf x <= e^(-x^2): put t = x + s in the integral of e^(-t^2) from x on.
        """
        if x < 0:
            return -self._erf(-x)
        fine = Intervals(self.bits + 12)
        if x * x > self.bits + 8:
            return Interval(1 - fine._exp(max(-x * x, Fraction(-EXP_RANGE))).hi, ONE)
        total = series(x, 2 * x * x, fine.bits + _zeros(x), lambda i: 2 * i + 3)
        scale = fine.mul(fine._exp(-x * x), fine.inverse(fine.nth_root(pi_to(fine.bits), 2)))
        return fine.mul(point(2), total, scale)
