"""The affine map at a point, the breakpoints of a function of one variable, the vertices."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.functions.sympy_functions import as_column, as_point
from symnn.networks.cells.cell import Cell, Point
from symnn.networks.cells.continuity import difference
from symnn.networks.cells.program import value_at
from symnn.networks.cells.regions import Region, groups_of
from symnn.networks.cells.study import Study, entries_at, read_point, study
from symnn.networks.cells.walk import walk


@final
@dataclass(frozen=True)
class LocalMap:
    """What a network is near a point.

    Attributes:
        point, value: the point, and the exact value there.
        regions: all activation regions that touch the point. One if it lies inside a region.
        is_affine: whether the network is one affine map near the point.
        is_continuous: whether the maps of all the regions have the value at the point.
    """

    point: tuple[Any, ...]
    value: tuple[Any, ...]
    regions: tuple[Region, ...]
    is_affine: bool
    is_continuous: bool

    @property
    def is_at_kink(self) -> bool:
        """Whether some unit sits on a kink there: several regions touch the point."""
        return len(self.regions) > 1

    @property
    def maps(self) -> list[tuple[Any, Any]]:
        """The different maps (A, c) of the regions that touch the point."""
        found = {region.cell.map: region for region in self.regions}
        return [(region.matrix, region.shift) for region in found.values()]

    @property
    def matrix(self) -> Any:
        """A, where the network is x -> A x + c near the point; None if it is not affine there."""
        return self.regions[0].matrix if self.is_affine else None

    @property
    def shift(self) -> Any:
        """c, where the network is x -> A x + c near the point; None if it is not affine there."""
        return self.regions[0].shift if self.is_affine else None


def affine_map(net: Any, *point: Any) -> LocalMap:
    """The affine map at a point; at a kink the maps of all regions that touch it.

    Args:
        net: a piecewise-linear network.
        point: the inputs one by one, or one list of them.

    Exactness: exact. Only cells that touch the point are made.

    Raises:
        ShapeError: a wrong number of inputs.
        InexactError: a float.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 1]]), sn.relu)
        >>> affine_map(net, 1, 2).matrix[0, 1] == 1, affine_map(net, 1, -1).is_affine
        (True, False)
    """
    asked = study(net, size=len(entries_at(point)))
    numbers = read_point(point, asked.domain.size)
    cells = list(walk(asked.program, asked.domain, through=numbers))
    value = value_at(asked.program, numbers)
    groups = groups_of(asked)
    continuous = all(cell.map(numbers) == value for cell in cells)
    same = len({cell.map for cell in cells}) == 1 and _is_seamless_at(asked, cells, numbers)
    return LocalMap(
        as_point(numbers),
        as_point(value),
        tuple(Region(cell, groups) for cell in cells),
        same,
        continuous,
    )


def _is_seamless_at(asked: Study, cells: list[Cell], point: Point) -> bool:
    """Whether thin cells that touch the point have the same map too."""
    if not asked.program.has_jump:
        return True
    expected = cells[0].map
    thin = walk(asked.program, asked.domain, thin=True, through=point)
    return all(difference(cell, expected) is None for cell in thin)


# --- one variable ---------------------------------------------------------------------


@final
@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A point where a function of one variable changes its affine map.

    Attributes:
        x, value: the place, and the value there.
        slopes: the slopes before and after it.
        limits: the limits from the left and from the right; both equal the value if the
            function is continuous there.

    Values, slopes and limits of a network with several outputs are columns.
    """

    x: Any
    value: Any
    slopes: tuple[Any, Any]
    limits: tuple[Any, Any]


def breakpoints(net: Any, over: Any = None, seconds: float | None = None) -> list[Breakpoint]:
    """The points where a network with one input changes its affine map, from left to right.

    Args:
        net: a piecewise-linear network with one input.
        over: None for all of R, or one range [(low, high)], or a Polyhedron; ends are no breaks.

    Exactness: exact. A kink of a unit at which the network itself has none is no breakpoint; an
        isolated value is one.

    Raises:
        ShapeError: several inputs.

    Examples:
        >>> import symnn as sn
        >>> tent = sn.Network(sn.Affine([[2], [2]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
        >>> [(b.x, b.value, b.slopes) for b in breakpoints(tent)] == [
        ...     (0, 0, (0, 2)),
        ...     (sn.exactly(0.5), 1, (2, -2)),
        ... ]
        True
    """
    asked = study(net, over, seconds=seconds)
    if asked.program.inputs != 1:
        raise ShapeError(f"breakpoints are those of one input; this has {asked.program.inputs}")
    cells = sorted(asked.cells, key=lambda cell: cell.interior_point[0])
    found = []
    for left, right in pairwise(cells):
        x = max(left.vertices)
        value, limits = asked.value(x), (left.map(x), right.map(x))
        if left.map != right.map or value != limits[0]:
            slopes = [[row[0] for row in cell.map.matrix] for cell in (left, right)]
            found.append(
                Breakpoint(
                    as_point(x)[0],
                    as_column(value, {}),
                    (as_column(slopes[0], {}), as_column(slopes[1], {})),
                    (as_column(limits[0], {}), as_column(limits[1], {})),
                )
            )
    return found


# --- vertices -------------------------------------------------------------------------


class Vertex(NamedTuple):
    """A vertex of a cell, and the value of the network there."""

    point: tuple[Any, ...]
    value: tuple[Any, ...]


def vertices(net: Any, over: Any = None, seconds: float | None = None) -> list[Vertex]:
    """The vertices of all activation regions with the exact values there, sorted.

    Vertices of the domain are among them. A network all of whose regions hold a common line has
    none.

    Exactness: exact. Where the network jumps, the value is that at the point itself.

    Examples:
        >>> import symnn as sn
        >>> cross = sn.Network(sn.relu, sn.Affine([[1, 1]]))
        >>> [v.point for v in vertices(cross, over=[(-1, 1), (0, 1)])] == [
        ...     (-1, 0),
        ...     (-1, 1),
        ...     (0, 0),
        ...     (0, 1),
        ...     (1, 0),
        ...     (1, 1),
        ... ]
        True
    """
    asked = study(net, over, seconds=seconds)
    points = {p for cell in asked.cells if not cell.lines for p in cell.vertices}
    return [Vertex(as_point(p), as_point(asked.value(p))) for p in sorted(points)]
