"""Constants of an ONNX graph: rearranged as arrays, and integers for shapes computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from symnn.errors import ModelError, TooLargeError
from symnn.frameworks.dyadic import MAX_NUMBERS, axis_in, total_size

Attributes = Mapping[str, Any]


def axes_of(inputs: Sequence[Any], at: int, given: Attributes) -> list[int] | None:
    """The axes of an operator, an input in newer models and an attribute in older ones."""
    if len(inputs) > at and inputs[at] is not None:
        return [int(a) for a in np.asarray(inputs[at]).reshape(-1)]
    return list(given["axes"]) if "axes" in given else None


def squeezed_shape(shape: Sequence[int], axes: Sequence[int] | None) -> list[int]:
    """A shape without some axes of size 1; without all of them if none are named."""
    rank = len(shape)
    gone = {axis_in(a, rank) for a in axes} if axes is not None else set(range(rank))
    if axes is not None and any(shape[a] != 1 for a in gone):
        raise ModelError(f"axes {sorted(gone)} of shape {list(shape)} are not all of size 1")
    return [n for a, n in enumerate(shape) if a not in gone or n != 1]


def unsqueezed_shape(shape: Sequence[int], axes: Sequence[int]) -> list[int]:
    """A shape with new axes of size 1."""
    rank = len(shape) + len(axes)
    new = {axis_in(a, rank) for a in axes}
    if len(new) != len(axes):
        raise ModelError(f"the new axes {list(axes)} are not different ones")
    kept = iter(shape)
    return [1 if a in new else next(kept) for a in range(rank)]


def flattened_shape(shape: Sequence[int], axis: int) -> tuple[int, int]:
    """The shape that Flatten makes: the axes before one, and the others.

    Raises:
        ShapeError: there is no such axis.
    """
    if axis != len(shape):
        axis = axis_in(axis, len(shape))
    return total_size(shape[:axis]), total_size(shape[axis:])


def reshape_target(shape: Sequence[int], wanted: Sequence[int], keep_zeros: bool) -> list[int]:
    """The shape that Reshape makes: a 0 keeps the axis of the input.

    Raises:
        ModelError: a 0 without an axis to keep.
    """
    found = []
    for axis, n in enumerate(int(w) for w in wanted):
        if n == 0 and not keep_zeros:
            if axis >= len(shape):
                raise ModelError(f"reshape of {list(shape)} to {list(wanted)}")
            n = shape[axis]
        found.append(n)
    return found


def sliced(array: Any, inputs: Sequence[Any], given: Attributes) -> Any:
    """An array cut as Slice says, by inputs or in older models by attributes."""
    if len(inputs) > 1:
        parts = [np.asarray(i).reshape(-1).tolist() for i in inputs[1:3]]
        starts, ends = parts
    else:
        starts, ends = list(given["starts"]), list(given["ends"])
    axes = axes_of(inputs, 3, given)
    axes = list(range(len(starts))) if axes is None else axes
    steps = np.asarray(inputs[4]).reshape(-1).tolist() if len(inputs) > 4 else [1] * len(starts)
    cut = [slice(None)] * array.ndim
    places = [axis_in(axis, array.ndim) for axis in axes]
    if len(set(places)) != len(places) or 0 in steps:
        raise ModelError(f"a slice along the axes {list(axes)} by {list(steps)}")
    for axis, start, end, step in zip(places, starts, ends, steps, strict=True):
        below = step < 0 and end < -array.shape[axis]
        cut[axis] = slice(start, None if below else end, step)
    return array[tuple(cut)]


def taken(array: Any, numbers: Any, axis: int, cap: int) -> Any:
    """The entries of an array at some numbers along an axis, in place of that axis.

    Raises:
        ShapeError: there is no such axis.
        TooLargeError: they would be more than the cap.
    """
    chosen, axis = np.asarray(numbers), axis_in(axis, array.ndim)
    rest = total_size(array.shape) // max(array.shape[axis], 1)
    if rest * chosen.size > cap:
        raise TooLargeError(
            f"{chosen.size:,} times {rest:,} entries of shape {list(array.shape)}; the cap is "
            f"{cap:,}"
        )
    return np.take(array, chosen, axis=axis)


def _joined(inputs: Sequence[Any], given: Attributes) -> Any:
    arrays = [np.asarray(part) for part in inputs]
    _check_constant([sum(a.size for a in arrays)])
    return np.concatenate(arrays, axis=given["axis"])


def _check_constant(shape: Sequence[int]) -> None:
    if min(shape, default=0) < 0 or total_size(shape) > MAX_NUMBERS:
        raise TooLargeError(
            f"a constant of shape {list(shape)}; the cap is {MAX_NUMBERS:,} entries"
        )


def _filled(inputs: Sequence[Any], given: Attributes) -> Any:
    shape = [int(n) for n in np.asarray(inputs[0]).reshape(-1)]
    _check_constant(shape)
    value = np.asarray(given.get("value", np.zeros(1, dtype=np.float32))).reshape(-1)
    return np.full(shape, value[0], dtype=value.dtype)


def expanded_shape(shape: Sequence[int], wanted: Any, cap: int = MAX_NUMBERS) -> tuple[int, ...]:
    """The shape that Expand makes.

    Raises:
        ModelError: the shapes do not fit.
        TooLargeError: it would be too large.
    """
    target = [int(n) for n in np.asarray(wanted).reshape(-1)]
    try:
        found = np.broadcast_shapes(tuple(shape), tuple(target))
    except ValueError:
        raise ModelError(f"expansion of {list(shape)} to {target}") from None
    if total_size(found) > cap:
        raise TooLargeError(f"an expansion to {list(found)}; the cap is {cap:,} entries")
    return found


def _cast(inputs: Sequence[Any], given: Attributes) -> Any:
    """Integers to integers, floats to wider floats; None where numbers would be rounded."""
    from symnn.frameworks.onnx.file import onnx_library

    kind = onnx_library().helper.tensor_dtype_to_np_dtype(given["to"])
    array = np.asarray(inputs[0])
    with np.errstate(all="ignore"):
        made = array.astype(kind)
        same = (made.astype(array.dtype) == array) & (made.astype(np.float64) == array)
    small = np.abs(array.astype(np.float64)) < 2.0**53  # larger ones are rounded by the test
    return made if bool(np.all(same & small)) or made.dtype == array.dtype else None


def _whole(function: Callable[..., Any]) -> Callable[[Sequence[Any], Attributes], Any]:
    """Arithmetic on integers; None for floats, which must not be rounded."""

    def folded(inputs: Sequence[Any], given: Attributes) -> Any:
        del given
        arrays = [np.asarray(i) for i in inputs]
        if any(a.dtype.kind not in "iu" for a in arrays):
            return None
        _check_constant(np.broadcast_shapes(*(a.shape for a in arrays)))
        return function(*arrays)

    return folded


def _quotient(left: Any, right: Any) -> Any:
    """The quotient of integers, cut off towards 0."""
    if not np.all(right):
        raise ModelError("a division by 0")
    return np.sign(left) * np.sign(right) * (np.abs(left) // np.abs(right))


def _remainder(inputs: Sequence[Any], given: Attributes) -> Any:
    """With the sign of the divisor, or with that of the dividend if fmod is set."""
    left, right = (np.asarray(i) for i in inputs)
    if not np.all(right):
        raise ModelError("a division by 0")
    if left.dtype.kind not in "iu" or right.dtype.kind not in "iu":
        return None
    return np.fmod(left, right) if given.get("fmod", 0) else np.mod(left, right)


def shape_of(shape: Sequence[int], given: Attributes) -> Any:
    """A shape, or a part of it, as an array."""
    return np.array(shape, dtype=np.int64)[given.get("start", 0) : given.get("end")]


def _product(inputs: Sequence[Any], given: Attributes) -> Any:
    array, axes = np.asarray(inputs[0]), axes_of(inputs, 1, given)
    if array.dtype.kind not in "iu":
        return None
    if not axes and given.get("noop_with_empty_axes", 0):
        return array
    chosen = tuple(axes) if axes else None
    return np.prod(array, axis=chosen, keepdims=bool(given.get("keepdims", 1)))


#: Constants made of constants; an entry gives None where the result would be rounded.
FOLDS: Final[Mapping[str, Callable[[Sequence[Any], Attributes], Any]]] = {
    "Identity": lambda i, a: i[0],  # noqa: ARG005
    "Cast": _cast,
    "ConstantOfShape": _filled,
    "Shape": lambda i, a: shape_of(np.asarray(i[0]).shape, a),
    "Gather": lambda i, a: taken(np.asarray(i[0]), i[1], a.get("axis", 0), MAX_NUMBERS),
    "Concat": _joined,
    "Slice": lambda i, a: sliced(np.asarray(i[0]), i, a),
    "Squeeze": lambda i, a: i[0].reshape(squeezed_shape(i[0].shape, axes_of(i, 1, a))),
    "Unsqueeze": lambda i, a: i[0].reshape(unsqueezed_shape(i[0].shape, axes_of(i, 1, a) or [])),
    "Reshape": lambda i, a: i[0].reshape(
        reshape_target(i[0].shape, i[1].reshape(-1).tolist(), bool(a.get("allowzero", 0)))
    ),
    "Flatten": lambda i, a: i[0].reshape(flattened_shape(i[0].shape, a.get("axis", 1))),
    "Transpose": lambda i, a: np.transpose(i[0], a.get("perm")),
    "Expand": lambda i, a: np.broadcast_to(i[0], expanded_shape(i[0].shape, i[1])),  # noqa: ARG005
    "Add": _whole(np.add),
    "Sub": _whole(np.subtract),
    "Mul": _whole(np.multiply),
    "Div": _whole(_quotient),
    "Mod": _remainder,
    "Equal": lambda i, a: np.equal(i[0], i[1]),  # noqa: ARG005
    "Where": lambda i, a: np.where(*i),  # noqa: ARG005
    "ReduceProd": _product,
    "Neg": lambda i, a: -np.asarray(i[0]),  # noqa: ARG005
}
