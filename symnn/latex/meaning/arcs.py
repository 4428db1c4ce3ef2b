"""Arcs of well known sines, cosines and tangents, as exact multiples of pi."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import PI, Expr, apply, mul, rational
from symnn.exact.number import Number
from symnn.functions.lower import lower

_FUNCTIONS: Final = {"asin": "sin", "acos": "cos", "atan": "tan"}
_RANGES: Final = {"asin": (-6, 6), "acos": (0, 12), "atan": (-5, 5)}


@lru_cache(maxsize=8)
def _known(name: str) -> tuple[tuple[fmpq, Number], ...]:
    """The multiples of pi/12 in the range of an arc function, with their exact values."""
    low, high = _RANGES[name]
    found = []
    for k in range(low, high + 1):
        turn = fmpq(k, 12)
        value = exact_value(lower(apply(_FUNCTIONS[name], mul(rational(turn), PI))))
        found.append((turn, value))
    return tuple(found)


def arc(name: str, argument: Expr) -> Expr:
    """asin, acos or atan of an expression; q pi where the value is a well known one.

    >>> arc("acos", rational("1/2")) == mul(rational("1/3"), PI)
    True
    """
    try:
        value = exact_value(lower(argument))
    except SymnnError:
        return apply(name, argument)
    for turn, known in _known(name):
        if value == known:
            return mul(rational(turn), PI)
    return apply(name, argument)
