"""A network in mpmath, to as many digits as are wanted: the exact value enclosed, rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, final

from flint import arb

from symnn.errors import ShapeError, UnsupportedError
from symnn.twins.balls import BallTwin
from symnn.twins.exact_values import is_narrow
from symnn.twins.inputs import exact_point
from symnn.twins.options import whole

#: Bits for a decimal digit, rounded up.
_BITS = 3.33
MOST_DIGITS: Final = 100_000


@final
@dataclass(frozen=True, eq=False)
class MpmathTwin:
    """A network as a function to mpmath numbers.

    Attributes:
        exact: the network in balls.
        digits: how many correct digits each output has.

    Accuracy: each output has a relative error below 10^-digits, proved, as the exact value is
        enclosed and rounded once. Inputs are exact: an mpf or a float is the dyadic rational it is,
        a text such as "0.1" the decimal.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> from symnn.networks.network import Network
        >>> str(MpmathTwin(BallTwin(Network(exp)), 30)([1]))
        '2.71828182845905'
    """

    exact: BallTwin
    digits: int = 50

    def __post_init__(self) -> None:
        whole("digits", self.digits, 1, MOST_DIGITS)

    def __call__(self, x: Any) -> Any:
        """An mpmath number if there is one output, else a list of them; x is one input (m,).

        Raises:
            ShapeError: another number of inputs.
            InexactError: NaN or an infinity among the inputs.
            UndefinedError: the network has no value there.
            UnsupportedError: an output that the balls do not tell from 0.
        """
        bits = int(self.digits * _BITS) + 8
        point = exact_point(self.exact.network, [_plain(entry) for entry in _entries(x)])
        balls = self.exact.at(point, bits)
        for k, ball in enumerate(balls, 1):
            if not is_narrow(ball, bits):
                raise UnsupportedError(
                    f"output {k} is not told from 0 to {self.digits} digits; the twin in balls "
                    "gives its enclosure"
                )
        found = [_rounded(ball, bits) for ball in balls]
        return found[0] if len(found) == 1 else found


def _entries(x: Any) -> list[Any]:
    try:
        return list(x)
    except TypeError as error:
        raise ShapeError(f"one input is wanted as a list of numbers, not {x!r}") from error


def _plain(entry: Any) -> Any:
    """An mpf as the rational it is; anything else as it came."""
    if hasattr(entry, "_mpf_"):
        import mpmath
        from mpmath.libmp import to_rational

        if not mpmath.isfinite(entry):
            return float(entry)
        from fractions import Fraction

        return Fraction(*(int(part) for part in to_rational(entry._mpf_)))
    return entry


def _rounded(ball: arb, bits: int) -> Any:
    import mpmath

    mantissa, exponent = ball.mid().man_exp()
    with mpmath.workprec(bits):
        return mpmath.mpf((int(mantissa), int(exponent)))
