"""The functions and methods of tensors that move entries: by their numbers, as numpy moves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from symnn.errors import ShapeError, UnsupportedError
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly.graph import Graph, Tensor, check_size
from symnn.frameworks.dyadic import axis_in


def axes_without_batch(x: Tensor, dim: Any) -> list[int]:
    """The axes that something is taken along: all, one or some.

    Raises:
        ShapeError: there is no such axis.
        UnsupportedError: the first one, which holds one input here, and many or none elsewhere.
    """
    rank = len(x.shape)
    if dim is None:
        return list(range(rank))
    axes = [axis_in(a, rank) for a in ([dim] if isinstance(dim, int) else dim)]
    if 0 in axes and rank > 1 and x.shape[0] == 1:
        raise UnsupportedError(
            "along the first axis, which is that of the batch: inputs are read as [1, …], and "
            "modules as they act on such"
        )
    return axes


def _sizes(given: Sequence[Any]) -> Sequence[Any]:
    return given[0] if len(given) == 1 and isinstance(given[0], tuple | list) else given


def flattened(graph: Graph, x: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """The axes from `start_dim` to `end_dim`, included, as one."""
    first, last = (axis_in(a, len(x.shape)) for a in (start_dim, end_dim))
    return maps.reshape(graph, x, (*x.shape[:first], -1, *x.shape[last + 1 :]))


def _reshaped(graph: Graph, x: Tensor, *shape: Any) -> Tensor:
    return maps.reshape(graph, x, _sizes(shape))


def _squeezed(graph: Graph, x: Tensor, dim: Any = None) -> Tensor:
    rank = len(x.shape)
    axes = range(rank) if dim is None else [dim] if isinstance(dim, int) else dim
    gone = {axis_in(a, rank) for a in axes}
    kept = tuple(n for a, n in enumerate(x.shape) if n != 1 or a not in gone)
    return maps.reshape(graph, x, kept)


def _unsqueezed(graph: Graph, x: Tensor, dim: int) -> Tensor:
    place = axis_in(dim, len(x.shape) + 1)
    return maps.reshape(graph, x, (*x.shape[:place], 1, *x.shape[place:]))


def _joined(graph: Graph, tensors: Sequence[Any], dim: int = 0, axis: int | None = None) -> Tensor:
    first = next(t for t in tensors if isinstance(t, Tensor))
    parts = [t if isinstance(t, Tensor) else maps.constant(graph, first, t) for t in tensors]
    return maps.concatenated(graph, parts, dim if axis is None else axis)


def _stacked(graph: Graph, tensors: Sequence[Any], dim: int = 0) -> Tensor:
    return _joined(graph, [_unsqueezed(graph, t, dim) for t in tensors], dim)


def _moved(way: Callable[..., Any]) -> Callable[..., Tensor]:
    """A function that numpy applies to the numbers of the entries."""
    return lambda graph, x, *args, **named: maps.rearranged(
        graph, x, way(maps.places(x.shape), *args, **named)
    )


def _permuted(numbers: Any, *dims: Any) -> Any:
    return np.transpose(numbers, tuple(_sizes(dims)))


def _exchanged(numbers: Any, dim0: int, dim1: int) -> Any:
    return np.swapaxes(numbers, dim0, dim1)


def _turned(numbers: Any) -> Any:
    if numbers.ndim > 2:
        raise ShapeError(f"t() of a tensor of shape {list(numbers.shape)}; a matrix is needed")
    return numbers.T


def _expanded(numbers: Any, *sizes: Any) -> Any:
    wanted = list(_sizes(sizes))
    own = [1] * (len(wanted) - numbers.ndim) + list(numbers.shape)
    shape = [n if w == -1 else w for n, w in zip(own, wanted, strict=True)]
    check_size(shape)
    return np.broadcast_to(numbers, shape)


def _repeated(numbers: Any, *counts: Any) -> Any:
    given = _sizes(counts)
    check_size([numbers.size, *given])
    if len(given) < numbers.ndim:
        raise ShapeError(f"repeat by {list(given)} of a tensor of shape {list(numbers.shape)}")
    return np.tile(numbers, tuple(given))


def _flipped(numbers: Any, *dims: Any) -> Any:
    return np.flip(numbers, tuple(_sizes(dims)))


def _rolled(numbers: Any, shifts: Any, dims: Any = None) -> Any:
    return np.roll(numbers, shifts, dims)


def _narrowed(numbers: Any, dim: int, start: int, length: int) -> Any:
    axis = axis_in(dim, numbers.ndim)
    if not 0 <= start <= start + length <= numbers.shape[axis]:
        raise ShapeError(f"{length} places from {start} of axis {dim} of {list(numbers.shape)}")
    return np.take(numbers, range(start, start + length), axis=axis)


def _selected(numbers: Any, dim: int, index: Any) -> Any:
    return np.take(numbers, index, axis=axis_in(dim, numbers.ndim))


def _split(graph: Graph, x: Tensor, split_size: Any, dim: int = 0) -> list[Tensor]:
    axis = axis_in(dim, len(x.shape))
    length = x.shape[axis]
    sizes = list(split_size) if isinstance(split_size, list | tuple) else []
    for start in range(0, 0 if sizes else length, 1 if sizes else split_size):
        sizes.append(min(split_size, length - start))
    if sum(sizes) != length or min(sizes) < 1:
        raise ShapeError(f"axis {dim} of length {length} cannot be split into {sizes}")
    parts = np.split(maps.places(x.shape), np.cumsum(sizes)[:-1], axis=axis)
    return [maps.rearranged(graph, x, part) for part in parts]


def _chunked(graph: Graph, x: Tensor, chunks: int, dim: int = 0) -> list[Tensor]:
    return _split(graph, x, -(-x.shape[dim] // chunks), dim)


def _unbound(graph: Graph, x: Tensor, dim: int = 0) -> list[Tensor]:
    axis = axis_in(dim, len(x.shape))
    shape = (*x.shape[:axis], *x.shape[axis + 1 :])
    return [maps.reshape(graph, part, shape) for part in _split(graph, x, 1, axis)]


def _size(graph: Graph, x: Tensor, dim: int | None = None) -> Any:
    del graph
    return x.shape if dim is None else x.shape[dim]


def item(graph: Graph, value: Any, index: Any) -> Any:
    """value[index]: entries of a tensor, or one of several values."""
    if not isinstance(value, Tensor):
        return value[index]
    try:
        return maps.rearranged(graph, value, np.asarray(maps.places(value.shape)[index]))
    except (IndexError, TypeError, ValueError):
        raise ShapeError(f"[{index}] of a tensor of shape {list(value.shape)}") from None


#: By the name of the function or method.
REARRANGING: Final[Mapping[str, Callable[..., Any]]] = {
    **dict.fromkeys(("view", "reshape"), _reshaped),
    "flatten": flattened,
    "squeeze": _squeezed,
    "unsqueeze": _unsqueezed,
    **dict.fromkeys(("cat", "concat", "concatenate"), _joined),
    "stack": _stacked,
    "permute": _moved(_permuted),
    **dict.fromkeys(("transpose", "swapaxes", "swapdims"), _moved(_exchanged)),
    **dict.fromkeys(("movedim", "moveaxis"), _moved(np.moveaxis)),
    "t": _moved(_turned),
    "expand": _moved(_expanded),
    "repeat": _moved(_repeated),
    "flip": _moved(_flipped),
    "roll": _moved(_rolled),
    "narrow": _moved(_narrowed),
    **dict.fromkeys(("select", "index_select"), _moved(_selected)),
    **dict.fromkeys(("split",), _split),
    "chunk": _chunked,
    "unbind": _unbound,
    "size": _size,
    "dim": lambda g, x: len(x.shape),  # noqa: ARG005
    "getitem": item,
}
