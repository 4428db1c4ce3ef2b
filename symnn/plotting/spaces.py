"""A column space and the projection of a point onto it, in the plane and in space."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flint import fmpq

from symnn.errors import ShapeError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.networks.linear_algebra.matrices import matrix_of, point_of
from symnn.networks.linear_algebra.subspaces import Subspace
from symnn.plotting.picture import Picture
from symnn.plotting.reading import label
from symnn.plotting.scene import Dots, Label, Mark, Point, Polygon, Polyline, Scene, near

#: How space is seen: where the three axes point in the picture (a cabinet projection, rational).
_AXES: Final = (
    (fmpq(-3, 8), fmpq(-3, 8)),
    (fmpq(1), fmpq(0)),
    (fmpq(0), fmpq(1)),
)

Vector = tuple[Number, ...]


def projection(item: Any, point: Any) -> Picture:
    """The column space of a matrix, a point, and the foot of its perpendicular.

    Args:
        item: a layer or a matrix with two or three rows.
        point: as many exact coordinates.

    Exactness: the foot and all coordinates are exact; space is seen by a rational projection.

    Raises:
        ShapeError: another number of rows; what to do instead is said.

    Examples:
        >>> import symnn as sn
        >>> picture = sn.plotting.projection([[1], [1]], (2, 0))
        >>> "(1,1)" in picture.tikz()
        True
    """
    matrix = matrix_of(item)
    n = matrix.shape[0]
    if n not in (2, 3):
        raise ShapeError(
            f"the columns have {n} entries; they are drawn in the plane or in space. Project them "
            "first: projection(P @ W, P @ y) with a P of two or three rows"
        )
    space = Subspace(matrix.column_space())
    y = point_of(point, n)
    foot = space._projected(y)
    target, base, origin = _tuple(y), _tuple(foot), (Number(0),) * n
    reach = max([near(abs(x)) for x in (*target, *_flat(matrix))], default=1.0) or 1.0
    marks: list[Mark] = list(_frame(n, reach))
    marks += _space(space, reach)
    for k, column in enumerate(_columns(matrix), 1):
        if any(column):
            marks.append(Polyline((_seen(origin), _seen(column)), "blue", 1.8, arrow=True))
            marks.append(Label(_seen(column), f"$w_{k}$", "se", "blue"))
    marks.append(Polyline((_seen(origin), _seen(target)), "orange", 1.8, arrow=True))
    marks.append(Label(_seen(target), "$y$", "ne", "orange"))
    if target != base:
        marks.append(Polyline((_seen(target), _seen(base)), "ink", 1.0, dashed=True))
    marks.append(Dots((_seen(base),), "green", "dot", 5))
    marks.append(Label(_seen(base), "$p$", "nw", "green"))
    length = _length(y - foot)
    words = ", ".join(label(x)[1:-1] for x in base)
    title = f"$p = ({words})$, distance {label(length)}"
    return Picture((Scene(tuple(marks), title, equal=True, axes=n == 2),))


def _length(column: Matrix) -> Number:
    return sum((x * x for x in column.entries()), Number(0)).nth_root(2)


def _tuple(column: Matrix) -> Vector:
    return tuple(column.entries())


def _flat(matrix: Matrix) -> Vector:
    return tuple(matrix.entries())


def _columns(matrix: Matrix) -> list[Vector]:
    return [tuple(row) for row in matrix.transpose().tolist()]


def _seen(vector: Sequence[Any]) -> Point:
    """A point of the plane as it is, one of space through the rational projection."""
    if len(vector) == 2:
        return vector[0], vector[1]
    across, up = Number(0), Number(0)
    for x, (a, b) in zip(vector, _AXES, strict=True):
        across, up = across + x * a, up + x * b
    return across, up


def _frame(n: int, reach: float) -> list[Mark]:
    """The coordinate axes."""
    marks: list[Mark] = []
    size = Number(fmpq(int(reach * 5) + 1, 4))
    for k in range(n):
        axis = [Number(0)] * n
        axis[k] = size
        marks.append(Polyline((_seen([-x for x in axis]), _seen(axis)), "muted", 0.7))
        marks.append(Label(_seen(axis), f"$y_{k + 1}$", "ne", "muted"))
    return marks


def _space(space: Subspace, reach: float) -> list[Mark]:
    """The line or the plane, as far as the picture reaches."""
    size = Number(fmpq(int(reach * 5) + 1, 4 if space.dimension == 1 else 6))
    rows = [_stretched(tuple(row), size) for row in space.matrix.transpose().tolist()]
    if space.dimension == 1:
        (u,) = rows
        return [Polyline((_seen([-x for x in u]), _seen(u)), "sky", 3.0)]
    if space.dimension == 2:
        u, v = rows[0], _across(rows[0], rows[1], size)
        signs = ((1, 1), (1, -1), (-1, -1), (-1, 1))
        corners = tuple(_seen([a * s + b * t for a, b in zip(u, v, strict=True)]) for s, t in signs)
        return [Polygon(corners, "sky", 0.3, "sky")]
    return []


def _stretched(vector: Vector, size: Number) -> Vector:
    """A multiple whose largest entry is the size."""
    most = max(abs(x) for x in vector)
    return tuple(x * size / most for x in vector)


def _across(u: Vector, v: Vector, size: Number) -> Vector:
    """The part of v that is orthogonal to u, stretched."""
    dot = sum((a * b for a, b in zip(u, v, strict=True)), Number(0))
    square = sum((a * a for a in u), Number(0))
    return _stretched(tuple(b - a * dot / square for a, b in zip(u, v, strict=True)), size)
