"""Chances in one table of numbers: what is false there is no law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod
from typing import Final, TypeAlias

from symnn.documents.judging.open_chances.letters import Letters
from symnn.documents.judging.open_chances.relation import UnreadError
from symnn.documents.judging.open_chances.spelled import Chance, Event
from symnn.exact.expression import ZERO, Expr, add, mul, quotient, rational, symbol

#: The values of the variables, by number, with their weight.
Table: TypeAlias = "Mapping[tuple[int, ...], Expr]"

_PRIMES: Final = (2, 7, 3, 19, 5, 11, 29, 13, 17, 41, 23, 37, 31, 43, 47, 53)
_MOST: Final = 64


class Counted:
    """Counting in a table, at values for the letters that are free."""

    def __init__(self, names: tuple[str, ...], table: Table, at: Mapping[str, int]) -> None:
        self.names = names
        self.table = table
        self.at = dict(at)

    def number(self, value: Fraction) -> Expr:
        """A number."""
        return rational(value)

    def chance(self, chance: Chance) -> Expr:
        """The share of the weights."""
        both = self._mass(lambda cell: self._holds(chance.both, cell))
        given = chance.given
        whole = self._mass(lambda cell: given is None or self._holds(given, cell))
        if whole == ZERO:
            raise UnreadError
        return quotient(both, whole)

    def total(self, letter: str, body: Callable[[], Expr]) -> Expr:
        """The sum over the values of a letter."""
        variable = self.at.get(f"of {letter}")
        if variable is None:
            raise UnreadError
        found = [ZERO]
        for value in sorted({cell[variable] for cell in self.table}):
            self.at[letter] = value
            found.append(body())
        del self.at[letter]
        return add(*found)

    def plus(self, one: Expr, other: Expr) -> Expr:
        """The sum of two."""
        return add(one, other)

    def times(self, one: Expr, other: Expr) -> Expr:
        """The product of two."""
        return mul(one, other)

    def over(self, one: Expr, other: Expr) -> Expr:
        """The quotient of two."""
        return quotient(one, other)

    def _mass(self, counts: Callable[[tuple[int, ...]], bool]) -> Expr:
        found = [weight for cell, weight in self.table.items() if counts(cell)]
        return add(*found) if len(found) > 1 else (found[0] if found else ZERO)

    def _holds(self, event: Event, cell: tuple[int, ...]) -> bool:
        if event.how == "is":
            variable, value = event.value
            if value not in self.at:
                raise UnreadError
            return cell[self.names.index(variable)] == self.at[value]
        if event.how == "not":
            return not self._holds(event.parts[0], cell)
        return (all if event.how == "and" else any)(self._holds(p, cell) for p in event.parts)


def table(sizes: tuple[int, ...], how: str, of: int = 0) -> Table:
    """A table of weights.

    Args:
        sizes: how many values each variable has.
        how: "any", "apart" for independent variables, "alike" for values that are all alike,
            "given" for variables that are independent given one of them,
            "disjoint" for events of which one happens at most, "open" for unknown weights.
        of: the place of the one that is given.
    """
    cells = list(product(*(range(size) for size in sizes)))
    if len(cells) > _MOST:
        raise UnreadError
    if how == "open":
        return {cell: symbol("m_" + "".join(map(str, cell))) for cell in cells}
    rows = [[_PRIMES[(3 * k + v) % 16] for v in range(size)] for k, size in enumerate(sizes)]
    weights = [_PRIMES[k % 16] + k // 16 for k in range(len(cells))]
    if how == "alike":
        weights = [1] * len(cells)
    if how == "apart":
        weights = [prod(r[v] for r, v in zip(rows, cell, strict=True)) for cell in cells]
    if how == "given":
        rows = [[_PRIMES[(3 * k + v) % 16] for v in range(64)] for k in range(len(sizes))]
        shift = [[v if k == of else v + 5 * cell[of] for k, v in enumerate(cell)] for cell in cells]
        weights = [prod(r[v] for r, v in zip(rows, row, strict=True)) for row in shift]
    found = zip(cells, map(rational, weights), strict=True)
    return {c: w for c, w in found if how != "disjoint" or sum(v == 0 for v in c) < 2}


def placements(letters: Letters, sizes: tuple[int, ...]) -> Iterator[dict[str, int]]:
    """The values that the free letters may have, with the place of the variable of bound ones."""
    fixed: dict[str, int] = {}
    free: list[tuple[str, int]] = []
    for place, (values, size) in enumerate(zip(letters.values.values(), sizes, strict=True)):
        fixed |= {f"of {v}": place for v in values if v in letters.bound}
        free += [(v, size) for v in values if v not in letters.bound]
    for row in product(*(range(size) for _, size in free)):
        yield {**fixed, **{letter: v for (letter, _), v in zip(free, row, strict=True)}}
