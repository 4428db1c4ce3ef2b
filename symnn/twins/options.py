"""Options that are numbers, whole or finite, in a range; others are refused by name and value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symnn.errors import UnsupportedError


def whole(name: str, value: Any, least: int, most: int | None = None) -> int:
    """A whole number from `least` to `most`.

    Raises:
        UnsupportedError: anything else; also True, which Python counts among the integers.

    Examples:
        >>> whole("steps", 3, 1)
        3
    """
    known = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if known and least <= value and (most is None or value <= most):
        return int(value)
    rule = f"a whole number from {least}" + (" on" if most is None else f" to {most}")
    raise UnsupportedError(f"{name}={value!r}: {rule} is wanted")


def finite(name: str, value: Any, least: float = -math.inf, above: float = -math.inf) -> float:
    """A finite number that is at least one bound, and above another.

    Raises:
        UnsupportedError: anything else: NaN, an infinity, a text.

    Examples:
        >>> finite("rate", 0.5, above=0)
        0.5
    """
    real = isinstance(value, int | float | np.integer | np.floating)
    known = real and not isinstance(value, bool) and math.isfinite(value)
    if known and value >= least and value > above:
        return float(value)
    rule = "a finite number"
    rule += f" of at least {least:g}" if least > -math.inf else ""
    rule += f" above {above:g}" if above > -math.inf else ""
    raise UnsupportedError(f"{name}={value!r}: {rule} is wanted")
