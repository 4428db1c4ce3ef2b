"""Convolutions and pooling on tensors of shape (batch, channels, space…): the windows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Any, NamedTuple

import numpy as np
from flint import fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.frameworks.assembly.affine_maps import averages, places
from symnn.frameworks.assembly.graph import Graph, Tensor, check_size
from symnn.frameworks.dyadic import MAX_NUMBERS, Exact, total_size
from symnn.networks.branches import Parallel
from symnn.networks.convolution import PADDING, Convolution
from symnn.networks.layer import Layer
from symnn.networks.structured import Sparse
from symnn.networks.windows import WindowMax


class Geometry(NamedTuple):
    """How windows move over the axes of space, one entry an axis.

    Attributes:
        kernel: how many taps a window has.
        strides: how far one window is from the next.
        before, after: how many places of padding there are at the two ends.
        dilations: how far one tap is from the next.
        ceiling: whether a last window may reach beyond the padding.
    """

    kernel: tuple[int, ...]
    strides: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    dilations: tuple[int, ...]
    ceiling: bool = False


def geometry(
    kernel: Sequence[int],
    strides: Any = None,
    before: Any = None,
    after: Any = None,
    dilations: Any = None,
    ceiling: bool = False,
) -> Geometry:
    """A geometry with what is not given: stride 1, no padding, dilation 1; a number for all axes.

    Raises:
        ShapeError: not one entry an axis, or an entry out of range.

    Examples:
        >>> geometry((3, 3), strides=2).strides == (2, 2)
        True
    """
    rank = len(kernel)
    spread = {
        "kernel": _entries(kernel, rank, 1, "the kernel"),
        "strides": _entries(1 if strides is None else strides, rank, 1, "the strides"),
        "before": _entries(0 if before is None else before, rank, 0, "the padding"),
        "after": _entries(before or 0 if after is None else after, rank, 0, "the padding"),
        "dilations": _entries(1 if dilations is None else dilations, rank, 1, "the dilations"),
    }
    return Geometry(**spread, ceiling=ceiling)


def _entries(value: Any, rank: int, least: int, name: str) -> tuple[int, ...]:
    found = (value,) * rank if isinstance(value, int) else tuple(value)
    if len(found) != rank or any(isinstance(n, bool) or not isinstance(n, int) for n in found):
        raise ShapeError(f"{name} must be {rank} integers; it is {value!r}")
    if min(found, default=least) < least or max(found, default=least) > MAX_NUMBERS:
        raise ShapeError(f"{name} must be at least {least} in each axis; it is {list(found)}")
    return found


def same_padding(
    space: Sequence[int], kernel: Sequence[int], strides: Sequence[int], dilations: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The padding by which there are ceil(n / stride) windows; an odd place goes to the end.

    Examples:
        >>> same_padding((5,), (2,), (1,), (1,))
        ((0,), (1,))
    """
    before, after = [], []
    for n, k, s, d in zip(space, kernel, strides, dilations, strict=True):
        missing = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
        before.append(missing // 2)
        after.append(missing - missing // 2)
    return tuple(before), tuple(after)


def named_padding(name: str, space: Sequence[int], g: Geometry) -> tuple[Any, Any]:
    """The padding that "valid" or "same" stands for.

    Raises:
        UnsupportedError: another name.
    """
    if name == "valid":
        return 0, 0
    if name != "same":
        raise UnsupportedError(f"padding {name!r}; valid and same are read")
    return same_padding(space, g.kernel, g.strides, g.dilations)


def _counts(space: Sequence[int], g: Geometry) -> tuple[int, ...]:
    """How many windows there are along each axis."""
    found = []
    for axis, n in enumerate(space):
        reach = g.dilations[axis] * (g.kernel[axis] - 1) + 1
        room = n + g.before[axis] + g.after[axis] - reach
        count = (-(-room // g.strides[axis]) if g.ceiling else room // g.strides[axis]) + 1
        # A window that would start in the padding at the end is left out.
        if g.ceiling and (count - 1) * g.strides[axis] >= n + g.before[axis]:
            count -= 1
        if count < 1:
            raise ShapeError(
                f"windows of {list(g.kernel)} do not fit into a space of {list(space)} with "
                f"padding {list(g.before)} and {list(g.after)}"
            )
        found.append(count)
    return tuple(found)


def windows(
    graph: Graph, space: Sequence[int], g: Geometry, channels: int
) -> tuple[Any, tuple[int, ...]]:
    """For each window the places that it sees, -1 for padding; and the shape of the windows.

    Raises:
        TooLargeError: they see too much, in all channels.
    """
    counts = _counts(space, g)
    check_size((channels, *counts))
    graph.spend(total_size(counts) * total_size(g.kernel) * channels)
    numbers, inside = np.zeros((1, 1), dtype=np.int64), np.ones((1, 1), dtype=bool)
    for axis, n in enumerate(space):
        start = np.arange(counts[axis]) * g.strides[axis] - g.before[axis]
        place = start[:, None] + np.arange(g.kernel[axis]) * g.dilations[axis]
        fits = (place >= 0) & (place < n)
        shape = (numbers.shape[0] * counts[axis], numbers.shape[1] * g.kernel[axis])
        numbers = (numbers[:, None, :, None] * n + place[None, :, None, :]).reshape(shape)
        inside = (inside[:, None, :, None] & fits[None, :, None, :]).reshape(shape)
    return np.where(inside, numbers, PADDING), counts


def _space(x: Tensor, g: Geometry, name: str) -> tuple[int, ...]:
    if len(x.shape) != len(g.kernel) + 2 or x.shape[0] != 1:
        raise ShapeError(
            f"{name} with a kernel of {list(g.kernel)} takes one image, of shape [1, channels, "
            f"{len(g.kernel)} axes]; the tensor has shape {list(x.shape)}"
        )
    return x.shape[2:]


def convolved(
    graph: Graph, x: Tensor, weight: Exact, bias: Exact | None, g: Geometry, groups: int = 1
) -> Tensor:
    """The convolution (as networks mean it: a correlation) of an image.

    Args:
        weight: of shape (outputs, channels / groups, kernel…).

    Raises:
        ShapeError: shapes that do not fit.
    """
    space = _space(x, g, "a convolution")
    channels, outputs = x.shape[1], weight.shape[0]
    if groups < 1 or channels % groups or outputs % groups:
        raise ShapeError(f"{groups} groups do not divide {channels} inputs and {outputs} outputs")
    if weight.shape[1:] != (channels // groups, *g.kernel):
        raise ShapeError(
            f"a convolution weight of shape {list(weight.shape)} on a tensor of shape "
            f"{list(x.shape)} in {groups} groups"
        )
    if bias is not None and bias.shape != (outputs,):
        raise ShapeError(f"a bias of shape {list(bias.shape)} for {outputs} channels")
    seen, counts = windows(graph, space, g, channels)
    check_size((outputs, *counts))
    inside, size = total_size(space), total_size(x.shape)
    rows = weight.reshaped(outputs, total_size(weight.shape[1:])).rows()
    each_in, each_out = channels // groups, outputs // groups
    layers: list[Layer] = []
    for k in range(groups):
        own = range(k * each_in, (k + 1) * each_in)
        taps = [np.where(seen >= 0, seen + c * inside, PADDING) for c in own]
        chosen = slice(k * each_out, (k + 1) * each_out)
        shift = None if bias is None else list(bias.entries[chosen])
        layers.append(Convolution(rows[chosen], shift, np.concatenate(taps, axis=1).tolist(), size))
    layer = layers[0] if groups == 1 else Parallel(*layers)
    return graph.add([layer], [x], (1, outputs, *counts))


def _groups(
    graph: Graph, x: Tensor, g: Geometry, name: str
) -> tuple[list[list[int]], tuple[int, ...]]:
    """The entries in each window of each channel, padding left out."""
    space = _space(x, g, name)
    seen, counts = windows(graph, space, g, x.shape[1])
    inside = total_size(space)
    found = [
        [place + c * inside for place in window if place != PADDING]
        for c in range(x.shape[1])
        for window in seen.tolist()
    ]
    if not all(found):
        raise ShapeError(f"{name}: a window of {list(g.kernel)} sees nothing but padding")
    return found, (1, x.shape[1], *counts)


def max_pooled(graph: Graph, x: Tensor, g: Geometry) -> Tensor:
    """The largest of each window; padding never is.

    Raises:
        ShapeError: the windows do not fit.
    """
    groups, shape = _groups(graph, x, g, "max pooling")
    layer = WindowMax(tuple(map(tuple, groups)), total_size(x.shape))
    return graph.add([layer], [x], shape)


def average_pooled(graph: Graph, x: Tensor, g: Geometry, count_padding: bool) -> Tensor:
    """The mean of each window, padding counted as 0 or left out.

    Raises:
        ShapeError: the windows do not fit.
    """
    groups, shape = _groups(graph, x, g, "average pooling")
    if not count_padding or not any((*g.before, *g.after)):
        return averages(graph, x, groups, shape)
    whole = [size for _ in range(x.shape[1]) for size in _padded_sizes(x.shape[2:], g)]
    rows = [[(k, fmpq(1, n)) for k in group] for group, n in zip(groups, whole, strict=True)]
    return graph.add([Sparse(rows, total_size(x.shape))], [x], shape)


def _padded_sizes(space: Sequence[int], g: Geometry) -> list[int]:
    """How many places of each window lie in the space or its padding."""
    wide = tuple(n + a + b for n, a, b in zip(space, g.before, g.after, strict=True))
    counts = _counts(space, g)
    sizes = np.ones(1, dtype=np.int64)
    for axis, n in enumerate(wide):
        start = np.arange(counts[axis]) * g.strides[axis]
        place = start[:, None] + np.arange(g.kernel[axis]) * g.dilations[axis]
        sizes = (sizes[:, None] * (place < n).sum(axis=1)[None, :]).reshape(-1)
    return [int(s) for s in sizes]


def pooled_to(graph: Graph, x: Tensor, counts: Sequence[int]) -> Tensor:
    """Averages over parts of the space, as many as asked for along each axis.

    Part i of an axis of n places is from floor(i n / count) to ceil((i + 1) n / count).
    """
    if len(x.shape) != len(counts) + 2:
        raise ShapeError(f"pooling to {list(counts)} of a tensor of shape {list(x.shape)}")
    check_size((x.shape[1], *counts))
    numbers, groups = places(x.shape)[0], list[list[int]]()
    axes = [
        [range(i * n // c, -(-(i + 1) * n // c)) for i in range(c)]
        for n, c in zip(x.shape[2:], counts, strict=True)
    ]
    graph.spend(x.shape[1] * prod(sum(map(len, parts)) for parts in axes))
    for channel in numbers:
        for parts in product(*axes):
            groups.append(channel[np.ix_(*parts)].reshape(-1).tolist())
    return averages(graph, x, groups, (1, x.shape[1], *counts))
