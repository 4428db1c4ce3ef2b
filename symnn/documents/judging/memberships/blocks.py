"""The shape of an array that is written out: of numbers, or of blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from symnn.documents.judging.open_arrays.sizes import SCALAR, Shape, Sizes, UnreadError, number
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name


def of_blocks(
    rows: Sequence[Sequence[tree.Node]],
    sizes: Sizes,
    of: Callable[[tree.Node], Shape],
    is_array: Callable[[tree.Node], bool],
) -> Shape:
    """The shape of an array by its cells.

    Args:
        rows: the cells.
        sizes: what is known of sizes so far.
        of: the shape of a block.
        is_array: whether a name is told to be one of an array.

    Raises:
        UnreadError: whether its cells are numbers is not known.
        MisfitError: blocks do not fit.
    """
    wide = len(rows[0])
    if any(len(row) != wide for row in rows):
        raise UnreadError("rows of several lengths")
    cells = [cell for row in rows for cell in row]
    if any(isinstance(part, tree.Dots) for cell in cells for part in tree.walk(cell)):
        raise UnreadError("an array with dots")
    if all(map(_is_number, cells)) and not any(
        is_array(n) for cell in cells for n in tree.walk(cell)
    ):
        return number(len(rows)), number(wide)
    shapes = [[_cell(cell, sizes, of) for cell in row] for row in rows]
    tall, total = number(0), number(0)
    for row in shapes:
        for shape in row[1:]:
            sizes.unify(row[0][0], shape[0], "blocks that do not fit")
        tall = tall + row[0][0]
    for place, first in enumerate(shapes[0]):
        for row in shapes[1:]:
            sizes.unify(first[1], row[place][1], "blocks that do not fit")
        total = total + first[1]
    return sizes.shape((tall, total))


def _cell(node: tree.Node, sizes: Sizes, of: Callable[[tree.Node], Shape]) -> Shape:
    """A block; 0 in one is all zeros."""
    if isinstance(node, tree.Number) and node.value == 0:
        return sizes.unknown(), sizes.unknown()
    return SCALAR if isinstance(node, tree.Number) else of(node)


def _is_number(node: tree.Node) -> bool:
    """Whether a cell is written as a number: with small letters alone, none of them bold."""
    names = [part for part in tree.walk(node) if isinstance(part, tree.Name)]
    if any(isinstance(part, (tree.Transpose, tree.Matrix)) for part in tree.walk(node)):
        return False
    keys = [(name, name_key(name) or "") for name in names]
    return all(key == plain_name(key) and not name.base[:1].isupper() for name, key in keys)
