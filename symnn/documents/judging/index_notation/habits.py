"""What the habits of authors say of shapes that no use settles, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.axes import NUMBER, SINGLE, Axes, MisfitError, Shape
from symnn.documents.judging.index_notation.spelling import is_capital
from symnn.latex import syntax as tree

#: Capitals that authors give to matrices, and to no number.
_MATRICES: Final = frozenset("ABHKMQSUVWX")


@final
@dataclass(frozen=True, slots=True)
class OpenProduct:
    """A product of which it is not told yet whether a factor is a number."""

    factors: tuple[tree.Node, tree.Node]
    shapes: tuple[Shape, Shape]
    result: Shape


def settle_product(axes: Axes, products: Iterable[OpenProduct]) -> bool:
    """Take a capital before a vector for a matrix, or w^T x for a product of vectors."""
    products = list(products)
    for one in products:
        (a, b), (left, right) = one.shapes, one.factors
        if is_capital(left) and axes.is_column(b) and not axes.is_told(a[1]):
            rows, columns = _of_factor(products, left, a)
            axes.merge(columns, b[0])
            axes.mark(rows)
            return True
        if is_capital(right) and axes.is_column(a[::-1]) and not axes.is_told(b[0]):
            axes.merge(b[0], a[1])
            axes.mark(b[1])
            return True
        if is_capital(right) and _is_open_row(axes, left, a) and axes.is_several(b[0]):
            axes.merge(a[1], b[0])
            return True
    for one in products:
        (a, b), (left, right) = one.shapes, one.factors
        if axes.is_array(one.result) and is_capital(left) and not is_capital(right):
            axes.mark(a[0])
            _join_with_column(axes, a, b)
            return True
        turned = isinstance(left, tree.Transpose) and not is_capital(left.operand)
        if turned and not axes.is_single(a[1]):
            axes.merge(a[0], SINGLE)
            _join_with_column(axes, a, b)
            return True
    return False


def _is_open_row(axes: Axes, left: tree.Node, shape: Shape) -> bool:
    """Whether it is a letter for a row, where vectors are rows, or for a number: x of xW."""
    latin = isinstance(left, tree.Name) and len(left.base) == 1 and left.base.isascii()
    return latin and axes.is_single(shape[0]) and not axes.is_told(shape[1])


def _of_factor(products: Iterable[OpenProduct], factor: tree.Node, before: Shape) -> Shape:
    """The shape of W itself where the product v^T W stands before h."""
    for one in products:
        if one.result == before and one.factors[1] is factor:
            return one.shapes[1]
    return before


def _join_with_column(axes: Axes, a: Shape, b: Shape) -> None:
    axes.mark(b[0])
    axes.merge(a[1], b[0])
    axes.merge(b[1], SINGLE)


def settle_norm(axes: Axes, shapes: Iterable[Shape]) -> bool:
    """Take what stands in a norm, and that no use makes an array, for a vector."""
    for rows, columns in shapes:
        if axes.is_single(columns) and not axes.is_told(rows):
            axes.mark(rows)
            return True
    return False


def settle_name(axes: Axes, names: Mapping[str, tree.Name], wholes: Mapping[str, Shape]) -> bool:
    """Take a small letter that nothing makes a vector for a number, then a capital."""
    for capitals in (False, True):
        for key, name in names.items():
            shape = wholes[key]
            if is_capital(name) != capitals or all(map(axes.is_told, shape)):
                continue
            if name.base in _MATRICES and not axes.is_array(shape):
                raise MisfitError("a capital that no use makes a matrix")
            if name.font == "bold" or axes.is_array(shape):
                _mark(axes, shape, name)
            else:
                axes.fit(shape, NUMBER)
            return True
    return False


def _mark(axes: Axes, shape: Shape, name: tree.Name) -> None:
    row = axes.is_single(shape[0]) and not axes.is_single(shape[1])
    for axis in shape if is_capital(name) else shape[int(row) :][:1]:
        axes.mark(axis)
    if not is_capital(name) and not row:
        axes.merge(shape[1], SINGLE)


def is_matrix(name: tree.Name) -> bool:
    """Whether an author who writes a name so means a matrix."""
    return is_capital(name) and (name.font == "bold" or name.base in _MATRICES)
