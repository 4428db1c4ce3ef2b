"""Gauss-Jordan elimination over any field whose zero can be decided.

This floor knows nothing about its entries but their four operations and a test for zero, which
must decide: an entry that is zero and not seen to be zero would make every answer wrong. It
serves entries that FLINT has no type for, and checks `symnn.exact.matrix` by a second way.

Every operation is of order n^3 in operations on entries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, Self, TypeVar, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UndefinedError


class Entry(Protocol):
    """An element of a field, closed under the four operations."""

    def __add__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...
    def __mul__(self, other: Self, /) -> Self: ...
    def __truediv__(self, other: Self, /) -> Self: ...


T = TypeVar("T", bound=Entry)


@final
@dataclass(frozen=True)
class Arithmetic(Generic[T]):
    """The two constants of a field, and its decision whether an entry is zero."""

    zero: T
    one: T
    is_zero: Callable[[T], bool]


@final
@dataclass(frozen=True)
class Echelon(Generic[T]):
    """A reduced row echelon form.

    Attributes:
        rows: the form, as many rows as the matrix has.
        pivots: the columns of its leading ones, in increasing order.
        divisors: the entries that were divided by, in that order. For entries that hold
            symbols they are side conditions: the form is valid where none of them vanishes.
        odd: whether an odd number of row exchanges was made.
    """

    rows: tuple[tuple[T, ...], ...]
    pivots: tuple[int, ...]
    divisors: tuple[T, ...]
    odd: bool


Rows = Sequence[Sequence[T]]


def _width(rows: Rows[T]) -> int:
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise ShapeError(f"the rows of a matrix have different lengths: {sorted(widths)}")
    return widths.pop() if widths else 0


def _square(rows: Rows[T], question: str) -> int:
    size = _width(rows)
    if size != len(rows):
        raise ShapeError(f"{question} needs a square matrix; this one is {len(rows)}×{size}")
    return size


def echelon(rows: Rows[T], field: Arithmetic[T]) -> Echelon[T]:
    """The reduced row echelon form: leading ones, alone in their columns.

    Exactness: exact, if the zero test decides.

    Raises:
        ShapeError: the rows differ in length.

    Examples:
        >>> from fractions import Fraction
        >>> rationals = Arithmetic(Fraction(0), Fraction(1), lambda x: x == 0)
        >>> rows = [[Fraction(2), Fraction(4)], [Fraction(1), Fraction(2)]]
        >>> echelon(rows, rationals).rows == ((1, 2), (0, 0))
        True
    """
    work, width = [list(row) for row in rows], _width(rows)
    pivots: list[int] = []
    divisors: list[T] = []
    odd = False
    for column in range(width):
        top = len(pivots)
        found = next((i for i in range(top, len(work)) if not field.is_zero(work[i][column])), None)
        if found is None:
            continue
        odd ^= found != top
        work[top], work[found] = work[found], work[top]
        divisors.append(work[top][column])
        _clear(work, top, column, field)
        pivots.append(column)
    return Echelon(tuple(map(tuple, work)), tuple(pivots), tuple(divisors), odd)


def _clear(work: list[list[T]], top: int, column: int, field: Arithmetic[T]) -> None:
    """Make the pivot one, and the rest of its column zero."""
    pivot = work[top][column]
    work[top] = [entry if field.is_zero(entry) else entry / pivot for entry in work[top]]
    work[top][column] = field.one
    for i, row in enumerate(work):
        factor = row[column]
        if i == top or field.is_zero(factor):
            continue
        work[i] = [a - factor * b for a, b in zip(row, work[top], strict=True)]
        work[i][column] = field.zero


def rank(rows: Rows[T], field: Arithmetic[T]) -> int:
    """The number of pivots."""
    return len(echelon(rows, field).pivots)


def determinant(rows: Rows[T], field: Arithmetic[T]) -> T:
    """The product of the pivots, with the sign of the row exchanges; `one` for 0×0.

    Raises:
        ShapeError: the matrix is not square.

    Examples:
        >>> from fractions import Fraction
        >>> rationals = Arithmetic(Fraction(0), Fraction(1), lambda x: x == 0)
        >>> determinant([[Fraction(0), Fraction(2)], [Fraction(3), Fraction(4)]], rationals) == -6
        True
    """
    size, form = _square(rows, "a determinant"), echelon(rows, field)
    if len(form.pivots) < size:
        return field.zero
    result = field.zero - field.one if form.odd else field.one
    for divisor in form.divisors:
        result = result * divisor
    return result


def kernel(rows: Rows[T], field: Arithmetic[T]) -> tuple[tuple[T, ...], ...]:
    """A basis of the x with A x = 0, one vector for each column without a pivot.

    Each vector is one in its own free column and zero in the other free ones.
    """
    form, width = echelon(rows, field), _width(rows)
    basis = []
    for free in (j for j in range(width) if j not in form.pivots):
        vector = [field.zero] * width
        vector[free] = field.one
        for row, pivot in zip(form.rows, form.pivots, strict=False):
            vector[pivot] = field.zero - row[free]
        basis.append(tuple(vector))
    return tuple(basis)


def solve(rows: Rows[T], right: Rows[T], field: Arithmetic[T]) -> tuple[tuple[T, ...], ...]:
    """The X with A X = B, for a square A.

    Raises:
        ShapeError: A is not square, or B has another number of rows.
        UndefinedError: A is singular.
    """
    size = _square(rows, "solving")
    if len(right) != size:
        raise ShapeError(
            f"A X = B with A of shape {size}×{size} needs B with {size} rows; "
            f"it has {len(right)}×{_width(right)}"
        )
    form = echelon([[*a, *b] for a, b in zip(rows, right, strict=True)], field)
    if form.pivots[:size] != tuple(range(size)):
        raise UndefinedError(f"the {size}×{size} matrix is singular: its determinant is exactly 0")
    return tuple(row[size:] for row in form.rows)


def inverse(rows: Rows[T], field: Arithmetic[T]) -> tuple[tuple[T, ...], ...]:
    """The X with A X = 1.

    Raises:
        ShapeError: A is not square.
        UndefinedError: A is singular.
    """
    size = _square(rows, "an inverse")
    identity = [[field.one if i == j else field.zero for j in range(size)] for i in range(size)]
    return solve(rows, identity, field)
