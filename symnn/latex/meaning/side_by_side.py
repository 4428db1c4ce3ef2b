r"""Vectors in square brackets: [b_1, b_2] is the matrix with these columns, or one long vector.

The first is what texts on matrices mean, the second what those on recurrent networks do. Vectors
of different lengths, and numbers among them, can only be put below each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import SIDE_BY_SIDE
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value, column

MAX_CELLS = 4096


def vectors_in_brackets(node: tree.Group, reader: Reader) -> Array | None:
    """The array of the vectors in square brackets; None for all other lists.

    Args:
        node: the brackets with what is in them.
        reader: what the names mean.

    Raises:
        MeaningError: one of the items has no value.
    """
    items = _beside_each_other(node)
    if node.fence != "[]" or len(items) < 2 or not all(map(_is_value, items)):
        return None
    values = [reader.value(item) for item in items]
    arrays = [v for v in values if isinstance(v, Array)]
    if not arrays or not all(isinstance(v, (Array, Scalar)) for v in values):
        return None
    if not all(a.shape[1] == 1 and a.shape[0] > 1 for a in arrays):
        return None
    if sum(len(a.rows) for a in arrays) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a matrix of over {MAX_CELLS} entries", node.span)
    heights = {len(a.rows) for a in arrays}
    if len(arrays) < len(values) or len(heights) > 1:
        return _below(values)
    if reader.way(SIDE_BY_SIDE) != SIDE_BY_SIDE.ways[0]:
        return _below(values)
    if any(a.loose for a in arrays):
        reader.suppose("vectors in brackets are the columns of a matrix")
    return Array(tuple(tuple(a.rows[i][0] for a in arrays) for i in range(heights.pop())))


def _beside_each_other(node: tree.Group) -> tuple[tree.Node, ...]:
    """The items of [a, b] and of [a b], which is read as a product at first."""
    if len(node.items) > 1:
        return node.items if set(node.separators) <= {",", " "} else ()
    inner = node.items[0] if node.items else None
    if isinstance(inner, tree.Product) and inner.implicit:
        return inner.factors if all(isinstance(f, tree.Name) for f in inner.factors) else ()
    return ()


def _is_value(node: tree.Node) -> bool:
    """Whether it is no list that is written out: [[1, 2], [3, 4]] has these rows."""
    return not isinstance(node, (tree.Group, tree.Matrix, tree.Dots, tree.Chain))


def _below(values: Sequence[Value]) -> Array:
    cells: list[Scalar] = []
    for value in values:
        cells += value.cells() if isinstance(value, Array) else []
        cells += [value] if isinstance(value, Scalar) else []
    return column(tuple(cells))
