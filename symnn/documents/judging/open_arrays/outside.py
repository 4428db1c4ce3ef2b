"""Entries that an array of a declared shape does not have: A_{33} of a 2×2 matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

REASON: Final = "an array of this shape has no such entry"


def within_shapes(
    place: Place, sides: Iterable[tree.Node], entries: Iterable[Entry]
) -> Iterator[Entry]:
    """The entries, left open where a side names an entry that is none of its array.

    Args:
        place: where they stand.
        sides: all sides of the relations.
        entries: what was found.
    """
    parts = [part for side in sides for part in tree.walk(side) if isinstance(part, tree.Name)]
    outside = any(_is_outside(place, part) for part in parts if part.subscript is not None)
    for entry in entries:
        decided = outside and entry.verdict in ("proved", "refuted")
        yield left_open(entry, REASON) if decided else entry


def _is_outside(place: Place, name: tree.Name) -> bool:
    """Whether its index is beyond the declared rows and columns, and it is no name by itself."""
    state, at = place.state, _numbers(name.subscript)
    own = state.scope.latest(tree.key(name) or "") or state.declared.latest(name_key(name) or "")
    if not at or own:
        return False
    key = name_key(tree.Name(name.base, font=name.font)) or ""
    memory = memory_of(state)
    shape = memory.shapes.get(key) or memory.shapes.get(key.upper())
    if shape is None or any(size.letters for size in shape) or key in memory.contested:
        return False
    rows, columns = (size.at({}) for size in shape)
    if 1 in (rows, columns):
        whole = int("".join(map(str, at)))
        return isinstance(name.subscript, tree.Number) and whole > rows * columns > 1
    return len(at) == 2 and (at[0] > rows or at[1] > columns)


def _numbers(node: tree.Node | None) -> list[int]:
    """The numbers of an index: 3, (3, 1), and 31 as either."""
    items = node.items if isinstance(node, tree.Group) else (node,)
    if not all(isinstance(item, tree.Number) and item.value.denominator == 1 for item in items):
        return []
    found = [int(item.value) for item in items if isinstance(item, tree.Number)]
    return [int(digit) for digit in str(found[0])] if len(found) == 1 else found
