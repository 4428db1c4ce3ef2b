"""The Keras layers that are layers of an exact network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from flint import fmpq

from symnn.errors import ModelError, ShapeError, SymnnError, UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly import image_maps as images
from symnn.frameworks.assembly import scalar_functions as scalars
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.assembly.options import Options
from symnn.frameworks.dyadic import Exact, axis_in, exact_array, total_size
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth

Given: TypeAlias = Options
Handler: TypeAlias = Callable[[Graph, "list[Tensor]", Given, "list[Exact]"], Tensor]

_SELU: Final = (1.6732632423543772, 1.0507009873554805)
#: Options that do not change what a layer makes of its inputs in inference.
_INERT: Final = frozenset(
    {"name", "trainable", "dtype", "dtype_policy", "batch_input_shape", "batch_shape", "input_dim"}
    | {
        "momentum",
        "renorm_momentum",
        "synchronized",
        "fused",
        "rate",
        "seed",
        "noise_shape",
        "stddev",
        "l1",
        "l2",
    }
    | {"input_shape", "registered_name", "sparse", "ragged"}
)


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
        return act.selu(graph, x, *map(binary_value, _SELU))
    if name == "leaky_relu":
        return act.elementwise(graph, x, linear.leaky_relu(binary_value(0.2)))
    if name == "hard_sigmoid":
        raise UnsupportedError("hard_sigmoid is x/5 + 1/2 in Keras 2 and x/6 + 1/2 in Keras 3")
    function = scalars.plain_activation(name) if isinstance(name, str) else None
    if function is None:
        names = ", ".join(sorted({*scalars.PLAIN, "softmax", "elu", "selu", "leaky_relu"}))
        raise UnsupportedError(f"the activation {name!r} is not read; those that are: {names}")
    return act.elementwise(graph, x, function)


def _kernel_and_bias(given: Given, held: list[Exact], name: str) -> tuple[Exact, Exact | None]:
    """The weights of a layer with so many outputs as the option of this name says.

    Raises:
        ShapeError: there are not as many arrays, or they do not fit the configuration.
    """
    count, units = 1 + given.flag("use_bias", True), given.get(name)
    _check_count(held, count)
    outputs = held[0].shape[-1] if held[0].shape else 0
    if units is not None and units != outputs:
        raise ShapeError(
            f"{name} is {units!r}, and the kernel of shape {list(held[0].shape)} has {outputs} "
            "outputs"
        )
    return held[0], held[1] if count == 2 else None


def _check_count(held: list[Exact], count: int) -> None:
    if len(held) != count:
        raise ShapeError(f"there are {len(held)} arrays of weights; the configuration says {count}")


def _dense(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    weight, bias = _kernel_and_bias(given, held, "units")
    made = maps.dense(graph, xs[0], weight, bias, transposed=True)
    return activated(graph, made, given.get("activation"))


# --- images: Keras keeps channels last, the windows here have them first -------------------


def _is_last(given: Given) -> bool:
    form = given.get("data_format") or "channels_last"
    if form not in ("channels_last", "channels_first"):
        raise ModelError(f"data_format is {form!r}; it is channels_last or channels_first")
    return bool(form == "channels_last")


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
    before, after = images.named_padding(given.get("padding", "valid"), space, plain)
    return images.geometry(kernel, strides, before, after, dilations)


def _conv(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    last = _is_last(given)
    x = _turned(graph, xs[0], last)
    weight, bias = _kernel_and_bias(given, held, "filters")
    *kernel, own, outputs = weight.shape
    rank = len(kernel)
    if rank != len(x.shape) - 2 or _spread(given.get("kernel_size", kernel), rank) != kernel:
        raise ShapeError(
            f"a kernel of shape {list(weight.shape)} on a tensor of shape {list(xs[0].shape)}, "
            f"with kernel_size {given.get('kernel_size')!r}"
        )
    taps = maps.places(weight.shape).transpose((-1, -2, *range(len(kernel))))
    entries = tuple(weight.entries[k] for k in taps.reshape(-1).tolist())
    turned = Exact(entries, (outputs, own, *kernel))
    moves = _geometry(given, kernel, given.get("strides"), x.shape[2:])
    made = images.convolved(graph, x, turned, bias, moves, given.get("groups", 1))
    return activated(graph, _back(graph, made, last), given.get("activation"))


def _spread(value: Any, rank: int) -> list[Any]:
    return [value] * rank if isinstance(value, int) else list(value)


def _pool(average: bool) -> Handler:
    def handler(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
        del held
        last = _is_last(given)
        x = _turned(graph, xs[0], last)
        size = given["pool_size"]
        kernel = _spread(size, len(x.shape) - 2)
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
        if given.flag("keepdims", False):
            return _back(graph, made, _is_last(given))
        return maps.reshape(graph, made, made.shape[:2])

    return handler


def _zero_pad(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    pads = _spread(given["padding"], len(xs[0].shape) - 2)
    pairs = [tuple(p) if isinstance(p, list | tuple) else (p, p) for p in pads]
    if len(pairs) == 2 and len(xs[0].shape) == 3:  # one axis: (before, after)
        pairs = [(pads[0], pads[1])]
    inside = [(0, 0), *pairs, (0, 0)] if _is_last(given) else [(0, 0), (0, 0), *pairs]
    return maps.padded(graph, xs[0], inside, fmpq(0))


# --- the others -----------------------------------------------------------------------------


def _axis(axis: Any, x: Tensor) -> int:
    """An axis that is not that of the batch, counted from 0.

    Raises:
        ModelError: no number.
        ShapeError: there is no such axis.
        UnsupportedError: it is that of the batch.
    """
    if isinstance(axis, bool) or not isinstance(axis, int):
        raise ModelError(f"axis is {axis!r}; a number is needed")
    found = axis_in(axis, len(x.shape))
    if found == 0:
        raise UnsupportedError("axis 0 is that of the batch; one input is read at a time")
    return found


def _batch_norm(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    arrays, is_scaled, is_shifted = (
        list(held),
        given.flag("scale", True),
        given.flag("center", True),
    )
    _check_count(held, 2 + is_scaled + is_shifted)
    size = arrays[-1].shape
    ones, zeros = (Exact((fmpq(v),) * total_size(size), size) for v in (1, 0))
    scale = arrays.pop(0) if is_scaled else ones
    shift = arrays.pop(0) if is_shifted else zeros
    mean, variance = arrays
    axes = _spread(given.get("axis", -1), 1)
    if len(axes) != 1:
        raise UnsupportedError(f"batch normalisation along the axes {axes}; one is read")
    axis, epsilon = _axis(axes[0], xs[0]), given.number("epsilon", 1e-3)
    return maps.batch_normalised(graph, xs[0], (scale, shift, mean, variance), epsilon, axis)


def _relu(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    slope = fmpq(0) if given.get("negative_slope") is None else given.number("negative_slope", 0)
    if given.get("threshold"):
        raise UnsupportedError(f"ReLU with the threshold {given['threshold']}; 0 is read")
    most = given.get("max_value")
    if slope != 0 and most is not None:
        raise UnsupportedError("ReLU with a slope and a largest value")
    if slope != 0:
        return act.elementwise(graph, xs[0], linear.leaky_relu(slope))
    upper = None if most is None else given.number("max_value", 0)
    return act.elementwise(graph, xs[0], scalars.clip(fmpq(0), upper))


def _leaky(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    slope = given.number("negative_slope" if "negative_slope" in given else "alpha", 0.3)
    return act.elementwise(graph, xs[0], linear.leaky_relu(slope))


def _prelu(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    given.get("shared_axes")  # the slopes have size 1 along these
    _check_count(held, 1)
    return act.prelu(graph, xs[0], held[0])


def _elu(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    return act.elementwise(graph, xs[0], smooth.elu(given.number("alpha", 1.0)))


def _softmax(graph: Graph, xs: list[Tensor], given: Given, held: list[Exact]) -> Tensor:
    del held
    axes = _spread(given.get("axis", -1), 1)
    if len(axes) != 1:
        raise UnsupportedError(f"softmax along the axes {axes}; one is read")
    return act.softmax(graph, xs[0], _axis(axes[0], xs[0]))


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
    factor, shift = (Exact((given.number(k, d),), ()) for k, d in (("scale", 1), ("offset", 0)))
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
    del graph, held
    given.asked.update(given)  # all of them are about training
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
    "Concatenate": lambda g, xs, given, _: maps.concatenated(
        g, xs, _axis(given.get("axis", -1), xs[0])
    ),
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
    graph: Graph, xs: list[Tensor], kind: str, given: Mapping[str, Any], held: list[Any], name: str
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
        options = Options(given)
        made = LAYERS[kind](graph, xs, options, exact)
        options.check_all_asked(_is_inert)
        return made
    except SymnnError as error:
        raise type(error)(f"{name} ({kind}): {error}") from None
    except Exception as error:  # noqa: BLE001  nobody knows what malformed configurations lead to
        raise ModelError(
            f"{name} ({kind}): its weights or its configuration do not fit: "
            f"{type(error).__name__}, {error}"
        ) from None


def _is_inert(option: str) -> bool:
    return option in _INERT or option.endswith(("_initializer", "_regularizer", "_constraint"))
