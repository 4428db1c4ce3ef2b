"""A readable constant near a float: a short fraction, a multiple of a root, π, e or log 2, a sum.

The shortest description comes first. Whoever asks says how long one may be: of the numbers with a
description of k bits there are about 2^k, and one in 2^p of them meets a float of p bits by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import floor, gcd, isfinite, isqrt
from typing import Final, TypeAlias

import numpy as np
from flint import fmpq

from symnn.exact.ball import enclose
from symnn.exact.expression import PI, Expr, add, apply, exp, mul, nth_root, power, rational
from symnn.functions.lower import lower

#: A constant and the bits of its description.
Proposal: TypeAlias = "tuple[int, Expr]"

#: Whole numbers in sums are below this.
_LONGEST: Final = 2.0**26
#: By how much the ends of an interval are moved outwards, because floats look for candidates.
_SLACK: Final = 2.0**-50
#: Numbers of which a constant may be a short multiple, each with the bits that naming it costs.
_BASES: Final = (
    *((nth_root(rational(n)), 3 + n.bit_length()) for n in (2, 3, 5, 6, 7, 10)),
    (PI, 3),
    (exp(rational(1)), 4),
    (nth_root(PI), 6),
    (power(PI, rational(-1)), 4),
    (power(nth_root(PI), rational(-1)), 6),
    (nth_root(mul(rational(2), PI)), 6),
    (power(nth_root(mul(rational(2), PI)), rational(-1)), 6),
    (mul(PI, PI), 6),
    (exp(rational(-1)), 6),
    (exp(rational(2)), 7),
    *((apply("log", rational(n)), 4 + n.bit_length()) for n in (2, 3, 10)),
    *((nth_root(rational(n), 3), 5 + n.bit_length()) for n in (2, 3)),
)


def _near(base: Expr) -> float:
    return float(enclose(lower(base), 64).mid())


#: The same in floats: to look for candidates, nothing else.
_SIZES: Final = tuple(_near(base) for base, _ in _BASES)
#: What sums are made of, each with the bits that naming it costs beside 1.
_PARTS: Final = (
    (rational(1), 0),
    *((nth_root(rational(n)), n.bit_length()) for n in (2, 3, 5, 6)),
    (PI, 3),
    (exp(rational(1)), 4),
)
#: (a, p, q, c) of the sums (a p + b q)/c that are tried, with any whole b.
_SUMS: Final = tuple(
    (a, p, q, c)
    for p, q in combinations(range(len(_PARTS)), 2)
    for c in (1, 2, 3, 4, 6, 8)
    for a in (1, -1, 2, -2, 3, -3)
)
_FIRST: Final = np.array([a * _near(_PARTS[p][0]) for a, p, _, _ in _SUMS])
_SECOND: Final = np.array([_near(_PARTS[q][0]) for _, _, q, _ in _SUMS])
_C: Final = np.array([c for _, _, _, c in _SUMS], dtype=np.float64)


def proposals(value: float, width: float, bits: int) -> list[Expr]:
    """Readable constants about as far from a value as said, the shortest first.

    Args:
        value: the float.
        width: how far a constant may be from it.
        bits: the most that a description may take.

    Exactness: none. Floats look for them; whoever uses one proves that it is near enough.

    Examples:
        >>> proposals(1 / 3, 2**-55, 26)[0] == rational("1/3")
        True
    """
    if abs(value) <= width:
        return [rational(0)]
    if not (isfinite(value) and isfinite(1 / value)):
        return []
    size = abs(value)
    low, high = size - width - _SLACK * size, size + width + _SLACK * size
    found = [(c, e) for c, e in _positive(low, high, bits) if c <= bits]
    sizes = [e for _, e in sorted(found, key=lambda pair: pair[0])]
    return sizes if value > 0 else [_minus(e) for e in sizes]


def _minus(expr: Expr) -> Expr:
    if isinstance(expr.data, fmpq):
        return rational(-expr.data)
    return mul(rational(-1), expr)


def _positive(low: float, high: float, bits: int) -> Iterator[Proposal]:
    plain = simplest(low, high, bits)
    if plain is not None:
        yield cost(plain), _of(plain)
    for (base, own), size in zip(_BASES, _SIZES, strict=True):
        factor = simplest(low / size, high / size, bits - own)
        if factor is not None:
            yield cost(factor) + own, base if factor == 1 else mul(_of(factor), base)
    squared = simplest(low * low, high * high, bits - 3)
    if squared is not None and not _is_square(squared):
        yield cost(squared) + 3, nth_root(_of(squared))
    yield from _sums(low, high)


def _sums(low: float, high: float) -> Iterator[Proposal]:
    """(a p + b q)/c with a whole b that is neither 0 nor long."""
    b = np.rint(((low + high) / 2 * _C - _FIRST) / _SECOND)
    made = (_FIRST + b * _SECOND) / _C
    lost = _SLACK * (abs(_FIRST) + abs(b) * _SECOND)  # by cancellation
    near = (made >= low - lost) & (made <= high + lost) & (b != 0) & (abs(b) < _LONGEST)
    for k in np.flatnonzero(near):
        a, p, q, c = _SUMS[k]
        whole, named = Fraction(int(b[k])), _PARTS[p][1] + _PARTS[q][1]
        if gcd(a, int(b[k]), c) == 1:
            total = add(*(_times(n, _PARTS[i][0]) for n, i in ((a, p), (int(b[k]), q))))
            made_of = total if c == 1 else mul(rational(fmpq(1, c)), total)
            yield cost(Fraction(a)) + cost(whole) + c.bit_length() + named, made_of


def _times(factor: int, base: Expr) -> Expr:
    if isinstance(base.data, fmpq):
        return rational(fmpq(factor) * base.data)
    return base if factor == 1 else mul(rational(factor), base)


def _of(number: Fraction) -> Expr:
    return rational(fmpq(number.numerator, number.denominator))


def cost(number: Fraction) -> int:
    """The bits that numerator and denominator take.

    Examples:
        >>> cost(Fraction(3, 8))
        6
    """
    return abs(number.numerator).bit_length() + number.denominator.bit_length()


def _is_square(number: Fraction) -> bool:
    return all(isqrt(n) ** 2 == n for n in (number.numerator, number.denominator))


def simplest(low: float, high: float, bits: int) -> Fraction | None:
    """The fraction with the least denominator between two positive numbers; None if it is long.

    By the continued fractions of the ends, as long as they agree.

    Examples:
        >>> simplest(3.14, 3.15, 12)
        Fraction(22, 7)
    """
    terms: list[int] = []
    spent = 0
    while spent <= bits:
        if low >= 2.0**bits:
            return None
        whole = floor(low)
        spent += max(whole.bit_length() - 1, 0)
        if whole == low or whole + 1 <= high:
            found = Fraction(whole if whole == low else whole + 1)
            while terms:
                found = terms.pop() + 1 / found
            return found
        terms.append(whole)
        spent += 1 if len(terms) > 1 else 0
        low, high = 1 / (high - whole), 1 / (low - whole)
    return None
