"""The cells of a network with two inputs: vertices, contours, decision boundary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cmp_to_key
from typing import Any, Final

from symnn.errors import ShapeError
from symnn.exact.number import Number
from symnn.networks.cells.cell import Cell
from symnn.networks.cells.study import study
from symnn.plotting.picture import Picture
from symnn.plotting.reading import interval, label, network_of, number, pair
from symnn.plotting.scene import Dots, Label, Mark, Point, Polygon, Polyline, Scene, near

#: A point of the plane.
Exact = tuple[Number, Number]

#: Vertices are labelled up to so many.
MOST_LABELS: Final = 12
#: From low to high values: light to dark, readable in grey (single-hue, after ColorBrewer).
_RAMP: Final = ((247, 251, 255), (198, 219, 239), (107, 174, 214), (33, 113, 181), (8, 48, 107))


def cells(
    net: Any,
    over: Any = ((-2, 2), (-2, 2)),
    *,
    contours: Sequence[Any] = (),
    boundary: Any = None,
    labels: bool = True,
) -> Picture:
    """The cells of a piecewise-linear network of two inputs, shaded by the mean of their corners.

    Args:
        net: one output.
        over: the ranges of both inputs.
        contours: values whose lines are drawn.
        boundary: a value whose line is drawn thick: the decision boundary, 0 or 1/2. Where the
            network jumps over the value there is no line, and the title says so if it is nowhere.
        labels: whether vertices inside carry their coordinates.

    Exactness: cells, vertices and lines are exact.

    Raises:
        ShapeError: not two inputs, or several outputs.
        UnsupportedError: a network that is not piecewise linear.

    Examples:
        >>> import symnn as sn
        >>> xor = sn.plotting.cells(sn.constructions.exclusive_or(), ((0, 1), (0, 1)))
        >>> len(xor.scenes[0].marks) > 2
        True
    """
    made = network_of(net)
    if made.inputs is not None and made.inputs != 2:
        raise ShapeError(
            f"{made.label} takes {made.inputs} inputs; cells are drawn for two. Cut it by a plane: "
            "sn.Network(sn.Affine(two columns, point), net)"
        )
    if len(over) != 2:
        raise ShapeError("over has a range for each of the two inputs: over=((-2, 2), (-2, 2))")
    ranges = interval(over[0], "over[0]"), interval(over[1], "over[1]")
    found = list(study(made, list(ranges)).cells)
    if len(found[0].map.shift) != 1:
        raise ShapeError(f"{made.label} has {len(found[0].map.shift)} outputs; shade one of them")
    marks = list(_shaded(found))
    for value in contours:
        marks += list(_contour(found, number(value, "contours"), "ink", 0.7))
    drawn = True
    if boundary is not None:
        thick = list(_contour(found, number(boundary, "boundary"), "orange", 2.2))
        marks, drawn = [*marks, *thick], bool(thick)
    marks += list(_vertices(found, ranges, labels))
    title = f"{len(found)} cell{'' if len(found) == 1 else 's'}"
    if boundary is not None:
        value = label(number(boundary, "boundary"))
        title += f", boundary at {value}" if drawn else f", no line at {value}"
    scene = Scene(tuple(marks), title, "$x_1$", "$x_2$", ranges, equal=True)
    return Picture((scene,))


def _shaded(found: Sequence[Cell]) -> Iterator[Mark]:
    corners = [ordered(cell) for cell in found]
    values = [
        [near(cell.map(p)[0]) for p in ring] for cell, ring in zip(found, corners, strict=True)
    ]
    flat = [v for ring in values for v in ring]
    low, high = min(flat), max(flat)
    for ring, own in zip(corners, values, strict=True):
        share = (sum(own) / len(own) - low) / (high - low) if high > low else 0.0
        yield Polygon(tuple(ring), _colour(share), 1.0, "muted")


def _colour(share: float) -> str:
    place = max(0.0, min(1.0, share)) * 0.75 * (len(_RAMP) - 1)
    k = min(int(place), len(_RAMP) - 2)
    mixed = (round(a + (b - a) * (place - k)) for a, b in zip(_RAMP[k], _RAMP[k + 1], strict=True))
    return "#" + "".join(f"{c:02x}" for c in mixed)


def _plane(vertex: Sequence[Number]) -> Exact:
    x, y = vertex
    return x, y


def ordered(cell: Cell) -> list[Exact]:
    """The vertices of a bounded cell of the plane, once around."""
    points = [_plane(v) for v in cell.vertices]
    cx = sum((p[0] for p in points), Number(0)) / len(points)
    cy = sum((p[1] for p in points), Number(0)) / len(points)

    def side(p: Exact) -> int:
        return 0 if (p[1] > cy or (p[1] == cy and p[0] > cx)) else 1

    def turn(p: Exact, q: Exact) -> int:
        if side(p) != side(q):
            return side(p) - side(q)
        cross = (p[0] - cx) * (q[1] - cy) - (p[1] - cy) * (q[0] - cx)
        return -cross.sign()

    return sorted(points, key=cmp_to_key(turn))


def _contour(found: Sequence[Cell], value: Number, colour: str, width: float) -> Iterator[Mark]:
    for cell in found:
        ring = ordered(cell)
        heights = [cell.map(p)[0] - value for p in ring]
        crossing: list[Point] = []
        for k, (p, h) in enumerate(zip(ring, heights, strict=True)):
            q, g = ring[(k + 1) % len(ring)], heights[(k + 1) % len(ring)]
            if not h:
                crossing.append(p)
            elif h.sign() * g.sign() < 0:
                t = h / (h - g)
                crossing.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
        if len(set(crossing)) == 2:
            yield Polyline(tuple(dict.fromkeys(crossing)), colour, width)


def _vertices(
    found: Sequence[Cell], ranges: Sequence[tuple[Number, Number]], labels: bool
) -> Iterator[Mark]:
    (a, b), (c, d) = ranges
    points = dict.fromkeys(_plane(v) for cell in found for v in cell.vertices)
    inside = tuple(v for v in points if a < v[0] < b and c < v[1] < d)
    edge = tuple(v for v in points if v not in inside)
    yield Dots(edge, "muted", "dot", 3)
    yield Dots(inside, "ink", "dot", 4)
    if labels and len(inside) <= MOST_LABELS:
        for v in inside:
            yield Label(v, pair(*v), "ne", size=8.5, boxed=True)
