"""A matrix of matrices."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.derivations.formulas.nodes import Rows
from symnn.errors import ShapeError
from symnn.exact.expression import ZERO, Expr


def assembled(parts: Sequence[Sequence[Rows]]) -> Rows:
    """One matrix of the blocks; a bare 0 stands for as many as fit.

    Raises:
        ShapeError: blocks that do not fit.

    Examples:
        >>> from symnn.exact.expression import ONE
        >>> zero, column = ((ZERO,),), ((ONE,), (ONE,))
        >>> assembled([[column, zero], [zero, ((ONE,),)]]) == (
        ...     (ONE, ZERO),
        ...     (ONE, ZERO),
        ...     (ZERO, ONE),
        ... )
        True
    """
    heights = [max(len(cell) for cell in row) for row in parts]
    widths = [max(len(cell[0]) for cell in column) for column in zip(*parts, strict=True)]
    found: list[tuple[Expr, ...]] = []
    for row, height in zip(parts, heights, strict=True):
        cells = [_filled(c, height, width) for c, width in zip(row, widths, strict=True)]
        found += (tuple(e for line in lines for e in line) for lines in zip(*cells, strict=True))
    return tuple(found)


def _filled(cell: Rows, height: int, width: int) -> Rows:
    if (len(cell), len(cell[0])) == (height, width):
        return cell
    if cell == ((ZERO,),):
        return ((ZERO,) * width,) * height
    raise ShapeError(f"a {len(cell)}x{len(cell[0])} block stands where {height}x{width} is needed")
