"""Which matrices are values of matrix functions, and infima that are not attained."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symnn import (
    Matrix,
    UndefinedError,
    UnsupportedError,
    absolute,
    activation,
    exp,
    fit_at,
    matrix_function,
    power,
    relu,
    sigmoid,
    sign,
    softplus,
    tanh,
)
from symnn.exact.ball import precision
from symnn.functions.catalogue import as_function
from symnn.functions.function import ScalarFunction
from symnn.networks.matrix_neurons.combinations import unit
from symnn.networks.matrix_neurons.images import approached, missed
from symnn.networks.matrix_neurons.infima import infimum
from symnn.networks.matrix_neurons.spans import algebra, is_in_span, outside, outside_algebra
from tests.functions.matrix_functions.matrices import SMALL, direct_sum, jordan, matrices

UNITS = [unit(2, 2, i, j) for i in range(2) for j in range(2)]
SYMMETRIC = [UNITS[0], UNITS[3], UNITS[1] + UNITS[2]]
DIAGONAL = [UNITS[0], UNITS[3]]
HALF = Fraction(1, 2)
x = sp.Symbol("x")
SIGN = as_function(sign)
ROOT = activation(sp.sqrt(x), x, name="root")

small = st.lists(st.lists(SMALL, min_size=2, max_size=2), min_size=2, max_size=2).map(Matrix)
rational = st.builds(lambda m: m / 2, small)


@settings(max_examples=25)
@given(matrices, st.sampled_from([relu, absolute, SIGN, power(2), power(3), power(4), power(-1)]))
def test_values_are_not_missed(a: Matrix, f: ScalarFunction) -> None:
    """Nothing is said against a matrix that is f(A)."""
    try:
        value = matrix_function(f, a).matrix()
    except (UndefinedError, UnsupportedError):
        assume(False)
        raise
    assert missed(f, value) == ""
    assert outside(f, [a], value) == ""


@given(rational)
def test_a_sigmoid_by_its_inverse(b: Matrix) -> None:
    """B = σ(A) if and only if B is nonsingular and B⁻¹ - I = e^(-A)."""
    singular = b.determinant().is_zero()
    expected = singular or missed(exp, b.inverse() - Matrix.identity(2)) != ""
    assert (missed(sigmoid, b) != "") == expected


@given(rational)
def test_a_hyperbolic_tangent_by_its_inverse(b: Matrix) -> None:
    one = Matrix.identity(2)
    singular = (one - b).determinant().is_zero()
    expected = singular or missed(exp, (one + b) @ (one - b).inverse()) != ""
    assert (missed(tanh, b) != "") == expected


CASES = [
    (exp, [[1, 0], [0, -1]], "determinant of the target is negative"),
    (sigmoid, [[1, 0], [0, HALF]], "never has the eigenvalue 1"),
    (sigmoid, [[2, 0], [0, HALF]], "eigenvalue 2 of the target lies outside the range of sigmoid"),
    (tanh, [[2, 1], [0, 2]], "odd number of Jordan blocks of size 2"),
    (softplus, [[0, -4], [4, 0]], "imaginary parts between -π and π, and the target has"),
    (softplus, [[-1, 0], [0, 1]], "eigenvalue -1 of the target lies outside"),
    (relu, [[0, 1], [-1, 0]], "have positive real parts, and the target has i"),
    (relu, [[0, 1], [0, 0]], "Jordan blocks of size 1 only, and the target has one of size 2"),
    (ROOT, [[-1, 0], [0, 1]], "no eigenvalue with a negative real part"),
    (SIGN, [[1, 1], [0, 1]], "the square of the target is not I"),
    (power(2), [[0, 1], [0, 0]], r"is no A\^2: its Jordan blocks at 0"),
    (power(2), [[-1, 0], [0, 1]], "the determinant of the target is"),
    (power(2), [[-1, 0], [0, -2]], "no square of a real matrix: its negative eigenvalue"),
    (power(-1), [[1, 1], [1, 1]], "never singular"),
]


@pytest.mark.parametrize(("f", "target", "reason"), CASES)
def test_reasons(f: ScalarFunction, target: list[list[int]], reason: str) -> None:
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(missed(f, Matrix(target)))


def test_pairs_of_blocks_are_values() -> None:
    """-I, and two equal Jordan blocks at -1, have real logarithms."""
    assert missed(exp, -Matrix.identity(2)) == ""
    assert missed(exp, direct_sum(jordan(2, -1), jordan(2, -1))) == ""
    assert missed(tanh, Matrix.diagonal([2, 2])) == ""
    assert missed(softplus, Matrix([[0, -3], [3, 0]])) == ""
    assert missed(power(2), direct_sum(jordan(2, 0), jordan(1, 0))) == ""
    assert missed(power(2), direct_sum(jordan(2, 0), jordan(2, 0))) == ""


# --- limits -----------------------------------------------------------------------------

MIDDLE = {exp: 1, softplus: 1, sigmoid: HALF, tanh: 0, relu: 1, power(-1): 1}


@given(rational, st.sampled_from(list(MIDDLE)))
def test_the_way_to_a_limit(b: Matrix, f: ScalarFunction) -> None:
    """Where a target is approached by polynomials in it, the matrices on the way are values."""
    way = approached(f, b)
    assume(way is not None and way.primary)
    for e in (Fraction(1, 1000), Fraction(1, 10**9)):
        moved = b * (1 - e) + Matrix.identity(2) * (e * MIDDLE[f])
        if f == power(-1):
            moved = b + Matrix.identity(2) * e
        assert missed(f, moved) == ""


@settings(max_examples=25)
@given(
    rational,
    st.sampled_from([UNITS, SYMMETRIC, DIAGONAL]),
    st.sampled_from([exp, tanh, sigmoid, softplus]),
    st.lists(st.fractions(-3, 3, max_denominator=2), min_size=4, max_size=4),
)
def test_no_value_is_as_near_as_the_infimum(
    b: Matrix, units: list[Matrix], f: ScalarFunction, a: list[Fraction]
) -> None:
    found = infimum(f, units, b)
    assume(found is not None)
    assert found is not None
    loss = fit_at(f, units, a[: len(units)], b).loss_ball(100)
    with precision(100):
        lowest = found.value.enclosure(100) if found.value else arb(0)
        assert loss > lowest * lowest


def test_infima() -> None:
    """Clipped eigenvalues, the nearest singular matrix, and limits."""
    one, two = Matrix.diagonal([1, -1]), Matrix.diagonal([-3, -4])
    assert infimum(exp, UNITS, one).value == 1
    assert infimum(exp, DIAGONAL, two).value == 5
    assert infimum(exp, SYMMETRIC, two).value == 5
    assert infimum(tanh, DIAGONAL, Matrix([[2, 3], [4, 0]])).value ** 2 == 1 + 9 + 16
    assert infimum(exp, UNITS, Matrix.diagonal([-1, -2])) is None  # nothing is known of it
    assert infimum(exp, UNITS, jordan(2, -1)).value == 0
    assert infimum(exp, DIAGONAL, Matrix.diagonal([1, 2])) is None  # attained
    assert infimum(exp, [Matrix([[1]])], Matrix([[-3]])).value == 3
    assert infimum(relu, UNITS, jordan(2, 0)).value == 0
    assert infimum(exp, [UNITS[0]], Matrix.diagonal([1, 0])) is None  # e^A has e_22 = 1


# --- what the A_i have in common --------------------------------------------------------


@given(small, small, st.lists(SMALL, min_size=2, max_size=2))
def test_values_lie_in_the_algebra(a: Matrix, b: Matrix, weights: list[int]) -> None:
    total = a * weights[0] + b * weights[1]
    cube = total @ total @ total
    assert outside_algebra([a, b], cube, "A^3") == ""
    assert is_in_span(algebra([a, b], 2), a @ b)


SPANS = [
    (tanh, [[[1, 0], [0, 2]]], [[1, 1], [1, 1]], "all A_i commute with each other, so that tanh"),
    (exp, [UNITS[1], UNITS[0]], [[1, 0], [2, 1]], "lies in the algebra that the A_i generate"),
    (exp, SYMMETRIC, [[1, 1], [0, 1]], "every A_i is symmetric"),
    (exp, [[[0, -1], [1, 0]]], [[2, 0], [0, 2]], "is a rotation; the target is not"),
    (exp, [UNITS[1], UNITS[2]], [[2, 0], [0, 2]], "trace 0, so that det e"),
]


@pytest.mark.parametrize(("f", "units", "target", "reason"), SPANS)
def test_what_a_span_forbids(
    f: ScalarFunction, units: list[object], target: list[list[int]], reason: str
) -> None:
    exact = [u if isinstance(u, Matrix) else Matrix(u) for u in units]
    assert reason in outside(f, exact, Matrix(target))
