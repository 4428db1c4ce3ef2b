"""A simple point of a cell: coordinates that a person would choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq, fmpz, fmpz_mat

from symnn.exact.cones import Cone, Equation
from symnn.exact.coordinates import Coordinates
from symnn.exact.expression import Expr, rational
from symnn.exact.number import Number
from symnn.exact.radicals import written_form

#: Tried first, in this order, for every coordinate.
_FAVOURITES: Final = (
    *(fmpq(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (1, 2), (2, 1), (-1, 2), (-2, 1))),
    *(fmpq(p, q) for p, q in ((1, 3), (2, 3), (3, 2), (3, 1), (1, 4), (3, 4), (-3, 1))),
)


def simple_point(cell: Cone, symbols: Sequence[Expr]) -> dict[str, Expr]:
    """A point that satisfies everything that made the cell, strict relations too.

    One coordinate after the other gets the simplest value that leaves something of the cell.

    Exactness: exact; rational wherever the cell has interior in that direction.
    """
    point: dict[str, Expr] = {}
    for k, symbol in enumerate(symbols[1:], 1):
        value, cell = _fix(cell, k)
        point[str(symbol.data)] = written_form(value)
    return point


def _fix(cell: Cone, k: int) -> tuple[Number, Cone]:
    low, high = _range(cell, k)
    if low is not None and low == high:
        return low, cell
    for value in _candidates(low, high):
        sliced = _sliced(cell, k, value)
        if sliced is not None:
            return Number(value), sliced
    raise AssertionError("a value strictly between the ends leaves something of the cell")


def _candidates(low: Number | None, high: Number | None) -> list[fmpq]:
    """Favourites within the closed range, then the simplest rational strictly inside."""
    inside = [q for q in _FAVOURITES if (low is None or low <= q) and (high is None or high >= q)]
    return [*inside, simplest_between(low, high)]


def _range(cell: Cone, k: int) -> tuple[Number | None, Number | None]:
    """The infimum and supremum of a coordinate on the cell; None if it is unbounded."""
    ring, d = cell.ring, cell.ring.degree
    low: Number | None = None
    high: Number | None = None
    open_low = open_high = any(any(line.matrix.tolist()[k]) for line in cell.lines)
    for ray in cell.rays:
        rows = ray.matrix.tolist()
        if any(rows[0]):
            value = ring.number(rows[k]) / ring.number(rows[0])
            low = value if low is None or value < low else low
            high = value if high is None or value > high else high
        else:
            sign = ring.sign(rows[k])
            open_low, open_high = open_low or sign < 0, open_high or sign > 0
    del d
    return (None if open_low else low), (None if open_high else high)


def _sliced(cell: Cone, k: int, value: fmpq) -> Cone | None:
    """The points with x_k = value, if there are any."""
    form = _coordinate(cell.ring, cell.size, k, value)
    sliced = cell.cut(form).slice(Equation(form, {}, {}))
    return None if sliced.is_empty or not sliced.rays else sliced


def _coordinate(ring: Coordinates, size: int, k: int, value: fmpq) -> fmpz_mat:
    """q x_k - p x_0, for the value p/q."""
    flat = [fmpz(0)] * (size * ring.degree)
    flat[0], flat[k * ring.degree] = -value.p, value.q
    return fmpz_mat(1, len(flat), flat)


def simplest_between(low: Number | None, high: Number | None) -> fmpq:
    """The rational of least denominator, then of least size, strictly between.

    Exactness: decides every comparison.

    Examples:
        >>> simplest_between(Number(fmpq(1, 3)), Number(fmpq(1, 2))) == fmpq(2, 5)
        True
    """
    if low is None or high is None:
        if low is None:
            return fmpq(0) if high is None or high > 0 else fmpq(high.floor()) - 1
        return fmpq(0) if low < 0 else fmpq(low.floor()) + 1
    if low < 0 < high:
        return fmpq(0)
    if high <= 0:
        return -simplest_between(-high, -low)
    return _between_positive(low, high)


def _between_positive(low: Number, high: Number) -> fmpq:
    """By continued fractions, for 0 <= low < high."""
    whole = fmpq(low.floor())
    if high > whole + 1:
        return whole + 1
    low, high = low - whole, high - whole
    if low == 0:
        n = (1 / high).floor() + 1
        return whole + fmpq(1, n)
    return whole + 1 / _between_positive(1 / high, 1 / low)


def as_expr(value: fmpq) -> Expr:
    """The rational as an expression."""
    return rational(value)
