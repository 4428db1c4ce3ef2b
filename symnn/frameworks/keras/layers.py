"""The Keras layers that are layers of an exact network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from flint import fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly import image_maps as images
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.dyadic import Exact, exact_array, total_size
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth

Given: TypeAlias = "Mapping[str, Any]"
Handler: TypeAlias = Callable[[Graph, "list[Tensor]", Given, "list[Exact]"], Tensor]

_SELU: Final = (1.6732632423543772, 1.0507009873554805)


def _number(value: Any) -> fmpq:
    return binary_value(value) if isinstance(value, float) else fmpq(int(value))


def activated(graph: Graph, x: Tensor, name: Any) -> Tensor:
    """An activation by the name that Keras gives it.

    Raises:
        UnsupportedError: it is not read; the known ones are listed.
    """
    if name is None or name == "linear":
        return x
    if name == "softmax":
        return act.softmax(graph, x, -1)
    if name == "elu":
        return act.elementwise(graph, x, smooth.elu())
    if name == "selu":
        alpha, scale = map(_number, _SELU)
        return act.scaled_function(graph, x, smooth.elu(alpha), fmpq(1), scale)
    if name == "leaky_relu":
        return act.elementwise(graph, x, linear.leaky_relu(_number(0.2)))
    if name == "hard_sigmoid":
        raise UnsupportedError("hard_sigmoid is x/5 + 1/2 in Keras 2 and x/6 + 1/2 in Keras 3")
    function = act.plain_activation(name) if isinstance(name, str) else None
    if function is None:
        names = ", ".join(sorted({*act.PLAIN, "softmax", "elu", "selu", "leaky_relu"}))
        raise UnsupportedError(f"the activation {name!r} is not read; those that are: {names}")
    return act.elementwise(graph, x, function)


def _dense(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    bias = held[1] if given.get("use_bias", True) else None
    made = maps.dense(graph, xs[0], held[0], bias, transposed=True)
    return activated(graph, made, given.get("activation"))


# --- images: Keras keeps channels last, the windows here have them first -------------------


def _is_last(given: Given) -> bool:
    return bool(given.get("data_format", "channels_last") != "channels_first")


def _turned(graph: Graph, x: Tensor, last: bool) -> Tensor:
    rank = len(x.shape)
    return maps.transpose(graph, x, (0, rank - 1, *range(1, rank - 1))) if last else x


def _back(graph: Graph, x: Tensor, last: bool) -> Tensor:
    rank = len(x.shape)
    return maps.transpose(graph, x, (0, *range(2, rank), 1)) if last else x


def _geometry(
    given: Given, kernel: Sequence[int], strides: Any, space: Sequence[int]
) -> images.Geometry:
    dilations = given.get("dilation_rate") or 1
    plain = images.geometry(kernel, strides, 0, 0, dilations)
    padding = given.get("padding", "valid")
    if padding == "valid":
        return plain
    if padding != "same":
        raise UnsupportedError(f"padding {padding!r}; valid and same are read")
    before, after = images.same_padding(space, plain.kernel, plain.strides, plain.dilations)
    return plain._replace(before=before, after=after)


def _conv(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    last = _is_last(given)
    x = _turned(graph, xs[0], last)
    weight = held[0]
    *kernel, own, outputs = weight.shape
    taps = maps.places(weight.shape).transpose((-1, -2, *range(len(kernel))))
    entries = tuple(weight.entries[k] for k in taps.reshape(-1).tolist())
    turned = Exact(entries, (outputs, own, *kernel))
    moves = _geometry(given, kernel, given.get("strides"), x.shape[2:])
    bias = held[1] if given.get("use_bias", True) else None
    made = images.convolved(graph, x, turned, bias, moves, int(given.get("groups", 1)))
    return activated(graph, _back(graph, made, last), given.get("activation"))


def _pool(average: bool) -> Handler:
    def handler(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
        del held
        last = _is_last(given)
        x = _turned(graph, xs[0], last)
        size = given["pool_size"]
        kernel = (size,) * (len(x.shape) - 2) if isinstance(size, int) else tuple(size)
        moves = _geometry(given, kernel, given.get("strides") or kernel, x.shape[2:])
        if average:
            made = images.average_pooled(graph, x, moves, count_padding=False)
        else:
            made = images.max_pooled(graph, x, moves)
        return _back(graph, made, last)

    return handler


def _global(average: bool) -> Handler:
    def handler(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
        del held
        x = _turned(graph, xs[0], _is_last(given))
        rank = len(x.shape) - 2
        if average:
            made = images.pooled_to(graph, x, (1,) * rank)
        else:
            made = images.max_pooled(graph, x, images.geometry(x.shape[2:]))
        if given.get("keepdims", False):
            return _back(graph, made, _is_last(given))
        return maps.reshape(graph, made, made.shape[:2])

    return handler


def _zero_pad(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    pads = given["padding"]
    pairs = [tuple(p) if isinstance(p, list | tuple) else (p, p) for p in pads]
    if len(pairs) == 2 and len(xs[0].shape) == 3:  # one axis: (before, after)
        pairs = [(pads[0], pads[1])]
    inside = [(0, 0), *pairs, (0, 0)] if _is_last(given) else [(0, 0), (0, 0), *pairs]
    return maps.padded(graph, xs[0], inside, fmpq(0))


# --- the others -----------------------------------------------------------------------------


def _batch_norm(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    arrays = list(held)
    size = arrays[-1].shape
    ones, zeros = (Exact((fmpq(v),) * total_size(size), size) for v in (1, 0))
    scale = arrays.pop(0) if given.get("scale", True) else ones
    shift = arrays.pop(0) if given.get("center", True) else zeros
    mean, variance = arrays
    axis = given.get("axis", -1)
    axis = (axis[0] if isinstance(axis, list) else axis) % len(xs[0].shape)
    epsilon = _number(given.get("epsilon", 1e-3))
    return maps.batch_normalised(graph, xs[0], (scale, shift, mean, variance), epsilon, axis)


def _relu(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    slope = given.get("negative_slope") or 0
    if given.get("threshold"):
        raise UnsupportedError(f"ReLU with the threshold {given['threshold']}; 0 is read")
    most = given.get("max_value")
    if slope and most is not None:
        raise UnsupportedError("ReLU with a slope and a largest value")
    if slope:
        return act.elementwise(graph, xs[0], linear.leaky_relu(_number(slope)))
    upper = None if most is None else _number(most)
    return act.elementwise(graph, xs[0], act.clip(fmpq(0), upper))


def _leaky(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    slope = given.get("negative_slope", given.get("alpha", 0.3))
    return act.elementwise(graph, xs[0], linear.leaky_relu(_number(slope)))


def _prelu(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del given
    return act.prelu(graph, xs[0], held[0])


def _elu(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    return act.elementwise(graph, xs[0], smooth.elu(_number(given.get("alpha", 1.0))))


def _softmax(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    axis = given.get("axis", -1)
    if not isinstance(axis, int):
        raise UnsupportedError(f"softmax along the axes {axis}; one is read")
    return act.softmax(graph, xs[0], axis)


def _reshape(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    return maps.reshape(graph, xs[0], (1, *given["target_shape"]))


def _permute(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    return maps.transpose(graph, xs[0], (0, *given["dims"]))


def _flatten(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    channels_first = not _is_last(given) and len(xs[0].shape) > 2
    return maps.flatten(graph, _back(graph, xs[0], channels_first))  # Keras puts them last first


def _rescaling(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    factor, shift = (
        Exact((_number(given.get(k, d)),), ()) for k, d in (("scale", 1), ("offset", 0))
    )
    return maps.scaled(graph, xs[0], factor, shift)


def _sum(signs: Callable[[int], list[int]], divided: bool = False) -> Handler:
    def handler(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
        del given, held
        made = maps.total(graph, xs, signs(len(xs)))
        if not divided:
            return made
        return maps.scaled(graph, made, Exact((fmpq(1, len(xs)),), ()))

    return handler


def _same(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del graph, given, held
    return xs[0]


#: By the name of the class.
LAYERS: Final[Mapping[str, Handler]] = {
    "Dense": _dense,
    **dict.fromkeys(("Conv1D", "Conv2D", "Conv3D"), _conv),
    **dict.fromkeys(("MaxPooling1D", "MaxPooling2D", "MaxPooling3D"), _pool(False)),
    **dict.fromkeys(("AveragePooling1D", "AveragePooling2D", "AveragePooling3D"), _pool(True)),
    **dict.fromkeys(("GlobalMaxPooling1D", "GlobalMaxPooling2D"), _global(False)),
    **dict.fromkeys(("GlobalAveragePooling1D", "GlobalAveragePooling2D"), _global(True)),
    **dict.fromkeys(("ZeroPadding1D", "ZeroPadding2D"), _zero_pad),
    "BatchNormalization": _batch_norm,
    "Activation": lambda g, xs, given, _: activated(g, xs[0], given["activation"]),
    "ReLU": _relu,
    "LeakyReLU": _leaky,
    "PReLU": _prelu,
    "ELU": _elu,
    "Softmax": _softmax,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Permute": _permute,
    "Rescaling": _rescaling,
    "Add": _sum(lambda n: [1] * n),
    "Subtract": _sum(lambda n: [1, -1][:n]),
    "Average": _sum(lambda n: [1] * n, divided=True),
    "Maximum": lambda g, xs, given, held: maps.largest(g, xs),  # noqa: ARG005
    "Concatenate": lambda g, xs, given, _: maps.concatenated(g, xs, given.get("axis", -1)),
    **dict.fromkeys(
        (
            "Dropout",
            "SpatialDropout1D",
            "SpatialDropout2D",
            "GaussianNoise",
            "GaussianDropout",
            "ActivityRegularization",
            "Identity",
        ),
        _same,
    ),
}


def through_layer(
    graph: Graph, xs: list[Tensor], kind: str, given: Given, held: list[Any], name: str
) -> Tensor:
    """What a Keras layer makes of tensors.

    Raises:
        UnsupportedError: a layer that is not read, with its name and what is known.
        ShapeError: it does not take the tensors, or its weights do not fit.
    """
    if kind not in LAYERS:
        raise UnsupportedError(
            f"{name} is a {kind}, which is not read; the layers that are: "
            f"{', '.join(sorted(LAYERS))}"
        )
    exact = [exact_array(array, f"weight {k} of {name}") for k, array in enumerate(held)]
    try:
        return LAYERS[kind](graph, xs, given, exact)
    except (ShapeError, UnsupportedError) as error:
        raise type(error)(f"{name} ({kind}): {error}") from None
    except (IndexError, ValueError, KeyError, TypeError) as error:
        raise ShapeError(
            f"{name} ({kind}): its weights or its configuration do not fit: {error}"
        ) from None
