"""Layers and networks, the shape that each makes of its input, and how many numbers it holds.

Sizes are polynomials in letters, so that all that is found holds for every size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError, letter, number

_ZERO: Final = number(0)
_GATES: Final = {"rnn": 1, "gru": 3, "lstm": 4}


class Count(NamedTuple):
    """Weights, biases, and multiplications by weights."""

    weights: Size
    biases: Size
    products: Size = _ZERO


class Volume(NamedTuple):
    """The channels, or features, and the sides of an image; `batch` stands before them."""

    channels: Size | None
    sides: tuple[Size, ...] = ()
    batch: tuple[Size, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Layer:
    """What kind of layer it is, and the sizes that are said of it, by name."""

    kind: str
    sizes: dict[str, Size] = field(default_factory=dict)
    said: frozenset[str] = frozenset()

    def size(self, key: str, usual: Size | None = None) -> Size:
        """A size.

        Raises:
            UnreadError: it is not said.
        """
        found = self.sizes.get(key, usual)
        if found is None:
            raise UnreadError(f"the {key} of the {self.kind} layer is not said")
        return found

    @property
    def is_of_units(self) -> bool:
        """Whether it is a layer of units that each see all inputs."""
        return self.kind == "dense"


@final
@dataclass(frozen=True, slots=True)
class Network:
    """What a network is called, its input and its layers; `biased` is None if that is not said."""

    called: str
    input: Volume
    layers: tuple[Layer, ...]
    biased: bool | None = None

    def volumes(self) -> Iterator[tuple[Layer, Volume, Volume]]:
        """Each layer with its input and its output."""
        before = self.input
        for layer in self.layers:
            after = output(layer, before)
            yield layer, before, after
            before = after

    def count(self) -> Count:
        """The weights and biases of all layers."""
        weights = biases = products = _ZERO
        for layer, before, after in self.volumes():
            found = count(layer, before, after)
            weights, biases = weights + found.weights, biases + found.biases
            products = products + found.products
        bare = self.biased is False
        return Count(weights, _ZERO if bare else biases, products)


def output(layer: Layer, before: Volume) -> Volume:
    """The shape that a layer makes of its input.

    Raises:
        UnreadError: it is not known.
    """
    if layer.kind == "dense":
        return Volume(layer.size("units"), (), before.batch)
    if layer.kind == "flatten":
        whole = before.channels or ONE
        for side in before.sides:
            whole = whole * side
        return Volume(whole, (), before.batch)
    if layer.kind == "block":
        grown = layer.size("layers") * layer.size("growth")
        return Volume(_needed(before.channels) + grown, before.sides, before.batch)
    if layer.kind == "same":
        return before
    if layer.kind in ("convolution", "transposed"):
        known = before.channels is not None or "filters" in layer.sizes
        channels = _filters(layer, before) if known else None
        return Volume(channels, _sides(layer, before), before.batch)
    if layer.kind == "pooling":
        return Volume(before.channels, _sides(layer, before), before.batch)
    if layer.kind == "global":
        return Volume(before.channels, (), before.batch)
    raise UnreadError(f"the output of a {layer.kind} layer is not known")


def _needed(size: Size | None) -> Size:
    if size is None:
        raise UnreadError("the channels are not said")
    return size


def _seen(layer: Layer, before: Volume) -> Size:
    """The channels that one filter sees."""
    channels = _needed(before.channels)
    if "depthwise" in layer.said:
        return ONE
    groups = layer.sizes.get("groups", ONE)
    parts = channels if groups == ONE else divided(channels, groups)
    if parts * groups != channels:
        raise UnreadError("its channels are not parted into groups of one size")
    return parts


def _filters(layer: Layer, before: Volume) -> Size:
    if "depthwise" in layer.said and "filters" not in layer.sizes:
        return _needed(before.channels)
    if "half" in layer.said and "filters" not in layer.sizes:
        return divided(_needed(before.channels), number(2))
    return layer.size("filters")


def _sides(layer: Layer, before: Volume) -> tuple[Size, ...]:
    first = layer.size("kernel")
    kernels = (first, layer.sizes.get("kernel2", first))
    return tuple(side_after(layer, side, kernels[min(k, 1)]) for k, side in enumerate(before.sides))


def side_after(layer: Layer, side: Size, kernel: Size) -> Size:
    """⌊(n + 2p - d(k - 1) - 1) / s⌋ + 1, or what is said: the same, all that meets, doubled."""
    usual = kernel if layer.kind == "pooling" else ONE
    if layer.kind == "pooling" and "stride" not in layer.sizes and "same" in layer.said:
        usual = ONE
    stride = layer.size("stride", usual)
    reach = layer.size("dilation", ONE) * (kernel - ONE)
    if layer.kind == "transposed":
        padding = layer.size("padding", _ZERO)
        return (side - ONE) * stride + reach + ONE - number(2) * padding
    if "full" in layer.said:
        return side + reach
    if "same" in layer.said:
        return side if stride == ONE else ceiling(side, stride)
    room = side + number(2) * layer.size("padding", _ZERO) - reach - ONE
    if layer.kind == "pooling" and stride != ONE and divided(room, stride) * stride != room:
        raise UnreadError("whether the last window is left out is not said")
    return (room if stride == ONE else divided(room, stride)) + ONE


def divided(size: Size, by: Size) -> Size:
    """A size over another, rounded down.

    Raises:
        UnreadError: it is not known for all numbers that the letters may be.
    """
    if by.letters or not by.terms:
        raise UnreadError("a division by a letter is not carried out")
    parts = by.at({})
    if not size.letters:
        return number(size.at({}) // parts)
    whole = _ZERO
    rest = 0
    for monomial, factor in size.terms:
        if not monomial:
            rest = factor
        elif factor % parts:
            raise UnreadError("a division of a letter is not carried out")
        else:
            term = number(factor // parts)
            for part in monomial:
                term = term * letter(part)
            whole = whole + term
    return whole + number(rest // parts)


def ceiling(size: Size, by: Size) -> Size:
    """A size over another, rounded up."""
    return divided(size + by - ONE, by)


def count(layer: Layer, before: Volume, after: Volume) -> Count:
    """The weights, biases and multiplications of one layer.

    Raises:
        UnreadError: they are not known.
    """
    bare = "bare" in layer.said
    if layer.kind == "dense":
        if before.sides:
            raise UnreadError("a layer of units behind an image, which is not said to be flattened")
        weights = _needed(before.channels) * layer.size("units")
        return Count(weights, _ZERO if bare else layer.size("units"), weights)
    if layer.kind in ("convolution", "transposed"):
        if "square" in layer.sizes and len(before.sides) != 2:
            raise UnreadError("whether the kernel has one dimension or two is not said")
        first = layer.size("kernel")
        area = first * layer.sizes.get("kernel2", first)
        filters = _filters(layer, before)
        weights = area * _seen(layer, before) * filters
        products = weights
        for side in after.sides:
            products = products * side
        return Count(weights, _ZERO if bare else filters, products)
    if layer.kind in ("pooling", "flatten", "same", "global"):
        return Count(_ZERO, _ZERO)
    raise UnreadError(f"the parameters of a {layer.kind} layer are not counted")
