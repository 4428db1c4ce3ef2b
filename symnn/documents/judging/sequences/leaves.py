"""What nothing is said of: open letters, or numbers for them; functions that stay open."""

from __future__ import annotations

from dataclasses import field
from typing import Final, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.documents.judging.sequences.arrays import UnreadError, number, plus, raised, times
from symnn.exact.expression import Expr, apply, exp, rational, symbol

#: Numbers for letters of which nothing is said, and for those between 0 and 1.
_ANY: Final = (
    ((2, 3), (-1, 2), (5, 4), (3, 5), (-4, 3), (7, 6), (1, 4), (-3, 7), (9, 5), (-2, 9), (8, 7)),
    ((1, 3), (3, 2), (2, 7), (5, 3), (1, 5), (7, 4), (3, 8), (4, 9), (11, 6), (6, 5), (2, 11)),
)
_SHARES: Final = (
    ((1, 2), (1, 3), (3, 4), (2, 5), (1, 6), (5, 7), (3, 8), (4, 9), (2, 11), (7, 12), (5, 13)),
    ((3, 5), (1, 4), (2, 3), (5, 6), (3, 7), (1, 8), (7, 9), (3, 10), (8, 11), (5, 12), (2, 13)),
)
#: Polynomials for functions of which nothing is said, from the constant term upwards.
_POLYNOMIALS: Final = (((1, 2, 1, -1), (2, -1, 3, 1)), ((-1, 1, 2), (3, 2, -1, 0, 1)))


@final
@dataclass(slots=True)
class Leaves:
    """The values of open letters: symbols, or the numbers of a `point`.

    `shares` are the families whose members lie between 0 and 1, `positive` those above 0; `curve`
    is the activation that a letter means, `narrow` tells that all numbers are between 0 and 1.
    """

    point: int | None = None
    shares: frozenset[str] = frozenset()
    positive: frozenset[str] = frozenset()
    known: dict[str, Expr] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    applied: dict[tuple[str, int, Expr], Expr] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)
    curve: str = ""
    narrow: bool = False

    def of(self, key: str, text: str) -> Expr:
        """The letter for a member of a family, or its number."""
        found = self.known.get(text)
        if found is None:
            found = symbol(text) if self.point is None else self._number(key)
            self.known[text] = found
            self.families[text] = key
        return found

    def _number(self, key: str) -> Expr:
        table = _SHARES if self.narrow or key in self.shares else _ANY
        row = table[(self.point or 0) % len(table)]
        count = len(self.known)
        above, below = row[count % len(row)]
        if key in self.positive:
            above = abs(above)
        turns = count // len(row)
        return rational(fmpq(above, below + 4 * turns))

    def apply(self, name: str, order: int, argument: Expr) -> Expr:
        """A function of which nothing is said, or a derivative of it, at an argument."""
        if self.point is not None:
            return self._polynomial(name, order, argument)
        place = name, order, argument
        found = self.applied.get(place)
        if found is None:
            text = f"{name}{'′' * order}‹{len(self.applied)}›"
            found = self.applied[place] = symbol(text)
        return found

    def _polynomial(self, name: str, order: int, argument: Expr) -> Expr:
        if name not in self.functions:
            self.functions.append(name)
        if self.curve:
            return _of_curve(self.curve, order, argument)
        rows = _POLYNOMIALS[(self.point or 0) % len(_POLYNOMIALS)]
        coefficients = list(rows[self.functions.index(name) % len(rows)])
        for _ in range(order):
            coefficients = [k * c for k, c in enumerate(coefficients)][1:]
        terms = (
            times(rational(c), raised(argument, rational(k))) for k, c in enumerate(coefficients)
        )
        return plus(*terms) if coefficients else rational(0)

    def shown(self) -> tuple[tuple[str, str], ...]:
        """The numbers of the point, by name."""
        numbers = ((text, number(value)) for text, value in self.known.items())
        return tuple((text, str(value)) for text, value in numbers if value is not None)


def _of_curve(name: str, order: int, argument: Expr) -> Expr:
    """A usual activation, which authors may mean without saying so, or its slope."""
    one = rational(1)
    if name == "logistic":
        value = raised(plus(one, exp(times(rational(-1), argument))), rational(-1))
        slope = times(value, plus(one, times(rational(-1), value)))
    else:
        value = apply("tanh", argument)
        slope = plus(one, times(rational(-1), value, value))
    if order > 1:
        raise UnreadError("a second derivative of an activation")
    return slope if order else value
