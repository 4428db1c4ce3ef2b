"""How many functions of a few bits are threshold functions, found without trying all tables.

A threshold function with some of its inputs turned round grows with every input; it is turned back
in as many ways as there are subsets of the inputs that it depends on. So the growing ones are
counted, each so often.
"""

from __future__ import annotations

from itertools import product

from symnn.claims.check import decide
from symnn.claims.formula import Claim, Formula
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.separation import Points, separable
from symnn.exact.expression import rational


def separable_by_growing(variables: int, support: list[Formula]) -> int:
    """How many functions of so many bits a hyperplane separates; what shows it is `support`."""
    corners = list(product((0, 1), repeat=variables))
    points = [tuple(rational(bit) for bit in corner) for corner in corners]
    number = 0
    for table in _growing(variables):
        sets: list[Points] = [
            tuple(p for p, t in zip(points, table, strict=True) if t == k) for k in (1, 0)
        ]
        if not all(sets):
            number += 1
            continue
        yes, shown = separable(sets[0], sets[1])
        support.append(shown)
        if not decide(Claim(shown)).proved:
            raise refuse("what was found could not be confirmed")
        number += 2 ** _essential(table, variables) if yes else 0
    return number


def _growing(variables: int) -> list[tuple[int, ...]]:
    """All tables that grow with every bit: of the first bit 0 one, of 1 one that is no smaller."""
    if variables == 0:
        return [(0,), (1,)]
    halves = _growing(variables - 1)
    return [
        low + high
        for low in halves
        for high in halves
        if all(a <= b for a, b in zip(low, high, strict=True))
    ]


def _essential(table: tuple[int, ...], variables: int) -> int:
    """Of how many bits the value depends on."""
    found = 0
    for bit in range(variables):
        apart = 1 << bit
        found += any(table[k] != table[k ^ apart] for k in range(len(table)))
    return found
