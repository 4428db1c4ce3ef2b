r"""Block matrices: \begin{pmatrix} A & E \\ 0 & A \end{pmatrix} of matrices and zeros.

Every row of blocks has one height and every column one width, which the matrices in it tell; 0 is
the zero block of that size, I and its like fit. A row or a column of vectors may mean other things
to an author, so that nothing is called false by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.exact.expression import ZERO
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.sized import fitted, zeros
from symnn.latex.meaning.values import Array, Scalar, Sized, Value, shape_text

#: What is taken for granted of a row or a column of vectors.
OF_VECTORS: Final = "a matrix of vectors is the block matrix of them"


def assembled(node: tree.Matrix, reader: Reader) -> Array | None:
    """The matrix of its blocks; None if no cell is a matrix.

    Raises:
        MeaningError: blocks that do not fit, or whose size nothing tells.
    """
    cells = [[reader.value(cell) for cell in row] for row in node.rows]
    flat = [c for row in cells for c in row]
    arrays = [c for c in flat if isinstance(c, Array)]
    if not arrays or any(a.loose for a in arrays):
        return None
    if any(1 in a.shape for a in arrays):
        reader.suppose(OF_VECTORS)
    heights = [_size(row, 0, node) for row in cells]
    widths = [_size(column, 1, node) for column in zip(*cells, strict=True)]
    found: list[tuple[Scalar, ...]] = []
    for row, height in zip(cells, heights, strict=True):
        blocks = [
            _block(cell, (height, width), node) for cell, width in zip(row, widths, strict=True)
        ]
        found += [tuple(c for block in blocks for c in block.rows[i]) for i in range(height)]
    return Array(tuple(found))


def _size(cells: Sequence[Value], side: int, node: tree.Matrix) -> int:
    """The height of a row of blocks, or the width of a column."""
    sizes = {c.shape[side] for c in cells if isinstance(c, Array)}
    if not sizes and any(isinstance(c, Scalar) and c.expr != ZERO for c in cells):
        return 1
    if len(sizes) != 1:
        told = " and ".join(str(s) for s in sorted(sizes)) or "nothing"
        what = "heights" if side == 0 else "widths"
        text = f"the {what} of the blocks do not fit: {told}"
        raise MeaningError(Kind.SHAPE if sizes else Kind.UNSUPPORTED, text, node.span)
    return sizes.pop()


def _block(cell: Value, shape: tuple[int, int], node: tree.Matrix) -> Array:
    """A cell as a block of a size."""
    if isinstance(cell, Array) and cell.shape == shape:
        return cell
    if isinstance(cell, Scalar) and shape == (1, 1):
        return Array(((cell,),))
    size = zeros() if isinstance(cell, Scalar) and cell.expr == ZERO else cell
    found = fitted(size, shape) if isinstance(size, Sized) else None
    if found is None:
        text = f"a block of {shape[0]}×{shape[1]} is needed here, not a {shape_text(cell)}"
        raise MeaningError(Kind.SHAPE, text, node.span)
    return found
