"""The Fréchet derivative against the block matrix, against Daleckii and Krein, and by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn import Matrix, Number, UndefinedError, cos, exp, power, relu, sigmoid, tanh
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import Expr, rational
from symnn.exact.from_sympy import from_sympy
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.frechet import frechet
from symnn.functions.matrix_functions.value import FunctionOfMatrix
from tests.functions.matrix_functions.matrices import SMALL, invertible, matrices

ANALYTIC = [exp, sigmoid, tanh, cos]


def block(a: Matrix, e: Matrix) -> Matrix:
    n = a.shape[0]
    top = [[*r, *s] for r, s in zip(a.tolist(), e.tolist(), strict=True)]
    return Matrix([*top, *([Number(0)] * n + r for r in a.tolist())])


def corner(value: FunctionOfMatrix) -> dict[Expr, Matrix]:
    n = value.shape[0] // 2
    cut = {s: w.rows(range(n)).columns(range(n, 2 * n)) for s, w in value.terms()}
    return {s: w for s, w in cut.items() if w}


def directions(size: int) -> st.SearchStrategy[Matrix]:
    rows = st.lists(st.lists(SMALL, min_size=size, max_size=size), min_size=size, max_size=size)
    return rows.map(Matrix)


@given(matrices, st.sampled_from(ANALYTIC), st.data())
def test_the_corner_of_the_block_matrix(a: Matrix, f: ScalarFunction, data: st.DataObject) -> None:
    """f([[A, E], [0, A]]) holds L_f(A, E) in its corner."""
    e = data.draw(directions(a.shape[0]))
    try:
        expected = corner(matrix_function(f, block(a, e)))
    except UnsupportedError:
        assume(False)
        raise
    assert dict(frechet(f, a, e).terms()) == expected


@given(
    st.lists(st.integers(-4, 4), min_size=1, max_size=3, unique=True),
    st.sampled_from([exp, tanh]),
    st.data(),
)
def test_daleckii_and_krein(eigenvalues: list[int], f: ScalarFunction, data: st.DataObject) -> None:
    """L = P (f[λi, λj] ∘ P⁻¹ E P) P⁻¹ for a matrix with distinct eigenvalues."""
    size = len(eigenvalues)
    p, e = data.draw(invertible(size)), data.draw(directions(size))
    back = p.inverse()
    inside = back @ e @ p
    a = p @ Matrix.diagonal(eigenvalues) @ back

    def divided(i: int, j: int) -> Expr:
        x, y = rational(eigenvalues[i]), rational(eigenvalues[j])
        if i == j:
            return f.derivative().of(x)
        return (f.of(x) - f.of(y)) * rational(Fraction(1, eigenvalues[i] - eigenvalues[j]))

    found = frechet(f, a, e).expressions()
    for r in range(size):
        for c in range(size):
            total = rational(0)
            for i in range(size):
                for j in range(size):
                    weight = p[r, i] * inside[i, j] * back[j, c]
                    total = total + divided(i, j) * rational(weight.as_fmpq())
            gap = ClosedForm.of(lower(found[r][c])) - ClosedForm.of(lower(total))
            assert gap.vanishes()


@given(matrices, st.data())
def test_powers(a: Matrix, data: st.DataObject) -> None:
    """L(A, E) of A³ and of A⁻¹."""
    e = data.draw(directions(a.shape[0]))
    assert frechet(power(3), a, e).matrix() == a @ a @ e + a @ e @ a + e @ a @ a
    if a.determinant():
        assert frechet(power(-1), a, e).matrix() == -(a.inverse() @ e @ a.inverse())


def test_the_exponential_of_a_diagonal_matrix() -> None:
    """(1, e - 1; e - 1, e), entry by entry, times E."""
    found = frechet(exp, [[0, 0], [0, 1]], [[2, 3], [5, 7]]).expressions()
    one = sp.exp(1)
    expected = [[2, 3 * (one - 1)], [5 * (one - 1), 7 * one]]
    for row, want in zip(found, expected, strict=True):
        for a, b in zip(row, want, strict=True):
            assert (ClosedForm.of(a) - ClosedForm.of(from_sympy(b))).vanishes()


def test_the_derivative_of_relu() -> None:
    found = frechet(relu, [[2, 0], [0, -1]], [[1, 1], [1, 1]]).matrix()
    assert found == Matrix([[1, Fraction(2, 3)], [Fraction(2, 3), 0]])


def test_refusals() -> None:
    with pytest.raises(UndefinedError, match=r"not differentiable at this matrix.* 0 is a kink"):
        frechet(relu, [[0, 0], [0, 1]], [[1, 0], [0, 1]])
    with pytest.raises(ShapeError, match="2×2; it is 1×1"):
        frechet(exp, [[0, 0], [0, 1]], [[1]])
