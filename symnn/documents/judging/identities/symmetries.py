"""Symmetries: a function of the document at the same letters in another order."""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader


def is_symmetry(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    """Whether K(p, q) = K(q, p) is said of a known function: no equation to solve for p or q.

    Args:
        left, right: the sides.
        view: the reader that gave them their values.
    """
    if not isinstance(left, tree.Call) or not isinstance(right, tree.Call):
        return False
    known = view.scope.latest(tree.key(left.head) or "")
    if left.head != right.head or known is None or known.parameters is None:
        return False
    names, others = (
        [tree.key(item) for item in side.arguments.items if isinstance(item, tree.Name)]
        for side in (left, right)
    )
    every = len(names) == len(known.parameters) > 1
    return every and set(names) == set(others) and len(set(names)) == len(others)
