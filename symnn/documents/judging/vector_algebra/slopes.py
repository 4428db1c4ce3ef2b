r"""Gradients and Jacobians of sums of words, by the rate along one further letter.

The rate of v^T A v along h is h^T A v + v^T A h. What stands beside h is the gradient; the numbers
that are no words, such as \exp(\|v\|^2), are derived by their unknowns, and the chain rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from symnn.documents.judging.open_arrays.sizes import ONE as SINGLE
from symnn.documents.judging.open_arrays.sizes import SCALAR, UnreadError
from symnn.documents.judging.vector_algebra.words import Algebra, Element, Letter, Word
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    free_symbols,
    nth_root,
    postorder,
    power,
    rational,
    rebuild,
    substitute,
)
from symnn.functions.calculus import derivative, times
from symnn.functions.lower import lower

#: Where a letter stood in a word: what is before it, what behind, and whether it was transposed.
_Place: TypeAlias = "tuple[Word, Word, bool]"
_TRACE: Final = "tr "
_SQUARE: Final = 2
TWO: Final = rational(2)


def gradient(algebra: Algebra, value: Expr, name: str) -> Element:
    """The gradient of a number, with the shape of the name.

    Raises:
        UnreadError: a word in it is not derived.
    """
    shape = algebra.shapes[name]
    if shape == SCALAR:
        return Element({(): slope} if (slope := _slope(value, name)) != ZERO else {}, SCALAR)
    pairs = []
    for (before, behind, turned), factor in _rates(algebra, value, name):
        back, sign = algebra.turned(before)
        on, more = algebra.turned(behind)
        word = behind + before if turned else back + on
        signed = sign * more < 0 and not turned
        pairs.append((word, times(MINUS_ONE, factor) if signed else factor))
    return algebra.element(pairs, shape)


def jacobian(algebra: Algebra, element: Element, name: str) -> Element:
    """The matrix of the partial derivatives of a column: a row for each of its entries."""
    columns = algebra.shapes[name][0]
    if element.shape[1] != SINGLE or algebra.shapes[name][1] != SINGLE:
        raise UnreadError("a derivative with more than two indices")
    parts = [Element({}, (element.shape[0], columns))]
    for word, factor in element.terms.items():
        beside = algebra.transpose(gradient(algebra, factor, name))
        alone = Element({word: ONE}, element.shape)
        if beside.terms:
            parts.append(_shaped(algebra.multiply(alone, beside), parts[0]))
        for before, behind, turned in _places(word, name):
            if behind or turned:
                raise UnreadError("a column that is not derived")
            parts.append(algebra.element([(before, factor)], parts[0].shape))
    return algebra.add(*parts)


def _shaped(found: Element, like: Element) -> Element:
    return Element(found.terms, like.shape)


def _slope(value: Expr, name: str) -> Expr:
    return derivative(lower(value), name) if name in free_symbols(value) else ZERO


def _rates(algebra: Algebra, value: Expr, name: str) -> Iterator[tuple[_Place, Expr]]:
    """The places of a name in the words of a number, each with its factor."""
    for unknown in sorted(free_symbols(value)):
        _check_known(algebra, unknown, name)
        word, half = algebra.numbers.get(unknown), algebra.norms.get(unknown)
        if half is not None and any(letter.name == name for letter in half):
            slope = times(_slope(value, unknown), power(algebra.norm(half), MINUS_ONE))
            back, sign = algebra.turned(half)
            if sign < 0:
                raise UnreadError("the norm of a product with a skew-symmetric matrix")
            for before, behind, turned in _places(back + half, name):
                if len(before) >= len(half):  # the other half has the same rate
                    yield (before, behind, turned), slope
        elif word is not None and any(letter.name == name for letter in word):
            slope = _slope(value, unknown)
            for place in _places(word, name):
                yield place, slope


def _check_known(algebra: Algebra, unknown: str, name: str) -> None:
    """UnreadError for a trace, or a norm of another kind, that depends on a name."""
    words: list[Word] = []
    if unknown in algebra.others:
        words += algebra.others[unknown][1].terms
    if unknown.startswith(_TRACE):
        words += [algebra.numbers.get(unknown, ())]
    if any(letter.name == name for word in words for letter in word):
        raise UnreadError("a number that is not derived")


def _places(word: Word, name: str) -> Iterator[_Place]:
    for k, letter in enumerate(word):
        if letter.name != name:
            continue
        if letter.inverse:
            raise UnreadError("an inverse that is not derived")
        yield word[:k], word[k + 1 :], letter.turned


def put(algebra: Algebra, element: Element, name: str, other: Element) -> Element:
    """An element with another one for a name."""
    parts = [Element({}, element.shape)]
    for word, factor in element.terms.items():
        found = Element({(): _put_number(algebra, factor, name, other)}, SCALAR)
        for letter in word:
            found = algebra.multiply(found, _as_element(algebra, letter, name, other))
        parts.append(Element(found.terms, element.shape))
    return algebra.add(*parts)


def _as_element(algebra: Algebra, letter: Letter, name: str, other: Element) -> Element:
    if letter.name != name:
        return Element({(letter,): ONE}, algebra.size(letter))
    if letter.inverse:
        raise UnreadError("an inverse of what is put in")
    return algebra.transpose(other) if letter.turned else other


def _put_number(algebra: Algebra, value: Expr, name: str, other: Element) -> Expr:
    values = {}
    for unknown in free_symbols(value):
        _check_known(algebra, unknown, name)
        word, half = algebra.numbers.get(unknown), algebra.norms.get(unknown)
        if unknown == name and algebra.shapes.get(name) == SCALAR:
            values[unknown] = other.value
        elif half is not None and any(letter.name == name for letter in half):
            column = put(algebra, Element({half: ONE}, other.shape), name, other)
            square = algebra.multiply(algebra.transpose(column), column)
            values[unknown] = nth_root(square.value)
        elif word is not None and any(letter.name == name for letter in word):
            whole = Element({(): ONE}, SCALAR)
            for letter in word:
                whole = algebra.multiply(whole, _as_element(algebra, letter, name, other))
            values[unknown] = whole.value
    return without_roots(substitute(value, values)) if values else value


def without_roots(value: Expr) -> Expr:
    """The value with the square of a root as what stands below it.

    Exactness: equal wherever the root has a value.
    """
    known: dict[Expr, Expr] = {}
    for node in postorder(value):
        args = tuple(known[arg] for arg in node.args)
        found = rebuild(node, args) if args != node.args else node
        known[node] = _squared(found)
    return known[value]


def _squared(node: Expr) -> Expr:
    if node.op == "power" and node.args[0].op == "nth_root" and node.args[1] == TWO:
        return node.args[0].args[0] if node.args[0].data == _SQUARE else node
    if node.op != "mul":
        return node
    left: list[Expr] = []
    for arg in node.args:
        if arg.op == "nth_root" and arg.data == _SQUARE and arg in left:
            left[left.index(arg)] = arg.args[0]
        else:
            left.append(arg)
    return times(*left)
