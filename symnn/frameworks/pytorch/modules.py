"""The modules of torch.nn that are layers of an exact network."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from flint import fmpq

from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly import image_maps as images
from symnn.frameworks.assembly import scalar_functions as scalars
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.dyadic import Exact, axis_in, exact_array
from symnn.frameworks.pytorch.rearranging import axes_without_batch, flattened
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth

Handler: TypeAlias = Callable[[Graph, Tensor, Any, str], Tensor]

#: PyTorch's own constants for SELU: alpha and the scale.
SELU: Final = (1.6732632423543772848170429916717, 1.0507009873554804934193349852946)


def array_of(parameter: Any, name: str) -> Exact:
    """The exact numbers of a tensor; bfloat16 is widened first, which is exact.

    Raises:
        InexactError: a NaN or an infinity, with its index.
        UnsupportedError: a tensor that is not dense, or of complex numbers or truth values.
    """
    if parameter.is_meta:
        raise UnsupportedError(f"{name} is on the device meta, where there are no numbers")
    tensor = parameter.detach().cpu()
    if tensor.layout.__str__() != "torch.strided" or tensor.is_quantized:
        raise UnsupportedError(f"{name} is a {tensor.layout} tensor; dense ones are read")
    if str(tensor.dtype) == "torch.bfloat16" or "float8" in str(tensor.dtype):
        tensor = tensor.float()
    return exact_array(tensor.numpy(), name)


def _number(value: Any) -> fmpq:
    return binary_value(value) if isinstance(value, float) else fmpq(int(value))


def ends_of(low: Any, high: Any) -> tuple[fmpq | None, fmpq | None]:
    """The ends of an interval; None for one that cuts nothing off.

    Raises:
        InexactError: a lower end at +oo, an upper one at -oo, or a NaN.
        UnsupportedError: no number.
    """
    for end in (low, high):
        if isinstance(end, bool) or not isinstance(end, int | float | None):
            raise UnsupportedError(f"an end {end!r}, which is no number")
    first = None if low is None or low == -math.inf else _number(low)
    return first, None if high is None or high == math.inf else _number(high)


def _optional(parameter: Any, name: str) -> Exact | None:
    return None if parameter is None else array_of(parameter, name)


def _linear(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    weight = array_of(module.weight, f"{where}.weight")
    return maps.dense(graph, x, weight, _optional(module.bias, f"{where}.bias"))


def _conv(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    if module.padding_mode != "zeros":
        raise UnsupportedError(f"{where}: padding mode {module.padding_mode!r}; zeros are read")
    before, after = _padding(module, x)
    moves = images.geometry(module.kernel_size, module.stride, before, after, module.dilation)
    weight = array_of(module.weight, f"{where}.weight")
    bias = _optional(module.bias, f"{where}.bias")
    return images.convolved(graph, x, weight, bias, moves, module.groups)


def _padding(module: Any, x: Tensor) -> tuple[Any, Any]:
    if not isinstance(module.padding, str):
        return module.padding, module.padding
    plain = images.geometry(module.kernel_size, module.stride, 0, 0, module.dilation)
    return images.named_padding(module.padding, x.shape[2:], plain)


def _rank(module: Any) -> int:
    return int(type(module).__name__[-2])


def _spread(value: Any, rank: int) -> tuple[int, ...]:
    return (value,) * rank if isinstance(value, int) else tuple(value)


def _max_pool(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    if module.return_indices:
        raise UnsupportedError(f"{where}: return_indices is not read")
    kernel = _spread(module.kernel_size, _rank(module))
    moves = images.geometry(
        kernel, module.stride, module.padding, None, module.dilation, module.ceil_mode
    )
    return images.max_pooled(graph, x, moves)


def _average_pool(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    if getattr(module, "divisor_override", None) is not None:
        raise UnsupportedError(f"{where}: divisor_override is not read")
    kernel = _spread(module.kernel_size, _rank(module))
    moves = images.geometry(kernel, module.stride, module.padding, None, None, module.ceil_mode)
    return images.average_pooled(graph, x, moves, module.count_include_pad)


def _adaptive(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del where
    counts = _spread(module.output_size, _rank(module))
    sizes = [n if c is None else c for n, c in zip(x.shape[2:], counts, strict=True)]
    return images.pooled_to(graph, x, sizes)


def _batch_norm(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    if module.running_mean is None:
        raise UnsupportedError(
            f"{where} has no running statistics, so that it depends on the whole batch"
        )
    mean = array_of(module.running_mean, f"{where}.running_mean")
    variance = array_of(module.running_var, f"{where}.running_var")
    ones = Exact((fmpq(1),) * len(mean.entries), mean.shape)
    zeros = Exact((fmpq(0),) * len(mean.entries), mean.shape)
    scale = _optional(module.weight, f"{where}.weight") or ones
    shift = _optional(module.bias, f"{where}.bias") or zeros
    return maps.batch_normalised(graph, x, (scale, shift, mean, variance), _number(module.eps))


def _flatten(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del where
    return flattened(graph, x, module.start_dim, module.end_dim)


def _unflatten(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del where
    axis = axis_in(module.dim, len(x.shape))
    sizes = tuple(module.unflattened_size)
    return maps.reshape(graph, x, (*x.shape[:axis], *sizes, *x.shape[axis + 1 :]))


def _zero_pad(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del where
    pairs = list(zip(module.padding[::2], module.padding[1::2], strict=True))[::-1]
    pads = [(0, 0)] * (len(x.shape) - len(pairs)) + pairs
    return maps.padded(graph, x, pads, _number(getattr(module, "value", 0)))


def _softmax(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    if module.dim is None:
        raise UnsupportedError(f"{where}: softmax without dim; give one")
    return act.softmax(graph, x, *axes_without_batch(x, module.dim))


def _log_softmax(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    return act.elementwise(graph, _softmax(graph, x, module, where), smooth.log)


def _same(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del graph, module, where
    return x


def _plain(name: str) -> Handler:
    def handler(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
        del module, where
        return act.elementwise(graph, x, scalars.PLAIN[name])

    return handler


def gelu_by(approximate: Any) -> Any:
    """The GELU, exact or by tanh.

    Raises:
        UnsupportedError: by something else.
    """
    known = {"none": smooth.gelu, "tanh": scalars.GELU_TANH}
    if approximate not in known:
        raise UnsupportedError(f"GELU by {approximate!r}; 'none' and 'tanh' are read")
    return known[approximate]


def _gelu(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del where
    return act.elementwise(graph, x, gelu_by(module.approximate))


def _softplus(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del where
    beta = _number(module.beta)
    return act.scaled_function(graph, x, smooth.softplus, beta, 1 / beta)


def _prelu(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    return act.prelu(graph, x, slopes_along(x, array_of(module.weight, f"{where}.weight")))


def slopes_along(x: Tensor, slopes: Exact) -> Exact:
    """The slopes of a PReLU in a shape that says: one for each channel.

    Raises:
        ShapeError: there are not as many as channels, nor one.
    """
    count = len(slopes.entries)
    if count == 1:
        return slopes
    if len(x.shape) < 2 or x.shape[1] != count:
        raise ShapeError(f"{count} slopes for a tensor of shape {list(x.shape)}")
    return slopes.reshaped(count, *(1,) * (len(x.shape) - 2))


def _selu(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    del module, where
    return act.selu(graph, x, *map(binary_value, SELU))


def _celu(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    if module.alpha <= 0:
        raise UnsupportedError(f"{where}: CELU with alpha {module.alpha}; a positive one is read")
    alpha = _number(module.alpha)
    return act.scaled_function(graph, x, smooth.elu(), 1 / alpha, alpha)


#: By the name of the class.
MODULES: Final[Mapping[str, Handler]] = {
    "Linear": _linear,
    **dict.fromkeys(("Conv1d", "Conv2d", "Conv3d"), _conv),
    **dict.fromkeys(("MaxPool1d", "MaxPool2d", "MaxPool3d"), _max_pool),
    **dict.fromkeys(("AvgPool1d", "AvgPool2d", "AvgPool3d"), _average_pool),
    **dict.fromkeys(("AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d"), _adaptive),
    **dict.fromkeys(("BatchNorm1d", "BatchNorm2d", "BatchNorm3d"), _batch_norm),
    "Flatten": _flatten,
    "Unflatten": _unflatten,
    **dict.fromkeys(
        ("ZeroPad1d", "ZeroPad2d", "ZeroPad3d", "ConstantPad1d", "ConstantPad2d"), _zero_pad
    ),
    "Softmax": _softmax,
    "LogSoftmax": _log_softmax,
    **dict.fromkeys(
        (
            *("Identity", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d"),
            *("AlphaDropout", "FeatureAlphaDropout"),
        ),
        _same,
    ),
    "ReLU": _plain("relu"),
    "ReLU6": _plain("relu6"),
    "Sigmoid": _plain("sigmoid"),
    "Tanh": _plain("tanh"),
    "SiLU": _plain("silu"),
    "Softsign": _plain("softsign"),
    "Mish": _plain("mish"),
    "LogSigmoid": _plain("logsigmoid"),
    "GELU": _gelu,
    "Softplus": _softplus,
    "LeakyReLU": lambda g, x, m, w: act.elementwise(  # noqa: ARG005
        g, x, linear.leaky_relu(_number(m.negative_slope))
    ),
    "ELU": lambda g, x, m, w: act.elementwise(g, x, smooth.elu(_number(m.alpha))),  # noqa: ARG005
    "SELU": _selu,
    "CELU": _celu,
    "Hardtanh": lambda g, x, m, w: act.elementwise(  # noqa: ARG005
        g, x, scalars.clip(*ends_of(m.min_val, m.max_val))
    ),
    "Hardsigmoid": lambda g, x, m, w: act.elementwise(g, x, linear.hard_sigmoid),  # noqa: ARG005
    "Hardswish": lambda g, x, m, w: act.hard_swish(g, x),  # noqa: ARG005
    "PReLU": _prelu,
}


def through_module(graph: Graph, x: Tensor, module: Any, where: str) -> Tensor:
    """What a module of torch.nn makes of a tensor.

    Raises:
        UnsupportedError: a module that is not read, with its place and what is known.
        ShapeError: it does not take the tensor, with its place.
    """
    name = type(module).__name__
    handler = MODULES.get(name)
    if handler is None or not type(module).__module__.startswith("torch.nn."):
        own = type(module).__module__
        full = name if own.startswith("torch.nn.") else f"{own}.{name}"
        raise UnsupportedError(
            f"{where} is a {full}, which is not read; the modules that are: "
            f"{', '.join(sorted(MODULES))}"
        )
    if not isinstance(x, Tensor):
        raise UnsupportedError(f"{where} ({name}) is applied to {type(x).__name__}, no tensor")
    try:
        return handler(graph, x, module, where)
    except SymnnError as error:
        is_named = str(error).startswith(where)
        raise type(error)(f"{'' if is_named else f'{where} ({name}): '}{error}") from None
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnsupportedError(f"{where} ({name}) settings that are not read: {error}") from None
