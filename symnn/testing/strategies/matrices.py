"""Strategies for exact vectors and matrices, also with a property that is known by construction.

Every matrix is a `symnn.Matrix`. What a strategy promises (rank, spectrum, orthogonality, a
determinant that is tiny but not 0) holds exactly, for every matrix it makes and everything it
shrinks to.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from flint import fmpq
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from symnn.errors import ShapeError
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.networks.layer import number_of
from symnn.testing.strategies.numbers import plain_numbers, plain_rationals

Numbers = SearchStrategy[Number]


def as_numbers(entries: SearchStrategy[Any] | None) -> Numbers:
    """Any strategy for exact algebraic numbers as one for `Number`; small rationals for None."""
    return plain_rationals(-4, 4, 2) if entries is None else entries.map(_number)


def _number(value: Any) -> Number:
    if isinstance(value, Number):
        return value
    found = number_of(from_sympy(value))
    if found is None:
        raise ShapeError(f"{value} is no algebraic number; the entries of a matrix are")
    return found


def vectors(size: int, entries: SearchStrategy[Any] | None = None) -> SearchStrategy[Matrix]:
    """Columns of `size` entries.

    Args:
        size: how many entries.
        entries: a strategy for algebraic numbers; small rationals if not given.

    Examples:
        >>> from hypothesis import find
        >>> find(vectors(2), lambda v: v[0, 0] != v[1, 0]) == Matrix([[0], [1]])
        True
    """
    return matrices(size, 1, entries)


def matrices(
    rows: int, columns: int, entries: SearchStrategy[Any] | None = None
) -> SearchStrategy[Matrix]:
    """Matrices of one shape.

    Examples:
        >>> from hypothesis import find
        >>> find(matrices(1, 2), bool) == Matrix([[0, 1]])
        True
    """
    if rows < 0 or columns < 0:
        raise ShapeError(f"no matrix has {rows} rows and {columns} columns")
    numbers = as_numbers(entries)
    if not rows or not columns:
        return st.just(Matrix.zeros(rows, columns))
    row = st.lists(numbers, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(Matrix)


def permutation_matrices(size: int) -> SearchStrategy[Matrix]:
    """Permutation matrices; they shrink to the identity.

    Examples:
        >>> from hypothesis import find
        >>> find(permutation_matrices(3), lambda _: True) == Matrix.identity(3)
        True
    """
    unit = Matrix.identity(size)
    return st.permutations(range(size)).map(unit.rows)


@st.composite
def _triangular(draw: DrawFn, size: int, entries: Numbers, diagonal: Numbers) -> Matrix:
    rows = [
        [draw(entries) if j < i else draw(diagonal) if j == i else Number(0) for j in range(size)]
        for i in range(size)
    ]
    return Matrix(rows)


_ONE = st.just(Number(1))
_WHOLE = st.integers(-2, 2).map(Number)


@st.composite
def invertible_matrices(
    draw: DrawFn, size: int, entries: SearchStrategy[Any] | None = None
) -> Matrix:
    """Invertible matrices P L U; they shrink to the identity.

    Examples:
        >>> from hypothesis import find
        >>> find(invertible_matrices(2), lambda m: m.trace() == 0) == Matrix([[0, 1], [1, 0]])
        True
    """
    numbers = as_numbers(entries)
    if not size:
        return Matrix.zeros(0, 0)
    nonzero = numbers.filter(bool) if entries is not None else st.one_of(_ONE, numbers.filter(bool))
    lower = draw(_triangular(size, numbers, _ONE))
    upper = draw(_triangular(size, numbers, nonzero)).T
    return draw(permutation_matrices(size)) @ lower @ upper


@st.composite
def _unimodular(draw: DrawFn, size: int) -> Matrix:
    """Integer matrices with determinant 1: their inverses have small integer entries too."""
    lower = draw(_triangular(size, _WHOLE, _ONE))
    return lower @ draw(_triangular(size, _WHOLE, _ONE)).T


@st.composite
def matrices_of_rank(
    draw: DrawFn, rows: int, columns: int, rank: int, entries: SearchStrategy[Any] | None = None
) -> Matrix:
    """Matrices of exactly this rank: invertible, times one with so many ones, times invertible.

    Raises:
        ShapeError: the rank is larger than the matrix.

    Examples:
        >>> from hypothesis import find
        >>> find(matrices_of_rank(2, 3, 1), lambda _: True).rank() == 1
        True
    """
    if not 0 <= rank <= min(rows, columns):
        raise ShapeError(f"a {rows}x{columns} matrix has a rank from 0 to {min(rows, columns)}")
    if not rows or not columns:
        return Matrix.zeros(rows, columns)
    middle = Matrix([[int(i == j < rank) for j in range(columns)] for i in range(rows)])
    numbers = entries if entries is not None else st.integers(-2, 2)
    left = draw(invertible_matrices(rows, numbers))
    return left @ middle @ draw(invertible_matrices(columns, numbers))


def _jordan(values: Sequence[Number], joined: Sequence[bool]) -> Matrix:
    """The values on the diagonal, and a 1 beside each that is joined to the next."""
    n = range(len(values))
    return Matrix(
        [[values[i] if j == i else Number(int(j == i + 1 and joined[i])) for j in n] for i in n]
    )


@st.composite
def matrices_with_spectrum(
    draw: DrawFn, eigenvalues: Sequence[Any], defective: bool | None = None
) -> Matrix:
    """Matrices with exactly these eigenvalues, counted with multiplicity: P J P^-1.

    Args:
        eigenvalues: exact real algebraic numbers.
        defective: True for a Jordan block of size 2 at least (some eigenvalue is repeated), False
            for a diagonalizable matrix, None for either.

    Raises:
        ShapeError: a defective matrix is asked for, and no eigenvalue is repeated.

    Examples:
        >>> from hypothesis import find
        >>> find(matrices_with_spectrum([1, 1], defective=True), lambda _: True)
        Matrix([[1, 1], [0, 1]])
    """
    numbers = sorted(_number(v) for v in eigenvalues)
    if not numbers:
        return Matrix.zeros(0, 0)
    equal = [a == b for a, b in pairwise(numbers)]
    if defective and not any(equal):
        raise ShapeError("a defective matrix has a repeated eigenvalue, and none of these is")
    chains = st.just(False) if defective is False else st.booleans()
    joined = [draw(chains) and same for same in equal]
    if defective and not any(joined):
        joined[equal.index(True)] = True
    change = draw(_unimodular(len(numbers)))
    return change @ _jordan(numbers, [*joined, False]) @ change.inverse()


def defective_matrices(
    size: int, eigenvalues: SearchStrategy[Any] | None = None
) -> SearchStrategy[Matrix]:
    """Square matrices that cannot be diagonalized, of size 2 or more.

    Examples:
        >>> from hypothesis import find
        >>> find(defective_matrices(2), lambda _: True) == Matrix([[0, 1], [0, 0]])
        True
    """
    if size < 2:
        raise ShapeError(f"a {size}x{size} matrix is never defective; 2x2 is the smallest")
    numbers = as_numbers(eigenvalues)
    others = st.lists(numbers, min_size=size - 2, max_size=size - 2)
    return st.tuples(numbers, others).flatmap(
        lambda drawn: matrices_with_spectrum([drawn[0], drawn[0], *drawn[1]], defective=True)
    )


@st.composite
def nearly_singular_matrices(draw: DrawFn, size: int, max_bits: int = 100) -> Matrix:
    """Invertible matrices P diag(1, …, 1, 2^-k) Q with det P = det Q = 1: the determinant is 2^-k.

    Beyond k = 53 or so, floats take them for singular.

    Examples:
        >>> from hypothesis import find
        >>> found = find(nearly_singular_matrices(2), lambda m: m.determinant() * 2**60 < 1)
        >>> found.rank() == 2
        True
    """
    bits = draw(st.integers(10, max_bits))
    diagonal = Matrix.diagonal([Number(1)] * (size - 1) + [Number(fmpq(1, 1 << bits))])
    return draw(_unimodular(size)) @ diagonal @ draw(_unimodular(size))


@st.composite
def orthogonal_matrices(draw: DrawFn, size: int) -> Matrix:
    """Rational orthogonal matrices: Cayley's (I - S)(I + S)^-1 with S skew, times a permutation.

    Examples:
        >>> from hypothesis import find
        >>> q = find(orthogonal_matrices(2), lambda q: q[0, 0] != 0 != q[0, 1])
        >>> q @ q.T == Matrix.identity(2)
        True
    """
    unit = Matrix.identity(size)
    below = draw(_triangular(size, plain_rationals(-2, 2, 2), st.just(Number(0))))
    skew = below - below.T
    turned = (unit - skew) @ (unit + skew).inverse()
    return turned @ draw(permutation_matrices(size))


def symmetric_matrices(
    size: int, entries: SearchStrategy[Any] | None = None
) -> SearchStrategy[Matrix]:
    """Symmetric matrices.

    Examples:
        >>> from hypothesis import find
        >>> find(symmetric_matrices(2), lambda m: m[0, 1] != 0) == Matrix([[0, 1], [1, 0]])
        True
    """
    numbers = as_numbers(entries)
    none = st.just(Number(0))
    return st.tuples(
        _triangular(size, numbers, none), st.lists(numbers, min_size=size, max_size=size)
    ).map(lambda parts: parts[0] + parts[0].T + Matrix.diagonal(parts[1]))


def surd_matrices(rows: int, columns: int) -> SearchStrategy[Matrix]:
    """Matrices over Q(√2), Q(√3) and Q(√5), and over Q.

    Examples:
        >>> from hypothesis import find
        >>> find(surd_matrices(1, 1), lambda m: m.field.degree > 1)[0, 0] ** 2 == 2
        True
    """
    return st.sampled_from([2, 3, 5]).flatmap(
        lambda r: matrices(rows, columns, _over(Number(r).nth_root(2)))
    )


def _over(root: Number) -> Numbers:
    small = st.integers(-3, 3)
    return st.builds(lambda a, b: a + b * root, small, small)


def mixed_matrices(rows: int, columns: int) -> SearchStrategy[Matrix]:
    """Matrices whose entries may come from several fields at once.

    Examples:
        >>> from hypothesis import find
        >>> find(mixed_matrices(1, 1), bool) == Matrix([[1]])
        True
    """
    return matrices(rows, columns, plain_numbers())
