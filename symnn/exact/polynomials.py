"""Polynomials in several variables over a real number field, and quadratic ones among them.

Representation. A mapping from exponents to coefficients that are not 0; {} is zero. Affine
forms and quadratic polynomials are also written with vectors and matrices on (x1, …, xn, 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from symnn.exact.elimination import Arithmetic
from symnn.exact.number import Number

Exponents: TypeAlias = "tuple[int, ...]"
Polynomial: TypeAlias = "Mapping[Exponents, Number]"
Vector: TypeAlias = "tuple[Number, ...]"

ZERO: Final = Number(0)
NUMBERS: Final = Arithmetic(ZERO, Number(1), lambda c: not c)


def fingerprint(numbers: Iterable[Number]) -> tuple[object, ...]:
    """A key that only equal numbers share, without the cost of a hash across all fields.

    Examples:
        >>> fingerprint([Number(1)]) == fingerprint([Number(1)])
        True
    """
    return tuple((id(c.field), *c.poly.coeffs()) for c in numbers)


def degree(p: Polynomial) -> int:
    """The total degree; 0 for the polynomial 0."""
    return max((sum(m) for m in p), default=0)


def total(summands: Iterable[tuple[Number, Polynomial]]) -> dict[Exponents, Number]:
    """The sum of multiples.

    Examples:
        >>> x = {(1,): Number(1)}
        >>> total([(Number(2), x), (Number(-2), x)])
        {}
    """
    out: dict[Exponents, Number] = {}
    for c, p in summands:
        for m, a in p.items():
            out[m] = out[m] + c * a if m in out else c * a
    return {m: a for m, a in out.items() if a}


def product(p: Polynomial, q: Polynomial) -> dict[Exponents, Number]:
    """The product.

    Examples:
        >>> x = {(1,): Number(1)}
        >>> product(x, x) == {(2,): 1}
        True
    """
    out: dict[Exponents, Number] = {}
    for m, a in p.items():
        for n, b in q.items():
            both = tuple(i + j for i, j in zip(m, n, strict=True))
            out[both] = out[both] + a * b if both in out else a * b
    return {m: a for m, a in out.items() if a}


def value(p: Polynomial, point: Sequence[Number]) -> Number:
    """The value at a point.

    Examples:
        >>> value({(1, 1): Number(2), (0, 0): Number(1)}, (Number(3), Number(5))) == 31
        True
    """
    out = ZERO
    for m, a in p.items():
        for x, k in zip(point, m, strict=True):
            a = a * x**k if k else a
        out += a
    return out


def affine(vector: Sequence[Number]) -> dict[Exponents, Number]:
    """The polynomial c1 x1 + … + cn xn + c of the vector (c1, …, cn, c)."""
    size = len(vector) - 1
    return {unit(size, i): c for i, c in enumerate(vector) if c}


def unit(size: int, i: int) -> Exponents:
    """The exponents of the variable i; of 1 if there is no such variable."""
    return tuple(int(j == i) for j in range(size))


def vector(p: Polynomial, size: int) -> Vector:
    """The coefficients of an affine polynomial, the constant last.

    Examples:
        >>> vector(affine((Number(1), Number(2))), 1) == (1, 2)
        True
    """
    return tuple(p.get(unit(size, i), ZERO) for i in range(size + 1))


def matrix(p: Polynomial, size: int) -> list[list[Number]]:
    """The symmetric M with p = (x, 1) M (x, 1) for a polynomial of degree at most 2.

    Examples:
        >>> matrix({(1,): Number(2)}, 1) == [[0, 1], [1, 0]]
        True
    """
    rows = [[ZERO] * (size + 1) for _ in range(size + 1)]
    for m, a in p.items():
        i, j = [*(k for k in range(size) for _ in range(m[k])), size, size][:2]
        rows[i][j] += a / 2
        rows[j][i] += a / 2
    return rows


class Squares(NamedTuple):
    """w M w = sum of d (v . w)^2 with d > 0, for (d, v) in `terms`: M is positive semidefinite."""

    terms: tuple[tuple[Number, Vector], ...]


class Negative(NamedTuple):
    """w M w < 0 at this vector."""

    vector: Vector


def squares(form: Sequence[Sequence[Number]]) -> Squares | Negative:
    """A symmetric matrix as a sum of squares with positive coefficients, or where it is negative.

    Method: completing squares in the order of the variables (L D L^T). Exactness: decides.

    Examples:
        >>> one, two = Number(1), Number(2)
        >>> squares([[one, two], [two, one]])
        Negative(vector=(-2, 1))
    """
    rest, n = [list(row) for row in form], len(form)
    terms: list[tuple[Number, Vector]] = []
    for i in range(n):
        pivot = rest[i][i]
        if pivot.sign() < 0:
            return Negative(_lifted(terms, [Number(int(k == i)) for k in range(n)]))
        if not pivot:
            other = next((j for j in range(i + 1, n) if rest[i][j]), None)
            if other is None:
                continue
            start = [ZERO] * n  # 2 s t m + t^2 d < 0 at t = m, s = -(d + 1)/2
            start[other] = rest[i][other]
            start[i] = -(rest[other][other] + 1) / 2
            return Negative(_lifted(terms, start))
        v = tuple(c / pivot if k >= i else ZERO for k, c in enumerate(rest[i]))
        terms.append((pivot, v))
        for a in range(i + 1, n):
            for b in range(i + 1, n):
                rest[a][b] -= pivot * v[a] * v[b]
    return Squares(tuple(terms))


def _lifted(terms: Sequence[tuple[Number, Vector]], start: list[Number]) -> Vector:
    """The entries of the variables already split off, at which their squares vanish."""
    w = list(start)
    for _, v in reversed(terms):
        k = next(i for i, c in enumerate(v) if c)
        w[k] = -sum((c * x for c, x in zip(v[k + 1 :], w[k + 1 :], strict=True)), ZERO)
    return tuple(w)
