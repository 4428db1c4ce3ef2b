"""The ONNX operators that act on values which depend on the input."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

import numpy as np
from flint import fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly.affine_maps import Rounding
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.dyadic import Exact, exact_array, total_size
from symnn.frameworks.onnx import folding
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A node with its inputs: tensors of the graph, constant arrays, or None if left out."""

    graph: Graph
    inputs: tuple[Any, ...]
    names: tuple[str, ...]
    given: Mapping[str, Any]
    version: int
    outputs: int
    rounding: Rounding | None

    @property
    def x(self) -> Tensor:
        """The first input, which depends on that of the model.

        Raises:
            UnsupportedError: it is a constant.
        """
        return self.tensor(0)

    def tensor(self, k: int) -> Tensor:
        """An input that depends on that of the model.

        Raises:
            UnsupportedError: it is a constant.
        """
        found = self.inputs[k]
        if not isinstance(found, Tensor):
            raise UnsupportedError(f"input {k + 1} is a constant, which is not read here")
        return found

    def array(self, k: int) -> Any:
        """A constant input as an array; None if it was left out.

        Raises:
            UnsupportedError: it depends on the input of the model.
        """
        found = self.inputs[k] if k < len(self.inputs) else None
        if isinstance(found, Tensor):
            raise UnsupportedError(
                f"input {k + 1}, {self.names[k]}, depends on the input of the model; it must be a "
                "constant here"
            )
        return found

    def exact(self, k: int) -> Exact | None:
        """A constant input as exact numbers; None if it was left out."""
        found = self.array(k)
        return None if found is None else exact_array(found, self.names[k])

    def needed(self, k: int) -> Exact:
        """A constant input that may not be left out."""
        found = self.exact(k)
        if found is None:
            raise UnsupportedError(f"input {k + 1} is missing")
        return found

    def number(self, name: str, default: float) -> fmpq:
        """A float attribute, exactly."""
        return binary_value(float(self.given.get(name, default)))


Handler: TypeAlias = Callable[[Call], "Tensor | list[Tensor]"]


def _scalar(constant: Exact) -> fmpq:
    if len(constant.entries) != 1:
        raise ShapeError(f"a single number is needed, not an array of shape {list(constant.shape)}")
    return constant.entries[0]


def _times(constant: Exact, factor: fmpq) -> Exact:
    return (
        constant
        if factor == 1
        else Exact(tuple(factor * e for e in constant.entries), constant.shape)
    )


# --- affine ---------------------------------------------------------------------------------


def _gemm(c: Call) -> Tensor:
    x = maps.transpose(c.graph, c.x, None) if c.given.get("transA", 0) else c.x
    alpha, beta = c.number("alpha", 1), c.number("beta", 1)
    weight, shift = _times(c.needed(1), alpha), c.exact(2)
    turned = not c.given.get("transB", 0)
    plain = shift is not None and total_size(shift.shape) in (1, weight.shape[-1 if turned else 0])
    bias = _times(shift, beta) if shift is not None and plain else None
    made = maps.dense(c.graph, x, weight, bias, transposed=turned)
    if shift is None or plain:
        return made
    return maps.scaled(c.graph, made, shift=_times(shift, beta))


def _matmul(c: Call) -> Tensor:
    left, right = c.inputs
    if isinstance(left, Tensor) and not isinstance(right, Tensor):
        return maps.dense(c.graph, left, c.needed(1), None, transposed=True)
    if isinstance(right, Tensor) and not isinstance(left, Tensor):
        return maps.left_product(c.graph, c.needed(0), right)
    raise UnsupportedError("a product of two values that both depend on the input")


def _sum(c: Call, signs: Sequence[int]) -> Tensor:
    tensors = [(t, s) for t, s in zip(c.inputs, signs, strict=True) if isinstance(t, Tensor)]
    made: Tensor
    if len(tensors) == 1 and tensors[0][1] == 1:
        made = tensors[0][0]
    elif len(tensors) == 1:
        made = maps.scaled(c.graph, tensors[0][0], factor=Exact((fmpq(-1),), ()))
    else:
        made = maps.total(c.graph, [t for t, _ in tensors], [s for _, s in tensors])
    for k, sign in enumerate(signs):
        if not isinstance(c.inputs[k], Tensor):
            made = maps.scaled(c.graph, made, shift=_times(c.needed(k), fmpq(sign)))
    return made


def _mul(c: Call) -> Tensor:
    left, right = c.inputs
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        found = act.silu_of(c.graph, left, right)
        if found is None:
            raise UnsupportedError("a product of two values that both depend on the input")
        return found
    k = 1 if isinstance(left, Tensor) else 0
    return maps.scaled(c.graph, c.tensor(1 - k), factor=c.needed(k))


def _div(c: Call) -> Tensor:
    divisor = c.needed(1)
    if any(d == 0 for d in divisor.entries):
        raise UnsupportedError("a division by 0")
    inverse = Exact(tuple(1 / d for d in divisor.entries), divisor.shape)
    return maps.scaled(c.graph, c.x, factor=inverse)


def _batch_norm(c: Call) -> Tensor:
    if c.given.get("training_mode", 0) or c.outputs > 1:
        raise UnsupportedError("batch normalisation in training depends on the whole batch")
    scale, shift, mean, variance = (c.needed(k) for k in (1, 2, 3, 4))
    epsilon = c.number("epsilon", 1e-5)
    return maps.batch_normalised(
        c.graph, c.x, (scale, shift, mean, variance), epsilon, 1, c.rounding
    )


def _reduce(c: Call, average: bool) -> Tensor:
    axes = folding.axes_of(c.inputs, 1, c.given)
    if axes is None:
        if c.given.get("noop_with_empty_axes", 0):
            return c.x
        axes = list(range(len(c.x.shape)))
    made = maps.mean(c.graph, c.x, axes, bool(c.given.get("keepdims", 1)))
    if average:
        return made
    count = total_size(c.x.shape) // total_size(made.shape)
    return maps.scaled(c.graph, made, factor=Exact((fmpq(count),), ()))


# --- rearrangements -------------------------------------------------------------------------


def _reshape(c: Call) -> Tensor:
    wanted = np.asarray(c.array(1)).reshape(-1).tolist() if len(c.inputs) > 1 else c.given["shape"]
    shape = folding.reshape_target(c.x.shape, wanted, bool(c.given.get("allowzero", 0)))
    return maps.reshape(c.graph, c.x, shape)


def _flatten(c: Call) -> Tensor:
    axis = c.given.get("axis", 1)
    axis = axis + len(c.x.shape) if axis < 0 else axis
    return maps.reshape(c.graph, c.x, (total_size(c.x.shape[:axis]), total_size(c.x.shape[axis:])))


def _concat(c: Call) -> Tensor:
    if not all(isinstance(t, Tensor) for t in c.inputs):
        return _concat_with_constants(c)
    return maps.concatenated(c.graph, c.inputs, c.given["axis"])


def _concat_with_constants(c: Call) -> Tensor:
    """A constant part is 0 · x plus the constant."""
    parts = []
    first = next(t for t in c.inputs if isinstance(t, Tensor))
    for k, item in enumerate(c.inputs):
        if isinstance(item, Tensor):
            parts.append(item)
            continue
        parts.append(maps.constant(c.graph, first, c.needed(k)))
    return maps.concatenated(c.graph, parts, c.given["axis"])


def _split(c: Call) -> list[Tensor]:
    axis = c.given.get("axis", 0)
    length = c.x.shape[axis]
    sizes = c.array(1) if len(c.inputs) > 1 else c.given.get("split")
    if sizes is None:
        each = -(-length // c.outputs)
        sizes = [min(each, length - k * each) for k in range(c.outputs)]
    sizes = [int(s) for s in np.asarray(sizes).reshape(-1)]
    if sum(sizes) != length or len(sizes) != c.outputs:
        raise ShapeError(f"axis {axis} of length {length} cannot be split into {sizes}")
    numbers = np.split(maps.places(c.x.shape), np.cumsum(sizes)[:-1], axis=axis)
    return [maps.rearranged(c.graph, c.x, part) for part in numbers]


def _moved(shape: Callable[[Call], Any]) -> Handler:
    """An operator that gives some of the entries, by their numbers."""
    return lambda c: maps.rearranged(c.graph, c.x, shape(c))


def _pad(c: Call) -> Tensor:
    mode = c.given.get("mode", b"constant")
    if mode != b"constant":
        raise UnsupportedError(f"padding of mode {mode.decode()!r}; constant padding is read")
    pads = c.given["pads"] if "pads" in c.given else c.array(1).tolist()
    rank = len(c.x.shape)
    axes = np.asarray(c.array(3)).tolist() if c.array(3) is not None else list(range(rank))
    value = c.exact(2)
    filling = c.number("value", 0) if value is None else _scalar(value)
    pairs = [(0, 0)] * rank
    for k, axis in enumerate(axes):
        pairs[axis] = (int(pads[k]), int(pads[k + len(axes)]))
    return maps.padded(c.graph, c.x, pairs, filling)


# --- activations ----------------------------------------------------------------------------


def _plain(name: str) -> Handler:
    return lambda c: act.elementwise(c.graph, c.x, act.PLAIN[name])


def _softmax(c: Call) -> Tensor:
    if c.version >= 13:
        return act.softmax(c.graph, c.x, c.given.get("axis", -1))
    axis = c.given.get("axis", 1) % len(c.x.shape)
    flat = maps.reshape(c.graph, c.x, (total_size(c.x.shape[:axis]), total_size(c.x.shape[axis:])))
    return maps.reshape(c.graph, act.softmax(c.graph, flat, 1), c.x.shape)


def _clip(c: Call) -> Tensor:
    ends: list[fmpq | None] = []
    for k, name in ((1, "min"), (2, "max")):
        value = c.exact(k)
        if name in c.given:
            ends.append(c.number(name, 0))
        else:
            ends.append(None if value is None else _scalar(value))
    return act.elementwise(c.graph, c.x, act.clip(*ends))


def _hard_sigmoid(c: Call) -> Tensor:
    slope, shift = c.number("alpha", float(np.float32(0.2))), c.number("beta", 0.5)
    return act.elementwise(c.graph, c.x, act.ramp(slope, shift, fmpq(0), fmpq(1)))


def _gelu(c: Call) -> Tensor:
    if c.given.get("approximate", b"none") != b"none":
        raise UnsupportedError("Gelu by tanh; the exact one is read")
    return act.elementwise(c.graph, c.x, smooth.gelu)


def _pow(c: Call) -> Tensor:
    exponent = _scalar(c.needed(1))
    if exponent.q != 1 or exponent < 0:
        raise UnsupportedError(f"the power {exponent}; whole ones from 0 on are read")
    function = smooth.square if exponent == 2 else smooth.power_of(exponent)
    return act.elementwise(c.graph, c.x, function)


def _selu(c: Call) -> Tensor:
    alpha = c.number("alpha", float(np.float32(1.67326319217681884765625)))
    gamma = c.number("gamma", float(np.float32(1.05070102214813232421875)))
    return act.scaled_function(c.graph, c.x, smooth.elu(alpha), fmpq(1), gamma)


def _celu(c: Call) -> Tensor:
    alpha = c.number("alpha", 1)
    return act.scaled_function(c.graph, c.x, smooth.elu(), 1 / alpha, alpha)


def _largest(c: Call, sign: int) -> Tensor:
    """Max (1) or Min (-1) of values and constants."""
    minus = Exact((fmpq(-1),), ())
    parts = []
    first = next(t for t in c.inputs if isinstance(t, Tensor))
    for k, item in enumerate(c.inputs):
        if isinstance(item, Tensor):
            parts.append(item if sign > 0 else maps.scaled(c.graph, item, factor=minus))
        else:
            value = _times(c.needed(k), fmpq(sign))
            parts.append(maps.constant(c.graph, first, value))
    made = maps.largest(c.graph, parts)
    return made if sign > 0 else maps.scaled(c.graph, made, factor=minus)


def _dropout(c: Call) -> Tensor:
    training = c.array(2) if len(c.inputs) > 2 else None
    if training is not None and bool(np.asarray(training).any()):
        raise UnsupportedError("dropout in training is random")
    return c.x


HANDLERS: Final[Mapping[str, Handler]] = {
    "Gemm": _gemm,
    "MatMul": _matmul,
    "Add": lambda c: _sum(c, (1, 1)),
    "Sub": lambda c: _sum(c, (1, -1)),
    "Sum": lambda c: _sum(c, (1,) * len(c.inputs)),
    "Mul": _mul,
    "Div": _div,
    "Neg": lambda c: maps.scaled(c.graph, c.x, factor=Exact((fmpq(-1),), ())),
    "Max": lambda c: _largest(c, 1),
    "Min": lambda c: _largest(c, -1),
    "BatchNormalization": _batch_norm,
    "ReduceMean": lambda c: _reduce(c, True),
    "ReduceSum": lambda c: _reduce(c, False),
    "Reshape": _reshape,
    "Flatten": _flatten,
    "Transpose": lambda c: maps.transpose(c.graph, c.x, c.given.get("perm")),
    "Squeeze": lambda c: maps.reshape(
        c.graph, c.x, folding.squeezed_shape(c.x.shape, folding.axes_of(c.inputs, 1, c.given))
    ),
    "Unsqueeze": lambda c: maps.reshape(
        c.graph,
        c.x,
        folding.unsqueezed_shape(c.x.shape, folding.axes_of(c.inputs, 1, c.given) or []),
    ),
    "Concat": _concat,
    "Split": _split,
    "Slice": _moved(lambda c: folding.sliced(maps.places(c.x.shape), c.inputs, c.given)),
    "Gather": _moved(
        lambda c: np.take(maps.places(c.x.shape), c.array(1), axis=c.given.get("axis", 0))
    ),
    "Expand": _moved(
        lambda c: np.broadcast_to(
            maps.places(c.x.shape), folding.expanded_shape(c.x.shape, c.array(1))
        )
    ),
    "Pad": _pad,
    "Identity": lambda c: c.x,
    "Dropout": _dropout,
    "Softmax": _softmax,
    "Clip": _clip,
    "HardSigmoid": _hard_sigmoid,
    "LeakyRelu": lambda c: act.elementwise(
        c.graph, c.x, linear.leaky_relu(c.number("alpha", float(np.float32(0.01))))
    ),
    "PRelu": lambda c: act.prelu(c.graph, c.x, c.needed(1)),
    "Elu": lambda c: act.elementwise(c.graph, c.x, smooth.elu(c.number("alpha", 1))),
    "Selu": _selu,
    "Celu": _celu,
    "Gelu": _gelu,
    "Pow": _pow,
    **{
        name: _plain(name.lower())
        for name in (
            "Relu",
            "Sigmoid",
            "Tanh",
            "Softplus",
            "Softsign",
            "Abs",
            "Exp",
            "Log",
            "Sin",
            "Cos",
        )
    },
}
