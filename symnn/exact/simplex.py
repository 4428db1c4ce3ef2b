"""The simplex method in exact arithmetic: `symnn.exact.linear_programs` is what to use.

A dictionary writes every basic quantity as an affine function of the nonbasic ones. Quantities
are the left sides of the constraints (>= 0, or = 0) and the variables (of any sign). Equations
and variables are moved first, once; then the dual method, for the objective minus the sum of all
nonbasic quantities, finds a feasible dictionary, and the primal method the best one.

Both choose the largest coefficient at first and follow Bland's rule after a number of steps, so
they end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from flint import fmpz

from symnn.deferred import dataclass
from symnn.exact.field import Field
from symnn.exact.integral_tableau import Element, Table, exchanged, make_table
from symnn.exact.number import Number

Vector: TypeAlias = "tuple[Number, ...]"


class Row(NamedTuple):
    """coefficients . x + constant, which is 0 if `equation`, else >= 0."""

    equation: bool
    coefficients: Vector
    constant: Number


class NoPoint(NamedTuple):
    """sum_i multipliers[i] (a_i . x + b_i) is a negative number for all x."""

    multipliers: Vector


class Direction(NamedTuple):
    """The objective grows along point + t ray, t >= 0, without end."""

    point: Vector
    ray: Vector


class Best(NamedTuple):
    """The greatest value, a point, and value - c . x = sum_i multipliers[i] (a_i . x + b_i)."""

    value: Number
    point: Vector
    multipliers: Vector


def solve(field: Field, rows: Sequence[Row], objective: Vector) -> NoPoint | Direction | Best:
    """The maximum of objective . x where all rows hold; all numbers lie in the field.

    Exactness: decides.
    """
    state = _start(field, rows, objective)
    broken = _move_equations(state)
    if broken is not None:
        return NoPoint(_of_broken_equation(state, broken))
    _move_variables(state)
    failed = _dual(state)
    if failed is not None:
        return NoPoint(_multipliers(state, failed, 1))
    column = _primal(state)
    if column is not None:
        return Direction(_point(state), _ray(state, column))
    value = state.table.number(state.goal, state.constant) / state.scales[state.goal]
    return Best(value, _point(state), _multipliers(state, state.goal, -1))


@dataclass
class _Dictionary:
    """Quantity i >= 0 is the left side of row i, -1 - j is the variable x_j.

    Attributes:
        basic, nonbasic: the quantities of the rows and of the columns.
        scales: row i of the table was multiplied by this when it was made.
        bounds: x_j = (quantity - b) / a for the variables that a row of their own bounds.
    """

    table: Table
    rows: Sequence[Row]
    basic: list[int]
    nonbasic: list[int]
    scales: tuple[fmpz, ...]
    bounds: dict[int, int]
    place: dict[int, int]

    @property
    def goal(self) -> int:
        """The row of the objective; the row after it serves the dual method."""
        return len(self.basic)

    @property
    def constant(self) -> int:
        """The column of constants."""
        return len(self.nonbasic)

    def exchange(self, r: int, c: int) -> None:
        """Make the quantity of column c basic, in row r."""
        self.table = exchanged(self.table, r, c)
        self.basic[r], self.nonbasic[c] = self.nonbasic[c], self.basic[r]

    def is_bounded(self, quantity: int) -> bool:
        """Whether the quantity must be >= 0 and may be positive."""
        return quantity >= 0 and not self.rows[quantity].equation

    def bounded_rows(self) -> list[int]:
        """The rows whose quantity must be >= 0."""
        return [r for r, q in enumerate(self.basic) if self.is_bounded(q)]

    def open_columns(self) -> list[int]:
        """The columns whose quantity must be >= 0 and may be positive."""
        return [c for c, q in enumerate(self.nonbasic) if self.is_bounded(q)]


def _start(field: Field, rows: Sequence[Row], objective: Vector) -> _Dictionary:
    """Variables with a row of their own, a x_j + b >= 0, are replaced by that quantity at once."""
    bounds: dict[int, int] = {}
    for i, row in enumerate(rows):
        used = [j for j, a in enumerate(row.coefficients) if a]
        if len(used) == 1 and not row.equation:
            bounds.setdefault(used[0], i)
    taken = set(bounds.values())
    basic = [i for i in range(len(rows)) if i not in taken]
    lines = [_replaced(rows[i].coefficients, rows[i].constant, rows, bounds) for i in basic]
    lines.append(_replaced(objective, Number(0), rows, bounds))
    lines.append([Number(0)] * (len(objective) + 1))
    table, scales = make_table(field, lines)
    nonbasic = [bounds.get(j, -1 - j) for j in range(len(objective))]
    place = {q: r for r, q in enumerate(basic)}
    return _Dictionary(table, rows, basic, nonbasic, scales, bounds, place)


def _replaced(
    coefficients: Vector, constant: Number, rows: Sequence[Row], bounds: dict[int, int]
) -> list[Number]:
    found = list(coefficients)
    for j, i in bounds.items():
        if found[j]:
            own = rows[i]
            found[j] = found[j] / own.coefficients[j]
            constant = constant - found[j] * own.constant if own.constant else constant
    return [*found, constant]


def _move_equations(state: _Dictionary) -> int | None:
    """Make equations nonbasic; the row of one that cannot hold, or None."""
    for r, q in enumerate(list(state.basic)):
        if q < 0 or not state.rows[q].equation:
            continue
        columns = sorted(
            (c for c, other in enumerate(state.nonbasic) if other < 0 or state.is_bounded(other)),
            key=lambda c: state.nonbasic[c] >= 0,
        )
        chosen = next((c for c in columns if state.table.sign(r, c)), None)
        if chosen is not None:
            state.exchange(r, chosen)
        elif state.table.sign(r, state.constant):
            return r
    return None


def _move_variables(state: _Dictionary) -> None:
    """Make variables basic as far as an inequality depends on them."""
    for c, q in enumerate(list(state.nonbasic)):
        if q < 0:
            chosen = next((r for r in state.bounded_rows() if state.table.sign(r, c)), None)
            if chosen is not None:
                state.exchange(chosen, c)


def _patience(state: _Dictionary) -> int:
    """Steps by the largest coefficient before Bland's rule takes over."""
    return 20 + 4 * (len(state.basic) + len(state.nonbasic))


def _least(state: _Dictionary, candidates: Iterable[tuple[int, Element, Element]]) -> int | None:
    """The place of the least quotient of a first by a positive second; ties by the quantity.

    Candidates are (quantity, numerator, denominator); the result is the quantity.
    """
    ring, best = state.table.ring, None
    for q, top, bottom in candidates:
        if best is None:
            best = (q, top, bottom)
            continue
        left, right = ring.times(top, best[2]), ring.times(best[1], bottom)
        order = ring.sign([a - b for a, b in zip(left, right, strict=True)])
        if order < 0 or (order == 0 and q < best[0]):
            best = (q, top, bottom)
    return None if best is None else best[0]


def _negated(element: Element) -> Element:
    return [-x for x in element]


def _dual(state: _Dictionary) -> int | None:
    """Make all constants of bounded rows >= 0; the row that cannot be, or None."""
    row = state.goal + 1
    if all(state.table.sign(r, state.constant) >= 0 for r in state.bounded_rows()):
        return None
    zero = [fmpz(0) for _ in state.table.denominator]
    minus = _negated(state.table.denominator)
    entries = [minus if state.is_bounded(q) else zero for q in state.nonbasic]
    state.table = state.table.with_row(row, [*entries, zero])
    steps, patience = 0, _patience(state)
    while True:
        table = state.table
        bad = [r for r in state.bounded_rows() if table.sign(r, state.constant) < 0]
        if not bad:
            return None
        if steps < patience:
            r = min(bad, key=lambda i: table.size(i, state.constant))
        else:
            r = min(bad, key=lambda i: state.basic[i])
        entering = _least(
            state,
            (
                (state.nonbasic[c], _negated(table.entry(row, c)), table.entry(r, c))
                for c in state.open_columns()
                if table.sign(r, c) > 0
            ),
        )
        if entering is None:
            return r
        state.exchange(r, state.nonbasic.index(entering))
        steps += 1


def _primal(state: _Dictionary) -> int | None:
    """Make the objective as large as possible; the column in which it has no bound, or None."""
    steps, patience, goal = 0, _patience(state), state.goal
    for c, q in enumerate(state.nonbasic):
        if q < 0 and state.table.sign(goal, c):
            return c
    while True:
        table = state.table
        good = [c for c in state.open_columns() if table.sign(goal, c) > 0]
        if not good:
            return None
        if steps < patience:
            c = max(good, key=lambda j: table.size(goal, j))
        else:
            c = min(good, key=lambda j: state.nonbasic[j])
        leaving = _least(
            state,
            (
                (state.basic[r], table.entry(r, state.constant), _negated(table.entry(r, c)))
                for r in state.bounded_rows()
                if table.sign(r, c) < 0
            ),
        )
        if leaving is None:
            return c
        state.exchange(state.basic.index(leaving), c)
        steps += 1


# --- answers --------------------------------------------------------------------------


def _scale(state: _Dictionary, quantity: int) -> fmpz:
    """The table holds this multiple of the left side of a row."""
    place = state.place.get(quantity)
    return fmpz(1) if place is None else state.scales[place]


def _multipliers(state: _Dictionary, r: int, sign: int) -> Vector:
    """Of a basic quantity, minus what it depends on (+1); or of the objective alone (-1)."""
    found = [Number(0)] * len(state.rows)
    own = fmpz(1) if sign > 0 else state.scales[state.goal]
    for c, q in enumerate(state.nonbasic):
        if q >= 0:
            found[q] = -state.table.number(r, c) * _scale(state, q) / own
    if sign > 0:
        found[state.basic[r]] = Number(_scale(state, state.basic[r]))
    return tuple(found)


def _of_broken_equation(state: _Dictionary, r: int) -> Vector:
    """The equation of row r minus others is a constant; times -1 if that is positive."""
    found = _multipliers(state, r, 1)
    if state.table.sign(r, state.constant) > 0:
        return tuple(-y for y in found)
    return found


def _point(state: _Dictionary) -> Vector:
    """The variables where all nonbasic quantities are 0."""
    table, values = state.table, {}
    for r, q in enumerate(state.basic):
        if q < 0 or q in state.bounds.values():
            values[q] = table.number(r, state.constant)
    return _variables(state, values, 1)


def _ray(state: _Dictionary, c: int) -> Vector:
    """How the variables move when the quantity of column c grows."""
    entering = state.nonbasic[c]
    grows = entering >= 0 or state.table.sign(state.goal, c) > 0
    values = {entering: Number(1)}
    for r, q in enumerate(state.basic):
        if q < 0 or q in state.bounds.values():
            values[q] = state.table.number(r, c)
    moved = _variables(state, values, 0)
    return moved if grows else tuple(-x for x in moved)


def _variables(state: _Dictionary, values: dict[int, Number], constant: int) -> Vector:
    """The x_j from the quantities; with constant 0 their directions."""
    found = []
    for j in range(len(state.nonbasic)):
        i = state.bounds.get(j)
        if i is None:
            found.append(values.get(-1 - j, Number(0)))
            continue
        own = state.rows[i]
        found.append((values.get(i, Number(0)) - own.constant * constant) / own.coefficients[j])
    return tuple(found)
