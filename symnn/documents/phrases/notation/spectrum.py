"""Eigenvalues and singular values of closed matrices, each in radicals, with what shows them."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Final, NamedTuple

from flint import fmpq, fmpq_poly

from symnn.claims.formula import Atomic, Formula
from symnn.documents.phrases.matrices import det, numbers_of, product, refuse, rows_of, transpose
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    Expr,
    add,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex.meaning.values import Array, Scalar

MAX_SIZE: Final = 8


class Spectrum(NamedTuple):
    """Real roots from the largest down, each as often as it counts, and what shows them."""

    values: tuple[Expr, ...]
    shown: Formula


def eigenvalues(array: Array) -> Spectrum:
    """The roots of det(tI - A), if all are real and at most square roots are needed.

    `shown` is det(tI - A) = Π (t - λ) for all t.

    Raises:
        MeaningError: the matrix is not square, or its spectrum is not of this kind.
        SymnnError: an entry is no closed algebraic number.
    """
    from symnn.exact.spectral import characteristic_polynomial

    rows, columns = array.shape
    if rows != columns or rows > MAX_SIZE:
        raise refuse(f"the eigenvalues of a {rows}×{columns} array")
    coefficients = characteristic_polynomial(numbers_of(array))
    if not all(c.is_rational for c in coefficients):
        raise refuse("its characteristic polynomial has coefficients that are not rational")
    roots = _roots(fmpq_poly([c.as_fmpq() for c in coefficients]))
    ordered = sorted(roots, key=cmp_to_key(_order), reverse=True)
    t = symbol("t")
    shifted = tuple(
        tuple(add(t, negative(e)) if i == j else negative(e) for j, e in enumerate(row))
        for i, row in enumerate(rows_of(array))
    )
    factors = mul(*(add(t, negative(root)) for root in ordered))
    return Spectrum(tuple(ordered), Atomic("=", det(shifted), factors))


def singular_values(array: Array) -> Spectrum:
    """The roots of the eigenvalues of AᵀA, or of AAᵀ if that is smaller."""
    rows = rows_of(array)
    turned = transpose(rows)
    wide = len(rows) < len(turned)
    gram = product(rows, turned) if wide else product(turned, rows)
    found = eigenvalues(Array(tuple(tuple(Scalar(e) for e in row) for row in gram)))
    return Spectrum(tuple(nth_root(value) for value in found.values), found.shown)


def _order(left: Expr, right: Expr) -> int:
    return (exact_value(lower(left)) - exact_value(lower(right))).sign()


def _roots(polynomial: fmpq_poly) -> list[Expr]:
    found: list[Expr] = []
    _, factors = polynomial.factor()
    for factor, count in factors:
        if factor.degree() == 1:
            found += [_written(-factor[0] / factor[1])] * count
        elif factor.degree() == 2:
            found += _quadratic(factor) * count
        else:
            raise refuse("its eigenvalues are no numbers with square roots alone")
    return found


def _quadratic(factor: fmpq_poly) -> list[Expr]:
    c, b, a = (fmpq(factor[k]) for k in range(3))
    inside = b * b - 4 * a * c
    if inside < 0:
        raise refuse("some eigenvalues are not real")
    root = nth_root(_written(inside))
    ends = (add(_written(-b), root), add(_written(-b), negative(root)))
    return [quotient(end, _written(2 * a)) for end in ends]


def _written(number: fmpq) -> Expr:
    return rational(fmpq(number))


def largest_size(found: Spectrum) -> Expr:
    """The eigenvalue of largest absolute value, as that absolute value."""
    sizes = [nth_root(power(value, rational(2))) for value in found.values]
    return max(sizes, key=cmp_to_key(_order))


def smallest_size(found: Spectrum) -> Expr:
    """The least absolute value."""
    sizes = [nth_root(power(value, rational(2))) for value in found.values]
    return min(sizes, key=cmp_to_key(_order))
