"""Entries with their parts of first order in small changes: what differentials are read off from.

A jet is a value for each set of small changes, each of which has the square 0. The differential of
an expression is the part at one change; a gradient takes one change for each entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias, final

from symnn.documents.judging.open_arrays.rings import NoValueError, Ring

#: By the bits of the changes.
Jet: TypeAlias = "Mapping[int, Any]"
_ORDERS = 2


@final
class Jets:
    """Reckoning with jets over a ring."""

    def __init__(self, ring: Ring) -> None:
        """Over a ring, with no change so far."""
        self.ring = ring
        self.changes = 0

    def change(self) -> int:
        """The bit of a new small change."""
        self.changes += 1
        return 1 << (self.changes - 1)

    def number(self, value: Fraction | int) -> Jet:
        """A rational number."""
        return {0: self.ring.number(Fraction(value))} if value else {}

    def add(self, a: Jet, b: Jet) -> Jet:
        """The sum."""
        found = dict(a)
        for bits, value in b.items():
            found[bits] = self.ring.add(found[bits], value) if bits in found else value
        return found

    def mul(self, a: Jet, b: Jet) -> Jet:
        """The product, without what has a change twice."""
        found: dict[int, Any] = {}
        for one, x in a.items():
            for two, y in b.items():
                if one & two:
                    continue
                value = self.ring.mul(x, y)
                bits = one | two
                found[bits] = self.ring.add(found[bits], value) if bits in found else value
        return found

    def scaled(self, factor: Fraction | int, a: Jet) -> Jet:
        """A multiple."""
        return self.mul(self.number(factor), a)

    def inverse(self, a: Jet) -> Jet:
        """The reciprocal, by the sum of the powers of -e/a for the part e with changes."""
        first = self.ring.inverse(a.get(0, self.ring.number(Fraction(0))))
        down: Jet = {0: first}
        rest = self.scaled(-1, self.mul({k: v for k, v in a.items() if k}, down))
        total, power = down, down
        for _ in range(self.changes):
            power = self.mul(power, rest)
            if not power:
                break
            total = self.add(total, power)
        return total

    def apply(self, name: str, a: Jet) -> Jet:
        """A function of one number, by its Taylor polynomial."""
        rest = {k: v for k, v in a.items() if k}
        known = self.ring.series(name, a.get(0, self.ring.number(Fraction(0))))
        total: Jet = {0: known[0]}
        power: Jet = rest
        for order in range(1, _ORDERS + 2):
            if not power:
                return total
            if order > _ORDERS:
                raise NoValueError("derivatives of an order that is not reckoned with")
            factor = Fraction(1, 1 if order == 1 else 2)
            total = self.add(total, self.mul({0: known[order]}, self.scaled(factor, power)))
            power = self.mul(power, rest)
        return total

    def part(self, a: Jet, bit: int) -> Jet:
        """The part at one change, with the changes that are left."""
        return {bits ^ bit: value for bits, value in a.items() if bits & bit}
