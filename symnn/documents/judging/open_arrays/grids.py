"""Matrices as rows of jets: what sums, products, inverses, determinants, … are in their entries."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from symnn.documents.judging.open_arrays.jets import Jet, Jets
from symnn.documents.judging.open_arrays.rings import NoValueError, TooLargeError

Grid: TypeAlias = "list[list[Jet]]"
#: Inverses and determinants of larger matrices are not taken.
_LARGEST = 6
_LARGEST_DETERMINANT = 9


def filled(jets: Jets, rows: int, columns: int, value: int) -> Grid:
    """One number in all entries."""
    return [[jets.number(value) for _ in range(columns)] for _ in range(rows)]


def identity(jets: Jets, size: int) -> Grid:
    """1 on the diagonal."""
    return [[jets.number(int(i == j)) for j in range(size)] for i in range(size)]


def total(jets: Jets, parts: Sequence[Jet]) -> Jet:
    """The sum of several entries."""
    return reduce(jets.add, parts, {})


def add(jets: Jets, a: Grid, b: Grid) -> Grid:
    """The sum; one row, one column or one entry is added to all."""
    rows, columns = max(len(a), len(b)), max(len(a[0]), len(b[0]))
    a, b = (_spread(grid, rows, columns) for grid in (a, b))
    return [
        [jets.add(x, y) for x, y in zip(one, two, strict=True)]
        for one, two in zip(a, b, strict=True)
    ]


def _spread(grid: Grid, rows: int, columns: int) -> Grid:
    grid = grid * rows if len(grid) == 1 else grid
    return [row * columns if len(row) == 1 else row for row in grid]


def scale(jets: Jets, factor: Jet, a: Grid) -> Grid:
    """A number times all entries."""
    return [[jets.mul(factor, x) for x in row] for row in a]


def multiply(jets: Jets, a: Grid, b: Grid) -> Grid:
    """The matrix product."""
    turned = transpose(b)
    return [
        [
            total(jets, [jets.mul(x, y) for x, y in zip(row, column, strict=True)])
            for column in turned
        ]
        for row in a
    ]


def hadamard(jets: Jets, a: Grid, b: Grid) -> Grid:
    """The product entry by entry."""
    return [
        [jets.mul(x, y) for x, y in zip(one, two, strict=True)]
        for one, two in zip(a, b, strict=True)
    ]


def kronecker(jets: Jets, a: Grid, b: Grid) -> Grid:
    """Each entry of the first times the second."""
    return [[jets.mul(x, y) for x in one for y in two] for one in a for two in b]


def transpose(a: Grid) -> Grid:
    """Rows for columns."""
    return [list(column) for column in zip(*a, strict=True)]


def determinant(jets: Jets, a: Grid) -> Jet:
    """By rows: the minors of the first rows, each by the columns that it takes."""
    if len(a) > _LARGEST_DETERMINANT:
        raise TooLargeError("the determinant of a large matrix")
    minors: dict[int, Jet] = {0: jets.number(1)}
    for row in a:
        found: dict[int, Jet] = {}
        for mask, minor in minors.items():
            for place, entry in enumerate(row):
                if not entry or mask >> place & 1:
                    continue
                sign = -1 if (mask >> place).bit_count() % 2 else 1
                part = jets.scaled(sign, jets.mul(entry, minor))
                new = mask | 1 << place
                found[new] = jets.add(found[new], part) if new in found else part
        minors = found
    return minors.get((1 << len(a)) - 1, {})


def inverse(jets: Jets, a: Grid) -> Grid:
    """The cofactors over the determinant.

    Raises:
        NoValueError: the determinant may be 0.
    """
    size = len(a)
    if size > _LARGEST:
        raise TooLargeError("the inverse of a large matrix")
    whole = determinant(jets, a)
    if not whole:
        raise NoValueError("the inverse of a singular matrix")
    down = jets.inverse(whole)
    if size == 1:
        return [[down]]

    def cofactor(i: int, j: int) -> Jet:
        rest = [row[:j] + row[j + 1 :] for k, row in enumerate(a) if k != i]
        return jets.scaled((-1) ** (i + j), determinant(jets, rest))

    return [[jets.mul(cofactor(j, i), down) for j in range(size)] for i in range(size)]


def power(jets: Jets, a: Grid, exponent: int) -> Grid:
    """A power with an integer exponent."""
    if exponent < 0:
        return power(jets, inverse(jets, a), -exponent)
    found = identity(jets, len(a))
    for _ in range(exponent):
        found = multiply(jets, found, a)
    return found


def trace(jets: Jets, a: Grid) -> Jet:
    """The sum of the diagonal."""
    return total(jets, [row[k] for k, row in enumerate(a)])


def stacked(a: Grid) -> Grid:
    """All columns below one another."""
    return [[row[j]] for j in range(len(a[0])) for row in a]


def diagonal_of(jets: Jets, a: Grid) -> Grid:
    """The diagonal matrix of a column, or the diagonal of a matrix as a column."""
    if len(a[0]) == 1 and len(a) > 1:
        size = len(a)
        return [[a[i][0] if i == j else jets.number(0) for j in range(size)] for i in range(size)]
    return [[row[k]] for k, row in enumerate(a)]


def softmax(jets: Jets, a: Grid, by_rows: bool) -> Grid:
    """e^x over the sum of these, in each row or in each column."""
    if not by_rows:
        return transpose(softmax(jets, transpose(a), by_rows=True))
    found = []
    for row in a:
        parts = [jets.apply("exp", x) for x in row]
        down = jets.inverse(total(jets, parts))
        found.append([jets.mul(x, down) for x in parts])
    return found


def squares(jets: Jets, a: Grid) -> Jet:
    """The sum of the squares of all entries."""
    return total(jets, [jets.mul(x, x) for row in a for x in row])


def applied(jets: Jets, name: str, a: Grid) -> Grid:
    """A function entry by entry."""
    return [[jets.apply(name, x) for x in row] for row in a]


def beside(blocks: Sequence[Sequence[Grid]]) -> Grid:
    """A matrix of blocks."""
    found: Grid = []
    for row in blocks:
        for lines in zip(*row, strict=True):
            found.append([x for line in lines for x in line])
    return found


def half(jets: Jets, a: Jet) -> Jet:
    """A half."""
    return jets.scaled(Fraction(1, 2), a)
