"""The ONNX operators that act on values which depend on the input."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from flint import fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly.graph import MAX_ENTRIES, Tensor
from symnn.frameworks.dyadic import Exact, axis_in, total_size
from symnn.frameworks.onnx import folding
from symnn.frameworks.onnx.call import Call, Handler, scalar, times

# --- affine ---------------------------------------------------------------------------------


def _gemm(c: Call) -> Tensor:
    _refuse_old_broadcast(c)
    x = maps.transpose(c.graph, c.x, None) if c.given.get("transA", 0) else c.x
    alpha, beta = c.number("alpha", 1), c.number("beta", 1)
    weight, shift = times(c.needed(1), alpha), c.exact(2)
    turned = not c.given.get("transB", 0)
    width = weight.shape[-1 if turned else 0]
    plain = shift is not None and (
        total_size(shift.shape) == 1 or shift.shape in ((width,), (1, width))
    )
    bias = times(shift, beta) if shift is not None and plain else None
    made = maps.dense(c.graph, x, weight, bias, transposed=turned)
    if shift is None or plain:
        return made
    return maps.scaled(c.graph, made, shift=times(shift, beta))


def _matmul(c: Call) -> Tensor:
    left, right = c.inputs
    if isinstance(left, Tensor) and not isinstance(right, Tensor):
        return maps.dense(c.graph, left, c.needed(1), None, transposed=True)
    if isinstance(right, Tensor) and not isinstance(left, Tensor):
        return maps.left_product(c.graph, c.needed(0), right)
    raise UnsupportedError("a product of two values that both depend on the input")


def _refuse_old_broadcast(c: Call) -> None:
    """Before opset 7 an axis said where a constant begins; it is not read.

    Without one the last axes are matched, as they are today.
    """
    c.given.get("broadcast")
    if c.version < 7 and "axis" in c.given:
        raise UnsupportedError("broadcasting by an axis is that of opset 6; convert the model")


def _sum(c: Call, signs: Sequence[int]) -> Tensor:
    _refuse_old_broadcast(c)
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
            made = maps.scaled(c.graph, made, shift=times(c.needed(k), fmpq(sign)))
    return made


def _mul(c: Call) -> Tensor:
    _refuse_old_broadcast(c)
    left, right = c.inputs
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        return act.multiplied(c.graph, left, right)
    k = 1 if isinstance(left, Tensor) else 0
    return maps.scaled(c.graph, c.tensor(1 - k), factor=c.needed(k))


def _div(c: Call) -> Tensor:
    _refuse_old_broadcast(c)
    divisor = c.needed(1)
    if any(d == 0 for d in divisor.entries):
        raise UnsupportedError("a division by 0")
    inverse = Exact(tuple(1 / d for d in divisor.entries), divisor.shape)
    return maps.scaled(c.graph, c.x, factor=inverse)


def _batch_norm(c: Call) -> Tensor:
    in_training = c.version < 7 and not c.given.get("is_test", 0)
    if in_training or c.given.get("training_mode", 0) or c.outputs > 1:
        raise UnsupportedError("batch normalisation in training depends on the whole batch")
    if not c.given.get("spatial", 1):
        raise UnsupportedError("statistics for each entry, and not for each channel")
    scale, shift, mean, variance = (c.needed(k) for k in (1, 2, 3, 4))
    epsilon = c.number("epsilon", 1e-5)
    return maps.batch_normalised(c.graph, c.x, (scale, shift, mean, variance), epsilon)


def _reduce(c: Call, average: bool) -> Tensor:
    axes = folding.axes_of(c.inputs, 1, c.given)
    if not axes:
        if c.given.get("noop_with_empty_axes", 0):
            return c.x
        axes = list(range(len(c.x.shape)))
    made = maps.mean(c.graph, c.x, axes, bool(c.given.get("keepdims", 1)))
    if average:
        return made
    count = total_size(c.x.shape) // total_size(made.shape)
    return maps.scaled(c.graph, made, factor=Exact((fmpq(count),), ()))


def _reduce_max(c: Call) -> Tensor:
    axes = folding.axes_of(c.inputs, 1, c.given)
    if axes is None or len(axes) != 1:
        raise UnsupportedError(f"the largest along axes {axes}; one axis is read")
    made = maps.largest_along(c.graph, c.x, axes[0])
    if not c.given.get("keepdims", 1):
        return made
    return maps.reshape(c.graph, made, folding.unsqueezed_shape(made.shape, axes))


# --- rearrangements -------------------------------------------------------------------------


def _reshape(c: Call) -> Tensor:
    wanted = np.asarray(c.array(1)).reshape(-1).tolist() if len(c.inputs) > 1 else c.given["shape"]
    shape = folding.reshape_target(c.x.shape, wanted, bool(c.given.get("allowzero", 0)))
    return maps.reshape(c.graph, c.x, shape)


def _flatten(c: Call) -> Tensor:
    shape = folding.flattened_shape(c.x.shape, c.given.get("axis", 1))
    return maps.reshape(c.graph, c.x, shape)


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
    axis = axis_in(c.given.get("axis", 0), len(c.x.shape))
    length = c.x.shape[axis]
    sizes = c.array(1) if len(c.inputs) > 1 else c.given.get("split")
    if sizes is None:
        count = c.given.get("num_outputs", c.outputs)
        each = -(-length // count)
        sizes = [min(each, length - k * each) for k in range(count)]
        if c.version < 18 and length % count:
            raise ShapeError(f"axis {axis} of length {length} has no {count} equal parts")
    sizes = [int(s) for s in np.asarray(sizes).reshape(-1)]
    if sum(sizes) != length or len(sizes) != c.outputs or min(sizes) < 1:
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
    given = c.array(3)
    axes = [axis_in(a, rank) for a in (range(rank) if given is None else given.tolist())]
    if len(pads) != 2 * len(axes) or len(set(axes)) != len(axes):
        raise ShapeError(f"{len(pads)} numbers of places to pad the axes {axes}, two for each")
    value = c.exact(2)
    filling = c.number("value", 0) if value is None else scalar(value)
    pairs = [(0, 0)] * rank
    for k, axis in enumerate(axes):
        pairs[axis] = (int(pads[k]), int(pads[k + len(axes)]))
    return maps.padded(c.graph, c.x, pairs, filling)


def _largest(c: Call, sign: int) -> Tensor:
    """Max (1) or Min (-1) of values and constants."""
    minus = Exact((fmpq(-1),), ())
    parts = []
    first = next(t for t in c.inputs if isinstance(t, Tensor))
    for k, item in enumerate(c.inputs):
        if isinstance(item, Tensor):
            parts.append(item if sign > 0 else maps.scaled(c.graph, item, factor=minus))
        else:
            value = times(c.needed(k), fmpq(sign))
            parts.append(maps.constant(c.graph, first, value))
    made = maps.largest(c.graph, parts)
    return made if sign > 0 else maps.scaled(c.graph, made, factor=minus)


def _dropout(c: Call) -> Tensor:
    if c.version < 7 and not c.given.get("is_test", 0):
        raise UnsupportedError("dropout in training is random; set is_test")
    training = c.array(2) if len(c.inputs) > 2 else None
    if training is not None and bool(np.asarray(training).any()):
        raise UnsupportedError("dropout in training is random")
    return c.x


#: FLOAT, FLOAT16, DOUBLE and BFLOAT16 of ONNX.
FLOATS: Final = frozenset({1, 10, 11, 16})


def _cast(c: Call) -> Tensor:
    if c.given["to"] not in FLOATS:
        raise UnsupportedError("a cast to whole numbers or truth values cuts digits off")
    return c.x


#: By the name of the operator.
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
    "ReduceMax": _reduce_max,
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
        lambda c: folding.taken(
            maps.places(c.x.shape), c.array(1), c.given.get("axis", 0), MAX_ENTRIES
        )
    ),
    "Expand": _moved(
        lambda c: np.broadcast_to(
            maps.places(c.x.shape), folding.expanded_shape(c.x.shape, c.array(1), MAX_ENTRIES)
        )
    ),
    "Pad": _pad,
    "Identity": lambda c: c.x,
    "Cast": _cast,
    "Dropout": _dropout,
}
