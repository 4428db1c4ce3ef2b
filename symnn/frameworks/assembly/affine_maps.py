"""Affine operators on tensors: matrices, constants, sums, rearrangements, normalisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from flint import fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import MINUS_ONE, ONE, ZERO, Expr, add, mul, rational
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.frameworks.assembly.graph import BatchNorm, Graph, Tensor, check_size
from symnn.frameworks.dyadic import Exact, total_size
from symnn.networks.affine import Affine
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer, number_of
from symnn.networks.structured import Sparse, select
from symnn.networks.windows import WindowMax
from symnn.twins.formats import format_of
from symnn.twins.source.constants import rounded


def places(shape: Sequence[int]) -> Any:
    """The number of every entry of a tensor, as an array of its shape."""
    return np.arange(total_size(shape)).reshape(tuple(shape))


def dense(
    graph: Graph, x: Tensor, weight: Exact, bias: Exact | None, transposed: bool = False
) -> Tensor:
    """x W^T + b along the last axis of x, for W of shape (outputs, inputs); or x W.

    Raises:
        ShapeError: W does not take the last axis of x, or b does not fit.
    """
    if len(weight.shape) != 2 or not x.shape:
        raise ShapeError(
            f"a weight of shape {list(weight.shape)} on a tensor of shape {list(x.shape)}; "
            "a matrix and a vector are needed"
        )
    rows = weight.rows()
    rows = [list(column) for column in zip(*rows, strict=True)] if transposed else rows
    inputs = weight.shape[0] if transposed else weight.shape[1]
    if x.shape[-1] != inputs:
        raise ShapeError(
            f"a weight of shape {list(weight.shape)} takes {inputs} inputs; the tensor has shape "
            f"{list(x.shape)}"
        )
    shift = None if bias is None else _bias(bias, len(rows))
    check_size((*x.shape[:-1], len(rows)))
    size = total_size(x.shape)
    layer: Layer
    if size == inputs:
        layer = Affine(rows, shift)
    else:
        windows = places(x.shape).reshape(-1, inputs).tolist()
        layer = Convolution(rows, shift, windows, size, channels_last=True)
    return graph.add([layer], [x], (*x.shape[:-1], len(rows)))


def _bias(bias: Exact, count: int) -> list[fmpq]:
    if total_size(bias.shape) not in (1, count):
        raise ShapeError(f"a bias of shape {list(bias.shape)} for {count} outputs")
    return list(bias.entries) if len(bias.entries) == count else list(bias.entries) * count


def left_product(graph: Graph, weight: Exact, x: Tensor) -> Tensor:
    """W x for a column or a matrix x: along the axis before the last.

    Raises:
        ShapeError: W does not take that axis.
    """
    if len(x.shape) == 1:
        return dense(graph, x, weight, None)
    if len(weight.shape) != 2 or x.shape[-2] != weight.shape[1]:
        raise ShapeError(
            f"a product of shapes {list(weight.shape)} and {list(x.shape)}: the axis before the "
            f"last must be {weight.shape[-1]}"
        )
    axes = (*range(len(x.shape) - 2), len(x.shape) - 1, len(x.shape) - 2)
    turned = transpose(graph, x, axes)
    return transpose(graph, dense(graph, turned, weight, None), axes)


# --- rearrangements -------------------------------------------------------------------------


def rearranged(graph: Graph, x: Tensor, chosen: Any) -> Tensor:
    """The tensor of some entries of x, given by their numbers in an array."""
    flat = chosen.reshape(-1).tolist()
    if not flat:
        raise ShapeError(f"nothing is left of a tensor of shape {list(x.shape)}")
    size = total_size(x.shape)
    layers = [] if flat == list(range(size)) else [select(flat, size)]
    return graph.add(layers, [x], chosen.shape)


def transpose(graph: Graph, x: Tensor, axes: Sequence[int] | None) -> Tensor:
    """The tensor with its axes in another order; reversed if none is given."""
    return rearranged(graph, x, np.transpose(places(x.shape), axes))


def reshape(graph: Graph, x: Tensor, shape: Sequence[int]) -> Tensor:
    """The same entries in another shape; one -1 is what fits.

    Raises:
        ShapeError: it has another number of entries.
    """
    try:
        made = places(x.shape).reshape(tuple(shape)).shape
    except ValueError:
        raise ShapeError(
            f"a tensor of shape {list(x.shape)} cannot be reshaped to {list(shape)}"
        ) from None
    return graph.add([], [x], made)


def flatten(graph: Graph, x: Tensor, start: int = 1) -> Tensor:
    """All axes from `start` on as one."""
    kept = x.shape[:start]
    return graph.add([], [x], (*kept, total_size(x.shape[start:])))


def padded(graph: Graph, x: Tensor, pads: Sequence[tuple[int, int]], value: fmpq) -> Tensor:
    """Constant entries before and after each axis; a negative number cuts entries off."""
    numbers = places(x.shape)
    for axis, (before, after) in enumerate(pads):
        cut = slice(max(-before, 0), numbers.shape[axis] + min(after, 0))
        numbers = numbers[(slice(None),) * axis + (cut,)]
    widths = [(max(a, 0), max(b, 0)) for a, b in pads]
    check_size([n + a + b for n, (a, b) in zip(numbers.shape, widths, strict=True)])
    chosen = np.pad(numbers, widths, constant_values=-1)
    flat = chosen.reshape(-1).tolist()
    if not flat:
        raise ShapeError(f"nothing is left of a tensor of shape {list(x.shape)}")
    rows = [[(k, ONE)] if k >= 0 else [] for k in flat]
    outside = rational(value)
    shifts = [ZERO if k >= 0 else outside for k in flat]
    return graph.add([Sparse(rows, total_size(x.shape), shifts)], [x], chosen.shape)


def concatenated(graph: Graph, tensors: Sequence[Tensor], axis: int) -> Tensor:
    """The tensors one after the other along an axis.

    Raises:
        ShapeError: they differ in another axis.
    """
    check_size([sum(total_size(t.shape) for t in tensors)])
    starts, numbers = 0, []
    for t in tensors:
        numbers.append(places(t.shape) + starts)
        starts += total_size(t.shape)
    try:
        joined = np.concatenate(numbers, axis=axis)
    except ValueError:
        shapes = ", ".join(str(list(t.shape)) for t in tensors)
        raise ShapeError(f"tensors of shapes {shapes} cannot be joined at axis {axis}") from None
    flat = joined.reshape(-1).tolist()
    layers = [] if flat == list(range(starts)) else [select(flat, starts)]
    return graph.add(layers, tensors, joined.shape)


# --- arithmetic -----------------------------------------------------------------------------


def scaled(
    graph: Graph, x: Tensor, factor: Exact | None = None, shift: Exact | None = None
) -> Tensor:
    """factor · x + shift, entry by entry; constants of smaller shapes are repeated.

    Raises:
        ShapeError: the shapes do not fit.
    """
    shape = _common_shape([x.shape, *(c.shape for c in (factor, shift) if c is not None)])
    kept = np.broadcast_to(places(x.shape), shape).reshape(-1).tolist()
    factors = _spread(factor, shape) if factor is not None else [ONE] * len(kept)
    shifts = _spread(shift, shape) if shift is not None else None
    rows = [[(k, f)] for k, f in zip(kept, factors, strict=True)]
    made = graph.add([Sparse(rows, total_size(x.shape), shifts)], [x], shape)
    if shape != x.shape or any(len(c.entries) > 1 for c in (factor, shift) if c is not None):
        return made
    slope = rational(fmpq(1) if factor is None else factor.entries[0])
    moved = rational(fmpq(0) if shift is None else shift.entries[0])
    return graph.made_from(made, x, lambda body: add(mul(slope, body), moved))


def _common_shape(shapes: Sequence[Sequence[int]]) -> tuple[int, ...]:
    try:
        shape = np.broadcast_shapes(*(tuple(s) for s in shapes))
    except ValueError:
        found = " and ".join(str(list(s)) for s in shapes)
        raise ShapeError(f"the shapes {found} do not fit together") from None
    check_size(shape)
    return shape


def _spread(constant: Exact, shape: Sequence[int]) -> list[Expr]:
    numbers = np.broadcast_to(places(constant.shape), tuple(shape)).reshape(-1).tolist()
    entries = list(map(rational, constant.entries))
    return [entries[k] for k in numbers]


def constant(graph: Graph, x: Tensor, value: Exact) -> Tensor:
    """A constant as a value beside x: no term of x, and the constant as the bias."""
    count = check_size(value.shape)
    return graph.add([Sparse([[]] * count, total_size(x.shape), value.entries)], [x], value.shape)


def largest(graph: Graph, tensors: Sequence[Tensor]) -> Tensor:
    """The maximum of tensors, entry by entry; smaller shapes are repeated."""
    shape = _common_shape([t.shape for t in tensors])
    start, columns = 0, list[list[int]]()
    for t in tensors:
        columns.append(np.broadcast_to(places(t.shape) + start, shape).reshape(-1).tolist())
        start += total_size(t.shape)
    layer = WindowMax(tuple(zip(*columns, strict=True)), start)
    return graph.add([layer], tensors, shape)


def largest_along(graph: Graph, x: Tensor, axis: int) -> Tensor:
    """The maximum along one axis, which goes away.

    Raises:
        ShapeError: the tensor has no such axis.
    """
    if not -len(x.shape) <= axis < len(x.shape):
        raise ShapeError(f"a tensor of shape {list(x.shape)} has no axis {axis}")
    moved = np.moveaxis(places(x.shape), axis, -1)
    windows = tuple(map(tuple, moved.reshape(-1, x.shape[axis]).tolist()))
    return graph.add([WindowMax(windows, total_size(x.shape))], [x], moved.shape[:-1])


def total(graph: Graph, tensors: Sequence[Tensor], signs: Sequence[int]) -> Tensor:
    """The sum of tensors, each with a sign; smaller shapes are repeated."""
    shape = _common_shape([t.shape for t in tensors])
    start, columns = 0, list[list[int]]()
    for t in tensors:
        numbers = np.broadcast_to(places(t.shape) + start, shape)
        columns.append(numbers.reshape(-1).tolist())
        start += total_size(t.shape)
    weights = [ONE if sign > 0 else MINUS_ONE for sign in signs]
    rows = [list(zip(row, weights, strict=True)) for row in zip(*columns, strict=True)]
    is_plain = all(t.shape == shape for t in tensors)
    is_sum = is_plain and all(s == 1 for s in signs)
    made = graph.add([Sparse(rows, start)], tensors, shape, is_sum=is_sum)
    return graph.sum_of(made, tensors, weights) if is_plain else made


def mean(graph: Graph, x: Tensor, axes: Sequence[int], keep: bool) -> Tensor:
    """The averages over some axes.

    Raises:
        ShapeError: an axis that the tensor does not have.
    """
    rank = len(x.shape)
    if any(not -rank <= a < rank for a in axes):
        raise ShapeError(f"a tensor of shape {list(x.shape)} has no axes {list(axes)}")
    chosen = sorted({a % rank for a in axes})
    numbers = np.moveaxis(places(x.shape), chosen, range(-len(chosen), 0))
    kept = tuple(n for a, n in enumerate(x.shape) if a not in chosen)
    shape = tuple(1 if a in chosen else n for a, n in enumerate(x.shape)) if keep else kept
    groups = numbers.reshape(total_size(kept), -1).tolist()
    return averages(graph, x, groups, shape)


def averages(
    graph: Graph, x: Tensor, groups: Sequence[Sequence[int]], shape: Sequence[int]
) -> Tensor:
    """The mean of each group of entries."""
    shares = {n: rational(fmpq(1, n)) for n in set(map(len, groups))}
    rows = [[(k, shares[len(group)]) for k in group] for group in groups]
    return graph.add([Sparse(rows, total_size(x.shape))], [x], shape)


# --- normalisation --------------------------------------------------------------------------


def batch_normalised(
    graph: Graph,
    x: Tensor,
    statistics: tuple[Exact, Exact, Exact, Exact],
    epsilon: fmpq,
    axis: int = 1,
) -> Tensor:
    """γ (x − μ)/√(σ² + ε) + β for each channel, with (γ, β, μ, σ²) as statistics.

    Exactness: exact; the square roots are kept as such unless `graph.batch_norm` says what to take
        for 1/√(σ² + ε).

    Raises:
        ShapeError: not one entry of each for every channel.
        UnsupportedError: σ² + ε is not positive.
    """
    channels = x.shape[axis] if len(x.shape) > axis else 0
    for array in statistics:
        if total_size(array.shape) != channels:
            raise ShapeError(
                f"batch normalisation of {channels} channels got an array of shape "
                f"{list(array.shape)}"
            )
    factors, shifts = list[Expr](), list[Expr]()
    for k, (scale, shift, average, variance) in enumerate(
        zip(*(s.entries for s in statistics), strict=True)
    ):
        if variance + epsilon <= 0:
            raise UnsupportedError(
                f"batch normalisation: the variance {variance} of channel {k}, plus {epsilon}, "
                "is not positive"
            )
        root = _inverse_root(variance + epsilon, graph.batch_norm)
        factors.append(_product(scale, root))
        shifts.append(_settled(rational(shift) - _product(scale * average, root)))
    channel = np.broadcast_to(
        np.arange(channels).reshape([-1 if a == axis else 1 for a in range(len(x.shape))]), x.shape
    )
    rows = [[(k, factors[c])] for k, c in enumerate(channel.reshape(-1).tolist())]
    bias = [shifts[c] for c in channel.reshape(-1).tolist()]
    return graph.add([Sparse(rows, total_size(x.shape), bias)], [x], x.shape)


def _inverse_root(number: fmpq, taken: BatchNorm) -> Expr:
    if callable(taken):
        return rational(taken(number))
    root = written_form(1 / Number(number).nth_root(2))
    if taken is None:
        return root
    return rational(fmpq(*rounded(root, format_of(taken)).value.as_integer_ratio()))


def _product(factor: fmpq, root: Expr) -> Expr:
    return _settled(mul(rational(factor), root))


def _settled(expr: Expr) -> Expr:
    found = number_of(expr)
    return expr if found is None else written_form(found)
