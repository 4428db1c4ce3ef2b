"""Upper bounds of |f'| between two arrays of ends, in directed arithmetic.

Each bound holds for all t with low <= t <= high. Monotone pieces and the extrema of f' are known:
σ' and tanh' decrease with |t|; gelu'' = φ(t) (2 - t²), so that |gelu'| <= Φ(√2) + √2 φ(√2) < 1.13;
|silu'| < 1.1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import numpy as np

from symnn.twins.bounds.directed import SLACK, Floats, exp_down, exp_up

Slope: TypeAlias = Callable[[Floats, Floats], Floats]

_SILU: Final = 1.1
_GELU: Final = 1.13
#: 1/sqrt(2π) = 0.39894…, 2/sqrt(π) = 1.12837…
_BELL: Final = 0.39895
_ERF: Final = 1.1284


def nearest_zero(low: Floats, high: Floats) -> Floats:
    """The least |t|."""
    return np.maximum(0.0, np.maximum(low, -high))


def farthest(low: Floats, high: Floats) -> Floats:
    """The largest |t|."""
    return np.maximum(np.abs(low), np.abs(high))


def sigmoid_up(t: Floats) -> Floats:
    """At least σ(t)."""
    small = exp_up(np.minimum(t, 0.0))
    return np.where(t < 0, small, 1 / (1 + exp_down(-np.abs(t)))) * SLACK


def _sigmoid(low: Floats, high: Floats) -> Floats:
    q = np.minimum(exp_up(-nearest_zero(low, high)), 1.0)
    return np.asarray(q / (1 + q) ** 2 * SLACK)


def _tanh(low: Floats, high: Floats) -> Floats:
    q = np.minimum(exp_up(-2 * nearest_zero(low, high)), 1.0)
    return np.asarray(4 * q / (1 + q) ** 2 * SLACK)


def _silu(low: Floats, high: Floats) -> Floats:
    """|σ (1 + t (1 - σ))| <= σ(t) max(1, |t|) for t <= 0."""
    tail = sigmoid_up(high) * np.maximum(1.0, -low) * SLACK
    return np.where(high < 0, np.minimum(tail, _SILU), _SILU)


def _gelu(low: Floats, high: Floats) -> Floats:
    """For t <= -1: Φ(t) <= φ(t)/|t| <= |t| φ(t), so that |gelu'| <= |t| φ(t), which decreases."""
    t = np.minimum(high, -1.0)
    tail = -t * _BELL * exp_up(-0.5 * t * t * (1 - 2.0**-50)) * SLACK
    return np.where(high < -1, np.minimum(tail, _GELU), _GELU) + 0 * low


def _between(low: Floats, high: Floats, start: float, end: float, slope: float) -> Floats:
    """The slope of a clipped line; 0 where all t are beyond its ends."""
    return np.where((high <= start) | (low >= end), 0.0, slope)


def _whole(exponent: int) -> Slope:
    def slope(low: Floats, high: Floats) -> Floats:
        n = abs(exponent)
        if exponent >= 0:
            return n * power_up(farthest(low, high), max(n - 1, 0)) * SLACK
        return n / power_down(nearest_zero(low, high), n + 1) * SLACK

    return slope


def power_up(base: Floats, exponent: int) -> Floats:
    """At least base^n, for base >= 0 and n >= 0."""
    if exponent == 0:
        return np.ones_like(base)
    found, square, left = np.ones_like(base), base.copy(), exponent
    while left:
        if left & 1:
            found = np.nextafter(found * square, np.inf)
        square = np.nextafter(square * square, np.inf)
        left >>= 1
    return found


def power_down(base: Floats, exponent: int) -> Floats:
    """At most base^n, and not negative, for base >= 0 and n >= 0."""
    found, square, left = np.ones_like(base), base.copy(), exponent
    while left:
        if left & 1:
            found = np.maximum(np.nextafter(found * square, -np.inf), 0.0)
        square = np.maximum(np.nextafter(square * square, -np.inf), 0.0)
        left >>= 1
    return np.minimum(found, np.finfo(np.float64).max)


def whole_power(exponent: int) -> Slope:
    """Of t^n."""
    return _whole(exponent)


def leaky(slope: float) -> Slope:
    """Of a function with slope 1 above 0 and at most `slope` in size below."""
    return lambda low, high: np.maximum(
        np.where(high > 0, 1.0, 0.0), np.where(low < 0, abs(slope), 0.0)
    )


def elu(alpha: float) -> Slope:
    """1 above 0, |alpha| e^t below."""

    def slope(low: Floats, high: Floats) -> Floats:
        below = abs(alpha) * exp_up(np.minimum(high, 0.0)) * SLACK
        return np.maximum(np.where(high > 0, 1.0, 0.0), np.where(low < 0, below, 0.0))

    return slope


def _arc(low: Floats, high: Floats) -> Floats:
    size = farthest(low, high)
    rest = np.maximum(1 - size * size * SLACK, 0.0)
    return SLACK / np.sqrt(rest)


SLOPES: Final[Mapping[str, Slope]] = {
    "identity": lambda low, high: np.ones_like(low) + 0 * high,
    "relu": lambda low, high: _between(low, high, 0.0, math.inf, 1.0),
    "abs": lambda low, high: np.ones_like(low) + 0 * high,
    "relu6": lambda low, high: _between(low, high, 0.0, 6.0, 1.0),
    "hard_tanh": lambda low, high: _between(low, high, -1.0, 1.0, 1.0),
    "hard_sigmoid": lambda low, high: _between(low, high, -3.01, 3.01, 0.16667),
    "sigmoid": _sigmoid,
    "logistic": _sigmoid,
    "tanh": _tanh,
    "softplus": lambda low, high: sigmoid_up(high) + 0 * low,
    "silu": _silu,
    "gelu": _gelu,
    "exp": lambda low, high: exp_up(high) + 0 * low,
    "log": lambda low, high: SLACK / np.maximum(low, 0.0) + 0 * high,
    "sin": lambda low, high: np.ones_like(low) + 0 * high,
    "cos": lambda low, high: np.ones_like(low) + 0 * high,
    "erf": lambda low, high: _ERF * exp_up(-(nearest_zero(low, high) ** 2) * (1 - 2.0**-50)),
    "atan": lambda low, high: SLACK / (1 + nearest_zero(low, high) ** 2),
    "asin": _arc,
    "acos": _arc,
    "sinh": lambda low, high: exp_up(farthest(low, high)),
    "cosh": lambda low, high: exp_up(farthest(low, high)),
}
