"""Polynomials with whole exponents of either sign, and their quotients, in atoms of any kind.

They only bring expressions into one form; whether two are equal is decided by `claims`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.documents.judging.sequences.arrays import UnreadError

Atom: TypeAlias = "tuple[Any, ...]"
Monomial: TypeAlias = "frozenset[tuple[Atom, int]]"
Terms: TypeAlias = "Mapping[Monomial, fmpq]"

ALONE: Final[frozenset[tuple[Atom, int]]] = frozenset()
_MOST: Final = 300


def monomial_product(one: Monomial, two: Monomial) -> Monomial:
    """The product of two monomials."""
    found = dict(one)
    for atom, exponent in two:
        found[atom] = found.get(atom, 0) + exponent
    return frozenset((atom, k) for atom, k in found.items() if k)


@final
@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient of two polynomials; both are sums of monomials with their coefficients."""

    above: frozenset[tuple[Monomial, fmpq]]
    below: frozenset[tuple[Monomial, fmpq]]

    def __add__(self, other: Ratio) -> Ratio:
        if self.below == other.below:
            return ratio(_sum(self.above, other.above), self.below)
        first, second = _times(self.above, other.below), _times(other.above, self.below)
        return ratio(_sum(first, second), _times(self.below, other.below))

    def __mul__(self, other: Ratio) -> Ratio:
        return ratio(_times(self.above, other.above), _times(self.below, other.below))

    @property
    def inverse(self) -> Ratio:
        """1 / a."""
        if not self.above:
            raise UnreadError("a division by 0")
        return ratio(self.below, self.above)

    @property
    def negative(self) -> Ratio:
        """-a."""
        return Ratio(frozenset((m, -c) for m, c in self.above), self.below)

    def power(self, exponent: int) -> Ratio:
        """A whole power."""
        if abs(exponent) > 8:
            raise UnreadError("a large power")
        base = self if exponent >= 0 else self.inverse
        found = constant(fmpq(1))
        for _ in range(abs(exponent)):
            found = found * base
        return found

    def number(self) -> fmpq | None:
        """The number that it is."""
        if not self.above:
            return fmpq(0)
        if len(self.above) == 1 == len(self.below):
            ((one, c),), ((two, d),) = self.above, self.below
            return c / d if one == two == ALONE else None
        return None

    def atoms(self) -> Iterator[Atom]:
        """All atoms in it."""
        for terms in (self.above, self.below):
            for monomial, _ in terms:
                for atom, _ in monomial:
                    yield atom

    def over(self, change: Callable[[Atom], Ratio]) -> Ratio:
        """The same with every atom replaced."""
        return _put(self.above, change) * _put(self.below, change).inverse


def _put(terms: Iterable[tuple[Monomial, fmpq]], change: Callable[[Atom], Ratio]) -> Ratio:
    found = constant(fmpq(0))
    for monomial, coefficient in terms:
        part = constant(coefficient)
        for atom, exponent in monomial:
            part = part * change(atom).power(exponent)
        found = found + part
    return found


def _sum(
    one: Iterable[tuple[Monomial, fmpq]], two: Iterable[tuple[Monomial, fmpq]]
) -> frozenset[tuple[Monomial, fmpq]]:
    found = dict(one)
    for monomial, c in two:
        found[monomial] = found.get(monomial, fmpq(0)) + c
    return frozenset((m, c) for m, c in found.items() if c != 0)


def _times(
    one: Iterable[tuple[Monomial, fmpq]], two: Iterable[tuple[Monomial, fmpq]]
) -> frozenset[tuple[Monomial, fmpq]]:
    found = dict[Monomial, fmpq]()
    for first, c in one:
        for second, d in two:
            both = monomial_product(first, second)
            found[both] = found.get(both, fmpq(0)) + c * d
            if len(found) > _MOST:
                raise UnreadError("a formula is too long")
    return frozenset((m, c) for m, c in found.items() if c != 0)


def ratio(
    above: frozenset[tuple[Monomial, fmpq]], below: frozenset[tuple[Monomial, fmpq]]
) -> Ratio:
    """The quotient, without a denominator if that is one monomial."""
    if not below:
        raise UnreadError("a division by 0")
    if len(below) == 1:
        ((monomial, c),) = below
        if monomial != ALONE or c != 1:
            turned = frozenset((atom, -k) for atom, k in monomial)
            above = _times(above, [(turned, 1 / c)])
    else:
        return Ratio(above, below)
    return Ratio(above, frozenset([(ALONE, fmpq(1))]))


def constant(value: fmpq) -> Ratio:
    """A number.

    Examples:
        >>> constant(fmpq(2)).number()
        2
    """
    above = frozenset([(ALONE, value)]) if value != 0 else frozenset()
    return Ratio(above, frozenset([(ALONE, fmpq(1))]))


def atom(*parts: Any) -> Ratio:
    """An atom by itself."""
    return Ratio(frozenset([(frozenset([(parts, 1)]), fmpq(1))]), frozenset([(ALONE, fmpq(1))]))
