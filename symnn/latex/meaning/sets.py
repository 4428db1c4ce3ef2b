"""Sets and intervals, and what is written with them."""

from __future__ import annotations

from itertools import product
from typing import Final

from symnn.exact.number import Number
from symnn.latex import syntax as tree
from symnn.latex.meaning.closed import closed_number
from symnn.latex.meaning.dots import expanded
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import (
    Array,
    Collection,
    FiniteSet,
    Interval,
    Scalar,
    Subspace,
    Value,
    column,
)

_INTERVALS: Final = {
    "[]": (True, True),
    "()": (False, False),
    "[)": (True, False),
    "(]": (False, True),
}
MAX_MEMBERS: Final = 1000


def collection(reader: Reader, node: tree.Node) -> Collection:
    """What stands behind ∈.

    Raises:
        MeaningError: it is no set that is known here.
    """
    if isinstance(node, tree.Group) and node.fence == "{}":
        return members(reader, node)
    if isinstance(node, tree.Group) and len(node.items) == 2 and node.separators == (",",):
        closed = _INTERVALS.get(node.fence)
        if closed is not None:
            ends = [reader.scalar(item) for item in node.items]
            return Interval(ends[0], ends[1], closed)
    value = reader.value(node)
    if isinstance(value, (FiniteSet, Interval, Subspace)):
        return value
    raise MeaningError(Kind.UNSUPPORTED, "this is no set that is known here", node.span)


def lists_of(reader: Reader, node: tree.Power) -> FiniteSet:
    r"""\{0, 1\}^3: all lists of three of its members.

    Raises:
        MeaningError: it is no finite set of numbers, or there are too many lists.
    """
    base = collection(reader, node.base)
    if not isinstance(base, FiniteSet):
        raise MeaningError(Kind.UNSUPPORTED, "lists from a set that is not finite", node.span)
    numbers = [one for one in base.members if isinstance(one, Scalar)]
    size = reader.integer(node.exponent)
    if len(numbers) != len(base.members) or size < 1:
        raise MeaningError(Kind.UNSUPPORTED, "lists of what is no number", node.span)
    if size > MAX_MEMBERS or len(numbers) ** size > MAX_MEMBERS:
        raise MeaningError(Kind.SIZE, f"over {MAX_MEMBERS} lists", node.span)
    lists = (column(cells, loose=True) for cells in product(numbers, repeat=size))
    return FiniteSet(tuple(lists) if size > 1 else tuple(numbers))


def members(reader: Reader, node: tree.Group) -> FiniteSet:
    """A set by its members."""
    found: list[Scalar | Array] = []
    if len(node.items) > MAX_MEMBERS:
        raise MeaningError(Kind.SIZE, f"a set of over {MAX_MEMBERS} members", node.span)
    if any(s not in (",", ";") for s in node.separators):
        raise MeaningError(Kind.UNSUPPORTED, "a set by a condition is not covered", node.span)
    for item in expanded(node.items, reader):
        value = reader.value(item)
        if not isinstance(value, (Scalar, Array)):
            raise MeaningError(Kind.UNSUPPORTED, "a set of other sets", item.span)
        found.append(value)
    return FiniteSet(tuple(found))


def distinct(values: FiniteSet, node: tree.Node) -> dict[Number, Scalar]:
    """The members as exact numbers, each once."""
    found: dict[Number, Scalar] = {}
    for member in values.members:
        if not isinstance(member, Scalar):
            raise MeaningError(Kind.UNSUPPORTED, "a set of arrays is not covered", node.span)
        number = closed_number(member.expr, node.span)
        if all(number != known for known in found):
            found[number] = member
    return found


def joined(operator: str, left: FiniteSet, right: FiniteSet, node: tree.Node) -> Value:
    """Union, intersection and difference of finite sets of numbers."""
    first, second = distinct(left, node), distinct(right, node)
    if operator == "∪":
        extra = {n: m for n, m in second.items() if all(n != k for k in first)}
        return FiniteSet((*first.values(), *extra.values()))
    both = [any(n == k for k in second) for n in first]
    keep = operator == "∩"
    return FiniteSet(tuple(m for m, hit in zip(first.values(), both, strict=True) if hit is keep))
