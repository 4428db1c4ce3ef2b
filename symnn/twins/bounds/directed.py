"""Upper bounds computed with float64 arrays: every step rounds away from the true value.

Only + - * / and comparisons of IEEE 754 are used, no library function, so that what comes out is a
bound whatever the processor does with exp.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from symnn.twins.formats import Format

Floats: TypeAlias = NDArray[np.float64]

#: Wider than the roundings of a few dozen operations on positive numbers.
SLACK: Final = 1.0 + 2.0**-40
#: e^|x| by squaring a Taylor polynomial: the relative error is below this.
_EXP_SLACK: Final = 2.0**-20
_HALVINGS: Final = 10
_TERMS: Final = 13
_LARGEST: Final = float(np.finfo(np.float64).max)


def up(x: Any) -> Floats:
    """The next float above: at least the exact result whose nearest float x is."""
    return np.asarray(np.nextafter(x, np.inf), dtype=np.float64)


def sum_up(x: Any) -> Floats:
    """At least the exact sum of numbers >= 0 whose nearest float x is; 0 stays 0."""
    return np.asarray(np.where(x == 0, 0.0, np.nextafter(x, np.inf)))


def down(x: Any) -> Floats:
    """The next float below."""
    return np.asarray(np.nextafter(x, -np.inf), dtype=np.float64)


def gamma(k: Any, form: Format) -> Floats:
    """At least γ_k = k u / (1 - k u)."""
    u = form.unit
    ku = np.asarray(k, dtype=np.float64) * u
    return np.asarray(np.where(ku < 0.5, ku / (1 - np.minimum(ku, 0.5)) * SLACK, np.inf))


def ulp_up(size: Floats, form: Format) -> Floats:
    """The unit in the last place at a number of this size, or more."""
    _, exponent = np.frexp(size)
    found = np.ldexp(1.0, np.maximum(exponent - form.precision, form.least))
    found = np.where(size == 0, form.tiny, found)
    return np.where(np.isfinite(size), found, np.inf)


def exp_up(x: Floats) -> Floats:
    """At least e^x; infinite for x beyond 709."""
    return np.asarray(np.where(x < 0, _below_one(x, 1 + _EXP_SLACK), _power(x) * (1 + _EXP_SLACK)))


def exp_down(x: Floats) -> Floats:
    """At most e^x, and not negative."""
    above = np.minimum(_power(x), _LARGEST) * (1 - _EXP_SLACK)
    small = np.where(x < -700, 0.0, _below_one(x, 1 - _EXP_SLACK))
    return np.asarray(np.where(x < 0, small, above))


def _below_one(x: Floats, factor: float) -> Floats:
    """About e^x for x < 0; e^-700 for anything below."""
    return factor / _power(np.maximum(x, -700.0))


def _power(x: Floats) -> Floats:
    """About e^|x|, with a relative error below 2^-20.

    With y = |x| / 2^10 <= 0.8 the rest of the series after 13 terms is below 2·10^-11 of e^y, and
    14 multiplications of positive numbers add 10^-14; both grow by 2^10 in ten squarings.
    """
    y = np.minimum(np.abs(x), 800.0) * 2.0**-_HALVINGS
    total = np.ones_like(y)
    for k in range(_TERMS - 1, 0, -1):
        total = 1 + total * y / k
    with np.errstate(over="ignore"):
        for _ in range(_HALVINGS):
            total = total * total
    return total
