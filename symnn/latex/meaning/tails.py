r"""Sequences that are 0 beyond some index: r_t = 0 for t > 4 beside r_1, …, r_4.

Every member beyond is 0, and a sum to infinity with such a factor ends where the members do.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symnn.exact.expression import ZERO, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader, unbound
from symnn.latex.meaning.subscripts import reindexed
from symnn.latex.meaning.values import Scalar, Value


@unbound
def member_of_tail(name: tree.Name, reader: Reader) -> Value | None:
    """0 for a member beyond the last one that may be another number."""
    last = reader.scope.tails.get(name.base)
    if last is None or name.labels or name.subscript is None:
        return None
    index = reindexed(name.subscript, reader.local)
    whole = isinstance(index, tree.Number) and index.value.denominator == 1
    beyond = whole and isinstance(index, tree.Number) and index.value > last[0]
    return Scalar(ZERO) if beyond else None


def last_term(body: tree.Node, key: str, reader: Reader) -> int | None:
    """The index of the last term of a sum that may be no 0; None if no factor says where that is.

    Args:
        body: what is summed.
        key: the summation letter.
        reader: what is known there.
    """
    ends = [end for factor in _factors(body) if (end := _end(factor, key, reader)) is not None]
    return min(ends, default=None)


def _factors(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Group) and len(node.items) == 1:
        yield from _factors(node.items[0])
    elif isinstance(node, tree.Product):
        for factor in node.factors:
            yield from _factors(factor)
    elif isinstance(node, tree.Neg):
        yield from _factors(node.operand)
    else:
        yield node


def _end(node: tree.Node, key: str, reader: Reader) -> int | None:
    """4 - c of r_{k+c} with r_t = 0 for t > 4."""
    last = reader.scope.tails.get(node.base) if isinstance(node, tree.Name) else None
    if last is None or not isinstance(node, tree.Name) or node.subscript is None or node.labels:
        return None
    places = [reindexed(node.subscript, {**reader.local, key: Scalar(rational(k))}) for k in (0, 1)]
    numbers = [place.value for place in places if isinstance(place, tree.Number)]
    if len(numbers) < 2 or numbers[1] - numbers[0] != 1 or numbers[0].denominator != 1:
        return None
    return int(Fraction(last[0]) - numbers[0])
