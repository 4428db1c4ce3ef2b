"""How errors pass through a layer, componentwise, for every order of summation, FMA or not.

For a row with k additions and one multiplication a term, every term passes at most k + 1 roundings:

    |fl(V s + c) - (W a + b)| <= γ_(k+1) (|V| |s| + |c|) + |V| |s - a| + |V - W| |a| + |c - b| + n η

with V, c the floats nearest to W, b, and s the floats in the place of a.

Zeros add nothing and count nothing; powers of 2 multiply without rounding. What this does not
cover is arithmetic of another kind: Strassen, Winograd and FFT convolutions, TF32, flush to zero.

References:
    N. Higham, Accuracy and Stability of Numerical Algorithms (2002), sections 3.1 and 3.5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Final, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins import kernels
from symnn.twins.bounds.body_bounds import added, elementwise, largest
from symnn.twins.bounds.directed import SLACK, Floats, down, exp_down, exp_up, gamma, up
from symnn.twins.bounds.scalar_bounds import Setting
from symnn.twins.formats import Format
from symnn.twins.kernels import Array
from symnn.twins.layers import Dense, compile_layer, dense
from symnn.twins.state import State
from symnn.twins.structured import Gathered, Windowed, gathered, window_places, windowed

#: The state after a layer, and the floats that one admissible computation found, if it is followed.
Stage: TypeAlias = "tuple[State, Array | None]"
Step: TypeAlias = "Callable[[State, Setting, Array | None], Stage]"


def lowest_bit(x: Array) -> NDArray[np.int64]:
    """The exponent of the last bit of each float that is 1; a large number for 0."""
    significand, exponent = np.frexp(np.asarray(x, dtype=np.float64))
    finite = np.where(np.isfinite(significand), significand, 0.0)
    whole = np.ldexp(finite, 53).astype(np.int64)
    _, last = np.frexp((whole & -whole).astype(np.float64))
    return np.where(whole == 0, _NO_BIT, exponent.astype(np.int64) + last - 54)


#: Larger than all exponents of floats, and of their products.
_NO_BIT: Final = 1 << 20


@final
class LinearBound:
    """The bound of an affine layer of any structure."""

    def __init__(self, linear: Dense | Gathered | Windowed, form: Format) -> None:
        self.linear, self.form = linear, form
        weight, bias = linear.weight.values, linear.bias.values
        self.size, self.shift = np.abs(weight).astype(np.float64), np.abs(bias).astype(np.float64)
        used, halves = weight != 0, np.abs(np.frexp(weight)[0]) == 0.5
        inexact = used & ~halves
        additions = np.maximum(used.sum(axis=1) + (bias != 0) - 1, 0)
        self.gamma = self._spread(gamma(additions + inexact.any(axis=1), form))
        tiny = (used & ~(halves & (self.size >= 1))).sum(axis=1)
        self.tiny = self._spread(tiny * form.tiny)
        self.sharp = not (linear.weight.errors.any() or linear.bias.errors.any())
        self.terms = weight.shape[1]
        self.lowest = np.asarray(self._spread(lowest_bit(weight).min(axis=1)))
        self.shift_lowest = np.asarray(self._spread(lowest_bit(bias)))

    def _spread(self, of_row: NDArray[Any]) -> Floats:
        linear = self.linear
        return np.asarray(linear.spread(of_row) if isinstance(linear, Windowed) else of_row)

    def _up(self, x: Floats, weight: Floats, bias: Floats) -> Floats:
        """At least x W^T + b for x, W, b >= 0."""
        found = self.linear.apply(x, weight, bias)
        raised = found * (1 + (2 * self.terms + 8) * 2.0**-53) + self.terms * 5e-324
        if found.all():
            return np.asarray(raised)
        terms = self.linear.apply(*(np.sign(part) for part in (x, weight, bias)))
        return np.where(terms == 0, 0.0, raised)  # the other zeros came from underflow

    def __call__(self, state: State, _: Setting, centre: Array | None) -> Stage:
        """After the layer."""
        zero = np.zeros_like(self.shift)
        reach = self._up(state.reach, self.size, self.shift)
        error = np.where(reach == 0, 0.0, self.gamma * reach + self.tiny)
        if state.error.any():
            error = error + self._up(state.error, self.size, zero)
        if not self.sharp:
            error = error + self._up(state.size, self.linear.weight.errors, self.linear.bias.errors)
        if self.sharp and centre is not None:
            error = np.where(self._is_exact(state, centre, reach), 0.0, error)
        error = np.where(reach * SLACK < self.form.largest, error * SLACK, np.inf)
        if centre is not None:
            after = self.linear(centre)
            return State.around(after.astype(np.float64), error), after
        return self._over_box(state, error), None

    def _is_exact(self, state: State, centre: Array, reach: Floats) -> NDArray[np.bool_]:
        """Where exact inputs make all sums exact, in every order.

        Terms are multiples of some 2^q, and so are all partial sums, which are at most 2^(q+p).
        """
        known = (state.error == 0).all(axis=-1, keepdims=True)
        if not known.any():
            return np.zeros(reach.shape, dtype=bool)
        inputs = lowest_bit(centre).min(axis=-1, keepdims=True)
        place = np.minimum(inputs + self.lowest, self.shift_lowest)
        most = np.ldexp(1.0, np.minimum(place, 2000) + self.form.precision)
        return np.asarray(known & (reach <= most) & (place >= self.form.least))

    def _over_box(self, state: State, error: Floats) -> State:
        weight = self.linear.weight.values.astype(np.float64)
        bias = self.linear.bias.values.astype(np.float64)
        middle = 0.5 * state.lower + 0.5 * state.upper
        radius = up(np.maximum(state.upper - middle, middle - state.lower))
        wide = self._up(radius, self.size, np.zeros_like(self.shift))
        wide = wide + self._up(state.size, self.linear.weight.errors, self.linear.bias.errors)
        rounding = self._up(state.size, self.size, self.shift) * ((self.terms + 8) * 2.0**-52)
        wide = (wide + rounding + self.terms * 5e-324) * SLACK
        found = self.linear.apply(middle, weight, bias)
        return State(down(found - wide), up(found + wide), error)


def compile_bound(layer: Layer, form: Format) -> Step:
    """How states pass through a layer.

    Raises:
        UnsupportedError: a layer whose error has no bound here.
    """
    match layer:
        case Affine():
            return LinearBound(dense(layer, form), form)
        case Convolution():
            return LinearBound(windowed(layer, form), form)
        case Structured():
            return LinearBound(gathered(layer, form), form)
        case Elementwise():
            return _elementwise(layer, form)
        case Softmax():
            return _softmax
        case MaxPool():
            return _pool(layer.windows)
        case WindowMax():
            return _pool(lambda _: layer.places)
        case Maxout():
            return _maxout([LinearBound(dense(piece, form), form) for piece in layer.pieces])
        case Network():
            return _in_order([compile_bound(part, form) for part in layer.layers])
        case Residual():
            return _residual(compile_bound(layer.branch, form), form)
        case Parallel():
            return _parallel([compile_bound(branch, form) for branch in layer.branches])
    raise UnsupportedError(
        f"no bound of the error of {layer.label} is known here; certificate(x) needs none"
    )


def _elementwise(layer: Elementwise, form: Format) -> Step:
    run = compile_layer(layer, form)

    def step(state: State, setting: Setting, centre: Array | None) -> Stage:
        after = None if centre is None else run(centre.copy())
        wide = None if after is None else after.astype(np.float64)
        return elementwise(layer.function, state, setting, wide), after

    return step


def _softmax(state: State, setting: Setting, centre: Array | None) -> Stage:
    """By the mean value theorem for log p_i, whose gradient is e_i - p.

    A float p_i = e^(t_i) / sum, t_i = x_i - max x, has a numerator with the relative error
    a = (1 + 2 ulps u) e^(|t_i| u) - 1, a denominator with the mean of these and γ_(n-1), b in all,
    and is rounded: (1 + a) (1 + u) / (1 - b) - 1. Numbers below e^-800 are 0 but for ulps η.
    """
    form, ulps = setting.form, setting.assumption.of("exp").ulps
    setting.used.add("exp")
    u, n = form.unit, state.error.shape[-1]
    top = state.low.max(axis=-1, keepdims=True)
    lows, highs = exp_down(down(state.low - top)), exp_up(up(state.high - top))
    upper = np.minimum(highs / lows.sum(axis=-1, keepdims=True) * (1 + (n + 8) * u) * SLACK, 1.0)
    lower = lows / highs.sum(axis=-1, keepdims=True) / (1 + (n + 8) * u) / SLACK
    shares = upper * state.error
    others = shares.sum(axis=-1, keepdims=True) - shares
    moved = (
        (1 - lower) * state.error
        + np.maximum(others, 0)
        + 2.0**-45 * shares.sum(axis=-1, keepdims=True)
    )
    depth = np.minimum(up(state.high.max(axis=-1, keepdims=True) - state.low), 800.0) * u
    grown = np.where(depth < 1, depth / (1 - np.minimum(depth, 1) / 2), np.inf)  # e^d - 1
    each = grown + 2 * ulps * u * (1 + grown)
    mean = (upper * each).sum(axis=-1, keepdims=True) + 2 * n * ulps * form.tiny
    added_up = gamma(n - 1, form)
    below = (mean + added_up + mean * added_up) * SLACK
    whole = (each + u + each * u + below) / (1 - np.minimum(below, 0.5))
    whole = np.where(below < 0.5, whole, np.inf)
    own = upper * whole * SLACK + (2 * ulps + 2) * form.tiny
    error = (upper * moved + own) * (1 + (2 * n + 8) * 2.0**-53) * SLACK
    if n == 1:
        error = np.zeros_like(error)
    if centre is not None:
        after = kernels.softmax(centre.copy())
        return State.around(after.astype(np.float64), error), after
    return State(lower, upper, error), None


def _pool(windows: Callable[[int], Sequence[Sequence[int]]]) -> Step:
    def step(state: State, _: Setting, centre: Array | None) -> Stage:
        places = window_places(windows(state.error.shape[-1]))
        columns = (State(state.lower[:, k], state.upper[:, k], state.error[:, k]) for k in places.T)
        after = None if centre is None else np.asarray(centre[:, places].max(axis=-1))
        return _around(reduce(largest, columns), after)

    return step


def _around(found: State, centre: Array | None) -> Stage:
    """Where the floats are known, they say best where the exact values are."""
    if centre is None:
        return found, None
    return State.around(centre.astype(np.float64), found.error), centre


def _maxout(pieces: list[LinearBound]) -> Step:
    def step(state: State, setting: Setting, centre: Array | None) -> Stage:
        stages = [piece(state, setting, centre) for piece in pieces]
        arrays = [after for _, after in stages if after is not None]
        after = reduce(np.maximum, arrays) if arrays else None
        return _around(reduce(largest, [found for found, _ in stages]), after)

    return step


def _in_order(steps: Sequence[Step]) -> Step:
    def step(state: State, setting: Setting, centre: Array | None) -> Stage:
        for one in steps:
            state, centre = one(state, setting, centre)
        return state, centre

    return step


def _residual(branch: Step, form: Format) -> Step:
    def step(state: State, setting: Setting, centre: Array | None) -> Stage:
        inner, values = branch(state, setting, centre)
        after = None if centre is None or values is None else centre + values
        return _around(added(state, inner, form), after)

    return step


def _parallel(branches: list[Step]) -> Step:
    def step(state: State, setting: Setting, centre: Array | None) -> Stage:
        stages = [branch(state, setting, centre) for branch in branches]
        arrays = [after for _, after in stages if after is not None]
        after = np.concatenate(arrays, axis=-1) if arrays else None
        return State.joined([found for found, _ in stages]), after

    return step
