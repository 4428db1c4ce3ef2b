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
        (a, b), (left, _) = one.shapes, one.factors
        if is_capital(left) and axes.is_column(b) and not axes.is_told(a[1]):
            rows, columns = _of_factor(products, left, a)
            axes.merge(columns, b[0])
            axes.mark(rows)
            return True
    for one in products:
        (a, b), (left, right) = one.shapes, one.factors
        if axes.is_array(one.result) and is_capital(left) and not is_capital(right):
            axes.mark(a[0])
            _join_with_column(axes, a, b)
            return True
        if isinstance(left, tree.Transpose) and not is_capital(left.operand):
            axes.merge(a[0], SINGLE)
            _join_with_column(axes, a, b)
            return True
    return False


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
    for axis in shape if is_capital(name) else shape[:1]:
        axes.mark(axis)
    if not is_capital(name):
        axes.merge(shape[1], SINGLE)


def is_matrix(name: tree.Name) -> bool:
    """Whether an author who writes a name so means a matrix."""
    return is_capital(name) and (name.font == "bold" or name.base in _MATRICES)
