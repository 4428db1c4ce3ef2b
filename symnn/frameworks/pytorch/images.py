"""The functions of torch.nn.functional on images: convolution and pooling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from symnn.errors import UnsupportedError
from symnn.frameworks.assembly import image_maps as images
from symnn.frameworks.assembly.graph import Graph, Tensor
from symnn.frameworks.dyadic import Exact


def _convolved(
    graph: Graph,
    x: Tensor,
    weight: Any,
    bias: Any = None,
    *moves: Any,
    **named: Any,
) -> Tensor:
    if not isinstance(weight, Exact) or not isinstance(bias, Exact | None):
        raise UnsupportedError("a weight or a bias that depends on the input")
    given = {**dict(zip(("stride", "padding", "dilation", "groups"), moves, strict=False)), **named}
    stride, padding = given.pop("stride", 1), given.pop("padding", 0)
    dilation, groups = given.pop("dilation", 1), given.pop("groups", 1)
    if given:
        raise UnsupportedError(f"the arguments {', '.join(given)} are not read")
    plain = images.geometry(weight.shape[2:], stride, 0, 0, dilation)
    before, after = padding, padding
    if isinstance(padding, str):
        before, after = images.named_padding(padding, x.shape[2:], plain)
    windows = images.geometry(plain.kernel, stride, before, after, dilation)
    return images.convolved(graph, x, weight, bias, windows, groups)


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


#: By the name of the function.
IMAGES: Final[Mapping[str, Callable[..., Tensor]]] = {
    **dict.fromkeys(("conv1d", "conv2d", "conv3d"), _convolved),
    **dict.fromkeys(("max_pool1d", "max_pool2d", "max_pool3d"), _max_pool),
    **dict.fromkeys(("avg_pool1d", "avg_pool2d", "avg_pool3d"), _average_pool),
    **dict.fromkeys(
        ("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d"), _pooled_to
    ),
}
