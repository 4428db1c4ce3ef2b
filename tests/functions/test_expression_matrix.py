"""Laws of matrices of closed expressions, each identity decided exactly."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import NotClosedError, ShapeError, UndefinedError, UnsupportedError
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import PI, ZERO, Expr, add, apply, exp, mul, nth_root, rational
from symnn.functions.expression_matrix import ExpressionMatrix

ENTRIES = [
    rational(0),
    rational(1),
    rational(-2),
    nth_root(rational(2)),
    exp(rational(1)),
    exp(rational(-1)),
    exp(nth_root(rational(2))) + 1,
    exp(rational("1/2")) / (1 + exp(rational(1))),
    PI,
]
entries = st.sampled_from(ENTRIES)


@st.composite
def matrices(draw: st.DrawFn, rows: int, columns: int) -> ExpressionMatrix:
    return ExpressionMatrix.of([[draw(entries) for _ in range(columns)] for _ in range(rows)])


def same(left: Expr, right: Expr) -> bool:
    return (ClosedForm.of(left) - ClosedForm.of(right)).vanishes()


def equal(left: ExpressionMatrix, right: ExpressionMatrix) -> bool:
    return left.shape == right.shape and all(
        (a - b).vanishes()
        for r, s in zip(left.rows, right.rows, strict=True)
        for a, b in zip(r, s, strict=True)
    )


def identity(n: int) -> ExpressionMatrix:
    return ExpressionMatrix.of([[int(i == j) for j in range(n)] for i in range(n)])


@given(matrices(2, 2), matrices(2, 3), matrices(3, 2))
def test_products_are_associative(
    a: ExpressionMatrix, b: ExpressionMatrix, c: ExpressionMatrix
) -> None:
    """(AB)C = A(BC)."""
    assert equal((a @ b) @ c, a @ (b @ c))


@given(matrices(2, 2), matrices(2, 2))
def test_determinants_multiply(a: ExpressionMatrix, b: ExpressionMatrix) -> None:
    """det(AB) = det A det B, and a 2×2 determinant is ad − bc."""
    assert same((a @ b).determinant(), mul(a.determinant(), b.determinant()))
    (p, q), (r, s) = a.entries()
    assert same(a.determinant(), p * s - q * r)


@given(matrices(2, 2))
def test_inverses_invert_or_the_determinant_is_zero(a: ExpressionMatrix) -> None:
    """A A⁻¹ = 1 exactly when det A ≠ 0."""
    if same(a.determinant(), ZERO):
        with pytest.raises(UndefinedError, match="singular"):
            a.inverse()
        assert a.rank() < 2
    else:
        assert equal(a @ a.inverse(), identity(2))
        assert equal(a @ a.solve(identity(2)), identity(2))


@given(matrices(2, 3))
def test_rank_and_kernel(a: ExpressionMatrix) -> None:
    """rank + dim ker = columns; A x = 0 on the kernel; as many basis columns as the rank."""
    kernel = a.kernel()
    assert a.rank() + len(kernel) == 3
    assert len(a.column_space()) == a.rank()
    for vector in kernel:
        for row in a.entries():
            assert same(add(*(mul(p, x) for p, x in zip(row, vector, strict=True))), ZERO)


def test_a_hidden_singular_matrix() -> None:
    """[[e, 1], [1, 1/e]] has rank 1; with 1 part in 10^50 added it has rank 2."""
    assert ExpressionMatrix.of([[sp.exp(1), 1], [1, sp.exp(-1)]]).rank() == 1
    shifted = sp.exp(-1) + sp.Rational(1, 10**50)
    assert ExpressionMatrix.of([[sp.exp(1), 1], [1, shifted]]).rank() == 2


def test_refusals() -> None:
    """Symbols, ragged rows, sizes that do not fit, zeros that cannot be decided."""
    with pytest.raises(NotClosedError, match="x"):
        ExpressionMatrix.of([[sp.Symbol("x")]])
    with pytest.raises(ShapeError, match="different lengths"):
        ExpressionMatrix.of([[1, 2], [3]])
    with pytest.raises(ShapeError, match="inner sizes"):
        identity(2) @ identity(3)
    atan = [apply("atan", rational(q)) for q in ("1/5", "1/239", "1")]
    machin = 4 * atan[0] - atan[1] - atan[2]
    with pytest.raises(UnsupportedError, match="could not be told from 0"):
        ExpressionMatrix.of(
            [[machin + apply("erf", rational(1)) - apply("erf", rational(1))]]
        ).rank()
