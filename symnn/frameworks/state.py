"""Networks from dictionaries of arrays, as `state_dict` gives them, and files of such arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from symnn.errors import ShapeError, UnsupportedError
from symnn.frameworks.arrays import applied
from symnn.frameworks.assembly.affine_maps import dense, flatten
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.assembly.image_maps import convolved, geometry, max_pooled
from symnn.frameworks.assembly.scalar_functions import plain_activation
from symnn.frameworks.dyadic import Exact, exact_array, sizes_in
from symnn.networks.network import Network

_CONV: Final = frozenset({"conv", "stride", "padding", "dilation", "groups"})
_POOL: Final = frozenset({"max_pool", "stride", "padding"})


def from_state(
    state: Mapping[str, Any],
    layers: Sequence[Any],
    input_shape: Sequence[int] | None = None,
) -> Network:
    """The exact network of a dictionary of arrays, as `state_dict` gives it, and its layers.

    Args:
        state: arrays by name: "fc1.weight", "fc1.bias", …
        layers: in order; the prefix of a weight ("fc1" for "fc1.weight"), the name of an
            activation, "flatten", a function of symnn's, or for convolutions and pooling a
            dictionary: {"conv": "c1", "stride": 2, "padding": 1, "dilation": 1, "groups": 1},
            {"max_pool": 2, "stride": 2, "padding": 0}.
        input_shape: channels, height, width, without the batch; needed before a convolution.

    Exactness: exact; every float is the dyadic rational that it is.

    Raises:
        UnsupportedError: a layer that is neither a prefix nor an activation; weights that no
            layer uses, which would be another network.
        ShapeError: shapes that do not fit, with the layer.
        InexactError: a weight that is NaN or infinite, with name and index.

    Examples:
        >>> state = {"fc.weight": [[2.0]], "fc.bias": [0.5]}
        >>> float(from_state(state, ["fc", "relu"])(1)) == 2.5
        True
    """
    if not isinstance(state, Mapping) or not isinstance(layers, Sequence):
        raise UnsupportedError(
            f"{type(state).__name__} and {type(layers).__name__}: a dictionary of arrays and a "
            "list of layers are needed"
        )
    layers = [layers] if isinstance(layers, str) else layers
    used = set[str]()
    graph = Graph((1, *_first_shape(state, layers, input_shape)))
    current = graph.input
    for number, item in enumerate(layers, 1):
        try:
            current = _stated(graph, current, state, item, used)
        except ShapeError as error:
            raise ShapeError(f"layer {number}, {item!r}: {error}") from None
    unused = sorted(set(state) - used)
    if unused:
        raise UnsupportedError(
            f"no layer uses {', '.join(unused[:5])}{' …' if len(unused) > 5 else ''}; the layers "
            f"given are {list(layers)!r}"
        )
    return graph.network(current)


def _first_shape(
    state: Mapping[str, Any], layers: Sequence[Any], shape: Sequence[int] | None
) -> tuple[int, ...]:
    if shape is not None:
        return sizes_in(shape, "input_shape")
    for item in layers:
        if isinstance(item, str) and f"{item}.weight" in state:
            return exact_shape(state[f"{item}.weight"])[1:2]
        if isinstance(item, dict):
            break
    raise ShapeError(
        "the shape of the input is not known from the layers; give input_shape=(channels, height, "
        "width)"
    )


def exact_shape(array: Any) -> tuple[int, ...]:
    """The shape of an array or of nested lists."""
    if hasattr(array, "shape"):
        return tuple(int(n) for n in array.shape)
    shape: list[int] = []
    while isinstance(array, list | tuple):
        shape.append(len(array))
        array = array[0] if array else None
    return tuple(shape)


def _stated(graph: Graph, x: Tensor, state: Mapping[str, Any], item: Any, used: set[str]) -> Tensor:
    if isinstance(item, dict):
        return _described(graph, x, state, dict(item), used)
    if isinstance(item, str) and item == "flatten":
        return flatten(graph, x)
    if not isinstance(item, str) or f"{item}.weight" not in state:
        if isinstance(item, str) and plain_activation(item) is None and item != "softmax":
            known = sorted(k.removesuffix(".weight") for k in state if k.endswith(".weight"))
            raise UnsupportedError(
                f"{item!r} is no activation, and there is no {item}.weight; the weights are of: "
                f"{', '.join(known) or 'nothing'}"
            )
        return applied(graph, x, item)
    weight, bias = _weights(state, item, used)
    if len(weight.shape) > 2:
        raise ShapeError(f'a weight of shape {list(weight.shape)}; write {{"conv": "{item}"}}')
    return dense(graph, x, weight, bias)


def _weights(state: Mapping[str, Any], prefix: str, used: set[str]) -> tuple[Exact, Exact | None]:
    names = f"{prefix}.weight", f"{prefix}.bias"
    if names[0] not in state:
        raise UnsupportedError(f"there is no {names[0]} among the weights")
    used.update(n for n in names if n in state)
    bias = exact_array(state[names[1]], names[1]) if names[1] in state else None
    return exact_array(state[names[0]], names[0]), bias


def _described(
    graph: Graph, x: Tensor, state: Mapping[str, Any], item: dict[str, Any], used: set[str]
) -> Tensor:
    rank = len(x.shape) - 2
    if "conv" in item and set(item) <= _CONV:
        weight, bias = _weights(state, str(item["conv"]), used)
        moves = geometry(
            weight.shape[2:], item.get("stride"), item.get("padding"), None, item.get("dilation")
        )
        return convolved(graph, x, weight, bias, moves, int(item.get("groups", 1)))
    if "max_pool" in item and set(item) <= _POOL:
        size = item["max_pool"]
        kernel = (size,) * rank if isinstance(size, int) else tuple(size)
        moves = geometry(kernel, item.get("stride", kernel), item.get("padding"))
        return max_pooled(graph, x, moves)
    raise UnsupportedError(
        f'{item!r} is not understood: write {{"conv": "prefix", "stride": 1, "padding": 0, '
        '"dilation": 1, "groups": 1} or {"max_pool": 2, "stride": 2, "padding": 0}'
    )
