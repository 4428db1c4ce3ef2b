"""Chances as sums of joint chances, with marginal ones for the sums over a variable.

Σ_y P(x, y) = P(x) whatever values there are: what follows by this and by arithmetic holds of all
variables. Every chance P(x, y) is one unknown; with independence that is told it is a product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_chances.letters import Letters, Told
from symnn.documents.judging.open_chances.relation import UnreadError
from symnn.documents.judging.open_chances.spelled import Chance, Event, Value
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, power, quotient, rational, symbol

#: The values that happen together.
Joint: TypeAlias = "frozenset[Value]"
#: Joint chances with their powers.
Monomial: TypeAlias = "frozenset[tuple[Joint, int]]"
Terms: TypeAlias = "dict[Monomial, Fraction]"

_UNIT: Monomial = frozenset()
_MOST = 64


@final
@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient of sums of monomials."""

    above: Terms
    below: Terms


class Marginals:
    """Counting by marginal chances."""

    def __init__(self, letters: Letters, told: Told) -> None:
        self.letters = letters
        self.told = told
        self.used: set[Joint] = set()

    def number(self, value: Fraction) -> Ratio:
        """A number."""
        return Ratio({_UNIT: value} if value else {}, {_UNIT: Fraction(1)})

    def chance(self, chance: Chance) -> Ratio:
        """P(e | g) = P(e ∩ g)/P(g)."""
        above = self._mass(chance.both)
        below = {_UNIT: Fraction(1)} if chance.given is None else self._mass(chance.given)
        return _reduced(above, below)

    def total(self, letter: str, body: Callable[[], Ratio]) -> Ratio:
        """The sum over all values of a letter: of the terms linear in one joint chance with it."""
        inner = body()
        if any(letter in _letters(monomial) for monomial in inner.below):
            raise UnreadError
        above: list[Terms] = []
        for monomial, coefficient in inner.above.items():
            with_it = [(joint, k) for joint, k in monomial if letter in _values(joint)]
            rest = monomial - set(with_it)
            if len(with_it) != 1 or with_it[0][1] != 1:
                raise UnreadError
            joint = frozenset(pair for pair in with_it[0][0] if pair[1] != letter)
            above.append(_product({rest: coefficient}, self._factored(joint)))
        return _reduced(_total(above), inner.below)

    def plus(self, one: Ratio, other: Ratio) -> Ratio:
        """The sum of two."""
        above = [_product(one.above, other.below), _product(other.above, one.below)]
        if one.below == other.below:
            return _reduced(_total([one.above, other.above]), one.below)
        return _reduced(_total(above), _product(one.below, other.below))

    def times(self, one: Ratio, other: Ratio) -> Ratio:
        """The product of two."""
        return _reduced(_product(one.above, other.above), _product(one.below, other.below))

    def over(self, one: Ratio, other: Ratio) -> Ratio:
        """The quotient of two."""
        if not other.above:
            raise UnreadError
        return _reduced(_product(one.above, other.below), _product(one.below, other.above))

    def expression(self, ratio: Ratio) -> Expr:
        """The quotient as an expression in unknowns."""
        above, below = self._written(ratio.above), self._written(ratio.below)
        return above if below == ONE else quotient(above, below)

    def _written(self, terms: Terms) -> Expr:
        found = []
        for monomial, coefficient in sorted(terms.items(), key=lambda item: sorted(map(str, item))):
            factors = [rational(coefficient)]
            for joint, degree in sorted(monomial, key=lambda pair: sorted(pair[0])):
                self.used.add(joint)
                factors.append(power(symbol(name_of(joint)), rational(degree)))
            found.append(mul(*factors))
        return add(*found) if len(found) > 1 else (found[0] if found else ZERO)

    def _mass(self, event: Event) -> Terms:
        found = [
            {monomial: coefficient * times for monomial, coefficient in self._factored(j).items()}
            for j, times in indicator(event).items()
        ]
        return _total(found)

    def _factored(self, joint: Joint) -> Terms:
        """A joint chance, by what is told of its variables."""
        names = frozenset(variable for variable, _ in joint)
        for group in self.told.disjoint:
            if len(group & names) > 1:
                return {}
        for apart in self.told.apart:
            if names and names <= apart:
                singles = [(frozenset({pair}), 1) for pair in joint]
                return {frozenset(singles): Fraction(1)}
        for given, group in self.told.given:
            rest = names - {given}
            if given in names and len(rest) > 1 and rest <= group:
                (of,) = (pair for pair in joint if pair[0] == given)
                factors = [(frozenset({pair, of}), 1) for pair in joint if pair != of]
                return {frozenset([*factors, (frozenset({of}), 1 - len(factors))]): Fraction(1)}
        return {frozenset({(joint, 1)}) if joint else _UNIT: Fraction(1)}


def indicator(event: Event) -> dict[Joint, int]:
    """An event as a sum of values that happen together: 1 - (1 - a)(1 - b) for one or the other.

    Raises:
        UnreadError: two values of one variable in it may be the same.
    """
    if event.how == "is":
        return {frozenset({event.value}): 1}
    if event.how == "not":
        return _less(indicator(event.parts[0]))
    found: dict[Joint, int] = {frozenset(): 1}
    for part in event.parts:
        one = indicator(part)
        found = _joined(found, one if event.how == "and" else _less(one))
    return found if event.how == "and" else _less(found)


def _less(one: dict[Joint, int]) -> dict[Joint, int]:
    found = {joint: -times for joint, times in one.items()}
    found[frozenset()] = found.get(frozenset(), 0) + 1
    return {joint: times for joint, times in found.items() if times}


def _joined(one: dict[Joint, int], other: dict[Joint, int]) -> dict[Joint, int]:
    found: dict[Joint, int] = {}
    for first, a in one.items():
        for second, b in other.items():
            joint = first | second
            names = [variable for variable, _ in joint]
            if len(set(names)) < len(names):
                if all(value[0].isdigit() for _, value in first ^ second):
                    continue  # X = 0 and X = 1 together
                raise UnreadError
            found[joint] = found.get(joint, 0) + a * b
    return {joint: times for joint, times in found.items() if times}


def name_of(joint: Joint) -> str:
    """A name for the unknown that a joint chance is."""
    return "P(" + ",".join(f"{variable}={value}" for variable, value in sorted(joint)) + ")"


def _values(joint: Joint) -> Iterator[str]:
    return (value for _, value in joint)


def _letters(monomial: Monomial) -> set[str]:
    return {value for joint, _ in monomial for value in _values(joint)}


def _total(parts: list[Terms]) -> Terms:
    found: Terms = {}
    for part in parts:
        for monomial, coefficient in part.items():
            found[monomial] = found.get(monomial, Fraction(0)) + coefficient
    return {monomial: coefficient for monomial, coefficient in found.items() if coefficient}


def _product(one: Terms, other: Terms) -> Terms:
    if len(one) * len(other) > _MOST:
        raise UnreadError
    return _total(
        [{_merged(m, n): a * b} for m, a in one.items() for n, b in other.items()],
    )


def _merged(one: Monomial, other: Monomial) -> Monomial:
    powers = dict(one)
    for joint, degree in other:
        powers[joint] = powers.get(joint, 0) + degree
    return frozenset((joint, degree) for joint, degree in powers.items() if degree)


def _reduced(above: Terms, below: Terms) -> Ratio:
    """With a single term below the line brought above it, so that what is common cancels."""
    if len(below) != 1:
        return Ratio(above, below)
    ((monomial, coefficient),) = below.items()
    inverse = {frozenset((j, -k) for j, k in monomial): 1 / coefficient}
    return Ratio(_product(above, inverse), {_UNIT: Fraction(1)})
