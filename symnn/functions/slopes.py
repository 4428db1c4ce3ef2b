"""Kinks and slopes of the named functions: where the derivative changes, and to what.

One table for the activations and for their sympy twins. A function with k kinks has k + 1
slopes, from left to right; a slope may depend on x where the function is smooth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from symnn.errors import UnsupportedError
from symnn.exact.expression import MINUS_ONE, ONE, ZERO, Expr, apply, mul, piecewise, rational
from symnn.functions.definitions import SLOPES


class Pieces(NamedTuple):
    """Points without a derivative, in increasing order, and the derivatives between them."""

    kinks: tuple[Expr, ...]
    slopes: tuple[Expr, ...]


_AT_ZERO: Final = (ZERO,)
_SIX: Final = rational(6)
_THREE: Final = rational(3)
_SIXTH: Final = rational("1/6")


def _leaky(_: Expr, slope: Expr) -> Pieces:
    return Pieces((), (ONE,)) if slope == ONE else Pieces(_AT_ZERO, (slope, ONE))


def _elu(x: Expr, alpha: Expr) -> Pieces:
    below = mul(alpha, apply("exp", x))
    if alpha == ONE:
        return Pieces((), (piecewise([(">", x, ZERO, ONE)], below),))
    return Pieces(_AT_ZERO, (below, ONE))


PIECES: Final[Mapping[str, Callable[..., Pieces]]] = {
    "relu": lambda _: Pieces(_AT_ZERO, (ZERO, ONE)),
    "abs": lambda _: Pieces(_AT_ZERO, (MINUS_ONE, ONE)),
    "hard_tanh": lambda _: Pieces((MINUS_ONE, ONE), (ZERO, ONE, ZERO)),
    "hard_sigmoid": lambda _: Pieces((rational(-3), _THREE), (ZERO, _SIXTH, ZERO)),
    "relu6": lambda _: Pieces((ZERO, _SIX), (ZERO, ONE, ZERO)),
    "leaky_relu": _leaky,
    "step": lambda _x, _h: Pieces(_AT_ZERO, (ZERO, ZERO)),
    "sign": lambda _: Pieces(_AT_ZERO, (ZERO, ZERO)),
    "elu": _elu,
}


def pieces(name: str, x: Expr, *parameters: Expr) -> Pieces:
    """The kinks of a named function, and its derivatives at x between them.

    Raises:
        UnsupportedError: a name that is not in the tables.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> pieces("relu", symbol("x")).slopes == (ZERO, ONE)
        True
    """
    if name in PIECES:
        return PIECES[name](x, *parameters)
    if name in SLOPES:
        return Pieces((), (SLOPES[name](x),))
    raise UnsupportedError(f"the kinks and slopes of {name} are not known")
