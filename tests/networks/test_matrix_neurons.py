"""Networks of matrix neurons: exact values, commuting inputs, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb_mat, fmpq_mat
from hypothesis import given
from hypothesis import strategies as st

from symnn import (
    Entrywise,
    InexactError,
    Matrix,
    MatrixActivation,
    MatrixAffine,
    MatrixNetwork,
    ShapeError,
    UndefinedError,
    UnsupportedError,
    exp,
    fit_at,
    matrix_function,
    power,
    relu,
    sigmoid,
    tanh,
)
from symnn.exact.ball import precision
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import ZERO, apply, rational, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.matrix_neurons.balls import function_of_balls
from symnn.networks.matrix_neurons.values import as_polynomial
from tests.functions.matrix_functions.matrices import SMALL, jordan, matrices

I2 = Matrix.identity(2)
A = Matrix([[2, 1], [1, 2]])
N = Matrix([[0, 1], [0, 0]])


@st.composite
def polynomials_in(draw: st.DrawFn, base: Matrix) -> Matrix:
    total = Matrix.zeros(*base.shape)
    for k in range(3):
        total = total + base**k * draw(SMALL)
    return total


@given(matrices, st.data())
def test_a_polynomial_in_a_matrix_is_recognised(a: Matrix, data: st.DataObject) -> None:
    b = data.draw(polynomials_in(a))
    found = as_polynomial(b, a)
    assert found is not None
    assert matrix_function(ScalarFunction("p", found), a).matrix() == b


def test_a_matrix_that_does_not_commute_is_no_polynomial() -> None:
    assert as_polynomial(N, A) is None
    assert as_polynomial(jordan(2, 0), I2) is None


def test_commuting_inputs_give_one_function_of_one_matrix() -> None:
    """tanh, then exp, of two inputs A and A²: two transcendental values."""
    net = MatrixNetwork(
        MatrixAffine([[1, 1], [1, -1]], [I2, Matrix.zeros(2, 2)]),
        MatrixActivation(tanh),
        MatrixAffine([[1, 2]]),
        MatrixActivation(exp),
    )
    found = net(A, A @ A).settled()
    high = sp.exp(sp.tanh(13) - 2 * sp.tanh(6))
    low = sp.exp(sp.tanh(3))
    expected = [[(high + low) / 2, (high - low) / 2], [(high - low) / 2, (high + low) / 2]]
    for row, want in zip(found, expected, strict=True):
        for a, b in zip(row, want, strict=True):
            gap = ClosedForm.of(lower(a)) - ClosedForm.of(lower(from_sympy(b)))
            assert gap.vanishes()


def test_inputs_that_do_not_commute() -> None:
    """The sum of two exponentials is entries; a further activation has balls only."""
    first = MatrixNetwork(MatrixActivation(exp), MatrixAffine([[1, 1]]))
    assert first(I2, N).base in (I2, N)  # the identity is a polynomial in N
    found = first(A, Matrix([[0, 0], [1, 0]]))
    half = sp.Rational(1, 2)
    gap = ClosedForm.of(found[0][1]) - ClosedForm.of(from_sympy(half * (sp.exp(3) - sp.exp(1))))
    assert gap.vanishes()
    deep = MatrixNetwork(first, MatrixActivation(sigmoid))
    with pytest.raises(UnsupportedError, match="transcendental entries"):
        deep(A, N)
    (balls,) = deep.enclosure(A, N, bits=80)
    (finer,) = deep.enclosure(A, N, bits=200)
    assert all(a.overlaps(b) for a, b in zip(balls.entries(), finer.entries(), strict=True))
    assert all(e.rad() < 2**-70 for e in finer.entries())


@given(matrices)
def test_balls_agree_with_exact_values(a: Matrix) -> None:
    """f of a matrix of balls holds f of the matrix."""
    exact = matrix_function(tanh, a).enclosure(100)
    with precision(200):
        numbers = [e.enclosure(200) if e else 0 for e in a.entries()]
        around = arb_mat(*a.shape, numbers)
    try:
        found = function_of_balls(tanh, around, 200)
    except UnsupportedError:
        return  # repeated eigenvalues
    assert all(x.overlaps(y) for x, y in zip(exact.entries(), found.entries(), strict=True))


def test_weights_with_symbols() -> None:
    """exp(tA) for the generator of rotations."""
    t = sp.Symbol("t", real=True)
    net = MatrixNetwork(MatrixAffine([[t]]), MatrixActivation(exp))
    found = net(Matrix([[0, -1], [1, 0]])).settled()
    here = [[substitute(e, {"t": rational(2)}) for e in row] for row in found]
    assert here[0][0] == apply("cos", rational(2))
    with pytest.raises(UnsupportedError, match="symbols t"):
        MatrixNetwork(MatrixAffine([[t]]), MatrixActivation(tanh))(
            Matrix([[0, -1], [1, 0]])
        ).settled()


def test_entrywise_is_another_thing() -> None:
    a = Matrix([[1, 5], [0, -1]])
    assert MatrixNetwork(Entrywise(relu))(a) == Matrix([[1, 5], [0, 0]])
    by_matrix = MatrixNetwork(MatrixActivation(relu))(a).settled()
    assert by_matrix == Matrix([[1, Fraction(5, 2)], [0, 0]])
    with pytest.raises(UnsupportedError, match=r"MatrixActivation\(relu\).*Entrywise\(relu\)"):
        MatrixNetwork(relu)


def test_a_relu_network_stays_algebraic() -> None:
    net = MatrixNetwork(
        MatrixAffine([[1, 0], [1, -1]], [Matrix.zeros(2, 2), I2]),
        MatrixActivation(relu),
        MatrixAffine([[2, -1]]),
    )
    x, y = Matrix([[1, 5], [0, -1]]), Matrix([[0, 1], [1, 0]])
    up = matrix_function(relu, x).matrix()
    other = matrix_function(relu, x - y + I2).matrix()
    assert net(x, y) == up * 2 - other


def test_a_neuron_without_inputs() -> None:
    """Weights that are all zero leave the bias, or the zero matrix of the right size."""
    assert MatrixNetwork(MatrixAffine([[0, 0]]))(A, N) == Matrix.zeros(2, 2)
    assert MatrixNetwork(MatrixAffine([[0, 0]], [A]))(A, N) == A


def test_refusals() -> None:
    with pytest.raises(ShapeError, match="takes 2 matrices, not 1"):
        MatrixNetwork(MatrixAffine([[1, 2]]))(A)
    with pytest.raises(ShapeError, match="inputs and biases of one size"):
        MatrixNetwork(MatrixAffine([[1, 2]]))(A, Matrix([[1]]))
    with pytest.raises(ShapeError, match="1 biases for 2 neurons"):
        MatrixAffine([[1], [2]], [I2])
    with pytest.raises(ShapeError, match="a bias is a square matrix"):
        MatrixAffine([[1]], [Matrix([[1, 2]])])
    with pytest.raises(ShapeError, match="layer 2, MatrixAffine 1x3, gets 1 matrices"):
        MatrixNetwork(MatrixAffine([[1]]), MatrixAffine([[1, 2, 3]]))
    with pytest.raises(InexactError):
        MatrixAffine([[0.5]])
    with pytest.raises(UndefinedError, match="eigenvalue 0 is a kink of relu"):
        MatrixNetwork(MatrixActivation(relu))(N).settled()
    with pytest.raises(UnsupportedError, match="no layer of matrix neurons"):
        MatrixNetwork(3)


# --- fitting ----------------------------------------------------------------------------


def test_the_gradient_of_a_square() -> None:
    units = [Matrix([[1, 0], [0, 0]]), Matrix([[0, 1], [0, 0]])]
    fit = fit_at(power(2), units, [2, 3], I2)
    assert fit.gradient()[1] != ZERO
    loss = fit.loss_ball(80)
    assert loss.contains(fmpq_mat([[9 + 36 + 1]])[0, 0])


@given(st.lists(st.fractions(-1, 1, max_denominator=3), min_size=2, max_size=2))
def test_the_gradient_is_the_slope_of_the_loss(coefficients: list[Fraction]) -> None:
    """By a central difference whose error is bounded far below the digits compared."""
    units = [Matrix([[0, 1], [1, 0]]), Matrix([[1, 0], [0, -1]])]
    target = Matrix([[2, 1], [1, 1]])
    fit = fit_at(exp, units, coefficients, target)
    step = Fraction(1, 10**20)
    for k, slope in enumerate(fit.gradient_balls(200)):
        moved = []
        for sign in (1, -1):
            here = list(coefficients)
            here[k] += sign * step
            moved.append(fit_at(exp, units, here, target).loss_ball(300))
        with precision(300):
            difference = (moved[0] - moved[1]) / (2 * step.numerator) * step.denominator
            assert abs(difference - slope) < 10**-30


def test_the_stationary_point_of_a_rotation() -> None:
    """|e^(aJ) - e^J|² has the gradient 0 at a = 1, where the loss is 0 by Lindemann."""
    turn = Matrix([[0, -1], [1, 0]])
    fit = fit_at(exp, [turn], [1], Matrix.zeros(2, 2))
    (slope,) = fit.gradient()
    assert ClosedForm.of(lower(slope)).vanishes()  # the norm of a rotation does not change


def test_bad_fits() -> None:
    with pytest.raises(ShapeError, match="1 coefficients are given for 2"):
        fit_at(exp, [A, N], [1], A)
    with pytest.raises(ShapeError, match="one size"):
        fit_at(exp, [A], [1], Matrix([[1]]))
