"""Maximal affine pieces: neighbours on which the network is the same affine map are joined."""

from __future__ import annotations

from typing import Any, final

from symnn.functions.sympy_functions import as_matrix
from symnn.networks.cells.cell import AffineMap, Cell
from symnn.networks.cells.continuity import is_seamless
from symnn.networks.cells.regions import Region, groups_of
from symnn.networks.cells.study import Study, study
from symnn.networks.cells.walls import walls


@final
class Piece:
    """A maximal connected open set on which the network is one affine map.

    Attributes:
        regions: the activation regions it is made of; it need not be convex.
    """

    __slots__ = ("regions",)

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self.regions = regions

    @property
    def map(self) -> AffineMap:
        """The affine map in Numbers: equal for equal maps, so that it can be counted."""
        return self.regions[0].cell.map

    @property
    def matrix(self) -> Any:
        """A, where the network is x -> A x + c on the piece."""
        return as_matrix(self.map.matrix)

    @property
    def shift(self) -> Any:
        """c, where the network is x -> A x + c on the piece."""
        return as_matrix([[x] for x in self.map.shift])

    @property
    def interior_point(self) -> tuple[Any, ...]:
        """A point of its interior, relative to the domain."""
        return self.regions[0].interior_point

    def contains(self, *point: Any) -> bool:
        """Whether a point lies in the closure of the piece, exactly."""
        return any(region.contains(*point) for region in self.regions)

    def __repr__(self) -> str:
        return f"Piece of {len(self.regions)} region(s)"


def joined(asked: Study) -> list[tuple[int, ...]]:
    """Positions of the cells of each maximal piece."""
    cells = asked.cells
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for wall in walls(cells):
        left, right = root(wall.left), root(wall.right)
        if left != right and _continues(asked, cells[wall.left], cells[wall.right], wall.shared):
            parent[max(left, right)] = min(left, right)
    groups: dict[int, list[int]] = {}
    for i in range(len(cells)):
        groups.setdefault(root(i), []).append(i)
    return [tuple(group) for group in groups.values()]


def _continues(asked: Study, left: Cell, right: Cell, shared: Cell) -> bool:
    return left.map == right.map and is_seamless(asked, left, shared)


def linear_pieces(net: Any, over: Any = None, seconds: float | None = None) -> list[Piece]:
    """The maximal affine pieces of a piecewise-linear network.

    Counted are the inclusion-maximal connected open sets (relative to the domain) on which the
    network is one affine map. (In the list of arXiv:2505.16716 these are the open connected
    regions.) Pieces need not be convex, and two pieces that touch in less than a facet may have
    the same map; the number of different affine maps is `len({piece.map for piece in pieces})`.

    Args:
        net, over: as for `activation_regions`.

    Exactness: exact, in general position or not.

    References:
        Stargalla, Hertrich, Reichman, The computational complexity of counting linear regions in
        ReLU neural networks (2025), arXiv:2505.16716.

    Examples:
        >>> import symnn as sn
        >>> same = sn.Network(sn.Affine([[1], [-1]]), sn.relu, sn.Affine([[1, -1]]))
        >>> [len(linear_pieces(same)), len(linear_pieces(same >> sn.relu))] == [1, 2]
        True
    """
    asked = study(net, over, seconds=seconds)
    groups = groups_of(asked)
    regions = [Region(cell, groups) for cell in asked.cells]
    return [Piece(tuple(regions[i] for i in group)) for group in joined(asked)]
