r"""The index of the true class under two letters: p_t = p_i for the true class i.

The p_t of a loss is the p_i of the scores then, with i as the index of one class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

_LETTER: Final = r"\\?[A-Za-z]{1,8}"
_SAME: Final = regex(
    rf"(?P<base>{_LETTER})_\{{?(?P<one>[a-z])\}}?\s*=\s*(?P=base)_\{{?(?P<two>[a-z])\}}?"
    r"[^=.]{0,50}?\b(?:true|correct|target|ground[- ]truth)\s+(?:class|label|category)\b"
)


@lru_cache(maxsize=4)
def true_classes(text: str) -> Mapping[tuple[str, str], str]:
    """The names of which a text says so: (p, t) with i for p_t = p_i.

    Args:
        text: a document.

    Examples:
        >>> dict(true_classes(r"where $p_t = p_i$ for the true class $i$"))
        {('p', 't'): 'i'}
    """
    found: dict[tuple[str, str], str] = {}
    for match in _SAME.finditer(text):
        key = match["base"].removeprefix("\\"), match["one"]
        if match["one"] == match["two"] or found.setdefault(key, match["two"]) != match["two"]:
            return {}
    return found


def with_one_letter(
    statements: Sequence[tree.Statement | tree.Unreadable], same: Mapping[tuple[str, str], str]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with one letter for the true class, without the one that says so.

    Args:
        statements: those of a formula.
        same: the names with the letter that stands for their index as well.
    """

    def changed(node: tree.Node) -> tree.Node:
        below = node.subscript if isinstance(node, tree.Name) else None
        if isinstance(node, tree.Name) and isinstance(below, tree.Name) and not node.accents:
            other = same.get((node.base, tree.key(below) or ""))
            return node if other is None else replace(node, subscript=replace(below, base=other))
        return tree.map_children(node, changed)

    kept = [s for s in statements if isinstance(s, tree.Unreadable) or not _says_so(s.body, same)]
    return [s if isinstance(s, tree.Unreadable) else replace(s, body=changed(s.body)) for s in kept]


def _says_so(body: tree.Node, same: Mapping[tuple[str, str], str]) -> bool:
    name = body.first if isinstance(body, tree.Chain) else None
    below = name.subscript if isinstance(name, tree.Name) else None
    if not isinstance(name, tree.Name) or not isinstance(below, tree.Name):
        return False
    other = same.get((name.base, tree.key(below) or ""))
    last = body.links[0].operand if isinstance(body, tree.Chain) else None
    index = last.subscript if isinstance(last, tree.Name) else None
    return other is not None and index is not None and tree.key(index) == other
