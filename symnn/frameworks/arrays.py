"""Networks from plain arrays: a list of weights, biases and activations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.errors import ShapeError, UnsupportedError
from symnn.frameworks.assembly.activations import elementwise, softmax
from symnn.frameworks.assembly.affine_maps import dense
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.assembly.scalar_functions import PLAIN, plain_activation
from symnn.frameworks.dyadic import Exact, exact_array
from symnn.functions.function import Family, ScalarFunction
from symnn.networks.network import Network


def from_arrays(layers: Sequence[Any]) -> Network:
    """The exact network of arrays of floats: pairs (W, b), matrices W, and activations.

    Args:
        layers: in order; each is a pair (W, b) with W of shape (outputs, inputs), a matrix W
            alone, or an activation: one of symnn's functions, or a name such as "relu",
            "tanh", "softmax".

    Exactness: exact; every float is the dyadic rational that it is. Exact entries (Fractions,
        texts such as "1/3") are read as such.

    Raises:
        ShapeError: shapes that do not fit, with the number of the layer.
        InexactError: a weight that is NaN or infinite, with its index.
        UnsupportedError: an unknown activation; the known ones are listed.

    Examples:
        >>> net = from_arrays([([[0.5, -0.25]], [1.0]), "relu"])
        >>> float(net(1, 2)) == 1.0
        True
    """
    if not layers:
        raise ShapeError("no layers: give pairs (W, b) and activations in order")
    read = [_read(item, f"layer {k}") for k, item in enumerate(layers, 1)]
    width = next((w.shape[1] for w, _ in (r for r in read if isinstance(r, tuple))), None)
    if width is None:
        raise ShapeError("no weights: at least one pair (W, b) or matrix W is needed")
    graph = Graph((width,))
    current = graph.input
    for number, item in enumerate(read, 1):
        try:
            if isinstance(item, tuple):
                current = dense(graph, current, *item)
            else:
                current = applied(graph, current, item)
        except ShapeError as error:
            raise ShapeError(f"layer {number}: {error}") from None
    return graph.network(current)


def _read(item: Any, name: str) -> tuple[Exact, Exact | None] | Any:
    if isinstance(item, str | ScalarFunction | Family) or type(item).__name__ == "Lambda":
        return item
    weight, bias = item if _is_pair(item) else (item, None)
    matrix = exact_array(weight, f"the weight of {name}")
    if len(matrix.shape) != 2 or 0 in matrix.shape:
        raise ShapeError(
            f"the weight of {name} has shape {list(matrix.shape)}; a matrix (outputs, inputs) is "
            "needed"
        )
    return matrix, None if bias is None else exact_array(bias, f"the bias of {name}")


def _is_pair(item: Any) -> bool:
    """(W, b) and not a matrix of two rows: the first part has rows, the second has not."""
    if not isinstance(item, tuple | list) or len(item) != 2:
        return False
    return item[1] is None or _depth(item[0]) > _depth(item[1])


def _depth(item: Any) -> int:
    if hasattr(item, "ndim"):
        return int(item.ndim)
    depth = 0
    while isinstance(item, list | tuple):
        depth, item = depth + 1, item[0] if item else None
    return depth


def applied(graph: Graph, x: Tensor, item: Any) -> Tensor:
    """An activation given by name or as a function, softmax along the last axis.

    Raises:
        UnsupportedError: a name that is not known; the known ones are listed.
    """
    if not isinstance(item, str):
        return elementwise(graph, x, item)
    if item.lower() == "softmax":
        return softmax(graph, x, -1)
    function = plain_activation(item)
    if function is None:
        names = ", ".join(sorted(["softmax", *PLAIN]))
        raise UnsupportedError(f"the activation {item!r} is not known; the names are: {names}")
    return elementwise(graph, x, function)
