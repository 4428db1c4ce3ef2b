"""[A, B] of two square matrices: their commutator, where it is no list of blocks."""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.meaning import arrays
from symnn.latex.meaning.conventions import COMMUTATOR
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Value


def commutator(node: tree.Group, reader: Reader) -> Value | None:
    """[A, B] = AB - BA of two square matrices of one size; None for a list."""
    if node.separators != (",",):
        return None
    left, right = (reader.value(item) for item in node.items)
    if not isinstance(left, Array) or not isinstance(right, Array):
        return None
    rows, columns = left.shape
    if left.shape != right.shape or rows != columns or rows == 1:
        return None
    if reader.way(COMMUTATOR) != COMMUTATOR.ways[0]:
        return None
    one, other = (arrays.times(a, b, node.span, reader) for a, b in ((left, right), (right, left)))
    return arrays.plus(one, arrays.minus(other, node.span), node.span)
