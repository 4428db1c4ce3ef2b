"""Where a network with jumps is continuous."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, final

from symnn.deferred import dataclass
from symnn.functions.sympy_functions import as_point
from symnn.networks.cells.cell import AffineMap, Cell, Point
from symnn.networks.cells.study import Study, study
from symnn.networks.cells.walk import walk


class Jump(NamedTuple):
    """At `point` the value differs from the limit along the segment from `inside`."""

    point: Point
    value: Point
    limit: Point
    inside: Point


def difference(cell: Cell, expected: AffineMap) -> Point | None:
    """A point of the relative interior of a cell at which its map is not the expected one.

    None means that the maps agree on the cell.
    """
    if cell.map == expected:
        return None
    points = cell.spanning_points
    return next((p for p in points if cell.map(p) != expected(p)), None)


def jumps(asked: Study) -> Iterator[Jump]:
    """Jumps, at least one wherever a limit from a cell of full dimension is not the value.

    Method: a network is continuous on a domain if and only if on the closure of every cell of
    full dimension, as far as it belongs to the domain, it is the affine map of the cell.
    """
    if not asked.program.has_jump:
        return
    for cell in asked.cells:
        closed = asked.domain.with_constraints(cell.closure)
        parts = walk(asked.program, closed, thin=True)
        for part in parts:
            point = difference(part, cell.map)
            if point is not None:
                yield Jump(point, asked.value(point), cell.map(point), cell.interior_point)


def first_jump(asked: Study) -> Jump | None:
    """A jump, or None if the network is continuous on the domain."""
    return next(jumps(asked), None)


def is_seamless(asked: Study, cell: Cell, shared: Cell) -> bool:
    """Whether on some piece of a facet the network is the map of the cell, at every point."""
    if not asked.program.has_jump:
        return True
    parts = walk(asked.program, asked.domain.with_constraints(shared.closure))
    return any(difference(part, cell.map) is None for part in parts)


@final
@dataclass(frozen=True, slots=True)
class Continuity:
    """Whether a network is continuous on a domain.

    Attributes:
        holds: yes or no.
        point, value: where it jumps, and its value there; None if it is continuous.
        limit: the limit along the segment from `inside` to the point.
        inside: a point of the cell from which the limit is taken.
    """

    holds: bool
    point: tuple[Any, ...] | None = None
    value: tuple[Any, ...] | None = None
    limit: tuple[Any, ...] | None = None
    inside: tuple[Any, ...] | None = None


def continuity(net: Any, over: Any = None, seconds: float | None = None) -> Continuity:
    """Whether a piecewise-linear network is continuous on a domain; if not, where it jumps.

    Exactness: decides. A jump only at points outside the domain is none.

    Examples:
        >>> import symnn as sn
        >>> stair = sn.Network(sn.step(at_zero=1))
        >>> continuity(stair).point == (0,)
        True
        >>> continuity(stair, over=[(0, 5)]).holds
        True
    """
    found = first_jump(study(net, over, seconds=seconds))
    if found is None:
        return Continuity(True)
    point, value, limit, inside = map(as_point, found)
    return Continuity(False, point, value, limit, inside)
