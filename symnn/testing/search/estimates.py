"""How far a right implementation is off at many inputs at once: estimated in floats, not proved.

The search looks at thousands of inputs with these estimates, and judges in balls, which prove, only
where an implementation comes near to them. The model is that of `symnn.testing.rounding`: sums of k
terms that are not 0 are off by (k + 2) u Σ|w||x|, functions by a few ulps, and errors pass on as
finite differences say.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, reduce
from typing import Any, Final, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from symnn.errors import SymnnError
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.training.differentiable import Step as Differentiable
from symnn.training.differentiable import step_of
from symnn.twins import kernels
from symnn.twins.formats import FLOAT64, Format
from symnn.twins.layers import Dense, compile_layer, dense
from symnn.twins.scalar import compiled
from symnn.twins.structured import Gathered, Windowed, gathered, window_places, windowed

Array: TypeAlias = NDArray[Any]
#: The values before a layer and how far they may be off, (N, m) each; the same behind it.
Step: TypeAlias = Callable[[Array, Array], "tuple[Array, Array]"]

#: Units u |y| by which a function is off.
_FUNCTION: Final = 8.0
#: Floats that are looked at in one go.
_BLOCK: Final = 1 << 21


@final
class Estimator:
    """The outputs of a network at many inputs, and estimates of what floats make of them.

    Args:
        network: without symbols.
        form: the format of the floats.
    """

    def __init__(self, network: Network, form: Format) -> None:
        self.network, self._unit = network, float(form.unit)
        self._steps = [self._step(layer) for layer in network.layers]

    @staticmethod
    def of(network: Network, form: Format) -> Estimator | None:
        """The estimates; None for a network with layers that have no numpy twin."""
        try:
            return Estimator(network, form)
        except SymnnError:
            return None

    @cached_property
    def differentiable(self) -> list[Differentiable]:
        """The layers with their derivatives; [] if one has none."""
        try:
            return [step_of(layer) for layer in self.network.layers]
        except SymnnError:
            return []

    def __call__(self, points: Array) -> tuple[Array, Array]:
        """Outputs and errors, (N, n) each."""
        a, e = points.astype(np.float64), np.zeros(points.shape)
        with np.errstate(all="ignore"):
            for step in self._steps:
                a, e = step(a, e)
        return a, e

    def suspicion(self, points: Array, answers: Array) -> Array:
        """How many times the estimate each answer is off, the worst output of each point.

        Examples:
            >>> from symnn.networks.affine import Affine
            >>> estimate = Estimator(Network(Affine([[1, 1]])), FLOAT64)
            >>> estimate.suspicion(np.ones((1, 2)), np.array([[2.0]])).tolist()
            [0.0]
        """
        values, errors = self(points)
        with np.errstate(all="ignore"):
            gaps = np.abs(answers - values)
            found = np.where(gaps == 0, 0.0, gaps / (errors + 5e-324))
        known = np.isfinite(values) & np.isfinite(answers) & np.isfinite(errors)
        alike = (answers == values) | (np.isnan(answers) & np.isnan(values))
        found = np.where(known, found, np.where(alike, 0.0, np.inf))
        return np.asarray(found.max(axis=1, initial=0.0))

    def _step(self, layer: Layer) -> Step:
        match layer:
            case Affine():
                return self._sums(dense(layer, FLOAT64))
            case Convolution():
                return self._sums(windowed(layer, FLOAT64))
            case Structured():
                return self._sums(gathered(layer, FLOAT64))
            case Elementwise():
                return self._function(compiled(layer.function, FLOAT64))
            case Softmax():
                return self._softmax
            case MaxPool():
                return lambda a, e: _largest(a, e, window_places(layer.windows(a.shape[1])))
            case WindowMax():
                places = window_places(layer.places)
                return lambda a, e: _largest(a, e, places)
            case Maxout():
                return self._maxout([self._sums(dense(piece, FLOAT64)) for piece in layer.pieces])
            case Network():
                return _in_order([self._step(part) for part in layer.layers])
            case Residual():
                branch = self._step(layer.branch)
                return lambda a, e: tuple(p + q for p, q in zip((a, e), branch(a, e), strict=True))  # type: ignore[return-value]
            case Parallel():
                branches = [self._step(branch) for branch in layer.branches]
                return lambda a, e: _side_by_side([branch(a, e) for branch in branches])
        return _unknown(compile_layer(layer, FLOAT64))

    def _sums(self, linear: Dense | Gathered | Windowed) -> Step:
        weight, bias = linear.weight.values, linear.bias.values
        size, used = np.abs(weight), (weight != 0).astype(np.float64)
        sizes, shifts = np.abs(bias), (bias != 0).astype(np.float64)

        def step(a: Array, e: Array) -> tuple[Array, Array]:
            y = linear.apply(a, weight, bias)
            reach = linear.apply(np.abs(a), size, sizes)
            count = linear.apply((a != 0).astype(np.float64), used, shifts)
            error = (count + 2) * self._unit * reach
            if e.any():
                error += linear.apply(e, size, np.zeros_like(bias))
            return y, error

        return step

    def _function(self, function: Callable[[Array], Array]) -> Step:
        def step(a: Array, e: Array) -> tuple[Array, Array]:
            y = np.array(function(a.copy()), dtype=np.float64)
            above, below = (np.abs(function(side) - y) for side in (a + e, a - e))
            return y, np.maximum(above, below) + _FUNCTION * self._unit * np.abs(y)

        return step

    def _softmax(self, a: Array, e: Array) -> tuple[Array, Array]:
        y = kernels.softmax(a.copy())
        return y, y * (2 * e.max(axis=1, keepdims=True) + 4 * _FUNCTION * self._unit)

    @staticmethod
    def _maxout(pieces: list[Step]) -> Step:
        def step(a: Array, e: Array) -> tuple[Array, Array]:
            found = [piece(a, e) for piece in pieces]
            return (
                reduce(np.maximum, (y for y, _ in found)),
                reduce(np.maximum, (error for _, error in found)),
            )

        return step


def _largest(a: Array, e: Array, places: NDArray[np.intp]) -> tuple[Array, Array]:
    return a[:, places].max(axis=-1), e[:, places].max(axis=-1)


def _in_order(steps: list[Step]) -> Step:
    return lambda a, e: reduce(lambda state, step: step(*state), steps, (a, e))


def _side_by_side(parts: list[tuple[Array, Array]]) -> tuple[Array, Array]:
    values, errors = zip(*parts, strict=True)
    return np.concatenate(values, axis=1), np.concatenate(errors, axis=1)


def _unknown(run: Callable[[Array], Array]) -> Step:
    def step(a: Array, _: Array) -> tuple[Array, Array]:
        y = run(a.copy())
        return y, np.full(y.shape, np.inf)

    return step


def block_of(size: int) -> int:
    """How many points of so many coordinates are looked at in one go."""
    return max(64, min(1031, _BLOCK // max(1, size)))
