"""Numbers and vectors of them, with exact sums, products and comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import Expr, as_expr

Number: TypeAlias = "Fraction | Expr"
Value: TypeAlias = "Fraction | Expr | Vector"

RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
_COMPARE: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "=": lambda a, b: a == b, "≠": lambda a, b: a != b, "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,
}  # fmt: skip


class UnknownError(Exception):
    """A formula has no value that is certain; the message says why, if people should know."""


class Vector(NamedTuple):
    """Numbers in a row, counted from `first`; `turned` if a transpose was written."""

    first: int
    entries: tuple[Number, ...]
    turned: bool = False


def number(value: Value) -> Number:
    """A value that is a number."""
    if isinstance(value, Vector):
        raise UnknownError
    return value


def plus(left: Value, right: Value) -> Value:
    """The sum of two numbers, or of two vectors."""
    if isinstance(left, Vector) and isinstance(right, Vector):
        _check_alike(left, right)
        pairs = zip(left.entries, right.entries, strict=True)
        return Vector(left.first, tuple(a + b for a, b in pairs), left.turned)
    return number(left) + number(right)


def times(left: Value, right: Value) -> Value:
    """The product; that of two vectors is their inner one, unless the second is transposed."""
    if isinstance(left, Vector) and isinstance(right, Vector):
        _check_alike(left, right)
        if right.turned:
            raise UnknownError
        total: Number = Fraction(0)
        for a, b in zip(left.entries, right.entries, strict=True):
            total = total + a * b
        return total
    if isinstance(left, Vector):
        factor = number(right)
        return left._replace(entries=tuple(factor * a for a in left.entries))
    if isinstance(right, Vector):
        factor = number(left)
        return right._replace(entries=tuple(factor * a for a in right.entries))
    return left * right


def _check_alike(left: Vector, right: Vector) -> None:
    if left.first != right.first or len(left.entries) != len(right.entries):
        raise UnknownError


def compare(relation: str, left: Number, right: Number) -> bool:
    """Whether a relation holds between two numbers, exactly."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _COMPARE[relation](left, right)
    claim = Claim(Atomic(RELATIONS[relation], as_expr(left), as_expr(right)))
    found = decide(claim)
    if not (found.proved or found.refuted):
        raise UnknownError
    return found.proved


def places_of(value: Value) -> int:
    """The digits behind the point of a value; many for what is no decimal."""
    if isinstance(value, Vector):
        return max((places_of(e) for e in value.entries), default=0)
    denominator = getattr(value, "denominator", 0)
    for places in range(13):
        if denominator and 10**places % denominator == 0:
            return places
    return 99


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal, exactly."""
    if isinstance(left, Vector) and isinstance(right, Vector):
        pairs = zip(left.entries, right.entries, strict=False)
        alike = left.first == right.first and len(left.entries) == len(right.entries)
        return alike and all(compare("=", a, b) for a, b in pairs)
    if isinstance(left, Vector) or isinstance(right, Vector):
        return False
    return compare("=", left, right)
