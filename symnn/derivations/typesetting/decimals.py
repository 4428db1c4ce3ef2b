"""Correctly rounded decimals of exact values."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flint import arb, fmpq

from symnn.errors import SymnnError, TooLargeError, UndefinedError
from symnn.exact.ball import enclose, precision
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr
from symnn.functions.lower import lower

_MOST_BITS: Final = 1 << 14


def nearest(number: fmpq, digits: int) -> fmpq:
    """The decimal with so many digits that is nearest; of two, the one farther from 0.

    Examples:
        >>> nearest(fmpq(1, 8), 2) == fmpq(13, 100)
        True
    """
    scaled = abs(number) * fmpq(10) ** digits + fmpq(1, 2)
    found = fmpq(int(scaled.p) // int(scaled.q)) / fmpq(10) ** digits
    return found if number >= 0 else -found


@lru_cache(maxsize=1024)
def rounded(expr: Expr, digits: int) -> fmpq:
    """The correctly rounded value of a closed expression; a claim about it proves it.

    Raises:
        UndefinedError: the expression has no value.
        TooLargeError: too many bits would be needed.
    """
    low = lower(expr)
    bits = 64 + 4 * digits
    while bits <= _MOST_BITS:
        ball = enclose(low, bits)
        with precision(bits):
            if ball.is_finite():
                ends = [nearest(end.fmpq(), digits) for end in _ends(ball)]
                if ends[0] == ends[1]:
                    return ends[0]
        bits *= 2
    try:
        exact = value(low)
    except SymnnError:
        raise TooLargeError("the value could not be enclosed tightly enough to round it") from None
    if exact.is_rational:  # it lies on a boundary between two decimals
        return nearest(exact.as_fmpq(), digits)
    raise UndefinedError("the value could not be enclosed tightly enough to round it")


def _ends(ball: arb) -> tuple[arb, arb]:
    return ball.lower(), ball.upper()


def decimal_text(number: fmpq, digits: int) -> str:
    """A decimal with exactly so many digits after the point.

    Examples:
        >>> decimal_text(fmpq(-1, 20), 3) == "-0.050"
        True
    """
    scaled = int((abs(number) * fmpq(10) ** digits).p)
    whole, part = divmod(scaled, 10**digits)
    text = f"{whole}.{part:0{digits}d}" if digits else str(whole)
    return f"-{text}" if number < 0 else text


def exact_digits(number: fmpq, most: int) -> int | None:
    """How many digits after the point the decimal of a rational has; None if over `most`."""
    bottom, count = int(number.q), 0
    while bottom != 1:
        bottom //= _gcd_ten(bottom)
        count += 1
        if count > most or (bottom != 1 and _gcd_ten(bottom) == 1):
            return None
    return count


def _gcd_ten(number: int) -> int:
    return (2 if number % 2 == 0 else 1) * (5 if number % 5 == 0 else 1)
