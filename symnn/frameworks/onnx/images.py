"""The ONNX operators on images: convolution and pooling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from symnn.errors import UnsupportedError
from symnn.frameworks.assembly import image_maps as images
from symnn.frameworks.assembly.graph import Tensor
from symnn.frameworks.onnx.call import Call, Handler


def _geometry(c: Call, kernel: Sequence[int]) -> images.Geometry:
    rank, space = len(kernel), c.x.shape[2:]
    strides = c.given.get("strides", [1] * rank)
    dilations = c.given.get("dilations", [1] * rank)
    before, after = _padding(c, space, kernel, strides, dilations)
    ceiling = bool(c.given.get("ceil_mode", 0))
    return images.geometry(kernel, strides, before, after, dilations, ceiling)


def _padding(
    c: Call,
    space: Sequence[int],
    kernel: Sequence[int],
    strides: Sequence[int],
    dilations: Sequence[int],
) -> tuple[Any, Any]:
    rank, mode = len(kernel), c.given.get("auto_pad", b"NOTSET")
    pads = c.given.get("pads", [0] * 2 * rank)
    if mode == b"NOTSET":
        return pads[:rank], pads[rank:]
    if any(pads):
        raise UnsupportedError(f"pads {list(pads)} beside auto_pad {mode!r}; one of them is read")
    if mode == b"VALID":
        return [0] * rank, [0] * rank
    if mode not in (b"SAME_UPPER", b"SAME_LOWER"):
        raise UnsupportedError(f"auto_pad {mode!r} is not known")
    before, after = images.same_padding(space, kernel, strides, dilations)
    return (before, after) if mode == b"SAME_UPPER" else (after, before)


def _conv(c: Call) -> Tensor:
    weight = c.needed(1)
    moves = _geometry(c, c.given.get("kernel_shape", weight.shape[2:]))
    return images.convolved(c.graph, c.x, weight, c.exact(2), moves, c.given.get("group", 1))


def _max_pool(c: Call) -> Tensor:
    if c.outputs > 1:
        raise UnsupportedError("the indices of max pooling are not read")
    return images.max_pooled(c.graph, c.x, _geometry(c, c.given["kernel_shape"]))


def _average_pool(c: Call) -> Tensor:
    counted = bool(c.given.get("count_include_pad", 0))
    return images.average_pooled(c.graph, c.x, _geometry(c, c.given["kernel_shape"]), counted)


#: By the name of the operator.
IMAGE_HANDLERS: Final[Mapping[str, Handler]] = {
    "Conv": _conv,
    "MaxPool": _max_pool,
    "AveragePool": _average_pool,
    "GlobalAveragePool": lambda c: images.pooled_to(c.graph, c.x, (1,) * (len(c.x.shape) - 2)),
    "GlobalMaxPool": lambda c: images.max_pooled(c.graph, c.x, images.geometry(c.x.shape[2:])),
}
