"""Weights as floats: the float nearest to the exact value, and how far it is from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, final

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from symnn.errors import NotClosedError, TooLargeError, UndefinedError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.networks.layer import number_of
from symnn.twins.formats import FLOAT64, Format, above, nearest

#: Bits of the last enclosure that is tried. A number nearer than 2^-8000 to the middle between
#: two floats without being it is not to be expected.
_MOST_BITS: Final = 8192
#: Exponents beyond this one are those of no float, and of no sum with one.
_FARTHEST: Final = 1 << 16
_LEAST: Final = fmpq(1, 1 << _FARTHEST)


@final
@dataclass(frozen=True, slots=True)
class Constant:
    """A float and a bound of its distance to the exact value.

    Attributes:
        value: the float nearest to the exact value, ties to even.
        error: |value - exact| is at most this float64; 0.0 if they are equal.
    """

    value: float
    error: float


def rounded(expr: Expr, form: Format = FLOAT64) -> Constant:
    """The float nearest to a closed expression, proved to be it.

    A rational number, also one that is written with roots, is rounded exactly, ties too; any other
    is enclosed in balls until all of the ball rounds to one float.

    Raises:
        NotClosedError: a symbol without a value.
        UndefinedError: the expression has no value over the reals.
        TooLargeError: the value is larger than every float, or the rounding stays undecided.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> rounded(nth_root(rational(2))).value == 2**0.5
        True
    """
    if isinstance(expr.data, fmpq):
        return _finite(of_rational(expr.data, form), expr, form)
    missing = free_symbols(expr)
    if missing:
        raise NotClosedError(
            f"the symbol {min(missing)} has no value; a twin needs numbers: substitute them first"
        )
    number = number_of(expr)
    if number is not None and number.is_rational:
        return _finite(of_rational(number.as_fmpq(), form), expr, form)
    bits = 2 * form.precision + 32
    ball = _ball(expr, number, bits)
    while bits <= _MOST_BITS:
        if ball.is_finite():
            found = _decided(ball, form)
            if found is not None:
                return _finite(found, expr, form)
        bits *= 2
        ball = _ball(expr, number, bits)
    if not ball.is_finite():
        raise UndefinedError(f"{expr!r} has no value, or none that {bits // 2} bits would show")
    raise TooLargeError(f"{_MOST_BITS} bits do not decide to which {form.name} {expr!r} rounds")


def _ball(expr: Expr, number: Number | None, bits: int) -> arb:
    return enclose(lower(expr), bits) if number is None else number.enclosure(bits)


def of_rational(value: fmpq | Fraction, form: Format = FLOAT64) -> Constant:
    """The float nearest to a rational number; infinite beyond the largest."""
    found = nearest(value, form)
    if math.isinf(found):
        return Constant(found, math.inf)
    exact = fmpq(*found.as_integer_ratio())
    gap = abs((value if isinstance(value, fmpq) else fmpq(*value.as_integer_ratio())) - exact)
    return Constant(found, above(gap) if gap != 0 else 0.0)


def _decided(ball: arb, form: Format) -> Constant | None:
    low, high = ends_of(ball)
    first, last = of_rational(low, form), of_rational(high, form)
    if first.value != last.value:
        return None
    return Constant(first.value, max(first.error, last.error))


def ends_of(ball: arb) -> tuple[fmpq, fmpq]:
    """Both ends of a finite ball, exactly; moved outwards where they are beyond all floats.

    FLINT aborts the process over a rational number whose exponent is no machine word, and e^-10^300
    is a ball like any other.

    Raises:
        TooLargeError: an end beyond 2^65536.
    """
    middle, radius = _dyadic(ball.mid()), _dyadic(ball.rad())
    if middle is None:
        sign = certain_sign(ball)
        outside = fmpq(1, 1 << _FARTHEST) + (_LEAST if radius is None else radius)
        return (fmpq(0) if sign == 1 else -outside), (fmpq(0) if sign == -1 else outside)
    margin = _LEAST if radius is None else radius
    return middle - margin, middle + margin


def _dyadic(exact: arb) -> fmpq | None:
    """An exact ball as a rational number; None if it is not 0 but below 2^-65536."""
    mantissa, exponent = (int(part) for part in exact.man_exp())
    if mantissa == 0:
        return fmpq(0)
    size = exponent + mantissa.bit_length()
    if size > _FARTHEST:
        raise TooLargeError(f"a value beyond 2^{_FARTHEST}, which is beyond all floats")
    if size < -_FARTHEST:
        return None
    if exponent >= 0:
        return fmpq(mantissa << exponent)
    return fmpq(mantissa, 1 << -exponent)


def _finite(found: Constant, expr: Expr, form: Format) -> Constant:
    if math.isinf(found.value):
        raise TooLargeError(
            f"{expr!r} is beyond the largest {form.name}, {form.largest:.4g}; scale the layer, or "
            'use backend="mpmath" or backend="balls"'
        )
    return found


@final
@dataclass(frozen=True, slots=True)
class Constants:
    """A matrix or a vector of weights as floats.

    Attributes:
        values: in the dtype of the twin.
        errors: bounds of the distances to the exact values, float64.
    """

    values: NDArray[Any]
    errors: NDArray[np.float64]


def rounded_array(entries: list[list[Expr]] | list[Expr], form: Format, place: str) -> Constants:
    """Every entry rounded; errors name the entry.

    Args:
        entries: rows of a matrix, or the entries of a vector.
        form: the format.
        place: how the array is called in messages, as "W of layer 2".
    """
    known: dict[Expr, Constant] = {}
    flat: list[Constant] = []
    nested = bool(entries) and isinstance(entries[0], list)
    rows: list[list[Expr]] = entries if nested else [entries]  # type: ignore[assignment,list-item]
    for i, row in enumerate(rows, 1):
        for j, expr in enumerate(row, 1):
            try:
                if expr not in known:
                    known[expr] = rounded(expr, form)
            except Exception as error:
                error.add_note(f"in the entry [{f'{i},{j}' if nested else j}] of {place}")
                raise
            flat.append(known[expr])
    shape = (len(rows), len(rows[0])) if nested else (len(flat),)
    values = np.array([c.value for c in flat], dtype=form.name).reshape(shape)
    errors = np.array([c.error for c in flat], dtype=np.float64).reshape(shape)
    values.flags.writeable = errors.flags.writeable = False
    return Constants(values, errors)
