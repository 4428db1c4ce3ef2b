"""Laws of the functional calculus, exactly; and balls against flint's own exponential."""

from __future__ import annotations

import pytest
from flint import acb_mat, arb_mat, fmpq_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn import Matrix, UndefinedError, absolute, cos, exp, relu, sigmoid, sign, sin, tanh
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.expression import Expr
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.spectrum import minimal_polynomial, spectrum
from tests.functions.matrix_functions.matrices import direct_sum, invertible, matrices

ENTIRE = [exp, sin, cos]


def terms(function: ScalarFunction, matrix: Matrix) -> dict[Expr, Matrix]:
    try:
        return dict(matrix_function(function, matrix).terms())
    except UnsupportedError:
        assume(False)
        raise


def algebraic(function: ScalarFunction, matrix: Matrix) -> Matrix:
    try:
        return matrix_function(function, matrix).matrix()
    except (UndefinedError, UnsupportedError):
        assume(False)
        raise


def overlap(left: arb_mat, right: arb_mat) -> bool:
    return all(a.overlaps(b) for a, b in zip(left.entries(), right.entries(), strict=True))


@given(matrices, st.sampled_from([exp, sigmoid, tanh]), st.data())
def test_similar_matrices(a: Matrix, f: ScalarFunction, data: st.DataObject) -> None:
    """f(P A P⁻¹) = P f(A) P⁻¹."""
    p = data.draw(invertible(a.shape[0]))
    back = p.inverse()
    left, right = terms(f, p @ a @ back), terms(f, a)
    assert left == {scalar: p @ weight @ back for scalar, weight in right.items()}


@given(matrices, st.sampled_from([exp, sigmoid, tanh]))
def test_transposes(a: Matrix, f: ScalarFunction) -> None:
    """f(Aᵀ) = f(A)ᵀ."""
    assert terms(f, a.T) == {scalar: weight.T for scalar, weight in terms(f, a).items()}


@given(matrices, st.sampled_from(ENTIRE))
def test_it_commutes(a: Matrix, f: ScalarFunction) -> None:
    """f(A) A = A f(A)."""
    assert all(weight @ a == a @ weight for weight in terms(f, a).values())


@given(matrices, matrices)
def test_block_diagonal(a: Matrix, b: Matrix) -> None:
    """f(A + B) = f(A) + f(B) for direct sums."""
    left, right, whole = terms(exp, a), terms(exp, b), terms(exp, direct_sum(a, b))
    zero_a, zero_b = Matrix.zeros(*a.shape), Matrix.zeros(*b.shape)
    assert whole == {
        s: direct_sum(left.get(s, zero_a), right.get(s, zero_b)) for s in left.keys() | right.keys()
    }


@given(matrices)
def test_relu_sign_and_absolute_value(a: Matrix) -> None:
    """A = relu(A) - relu(-A), |A| = relu(A) + relu(-A) = A sign(A), sign(A)² = I."""
    up, down = algebraic(relu, a), algebraic(relu, -a)
    assert up - down == a
    assert up + down == algebraic(absolute, a)
    assert algebraic(relu, up) == up
    signs = algebraic(sign, a)
    assert signs @ signs == Matrix.identity(a.shape[0])
    assert a @ signs == up + down


@given(matrices)
def test_the_minimal_polynomial(a: Matrix) -> None:
    """m(A) = 0, and no proper divisor of m vanishes at A."""
    found = spectrum(a)
    total = Matrix.zeros(*a.shape)
    for c, power in zip(found.minimal, [*found.powers(), a**found.degree], strict=True):
        total = total + power * c
    assert not total
    assert sum(p.field.degree * p.multiplicity for p in found.parts) == found.degree
    assert minimal_polynomial(a.T) == found.minimal


@given(matrices, st.sampled_from([53, 200]))
def test_balls_meet_those_of_flint(a: Matrix, bits: int) -> None:
    """The exponential by eigenvalues and flint's own by Taylor series."""
    found = matrix_function(exp, a).enclosure(bits)
    with precision(bits + 64):
        balls = [e.enclosure(bits + 64) if e else 0 for e in a.entries()]
        other = arb_mat(*a.shape, balls).exp()
    assert overlap(found, other)


@given(matrices, st.sampled_from([exp, sigmoid, tanh, sin, cos]))
def test_more_bits_lie_within(a: Matrix, f: ScalarFunction) -> None:
    """Enclosures at two precisions overlap, and the finer one is as fine as was asked."""
    value = matrix_function(f, a)
    coarse, fine = value.enclosure(30), value.enclosure(150)
    assert overlap(coarse, fine)
    size = max(abs(e).upper() for e in fine.entries())
    assert all(e.rad() * 2**150 <= size for e in fine.entries())


@given(matrices)
def test_the_exponential_of_the_negative_is_the_inverse(a: Matrix) -> None:
    """e^A e^(-A) = I, by balls."""
    there, back = matrix_function(exp, a).enclosure(100), matrix_function(exp, -a).enclosure(100)
    with precision(200):
        product = there * back
    size = a.shape[0]
    assert all(product[i, j].contains(int(i == j)) for i in range(size) for j in range(size))


def test_complex_eigenvalues_agree_with_flint() -> None:
    a = fmpq_mat([[0, -2, 0], [1, 0, 3], [1, 1, 1]])
    found = matrix_function(exp, Matrix([[0, -2, 0], [1, 0, 3], [1, 1, 1]])).enclosure(100)
    with precision(200):
        assert overlap(found, acb_mat(a).exp().real)


@pytest.mark.parametrize("function", [relu, sign, absolute])
def test_an_error_is_one_of_ours(function: ScalarFunction) -> None:
    with pytest.raises(SymnnError):
        matrix_function(function, [[0, -1], [1, 0]])
