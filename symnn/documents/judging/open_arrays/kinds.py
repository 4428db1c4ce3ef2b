"""Matrices of a kind: symmetric, orthogonal, permutation, … in free entries, and in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import permutations
from typing import Any, Final, TypeAlias

from symnn.documents.judging.open_arrays import grids
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jet, Jets
from symnn.documents.judging.open_arrays.rings import NoValueError

#: A new entry: free, or the next number.
Source: TypeAlias = "Callable[[], Any]"

KINDS: Final = frozenset(
    {"symmetric", "skew", "orthogonal", "permutation", "diagonal", "definite", "semidefinite"}
    | {"invertible", "upper", "lower", "unit", "positive", "idempotent", "rotation"}
    | {"columns", "rows", "identity"}
)
#: So many permutation matrices are gone through at most.
_MOST: Final = 24
#: Where those of two kinds are spoken of, the narrower one is meant.
_ORDER: Final = (
    "identity", "permutation", "diagonal", "unit", "columns", "rows", "rotation", "orthogonal",
    "definite", "semidefinite", "skew", "symmetric", "idempotent", "upper", "lower", "positive",
)  # fmt: skip


def kind_of(said: frozenset[str]) -> str | None:
    """The kind that decides how entries are taken; "" for any, None for kinds that do not meet."""
    own = said - {"invertible"}
    if not own:
        return ""
    if own == {"orthogonal", "symmetric"}:
        return "reflection"
    if own <= {"symmetric", "definite", "semidefinite"}:
        return next(kind for kind in _ORDER if kind in own)
    if len(own) == 1:
        return next(iter(own))
    return "permutation" if own == {"permutation", "orthogonal"} else None


def ways(kind: str, size: int) -> Iterator[Any]:
    """The cases that have to be gone through: permutations, signs of a determinant."""
    if kind == "permutation":
        for count, order in enumerate(permutations(range(size))):
            if count < _MOST:
                yield order
    elif kind in ("orthogonal", "columns", "rows"):
        yield from (1, -1)
    elif kind in ("reflection", "idempotent"):
        yield from range(size + 1)
    else:
        yield None


def of_kind(jets: Jets, kind: str, rows: int, columns: int, source: Source, way: Any) -> Grid:
    """A matrix of a kind whose entries are as free as the kind leaves them."""

    def entry() -> Jet:
        return {0: source()}

    if kind in ("", "invertible"):
        return [[entry() for _ in range(columns)] for _ in range(rows)]
    if kind == "positive":
        return [[jets.mul(x := entry(), x) for _ in range(columns)] for _ in range(rows)]
    if kind == "unit":
        return _unit(jets, rows, columns, entry)
    if kind == "identity":
        return grids.identity(jets, rows)
    if kind in ("columns", "rows"):
        return _frame(jets, rows, columns, entry, way, kind == "rows")
    if kind in ("symmetric", "skew", "diagonal", "upper", "lower"):
        return _shaped(jets, kind, rows, entry)
    if kind in ("definite", "semidefinite"):
        root = _shaped(jets, "lower", rows, entry)
        return grids.multiply(jets, root, grids.transpose(root))
    if kind == "permutation":
        return [[jets.number(int(way[i] == j)) for j in range(rows)] for i in range(rows)]
    if kind == "idempotent":
        return _between(jets, rows, way, 0, _general(rows, entry))
    turn = _rotation(jets, rows, entry)
    if kind == "reflection":
        return _between(jets, rows, way, -1, turn)
    return _signed(jets, turn, way)


def _signed(jets: Jets, turn: Grid, way: Any) -> Grid:
    signs = grids.identity(jets, len(turn))
    signs[0][0] = jets.number(-1 if way == -1 else 1)
    return grids.multiply(jets, turn, signs)


def _frame(
    jets: Jets, rows: int, columns: int, entry: Callable[[], Jet], way: Any, turned: bool
) -> Grid:
    """Orthonormal columns, W^T W = I, or rows: some columns of an orthogonal matrix."""
    long, short = (columns, rows) if turned else (rows, columns)
    if short > long:
        raise NoValueError("more orthonormal columns than rows")
    whole = _signed(jets, _rotation(jets, long, entry), way)
    found = [row[:short] for row in whole]
    return grids.transpose(found) if turned else found


def _general(rows: int, entry: Callable[[], Jet]) -> Grid:
    return [[entry() for _ in range(rows)] for _ in range(rows)]


def _shaped(jets: Jets, kind: str, rows: int, entry: Callable[[], Jet]) -> Grid:
    found = [[jets.number(0) for _ in range(rows)] for _ in range(rows)]
    for i in range(rows):
        for j in range(i + 1):
            if i == j:
                found[i][i] = jets.number(0) if kind == "skew" else entry()
                continue
            if kind == "diagonal":
                continue
            value = entry()
            if kind != "upper":
                found[i][j] = value
            if kind in ("symmetric", "upper"):
                found[j][i] = value
            elif kind == "skew":
                found[j][i] = jets.scaled(-1, value)
    return found


def _rotation(jets: Jets, rows: int, entry: Callable[[], Jet]) -> Grid:
    """(I - S)(I + S)⁻¹ for a skew-symmetric S: all rotations but those that turn by half."""
    skew = _shaped(jets, "skew", rows, entry)
    one = grids.identity(jets, rows)
    minus = grids.scale(jets, jets.number(-1), skew)
    below = grids.inverse(jets, grids.add(jets, one, skew))
    return grids.multiply(jets, grids.add(jets, one, minus), below)


def _between(jets: Jets, rows: int, ones: int, other: int, turn: Grid) -> Grid:
    """T D T⁻¹ with so many ones in the diagonal D, and another number else."""
    middle = grids.identity(jets, rows)
    for k in range(ones, rows):
        middle[k][k] = jets.number(other)
    back = grids.inverse(jets, turn)
    return grids.multiply(jets, grids.multiply(jets, turn, middle), back)


def _unit(jets: Jets, rows: int, columns: int, entry: Callable[[], Jet]) -> Grid:
    """A vector of length 1, by its stereographic projection."""
    size = rows * columns
    if size == 1:
        return [[jets.number(1)]]
    flat = [entry() for _ in range(size - 1)]
    square = grids.total(jets, [jets.mul(x, x) for x in flat])
    down = jets.inverse(jets.add(jets.number(1), square))
    first = jets.mul(jets.add(square, jets.number(-1)), down)
    cells = [first, *(jets.mul(jets.scaled(Fraction(2), x), down) for x in flat)]
    return [cells] if rows == 1 else [[cell] for cell in cells]
