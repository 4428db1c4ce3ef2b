r"""\pi(3) as the value of a function: a stationary law, a policy, a permutation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

#: Words about what is named so, and values at letters: \pi(j), \pi(a \mid s).
_NAMED: Final = regex(
    r"\bstationary|\bsteady[- ]state|\bdetailed balance|\binvariant (?:distribution|measure|law)"
    r"|\bequilibrium (?:distribution|probabilit)|\bpolic(?:y|ies)\b|\bpermutations?\b"
    r"|\\pi\s*\(\s*(?:[ijkxsn]|s'|[a-z]\s*(?:\||\\mid|\\vert)[^()]{1,20})\s*\)(?!\s*\^)",
)


def is_of_function(text: str, *sides: tree.Node) -> bool:
    r"""Whether \pi in front of brackets is a function in a relation, and no number.

    Args:
        text: the document.
        sides: both sides of the relation.
    """
    calls = [list(_calls(side)) for side in sides]
    if not any(calls):
        return False
    values = {item.value for side in calls for item in side if isinstance(item, tree.Number)}
    return all(calls) or bool(values & {0, 1}) or _is_named(text)


@lru_cache(maxsize=8)
def _is_named(text: str) -> bool:
    return _NAMED.search(text) is not None


def _calls(node: tree.Node) -> Iterator[tree.Node]:
    r"""What stands in the brackets behind \pi, where that is one number or one letter."""
    if isinstance(node, tree.Power):
        yield from _calls(node.exponent)
        if not isinstance(node.base, tree.Call):  # \pi(3)^2 is an area
            yield from _calls(node.base)
        return
    if isinstance(node, tree.Call) and tree.key(node.head) == "pi":
        items = node.arguments.items
        if len(items) == 1 and isinstance(items[0], (tree.Number, tree.Name)):
            yield items[0]
    for part in tree.children(node):
        yield from _calls(part)
