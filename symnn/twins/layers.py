"""The layers of a network compiled to numpy: functions of arrays (N, m) that may overwrite them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias, final

import numpy as np

from symnn.errors import NotClosedError, UnsupportedError
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins import kernels
from symnn.twins.formats import Format
from symnn.twins.kernels import Array
from symnn.twins.scalar import compiled
from symnn.twins.source.constants import Constants, rounded_array
from symnn.twins.structured import gathered, window_max, window_places, windowed

#: (N, m) to (N, n); it may overwrite its argument.
Run: TypeAlias = Callable[[Array], Array]


@final
@dataclass(frozen=True, slots=True)
class Dense:
    """W and b as floats, with bounds of their rounding errors."""

    weight: Constants
    bias: Constants

    def __call__(self, x: Array) -> Array:
        """x W^T + b."""
        return self.apply(x, self.weight.values, self.bias.values)

    def apply(self, x: Array, weight: Array, bias: Array) -> Array:
        """The same with other weights and biases (bounds of errors, say)."""
        y: Array = x @ weight.T
        y += bias
        return y


def dense(layer: Affine, form: Format, place: str = "") -> Dense:
    """The weights of an affine layer, correctly rounded."""
    name = f" of {place}" if place else ""
    weight = rounded_array([list(row) for row in layer.weight], form, f"W{name}")
    return Dense(weight, rounded_array(list(layer.bias), form, f"b{name}"))


def compile_layer(layer: Layer, form: Format, place: str = "") -> Run:
    """A layer on arrays of the format.

    Args:
        layer: any layer of `symnn.networks`, without symbols.
        form: the format.
        place: how messages call it.

    Raises:
        NotClosedError: a weight holds a symbol.
        UnsupportedError: a layer that has no float counterpart here.
    """
    match layer:
        case Affine():
            return dense(layer, form, place)
        case Elementwise():
            return compiled(layer.function, form)
        case Softmax():
            return kernels.softmax
        case Convolution():
            return windowed(layer, form, place)
        case Structured():
            return gathered(layer, form, place)
        case WindowMax():
            return window_max(layer)
        case MaxPool():
            return _pool(layer)
        case Maxout():
            pieces = [dense(piece, form, place) for piece in layer.pieces]
            return lambda x: reduce(np.maximum, [piece(x) for piece in pieces])
        case Network():
            return in_order([compile_layer(part, form, place) for part in layer.layers])
        case Residual():
            branch = compile_layer(layer.branch, form, place)
            return lambda x: x + branch(x.copy())
        case Parallel():
            branches = [compile_layer(branch, form, place) for branch in layer.branches]
            return lambda x: np.concatenate([run(x.copy()) for run in branches], axis=-1)
    raise UnsupportedError(f"the layer {layer.label} has no float counterpart here")


def in_order(runs: Sequence[Run]) -> Run:
    """One after the other."""

    def run(x: Array) -> Array:
        for step in runs:
            x = step(x)
        return x

    return run


def _pool(layer: MaxPool) -> Run:
    return lambda x: np.asarray(x[:, window_places(layer.windows(x.shape[-1]))].max(axis=-1))


def widest(layer: Layer, inputs: int) -> int:
    """The largest number of floats for one input that are in memory at once in some layer."""
    made = layer.output_size(inputs) or inputs
    match layer:
        case Network():
            sizes, size = [inputs], inputs
            for part in layer.layers:
                sizes.append(widest(part, size))
                size = part.output_size(size) or size
            return max(sizes)
        case Convolution():
            return len(layer.windows) * max(len(layer.kernel), len(layer.kernel[0]))
        case MaxPool():
            return made * layer.size
        case WindowMax():
            return made * max(len(window) for window in layer.places)
        case Maxout():
            return made * len(layer.pieces)
        case Residual():
            return widest(layer.branch, inputs)
        case Parallel():
            return max(made, *(widest(branch, inputs) for branch in layer.branches))
    return max(inputs, made)


def check_closed(layer: Layer) -> None:
    """Refuse weights with symbols.

    Raises:
        NotClosedError: the symbols are named, and the way out.
    """
    names = [name for name, _ in layer.symbols]
    if names:
        raise NotClosedError(
            f"{layer.label} holds the symbol{'s' if len(names) > 1 else ''} {', '.join(names)}; "
            "a twin needs numbers: give them values with net.substitute({…})"
        )
