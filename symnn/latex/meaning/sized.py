"""Identities, zeros, ones and unit vectors, which take their size from what they stand beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from symnn.exact.expression import ONE, ZERO, Expr, mul, rational
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array, Scalar, Sized, Value, shape_text
from symnn.latex.syntax import Span

MAX_SIDE: Final = 64


def filled(rows: int, columns: int, cell: Callable[[int, int], Expr]) -> Array:
    """The array with an entry for each place, counted from 0."""
    return Array(tuple(tuple(Scalar(cell(i, j)) for j in range(columns)) for i in range(rows)))


def identity() -> Sized:
    """I.

    >>> identity().build(2, 2).shape
    (2, 2)
    """
    return Sized("I", "square", lambda m, n: filled(m, n, lambda i, j: ONE if i == j else ZERO))


def zeros() -> Sized:
    """Zeros of any shape."""
    return Sized("0", "any", lambda m, n: filled(m, n, lambda *_: ZERO))


def ones() -> Sized:
    """A column of ones."""
    return Sized("1", "column", lambda m, n: filled(m, n, lambda *_: ONE))


def unit(place: int) -> Sized:
    """The column with a 1 in a place counted from 0."""

    def build(rows: int, columns: int) -> Array:
        if not place < max(rows, columns):
            text = f"there is no unit vector {place + 1} with {max(rows, columns)} entries"
            raise MeaningError(Kind.SHAPE, text, Span(0, 0))
        return filled(rows, columns, lambda i, j: ONE if i + j == place else ZERO)

    return Sized(f"e_{place + 1}", "column", build)


def fitted(value: Sized, shape: tuple[int, int]) -> Array | None:
    """The array in a shape, if it has it."""
    rows, columns = shape
    right = {
        "square": rows == columns,
        "column": columns == 1,
        "row": rows == 1,
        "any": True,
    }[value.form]
    return value.build(rows, columns) if right else None


def turned(value: Sized) -> Sized:
    """The transpose."""
    form = {"column": "row", "row": "column"}.get(value.form, value.form)
    inner = value.build
    if form == value.form:
        return value
    return Sized(f"{value.name}ᵀ", form, inner)


def scaled(factor: Expr, value: Sized) -> Sized:
    """A number times it."""
    return Sized(
        value.name,
        value.form,
        lambda m, n: value.build(m, n).map(lambda cell: mul(factor, cell)),
    )


def for_sum(left: Value, right: Value, span: Span) -> tuple[Value, Value]:
    """Both terms, the one of unknown size in the shape of the other."""
    if isinstance(right, Sized) and isinstance(left, Array):
        return left, _like(right, left, span)
    if isinstance(left, Sized) and isinstance(right, Array):
        return _like(left, right, span), right
    return left, right


def _like(value: Sized, array: Array, span: Span) -> Array:
    shape = array.shape
    found = fitted(value, shape)
    if found is None and array.loose:
        found = fitted(value, (shape[1], shape[0]))
    if found is None:
        text = f"{value.name} does not have the shape {shape_text(array)}"
        raise MeaningError(Kind.SHAPE, text, span)
    return found


def for_product(left: Value, right: Value, span: Span) -> tuple[Value, Value]:
    """Both factors, the one of unknown size as long as the other one needs it."""
    if isinstance(right, Sized) and isinstance(left, Array):
        rows = left.shape[1]
        if left.loose and right.form == "column":
            rows = left.shape[0]
        return left, _sided(right, rows, True, span)
    if isinstance(left, Sized) and isinstance(right, Array):
        if left.form == "column" and (right.shape[0] == 1 or right.loose):
            return left, right
        return _sided(left, right.shape[0], False, span), right
    return left, right


def stacked(left: Sized, right: Array, span: Span) -> Sized:
    """A column of unknown length times a row: as many rows as its surroundings ask for."""
    cells = tuple(right.cells())

    def build(rows: int, columns: int) -> Array:
        if columns != len(cells):
            text = f"{left.name} times {shape_text(right)} has no {columns} columns"
            raise MeaningError(Kind.SHAPE, text, span)
        factor = left.build(rows, 1)
        return filled(rows, columns, lambda i, j: mul(factor.rows[i][0].expr, cells[j].expr))

    return Sized(f"{left.name}·{shape_text(right)}", "any", build)


def _sided(value: Sized, side: int, right: bool, span: Span) -> Value:
    if value.name == "0":
        return value
    if value.form == "square":
        return value.build(side, side)
    if value.form == ("column" if right else "row"):
        return value.build(side, 1) if right else value.build(1, side)
    if side == 1:
        return value
    text = f"the size of {value.name} is not known here"
    raise MeaningError(Kind.UNSUPPORTED, text, span)


def compared(left: Value, right: Value) -> tuple[Value, Value]:
    """The two sides of a relation; beside an array, 0 is the zero array.

    Beside a number bold 0, 1 and -1 are numbers.
    """
    for one, other, order in ((left, right, 1), (right, left, -1)):
        number = _bold_number(other) if isinstance(one, Scalar) else None
        if number is not None:
            return (one, number) if order == 1 else (number, one)
        if not isinstance(one, Array):
            continue
        literal = isinstance(other, Scalar) and other.expr == ZERO and one.shape != (1, 1)
        size = zeros() if literal else other
        if isinstance(size, Sized):
            found = fitted(size, one.shape)
            if found is None and one.loose:
                found = fitted(size, (one.shape[1], one.shape[0]))
            pair = (one, other if found is None else found)
            return pair if order == 1 else (pair[1], pair[0])
    return left, right


def _bold_number(value: Value) -> Scalar | None:
    """The number that bold 0, 1 or -1 is beside a number: a result that is made to stand out."""
    if not isinstance(value, Sized):
        return None
    if value == zeros():
        return Scalar(ZERO)
    if value.name != "1" or value.form != "column":
        return None
    (number,) = value.build(1, 1).cells()
    return number if number.expr in (ONE, mul(rational(-1), ONE)) else None


def added(left: Sized, right: Sized, span: Span) -> Sized:
    """The sum of two of the same form; zeros change nothing."""
    if left.form == "any" and left.name == "0":
        return right
    if right.form == "any" and right.name == "0":
        return left
    if left.form != right.form:
        raise MeaningError(Kind.SHAPE, f"{left.name} plus {right.name}: other forms", span)

    def build(rows: int, columns: int) -> Array:
        one, two = left.build(rows, columns), right.build(rows, columns)
        return filled(rows, columns, lambda i, j: one.rows[i][j].expr + two.rows[i][j].expr)

    return Sized(f"{left.name} + {right.name}", left.form, build)
