"""Operations on exact values: numbers, expressions, and multiples of unknown values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeAlias

from flint import fmpq

from symnn.documents.judging.by_tables.fixed_points import Affine, affine
from symnn.documents.judging.by_tables.networks import UnsettledError
from symnn.exact.expression import Expr, add, apply, mul, power, quotient, rational

Value: TypeAlias = "Fraction | Expr | Affine"

_LARGEST_EXPONENT: Final = 400
_MOST_BITS: Final = 4_000


def as_expr(value: Value) -> Expr:
    """A value as an expression."""
    if isinstance(value, Fraction):
        return rational(fmpq(value.numerator, value.denominator))
    if isinstance(value, Affine):
        raise UnsettledError
    return value


def combined(name: str, values: list[Value]) -> Value:
    """An operation on values: exact numbers where all are."""
    if any(isinstance(v, Affine) for v in values):
        return affine(name, values)
    numbers = [v for v in values if isinstance(v, Fraction)]
    if len(numbers) == len(values):
        found = _of_numbers(name, numbers)
        if found is not None:
            if max(found.numerator.bit_length(), found.denominator.bit_length()) > _MOST_BITS:
                raise UnsettledError
            return found
    exprs = [as_expr(v) for v in values]
    rules: dict[str, Callable[..., Expr]] = {"add": add, "mul": mul}
    if name in rules:
        return rules[name](*exprs)
    if name == "neg":
        return mul(rational(-1), exprs[0])
    if name == "inverse":
        return quotient(rational(1), exprs[0])
    if name == "power":
        return power(*exprs)
    if name == "sqrt":
        return power(exprs[0], rational(fmpq(1, 2)))
    if name == "exp":
        return apply("exp", exprs[0])
    raise UnsettledError


def _of_numbers(name: str, values: list[Fraction]) -> Fraction | None:
    match name:
        case "add":
            return sum(values, Fraction(0))
        case "mul":
            found = Fraction(1)
            for value in values:
                found *= value
            return found
        case "neg":
            return -values[0]
        case "inverse":
            if not values[0]:
                raise UnsettledError
            return 1 / values[0]
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "power":
            return _power(*values)
    return None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1:
        if base < 0:
            raise UnsettledError
        return None
    if abs(exponent) > _LARGEST_EXPONENT or (not base and exponent <= 0):
        raise UnsettledError
    return base ** int(exponent)
