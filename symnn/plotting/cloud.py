"""A cloud of points through the layers of a network: linear map, bias, activation, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from flint import fmpq

from symnn.errors import ShapeError
from symnn.exact.number import Number
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer, Value, advance
from symnn.networks.network import Network
from symnn.plotting.picture import Picture
from symnn.plotting.reading import network_of, points_of
from symnn.plotting.scene import CYCLE, Dots, Mark, Marker, Point, Polyline, Scene, near

_MARKERS: Final[tuple[Marker, ...]] = ("dot", "square", "cross", "open")


def cloud(
    net: Any, points: Sequence[Any], classes: Sequence[Any] | None = None, *, grid: bool = True
) -> Picture:
    r"""Points of the plane before the network and after each of its steps.

    Args:
        net: every layer up to the last shown one has two outputs; a last one with a single
            output is left out, and its line, where it is 0, is drawn in the scene before it.
        points: exact points of the plane.
        classes: one name for each point; classes have their own colour and marker.
        grid: whether a square grid is moved along.

    Returns:
        A scene for each step: "input", "W x", "+ b", "relu" …; saved as .gif it moves.

    Raises:
        ShapeError: a layer with more than two outputs: what to do instead is said.

    Examples:
        >>> import symnn as sn
        >>> steps = sn.plotting.cloud(
        ...     sn.Network(sn.Affine([[1, 1], [0, 1]], [1, 0]), sn.relu), [(0, 0), (1, 2)]
        ... )
        >>> [scene.title for scene in steps.scenes] == ["input", "$W_1 x$", "$+\\, b_1$", "relu"]
        True
    """
    made, data = network_of(net), points_of(points)
    names = list(classes) if classes is not None else [""] * len(data)
    if len(names) != len(data):
        raise ShapeError(f"{len(data)} points and {len(names)} classes; each point has one")
    if len(data[0]) != 2:
        raise ShapeError(
            f"the points have {len(data[0])} coordinates; a cloud is drawn in the plane. Put the "
            "layers that lead to two coordinates into the points: [net[:2](*p) for p in points]"
        )
    lines = list(_grid(data)) if grid else []
    scenes: list[Scene] = []
    for title, current, moved in _steps(made, data, lines):
        marks: list[Mark] = [Polyline(tuple(_plane(line)), "faint", 0.8) for line in moved]
        marks += _dots(current, names)
        scenes.append(Scene(tuple(marks), title, "", "", None, equal=True))
        data = current
    last = replace(scenes[-1], marks=(*scenes[-1].marks, *_separator(made, data)))
    return Picture((*scenes[:-1], last))


Rows = list[tuple[Value, ...]]


def _grid(data: Rows) -> Iterator[Rows]:
    """A square grid around the points, as rows of points."""
    reach = max(abs(near(x)) for p in data for x in p) or 1.0
    unit = Fraction(1, 2)
    while unit * 4 < reach:
        unit *= 2
    while unit * 4 > reach * 2:
        unit /= 2
    at = [unit * k for k in range(-4, 5)]
    fine = [unit * k / 4 for k in range(-16, 17)]

    def exact(x: Fraction) -> Number:
        return Number(fmpq(x.numerator, x.denominator))

    for c in at:
        yield [(exact(c), exact(t)) for t in fine]
        yield [(exact(t), exact(c)) for t in fine]


def _plane(line: Rows) -> list[Point]:
    return [(p[0], p[1]) for p in line]


def _steps(net: Network, data: Rows, lines: list[Rows]) -> Iterator[tuple[str, Rows, list[Rows]]]:
    yield "input", data, lines
    affine = 0
    for k, layer in enumerate(net.layers):
        size = layer.output_size(2)
        if size == 1 and k >= len(net.layers) - 2:
            return
        if size != 2:
            raise ShapeError(
                f"layer {k + 1}, {layer.label}, has {size} outputs; a cloud is drawn in the plane. "
                "Start after it: cloud(net[k:], [net[:k](*p) for p in points])"
            )
        for title, step in _parts(layer, affine + 1):
            data = [_moved(step, p) for p in data]
            lines = [[_moved(step, p) for p in line] for line in lines]
            yield title, data, lines
        affine += isinstance(layer, Affine)


def _parts(layer: Layer, number: int) -> Iterator[tuple[str, Layer]]:
    """An affine layer is a linear map and a translation; any other one is one step."""
    if not isinstance(layer, Affine):
        yield layer.label, layer
        return
    yield f"$W_{number} x$", Affine(layer.weight)
    if any(str(b.data) != "0" for b in layer.bias):
        yield f"$+\\, b_{number}$", Affine([[1, 0], [0, 1]], layer.bias)


def _moved(layer: Layer, point: tuple[Value, ...]) -> tuple[Value, ...]:
    return advance(layer, point)


def _separator(net: Network, data: Rows) -> list[Mark]:
    """The line w · x + b = 0 of a last affine layer with one output, across the points."""
    ends_with = next((a for a in reversed(net.layers) if isinstance(a, Affine)), None)
    if ends_with is None or ends_with.shape != (1, 2):
        return []
    (u, v), b = (near(w) for w in ends_with.weight[0]), near(ends_with.bias[0])
    length = u * u + v * v
    if not length:
        return []
    reach = 1.5 * max(abs(near(x)) for p in data for x in p) + 1e-9
    foot = (-b * u / length, -b * v / length)
    way = (-v / length**0.5 * reach, u / length**0.5 * reach)
    ends = tuple((foot[0] + s * way[0], foot[1] + s * way[1]) for s in (-1.0, 1.0))
    return [Polyline(ends, "ink", 1.4, dashed=True)]


def _dots(current: Rows, names: Sequence[Any]) -> Iterator[Dots]:
    for k, name in enumerate(dict.fromkeys(names)):
        own = tuple((p[0], p[1]) for p, n in zip(current, names, strict=True) if n == name)
        yield Dots(own, CYCLE[k % len(CYCLE)], _MARKERS[k % 4], 4.5, legend=str(name))
