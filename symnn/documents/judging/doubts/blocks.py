"""Matrices whose entries are matrices: what follows them puts these in, and is no elimination."""

from __future__ import annotations

from symnn.documents.judging.relations import Side
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array


def is_of_blocks(side: Side) -> bool:
    """Whether the entries of a matrix are matrices."""
    node, value = side.node, side.value
    if not isinstance(node, tree.Matrix) or not isinstance(value, Array):
        return False
    return (len(node.rows), len(node.rows[0])) != (len(value.rows), len(value.rows[0]))
