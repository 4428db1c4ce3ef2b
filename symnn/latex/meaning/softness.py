"""Decimals as intervals: what a printed decimal may have been before it was rounded.

A soft reading replaces every printed decimal by an unknown within half a unit of its last
digit. It is only ever used to *withhold* a refutation, or to show that a printed result fits
the rounded numbers it was computed from.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final, NamedTuple, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.exact.expression import Expr, symbol

#: Literals with fewer decimals are taken as exact data (0.5, 0.25), not as rounded results.
MIN_DECIMALS: Final = 3


class Box(NamedTuple):
    """An interval [centre - half, centre + half]."""

    centre: fmpq
    half: fmpq


@final
@dataclass(slots=True)
class Softness:
    """The unknowns that stand for decimals, in the order they were met.

    A decimal is soft with `least` digits after the point, or with `significant` digits in all, a
    whole number with `whole` ones; and what is among the `known` ones, which were rounded for sure:
    their sizes and decimals. `worked_out` are the names and versions of computed values that some
    of them were printed for; `exact` decimals were chosen as they stand. `data` are the unknowns
    for decimals in what names were given; while `showing`, a printed result is read.
    """

    boxes: dict[str, Box] = field(default_factory=dict)
    least: int = MIN_DECIMALS
    significant: int | None = None
    known: frozenset[tuple[fmpq, int]] = frozenset()
    whole: int | None = None
    worked_out: dict[str, tuple[str, int]] = field(default_factory=dict)
    exact: frozenset[tuple[fmpq, int]] = frozenset()
    data: set[str] = field(default_factory=set)
    showing: bool = False

    def with_exact_data(self) -> dict[str, Box]:
        """The boxes, with no room for the decimals of data."""
        return {
            name: Box(box.centre, fmpq(0)) if name in self.data else box
            for name, box in self.boxes.items()
        }

    def takes(self, value: fmpq, decimals: int, given: bool = False) -> bool:
        """Whether a decimal is taken as rounded; 0.001 and 0.999 that are `given` are not.

        >>> value = fmpq(632, 100)
        >>> Softness(significant=3).takes(value, 2) and not Softness().takes(value, 2)
        True
        """
        if (abs(value), decimals) in self.exact:
            return False
        chosen = given and not self.showing and (abs(value), decimals) not in self.known
        if chosen and _is_short(abs(value), decimals):
            return False
        if decimals >= self.least or (abs(value), decimals) in self.known:
            return True
        digits = len(str(abs((value * fmpq(10) ** decimals).p)))
        if self.whole is not None and value.q == 1 and not decimals:
            return digits >= self.whole
        return self.significant is not None and decimals > 0 and digits >= self.significant

    def unknown(self, value: fmpq, decimals: int, given: bool = False) -> Expr:
        """A fresh unknown for a decimal with this many digits after the point.

        Args:
            value: the decimal.
            decimals: its digits.
            given: whether it stands in what a name was given.
        """
        name = f"≈{len(self.boxes)}"
        self.boxes[name] = Box(value, fmpq(1, 2) * fmpq(10) ** -decimals)
        if given and not self.showing and (abs(value), decimals) not in self.known:
            self.data.add(name)
        return symbol(name)


def _is_short(value: fmpq, decimals: int) -> bool:
    """Whether a decimal has one digit behind zeros, or behind nines: 0.005 and 0.995."""
    whole = (value * fmpq(10) ** decimals).p
    return whole < 10 or (value.p < value.q and 10**decimals - whole < 10)
