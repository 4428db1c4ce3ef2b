"""Whether a network is convex on a domain: the slope may only grow across every facet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import UnsupportedError
from symnn.exact.linear_programs import dot
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_point
from symnn.networks.cells.cell import Point
from symnn.networks.cells.continuity import Jump, jumps
from symnn.networks.cells.study import Study, study
from symnn.networks.cells.walls import walls

_Three: TypeAlias = "tuple[Point, Point, Point]"

#: Points of a sequence that are tried before a program error is reported: it must end earlier.
_TRIES = 10_000


@final
@dataclass(frozen=True, slots=True)
class Convexity:
    """Whether a network is convex (concave) on a domain.

    Attributes:
        holds: yes or no.
        ends: two points of the domain; None if it holds.
        between: a point of the segment between them, at which the network is above (below) the
            chord.
        value, chord: the network at `between`, and the chord there.
    """

    holds: bool
    ends: tuple[tuple[Any, ...], tuple[Any, ...]] | None = None
    between: tuple[Any, ...] | None = None
    value: Any = None
    chord: Any = None


def convexity(net: Any, over: Any = None, seconds: float | None = None) -> Convexity:
    """Whether a network with one output is convex on a domain; if not, where it is not.

    Method: a continuous piecewise-linear function is convex on a polyhedron if and only if it is
    across every facet that two cells share.

    Exactness: decides, with one exception: a network that jumps up on the border of the domain
        and nowhere else.

    Raises:
        ShapeError: several outputs.
        UnsupportedError: the exception.

    Examples:
        >>> import symnn as sn
        >>> convexity(sn.Network(sn.relu)).holds
        True
        >>> hat = convexity(sn.Network(sn.Affine([[1], [-1]]), sn.relu, sn.Affine([[-1, -1]])))
        >>> (hat.between, hat.value > hat.chord) == ((0,), True)
        True
    """
    return _convexity(study(net, over, seconds=seconds), 1)


def concavity(net: Any, over: Any = None, seconds: float | None = None) -> Convexity:
    """Whether a network with one output is concave on a domain; see `convexity`.

    Examples:
        >>> import symnn as sn
        >>> concavity(sn.Network(sn.relu)).ends == ((-1,), (1,))
        True
    """
    return _convexity(study(net, over, seconds=seconds), -1)


def _convexity(asked: Study, sign: int) -> Convexity:
    asked.single_output("convexity")
    found, is_on_border = _at_jumps(asked, sign)
    found = found or _at_walls(asked, sign)
    if found is None and is_on_border:
        raise UnsupportedError(
            "the network jumps on the border of the domain and nowhere else; convexity there is "
            "not decided. Ask over the open domain, or one without that border"
        )
    if found is None:
        return Convexity(True)
    one, middle, other = found
    chord = _chord(asked, found)
    value = asked.value(middle)[0]
    if sign * (value - chord).sign() <= 0:
        raise AssertionError(f"the chord over {middle} is no witness; please report")
    written = as_point([value, chord])
    ends = (as_point(one), as_point(other))
    return Convexity(False, ends, as_point(middle), *written)


def _chord(asked: Study, three: _Three) -> Number:
    """The value of the segment between the ends at the middle point."""
    one, middle, other = three
    j = next(j for j, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    t = (middle[j] - one[j]) / (other[j] - one[j])
    return (1 - t) * asked.value(one)[0] + t * asked.value(other)[0]


def _along(start: Point, end: Point, t: Number) -> Point:
    return tuple(a + t * (b - a) for a, b in zip(start, end, strict=True))


def _halves() -> Iterable[Number]:
    t = Number(1)
    for _ in range(_TRIES):
        yield t
        t = t / 2


def _at_walls(asked: Study, sign: int) -> _Three | None:
    cells = asked.cells
    for wall in walls(cells):
        left, right = cells[wall.left], cells[wall.right]
        inside, middle = left.interior_point, wall.point
        if sign * (left.map(inside)[0] - right.map(inside)[0]).sign() >= 0:
            continue
        for t in _halves():
            one, other = _along(middle, inside, t), _along(middle, inside, -t)
            if all(row.holds(other) for row in right.closure):
                return one, middle, other
    return None


def _at_jumps(asked: Study, sign: int) -> tuple[_Three | None, bool]:
    """A witness at a jump, if one is inside the domain or goes down; and whether one is not."""
    others = False
    for jump in jumps(asked):
        if sign * (jump.value[0] - jump.limit[0]).sign() < 0:
            return _below(asked, jump, sign), others
        beyond = _beyond(asked, jump)
        if beyond is not None:
            return _above(asked, jump, beyond, sign), others
        others = True
    return None, others


def _below(asked: Study, jump: Jump, sign: int) -> _Three:
    """The value lies below the limit: so does the chord from it to points further inside."""
    for t in _halves():
        three = (jump.point, _along(jump.point, jump.inside, t / 2), _along(*jump[::3], t))
        if sign * (asked.value(three[1])[0] - _chord(asked, three)).sign() > 0:
            return three
    raise AssertionError("no chord is above the network; please report")


def _beyond(asked: Study, jump: Jump) -> Point | None:
    """A point of the domain on the other side of the jump; None if the domain ends there."""
    away = tuple(a - b for a, b in zip(jump.point, jump.inside, strict=True))
    for row in asked.domain.constraints:
        slope = dot(row.coefficients, away).sign()
        if slope < 0 and not row.at(jump.point):
            return None
    for t in _halves():
        candidate = _along(jump.point, jump.inside, -t)
        if all(row.holds(candidate) for row in asked.domain.constraints):
            return candidate
    return None


def _above(asked: Study, jump: Jump, beyond: Point, sign: int) -> _Three:
    """The value lies above the limit: the chord to points near it passes below."""
    for t in _halves():
        three = (beyond, jump.point, _along(jump.point, jump.inside, t))
        if sign * (asked.value(jump.point)[0] - _chord(asked, three)).sign() > 0:
            return three
    raise AssertionError("no chord is below the network; please report")
