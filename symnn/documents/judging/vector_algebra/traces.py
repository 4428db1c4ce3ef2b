"""Traces of sums of words: numbers where a column stands in a word, else unknowns."""

from __future__ import annotations

from symnn.documents.judging.open_arrays.sizes import ONE as SINGLE
from symnn.documents.judging.vector_algebra.words import Algebra, Element, Word, as_number
from symnn.exact.expression import ZERO, Expr, rational, symbol
from symnn.functions.calculus import plus, times


def trace_of(algebra: Algebra, element: Element) -> Expr:
    """The trace of a square matrix: of a word with a column in it a number, else an unknown."""
    if element.is_number:
        return element.value
    return plus(*(times(f, _trace(algebra, word, element)) for word, f in element.terms.items()))


def _trace(algebra: Algebra, word: Word, element: Element) -> Expr:
    if not word:
        return as_number(element.shape[0])
    for k, letter in enumerate(word):
        if algebra.size(letter)[0] == SINGLE:
            around = word[k:] + word[:k]
            return algebra.cut(around)[1]
    ways = []
    for k in range(len(word)):
        around, sign = algebra.reduced(word[k:] + word[:k])
        if not around:  # of X X^T with orthonormal columns the trace is that of X^T X
            return times(rational(sign), as_number(algebra.size(word[k])[0]))
        other, more = algebra.turned(around)
        ways += [(around, sign), (other, sign * more)]
    first = min(len(way) for way, _ in ways)
    best, sign = min((way, s) for way, s in ways if len(way) == first)
    if any(way == best and s != sign for way, s in ways):
        return ZERO
    name = f"tr {algebra.text(best)}"
    algebra.numbers[name] = best
    return times(rational(sign), symbol(name))
