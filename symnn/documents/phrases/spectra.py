"""Whether a matrix is diagonalizable over the reals: its minimal polynomial, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

#: Coefficients from the constant term up, the last not 0; empty for 0.
Polynomial: TypeAlias = "tuple[Number, ...]"


def radical_at(matrix: Matrix) -> Matrix:
    """p / gcd(p, p′) at the matrix, with p its characteristic polynomial.

    It is 0 if and only if the matrix is diagonalizable over the complex numbers.

    >>> radical_at(Matrix([[1, 0], [0, 1]])) == Matrix([[0, 0], [0, 0]])
    True
    """
    from symnn.exact.spectral import characteristic_polynomial

    size = matrix.shape[0]
    result = Matrix.zeros(size, size)
    for coefficient in reversed(radical(characteristic_polynomial(matrix))):
        result = result @ matrix + Matrix.identity(size) * coefficient
    return result


def radical(polynomial: Sequence[Number]) -> Polynomial:
    """The polynomial with every root once.

    >>> one = Number(1)
    >>> radical((one, -2 * one, one)) == (-1, 1)
    True
    """
    whole = _trimmed(polynomial)
    common, rest = whole, _slope(whole)
    while rest:
        common, rest = rest, _divided(common, rest)[1]
    top = _divided(whole, common)[0]
    return tuple(c / top[-1] for c in top)


def has_real_roots(polynomial: Sequence[Number]) -> bool:
    """Whether all roots of a polynomial are real, by Sturm's theorem.

    >>> has_real_roots((Number(1), Number(0), Number(1)))
    False
    """
    first = radical(polynomial)
    chain = [first, _slope(first)]
    while len(chain[-1]) > 1:
        chain.append(tuple(-c for c in _divided(chain[-2], chain[-1])[1]))
        if not chain[-1]:
            chain.pop()
            break
    high = [p[-1].sign() for p in chain if p]
    low = [p[-1].sign() * (-1) ** (len(p) - 1) for p in chain if p]
    return _changes(low) - _changes(high) == len(first) - 1


def _trimmed(polynomial: Sequence[Number]) -> Polynomial:
    kept = list(polynomial)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _slope(polynomial: Polynomial) -> Polynomial:
    return tuple(c * k for k, c in enumerate(polynomial))[1:]


def _divided(top: Polynomial, bottom: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder."""
    rest, found = list(top), [Number(0)] * max(len(top) - len(bottom) + 1, 1)
    for k in range(len(top) - len(bottom), -1, -1):
        factor = rest[k + len(bottom) - 1] / bottom[-1]
        found[k] = factor
        for i, c in enumerate(bottom):
            rest[k + i] = rest[k + i] - factor * c
    return _trimmed(found), _trimmed(rest[: len(bottom) - 1])


def _changes(signs: Sequence[int]) -> int:
    kept = [s for s in signs if s]
    return sum(a != b for a, b in pairwise(kept))
