"""Small arrays of expressions, and numbers beside them; numbers are worked out at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.expression import MINUS_ONE, ONE, ZERO, Expr, add, mul, power, rational

_MOST_BITS = 60_000


class UnreadError(SymnnError):
    """Something in a formula is not understood here."""


@final
@dataclass(frozen=True, slots=True)
class Grid:
    """Entries row by row; a vector is a column."""

    rows: int
    columns: int
    cells: tuple[Expr, ...]

    def at(self, row: int, column: int) -> Expr:
        """An entry, counted from 0."""
        return self.cells[row * self.columns + column]

    @property
    def turned(self) -> Grid:
        """The transpose."""
        cells = (self.at(i, j) for j in range(self.columns) for i in range(self.rows))
        return Grid(self.columns, self.rows, tuple(cells))

    def map(self, change: Callable[[Expr], Expr]) -> Grid:
        """A function of each entry."""
        return Grid(self.rows, self.columns, tuple(map(change, self.cells)))


Value: TypeAlias = "Expr | Grid"


def number(value: Value) -> fmpq | None:
    """The rational number that a value is."""
    return value.data if isinstance(value, Expr) and isinstance(value.data, fmpq) else None


def plus(*terms: Expr) -> Expr:
    """A sum, in which numbers are added up."""
    total, rest = fmpq(0), list[Expr]()
    for term in terms:
        known = number(term)
        if known is None:
            rest.append(term)
        else:
            total += known
    if total != 0 or not rest:
        rest.append(rational(total))
    return add(*rest)


def times(*factors: Expr) -> Expr:
    """A product, in which numbers are multiplied."""
    total, rest = fmpq(1), list[Expr]()
    for factor in factors:
        known = number(factor)
        if known is None:
            rest.append(factor)
        else:
            total *= known
    if total == 0 or not rest:
        return rational(total)
    return mul(*rest) if total == 1 else mul(rational(total), *rest)


def raised(base: Expr, exponent: Expr) -> Expr:
    """A power; one of numbers with a whole exponent is worked out."""
    first, last = number(base), number(exponent)
    if last is not None and last.q == 1:
        whole = int(last.p)
        if whole == 0:
            return ONE
        if whole == 1:
            return base
        if first is not None and (first != 0 or whole > 0):
            bits = max(int(first.p).bit_length(), int(first.q).bit_length())
            if bits * abs(whole) > _MOST_BITS:
                raise UnreadError("a number is too large")
            return rational(first**whole)
    return power(base, exponent)


def over(value: Expr) -> Expr:
    """1 / a."""
    return raised(value, MINUS_ONE)


def total(one: Value, two: Value) -> Value:
    """The sum of two numbers or of two arrays of one shape."""
    if isinstance(one, Expr) and isinstance(two, Expr):
        return plus(one, two)
    if number(one) == 0:
        return two
    if number(two) == 0:
        return one
    return _each(one, two, plus)


def _each(one: Value, two: Value, change: Callable[[Expr, Expr], Expr]) -> Grid:
    if not isinstance(one, Grid) or not isinstance(two, Grid):
        raise UnreadError("a number beside an array")
    if (one.rows, one.columns) != (two.rows, two.columns):
        raise UnreadError("arrays of different shapes")
    cells = (change(a, b) for a, b in zip(one.cells, two.cells, strict=True))
    return Grid(one.rows, one.columns, tuple(cells))


def entrywise(one: Value, two: Value) -> Value:
    """The Hadamard product."""
    if isinstance(one, Expr) and isinstance(two, Expr):
        return times(one, two)
    return _each(one, two, times)


def product(one: Value, two: Value) -> Value:
    """The matrix product; a 1×1 product is a number."""
    if isinstance(one, Expr):
        scale = one
        return times(one, two) if isinstance(two, Expr) else two.map(lambda c: times(scale, c))
    if isinstance(two, Expr):
        return product(two, one)
    if one.columns != two.rows:
        raise UnreadError("arrays whose product does not exist")
    cells = tuple(
        plus(*(times(one.at(i, k), two.at(k, j)) for k in range(one.columns)))
        for i in range(one.rows)
        for j in range(two.columns)
    )
    return cells[0] if len(cells) == 1 else Grid(one.rows, two.columns, cells)


def negative(value: Value) -> Value:
    """The value with the other sign."""
    return product(MINUS_ONE, value)


def zeros_like(value: Value) -> Value:
    """0 in the shape of a value."""
    return ZERO if isinstance(value, Expr) else value.map(lambda _: ZERO)


def pairs(one: Value, two: Value) -> list[tuple[Expr, Expr]]:
    """The entries of both sides, one by one."""
    if isinstance(one, Expr) and isinstance(two, Expr):
        return [(one, two)]
    if isinstance(one, Grid) and isinstance(two, Grid):
        if (one.rows, one.columns) == (two.rows, two.columns):
            return list(zip(one.cells, two.cells, strict=True))
    elif isinstance(one, Grid) and number(two) == 0:
        return [(cell, ZERO) for cell in one.cells]
    raise UnreadError("sides of different shapes")
