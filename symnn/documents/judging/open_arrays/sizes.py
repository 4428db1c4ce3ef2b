"""Sizes as polynomials in letters: mp, d + 1, 3D; and what has to be the same for sizes to fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import SymnnError

UNKNOWN: Final = "?"
_Monomial: TypeAlias = "tuple[str, ...]"


class MisfitError(SymnnError):
    """Sizes that cannot be the same, which are kept where known; or a kind that does not fit."""

    def __init__(self, why: str, one: Size | None = None, two: Size | None = None) -> None:
        """Why they have to be the same."""
        super().__init__(why)
        self.sizes = None if one is None or two is None else (one, two)


class UnreadError(SymnnError):
    """A notation that no expression in arrays is read from."""


class OpenNameError(UnreadError):
    """A name of which it is not known whether it is a number or an array."""

    def __init__(self, key: str, text: str) -> None:
        """For a name, as the statements about it tell it apart."""
        super().__init__(text)
        self.key = key


@final
@dataclass(frozen=True, slots=True)
class Size:
    """A polynomial in letters with integer coefficients; a letter may be an unknown size.

    >>> str(letter("m") * letter("p"))
    'm·p'
    """

    terms: tuple[tuple[_Monomial, int], ...]

    def __add__(self, other: Size) -> Size:
        found = dict(self.terms)
        for monomial, factor in other.terms:
            found[monomial] = found.get(monomial, 0) + factor
        return _sized(found)

    def __mul__(self, other: Size) -> Size:
        found: dict[_Monomial, int] = {}
        for one, a in self.terms:
            for two, b in other.terms:
                monomial = tuple(sorted((*one, *two)))
                found[monomial] = found.get(monomial, 0) + a * b
        return _sized(found)

    def __sub__(self, other: Size) -> Size:
        return self + _sized({monomial: -factor for monomial, factor in other.terms})

    def __str__(self) -> str:
        parts = []
        for monomial, factor in self.terms:
            text = "·".join(part.replace(UNKNOWN, "k") for part in monomial)
            parts.append(text if factor == 1 and text else f"{factor}{'·' if text else ''}{text}")
        return " + ".join(parts) or "0"

    @property
    def letters(self) -> frozenset[str]:
        """The letters in it, unknown sizes too."""
        return frozenset(part for monomial, _ in self.terms for part in monomial)

    @property
    def is_known(self) -> bool:
        """Whether no unknown size is in it."""
        return not any(part.startswith(UNKNOWN) for part in self.letters)

    def at(self, values: Mapping[str, int]) -> int:
        """Its value at numbers for the letters."""
        total = 0
        for monomial, factor in self.terms:
            for part in monomial:
                factor *= values[part]
            total += factor
        return total

    def put(self, letter_: str, other: Size) -> Size:
        """With a polynomial for a letter."""
        total = _sized({})
        for monomial, factor in self.terms:
            term = number(factor)
            for part in monomial:
                term = term * (other if part == letter_ else letter(part))
            total = total + term
        return total


Shape: TypeAlias = "tuple[Size, Size]"


def _sized(terms: Mapping[_Monomial, int]) -> Size:
    return Size(tuple(sorted((m, f) for m, f in terms.items() if f)))


def number(value: int) -> Size:
    """A size that is a number."""
    return _sized({(): value})


def letter(name: str) -> Size:
    """A size that is a letter."""
    return _sized({(name,): 1})


ONE: Final = number(1)
SCALAR: Final = (ONE, ONE)


@final
@dataclass(slots=True)
class Sizes:
    """What is known of unknown sizes so far, and which sums and products must still agree.

    `ones` tells that an unknown size may turn out to be 1.
    """

    known: dict[str, Size] = field(default_factory=dict)
    pending: list[tuple[Size, str]] = field(default_factory=list)
    count: int = 0
    ones: bool = False

    def unknown(self) -> Size:
        """A new unknown size, other than 1."""
        self.count += 1
        return letter(f"{UNKNOWN}{self.count}")

    def settled(self, size: Size) -> Size:
        """What a size is, as far as it is known."""
        for part in sorted(size.letters):
            if part in self.known:
                return self.settled(size.put(part, self.known[part]))
        return size

    def shape(self, shape: Shape) -> Shape:
        """Rows and columns, as far as they are known."""
        return self.settled(shape[0]), self.settled(shape[1])

    def unify(self, one: Size, two: Size, why: str) -> None:
        """Make two sizes the same.

        Raises:
            MisfitError: they differ for some numbers that the letters may be, as `why` says.
        """
        gap = self.settled(one) - self.settled(two)
        if not gap.terms:
            return
        if gap.is_known:
            one, two = self.settled(one), self.settled(two)
            raise MisfitError(f"{why}: {one} and {two}", one, two)
        if not self._solve(gap, why):
            self.pending.append((gap, why))
            return
        waiting, self.pending = self.pending, []
        for rest, reason in waiting:
            self.unify(rest, number(0), reason)

    def _solve(self, gap: Size, why: str) -> bool:
        alone = [(m[0], f) for m, f in gap.terms if len(m) == 1 and m[0].startswith(UNKNOWN)]
        for name, factor in alone:
            others = [m for m, _ in gap.terms if name in m]
            if len(others) > 1 or abs(factor) != 1:
                continue
            rest = gap - number(factor) * letter(name)
            value = rest * number(-factor)
            if value == ONE and not self.ones:
                raise MisfitError(f"{why}: a matrix would be a vector")
            self.known[name] = value
            return True
        return False

    def fit(self, one: Shape, two: Shape, why: str) -> None:
        """Make two shapes the same; MisfitError if they cannot be."""
        self.unify(one[0], two[0], why)
        self.unify(one[1], two[1], why)

    def text(self, shape: Shape) -> str:
        """A shape for people."""
        rows, columns = self.shape(shape)
        return "a number" if (rows, columns) == SCALAR else f"{rows}×{columns}"
