"""Ranks, kernels, spans and what else is asked of a matrix as a whole, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, Expr, add, mul, negative, rational
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex.meaning.arrays import determinant, minor
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.sized import filled
from symnn.latex.meaning.values import (
    Array,
    FiniteSet,
    Scalar,
    Subspace,
    Value,
    column,
    shape_text,
)
from symnn.latex.syntax import Span

MAX_CELLS: Final = 64 * 64


def numbers(value: Array, span: Span) -> Matrix:
    """The matrix of exact numbers.

    Raises:
        MeaningError: an entry is no algebraic number, so that it could not be told from 0.
    """
    try:
        return Matrix([[exact_value(lower(cell.expr)) for cell in row] for row in value.rows])
    except SymnnError as error:
        text = f"the entries must be algebraic numbers here: {error}"
        raise MeaningError(Kind.UNSUPPORTED, text, span) from error


def written(matrix: Matrix) -> Array:
    """The array of a matrix of exact numbers."""
    rows = matrix.tolist()
    return Array(tuple(tuple(Scalar(_expr(cell)) for cell in row) for row in rows))


def _expr(number: Number) -> Expr:
    return rational(number.as_fmpq()) if number.is_rational else written_form(number)


def rank(value: Array, span: Span) -> int:
    """How many columns are independent."""
    return numbers(value, span).rank()


def kernel(value: Array, span: Span) -> Subspace:
    """All x with A x = 0."""
    found = numbers(value, span).kernel()
    width = value.shape[1]
    empty = found.shape[1] == 0
    return Subspace(width, None if empty else written(found), "a kernel")


def column_space(value: Array, span: Span) -> Subspace:
    """The span of the columns."""
    del span
    return Subspace(value.shape[0], value, "a column space")


def row_space(value: Array, span: Span) -> Subspace:
    """The span of the rows."""
    del span
    turned = Array(tuple(zip(*value.rows, strict=True)))
    return Subspace(value.shape[1], turned, "a row space")


def span_of(values: Sequence[Value], place: Span) -> Subspace:
    """The span of vectors."""
    vectors: list[tuple[Scalar, ...]] = []
    members = [m for v in values for m in (v.members if isinstance(v, FiniteSet) else (v,))]
    for member in members:
        if isinstance(member, Scalar):
            member = column((member,))
        if not isinstance(member, Array) or not member.is_vector:
            raise MeaningError(Kind.UNSUPPORTED, "a span of other things than vectors", place)
        vectors.append(tuple(member.cells()))
    if not vectors or len({len(v) for v in vectors}) != 1:
        raise MeaningError(Kind.SHAPE, "a span of vectors of different lengths", place)
    return Subspace(len(vectors[0]), Array(tuple(zip(*vectors, strict=True))), "a span")


def dimension(value: Value, place: Span) -> int:
    """The dimension of a subspace."""
    if isinstance(value, Subspace):
        return 0 if value.columns is None else rank(value.columns, place)
    raise MeaningError(Kind.UNSUPPORTED, f"dim of a {shape_text(value)} is not covered", place)


def beside(left: Array | None, right: Array | None) -> Array | None:
    """[A | B]."""
    if left is None or right is None:
        return left or right
    return Array(tuple((*a, *b) for a, b in zip(left.rows, right.rows, strict=True)))


def contains(space: Subspace, value: Array, place: Span) -> bool:
    """Whether a vector, or each column of an array, lies in a subspace: the rank does not grow."""
    if value.shape[0] != space.ambient:
        text = f"a vector with {value.shape[0]} entries and a subspace of R^{space.ambient}"
        raise MeaningError(Kind.SHAPE, text, place)
    both = beside(space.columns, value)
    return both is not None and rank(both, place) == dimension(space, place)


def same_space(left: Subspace, right: Subspace, place: Span) -> bool:
    """Whether two subspaces are equal."""
    if left.ambient != right.ambient:
        text = f"subspaces of R^{left.ambient} and of R^{right.ambient}"
        raise MeaningError(Kind.SHAPE, text, place)
    first, second = dimension(left, place), dimension(right, place)
    both = beside(left.columns, right.columns)
    return first == second == (0 if both is None else rank(both, place))


# --- arrays from arrays -----------------------------------------------------------------


def diagonal(value: Array, place: Span) -> Array:
    """The diagonal matrix of a vector, or the diagonal of a square matrix."""
    if value.is_vector:
        cells = [c.expr for c in value.cells()]
        if len(cells) ** 2 > MAX_CELLS:
            raise MeaningError(Kind.SIZE, f"a diagonal of {len(cells)} entries", place)
        return filled(len(cells), len(cells), lambda i, j: cells[i] if i == j else ZERO)
    _square("the diagonal", value, place)
    return column(tuple(value.rows[i][i] for i in range(len(value.rows))), loose=True)


def adjugate(value: Array, place: Span) -> Array:
    """The transposed matrix of the cofactors."""
    _square("the adjugate", value, place)
    size = len(value.rows)

    def cofactor(i: int, j: int) -> Expr:
        found = determinant(minor(value.rows, j, i))
        return negative(found) if (i + j) % 2 else found

    return filled(size, size, cofactor)


def kronecker(left: Array, right: Array, place: Span) -> Array:
    """Each entry of the first times the whole of the second."""
    (m, n), (p, q) = left.shape, right.shape
    if m * n * p * q > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a product of over {MAX_CELLS} entries", place)
    return filled(
        m * p,
        n * q,
        lambda i, j: mul(left.rows[i // p][j // q].expr, right.rows[i % p][j % q].expr),
    )


def outer(left: Array, right: Array, place: Span) -> Array:
    """u vᵀ."""
    if not (left.is_vector and right.is_vector):
        raise MeaningError(Kind.SHAPE, "an outer product of arrays that are no vectors", place)
    a, b = [c.expr for c in left.cells()], [c.expr for c in right.cells()]
    if len(a) * len(b) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a product of over {MAX_CELLS} entries", place)
    return filled(len(a), len(b), lambda i, j: mul(a[i], b[j]))


def correlated(left: Array, right: Array, turned: bool, place: Span) -> Array:
    """The sums of products where the second array fits inside the first; turned, a convolution."""
    (m, n), (p, q) = left.shape, right.shape
    if p > m or q > n:
        text = f"a {shape_text(right)} array does not fit inside a {shape_text(left)} one"
        raise MeaningError(Kind.SHAPE, text, place)

    def entry(i: int, j: int) -> Expr:
        places = [(a, b) for a in range(p) for b in range(q)]
        return add(
            *(
                mul(
                    left.rows[i + a][j + b].expr,
                    right.rows[p - 1 - a if turned else a][q - 1 - b if turned else b].expr,
                )
                for a, b in places
            )
        )

    return filled(m - p + 1, n - q + 1, entry)


def convolved(left: Array, right: Array, place: Span) -> Array:
    """The sums of the products of entries whose places have the same sum."""
    if not (left.is_vector and right.is_vector):
        raise MeaningError(Kind.SHAPE, "a convolution of arrays that are no vectors", place)
    a, b = [c.expr for c in left.cells()], [c.expr for c in right.cells()]
    if len(a) * len(b) > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"a product of over {MAX_CELLS} entries", place)
    entries = [
        Scalar(add(*(mul(a[i], b[n - i]) for i in range(len(a)) if 0 <= n - i < len(b))))
        for n in range(len(a) + len(b) - 1)
    ]
    made = column(tuple(entries), loose=left.loose or right.loose)
    flat = left.shape[0] == right.shape[0] == 1
    return Array((tuple(made.cells()),)) if flat else made


def cross(left: Array, right: Array, place: Span) -> Array:
    """u × v in three dimensions."""
    a, b = [c.expr for c in left.cells()], [c.expr for c in right.cells()]
    if not (left.is_vector and right.is_vector and len(a) == len(b) == 3):
        text = f"a cross product of {shape_text(left)} and {shape_text(right)}"
        raise MeaningError(Kind.SHAPE, text, place)

    def entry(i: int) -> Scalar:
        j, k = (i + 1) % 3, (i + 2) % 3
        return Scalar(add(mul(a[j], b[k]), negative(mul(a[k], b[j]))))

    made = column((entry(0), entry(1), entry(2)), loose=left.loose or right.loose)
    flat = left.shape[0] == right.shape[0] == 1
    return Array((tuple(made.cells()),)) if flat else made


def _square(what: str, value: Array, place: Span) -> None:
    if value.shape[0] != value.shape[1]:
        text = f"{what} of a {shape_text(value)} array is not defined; only square ones have it"
        raise MeaningError(Kind.SHAPE, text, place)


_Whole = Callable[[Array, Span], Value]

#: Functions of one array.
WHOLE: Final[Mapping[str, _Whole]] = {
    "rank": lambda value, place: Scalar(rational(rank(value, place))),
    "rref": lambda value, place: written(numbers(value, place).rref()[0]),
    "nullity": lambda value, place: Scalar(rational(value.shape[1] - rank(value, place))),
    "kernel": kernel,
    "column_space": column_space,
    "row_space": row_space,
    "diag": diagonal,
    "adjugate": adjugate,
}
