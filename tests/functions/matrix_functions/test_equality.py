"""Equality of functions of matrices, and their form in sympy."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb
from hypothesis import given

from symnn import Matrix, activation, cos, exp, frechet, relu, sigmoid, tanh
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.ball import precision
from symnn.functions.matrix_functions.equality import equals
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.functions.matrix_functions.in_sympy import to_sympy
from tests.functions.matrix_functions.matrices import ROOT2, jordan, matrices

QUINTIC = [[0, 0, 0, 0, 1], [1, 0, 0, 0, 1], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]


@given(matrices)
def test_a_value_equals_itself_and_no_other(a: Matrix) -> None:
    """e^A = e^A; e^A = e^B only for equal weights of each exponential."""
    if a.field.degree > 1:
        return
    assert equals(matrix_function(exp, a), matrix_function(exp, a))
    shifted = a + Matrix.identity(a.shape[0])
    assert not equals(matrix_function(exp, a), matrix_function(exp, shifted))


def test_exponentials_and_algebraic_matrices() -> None:
    assert equals(matrix_function(exp, jordan(3, 0)), matrix_function(exp, jordan(3, 0)).matrix())
    assert not equals(matrix_function(exp, [[1]]), Matrix([[3]]))
    assert not equals(matrix_function(exp, QUINTIC), matrix_function(exp, Matrix(QUINTIC).T))
    near = Matrix([[sum((1 / sp.factorial(k) for k in range(60)), sp.Integer(0)).p]]) / int(
        sum((1 / sp.factorial(k) for k in range(60)), sp.Integer(0)).q
    )
    assert not equals(matrix_function(exp, [[1]]), near)


def test_other_functions() -> None:
    x = sp.Symbol("x")
    logistic = activation(1 / (1 + sp.exp(-x)), x)
    assert equals(matrix_function(tanh, [[0, 2], [2, 0]]), matrix_function(tanh, [[0, 2], [2, 0]]))
    assert equals(matrix_function(relu, [[1, 2], [1, 2]]), Matrix([[1, 2], [1, 2]]))
    turn = matrix_function(cos, [[0, ROOT2], [-ROOT2, 0]])  # cosh(√2) times the identity
    assert equals(turn, matrix_function(cos, [[0, 2], [-1, 0]]))
    with pytest.raises(ShapeError, match="1×1 and 2×2"):
        equals(matrix_function(exp, [[1]]), Matrix.identity(2))
    with pytest.raises(UnsupportedError, match="agree to many digits"):
        equals(matrix_function(sigmoid, QUINTIC), matrix_function(logistic, QUINTIC))


def test_named_roots_in_sympy() -> None:
    """A RootSum has the value that the balls hold."""
    value = matrix_function(exp, QUINTIC)
    found = to_sympy(value)
    assert found[0, 0].has(sp.RootSum)
    with precision(200):
        near = arb(str(sp.N(found[0, 0], 40)))
        assert abs(near - value.enclosure(150)[0, 0]) < arb("1e-35")


def test_closed_forms_in_sympy() -> None:
    assert to_sympy(matrix_function(exp, [[0, 1], [1, 0]]))[0, 0] == (sp.exp(1) + sp.exp(-1)) / 2
    with pytest.raises(UnsupportedError, match="rational polynomial"):
        to_sympy(matrix_function(exp, Matrix(QUINTIC) * ROOT2))


def test_a_derivative_in_no_direction_is_zero() -> None:
    """e^λ does not occur in a derivative whose weights vanish, though λ is an eigenvalue."""
    assert equals(frechet(exp, [[1]], [[0]]), Matrix([[0]]))
    assert not equals(frechet(exp, [[1]], [[1]]), Matrix([[0]]))


def test_a_function_is_known_by_its_body_and_not_by_its_name() -> None:
    """A user's e^(2x), called exp, at A is e^x at 2A; and is not e^x at A."""
    x = sp.Symbol("x")
    twice = activation(sp.exp(2 * x), x, name="exp")
    a = jordan(2, 1)
    assert not equals(matrix_function(twice, a), matrix_function(exp, a))
    assert equals(matrix_function(twice, a), matrix_function(exp, a * 2))


def test_equality_over_a_number_field_and_of_other_functions() -> None:
    """Equal weights prove it where no closed form is short."""
    companion = Matrix(QUINTIC) + Matrix.identity(5) * ROOT2
    assert equals(matrix_function(exp, companion), matrix_function(exp, companion))
    moved = companion + Matrix.identity(5)
    assert not equals(matrix_function(exp, companion), matrix_function(exp, moved))
    for function in (relu, tanh):
        assert equals(matrix_function(function, QUINTIC), matrix_function(function, QUINTIC))
