r"""What holds at 2 and 3 entries and may fail at other sizes, or at sizes that differ.

Each size that is left open is written out with the same few places, so \sum_{i=1}^m x_i = n\bar x
would hold there by chance, and \sum_{k=1}^n 1/k < 2 holds for the first members alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_DEEPEST: Final = 3
_BOUNDS: Final = frozenset({"<", ">", "≤", "≥"})
_SMALL: Final = frozenset({("<", "0"), (">", "0"), ("≤", "0"), ("≥", "0"), ("≤", "1"), ("≥", "1")})


def size_doubt(scope: Scope, left: tree.Node, link: tree.Link, notes: Iterable[str]) -> str | None:
    """Why what is proved at small sizes is not proved at all; None where nothing speaks against it.

    Args:
        scope: the names of the text.
        left: the left side.
        link: the sign and the right side.
        notes: what the proof says of itself.
    """
    if not any(note.startswith("written out") for note in notes):
        return None
    sides = left, link.operand
    if link.relation in _BOUNDS and any(_is_far_number(side, link.relation) for side in sides):
        return "it holds for 2 and 3 entries, and may fail for more of them"
    ends = [frozenset(_ends(side)) for side in sides]
    deep = [frozenset(_known_ends(scope, side, _DEEPEST)) for side in sides]
    known = deep[0] | deep[1]
    other = (ends[0] | ends[1]) - known if known else frozenset[str]()
    apart = not known and ends[0] and ends[1] and ends[0] != ends[1]
    if ends[1] and not other:  # y = \sum_j^H v_j z_j, and its sum up to d in the claim
        other = frozenset(_known_ends(scope, left, 1)) - ends[0] - ends[1] - deep[1]
    if other or apart:
        letters = ", ".join(sorted(other or ends[0] ^ ends[1]))
        return f"sums run up to {letters}, which may be another size"
    return None


def _is_far_number(node: tree.Node, relation: str) -> bool:
    parts = list(tree.walk(node))
    numbers = [part for part in parts if isinstance(part, tree.Number)]
    closed = not any(isinstance(part, tree.Name | tree.Call) for part in parts)
    return (
        closed and bool(numbers) and not (len(parts) == 1 and (relation, numbers[0].text) in _SMALL)
    )


def _ends(node: tree.Node) -> Iterator[str]:
    """The letters up to which sums run."""
    for part in tree.walk(node):
        if isinstance(part, tree.BigOperator) and isinstance(part.upper, tree.Name):
            key = tree.key(part.upper)
            if key is not None:
                yield key


def _known_ends(scope: Scope, node: tree.Node, depth: int) -> Iterator[str]:
    """The letters up to which the sums run by which the names in a side are defined, so deep."""
    for part in tree.walk(node) if depth > 0 else ():
        base = part.base if isinstance(part, tree.Name) else None
        for key, history in scope.history.items() if base is not None else ():
            if regex(r"[_^]").split(key, maxsplit=1)[0] != base:
                continue
            for known in history:
                yield from _ends(known.body)
                yield from _known_ends(scope, known.body, depth - 1)
