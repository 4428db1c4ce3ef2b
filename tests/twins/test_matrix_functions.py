"""Float functions of matrices against proved enclosures, within 10·cond·ε."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb_mat, fmpq, fmpq_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn import (
    Matrix,
    ShapeError,
    UndefinedError,
    UnsupportedError,
    absolute,
    activation,
    cos,
    elu,
    exp,
    frechet,
    gelu,
    leaky_relu,
    log,
    matrix_function,
    power,
    relu,
    sigmoid,
    sign,
    silu,
    sin,
    softplus,
    square,
    tanh,
)
from symnn.errors import SymnnError
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.combination import balls
from symnn.twins.matrices.matrix_functions import matrix_twin, mpmath_twin

EPSILON = 2.0**-52
ENTRIES = st.one_of(st.integers(-3, 3).map(float), st.floats(-3, 3, width=32))


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    size = draw(st.integers(1, 3))
    rows = [[draw(ENTRIES) for _ in range(size)] for _ in range(size)]
    if draw(st.booleans()):  # a Jordan block
        value = draw(ENTRIES)
        rows = [[value if i == j else float(j == i + 1) for j in range(size)] for i in range(size)]
    return np.array(rows)


def exactly(array: np.ndarray) -> Matrix:
    return Matrix([[Fraction(x) for x in row] for row in array.tolist()])


def norm(matrix: arb_mat) -> float:
    return float(max(sum(abs(e) for e in row).abs_upper() for row in matrix.tolist()))


def condition(function: ScalarFunction, a: Matrix) -> float:
    """|K| |A|, where K has the derivatives in all directions e_i e_j^T, in the ∞-norm."""
    n, total = a.shape[0], 0.0
    for i in range(n):
        for j in range(n):
            unit = Matrix([[int((r, c) == (i, j)) for c in range(n)] for r in range(n)])
            total += norm(frechet(function, a, unit).enclosure(40))
    size = norm(balls(a, 64))
    return total * max(size, 1e-300)


FUNCTIONS = [exp, sin, cos, tanh, sigmoid, silu, gelu, softplus, square, power(3)]
KINKED = [relu, sign, absolute, leaky_relu("0.1")]


def error_and_bound(function: ScalarFunction, array: np.ndarray) -> tuple[float, float]:
    a = exactly(array)
    try:
        enclosed = matrix_function(function, a).enclosure(80)
        cond = condition(function, a)
        found = matrix_twin(function)(array)
    except SymnnError:
        assume(False)
        raise
    exact = [[fmpq(*Fraction(x).as_integer_ratio()) for x in row] for row in found.tolist()]
    gap = norm(enclosed - arb_mat(fmpq_mat(exact)))
    return gap, 10 * EPSILON * (cond + norm(enclosed)) * len(array)


@given(arrays(), st.sampled_from(FUNCTIONS))
def test_smooth_functions(array: np.ndarray, function: ScalarFunction) -> None:
    gap, bound = error_and_bound(function, array)
    assert gap <= bound


@given(arrays(), st.sampled_from(KINKED))
def test_functions_with_kinks(array: np.ndarray, function: ScalarFunction) -> None:
    sides = np.abs(np.linalg.eigvals(array).real).min()
    assume(sides > 0.05)
    gap, bound = error_and_bound(function, array)
    assert gap <= bound / sides


@given(arrays())
def test_mpmath_to_fifty_digits(array: np.ndarray) -> None:
    """The rounded enclosure at 50 digits agrees with that at 80 to 10^-48."""
    low, high = mpmath_twin(exp, 50)(array), mpmath_twin(exp, 80)(array)
    size = max(abs(e) for e in high)
    assert all(abs(a - b) <= size * 10**-48 for a, b in zip(low, high, strict=True))


def test_a_defective_matrix_where_eigenvectors_fail() -> None:
    block = np.array([[1.0, 1e6], [0.0, 1.0]])
    found = matrix_twin(exp)(block)
    assert abs(found[0, 1] - np.e * 1e6) < 1e-8
    assert matrix_twin(sigmoid)([[0.0, 1.0], [0.0, 0.0]])[0, 1] == 0.25


def test_batches() -> None:
    stack = np.arange(24.0).reshape(2, 3, 2, 2) / 10
    found = matrix_twin(tanh)(stack)
    assert found.shape == stack.shape
    assert (found[1, 2] == matrix_twin(tanh)(stack[1, 2])).all()


def test_refusals() -> None:
    with pytest.raises(ShapeError, match="shape"):
        matrix_twin(exp)([1.0, 2.0])
    with pytest.raises(UndefinedError, match="eigenvalue is 0"):
        matrix_twin(sign)([[0.0, 0.0], [0.0, 1.0]])
    with pytest.raises(UndefinedError, match="imaginary axis"):
        matrix_twin(relu)([[0.0, 1.0], [-1.0, 0.0]])
    with pytest.raises(UndefinedError, match="not real"):
        matrix_twin(log)([[-1.0, 0.0], [0.0, -2.0]])
    with pytest.raises(UnsupportedError, match="mpmath_twin"):
        matrix_twin(elu())
    x = sp.Symbol("x")
    with pytest.raises(UnsupportedError, match="no stable float formula"):
        matrix_twin(activation(sp.exp(x) + 1, x))
