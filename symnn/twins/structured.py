"""Sparse maps, convolutions and windows of any shape as float layers: gathered, never written out.

A zero is put behind the inputs, so that a place that is not there is one like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from symnn.exact.expression import ZERO
from symnn.networks.convolution import PADDING, Convolution
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins.formats import Format
from symnn.twins.kernels import Array
from symnn.twins.source.constants import Constants, rounded_array

Places: TypeAlias = NDArray[np.intp]


def with_zero(x: Array) -> Array:
    """The inputs (N, m) and a zero behind them."""
    return np.concatenate([x, np.zeros((len(x), 1), x.dtype)], axis=1)


@final
@dataclass(frozen=True, slots=True)
class Gathered:
    """Sums of few terms: y_i = sum over k of weight[i, k] x[places[i, k]] + bias[i]."""

    places: Places
    weight: Constants
    bias: Constants

    def __call__(self, x: Array) -> Array:
        """The sums, term by term."""
        return self.apply(x, self.weight.values, self.bias.values)

    def apply(self, x: Array, weight: Array, bias: Array) -> Array:
        """The same sums with other weights and biases (bounds of errors, say)."""
        source = with_zero(x)
        total = source[:, self.places[:, 0]] * weight[:, 0]
        for k in range(1, self.places.shape[1]):
            total += source[:, self.places[:, k]] * weight[:, k]
        total += bias
        return np.asarray(total)


def gathered(layer: Structured, form: Format, place: str = "") -> Gathered:
    """The terms of each output, padded to one length."""
    rows = list(layer.rows())
    width = max(1, *(len(row.terms) for row in rows))
    places = np.full((len(rows), width), layer.inputs, dtype=np.intp)
    weights = []
    for i, row in enumerate(rows):
        places[i, : len(row.terms)] = [k for k, _ in row.terms]
        weights.append([w for _, w in row.terms] + [ZERO] * (width - len(row.terms)))
    name = f" of {place}" if place else ""
    weight = rounded_array(weights, form, f"the terms{name}")
    return Gathered(places, weight, rounded_array([r.bias for r in rows], form, f"b{name}"))


@final
@dataclass(frozen=True, slots=True)
class Windowed:
    """A kernel at many windows; `places` are (windows, columns of the kernel)."""

    places: Places
    weight: Constants
    bias: Constants
    channels_last: bool

    def __call__(self, x: Array) -> Array:
        """The kernel times the matrix of the windows."""
        return self.apply(x, self.weight.values, self.bias.values)

    def apply(self, x: Array, weight: Array, bias: Array) -> Array:
        """The same sums with another kernel and another bias."""
        product = with_zero(x)[:, self.places] @ weight.T
        product += bias
        if not self.channels_last:
            product = product.swapaxes(1, 2)
        return np.ascontiguousarray(product).reshape(len(x), -1)

    def spread(self, of_channel: NDArray[Any]) -> NDArray[Any]:
        """A number for each channel, at the places of all outputs."""
        count = len(self.places)
        if self.channels_last:
            return np.tile(of_channel, count)
        return np.repeat(of_channel, count)


def windowed(layer: Convolution, form: Format, place: str = "") -> Windowed:
    """The kernel of a convolution, correctly rounded."""
    name = f" of {place}" if place else ""
    places = np.array(layer.windows, dtype=np.intp)
    places[places == PADDING] = layer.columns
    kernel = rounded_array([list(row) for row in layer.kernel], form, f"the kernel{name}")
    bias = rounded_array(list(layer.bias), form, f"b{name}")
    return Windowed(places, kernel, bias, layer.channels_last)


def window_places(windows: Sequence[Sequence[int]]) -> Places:
    """Windows as rows of one length; a shorter one repeats its first place."""
    width = max(len(w) for w in windows)
    return np.array([list(w) + [w[0]] * (width - len(w)) for w in windows], dtype=np.intp)


def window_max(layer: WindowMax) -> Callable[[Array], Array]:
    """The largest input of each window."""
    places = window_places(layer.places)
    return lambda x: np.asarray(x[:, places].max(axis=-1))
