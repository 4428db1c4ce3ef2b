"""Whether a network takes every value once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias, final

from symnn.exact.linear_programs import (
    Constraint,
    Feasible,
    Infeasible,
    Optimum,
    feasible,
    maximize,
)
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_point
from symnn.networks.cells.cell import Cell, Point
from symnn.networks.cells.study import study

_Pair: TypeAlias = "tuple[Point, Point]"


@final
@dataclass(frozen=True, slots=True)
class Injectivity:
    """Whether different inputs give different outputs.

    Attributes:
        holds: yes or no.
        points: two different points of the domain with one value; None if it holds.
        value: that value.
        line: the direction of the points, if they lie in one cell, on which the whole line
            through them has one value.
    """

    holds: bool
    points: tuple[tuple[Any, ...], tuple[Any, ...]] | None = None
    value: tuple[Any, ...] | None = None
    line: tuple[Any, ...] | None = None


def injectivity(net: Any, over: Any = None) -> Injectivity:
    """Whether a piecewise-linear network R^n -> R^m is injective on a domain.

    Method: on each cell the kernel of its matrix must not meet the directions of the cell; then
    for each pair of cells linear programs ask for x and y in them with one value and x != y.

    Exactness: decides, with jumps too.

    Cost. Up to 2n + 1 linear programs in 2n variables for each pair of cells.

    Examples:
        >>> import symnn as sn
        >>> injectivity(sn.Network(sn.leaky_relu("0.1"))).holds
        True
        >>> injectivity(sn.Network(sn.absolute)).value is not None
        True
    """
    asked = study(net, over)
    cells = asked.all_cells
    for cell in cells:
        pair = _within(cell)
        if pair is not None:
            line = tuple(b - a for a, b in zip(*pair, strict=True))
            return _found(asked.value, pair, line)
    for one, other in combinations(cells, 2):
        pair = _between(one, other)
        if pair is not None:
            return _found(asked.value, pair, None)
    return Injectivity(True)


def _found(value: Any, pair: _Pair, line: Point | None) -> Injectivity:
    one, other = pair
    if one == other or value(one) != value(other):
        raise AssertionError(f"the points {one} and {other} are no witness; please report")
    points = (as_point(one), as_point(other))
    return Injectivity(False, points, as_point(value(one)), line and as_point(line))


def _within(cell: Cell) -> _Pair | None:
    """Two points of a cell on a line that its map sends to a point."""
    equations = [[*row.coefficients] for row in cell.equations]
    kernel = Matrix([*[list(row) for row in cell.map.matrix], *equations]).kernel()
    if kernel.shape[1] == 0:
        return None
    away = kernel.columns([0]).entries()
    start, t = cell.interior_point, Number(1)
    while True:
        end = tuple(x + t * a for x, a in zip(start, away, strict=True))
        if all(row.holds(end) for row in (*cell.facets, *cell.strict)):
            return start, end
        t = t / 2


def _between(one: Cell, other: Cell) -> _Pair | None:
    """Points x != y of two cells with one value."""
    n = len(one.map.matrix[0])
    zeros = (Number(0),) * n
    rows = [Constraint((*r.coefficients, *zeros), r.sign, r.constant) for r in one.own]
    rows += [Constraint((*zeros, *r.coefficients), r.sign, r.constant) for r in other.own]
    for a, b, c, e in zip(
        one.map.matrix, other.map.matrix, one.map.shift, other.map.shift, strict=True
    ):
        rows.append(Constraint((*a, *(-x for x in b)), "=", c - e))
    for j in range(n):
        unit = tuple(Number(int(i == j)) for i in range(n))
        for sign in (1, -1):
            goal = (*(sign * u for u in unit), *(-sign * u for u in unit))
            found = maximize(goal, rows)
            if isinstance(found, Infeasible):
                return None
            if isinstance(found, Optimum) and found.value.sign() <= 0:
                continue
            return _apart(goal, rows, n)
    return None


def _apart(goal: Sequence[Number], rows: Sequence[Constraint], n: int) -> _Pair:
    """A solution at which the goal is positive."""
    found = feasible([*rows, Constraint(goal, ">", 0)], 2 * n)
    if not isinstance(found, Feasible):
        raise AssertionError("a positive supremum is not approached; please report")
    return found.point[:n], found.point[n:]
