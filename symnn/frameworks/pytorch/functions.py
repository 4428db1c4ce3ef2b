"""The functions and methods of tensors that a traced module calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from flint import fmpq

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly import scalar_functions as scalars
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.dyadic import Exact, exact_array, total_size
from symnn.frameworks.pytorch.constants import of_constants
from symnn.frameworks.pytorch.images import IMAGES
from symnn.frameworks.pytorch.modules import SELU, ends_of, gelu_by, slopes_along
from symnn.frameworks.pytorch.rearranging import REARRANGING, axes_without_batch
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth

#: What a call gives: a tensor of the graph, an exact constant, or a Python value.
Item: TypeAlias = Any
Call: TypeAlias = Callable[..., Item]


def exact_of(value: Any) -> Exact | None:
    """A number or a parameter as an exact array; None for a tensor of the graph."""
    if isinstance(value, Exact):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu":  # a buffer of integers
        return exact_array(value, "a buffer")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Exact((binary_value(value) if isinstance(value, float) else fmpq(value),), ())


def added(graph: Graph, left: Any, right: Any, *, alpha: Any = 1) -> Item:
    """left + alpha · right."""
    a, b = exact_of(left), exact_of(right)
    if b is not None:
        factor = exact_of(alpha)
        if factor is None:
            raise UnsupportedError(f"alpha = {alpha!r} is no number")
        shift = Exact.of(b.array() * factor.entries[0])
        return maps.scaled(graph, left, shift=shift)
    if alpha not in (1, -1):
        right, alpha = multiplied(graph, right, alpha), 1
    if a is None:
        return maps.total(graph, [left, right], [1, int(alpha)])
    factor = None if alpha == 1 else Exact((fmpq(-1),), ())
    return maps.scaled(graph, right, factor=factor, shift=a)


def _subtracted(graph: Graph, left: Any, right: Any, *, alpha: Any = 1) -> Item:
    return added(graph, left, right, alpha=-alpha)


def multiplied(graph: Graph, left: Any, right: Any) -> Item:
    """left · right, where one of them is a constant, or both are functions of one value.

    Raises:
        UnsupportedError: any other product of two tensors.
    """
    a, b = exact_of(left), exact_of(right)
    if a is None and b is None:
        return act.multiplied(graph, left, right)
    tensor, constant = (left, b) if a is None else (right, a)
    return maps.scaled(graph, tensor, factor=constant)


def _divided(graph: Graph, left: Any, right: Any) -> Item:
    constant = exact_of(right)
    if constant is None:
        raise UnsupportedError("a division by a value that depends on the input")
    if any(c == 0 for c in constant.entries):
        raise UnsupportedError("a division by 0")
    return maps.scaled(graph, left, factor=Exact.of(1 / constant.array()))


def _power(graph: Graph, x: Any, exponent: Any) -> Tensor:
    number = exact_of(exponent)
    if not isinstance(x, Tensor) or number is None or number.shape:
        raise UnsupportedError("a power whose exponent is an array or depends on the input")
    value = number.entries[0]
    if value.q != 1 or value < 0:
        raise UnsupportedError(f"the power {value}; whole ones from 0 on are read")
    return act.elementwise(graph, x, smooth.square if value == 2 else smooth.power_of(value))


def _matmul(graph: Graph, left: Any, right: Any) -> Item:
    if isinstance(right, Exact) and isinstance(left, Tensor):
        if len(right.shape) != 1:
            return maps.dense(graph, left, right, None, transposed=True)
        made = maps.dense(graph, left, right.reshaped(1, *right.shape), None)
        return maps.reshape(graph, made, made.shape[:-1])
    if isinstance(left, Exact) and isinstance(right, Tensor):
        return maps.left_product(graph, left, right)
    raise UnsupportedError("a product of two values that both depend on the input")


def _linear(graph: Graph, x: Any, weight: Any, bias: Any = None) -> Tensor:
    if not isinstance(weight, Exact) or not isinstance(bias, Exact | None):
        raise UnsupportedError("a weight or a bias that depends on the input")
    return maps.dense(graph, x, weight, bias)


def _bias_and_product(graph: Graph, bias: Any, left: Any, right: Any) -> Item:
    return added(graph, _matmul(graph, left, right), bias)


def _mean(graph: Graph, x: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    return maps.mean(graph, x, axes_without_batch(x, dim), keepdim)


def _sum(graph: Graph, x: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    made = _mean(graph, x, dim, keepdim)
    count = total_size(x.shape) // total_size(made.shape)
    return maps.scaled(graph, made, factor=Exact((fmpq(count),), ()))


def _softmax(graph: Graph, x: Tensor, dim: int | None = None, **ignored: Any) -> Tensor:
    del ignored
    if not isinstance(dim, int):
        raise UnsupportedError("softmax without dim; give one")
    return act.softmax(graph, x, *axes_without_batch(x, dim))


def _log_softmax(graph: Graph, x: Tensor, dim: int | None = None, **ignored: Any) -> Tensor:
    return act.elementwise(graph, _softmax(graph, x, dim, **ignored), smooth.log)


def _leaky(graph: Graph, x: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    del inplace
    return act.elementwise(graph, x, linear.leaky_relu(binary_value(float(negative_slope))))


def _clamp(graph: Graph, x: Tensor, min: Any = None, max: Any = None) -> Tensor:  # noqa: A002
    return act.elementwise(graph, x, scalars.clip(*ends_of(min, max)))


def _same(graph: Graph, x: Tensor, *ignored: Any, **named: Any) -> Tensor:
    del graph, ignored, named
    return x


def _cast(graph: Graph, x: Tensor, *places: Any, **named: Any) -> Tensor:
    """To another device, or to float32 or float64: no rounding here."""
    del graph
    for item in [*places, *named.values()]:
        if str(item).startswith("torch.") and str(item) not in ("torch.float32", "torch.float64"):
            raise UnsupportedError(f"a cast to {item}, which rounds")
    return x


def _gelu(graph: Graph, x: Tensor, approximate: str = "none") -> Tensor:
    return act.elementwise(graph, x, gelu_by(approximate))


def _plain(function: Any) -> Call:
    def call(graph: Graph, x: Tensor, inplace: bool = False) -> Tensor:
        del inplace
        return act.elementwise(graph, x, function)

    return call


def _softplus(graph: Graph, x: Tensor, beta: float = 1, threshold: float = 20) -> Tensor:
    del threshold  # there is none in exact arithmetic
    sharpness = binary_value(float(beta))
    if sharpness == 0:
        raise UnsupportedError("softplus with beta = 0 divides by 0")
    return act.scaled_function(graph, x, smooth.softplus, sharpness, 1 / sharpness)


def _dropout(
    graph: Graph, x: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False
) -> Tensor:
    del graph, inplace
    if training and p:
        raise UnsupportedError(
            "dropout in training is random; call module.eval() and pass training=self.training"
        )
    return x


def _largest(graph: Graph, x: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    if not isinstance(dim, int):
        raise UnsupportedError("amax along one axis is read; give dim")
    (axis,) = axes_without_batch(x, dim)
    made = maps.largest_along(graph, x, axis)
    return (
        maps.reshape(graph, made, [*x.shape[:axis], 1, *x.shape[axis + 1 :]]) if keepdim else made
    )


def _max(graph: Graph, x: Tensor, other: Any = None, keepdim: bool = False, **named: Any) -> Item:
    """The maximum of two tensors, or the pair of the largest along an axis and an unread index."""
    dim = named.pop("dim", other if isinstance(other, int) else None)
    if named or (isinstance(other, float)):
        raise UnsupportedError("max of a tensor and another, or along one axis, is read")
    if dim is not None:
        return _largest(graph, x, dim, keepdim), None
    return _maximum(graph, x, other)


def _maximum(graph: Graph, left: Any, right: Any) -> Tensor:
    tensors = [t for t in (left, right) if isinstance(t, Tensor)]
    constants = [exact_of(t) for t in (left, right) if not isinstance(t, Tensor)]
    if None in constants or not tensors:
        raise UnsupportedError("the maximum of a tensor and no tensor")
    parts = [maps.constant(graph, tensors[0], c) for c in constants if c is not None]
    return maps.largest(graph, [*tensors, *parts])


def _minimum(graph: Graph, left: Any, right: Any) -> Any:
    minus = [
        multiplied(graph, t, -1) if isinstance(t, Tensor) else of_constants("neg", [t], {})
        for t in (left, right)
    ]
    return multiplied(graph, _maximum(graph, *minus), -1)


def _elu(graph: Graph, x: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    del inplace
    return act.elementwise(graph, x, smooth.elu(binary_value(float(alpha))))


def _selu(graph: Graph, x: Tensor, inplace: bool = False) -> Tensor:
    del inplace
    return act.selu(graph, x, *map(binary_value, SELU))


def _prelu(graph: Graph, x: Tensor, weight: Any) -> Tensor:
    if not isinstance(weight, Exact):
        raise UnsupportedError("a slope that depends on the input")
    return act.prelu(graph, x, slopes_along(x, weight))


def _hard_tanh(
    graph: Graph, x: Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False
) -> Tensor:
    del inplace
    return _clamp(graph, x, min_val, max_val)


def _attribute(graph: Graph, value: Any, name: str) -> Any:
    if isinstance(value, tuple) and name == "values":
        return value[0]
    if not isinstance(value, Tensor) or name not in ("shape", "T", "mT", "ndim"):
        raise UnsupportedError(f"the attribute {name!r} is not read")
    rank = len(value.shape)
    if name == "T":
        return maps.transpose(graph, value, None)
    if name == "mT":
        return maps.transpose(graph, value, (*range(rank - 2), rank - 1, rank - 2))
    return value.shape if name == "shape" else rank


#: By the name of the function or method; those of Python's operators as well.
CALLS: Final[Mapping[str, Call]] = {
    **REARRANGING,
    **IMAGES,
    **dict.fromkeys(("add", "iadd", "add_"), added),
    **dict.fromkeys(("sub", "isub", "sub_", "subtract"), _subtracted),
    "rsub": lambda g, a, b, alpha=1: added(g, b, multiplied(g, a, -alpha)),
    **dict.fromkeys(("mul", "imul", "mul_", "multiply"), multiplied),
    **dict.fromkeys(("truediv", "itruediv", "div", "div_", "divide"), _divided),
    **dict.fromkeys(("neg", "negative"), lambda g, x: multiplied(g, x, -1)),
    **dict.fromkeys(("pow", "ipow"), _power),
    **dict.fromkeys(("matmul", "mm"), _matmul),
    "linear": _linear,
    "addmm": _bias_and_product,
    "mean": _mean,
    "sum": _sum,
    "max": _max,
    "maximum": _maximum,
    "minimum": _minimum,
    "amax": _largest,
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "leaky_relu": _leaky,
    "elu": _elu,
    "selu": _selu,
    "prelu": _prelu,
    "hardtanh": _hard_tanh,
    **dict.fromkeys(("clamp", "clip"), _clamp),
    "clamp_min": lambda g, x, min: _clamp(g, x, min=min),  # noqa: A006
    "clamp_max": lambda g, x, max: _clamp(g, x, max=max),  # noqa: A006
    **dict.fromkeys(("contiguous", "detach", "clone", "float", "double", "cpu", "cuda"), _same),
    **dict.fromkeys(("to", "type_as"), _cast),
    **dict.fromkeys(("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout"), _dropout),
    "softplus": _softplus,
    "gelu": _gelu,
    "hardswish": lambda g, x, inplace=False: act.hard_swish(g, x),  # noqa: ARG005
    "hardsigmoid": _plain(linear.hard_sigmoid),
    "tanhshrink": lambda g, x: added(g, x, _plain(smooth.tanh)(g, x), alpha=-1),
    **{
        name: _plain(scalars.PLAIN[name])
        for name in (
            *("relu", "relu6", "sigmoid", "tanh", "silu", "softsign", "mish", "logsigmoid"),
            *("abs", "erf", "exp", "log", "sin", "cos", "square"),
        )
    },
    "absolute": _plain(scalars.PLAIN["abs"]),
    **{f"{name}_": _plain(scalars.PLAIN[name]) for name in ("relu", "sigmoid", "tanh")},
    "getattr": _attribute,
}


def called(
    graph: Graph, name: str, args: Sequence[Any], named: Mapping[str, Any], where: str
) -> Any:
    """What a function or a method makes of its arguments.

    Raises:
        UnsupportedError: it is not read, or not with these arguments; the place is named.
        ShapeError: the arguments do not fit.
    """
    if "input" in named and not args:  # as functions call their first argument
        args, named = [named["input"]], {k: v for k, v in named.items() if k != "input"}
    leaves = list(_leaves([*args, *named.values()]))
    try:
        if not any(isinstance(leaf, Tensor) for leaf in leaves):
            return of_constants(name, args, named)
        call = CALLS.get(name)
        if call is None:
            raise UnsupportedError(
                f"the function {name} is not read; those that are: {', '.join(sorted(CALLS))}"
            )
        return call(graph, *args, **named)
    except SymnnError as error:
        raise type(error)(f"{where} ({name}): {error}") from None
    except Exception as error:  # noqa: BLE001  arguments of any kind, which nobody foresees
        raise UnsupportedError(f"{where} ({name}): these arguments are not read: {error}") from None


def _leaves(item: Any) -> Iterator[Any]:
    """The values inside of lists, tuples and dictionaries."""
    if isinstance(item, list | tuple):
        for part in item:
            yield from _leaves(part)
    elif isinstance(item, dict):
        yield from _leaves(list(item.values()))
    elif isinstance(item, slice):
        yield from (item.start, item.stop, item.step)
    else:
        yield item
