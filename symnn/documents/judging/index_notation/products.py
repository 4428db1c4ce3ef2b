"""The shapes of products and of derivatives, as far as those of their parts tell them."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.index_notation.axes import NUMBER, Axes, MisfitError, Shape
from symnn.latex.matrices.context import DENOMINATOR, NUMERATOR

HADAMARD: Final = frozenset({"⊙", "∘"})


def product_of(axes: Axes, a: Shape, b: Shape, sign: str) -> Shape | None:
    """The shape of a product; None while a factor may be a number.

    >>> axes = Axes()
    >>> rows, columns = axes.fresh(several=True), axes.fresh(several=True)
    >>> product_of(axes, (rows, columns), (columns, 0), "") == (rows, 0)
    True
    """
    if sign in HADAMARD and axes.is_number(a) and axes.is_number(b):
        raise MisfitError("an entry-wise product of numbers")
    if axes.is_number(a) or axes.is_number(b):
        return b if axes.is_number(a) else a
    if sign in HADAMARD:
        axes.fit(a, b)
        return a
    if sign not in ("", "·"):
        raise MisfitError("a product of arrays that is not covered here")
    if not (axes.is_array(a) and axes.is_array(b)):
        return None
    if sign == "·" and axes.is_single(a[1]) and axes.is_single(b[1]):
        axes.merge(a[0], b[0])
        return NUMBER
    if not (axes.is_told(a[1]) or axes.is_told(b[0])):
        return None
    axes.merge(a[1], b[0])
    return a[0], b[1]


def slope_of(axes: Axes, shape: Shape, by: Shape, layout: str) -> Shape | None:
    """The shape of a derivative in a layout; None while that of a part is open.

    >>> axes = Axes()
    >>> rows = axes.fresh(several=True)
    >>> slope_of(axes, (0, 0), (rows, 0), NUMERATOR) == (0, rows)
    True
    """
    if axes.is_number(by):
        return shape
    if axes.is_number(shape):
        return by[::-1] if layout == NUMERATOR else by
    if not (axes.is_told(by[0]) and axes.is_told(shape[0])):
        return None
    if axes.is_column(shape) and axes.is_column(by):
        pair = shape[0], by[0]
        return pair[::-1] if layout == DENOMINATOR else pair
    raise MisfitError("a derivative of one matrix by another")
