"""Enclosures of the range of a function over intervals, one by one, in balls: no assumption."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from flint import arb

from symnn.exact.ball import precision
from symnn.functions.function import ScalarFunction
from symnn.twins.balls import function_of_balls
from symnn.twins.bounds.directed import Floats

_BITS: Final = 80

#: Functions that increase on all of their domain.
INCREASING: Final = frozenset(
    {"sigmoid", "logistic", "tanh", "softplus", "exp", "log", "erf", "atan", "asin", "sinh", "relu"}
    | {"hard_tanh", "hard_sigmoid", "relu6", "identity", "sign", "floor"}
)
#: Functions that decrease up to a point and increase from there: where that point is, and a lower
#: bound of the least value.
VALLEYS: Final = {"silu": (-1.279, -1.278, -0.27847), "gelu": (-0.7518, -0.7517, -0.16998)}


def hull(function: ScalarFunction, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Lower and upper bounds of the function on [low, high], entry by entry.

    Ends that cannot be bounded are infinite.
    """
    flat = zip(low.ravel().tolist(), high.ravel().tolist(), strict=True)
    name = str(function.body.data) if function.body.op == "apply" else ""
    with precision(_BITS):
        one = function_of_balls(function, _BITS)
        pairs = [_range(name, one, a, b) for a, b in flat]
    found = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return found[:, 0].reshape(low.shape), found[:, 1].reshape(low.shape)


def _range(name: str, one: Callable[[arb], arb], a: float, b: float) -> tuple[float, float]:
    if not (math.isfinite(a) and math.isfinite(b)):
        return -math.inf, math.inf
    if a == b or name in INCREASING or name in VALLEYS:
        first, last = ends(one(arb(a))), ends(one(arb(b)))
        lower, upper = min(first[0], last[0]), max(first[1], last[1])
        if name in VALLEYS and a < b:
            before, after, least = VALLEYS[name]
            lower = min(lower, least) if a < after and b > before else lower
        return lower, upper
    return ends(one(arb(a).union(arb(b))))


def ends(ball: arb) -> tuple[float, float]:
    """A float64 below and one above the ball; infinite if it is not finite."""
    if not ball.is_finite():
        return -math.inf, math.inf
    lower, upper = float(ball.lower()), float(ball.upper())
    if math.isnan(lower) or math.isnan(upper):
        return -math.inf, math.inf
    exact = ball.is_exact() and arb(lower) == ball
    if exact:
        return lower, upper
    return math.nextafter(lower, -math.inf), math.nextafter(upper, math.inf)
