r"""Indices with a prime: \sum_{k'} \exp(z_{k'}) beside a k that stands for one of the entries.

The index of a sum is bound in it, so any other letter may stand for it: one with an accent does,
which no document uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree

_ACCENTED: Final = dict(zip("bcdfghijklmnpqrstuvwxyz", "ḃćďḟǵȟíǰḱĺḿńṕʠŕśťúṽẃẍýź", strict=True))


def with_plain_indices(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with letters for the primed indices of sums and products."""

    def changed(node: tree.Node) -> tree.Node:
        node = tree.map_children(node, changed)
        return _renamed(node) if isinstance(node, tree.BigOperator) else node

    return [
        replace(s, body=changed(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _renamed(node: tree.BigOperator) -> tree.Node:
    lower = node.lower
    index = lower.first if isinstance(lower, tree.Chain) else lower
    if not isinstance(index, tree.Prime) or not isinstance(index.operand, tree.Name):
        return node
    letter, key = _ACCENTED.get(index.operand.base), tree.key(index)
    if letter is None or key is None:
        return node

    def changed(part: tree.Node) -> tree.Node:
        if tree.key(part) == key:
            return tree.Name(letter, span=part.span)
        return tree.map_children(part, changed)

    return tree.map_children(node, changed)
