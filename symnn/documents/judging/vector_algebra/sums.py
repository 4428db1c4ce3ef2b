r"""Sums over the members of a family of vectors, \sum_i (w^T x_i - y_i)^2, in words.

The members x_i are the rows of a matrix X, so that \sum_i x_i is X^T 1, \sum_i x_i x_i^T is X^T X,
and \sum_i y_i x_i is X^T y, for every number of members. What is summed is a polynomial in the
members of degree 2 at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from flint import fmpq

from symnn.documents.judging.open_arrays.sizes import ONE as SINGLE
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.vector_algebra.relation import Sides
from symnn.documents.judging.vector_algebra.traces import trace_of
from symnn.documents.judging.vector_algebra.words import (
    Algebra,
    Element,
    Letter,
    Word,
    as_number,
)
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols
from symnn.functions.calculus import plus, times

#: Between the name of a family and the index of a member: x•i.
MEMBER: Final = "•"
_MOST: Final = 2
_MOST_MONOMIALS: Final = 120
#: Unknowns, each as often as it is a factor, and the rest.
_Polynomial: TypeAlias = "dict[tuple[str, ...], Expr]"


def summed(algebra: Algebra, element: Element, index: str, size: Size) -> Element:
    """The sum of an element over all members.

    Raises:
        UnreadError: it is no polynomial of degree 2 in the members.
    """
    families = _Families(algebra, index, size)
    parts = [Element({}, element.shape)]
    for word, factor in element.terms.items():
        dependent = frozenset(n for n in free_symbols(factor) if families.is_in(n))
        for monomial, rest in polynomial_in(factor, dependent).items():
            found = families.total(word, list(monomial), element.shape)
            pairs = {w: times(rest, f) for w, f in found.terms.items()}
            parts.append(Element(pairs, element.shape))
    return algebra.add(*parts)


class _Families:
    """The members of families at one index."""

    def __init__(self, algebra: Algebra, index: str, size: Size) -> None:
        self.algebra, self.index, self.size = algebra, f"{MEMBER}{index}", size

    def is_member(self, letter: Letter) -> bool:
        return letter.name.endswith(self.index)

    def is_in(self, unknown: str) -> bool:
        """Whether an unknown depends on the index."""
        algebra = self.algebra
        if unknown in algebra.others:
            words = list(algebra.others[unknown][1].terms)
            if any(self.is_member(letter) for word in words for letter in word):
                raise UnreadError("a norm of members that is no root of a product")
            return False
        word = algebra.norms.get(unknown) or algebra.numbers.get(unknown)
        return unknown.endswith(self.index) if word is None else any(map(self.is_member, word))

    def data(self, letter: Letter) -> Element:
        """The matrix of all members."""
        name = letter.name.removesuffix(self.index) + MEMBER
        shape = self.size, self.algebra.shapes[letter.name][0]
        known = self.algebra.shapes.get(name)
        if known not in (None, shape):
            raise UnreadError("a family with two numbers of members")
        self.algebra.shapes = {**self.algebra.shapes, name: shape}
        return self.algebra.element([((Letter(name),), ONE)], shape)

    def ones(self) -> Element:
        """A column of ones, one for each member."""
        name, shape = f"1_{self.size}", (self.size, SINGLE)
        self.algebra.shapes = {**self.algebra.shapes, name: shape}
        self.algebra.kinds = {**self.algebra.kinds, name: "ones"}
        return self.algebra.element([((Letter(name),), ONE)], shape)

    def column(self, unknown: str) -> Element | None:
        """All values of an unknown that is linear in a member; None for one of degree 2."""
        algebra = self.algebra
        word = algebra.numbers.get(unknown)
        if word is None and unknown not in algebra.norms:
            return self.data(Letter(unknown))
        if word is None:
            return None
        places = [k for k, letter in enumerate(word) if self.is_member(letter)]
        if len(places) != 1:
            return None
        (place,) = places
        member, rows = word[place], self.data(word[place])
        back, sign = algebra.turned(word[:place])
        rest = word[place + 1 :] if member.turned else back
        if (word[:place] if member.turned else word[place + 1 :]) or sign < 0:
            raise UnreadError("a member inside a product")
        if not rest:
            raise UnreadError("a member alone")
        other = algebra.element([(rest, ONE)], (rows.shape[1], SINGLE))
        return algebra.multiply(rows, other)

    def total(self, word: Word, monomial: list[str], shape: tuple[Size, Size]) -> Element:
        """The sum of a word times unknowns, all of which depend on the index."""
        algebra = self.algebra
        squares, columns = self._items(monomial)
        places = [k for k, letter in enumerate(word) if self.is_member(letter)]
        if 2 * len(squares) + len(columns) + len(places) > _MOST:
            raise UnreadError("a sum of more than squares of members")
        bare = Element({word: ONE}, shape)
        if not places:
            factor = self._number(squares, columns)
            return Element({w: times(factor, f) for w, f in bare.terms.items()}, shape)
        first = word[places[0]]
        rows = self.data(first)
        across = algebra.transpose(rows)
        if len(places) == 1:
            one = columns[0] if columns else self.ones()
            middle = algebra.multiply(across, one)
            middle = algebra.transpose(middle) if first.turned else middle
            end = places[0] + 1
        else:
            second = word[places[1]]
            if places[1] != places[0] + 1 or first.turned or not second.turned:
                raise UnreadError("a product of members that is not read")
            middle, end = algebra.multiply(across, self.data(second)), places[1] + 1
        return self._between(word[: places[0]], middle, word[end:], shape)

    def _between(
        self, before: Word, middle: Element, behind: Word, shape: tuple[Size, Size]
    ) -> Element:
        pairs = ((before + w + behind, f) for w, f in middle.terms.items())
        return Element(self.algebra.element(pairs, shape).terms, shape)

    def _number(self, squares: list[Word], columns: list[Element]) -> Expr:
        algebra = self.algebra
        if squares:
            (word,) = squares
            inside = word[1:-1]
            ends = algebra.multiply(algebra.transpose(self.data(word[0])), self.data(word[-1]))
            pairs = ((inside + w, f) for w, f in ends.terms.items())
            return trace_of(algebra, algebra.element(pairs, ends.shape))
        if not columns:
            return as_number(self.size)
        other = columns[1] if len(columns) == _MOST else self.ones()
        return algebra.multiply(algebra.transpose(columns[0]), other).value

    def _items(self, monomial: list[str]) -> tuple[list[Word], list[Element]]:
        """The products of two members, as words, and the columns of all values of the others."""
        squares: list[Word] = []
        columns: list[Element] = []
        waiting = list(monomial)
        while waiting:
            unknown = waiting.pop()
            column = self.column(unknown)
            if column is not None:
                columns.append(column)
                continue
            half = self.algebra.norms.get(unknown)
            if half is not None:
                if unknown not in waiting:
                    raise UnreadError("a length of members")
                waiting.remove(unknown)
                squares.append(self.algebra.turned(half)[0] + half)
            else:
                squares.append(self.algebra.numbers[unknown])
        for word in squares:
            ends = self.is_member(word[0]) and word[0].turned and self.is_member(word[-1])
            if not ends or word[-1].turned or any(map(self.is_member, word[1:-1])):
                raise UnreadError("a product of members that is not read")
        return squares, columns


# --- polynomials ------------------------------------------------------------------------


def polynomial_in(value: Expr, names: frozenset[str]) -> _Polynomial:
    """A value by the powers of some unknowns in it.

    Raises:
        UnreadError: it is no polynomial in them.
    """
    if not names & free_symbols(value):
        return {(): value}
    if value.op == "symbol":
        return {(str(value.data),): ONE}
    if value.op == "add":
        found: _Polynomial = {}
        for arg in value.args:
            for monomial, factor in polynomial_in(arg, names).items():
                before = found.get(monomial)
                found[monomial] = factor if before is None else plus(before, factor)
        return {m: f for m, f in found.items() if f != ZERO}
    if value.op == "mul":
        found = {(): ONE}
        for arg in value.args:
            found = _product(found, polynomial_in(arg, names))
        return found
    exponent = value.args[1].data if value.op == "power" else None
    if isinstance(exponent, fmpq) and exponent.q == 1 and 1 <= exponent.p <= _MOST:
        base, found = polynomial_in(value.args[0], names), {(): ONE}
        for _ in range(int(exponent.p)):
            found = _product(found, base)
        return found
    raise UnreadError("what is summed is no polynomial in the members")


def _product(one: _Polynomial, two: _Polynomial) -> _Polynomial:
    found: _Polynomial = {}
    for a, f in one.items():
        for b, g in two.items():
            monomial = tuple(sorted((*a, *b)))
            factor, before = times(f, g), found.get(monomial)
            found[monomial] = factor if before is None else plus(before, factor)
    if len(found) > _MOST_MONOMIALS:
        raise UnreadError("a sum of very many products")
    return found


# --- at numbers ---------------------------------------------------------------------------


def written_out(sides: Sides, sizes: Mapping[str, int]) -> Sides:
    """Both sides with their sums written out, for so many members."""
    if not any(term.has("sum over") for term in (sides.left, sides.right)):
        return sides
    left, right = (_written(term, sizes, {}) for term in (sides.left, sides.right))
    leaves = {key: shape for key, shape in sides.leaves.items() if MEMBER not in key}
    members = {key for term in (left, right) for key in term.leaves() if MEMBER in key}
    for key in members:
        base = key.partition(MEMBER)[0]
        known = (s for k, s in sides.leaves.items() if k.partition(MEMBER)[0] == base)
        leaves[key] = next(s for s in known)
    return replace(sides, left=left, right=right, leaves=dict(sorted(leaves.items())))


def _written(term: Term, sizes: Mapping[str, int], at: Mapping[str, int]) -> Term:
    if term.kind == "sum over":
        body, size = term.parts
        if not isinstance(size.label, Size):
            raise UnreadError("a sum over an unknown number of members")
        count, index = size.label.at(sizes), str(term.label)
        parts = (_written(body, sizes, {**at, index: k}) for k in range(1, count + 1))
        return Term("sum", term.shape, tuple(parts))
    label = term.label
    if term.kind == "leaf" and MEMBER in str(label):
        base, _, index = str(label).partition(MEMBER)
        label = f"{base}{MEMBER}{at.get(index, index)}"
    return Term(term.kind, term.shape, tuple(_written(p, sizes, at) for p in term.parts), label)
