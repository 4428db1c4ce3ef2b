"""The graph of a network: units as nodes, weights as written on the edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from symnn.errors import UnsupportedError
from symnn.exact.expression import ZERO, Expr, free_symbols
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.latex.expression_writer import write_expression
from symnn.networks.affine import Affine
from symnn.networks.network import Network
from symnn.plotting.picture import Picture
from symnn.plotting.reading import network_of
from symnn.plotting.scene import Dots, Label, Mark, Point, Polyline, Scene

#: Of a layer with more units, the first and the last ones are drawn.
MOST_UNITS: Final = 8
#: With more edges between two layers, weights are not written.
MOST_WEIGHTS: Final = 14
_ACROSS: Final = 3.0
_DOWN: Final = 1.3


def graph(net: Any, *, weights: bool = True) -> Picture:
    """The units of a network, layer by layer, with the weights on the edges.

    Args:
        net: affine layers and activations. Edges of weight 0 are left out; biases stand under
            their units, activations over their layers.
        weights: whether weights are written; they are left out between layers with more than
            14 edges.

    Raises:
        UnsupportedError: no affine layer, or a layer that is neither affine nor an activation of
            each unit.

    Examples:
        >>> import symnn as sn
        >>> picture = sn.plotting.graph(sn.constructions.exclusive_or())
        >>> sum("$-2$" in str(mark) for mark in picture.scenes[0].marks)
        1
    """
    made = network_of(net)
    columns = list(_columns(made))
    if len(columns) < 2:
        raise UnsupportedError(f"{made.label} has no affine layer; there are no weights to draw")
    marks: list[Mark] = []
    for k, (left, right) in enumerate(pairwise(columns)):
        marks += _edges(left, right, k, weights)
    for k, column in enumerate(columns):
        marks += _nodes(column, k, len(columns))
    return Picture((Scene(tuple(marks), axes=False),))


class _Column:
    """The units of one affine layer with its activation; the first one are the inputs."""

    def __init__(self, size: int, layer: Affine | None) -> None:
        self.size, self.layer, self.activation = size, layer, ""
        half = MOST_UNITS // 2
        every = list(range(size))
        self.shown = every if size <= MOST_UNITS else [*every[:half], *every[-half:]]

    def place(self, unit: int) -> float:
        """How high a unit stands; there is a gap where units are left out."""
        k = self.shown.index(unit)
        gap = 0.0 if len(self.shown) == self.size or k < MOST_UNITS // 2 else 1.0
        total = len(self.shown) - 1 + (len(self.shown) < self.size)
        return _DOWN * (total / 2 - k - gap)


def _columns(net: Network) -> Iterator[_Column]:
    size = net.inputs or 1
    current = _Column(size, None)
    for layer in net.layers:
        if isinstance(layer, Affine):
            yield current
            current = _Column(layer.shape[0], layer)
        elif layer.output_size(current.size) != current.size:
            raise UnsupportedError(
                f"{layer.label} is neither affine nor one activation for each unit; the graph has "
                "no place for it"
            )
        else:
            current.activation = ", ".join(filter(None, (current.activation, layer.label)))
    yield current


def _edges(left: _Column, right: _Column, k: int, weights: bool) -> Iterator[Mark]:
    layer = right.layer
    if layer is None:
        return
    pairs = [
        (i, j, layer.weight[j][i])
        for j in right.shown
        for i in left.shown
        if layer.weight[j][i] != ZERO
    ]
    written = weights and len(pairs) <= MOST_WEIGHTS
    for n, (i, j, w) in enumerate(pairs):
        start, end = (k * _ACROSS, left.place(i)), ((k + 1) * _ACROSS, right.place(j))
        colour = "orange" if _is_negative(w) else "blue"
        yield Polyline((start, end), colour, 1.1)
        if written:
            yield Label(_on(start, end, n), f"${write_expression(w)}$", "c", size=8, boxed=True)


def _is_negative(weight: Expr) -> bool:
    return not free_symbols(weight) and closed_sign(lower(weight)) == -1


def _on(start: tuple[float, float], end: tuple[float, float], n: int) -> Point:
    """Where a weight stands on its edge: neighbours at different places."""
    share = (0.3, 0.45, 0.6)[n % 3]
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _nodes(column: _Column, k: int, count: int) -> Iterator[Mark]:
    x = k * _ACROSS
    points = tuple((x, column.place(j)) for j in column.shown)
    yield Dots(points, "ink", "open", 19)
    name = "x" if k == 0 else "y" if k == count - 1 else "h"
    for j in column.shown:
        index = f"_{{{j + 1}}}" if column.size > 1 else ""
        yield Label((x, column.place(j)), f"${name}{index}$", "c", size=9)
    if len(column.shown) < column.size:
        yield Label((x, 0.0), r"$\vdots$", "c", "muted", 12)
    yield from _biases(column, x)
    if column.activation:
        top = (x, column.place(column.shown[0]))
        yield Label(top, column.activation, "n", "green", gap=12)


def _biases(column: _Column, x: float) -> Iterator[Mark]:
    if column.layer is None:
        return
    biases: Sequence[Expr] = column.layer.bias
    for j in column.shown:
        if biases[j] != ZERO:
            text = write_expression(biases[j])
            sign = "" if text.startswith("-") else "+"
            yield Label((x, column.place(j)), f"${sign}{text}$", "s", "muted", 8, gap=10)
