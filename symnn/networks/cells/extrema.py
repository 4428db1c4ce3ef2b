"""The largest and the smallest value of a network on a domain, and where they are taken."""

from __future__ import annotations

from typing import Any, NamedTuple, final

from symnn.deferred import dataclass
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_point, infinite
from symnn.networks.cells.cell import Cell, Point
from symnn.networks.cells.study import Study, study


class _Top(NamedTuple):
    """The supremum on one cell: None if there is none, then along `ray` from `points[0]`."""

    value: Number | None
    attained: bool
    points: tuple[Point, ...]
    ray: Point | None = None


@final
@dataclass(frozen=True, slots=True)
class Extremum:
    """A supremum or an infimum.

    Attributes:
        value: the bound, oo or -oo if there is none.
        is_attained: whether it is a value of the network on the domain.
        points: where it is attained: every vertex of a cell at which it is, and a point inside
            each face on which it is attained though at no vertex. If it is not attained, points
            that it is approached at, outside the domain or on a jump.
        ray: if there is no bound, the direction in which the value grows (falls) from
            `points[0]` at a constant rate.
    """

    value: Any
    is_attained: bool
    points: tuple[tuple[Any, ...], ...]
    ray: tuple[Any, ...] | None = None


def largest(net: Any, over: Any = None, seconds: float | None = None) -> Extremum:
    """The supremum of a network with one output, and where it is attained.

    Args:
        net, over: as for `activation_regions`.

    Exactness: decides; jumps, half-open domains and unbounded domains too.

    Raises:
        ShapeError: several outputs.
        UndefinedError: an empty domain.

    Examples:
        >>> import symnn as sn
        >>> tent = sn.Network(sn.Affine([[2], [2]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
        >>> top = largest(tent, over=[(0, 1)])
        >>> (top.value, top.points) == (1, ((sn.exactly(0.5),),))
        True
    """
    return extremum(study(net, over, seconds=seconds), 1)


def smallest(net: Any, over: Any = None, seconds: float | None = None) -> Extremum:
    """The infimum of a network with one output, and where it is attained; see `largest`.

    Examples:
        >>> import symnn as sn
        >>> smallest(sn.Network(sn.relu), over=[(None, 3)]).points == ((0,),)
        True
    """
    return extremum(study(net, over, seconds=seconds), -1)


def extremum(asked: Study, sign: int) -> Extremum:
    """The supremum (sign 1) or infimum (sign -1) of what is studied; see `largest`."""
    asked.single_output("a largest or smallest value").nonempty()
    best: list[_Top] = []
    for cell in asked.all_cells:
        top = _top(cell, sign)
        if top.ray is not None:
            return _unbounded(asked, top, sign)
        if not best or (top.value is not None and _order(top, best[0], sign) > 0):
            best = [top]
        elif _order(top, best[0], sign) == 0:
            best.append(top)
    attained = [top for top in best if top.attained]
    points = tuple(dict.fromkeys(p for top in attained or best for p in top.points))
    value = best[0].value or Number(0)
    for p in points if attained else ():
        if asked.value(p) != (value,):
            raise AssertionError(f"the extremum {value!r} is not the value at {p}; please report")
    return Extremum(as_point([value])[0], bool(attained), tuple(map(as_point, points)))


def _order(one: _Top, other: _Top, sign: int) -> int:
    return sign * ((one.value or Number(0)) - (other.value or Number(0))).sign()


def _unbounded(asked: Study, top: _Top, sign: int) -> Extremum:
    start, ray = top.points[0], top.ray or ()
    ahead = tuple(x + r for x, r in zip(start, ray, strict=True))
    if sign * (asked.value(ahead)[0] - asked.value(start)[0]).sign() <= 0:
        raise AssertionError(f"the value does not grow from {start} to {ahead}; please report")
    return Extremum(infinite(sign), False, (as_point(start),), as_point(ray))


def _top(cell: Cell, sign: int) -> _Top:
    """The supremum of sign times the map on a cell, where it is not -oo."""
    gradient = [sign * a for a in cell.map.matrix[0]]

    def slope(away: Point) -> int:
        return sum((g * a for g, a in zip(gradient, away, strict=True)), Number(0)).sign()

    for line in cell.lines:
        turn = slope(line)
        if turn:
            return _Top(None, False, (cell.interior_point,), tuple(turn * a for a in line))
    for away in cell.directions:
        if slope(away) > 0:
            return _Top(None, False, (cell.interior_point,), away)
    values = [cell.map(p)[0] for p in cell.vertices]
    value = max(values) if sign > 0 else min(values)
    return _on_face(
        cell, value, [v == value for v in values], [slope(a) == 0 for a in cell.directions]
    )


def _on_face(cell: Cell, value: Number, chosen: list[bool], level: list[bool]) -> _Top:
    """What belongs to the cell of the face that some vertices and directions span."""
    cone = cell.cone
    strict = sum(1 << k for k, h in enumerate(cone.halfspaces) if h.strict and h.label)
    finite, infinite_ = cell.zeros
    corners = [(p, z) for p, z, is_in in zip(cell.vertices, finite, chosen, strict=True) if is_in]
    ways = [(a, z) for a, z, is_in in zip(cell.directions, infinite_, level, strict=True) if is_in]
    common = strict
    for _, zero in (*corners, *ways):
        common &= zero
    if common:
        return _Top(value, False, tuple(p for p, _ in corners))
    own = tuple(p for p, zero in corners if not zero & strict)
    if own:
        return _Top(value, True, own)
    count = len(corners)
    middle = [sum(xs, Number(0)) / count for xs in zip(*(p for p, _ in corners), strict=True)]
    for away, _ in ways:
        middle = [x + a for x, a in zip(middle, away, strict=True)]
    return _Top(value, True, (tuple(middle),))
