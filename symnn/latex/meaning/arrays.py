"""Arithmetic on numbers and arrays, with shapes checked and named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import fmpq, fmpq_mat

from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    mul,
    negative,
    power,
    quotient,
    rational,
)
from symnn.latex.meaning.conventions import BROADCAST, DOT
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.sized import added, for_product, for_sum, identity, scaled, stacked
from symnn.latex.meaning.values import Array, Chooser, Scalar, Sized, Value, column, shape_text
from symnn.latex.syntax import Span

MAX_MATRIX_POWER: Final = 64
MAX_ENTRY_BITS: Final = 10_000
#: Beyond this size the determinant of a matrix of expressions has too many terms.
MAX_EXPANDED: Final = 6


def _mismatch(left: Value, word: str, right: Value, span: Span) -> MeaningError:
    text = f"{shape_text(left)} {word} {shape_text(right)} is not defined: the shapes do not match"
    return MeaningError(Kind.SHAPE, text, span)


def plus(left: Value, right: Value, span: Span, chooser: Chooser | None = None) -> Value:
    """a + b of equal shapes; a 1×1 array counts as a number, a row is added to each row."""
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return Scalar(add(left.expr, right.expr))
    left, right = for_sum(left, right, span)
    if isinstance(left, Sized) and isinstance(right, Sized):
        return added(left, right, span)
    if isinstance(left, Array) and isinstance(right, Array):
        if chooser is not None:
            left, right = spread(left, right, chooser)
        return _zip(add, *_aligned(left, right, "plus", span))
    for array, other in ((left, right), (right, left)):
        if isinstance(array, Array) and array.shape == (1, 1) and isinstance(other, Scalar):
            return Scalar(add(_only(left).expr, _only(right).expr))
        if isinstance(array, Array) and isinstance(other, Scalar) and chooser is not None:
            if other.expr != ZERO:
                chooser.suppose("the number is added to each entry")
            return _zip(add, array, Array(((other,) * array.shape[1],) * array.shape[0]))
    raise _mismatch(left, "plus", right, span)


def spread(left: Array, right: Array, chooser: Chooser) -> tuple[Array, Array]:
    """A row beside a matrix once for each row of it, a column once for each column."""
    if left.is_vector and not right.is_vector:
        right, left = spread(right, left, chooser)
        return left, right
    if left.is_vector or not right.is_vector:
        return left, right
    rows, columns = left.shape
    cells = tuple(right.cells())
    along = right.shape == (1, columns) or (right.loose and len(cells) == columns)
    down = right.shape == (rows, 1) or (right.loose and len(cells) == rows)
    if along and down:
        along = chooser.way(BROADCAST) == BROADCAST.ways[0]
    if along:
        return left, Array((cells,) * rows)
    return left, Array(tuple((cell,) * columns for cell in cells)) if down else right


def as_column(value: Value, span: Span) -> Array:
    """A vector as a column.

    Raises:
        MeaningError: it is no vector.
    """
    if isinstance(value, Scalar):
        return column((value,))
    if isinstance(value, Array) and value.is_vector:
        return column(tuple(value.cells()))
    text = f"a vector is needed here, not a {shape_text(value)}"
    raise MeaningError(Kind.UNSUPPORTED, text, span)


def _only(value: Value) -> Scalar:
    if isinstance(value, Array):
        return value.rows[0][0]
    if isinstance(value, Scalar):
        return value
    raise TypeError("a function is no number")


def _aligned(left: Array, right: Array, word: str, span: Span) -> tuple[Array, Array]:
    """Both in one shape; a loose list turns to fit."""
    if left.shape != right.shape:
        if right.loose and transposed(right).shape == left.shape:
            right = transposed(right)
        elif left.loose and transposed(left).shape == right.shape:
            left = transposed(left)
        else:
            raise _mismatch(left, word, right, span)
    return left, right


def _zip(operation: Callable[[Expr, Expr], Expr], left: Array, right: Array) -> Array:
    rows = tuple(
        tuple(Scalar(operation(a.expr, b.expr)) for a, b in zip(r, s, strict=True))
        for r, s in zip(left.rows, right.rows, strict=True)
    )
    return Array(rows, left.loose and right.loose)


def minus(value: Value, span: Span) -> Value:
    """-a; a printed decimal stays one."""
    if isinstance(value, Scalar):
        return Scalar(negative(value.expr), value.decimals)
    if isinstance(value, Array):
        rows = tuple(tuple(Scalar(negative(c.expr), c.decimals) for c in r) for r in value.rows)
        return Array(rows, value.loose)
    if isinstance(value, Sized):
        return scaled(MINUS_ONE, value)
    raise MeaningError(Kind.UNSUPPORTED, f"minus a {shape_text(value)} is not covered", span)


def transposed(value: Array) -> Array:
    """Rows and columns exchanged."""
    return Array(tuple(zip(*value.rows, strict=True)))


def times(
    left: Value, right: Value, span: Span, chooser: Chooser | None = None, dot: bool = False
) -> Value:
    """a b: numbers scale, arrays multiply as matrices; with `dot`, vectors by inner product."""
    left, right = for_product(left, right, span)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sized) and isinstance(other, Scalar):
            return scaled(other.expr, one)
        if isinstance(one, Sized) and (one.name == "0" or other == one == identity()):
            return one
    if isinstance(left, Sized) and isinstance(right, Array) and left.form == "column":
        return stacked(left, right, span)
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return Scalar(mul(left.expr, right.expr))
    if isinstance(left, Scalar) and isinstance(right, Array):
        return right.map(lambda cell: mul(left.expr, cell))
    if isinstance(left, Array) and isinstance(right, Scalar):
        return left.map(lambda cell: mul(cell, right.expr))
    if isinstance(left, Array) and isinstance(right, Array):
        return _array_times(left, right, span, chooser, dot)
    text = f"{shape_text(left)} times {shape_text(right)} is not covered"
    raise MeaningError(Kind.UNSUPPORTED, text, span)


def _array_times(
    left: Array, right: Array, span: Span, chooser: Chooser | None, dot: bool
) -> Value:
    if dot and left.is_vector and right.is_vector:
        return _inner(left, right, span, chooser)
    if left.loose and right.loose and chooser is not None:
        return _lists(left, right, span, chooser)
    if left.shape[1] == right.shape[0]:
        return _matrix_product(left, right)
    if left.loose and left.shape[0] == right.shape[0]:
        return _matrix_product(transposed(left), right)
    for one, other in ((left, right), (right, left)):
        if one.shape == (1, 1):
            return times(one.rows[0][0], other, span)
    raise _mismatch(left, "times", right, span)


def _inner(left: Array, right: Array, span: Span, chooser: Chooser | None) -> Value:
    """u · v; between two rows, and between a column and a row, more than one product is meant."""
    a, b = list(left.cells()), list(right.cells())
    rows = left.shape[0] == right.shape[0] == 1
    several = rows or left.shape[1] == right.shape[0] == 1 or (left.loose and right.loose)
    if len(a) > 1 and several and (left.loose is right.loose):
        return _lists(left, right, span, chooser)
    if len(a) != len(b):
        if left.shape[1] == 1 and right.shape[0] == 1:
            return _matrix_product(left, right)
        raise _mismatch(left, "dot", right, span)
    return Scalar(add(*(mul(x.expr, y.expr) for x, y in zip(a, b, strict=True))))


def _lists(left: Array, right: Array, span: Span, chooser: Chooser | None) -> Value:
    """Two lists side by side: the inner, the element-wise or the outer product."""
    if chooser is None:
        raise MeaningError(Kind.AMBIGUOUS, "which product of two lists is meant is open", span)
    a, b = list(left.cells()), list(right.cells())
    way = chooser.way(DOT)
    if way == DOT.ways[2]:
        return _matrix_product(column(tuple(a)), Array((tuple(b),)))
    if len(a) != len(b):
        raise _mismatch(left, "times", right, span)
    products = [Scalar(mul(x.expr, y.expr)) for x, y in zip(a, b, strict=True)]
    if way == DOT.ways[0]:
        return Scalar(add(*(p.expr for p in products)))
    flat = left.shape[0] == 1 and right.shape[0] == 1
    return Array((tuple(products),)) if flat else column(tuple(products), loose=left.loose)


def _matrix_product(left: Array, right: Array) -> Value:
    columns = tuple(zip(*right.rows, strict=True))
    rows = tuple(
        tuple(
            Scalar(add(*(mul(a.expr, b.expr) for a, b in zip(row, c, strict=True))))
            for c in columns
        )
        for row in left.rows
    )
    result = Array(rows)
    return result.rows[0][0] if result.shape == (1, 1) else result


def hadamard(left: Value, right: Value, span: Span) -> Value:
    """The element-wise product of equal shapes."""
    left, right = for_sum(left, right, span)
    if isinstance(left, Array) and isinstance(right, Array):
        return _zip(mul, *_aligned(left, right, "element-wise times", span))
    return times(left, right, span)


def over(left: Value, right: Value, span: Span) -> Value:
    """a / b; only numbers divide."""
    if isinstance(right, Array) and right.shape == (1, 1):
        right = right.rows[0][0]
    if not isinstance(right, Scalar):
        raise MeaningError(Kind.MISFIT, f"division by a {shape_text(right)} is not defined", span)
    if isinstance(left, Scalar):
        return Scalar(quotient(left.expr, right.expr))
    return times(left, Scalar(power(right.expr, MINUS_ONE)), span)


def integer_matrix_power(value: Array, exponent: int, span: Span) -> Value:
    """A^n for a square A and an integer n; A^0 is the identity."""
    if value.shape[0] != value.shape[1]:
        text = f"a power of a {shape_text(value)} array is not defined; it is not square"
        raise MeaningError(Kind.SHAPE, text, span)
    if exponent == 0:
        return Array(
            tuple(tuple(Scalar(ONE if i == j else ZERO) for j, _ in enumerate(r)) for i, r in
                  enumerate(value.rows))
        )  # fmt: skip
    if exponent < 0:
        value, exponent = inverse(value), -exponent
    if exponent > MAX_MATRIX_POWER:
        raise MeaningError(Kind.UNSUPPORTED, f"the matrix power {exponent} is not covered", span)
    numbers = _rationals(value.rows)
    if numbers is not None:
        return _rational_power(numbers, exponent, span)
    result: Value = value
    for _ in range(exponent - 1):
        result = times(result, value, span)
    return result


def _rationals(rows: tuple[tuple[Scalar, ...], ...]) -> fmpq_mat | None:
    """The matrix of numbers, if every entry is written as one."""
    cells = [[cell.expr.data for cell in row] for row in rows]
    if not all(isinstance(cell, fmpq) for row in cells for cell in row):
        return None
    return fmpq_mat([[fmpq(0) + cell for cell in row if isinstance(cell, fmpq)] for row in cells])


def _rational_power(matrix: fmpq_mat, exponent: int, span: Span) -> Array:
    result = matrix
    for _ in range(exponent - 1):
        result = result * matrix
        if any(_bits(cell) > MAX_ENTRY_BITS for cell in result.entries()):
            text = f"an entry of the power {exponent} would pass {MAX_ENTRY_BITS} bits"
            raise MeaningError(Kind.SIZE, text, span)
    return _of_numbers(result)


def _of_numbers(matrix: fmpq_mat) -> Array:
    return Array(tuple(tuple(Scalar(rational(c)) for c in row) for row in matrix.table()))


def _bits(value: fmpq) -> int:
    return max(int(value.p).bit_length(), int(value.q).bit_length())


def minor(rows: tuple[tuple[Scalar, ...], ...], i: int, j: int) -> tuple[tuple[Scalar, ...], ...]:
    """The rows without row i and column j."""
    return tuple(r[:j] + r[j + 1 :] for k, r in enumerate(rows) if k != i)


def determinant(rows: tuple[tuple[Scalar, ...], ...]) -> Expr:
    """By the first row; meant for the small matrices of a page."""
    if not rows:
        return ONE
    numbers = _rationals(rows) if len(rows) > 2 else None
    if numbers is not None:
        return rational(numbers.det())
    if len(rows) > MAX_EXPANDED:
        text = f"a determinant of over {MAX_EXPANDED} rows that are no plain numbers"
        raise MeaningError(Kind.SIZE, text, Span(0, 0))
    terms = []
    for j, cell in enumerate(rows[0]):
        if cell.expr == ZERO:
            continue
        term = mul(cell.expr, determinant(minor(rows, 0, j)))
        terms.append(negative(term) if j % 2 else term)
    return add(*terms) if terms else ZERO


def inverse(value: Array) -> Array:
    """The adjugate over the determinant; undefined where that is 0."""
    numbers = _rationals(value.rows)
    if numbers is not None and numbers.det() != 0:
        return _of_numbers(numbers.inv())
    total = determinant(value.rows)
    n = len(value.rows)

    def cofactor(i: int, j: int) -> Scalar:
        found = determinant(minor(value.rows, j, i))
        return Scalar(quotient(negative(found) if (i + j) % 2 else found, total))

    return Array(tuple(tuple(cofactor(i, j) for j in range(n)) for i in range(n)))
