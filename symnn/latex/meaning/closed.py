"""Values that are closed: as exact numbers, and which of them is largest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.errors import SymnnError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, apply, free_symbols, rational
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.syntax import Span

_BITS: Final = 256


def closed_number(expr: Expr, span: Span) -> Number:
    """An algebraic number.

    Raises:
        MeaningError: the expression has unknowns, or no algebraic value that was found.
    """
    try:
        return exact_value(lower(expr))
    except SymnnError as error:
        raise MeaningError(Kind.UNSUPPORTED, str(error), span) from error


def whole_part(value: Expr) -> Expr:
    """floor(x): the integer itself where a ball around a closed x lies between two integers."""
    floor = apply("floor", value)
    if free_symbols(value):
        return floor
    try:
        exact_value(lower(value))
    except SymnnError:
        pass
    else:
        return floor
    try:
        found = enclose(lower(value), _BITS).floor().unique_fmpz()
    except SymnnError:
        return floor
    return floor if found is None else rational(int(found))


def places_of_largest(values: Sequence[Expr], span: Span) -> list[int]:
    """Where the largest values stand; several if they are equal.

    Exactness: by exact arithmetic, else by enclosures that keep the values apart.

    Raises:
        MeaningError: there are no values, or two of them could not be told apart.
    """
    if not values:
        raise MeaningError(Kind.VALUE, "the largest of no values", span)
    best = [0]
    for place in range(1, len(values)):
        sign = _sign(values[place] - values[best[0]], span)
        best = [place] if sign > 0 else [*best, place] if sign == 0 else best
    return best


def _sign(difference: Expr, span: Span) -> int:
    try:
        return exact_value(lower(difference)).sign()
    except SymnnError:
        pass
    try:
        sign = certain_sign(enclose(lower(difference), _BITS))
    except SymnnError as error:
        raise MeaningError(Kind.UNSUPPORTED, str(error), span) from error
    if sign is None:
        text = "which of the values is larger could not be found"
        raise MeaningError(Kind.UNSUPPORTED, text, span)
    return sign
