"""Taylor series at matrices: coefficients, convergence on and off the edge, remainders."""

from __future__ import annotations

import re
from fractions import Fraction
from math import factorial

import pytest
import sympy as sp
from flint import acb, arb, fmpq, fmpq_series
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn import (
    Matrix,
    UndefinedError,
    activation,
    cos,
    exp,
    gelu,
    log,
    power,
    relu,
    sigmoid,
    silu,
    sin,
    softplus,
    tanh,
)
from symnn.errors import InexactError, TooLargeError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import rational
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.radius import radius_at
from symnn.functions.matrix_functions.remainder import (
    MAJORANTS,
    remainder,
    terms_needed,
    true_error,
)
from symnn.functions.matrix_functions.taylor import hidden_cancellation, taylor
from tests.functions.matrix_functions.matrices import jordan, matrices

x = sp.Symbol("x")
LOG1P = activation(sp.log(1 + x), x, name="log1p")
SQRT1P = activation(sp.sqrt(1 + x), x, name="sqrt1p")
INVERSE = activation(1 / (1 - x), x, name="geometric")
HALF = Fraction(1, 2)
ALL = [exp, sin, cos, tanh, sigmoid, softplus, silu, gelu, LOG1P, SQRT1P, INVERSE]
MVL = [[-49, 24], [-64, 31]]
TRIDIAGONAL = [[-10 if i == j else 1 if abs(i - j) == 1 else 0 for j in range(5)] for i in range(5)]


@pytest.mark.parametrize(
    ("function", "series"),
    [
        (exp, fmpq_series([0, 1]).exp()),
        (sin, fmpq_series([0, 1]).sin()),
        (tanh, fmpq_series([0, 1]).tanh()),
        (LOG1P, fmpq_series([1, 1]).log()),
        (SQRT1P, fmpq_series([1, 1]).sqrt()),
    ],
)
def test_coefficients_are_those_of_flint(function: ScalarFunction, series: fmpq_series) -> None:
    found = [a.data for a in taylor(function).coefficients(9)]
    assert found == [series[k] for k in range(10)]


@given(st.sampled_from(ALL), st.fractions(-HALF, HALF, max_denominator=4))
def test_coefficients_are_the_derivatives(function: ScalarFunction, centre: Fraction) -> None:
    """a_k k! is f^(k)(c), derived step by step."""
    series, here = taylor(function, centre), function
    for k in range(4):
        expected = enclose(lower(here.of(rational(centre))), 128)
        found = enclose(lower(series.coefficient(k)), 128) * factorial(k)
        assert found.overlaps(expected)
        here = here.derivative()


@pytest.mark.parametrize("name", sorted(MAJORANTS))
def test_majorants(name: str) -> None:
    """F(x) is the sum of |a_k| x^k, as far as fifty terms can tell at x = 1/2."""
    function = {f.name: f for f in ALL}.get(name) or _named(name)
    with precision(200):
        point = arb(1) / 2
        found = MAJORANTS[name](point)
        total = arb(0)
        for k, a in enumerate(taylor(function).coefficients(60)):
            total += abs(enclose(lower(a), 200)) * point**k
        assert total <= found + arb("1e-40")
        assert found - total < arb("1e-14")


def _named(name: str) -> ScalarFunction:
    return activation({"sinh": sp.sinh, "cosh": sp.cosh, "tan": sp.tan}[name](x), x, name=name)


CONVERGENCE = [
    (tanh, [[0, -Fraction(3, 2)], [Fraction(3, 2), 0]], True, "every eigenvalue lies in the disc"),
    (tanh, [[0, 2], [2, 0]], False, "eigenvalue 2 lies outside|eigenvalue -2 lies outside"),
    (LOG1P, [[0, -1], [1, 0]], True, "edge where the series converges"),
    (LOG1P, [[1]], True, "edge"),
    (LOG1P, [[-1]], False, "at the singularity itself"),
    (LOG1P, jordan(2, 1), False, "derivative of order 1 diverges"),
    (LOG1P, [[0, -1, 1, 0], [1, 0, 0, 1], [0, 0, 0, -1], [0, 0, 1, 0]], False, "order 1 diverges"),
    (SQRT1P, jordan(2, 1), True, "edge"),
    (SQRT1P, jordan(3, 1), False, "order 2 diverges"),
    (SQRT1P, [[-1]], True, "edge"),
    (SQRT1P, jordan(2, -1), False, "at the singularity itself"),
    (INVERSE, [[-1]], False, "order 0 diverges"),
    (exp, jordan(3, 7), True, "converges everywhere"),
    (sigmoid, [[3, 1], [0, 1]], True, "disc"),
    (sigmoid, [[4]], False, "outside"),
    (sigmoid, [[0, -3], [3, 0]], True, "disc"),
    (sigmoid, [[0, -4], [4, 0]], False, "outside"),
]


@pytest.mark.parametrize(("function", "matrix", "converges", "reason"), CONVERGENCE)
def test_convergence(
    function: ScalarFunction, matrix: object, converges: bool, reason: str
) -> None:
    found = taylor(function).convergence(matrix)
    assert found.converges is converges
    assert re.search(reason, found.reason)


def test_arcs() -> None:
    """atan converges within sqrt(1 + c²) of c, asin within 1 - |c|."""
    atan, asin = (activation(f(x), x) for f in (sp.atan, sp.asin))
    assert taylor(atan, 1).radius.rational == 2
    assert taylor(asin, HALF).radius.rational == fmpq(1, 4)
    assert taylor(asin).convergence([[HALF, 1], [0, HALF]]).converges
    assert not taylor(atan).convergence([[2]]).converges
    with pytest.raises(UndefinedError, match="branch cut"):
        taylor(asin, 2)


TAN = activation(sp.tan(x), x, name="tan")


@given(st.fractions(-20, 20, max_denominator=100), st.fractions(-3, 3, max_denominator=4))
def test_the_nearest_pole_of_the_tangent(centre: Fraction, scale: Fraction) -> None:
    """The radius about c is the smallest |sc - (k + 1/2)π| / |s|."""
    assume(scale != 0)
    inner = activation(sp.tan(sp.Rational(str(scale)) * x), x)
    found = taylor(inner, centre).radius
    with precision(128):
        gaps = [
            abs(arb(scale.numerator) / scale.denominator * centre.numerator / centre.denominator
                - (arb(k) + arb("0.5")) * arb.pi()) / abs(arb(scale.numerator) / scale.denominator)
            for k in range(-25, 25)
        ]  # fmt: skip
        nearest = gaps[0]
        for gap in gaps:
            nearest = nearest.min(gap)
        assert (found.square(128) - nearest**2).contains(0)


def test_the_tangent_of_matrices() -> None:
    found = taylor(TAN, 1)
    assert found.radius.text() == "sqrt(1 - 1·pi + 1/4·pi^2)"
    assert found.convergence([[1, 1], [0, Fraction(3, 2)]]).converges
    assert not found.convergence([[1, 1], [0, 2]]).converges
    bound = remainder(found, [[1, 1], [0, Fraction(3, 2)]], 60).bound
    assert true_error(found, [[1, 1], [0, Fraction(3, 2)]], 60) <= bound
    assert taylor(TAN).convergence([[0, 2], [-2, 0]]).converges is False  # |2i| > π/2


def test_about_another_centre() -> None:
    assert taylor(log, 2).convergence([[3, 1], [0, 1]]).converges
    assert not taylor(log, 2).convergence([[5]]).converges
    assert taylor(tanh, 3).radius.rational == 9


@given(matrices, st.integers(0, 6))
def test_partial_sums(a: Matrix, degree: int) -> None:
    """T_s(A) of the exponential is the sum of A^k/k!."""
    total, term = Matrix.zeros(*a.shape), Matrix.identity(a.shape[0])
    for k in range(degree + 1):
        total = total + term
        term = term @ a / (k + 1)
    assert taylor(exp).partial_sum(a, degree).matrix() == total


def test_a_nilpotent_matrix_ends_the_series() -> None:
    found = taylor(sigmoid, 0).partial_sum(jordan(4, 0), 3).matrix()
    assert found[0, 3] == Fraction(-1, 48)
    assert remainder(taylor(sigmoid), jordan(4, 0), 3).bound == 0


SHARP = [
    (exp, MVL, 60, 10),
    (exp, MVL, 80, 100),
    (exp, [[1, 100], [0, -1]], 30, 10),
    (tanh, [[1, 100], [0, -1]], 60, 10),
    (tanh, [[1, 100], [0, -1]], 120, 10),
    (tanh, [[HALF, 50, 0], [0, -HALF, 50], [0, 0, Fraction(1, 3)]], 120, 100),
    (exp, TRIDIAGONAL, 60, 10),
    (LOG1P, [[HALF, 1], [0, Fraction(1, 3)]], 40, 100),
]


@pytest.mark.parametrize(("function", "matrix", "degree", "factor"), SHARP)
def test_remainders_are_sharp(
    function: ScalarFunction, matrix: object, degree: int, factor: int
) -> None:
    series = taylor(function)
    bound, error = remainder(series, matrix, degree).bound, true_error(series, matrix, degree)
    assert error < bound
    assert bound < factor * error


@given(matrices, st.sampled_from([exp, sin, tanh, sigmoid]), st.integers(0, 12))
def test_remainders_are_bounds(a: Matrix, function: ScalarFunction, degree: int) -> None:
    small = a / 4
    series = taylor(function)
    try:
        found = remainder(series, small, degree)
    except UndefinedError:
        assume(False)
        raise
    assert true_error(series, small, degree).lower() <= found.bound


def test_remainders_about_another_centre() -> None:
    series, a = taylor(tanh, HALF), [[HALF, 1], [0, 1]]
    assert true_error(series, a, 20) < remainder(series, a, 20).bound


def test_how_many_terms() -> None:
    series = taylor(exp)
    least = terms_needed(series, MVL, "1e-10")
    assert remainder(series, MVL, least).bound <= arb("1e-10")
    assert remainder(series, MVL, least - 1).bound > arb("1e-10")
    assert terms_needed(series, jordan(3, 0), "1e-300") == 2


def test_hidden_cancellation() -> None:
    """Terms of a million and more make up a value of one."""
    found = hidden_cancellation(taylor(exp), MVL, 60)
    assert arb(10) ** 6 < found < arb(10) ** 7


@given(st.sampled_from([sigmoid, tanh, softplus, silu]), st.integers(-3, 3))
def test_the_radius_reaches_the_singularity(function: ScalarFunction, centre: int) -> None:
    """f is analytic on circles a little smaller, and not finite on a ball at the singularity."""
    radius = radius_at(function.body, fmpq(centre))
    with precision(128):
        height = radius.multiple * arb.pi() ** 2
        at = acb(arb(0, arb("1e-20")), height.sqrt() + arb(0, arb("1e-20")))
        assert not ball_at(lower(function.body), at, 128).is_finite()
        assert (radius.square(128) - height - centre**2).contains(0)


REFUSED = [
    (relu, 0, UndefinedError, "relu has no Taylor series at 0.*at each eigenvalue"),
    (log, 0, UndefinedError, "log is singular there"),
    (log, -1, UndefinedError, "branch cut"),
    (power(-1), 0, UndefinedError, "power is singular there"),
    (activation(sp.log(1 + x**2), x, name="g"), 0, UnsupportedError, "singularities of g are not"),
]


@pytest.mark.parametrize(("function", "centre", "error", "message"), REFUSED)
def test_refusals(
    function: ScalarFunction, centre: int, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        taylor(function, centre)


def test_more_refusals() -> None:
    with pytest.raises(UndefinedError, match="no bound of the remainder of tanh"):
        remainder(taylor(tanh), [[0, 2], [2, 0]], 10)
    with pytest.raises(TooLargeError, match="2000"):
        taylor(exp).coefficients(10**6)
    both = activation(sp.log(1 + x) + sp.log(1 - x), x, name="both")
    assert taylor(both).convergence([[HALF]]).converges
    with pytest.raises(UnsupportedError, match="at least within"):
        taylor(both).convergence([[2]])


def test_a_nilpotent_matrix_of_high_index_keeps_its_tail() -> None:
    """X^40 = 0, and the terms from 3 to 39 all count."""
    block = jordan(40, 0)
    assert remainder(taylor(INVERSE), block, 2).bound == 37
    assert true_error(taylor(INVERSE), block, 2).overlaps(arb(37))


def test_a_name_does_not_choose_the_bound() -> None:
    """e^(2x) that its user calls exp has the bounds of e^(2x)."""
    twice = activation(sp.exp(2 * x), x, name="exp")
    series = taylor(twice)
    assert true_error(series, [[1]], 5) <= remainder(series, [[1]], 5).bound


def test_no_bound_outside_the_disc_however_near_its_edge() -> None:
    """A number above π/2 by less than 2^-140: the series of tanh diverges."""
    with precision(200):
        outside = (arb.pi() / 2 * arb(2) ** 140).ceil().unique_fmpz()
    assert outside is not None
    matrix = Matrix([[fmpq(outside, 2**140)]])
    assert not taylor(tanh).convergence(matrix).converges
    with pytest.raises(UndefinedError):
        remainder(taylor(tanh), matrix, 5)


def test_bad_degrees_and_accuracies_are_refused() -> None:
    for degree in (-1, -5):
        with pytest.raises(UnsupportedError, match="degree"):
            remainder(taylor(exp), [[1]], degree)
        with pytest.raises(UnsupportedError, match="degree"):
            taylor(exp).partial_sum([[1]], degree)
    for accuracy in (0, -1):
        with pytest.raises(UnsupportedError, match="not positive"):
            terms_needed(taylor(exp), [[1]], accuracy)
    with pytest.raises(InexactError):
        terms_needed(taylor(exp), [[1]], 1e-3)
