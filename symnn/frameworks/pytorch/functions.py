"""The functions and methods of tensors that a traced module calls."""

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
from symnn.frameworks.dyadic import Exact
from symnn.frameworks.pytorch.modules import end_of, flattened
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth

#: What a call gives: a tensor of the graph, an exact constant, or a Python value.
Item: TypeAlias = Any
Call: TypeAlias = Callable[..., Item]


def _constant(value: Any) -> Exact | None:
    """A number or a parameter as an exact array; None for a tensor of the graph."""
    if isinstance(value, Exact):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Exact((binary_value(value) if isinstance(value, float) else fmpq(value),), ())


def _negated(constant: Exact) -> Exact:
    return Exact(tuple(-c for c in constant.entries), constant.shape)


def _inverted(constant: Exact) -> Exact:
    if any(c == 0 for c in constant.entries):
        raise UnsupportedError("a division by 0")
    return Exact(tuple(1 / c for c in constant.entries), constant.shape)


def added(graph: Graph, left: Any, right: Any, sign: int = 1) -> Item:
    """left + right, or left - right; two Python numbers as Python adds them."""
    a, b = _constant(left), _constant(right)
    if a is None and b is None:
        return maps.total(graph, [left, right], [1, sign])
    if a is not None and b is not None:
        return left + right * sign
    if b is not None:
        return maps.scaled(graph, left, shift=b if sign > 0 else _negated(b))
    factor = None if sign > 0 else Exact((fmpq(-1),), ())
    return maps.scaled(graph, right, factor=factor, shift=a)


def multiplied(graph: Graph, left: Any, right: Any) -> Item:
    """left · right, where one of them is a constant, or both are functions of one value.

    Raises:
        UnsupportedError: any other product of two tensors.
    """
    a, b = _constant(left), _constant(right)
    if a is not None and b is not None:
        return left * right
    if a is None and b is None:
        return act.multiplied(graph, left, right)
    tensor, constant = (left, b) if a is None else (right, a)
    return maps.scaled(graph, tensor, factor=constant)


def divided(graph: Graph, left: Any, right: Any) -> Item:
    """left / right, where right is a constant."""
    constant = _constant(right)
    if constant is None:
        raise UnsupportedError("a division by a value that depends on the input")
    if _constant(left) is not None:
        return left / right
    return maps.scaled(graph, left, factor=_inverted(constant))


def _matmul(graph: Graph, left: Any, right: Any) -> Item:
    if isinstance(right, Exact) and isinstance(left, Tensor):
        return maps.dense(graph, left, right, None, transposed=True)
    if isinstance(left, Exact) and isinstance(right, Tensor):
        return maps.left_product(graph, left, right)
    raise UnsupportedError("a product of two values that both depend on the input")


def _linear(graph: Graph, x: Tensor, weight: Exact, bias: Exact | None = None) -> Tensor:
    return maps.dense(graph, x, weight, bias)


def _reshaped(graph: Graph, x: Tensor, *shape: Any) -> Tensor:
    sizes = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple | list) else shape
    return maps.reshape(graph, x, sizes)


def _permuted(graph: Graph, x: Tensor, *axes: Any) -> Tensor:
    order = axes[0] if len(axes) == 1 and isinstance(axes[0], tuple | list) else axes
    return maps.transpose(graph, x, order)


def _exchanged(graph: Graph, x: Tensor, dim0: int, dim1: int) -> Tensor:
    order = list(range(len(x.shape)))
    order[dim0], order[dim1] = order[dim1], order[dim0]
    return maps.transpose(graph, x, order)


def _squeezed(graph: Graph, x: Tensor, dim: int | None = None) -> Tensor:
    rank = len(x.shape)
    gone = range(rank) if dim is None else [dim % rank]
    return maps.reshape(
        graph, x, tuple(n for a, n in enumerate(x.shape) if n != 1 or a not in gone)
    )


def _unsqueezed(graph: Graph, x: Tensor, dim: int) -> Tensor:
    place = dim % (len(x.shape) + 1)
    return maps.reshape(graph, x, (*x.shape[:place], 1, *x.shape[place:]))


def _size(graph: Graph, x: Tensor, dim: int | None = None) -> Any:
    del graph
    return x.shape if dim is None else x.shape[dim]


def _joined(graph: Graph, tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    if not all(isinstance(t, Tensor) for t in tensors):
        raise UnsupportedError("constants joined to tensors are not read")
    return maps.concatenated(graph, tensors, dim)


def _mean(graph: Graph, x: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    axes = range(len(x.shape)) if dim is None else [dim] if isinstance(dim, int) else dim
    return maps.mean(graph, x, list(axes), keepdim)


def _max_pool(
    graph: Graph, x: Tensor, kernel_size: Any, stride: Any = None, padding: Any = 0, **named: Any
) -> Tensor:
    if named.pop("return_indices", False):
        raise UnsupportedError("return_indices is not read")
    dilation, ceiling = named.pop("dilation", 1), named.pop("ceil_mode", False)
    if named:
        raise UnsupportedError(f"the arguments {', '.join(named)} are not read")
    kernel = _kernel(kernel_size, x)
    moves = images.geometry(kernel, stride or kernel, padding, None, dilation, ceiling)
    return images.max_pooled(graph, x, moves)


def _average_pool(
    graph: Graph,
    x: Tensor,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Tensor:
    kernel = _kernel(kernel_size, x)
    moves = images.geometry(kernel, stride or kernel, padding, None, None, ceil_mode)
    return images.average_pooled(graph, x, moves, count_include_pad)


def _kernel(size: Any, x: Tensor) -> tuple[int, ...]:
    return (size,) * (len(x.shape) - 2) if isinstance(size, int) else tuple(size)


def _pooled_to(graph: Graph, x: Tensor, output_size: Any) -> Tensor:
    return images.pooled_to(graph, x, _kernel(output_size, x))


def _softmax(graph: Graph, x: Tensor, dim: int | None = None, **ignored: Any) -> Tensor:
    del ignored
    if dim is None:
        raise UnsupportedError("softmax without dim; give one")
    return act.softmax(graph, x, dim)


def _leaky(graph: Graph, x: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    del inplace
    return act.elementwise(graph, x, linear.leaky_relu(binary_value(float(negative_slope))))


def _clamp(graph: Graph, x: Tensor, min: Any = None, max: Any = None) -> Tensor:  # noqa: A002
    return act.elementwise(graph, x, act.clip(end_of(min), end_of(max)))


def _same(graph: Graph, x: Tensor, *ignored: Any, **named: Any) -> Tensor:
    del graph, ignored, named
    return x


def _flatten(graph: Graph, x: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    return flattened(graph, x, start_dim, end_dim)


def _gelu(graph: Graph, x: Tensor, approximate: str = "none") -> Tensor:
    if approximate != "none":
        raise UnsupportedError(f"GELU by {approximate!r}; the exact one is read")
    return act.elementwise(graph, x, smooth.gelu)


def _activation(name: str) -> Call:
    def call(graph: Graph, x: Tensor, inplace: bool = False) -> Tensor:
        del inplace
        return act.elementwise(graph, x, act.PLAIN[name])

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
    if not isinstance(dim, int) or keepdim:
        raise UnsupportedError("amax along one axis is read, without keepdim; give dim")
    return maps.largest_along(graph, x, dim)


def _item(graph: Graph, value: Any, index: Any) -> Any:
    if not isinstance(value, Tensor):
        return value[index]
    try:
        return maps.rearranged(graph, value, maps.places(value.shape)[index])
    except (IndexError, TypeError):
        raise ShapeError(f"[{index}] of a tensor of shape {list(value.shape)}") from None


def _attribute(graph: Graph, value: Any, name: str) -> Any:
    del graph
    if isinstance(value, Tensor) and name == "shape":
        return value.shape
    raise UnsupportedError(f"the attribute {name!r} of a tensor is not read")


#: By the name of the function or method; those of Python's operators as well.
CALLS: Final[Mapping[str, Call]] = {
    **dict.fromkeys(("add", "iadd", "add_"), added),
    **dict.fromkeys(("sub", "isub", "sub_"), lambda g, a, b: added(g, a, b, -1)),
    **dict.fromkeys(("mul", "imul", "mul_"), multiplied),
    **dict.fromkeys(("truediv", "div", "div_"), divided),
    "neg": lambda g, x: multiplied(g, x, -1),
    **dict.fromkeys(("matmul", "mm"), _matmul),
    "linear": _linear,
    **dict.fromkeys(("view", "reshape"), _reshaped),
    "flatten": _flatten,
    "permute": _permuted,
    "transpose": _exchanged,
    "squeeze": _squeezed,
    "unsqueeze": _unsqueezed,
    "size": _size,
    **dict.fromkeys(("cat", "concat", "concatenate"), _joined),
    "mean": _mean,
    **dict.fromkeys(("max_pool1d", "max_pool2d", "max_pool3d"), _max_pool),
    **dict.fromkeys(("avg_pool1d", "avg_pool2d", "avg_pool3d"), _average_pool),
    **dict.fromkeys(("adaptive_avg_pool1d", "adaptive_avg_pool2d"), _pooled_to),
    "softmax": _softmax,
    "leaky_relu": _leaky,
    **dict.fromkeys(("clamp", "clip"), _clamp),
    **dict.fromkeys(("contiguous", "detach", "clone"), _same),
    **dict.fromkeys(("dropout", "dropout1d", "dropout2d"), _dropout),
    "softplus": _softplus,
    "gelu": _gelu,
    "hardswish": lambda g, x, inplace=False: act.hard_swish(g, x),  # noqa: ARG005
    **{
        name: _activation(name)
        for name in (
            "relu",
            "relu6",
            "sigmoid",
            "tanh",
            "silu",
            "softsign",
            "abs",
            "erf",
            "exp",
            "log",
            "sin",
            "cos",
            "square",
        )
    },
    **{f"{name}_": _activation(name) for name in ("relu", "sigmoid", "tanh")},
    "amax": _largest,
    "getitem": _item,
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
    call = CALLS.get(name)
    if call is None:
        raise UnsupportedError(
            f"{where}: the function {name} is not read; those that are: {', '.join(sorted(CALLS))}"
        )
    try:
        return call(graph, *args, **named)
    except (ShapeError, UnsupportedError) as error:
        raise type(error)(f"{where} ({name}): {error}") from None
    except (TypeError, AttributeError) as error:
        raise UnsupportedError(f"{where} ({name}): these arguments are not read: {error}") from None
