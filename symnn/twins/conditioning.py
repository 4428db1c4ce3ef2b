"""How sensitive a network is at a point, and how many bits it takes to get a sign right there.

References:
    N. Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.6.
    I. Gohberg, I. Koltracht, Mixed, componentwise, and structured condition numbers (1993).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, final

from flint import arb

from symnn.exact.ball import certain_sign, precision
from symnn.networks.network import Network
from symnn.twins.balls import BallTwin
from symnn.twins.bounds.assumptions import Assumption
from symnn.twins.bounds.hulls import ends
from symnn.twins.bounds.network_bounds import Bounds
from symnn.twins.derivatives import jacobian
from symnn.twins.exact_values import ball_of
from symnn.twins.formats import FLOAT64, Format
from symnn.twins.inputs import exact_point
from symnn.twins.source.constants import ends_of

_BITS: Final = (106, 212, 848)
#: Fewest and most bits of a significand that are tried.
_FEWEST: Final = 2
_MOST: Final = FLOAT64.precision


@final
@dataclass(frozen=True)
class Condition:
    """Componentwise relative condition numbers at a point.

    Attributes:
        numbers: for each output an interval around sum over j of |dy/dx_j| |x_j| / |y|: by how much
            small relative changes of the inputs may grow; infinite ends where y is 0; (0, inf)
            where a kink is met, and there is no derivative.
        jacobian: intervals around dy_i/dx_j, by rows; infinite ends at a kink.
    """

    numbers: tuple[tuple[float, float], ...]
    jacobian: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def has_kink(self) -> bool:
        """Whether some derivative does not exist, or is not told to exist."""
        return any(math.isinf(high) for row in self.jacobian for _, high in row)

    def __str__(self) -> str:
        parts = []
        for k, (low, high) in enumerate(self.numbers, 1):
            told = f"{high:.3g}" if math.isfinite(high) else "infinite"
            if math.isinf(high) and not math.isinf(low):
                told = "none at a kink"
            parts.append(f"output {k}: {told}")
        return "condition: " + ", ".join(parts)


def condition(network: Network, x: Any) -> Condition:
    """The condition of a network at a point; see `NumpyTwin.condition`."""
    point = exact_point(network, x)
    values, slopes = jacobian(network, point, _BITS[0])
    for bits in _BITS[1:]:
        if all(_is_settled(b) for b in (*values, *(s for row in slopes for s in row))):
            break
        values, slopes = jacobian(network, point, bits)
    zeros = [_is_zero_at(network, point, k, v) for k, v in enumerate(values)]
    numbers = []
    with precision(_BITS[-1]):
        sizes = [abs(ball_of(x, _BITS[-1])) for x in point]
        for value, row, zero in zip(values, slopes, zeros, strict=True):
            total = sum((abs(s) * size for s, size in zip(row, sizes, strict=True)), arb(0))
            numbers.append(_ratio(total, value, zero))
    intervals = tuple(tuple(ends(s) for s in row) for row in slopes)
    return Condition(tuple(numbers), intervals)


def _is_settled(ball: arb) -> bool:
    return bool(ball.is_zero()) or certain_sign(ball) is not None


def _is_zero_at(network: Network, point: list[Any], place: int, ball: arb) -> bool:
    if _is_settled(ball):
        return bool(ball.is_zero())
    return bool(BallTwin(network).at(point, 53)[place].is_zero())


def _ratio(total: arb, value: arb, is_zero: bool) -> tuple[float, float]:
    if not total.is_finite():
        return 0.0, math.inf
    if total.is_zero():
        return 0.0, 0.0
    if is_zero:
        return math.inf, math.inf
    low, high = ends(total / abs(value))
    return max(low, 0.0) if math.isfinite(low) else 0.0, high


@final
@dataclass(frozen=True, slots=True)
class LeastPrecision:
    """How many bits of significand are enough for the sign of an output.

    Attributes:
        bits: with so many bits, or more, every admissible computation finds the sign; None if 53
            are not known to be enough, or the output is exactly 0.
        sign: of the exact output: -1, 0 or 1.
        assumption: under which this is proved.
    """

    bits: int | None
    sign: int
    assumption: str

    def __str__(self) -> str:
        if self.sign == 0:
            return "the output is exactly 0; no precision shows that"
        signed = "positive" if self.sign > 0 else "negative"
        if self.bits is None:
            return f"the output is {signed}; 53 bits are not known to show it"
        return f"{self.bits} bits show that the output is {signed}, proved under {self.assumption}"


def least_precision(
    network: Network, x: Any, output: int, assumption: Assumption
) -> LeastPrecision:
    """The least precision for a sign; see `NumpyTwin.least_precision`."""
    exact = BallTwin(network)
    point = exact_point(network, x)
    ball = exact.at(point, 64)[output]
    sign = certain_sign(ball)
    if not sign:
        return LeastPrecision(None, 0, "nothing")
    low, high = ends_of(ball)
    size = min(abs(Fraction(int(e.p), int(e.q))) for e in (low, high))
    found, told = None, ""
    for bits in range(_MOST, _FEWEST - 1, -1):
        form = Format(FLOAT64.name, bits, FLOAT64.least, FLOAT64.top)
        bound = Bounds.of(network, form).at_exact(point, assumption)
        value = float(bound.values[output])
        if not (math.isfinite(value) and Fraction(value) < size):
            break
        found, told = bits, bound.assumption
    return LeastPrecision(found, sign, told)
