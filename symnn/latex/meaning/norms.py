"""Norms of vectors and matrices, and bars around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    nth_root,
    piecewise,
    power,
    quotient,
    rational,
)
from symnn.latex.meaning.arrays import determinant
from symnn.latex.meaning.conventions import BARE_NORM, BARS, MATRIX_NORM, SPECTRAL, Convention
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.spectra import nuclear_norm, spectral_norm
from symnn.latex.meaning.values import Array, Chooser, Scalar, Value, shape_text
from symnn.latex.syntax import Span

#: How authors write the index of a norm.
_KINDS: Final = {
    "": "2", "2": "2", "L2": "2", "ell_2": "2", "1": "1", "L1": "1", "ell_1": "1", "∞": "∞",
    "infty": "∞", "inf": "∞", "max": "∞", "F": "F", "Fro": "F", "fro": "F", "Frobenius": "F",
    "0": "0", "*": "*", "2,2": "2", "HS": "F",
}  # fmt: skip
MAX_DEGREE: Final = 60


def norm(value: Value, index: str, span: Span, chooser: Chooser) -> Scalar:
    """‖v‖_p of a vector; of a matrix the Frobenius norm, or one that an index tells."""
    if isinstance(value, Scalar):
        return Scalar(apply("abs", value.expr))
    if not isinstance(value, Array):
        raise MeaningError(Kind.UNSUPPORTED, f"a norm of a {shape_text(value)}", span)
    kind = _KINDS.get(index, index)
    if value.is_vector or kind == "F":
        return Scalar(_of_vector([c.expr for c in value.cells()], kind, index, span))
    if kind == "*":
        return Scalar(nuclear_norm(value, span))
    convention = {"2": SPECTRAL, "": BARE_NORM}.get(index, MATRIX_NORM)
    return Scalar(_of_matrix(value, kind, convention, span, chooser))


def _of_vector(cells: Sequence[Expr], kind: str, index: str, span: Span) -> Expr:
    if kind in ("2", "F"):
        return nth_root(add(*(power(c, rational(2)) for c in cells)))
    sizes = [apply("abs", c) for c in cells]
    if kind == "1":
        return add(*sizes)
    if kind == "∞":
        return apply("max", *sizes) if len(sizes) > 1 else sizes[0]
    if kind == "0":
        return add(*(piecewise([("=", c, ZERO, ZERO)], ONE) for c in cells))
    if kind.isdigit() and 0 < int(kind) <= MAX_DEGREE:
        degree = int(kind)
        return nth_root(add(*(power(s, rational(degree)) for s in sizes)), degree)
    text = f"the norm with subscript {index} is not covered"
    raise MeaningError(Kind.UNSUPPORTED, text, span)


def _of_matrix(
    value: Array, kind: str, convention: Convention, span: Span, chooser: Chooser
) -> Expr:
    """The norm of the map, or the one of the entries: both are written alike."""
    map_meant = chooser.way(convention) == convention.ways[0]
    rows = [[cell.expr for cell in row] for row in value.rows]
    if not map_meant:
        cells = [cell for row in rows for cell in row]
        return _of_vector(cells, kind, kind, span)
    if kind == "2":
        return _spectral(rows, value, span)
    if kind in ("1", "∞"):
        lines = rows if kind == "∞" else [list(c) for c in zip(*rows, strict=True)]
        totals = [add(*(apply("abs", cell) for cell in line)) for line in lines]
        return apply("max", *totals)
    raise MeaningError(Kind.UNSUPPORTED, f"the matrix norm {kind} is not covered", span)


def _spectral(rows: list[list[Expr]], value: Array, span: Span) -> Expr:
    """The largest singular value; of a matrix with two rows or columns by a formula.

    With t and d the trace and the determinant of the 2×2 matrix A Aᵀ: the root of
    (t + sqrt(t² - 4d)) / 2.
    """
    lines = rows if len(rows) == 2 else [list(c) for c in zip(*rows, strict=True)]
    if len(lines) != 2:
        return spectral_norm(value, span)
    products = [[_dot(a, b) for b in lines] for a in lines]
    trace = add(products[0][0], products[1][1])
    gram = determinant(tuple(tuple(Scalar(cell) for cell in row) for row in products))
    root = nth_root(add(power(trace, rational(2)), mul(rational(-4), gram)))
    return nth_root(quotient(add(trace, root), rational(2)))


def _dot(left: Sequence[Expr], right: Sequence[Expr]) -> Expr:
    return add(*(mul(a, b) for a, b in zip(left, right, strict=True)))


def bars(value: Array, span: Span, chooser: Chooser) -> Value:
    """|A|: the determinant of a matrix, the Euclidean norm of a vector, or entry by entry."""
    way = chooser.way(BARS)
    if way == BARS.ways[1]:
        return value.map(lambda cell: apply("abs", cell))
    if way == BARS.ways[2]:
        return Scalar(add(*(apply("abs", cell.expr) for cell in value.cells())))
    if value.is_vector:
        return norm(value, "2", span, chooser)
    if value.shape[0] != value.shape[1]:
        text = f"the determinant of a {shape_text(value)} array is not defined"
        raise MeaningError(Kind.SHAPE, text, span)
    return Scalar(determinant(value.rows))
