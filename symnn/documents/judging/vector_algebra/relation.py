"""Both sides of a relation as expressions in arrays, with the sizes that they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.kinds import kind_of
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.sizes import ONE, Shape, Size, UnreadError
from symnn.documents.judging.open_arrays.terms import Term
from symnn.latex import syntax as tree


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """Two expressions of one shape, the names in them with their shapes and kinds."""

    left: Term
    right: Term
    leaves: dict[str, Shape]
    kinds: dict[str, str]

    def sizes(self) -> frozenset[str]:
        """The letters of sizes in it."""
        found = set[str]()
        for shape in self.leaves.values():
            found |= shape[0].letters | shape[1].letters
        waiting = [self.left, self.right]
        while waiting:
            term = waiting.pop()
            found |= term.shape[0].letters | term.shape[1].letters
            found |= term.label.letters if isinstance(term.label, Size) else frozenset()
            waiting += term.parts
        return frozenset(found)


def sides_of(reading: Reading, left: tree.Node, right: tree.Node) -> Sides:
    """Both sides as they are read.

    Raises:
        UnreadError: something in them is not read.
        MisfitError: their sizes do not fit.
    """
    zero = [isinstance(n, tree.Number) and n.value == 0 for n in (left, right)]
    a = None if zero[0] else reading.read(reading.apart(left))
    b = None if zero[1] else reading.read(reading.apart(right))
    known = a if a is not None else b
    if known is None:
        raise UnreadError("both sides are 0")
    zeros = Term("zeros", known.shape)
    a, b = (placed(reading, side) if side is not None else zeros for side in (a, b))
    reading.sizes.fit(a.shape, b.shape, "two sides of different shapes")
    if reading.sizes.pending or reading.broadcast:
        raise UnreadError("sizes that are not settled")
    a, b = settled(reading, a), settled(reading, b)
    leaves = {key: reading.sizes.shape(shape) for key, shape in reading.leaves.items()}
    names = used(a) | used(b)
    leaves = {key: shape for key, shape in leaves.items() if key in names}
    return Sides(a, b, leaves, kinds_of(reading, leaves))


def placed(reading: Reading, term: Term) -> Term:
    """A term whose derivatives by a name that has a formula are taken where that formula is."""
    parts = tuple(placed(reading, part) for part in term.parts)
    found = Term(term.kind, term.shape, parts, term.label)
    key = str(term.label)
    if term.kind not in ("gradient", "jacobian"):
        return found
    body = reading.scope(key)
    if body is None:
        return found
    there = reading.defined(key, body)
    reading.sizes.fit(there.shape, reading.leaf(key).shape, "a formula of another shape")
    return Term("at", found.shape, (found, there), key)


def settled(reading: Reading, term: Term) -> Term:
    """A term with the sizes that are known by now."""
    parts = tuple(settled(reading, part) for part in term.parts)
    label = reading.sizes.settled(term.label) if isinstance(term.label, Size) else term.label
    return Term(term.kind, reading.sizes.shape(term.shape), parts, label)


def used(term: Term) -> frozenset[str]:
    """The names in it, and those that it is derived by."""
    found = set[str]()
    waiting = [term]
    while waiting:
        part = waiting.pop()
        if part.kind == "differential":
            raise UnreadError("differentials are read elsewhere")
        if part.kind in ("leaf", "gradient", "jacobian", "at"):
            found.add(str(part.label))
        waiting += part.parts
    return frozenset(found)


def kinds_of(reading: Reading, leaves: dict[str, Shape]) -> dict[str, str]:
    """The kinds of arrays that are said.

    Raises:
        UnreadError: a name is of kinds that do not go together, or that its shape does not fit.
    """
    found = {}
    for key, shape in leaves.items():
        said = reading.said.kinds.get(key, frozenset()) | reading.memory.kinds.get(key, frozenset())
        kind = kind_of(said)
        if kind is None:
            raise UnreadError("kinds of arrays that are not read together")
        flat = kind in ("unit", "sign")
        if kind in ("columns", "rows"):
            found[key] = kind
            continue
        if (flat and ONE not in shape) or (kind and not flat and shape[0] != shape[1]):
            raise UnreadError("a kind that does not fit the shape")
        if kind and kind != "positive":
            found[key] = kind
    return found


#: The rule by which a node is read.
Rule = Callable[[tree.Node, Reading], Term]
