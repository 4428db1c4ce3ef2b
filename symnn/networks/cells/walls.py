"""Where two cells of full dimension meet in a facet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from flint import fmpz_mat

from symnn.exact.cones import Cone, Equation, Vector, primitive
from symnn.exact.linear_programs import Constraint
from symnn.networks.cells.cell import (
    Cell,
    Point,
    constraint_of,
    dimension,
    facet_numbers,
)

_Key: TypeAlias = "tuple[int, ...]"


class Wall(NamedTuple):
    """Cells `left` and `right` share a piece of facet.

    Attributes:
        left, right: positions of the cells.
        normal: the constraint of the facet, >= 0 on the cell `left`, <= 0 on `right`.
        shared: what they share, as a cell without a map.
    """

    left: int
    right: int
    normal: Constraint
    shared: Cell

    @property
    def point(self) -> Point:
        """A point of the relative interior of what they share."""
        return self.shared.interior_point


class _Face(NamedTuple):
    cell: int
    number: int
    rays: tuple[Vector, ...]


def walls(cells: Sequence[Cell]) -> list[Wall]:
    """All pairs of cells with a common piece of facet, once each.

    Method: facets with the same rays belong together; what is left over (pieces of facets meet
    where a network has jumps) is compared hyperplane by hyperplane.

    Exactness: exact.
    """
    faces: dict[frozenset[_Key], list[_Face]] = {}
    for i, cell in enumerate(cells):
        cone = cell.cone
        for k in facet_numbers(cone):
            zeros = zip(cone.rays, cone.zeros, strict=True)
            rays = tuple(ray for ray, zero in zeros if zero >> k & 1)
            key = frozenset(_key(ray.matrix) for ray in rays)
            faces.setdefault(key, []).append(_Face(i, k, rays))
    found, alone = list[Wall](), list[_Face]()
    for group in faces.values():
        if len(group) == 2 and _opposite(cells, *group):
            found.append(_wall(cells, *group))
        else:
            alone += group
    found += _overlaps(cells, alone)
    return sorted(found, key=lambda wall: (wall.left, wall.right))


def _key(matrix: fmpz_mat) -> _Key:
    return tuple(int(x) for x in matrix.entries())


def _plane(cell: Cell, k: int) -> _Key:
    """The form of a halfspace, the same for every positive multiple."""
    cone = cell.cone
    form = cone.halfspaces[k].form.entries()
    return _key(primitive(cone.ring, fmpz_mat(cone.size, cone.ring.degree, form)))


def _opposite(cells: Sequence[Cell], one: _Face, other: _Face) -> bool:
    """Whether the cells lie on different sides of the common facet, relative to the domain."""
    form = cells[one.cell].cone.halfspaces[one.number].form
    return one.cell != other.cell and not any(s > 0 for s in cells[other.cell].cone.signs(form))


def _wall(cells: Sequence[Cell], one: _Face, other: _Face) -> Wall:
    left = cells[one.cell]
    cut = left.cone.cut(left.cone.halfspaces[one.number].form)
    shared = cut.slice(Equation(cut.form, {}, {}))
    return _made(left, one, other, shared)


def _made(left: Cell, one: _Face, other: _Face, shared: Cone) -> Wall:
    normal = constraint_of(left.cone, one.number)._replace(sign=">=")
    return Wall(one.cell, other.cell, normal, Cell(shared, (), (), (), True))


def _overlaps(cells: Sequence[Cell], faces: Sequence[_Face]) -> Iterator[Wall]:
    """Facets that lie on one hyperplane from both sides and share a piece of full dimension."""
    planes: dict[_Key, list[_Face]] = {}
    for face in faces:
        planes.setdefault(_plane(cells[face.cell], face.number), []).append(face)
    for plane, group in planes.items():
        for one in group:
            for other in planes.get(tuple(-x for x in plane), ()):
                if one.cell < other.cell:
                    wall = _overlap(cells, one, other)
                    if wall is not None:
                        yield wall


def _overlap(cells: Sequence[Cell], one: _Face, other: _Face) -> Wall | None:
    left, right = cells[one.cell], cells[other.cell]
    cut = left.cone.cut(left.cone.halfspaces[one.number].form)
    shared = cut.slice(Equation(cut.form, {}, {}))
    wanted = dimension(shared)
    for k in facet_numbers(right.cone):
        if k != other.number:
            shared = shared.cut(right.cone.halfspaces[k].form).part(1, False, 1 + k)
    return _made(left, one, other, shared) if dimension(shared) == wanted else None
