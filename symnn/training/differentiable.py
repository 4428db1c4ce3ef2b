"""Networks as functions of inputs and parameters, with derivatives in reverse mode.

A step takes a batch (N, m) and gives the outputs (N, n) with a pullback: what the derivative of
the loss by the outputs says about that by the inputs and by the parameters of the layer.
Affine layers and convolutions have parameters; sparse maps stay as they are.

At a kink the slope on the left is taken (0 for relu at 0, as in PyTorch); of equal largest inputs
of a window the first counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins.formats import FLOAT64
from symnn.twins.layers import dense
from symnn.twins.scalar import compiled
from symnn.twins.structured import gathered, window_places, windowed, with_zero

Array: TypeAlias = NDArray[Any]
#: From the derivative by the outputs: that by the inputs, and those by the parameters.
Pullback: TypeAlias = Callable[[Array], tuple[Array, list[Array]]]
Forward: TypeAlias = Callable[[Array, Sequence[Array]], tuple[Array, Pullback]]


class Step:
    """A layer with its parameters: how many arrays of which values, and the forward function."""

    __slots__ = ("forward", "parameters", "rebuild")

    def __init__(
        self,
        parameters: Sequence[Array],
        forward: Forward,
        rebuild: Callable[[Sequence[Array]], Layer],
    ) -> None:
        self.parameters = [np.array(p, dtype=np.float64) for p in parameters]
        self.forward = forward
        self.rebuild = rebuild


def step_of(layer: Layer) -> Step:
    """A layer made differentiable.

    Raises:
        UnsupportedError: a layer that training does not know.
        NotClosedError: a weight holds a symbol.
    """
    match layer:
        case Affine():
            return _affine(layer)
        case Elementwise():
            return _elementwise(layer)
        case Softmax():
            return _fixed(_softmax, layer)
        case Convolution():
            return _convolution(layer)
        case Structured():
            return _fixed(_sparse(layer), layer)
        case WindowMax():
            return _fixed(_largest(window_places(layer.places)), layer)
        case MaxPool():
            return _fixed(lambda x: _largest(window_places(layer.windows(x.shape[1])))(x), layer)
        case Network():
            return _in_order([step_of(part) for part in layer.layers])
        case Residual():
            return _residual(step_of(layer.branch))
        case Parallel():
            return _parallel([step_of(branch) for branch in layer.branches])
    raise UnsupportedError(f"training does not know the layer {layer.label}")


def exactly(array: Array) -> Any:
    """The floats of an array as nested lists of rationals for a layer."""
    if array.ndim == 1:
        return [fmpq(*float(x).as_integer_ratio()) for x in array]
    return [exactly(row) for row in array]


# --- layers with parameters -----------------------------------------------------------------


def _affine(layer: Affine) -> Step:
    floats = dense(layer, FLOAT64)

    def forward(x: Array, parameters: Sequence[Array]) -> tuple[Array, Pullback]:
        weight, bias = parameters
        return x @ weight.T + bias, lambda d: (d @ weight, [d.T @ x, d.sum(axis=0)])

    def rebuild(parameters: Sequence[Array]) -> Layer:
        return Affine(exactly(parameters[0]), exactly(parameters[1]))

    return Step([floats.weight.values, floats.bias.values], forward, rebuild)


def _convolution(layer: Convolution) -> Step:
    floats = windowed(layer, FLOAT64)
    places, channels = floats.places, len(layer.kernel)
    last = layer.channels_last

    def forward(x: Array, parameters: Sequence[Array]) -> tuple[Array, Pullback]:
        kernel, bias = parameters
        seen = with_zero(x)[:, places]
        product = seen @ kernel.T + bias
        y = product if last else product.swapaxes(1, 2)

        def pullback(d: Array) -> tuple[Array, list[Array]]:
            shape = (len(x), len(places), channels) if last else (len(x), channels, len(places))
            by_window = d.reshape(shape)
            by_window = by_window if last else by_window.swapaxes(1, 2)
            back = np.zeros((len(x), x.shape[1] + 1))
            _add_at(back, places, by_window @ kernel)
            by_kernel = np.einsum("nwc,nwk->ck", by_window, seen)
            return back[:, :-1], [by_kernel, by_window.sum(axis=(0, 1))]

        return np.ascontiguousarray(y).reshape(len(x), -1), pullback

    def rebuild(parameters: Sequence[Array]) -> Layer:
        kernel, bias = map(exactly, parameters)
        return Convolution(kernel, bias, layer.windows, layer.columns, last)

    return Step([floats.weight.values, floats.bias.values], forward, rebuild)


# --- layers without -------------------------------------------------------------------------


def _fixed(
    function: Callable[[Array], tuple[Array, Callable[[Array], Array]]], layer: Layer
) -> Step:
    def forward(x: Array, parameters: Sequence[Array]) -> tuple[Array, Pullback]:
        del parameters
        y, back = function(x)
        return y, lambda d: (back(d), [])

    return Step([], forward, lambda _: layer)


def _elementwise(layer: Elementwise) -> Step:
    function = layer.function
    slope = function.derivative(function.slopes[: len(function.kinks)] or None)
    value, derivative = compiled(function, FLOAT64), compiled(slope, FLOAT64)

    def run(x: Array) -> tuple[Array, Callable[[Array], Array]]:
        y = np.array(value(x.copy()))
        return y, lambda d: d * derivative(x.copy())

    return _fixed(run, layer)


def _softmax(x: Array) -> tuple[Array, Callable[[Array], Array]]:
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    y = powers / powers.sum(axis=1, keepdims=True)
    return y, lambda d: y * (d - (d * y).sum(axis=1, keepdims=True))


def _sparse(layer: Structured) -> Callable[[Array], tuple[Array, Callable[[Array], Array]]]:
    floats = gathered(layer, FLOAT64)
    places, weight = floats.places, floats.weight.values

    def run(x: Array) -> tuple[Array, Callable[[Array], Array]]:
        def back(d: Array) -> Array:
            found = np.zeros((len(x), x.shape[1] + 1))
            _add_at(found, places, d[:, :, None] * weight)
            return found[:, :-1]

        return floats(x), back

    return run


def _largest(places: NDArray[np.intp]) -> Callable[[Array], tuple[Array, Callable[[Array], Array]]]:
    def run(x: Array) -> tuple[Array, Callable[[Array], Array]]:
        chosen = np.argmax(x[:, places], axis=2)
        taken = places[np.arange(len(places)), chosen]
        rows = np.arange(len(x))[:, None]

        def back(d: Array) -> Array:
            found = np.zeros(x.shape)
            np.add.at(found, (rows, taken), d)
            return found

        return x[rows, taken], back

    return run


def _add_at(total: Array, places: NDArray[np.intp], terms: Array) -> None:
    """total[:, places] += terms, where a place may come several times."""
    rows = np.arange(len(total))[:, None, None]
    np.add.at(total, (rows, places[None]), terms)


# --- compositions ---------------------------------------------------------------------------


def _split(parameters: Sequence[Array], steps: Sequence[Step]) -> list[Sequence[Array]]:
    found, start = [], 0
    for step in steps:
        found.append(parameters[start : start + len(step.parameters)])
        start += len(step.parameters)
    return found


def _in_order(steps: Sequence[Step]) -> Step:
    def forward(x: Array, parameters: Sequence[Array]) -> tuple[Array, Pullback]:
        backs = []
        for step, own in zip(steps, _split(parameters, steps), strict=True):
            x, back = step.forward(x, own)
            backs.append(back)

        def pullback(d: Array) -> tuple[Array, list[Array]]:
            found: list[list[Array]] = []
            for back in reversed(backs):
                d, own = back(d)
                found.append(own)
            return d, [p for own in reversed(found) for p in own]

        return x, pullback

    def rebuild(parameters: Sequence[Array]) -> Layer:
        parts = zip(steps, _split(parameters, steps), strict=True)
        return Network(*(step.rebuild(own) for step, own in parts))

    return Step([p for step in steps for p in step.parameters], forward, rebuild)


def _residual(branch: Step) -> Step:
    def forward(x: Array, parameters: Sequence[Array]) -> tuple[Array, Pullback]:
        y, back = branch.forward(x, parameters)

        def pullback(d: Array) -> tuple[Array, list[Array]]:
            inner, own = back(d)
            return d + inner, own

        return x + y, pullback

    return Step(branch.parameters, forward, lambda p: Residual(branch.rebuild(p)))


def _parallel(branches: Sequence[Step]) -> Step:
    def forward(x: Array, parameters: Sequence[Array]) -> tuple[Array, Pullback]:
        made = [
            b.forward(x, own) for b, own in zip(branches, _split(parameters, branches), strict=True)
        ]
        ends = np.cumsum([y.shape[1] for y, _ in made])[:-1]

        def pullback(d: Array) -> tuple[Array, list[Array]]:
            parts = [
                back(own) for (_, back), own in zip(made, np.split(d, ends, axis=1), strict=True)
            ]
            return sum((part for part, _ in parts), np.zeros(x.shape)), [
                p for _, o in parts for p in o
            ]

        return np.concatenate([y for y, _ in made], axis=1), pullback

    def rebuild(parameters: Sequence[Array]) -> Layer:
        parts = zip(branches, _split(parameters, branches), strict=True)
        return Parallel(*(branch.rebuild(own) for branch, own in parts))

    return Step([p for b in branches for p in b.parameters], forward, rebuild)
