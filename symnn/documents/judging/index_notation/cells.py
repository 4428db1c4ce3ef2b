"""Arrays by rows, whose entries are expressions: what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.products import HADAMARD
from symnn.exact.expression import ZERO, Expr, add, free_symbols, mul, negative
from symnn.latex.matrices.context import DENOMINATOR, NUMERATOR
from symnn.latex.meaning.values import Array, Scalar, Value

Cells: TypeAlias = "tuple[tuple[Expr, ...], ...]"


def number(expr: Expr) -> Cells:
    """A number as an array of one entry."""
    return ((expr,),)


def only(cells: Cells) -> Expr:
    """The one entry of a number.

    Raises:
        MisfitError: there are more of them.
    """
    if len(cells) != 1 or len(cells[0]) != 1:
        raise MisfitError("an array where a number is needed")
    return cells[0][0]


def flat(cells: Cells) -> list[Expr]:
    """All entries, row by row."""
    return [cell for row in cells for cell in row]


def of_value(value: Array | Scalar) -> Cells:
    """The entries of a value of a document."""
    if isinstance(value, Scalar):
        return number(value.expr)
    return tuple(tuple(cell.expr for cell in row) for row in value.rows)


def as_value(cells: Cells) -> Array | Scalar:
    """The value with these entries."""
    if len(cells) == len(cells[0]) == 1:
        return Scalar(cells[0][0])
    return Array(tuple(tuple(Scalar(e) for e in row) for row in cells))


def entries_of(value: Value) -> list[Expr]:
    """The entries of a value, row by row; none of what is no number and no array."""
    cells = value.cells() if isinstance(value, Array) else (value,)
    return [cell.expr for cell in cells if isinstance(cell, Scalar)]


def free_in(value: Value) -> frozenset[str]:
    """The unknowns in the entries of a value."""
    return free_symbols(*entries_of(value))


def pairs(values: tuple[Value, Value]) -> list[tuple[Expr, Expr]]:
    """The entries of two arrays side by side.

    Raises:
        MisfitError: they are of several sizes.
    """
    left, right = (entries_of(value) for value in values)
    if len(left) != len(right):
        raise MisfitError("arrays of several sizes")
    return list(zip(left, right, strict=True))


def mapped(cells: Cells, change: Callable[[Expr], Expr]) -> Cells:
    """A function at every entry."""
    return tuple(tuple(change(cell) for cell in row) for row in cells)


def spread(expr: Expr, like: Cells) -> Cells:
    """A number at every place of an array."""
    return mapped(like, lambda _: expr)


def gaps(larger: Cells, smaller: Cells) -> Cells:
    """What is between the entries of two arrays, or of an array and a number.

    Raises:
        MisfitError: no unknown stands in it, or the arrays are of several sizes.
    """
    like = max(larger, smaller, key=len_of)
    both = [c if len_of(c) == len_of(like) else spread(only(c), like) for c in (larger, smaller)]
    found = together(lambda a, b: a if b == ZERO else add(a, negative(b)), both)
    if not all(map(free_symbols, flat(found))):
        raise MisfitError("an order of indices, or of numbers")
    return found


def len_of(cells: Cells) -> int:
    """How many entries there are."""
    return len(cells) * len(cells[0])


def transposed(cells: Cells) -> Cells:
    """Rows as columns."""
    return tuple(zip(*cells, strict=True))


def together(combine: Callable[..., Expr], terms: list[Cells]) -> Cells:
    """Entry by entry.

    Raises:
        MisfitError: the arrays are of several sizes.
    """
    if len({(len(term), len(term[0])) for term in terms}) != 1:
        raise MisfitError("arrays of several sizes")
    rows = zip(*terms, strict=True)
    return tuple(tuple(combine(*cells) for cells in zip(*row, strict=True)) for row in rows)


def times(a: Cells, b: Cells, sign: str) -> Cells:
    """The product of two arrays.

    Raises:
        MisfitError: their sizes do not fit.
    """
    if len(a) == len(a[0]) == 1:
        return mapped(b, lambda e: mul(a[0][0], e))
    if len(b) == len(b[0]) == 1:
        return mapped(a, lambda e: mul(e, b[0][0]))
    if sign in HADAMARD:
        return together(mul, [a, b])
    if sign == "·" and len(a[0]) == len(b[0]) == 1:
        return number(add(*(mul(x[0], y[0]) for x, y in zip(a, b, strict=True))))
    if len(a[0]) != len(b):
        raise MisfitError("a product of arrays that do not fit")
    columns = transposed(b)
    return tuple(tuple(_dot(row, column) for column in columns) for row in a)


def _dot(row: tuple[Expr, ...], column: tuple[Expr, ...]) -> Expr:
    return add(*(mul(x, y) for x, y in zip(row, column, strict=True)))


def slopes(
    cells: Cells, names: list[list[str]], derivative: Callable[[Expr, str], Expr], layout: str
) -> Cells:
    """The derivatives of an array in the unknowns of another one, in a layout.

    Args:
        cells: what is derived.
        names: the unknowns by rows.
        derivative: of one entry in one unknown.
        layout: how the derivatives of arrays are laid out.
    """
    if len(names) == len(names[0]) == 1:
        return mapped(cells, lambda e: derivative(e, names[0][0]))
    if len(cells) == len(cells[0]) == 1:
        found = tuple(tuple(derivative(cells[0][0], name) for name in row) for row in names)
        return transposed(found) if layout == NUMERATOR else found
    if len(cells[0]) > 1 or len(names[0]) > 1:
        raise MisfitError("a derivative of one matrix by another")
    found = tuple(tuple(derivative(row[0], name) for (name,) in names) for row in cells)
    return transposed(found) if layout == DENOMINATOR else found
