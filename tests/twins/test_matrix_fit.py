"""Fitting a matrix neuron: what is reached, what cannot be, and what only seems to be."""

from __future__ import annotations

import math

import pytest
import sympy as sp

from symnn import Matrix, ShapeError, UnsupportedError, activation, exp, relu, tanh
from symnn.twins.matrices.matrix_fit import MatrixFit, fit_matrix_function

E11, E12, E21, E22 = [[1, 0], [0, 0]], [[0, 1], [0, 0]], [[0, 0], [1, 0]], [[0, 0], [0, 1]]
UNITS = [E11, E12, E21, E22]
TURN = [[0, -1], [1, 0]]


def test_the_exponential_of_four_units() -> None:
    """e^A = [[2, 1], [1, 1]] has A = 2 ln φ/√5 [[1, 2], [2, -1]]."""
    seen: list[tuple[int, float]] = []
    found = fit_matrix_function(
        exp, UNITS, [[2, 1], [1, 1]], progress=lambda n, loss: seen.append((n, loss))
    )
    assert found.outcome == "fitted"
    golden = 2 * math.log((1 + math.sqrt(5)) / 2) / math.sqrt(5)
    expected = [golden, 2 * golden, 2 * golden, -golden]
    assert max(abs(a - b) for a, b in zip(found.coefficients, expected, strict=True)) < 1e-8
    assert [n for n, _ in seen] == list(range(1, len(seen) + 1))
    assert found.residual < 1e-8


def test_another_activation() -> None:
    exact = Matrix([[2, 1], [0, -2]]) / 4
    assert fit_matrix_function(tanh, UNITS, exact).outcome == "fitted"


OBSTACLES = [
    ([[1, 0], [0, -1]], "determinant of the target is negative"),
    ([[1, 1], [1, 1]], "never singular"),
    ([[-1, 1], [0, -1]], "eigenvalue -1 has an odd number of Jordan blocks of size 2"),
    ([[-1, 0], [0, -2]], "odd number of Jordan blocks of size 1"),
]


@pytest.mark.parametrize(("target", "reason"), OBSTACLES)
def test_targets_without_a_real_logarithm(target: list[list[int]], reason: str) -> None:
    found = fit_matrix_function(exp, UNITS, target, start=[0.1, 0.2, -0.3, 0.4])
    known = target != [[-1, 0], [0, -2]]  # of this one no theorem here tells the infimum
    assert found.outcome == ("infimum not attained" if known else "no exact fit")
    assert found.infimum == ((target == [[1, 0], [0, -1]]) if known else None)
    assert reason in found.reason


def test_minus_the_identity_has_a_real_logarithm() -> None:
    found = fit_matrix_function(exp, [TURN], [[-1, 0], [0, -1]], start=[3.0])
    assert found.outcome == "fitted"
    assert abs(found.coefficients[0] - math.pi) < 1e-6


def test_relu_reaches_no_negative_eigenvalue() -> None:
    found = fit_matrix_function(relu, UNITS, [[-1, 0], [0, 1]], start=[1.0, 0.1, 0.2, 2.0])
    assert found.outcome == "no exact fit"
    assert "eigenvalue with a negative real part, and the target has -1" in found.reason


def test_a_stationary_point_that_is_no_minimum() -> None:
    """|e^(aJ) - e^(bJ)|² = 4 - 4 cos(a - b): a maximum at a = b + π."""
    found = fit_matrix_function(exp, [TURN], TURN, start=[math.pi / 2 + math.pi])
    assert found.outcome == "stationary"
    assert "it is no minimum: the loss is smaller at distance" in found.reason


def test_a_stationary_point_beside_an_obstacle() -> None:
    """A rotation that is scaled down is no e^(aJ), and the search rests at a maximum."""
    target = Matrix([[1, -1], [1, 1]]) / 2
    found = fit_matrix_function(exp, [TURN], target, start=[math.pi / 4 + math.pi])
    assert found.outcome == "no exact fit"
    assert "is a rotation; the target is not" in found.reason
    assert "it is no minimum: the loss is smaller at distance" in found.reason


def test_a_singular_derivative() -> None:
    """At πJ the eigenvalues differ by 2πi, and d exp vanishes on symmetric traceless matrices."""
    units = [[[1, 0], [0, -1]], [[0, 1], [1, 0]]]
    turn = [[0, -1], [1, 0]]
    found = fit_matrix_function(exp, [*units, turn], [[-2, 0], [0, -1]], start=[0, 0, math.pi])
    assert found.outcome == "no exact fit"
    assert found.singular


def test_refusals() -> None:
    with pytest.raises(ShapeError, match="one size"):
        fit_matrix_function(exp, [[[1]]], [[1, 0], [0, 1]])
    with pytest.raises(ShapeError, match="2 coefficients to start from for 1"):
        fit_matrix_function(exp, [[[1]]], [[1]], start=[1, 2])
    found = fit_matrix_function(exp, [[[1]]], [[3]])
    assert isinstance(found, MatrixFit)
    assert found.losses[-1] < found.losses[0]


def test_relu_begins_where_it_is_smooth() -> None:
    assert fit_matrix_function(relu, UNITS, [[1, 0], [0, 2]]).outcome == "fitted"


def test_theorems_about_the_exponential_are_not_about_its_namesakes() -> None:
    """e^(2x) - 3 takes the value -1; called exp by its user it still does."""
    x = sp.Symbol("x")
    namesake = activation(sp.exp(2 * x) - 3, x, name="exp")
    with pytest.raises(UnsupportedError, match="no stable float formula"):
        fit_matrix_function(namesake, [[[1]]], [[-1]])
