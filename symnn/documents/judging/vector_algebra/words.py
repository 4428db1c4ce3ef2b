r"""Arrays as sums of words: I - 2 v v^T / ‖v‖² is the empty word, and the word v v^T with a factor.

A word is a product of letters, each the name of an array, perhaps transposed or inverse. What
stands between a row and a column in it is a number: v^T A w. These numbers are unknowns of
ordinary algebra, one for each such word up to its transpose; that of v^T v is the square of ‖v‖.
Nothing here depends on how many entries an array has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final, NamedTuple, TypeAlias, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.sizes import ONE as SINGLE
from symnn.documents.judging.open_arrays.sizes import SCALAR, Shape, Size, UnreadError
from symnn.exact.expression import MINUS_ONE, ONE, ZERO, Expr, apply, rational, symbol
from symnn.exact.plain import plain
from symnn.functions.calculus import plus, times

_MOST_LETTERS: Final = 12
_MOST_WORDS: Final = 200
_PAIR: Final = 2
_SYMMETRIC: Final = frozenset(
    {"symmetric", "diagonal", "definite", "semidefinite", "idempotent symmetric", "reflection"}
)
_TURNING: Final = frozenset({"orthogonal", "permutation", "rotation", "reflection"})


class Letter(NamedTuple):
    """The name of an array as a factor."""

    name: str
    turned: bool = False
    inverse: bool = False


Word: TypeAlias = "tuple[Letter, ...]"


@final
@dataclass(frozen=True, slots=True)
class Element:
    """A sum of words with their factors, and the shape of it; a number has the empty word alone."""

    terms: Mapping[Word, Expr]
    shape: Shape

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.shape == SCALAR

    @property
    def value(self) -> Expr:
        """The number that it is."""
        return self.terms.get((), ZERO)


@final
@dataclass(slots=True)
class Algebra:
    """The letters with their shapes and kinds, and the unknowns that stand for words so far.

    `inverses` are letters for the inverse of a product, such as (X^T X)^{-1}, with that product;
    `others` are norms that are no root of an inner product, by their kinds, with their columns.
    """

    shapes: Mapping[str, Shape]
    kinds: Mapping[str, str]
    numbers: dict[str, Word] = field(default_factory=dict)
    norms: dict[str, Word] = field(default_factory=dict)
    inverses: dict[str, Word] = field(default_factory=dict)
    others: dict[str, tuple[str, Element]] = field(default_factory=dict)

    # --- letters ------------------------------------------------------------------------

    def size(self, letter: Letter) -> Shape:
        """Rows and columns of a letter."""
        shape = self.shapes[letter.name]
        return shape[::-1] if letter.turned else shape

    def turned(self, word: Word) -> tuple[Word, int]:
        """The transpose of a word, and its sign."""
        sign, found = 1, []
        for letter in reversed(word):
            kind = self.kinds.get(letter.name, "")
            if kind in _SYMMETRIC:
                found.append(letter)
            elif kind == "skew":
                sign = -sign
                found.append(letter)
            else:
                found.append(letter._replace(turned=not letter.turned))
        return tuple(found), sign

    def reduced(self, word: Word) -> tuple[Word, int]:
        """A word with its letters as their kinds let them be written, and the sign that is left."""
        sign, found = 1, list[Letter]()
        for one in word:
            kind, letter = self.kinds.get(one.name, ""), one
            if letter.turned and kind in _SYMMETRIC:
                letter = letter._replace(turned=False)
            if letter.turned and kind == "skew":
                letter, sign = letter._replace(turned=False), -sign
            if letter.inverse and kind in _TURNING:
                letter = letter._replace(turned=not letter.turned, inverse=False)
            before = found[-1] if found else None
            if before is not None and before.name == letter.name and self._cancel(before, letter):
                found.pop()
                if kind == "idempotent":
                    found.append(before)
                continue
            found.append(letter)
            self._cancel_products(found)
        return tuple(found), sign

    def _cancel_products(self, found: list[Letter]) -> None:
        """Take away a product beside its inverse, at the end of a word."""
        for name, product in self.inverses.items():
            one, length = Letter(name), len(product) + 1
            if tuple(found[-length:]) in ((one, *product), (*product, one)):
                del found[-length:]

    def inverse_of(self, word: Word) -> Letter:
        """A letter for the inverse of a square product."""
        name = f"({self.text(word)})^-1"
        side = self.size(word[0])[0]
        self.shapes = {**self.shapes, name: (side, side)}
        turned, sign = self.turned(word)
        if turned == word and sign > 0:
            self.kinds = {**self.kinds, name: "symmetric"}
        self.inverses[name] = word
        return Letter(name)

    def injective(self) -> frozenset[str]:
        """The matrices X of which (X^T X)^{-1} is spoken: they send no vector but 0 to 0."""
        pairs = (word for word in self.inverses.values() if len(word) == _PAIR)
        return frozenset(two.name for one, two in pairs if one == two._replace(turned=True))

    def _cancel(self, one: Letter, two: Letter) -> bool:
        kind = self.kinds.get(one.name, "")
        if kind == "idempotent":
            return one == two
        if kind == "reflection":
            return True
        if kind in ("columns", "rows"):
            return one.turned != two.turned and one.turned == (kind == "columns")
        if one.inverse != two.inverse:
            return one.turned == two.turned
        return kind in _TURNING and one.turned != two.turned

    # --- numbers ------------------------------------------------------------------------

    def cut(self, word: Word) -> tuple[Word, Expr]:
        """A word without the numbers in it, and their product."""
        word, sign = self.reduced(word)
        factor = ONE if sign == 1 else MINUS_ONE
        if len(word) > _MOST_LETTERS:
            raise UnreadError("a product of very many arrays")
        start = 0
        while start < len(word):
            if self.size(word[start])[0] != SINGLE:
                start += 1
                continue
            ends = (k for k in range(start, len(word)) if self.size(word[k])[1] == SINGLE)
            end = next(ends, None)
            if end is None:
                break
            factor = times(factor, self.number(word[start : end + 1]))
            word, start = word[:start] + word[end + 1 :], 0
        return word, factor

    def number(self, word: Word) -> Expr:
        """The number that a word from a row to a column is."""
        other, sign = self.turned(word)
        other, more = self.reduced(other)
        if other == word and sign * more < 0:
            return ZERO
        first, signed = (word, 1) if word <= other else (other, sign * more)
        found = self._square(first) if self.turned(first)[0] == first else None
        if found is None:
            name = self.text(first)
            self.numbers[name] = first
            found = symbol(name)
        return found if signed == 1 else times(MINUS_ONE, found)

    def _square(self, word: Word) -> Expr | None:
        """What v^T v is: 1 for a unit vector, the number of entries of signs, else ‖v‖²."""
        half, odd = divmod(len(word), 2)
        if odd:
            return None
        right = word[half:]
        kind = self.kinds.get(right[0].name, "") if len(right) == 1 else ""
        if kind == "unit":
            return ONE
        if kind in ("sign", "ones"):
            return as_number(self.size(right[0])[0])
        norm = self.norm(right)
        _, sign = self.turned(right)  # x^T K K x is -‖Kx‖² of a skew K
        return times(norm, norm) if sign == 1 else times(MINUS_ONE, norm, norm)

    def length_squared(self, word: Word) -> Expr:
        """The inner product of a column with itself."""
        back, sign = self.turned(word)
        found = self.cut(back + word)[1]
        return found if sign == 1 else times(MINUS_ONE, found)

    def norm(self, word: Word) -> Expr:
        """The unknown ‖w‖ for a column that is a word."""
        name = f"‖{self.text(word)}‖"
        self.norms[name] = word
        return symbol(name)

    def other_norm(self, kind: str, element: Element) -> Expr:
        """The sum (kind "1") or the largest (kind "∞") of the absolute values of all entries."""
        factor: Expr | None = None
        if len(element.terms) == 1:
            ((word, factor),) = element.terms.items()
            element = Element({word: ONE}, element.shape)
            signs = len(word) == 1 and self.kinds.get(word[0].name) in ("sign", "ones")
            if signs:
                return times(modulus(factor), as_number(element.shape[0]) if kind == "1" else ONE)
        parts = sorted(f"{plain(f)} {self.text(w)}" for w, f in element.terms.items())
        name = f"‖{' + '.join(parts)}‖_{kind}"
        self.others[name] = kind, element
        return symbol(name) if factor is None else times(modulus(factor), symbol(name))

    def text(self, word: Word) -> str:
        """A word for people."""
        parts = []
        for letter in word:
            name = letter.name.removeprefix("bold ")
            marks = {(True, False): "^T", (False, True): "^-1", (True, True): "^-T"}
            parts.append(name + marks.get((letter.turned, letter.inverse), ""))
        return " ".join(parts)

    # --- sums and products --------------------------------------------------------------

    def element(self, words: Iterable[tuple[Word, Expr]], shape: Shape) -> Element:
        """The sum of words with their factors."""
        found: dict[Word, Expr] = {}
        for word, factor in words:
            rest, more = self.cut(word)
            value = times(factor, more)
            found[rest] = plus(found[rest], value) if rest in found else value
        if len(found) > _MOST_WORDS:
            raise UnreadError("a sum of very many products of arrays")
        return Element({w: f for w, f in found.items() if f != ZERO}, shape)

    def multiply(self, a: Element, b: Element) -> Element:
        """The matrix product; a number takes any place."""
        shape = b.shape if a.is_number else a.shape if b.is_number else (a.shape[0], b.shape[1])
        pairs = ((u + w, times(f, g)) for u, f in a.terms.items() for w, g in b.terms.items())
        return self.element(pairs, shape)

    def transpose(self, a: Element) -> Element:
        """The transpose."""
        pairs = []
        for word, factor in a.terms.items():
            other, sign = self.turned(word)
            pairs.append((other, factor if sign == 1 else times(MINUS_ONE, factor)))
        return self.element(pairs, a.shape[::-1])

    def add(self, *parts: Element) -> Element:
        """The sum."""
        pairs = ((w, f) for part in parts for w, f in part.terms.items())
        return self.element(pairs, parts[0].shape)


def constant(value: Expr) -> Element:
    """A number."""
    return Element({(): value} if value != ZERO else {}, SCALAR)


def modulus(value: Expr) -> Expr:
    """|a|, that of a rational number reckoned out."""
    return rational(abs(value.data)) if isinstance(value.data, fmpq) else apply("abs", value)


def as_number(size: Size) -> Expr:
    """A size as a number of ordinary algebra."""
    terms = []
    for monomial, factor in size.terms:
        terms.append(times(rational(factor), *(symbol(part) for part in monomial)))
    return plus(*terms)
