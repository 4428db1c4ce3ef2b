"""Matrices with a known spectrum, for the laws of functions of matrices."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from symnn import Matrix, Number

ROOT2 = Number(2).nth_root(2)
SMALL = st.integers(-3, 3)
HALVES = st.fractions(-3, 3, max_denominator=2)


def jordan(size: int, eigenvalue: int | Fraction | Number) -> Matrix:
    """One Jordan block."""
    rows = range(size)
    return Matrix([[eigenvalue if i == j else int(j == i + 1) for j in rows] for i in rows])


def direct_sum(*blocks: Matrix) -> Matrix:
    """The block diagonal matrix."""
    size = sum(b.shape[0] for b in blocks)
    rows = [[Number(0)] * size for _ in range(size)]
    start = 0
    for block in blocks:
        for i, row in enumerate(block.tolist()):
            for j, entry in enumerate(row):
                rows[start + i][start + j] = entry
        start += block.shape[0]
    return Matrix(rows)


@st.composite
def invertible(draw: st.DrawFn, size: int) -> Matrix:
    """A product of triangular matrices with ones on the diagonal, determinant 1."""
    rows = range(size)
    lower = Matrix([[1 if i == j else draw(SMALL) if j < i else 0 for j in rows] for i in rows])
    upper = Matrix([[1 if i == j else draw(SMALL) if j > i else 0 for j in rows] for i in rows])
    return lower @ upper


@st.composite
def defective(draw: st.DrawFn) -> Matrix:
    """P J P⁻¹ for Jordan blocks with rational eigenvalues, at least one larger than 1."""
    sizes = [draw(st.integers(2, 3)), *draw(st.lists(st.integers(1, 2), max_size=1))]
    blocks = direct_sum(*(jordan(size, draw(HALVES)) for size in sizes))
    p = draw(invertible(sum(sizes)))
    return p @ blocks @ p.inverse()


@st.composite
def general(draw: st.DrawFn) -> Matrix:
    """Small integer matrices: irreducible factors, complex eigenvalues, repeated ones."""
    size = draw(st.integers(1, 4))
    return Matrix([[draw(SMALL) for _ in range(size)] for _ in range(size)])


@st.composite
def over_root_two(draw: st.DrawFn) -> Matrix:
    """Entries in Q(√2)."""
    size = draw(st.integers(1, 3))
    return Matrix(
        [[draw(SMALL) + draw(st.integers(-1, 1)) * ROOT2 for _ in range(size)] for _ in range(size)]
    )


matrices = st.one_of(defective(), general(), over_root_two())
