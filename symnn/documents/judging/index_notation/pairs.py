r"""Sums over pairs, \sum_{i \ne j} w_{ij} s_i s_j, and what is said of a diagonal, w_{ii} = 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symnn.documents.judging.index_notation.class_indices import MARK
from symnn.documents.judging.index_notation.names import Names
from symnn.documents.judging.index_notation.spelling import is_apart, parts_below
from symnn.latex import syntax as tree


def sums_over_pairs(names: Names, sides: Iterable[tree.Node]) -> bool:
    r"""Whether both letters below a sum run in it: j as well as i, where j stands nowhere else.

    In h_j = \sum_{i \ne j} w_{ij} s_i only i does.

    Args:
        names: the names behind a claim.
        sides: both sides of it.
    """
    if any(True for _ in _open_pairs(*sides)):
        return True
    for body, ready in names.prepared.values():
        held = (b for known in names.scope.history.values() for b in known if b.body is body)
        indices = [b.key.partition("_")[2] for b in held]
        if isinstance(body, tree.Number) and any(index[:1].isalpha() for index in indices):
            return True  # a_{ij} = 0 may have been said for i ≠ j alone
        pairs = list(_open_pairs(ready)) if indices else []
        if any(not any(letter in index for index in indices) for letter in pairs):
            return True
    return False


def _open_pairs(*nodes: tree.Node) -> Iterator[str]:
    """The letters that only a sum over pairs has, and nothing around it."""
    for node in nodes:
        for part in tree.walk(node):
            if not isinstance(part, tree.BigOperator) or not is_apart(part.lower):
                continue
            letter = tree.key(part.lower.links[0].operand)
            runs = letter is not None and not letter.startswith(MARK)
            if letter is not None and runs and not _outside(letter, part, nodes):
                yield letter


def _outside(letter: str, inner: tree.Node, nodes: Iterable[tree.Node]) -> bool:
    """Whether a letter is an index, or runs in a sum, outside of a part of some trees."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node is inner:
            continue
        if tree.key(node) == letter:
            return True
        if isinstance(node, tree.Name) and node.subscript is not None:
            waiting += parts_below(node.subscript)
        waiting += tree.children(node)
    return False


def has_diagonal(names: Names, bases: Iterable[str]) -> bool:
    """Whether an array was given entries with two equal indices, such as w_{ii} = 0."""
    for base in bases:
        for pattern in names.scope.indexed.get(base.partition("_")[0], {}).values():
            member = names.member(pattern)
            letters = [tree.key(index) for index in member.entry] if member is not None else []
            if len(set(letters)) < len(letters):
                return True
    return False
