"""Values of functions of matrices that are known in closed form, and refusals."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from symnn import (
    Matrix,
    MatrixActivation,
    MatrixAffine,
    MatrixNetwork,
    Number,
    UndefinedError,
    absolute,
    activation,
    cos,
    elu,
    exp,
    frechet,
    hard_tanh,
    leaky_relu,
    log,
    matrix_function_by_jets,
    power,
    relu,
    sigmoid,
    sign,
    silu,
    softplus,
    tanh,
)
from symnn.errors import (
    InexactError,
    NotAlgebraicError,
    NotClosedError,
    ShapeError,
    UnsupportedError,
)
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import Expr, apply, rational
from symnn.exact.from_sympy import from_sympy
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.evaluate import matrix_function
from symnn.networks.matrix_neurons.values import as_polynomial
from tests.functions.matrix_functions.matrices import ROOT2, direct_sum, jordan

x = sp.Symbol("x")
SQRT = activation(sp.sqrt(x), x, name="sqrt")
e = sp.exp
HALF = Fraction(1, 2)
SHIFT = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
SECOND_DIFFERENCE = [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]
GALLERY5 = [
    [-9, 11, -21, 63, -252],
    [70, -69, 141, -421, 1684],
    [-575, 575, -1149, 3451, -13801],
    [3891, -3891, 7782, -23345, 93365],
    [1024, -1024, 2048, -6144, 24572],
]


def same(left: Expr, right: Expr) -> bool:
    return (ClosedForm.of(lower(left)) - ClosedForm.of(lower(right))).vanishes()


def entries(function: ScalarFunction, matrix: object) -> list[list[Expr]]:
    return [list(row) for row in matrix_function(function, matrix).expressions()]


def agrees(function: ScalarFunction, matrix: object, expected: list[list[object]]) -> bool:
    found = entries(function, matrix)
    return all(
        same(a, from_sympy(b))
        for row, want in zip(found, expected, strict=True)
        for a, b in zip(row, want, strict=True)
    )


s33 = sp.sqrt(33)
r2 = sp.sqrt(2)
CLOSED: list[tuple[ScalarFunction, object, list[list[object]]]] = [
    (
        exp,
        [[-49, 24], [-64, 31]],
        [
            [-2 * e(-1) + 3 * e(-17), sp.Rational(3, 2) * (e(-1) - e(-17))],
            [-4 * e(-1) + 4 * e(-17), 3 * e(-1) - 2 * e(-17)],
        ],
    ),
    (
        exp,
        jordan(3, HALF),
        [[e(HALF), e(HALF), e(HALF) / 2], [0, e(HALF), e(HALF)], [0, 0, e(HALF)]],
    ),
    (
        sigmoid,
        jordan(4, 0),
        [
            [sp.Rational(1, 2), sp.Rational(1, 4), 0, -sp.Rational(1, 48)],
            [0, sp.Rational(1, 2), sp.Rational(1, 4), 0],
            [0, 0, sp.Rational(1, 2), sp.Rational(1, 4)],
            [0, 0, 0, sp.Rational(1, 2)],
        ],
    ),
    (
        softplus,
        jordan(3, 0),
        [
            [sp.log(2), sp.Rational(1, 2), sp.Rational(1, 8)],
            [0, sp.log(2), sp.Rational(1, 2)],
            [0, 0, sp.log(2)],
        ],
    ),
    (
        tanh,
        [[0, -Fraction(3, 2)], [Fraction(3, 2), 0]],
        [[0, -sp.tan(sp.Rational(3, 2))], [sp.tan(sp.Rational(3, 2)), 0]],
    ),
    (tanh, [[0, 2], [2, 0]], [[0, sp.tanh(2)], [sp.tanh(2), 0]]),
    (
        log,
        [[1, -1], [1, 1]],
        [[sp.log(2) / 2, -sp.pi / 4], [sp.pi / 4, sp.log(2) / 2]],
    ),
    (
        exp,
        [[0, 10**6], [Fraction(-1, 10**6), 0]],
        [[sp.cos(1), 10**6 * sp.sin(1)], [-sp.sin(1) / 10**6, sp.cos(1)]],
    ),
    (
        exp,
        [[1] * 3] * 3,
        [[(e(3) - 1) / 3 + (1 if i == j else 0) for j in range(3)] for i in range(3)],
    ),
    (
        exp,
        [[-1, 1], [2, -2]],
        [
            [(2 + e(-3)) / 3, (1 - e(-3)) / 3],
            [(2 - 2 * e(-3)) / 3, (1 + 2 * e(-3)) / 3],
        ],
    ),
    (log, [[4, 1], [0, 4]], [[sp.log(4), sp.Rational(1, 4)], [0, sp.log(4)]]),
    (
        log,
        [[Fraction(3, 5), Fraction(-4, 5)], [Fraction(4, 5), Fraction(3, 5)]],
        [[0, -sp.atan(sp.Rational(4, 3))], [sp.atan(sp.Rational(4, 3)), 0]],
    ),
    (cos, [[0, 1], [4, 0]], [[sp.cos(2), 0], [0, sp.cos(2)]]),
    (
        silu,
        [[0, 1], [-1, 0]],
        [
            [-sp.tan(sp.Rational(1, 2)) / 2, sp.Rational(1, 2)],
            [-sp.Rational(1, 2), -sp.tan(sp.Rational(1, 2)) / 2],
        ],
    ),
    (
        exp,
        [[1, 2], [3, 4]],
        [
            [
                ((11 + s33) * e((5 - s33) / 2) + (11 - s33) * e((5 + s33) / 2)) / 22,
                2 * s33 / 33 * (e((5 + s33) / 2) - e((5 - s33) / 2)),
            ],
            [
                s33 / 11 * (e((5 + s33) / 2) - e((5 - s33) / 2)),
                ((11 - s33) * e((5 - s33) / 2) + (11 + s33) * e((5 + s33) / 2)) / 22,
            ],
        ],
    ),
    (
        exp,
        [[ROOT2, 1], [0, ROOT2]],
        [[e(r2), e(r2)], [0, e(r2)]],
    ),
]


@pytest.mark.parametrize(("function", "matrix", "expected"), CLOSED)
def test_closed_forms(
    function: ScalarFunction, matrix: object, expected: list[list[object]]
) -> None:
    assert agrees(function, matrix, expected)


@pytest.mark.parametrize("function", [exp, SQRT], ids=["exp", "sqrt"])
def test_the_second_difference_matrix(function: ScalarFunction) -> None:
    """f(T) for eigenvalues 2 - √2, 2, 2 + √2."""

    def f(value: object) -> Expr:
        return function.of(from_sympy(value))

    low, middle, high = f(2 - r2), f(2), f(2 + r2)
    root = from_sympy(r2)
    corner = (low + 2 * middle + high) * rational("1/4")
    beside = root * (low - high) * rational("1/4")
    across = (low - 2 * middle + high) * rational("1/4")
    centre = (low + high) * rational("1/2")
    expected = [[corner, beside, across], [beside, centre, beside], [across, beside, corner]]
    found = entries(function, SECOND_DIFFERENCE)
    assert all(
        same(a, b)
        for row, want in zip(found, expected, strict=True)
        for a, b in zip(row, want, strict=True)
    )


def test_a_nilpotent_matrix_has_a_rational_exponential() -> None:
    found = matrix_function(exp, GALLERY5).matrix()
    a = Matrix(GALLERY5)
    series, power_, factorial = Matrix.identity(5), Matrix.identity(5), 1
    for k in range(1, 5):
        power_, factorial = power_ @ a, factorial * k
        series = series + power_ / factorial
    assert found == series
    assert found[0, 0] == Fraction(-19, 6)


def test_the_cyclic_shift() -> None:
    """exp(C) is the circulant of the three parts of the exponential series."""
    first = entries(exp, SHIFT)[0]
    total = first[0] + first[1] + first[2]
    assert same(total, apply("exp", rational(1)))


ALGEBRAIC: list[tuple[ScalarFunction, object, Matrix]] = [
    (relu, [[1, 5], [0, -1]], Matrix([[1, Fraction(5, 2)], [0, 0]])),
    (relu, [[0, 1], [1, 0]], Matrix([[HALF, HALF], [HALF, HALF]])),
    (relu, direct_sum(jordan(2, 1), jordan(2, -1)), direct_sum(jordan(2, 1), Matrix.zeros(2, 2))),
    (relu, [[1, 2], [1, 2]], Matrix([[1, 2], [1, 2]])),
    (
        relu,
        [[0, -1, 0], [-1, 0, -1], [0, -1, 0]],
        Matrix(
            [
                [ROOT2 / 4, -HALF, ROOT2 / 4],
                [-HALF, ROOT2 / 2, -HALF],
                [ROOT2 / 4, -HALF, ROOT2 / 4],
            ]
        ),
    ),
    (SQRT, [[5, 4], [4, 5]], Matrix([[2, 1], [1, 2]])),
    (SQRT, [[0, 0], [0, 4]], Matrix([[0, 0], [0, 2]])),
    (absolute, [[0, 1], [1, 0]], Matrix([[1, 0], [0, 1]])),
    (sign, [[1, 5], [0, -1]], Matrix([[1, 5], [0, -1]])),
    (leaky_relu("0.1"), [[1, 5], [0, -1]], Matrix([[1, Fraction(11, 4)], [0, Fraction(-1, 10)]])),
    (power(-1), [[1, 2], [3, 4]], Matrix([[1, 2], [3, 4]]).inverse()),
    (power(3), jordan(3, 2), jordan(3, 2) ** 3),
    (relu, [[2, -1], [1, 2]], Matrix([[2, -1], [1, 2]])),
    (relu, [[-2, -1], [1, -2]], Matrix.zeros(2, 2)),
]


@pytest.mark.parametrize(("function", "matrix", "expected"), ALGEBRAIC)
def test_algebraic_values(function: ScalarFunction, matrix: object, expected: Matrix) -> None:
    assert matrix_function(function, matrix).matrix() == expected


def test_relu_of_a_matrix_with_surds() -> None:
    """((5+s)/2)(A - ((5-s)/2)I)/s with s = √33."""
    s = Number(33).nth_root(2)
    a = Matrix([[1, 2], [3, 4]])
    expected = (a - Matrix.identity(2) * ((5 - s) / 2)) * ((5 + s) / 2 / s)
    assert matrix_function(relu, a).matrix() == expected


def test_relu_keeps_the_real_root_of_a_cubic_by_its_complement() -> None:
    """x^3 - x - 1 has one root to the right and a pair to the left."""
    a = Matrix([[0, 0, 1], [1, 0, 1], [0, 1, 0]])
    found = matrix_function(relu, a).matrix()
    assert found @ a == a @ found
    assert found.rank() == 1
    assert found + matrix_function(relu, -a).matrix() == matrix_function(absolute, a).matrix()


REFUSED = [
    (relu, jordan(2, 0), "eigenvalue 0 is a kink of relu and has a Jordan block of size 2"),
    (sign, jordan(2, 0), "sign changes from one formula to another at its eigenvalue 0"),
    (sign, [[0]], "sign changes from one formula to another at its eigenvalue 0"),
    (relu, [[0, 1], [-1, 0]], "eigenvalue i lies on the imaginary axis"),
    (relu, [[0, 0, 1], [1, 0, 0], [0, 1, 0]], None),
    (sign, [[0, ROOT2], [-1, 0]], "lies on the imaginary axis"),
    (SQRT, jordan(2, 0), "0 is an eigenvalue, and sqrt has no derivative there"),
    (log, jordan(2, 0), "0 is an eigenvalue"),
    (log, [[0]], "log"),
    (log, jordan(2, -1), "at its eigenvalue -1; the principal log has its branch cut"),
    (SQRT, [[-1, 0], [0, -2]], "branch cut along the numbers <= 0"),
    (power(-1), [[1, 2], [2, 4]], "0 is an eigenvalue, and power has no value there"),
    (activation(1 / (x**2 + 1), x, name="f"), [[0, 1], [-1, 0]], "not analytic at its eigenvalue"),
]


@pytest.mark.parametrize(("function", "matrix", "message"), REFUSED)
def test_refusals(function: ScalarFunction, matrix: object, message: str | None) -> None:
    if message is None:  # x^3 - 1: a pair to the left of the axis, none on it
        assert matrix_function(function, matrix).matrix().rank() == 1
        return
    with pytest.raises(UndefinedError, match=message.replace("^", r"\^")):
        matrix_function(function, matrix)


def test_bad_input() -> None:
    with pytest.raises(ShapeError, match="square matrix; this one is 1×2"):
        matrix_function(exp, [[1, 2]])
    with pytest.raises(InexactError, match=r"0\.5"):
        matrix_function(exp, [[0.5]])
    with pytest.raises(ShapeError, match="list of rows"):
        matrix_function(exp, 3)
    with pytest.raises(NotAlgebraicError, match="expressions"):
        matrix_function(exp, [[1]]).matrix()
    with pytest.raises(NotAlgebraicError):
        matrix_function(exp, [[sp.pi]])
    quintic = [[0, 0, 0, 0, 1], [1, 0, 0, 0, 1], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]
    with pytest.raises(UnsupportedError, match="irreducible polynomial of degree 5"):
        matrix_function(exp, quintic).expressions()


def test_other_functions_with_kinks() -> None:
    """Any function of affine and analytic pieces acts on the spectrum, piece by piece."""
    a = Matrix([[3, 1], [0, -2]])
    squares = matrix_function(activation(sp.Abs(x) * x, x), a).matrix()
    assert squares == Matrix([[9, Fraction(13, 5)], [0, -4]])
    assert matrix_function(hard_tanh, a).matrix() == Matrix([[1, Fraction(2, 5)], [0, -1]])
    found = matrix_function(elu(), a).expressions()
    assert same(found[0][0], rational(3))
    assert same(found[1][1], from_sympy(e(-2) - 1))
    with pytest.raises(UndefinedError, match="eigenvalue 1/2 is a kink of f"):
        matrix_function(activation(sp.Abs(2 * x - 1), x), jordan(2, HALF))
    with pytest.raises(UndefinedError, match="eigenvalue 1/2 \\+ i lies on the line"):
        matrix_function(activation(sp.Abs(2 * x - 1), x), [[HALF, -1], [1, HALF]])
    composed = activation(sp.Max(0, sp.exp(x) - 2), x, name="g")
    assert matrix_function(composed, [[-1, 0], [0, -3]]).matrix() == Matrix.zeros(2, 2)
    with pytest.raises(UnsupportedError, match="floor"):
        matrix_function(activation(sp.floor(x), x), [[1]])


# --- more oracles -----------------------------------------------------------------------


PI = Expr("pi")
TURN = [[0, -1], [1, 0]]


def scaled(name: str) -> ScalarFunction:
    """f(πx)."""
    return ScalarFunction(name, apply(name, PI * VARIABLE))


def test_sigmoid_of_the_swap() -> None:
    """1/2 and tanh(1/2)/2."""
    found = entries(sigmoid, [[0, 1], [1, 0]])
    half = rational("1/2")
    assert same(found[0][0], half)
    assert same(found[0][1], half * apply("tanh", half))


def test_a_half_turn_and_a_whole_one() -> None:
    """e^(πJ) = -I, e^(2πJ) = I, though log I = 0: the logarithm is not unique."""
    assert matrix_function(scaled("exp"), TURN).matrix() == -Matrix.identity(2)
    double = [[0, -2], [2, 0]]
    assert matrix_function(scaled("exp"), double).matrix() == Matrix.identity(2)
    assert matrix_function(log, [[1, 0], [0, 1]]).matrix() == Matrix.zeros(2, 2)


def test_the_exponential_is_singular_at_the_half_turn() -> None:
    """L_exp(πJ, diag(1, -1)) = 0: the eigenvalues differ by 2πi. In the direction I it is -π I."""
    assert not frechet(scaled("exp"), TURN, [[1, 0], [0, -1]]).terms()
    along = frechet(scaled("exp"), TURN, [[1, 0], [0, 1]]).expressions()
    assert same(along[0][0], -PI)


def test_poles_at_transcendental_places() -> None:
    """tanh has a pole at iπ/2, sigmoid at iπ."""
    with pytest.raises(UndefinedError, match="not analytic at its eigenvalue 1/2·i"):
        matrix_function(scaled("tanh"), [[0, -HALF], [HALF, 0]])
    with pytest.raises(UndefinedError, match="not analytic at its eigenvalue i"):
        matrix_function(scaled("sigmoid"), TURN)


def test_a_square_root_of_the_identity_that_is_no_function_of_it() -> None:
    a, b = Fraction(3, 5), 2
    root = Matrix([[a, b], [(1 - a * a) / b, -a]])
    assert root @ root == Matrix.identity(2)
    assert as_polynomial(root, Matrix.identity(2)) is None
    assert matrix_function(SQRT, [[1, 0], [0, 1]]).matrix() == Matrix.identity(2)


def test_values_and_derivatives_alone() -> None:
    block = direct_sum(jordan(2, 2), jordan(1, 5))
    found = matrix_function_by_jets(block, {2: [sp.exp(2), sp.exp(2)], 5: [sp.exp(5)]})
    exact = matrix_function(exp, block)
    assert all(
        same(a, b)
        for row, want in zip(found.expressions(), exact.expressions(), strict=True)
        for a, b in zip(row, want, strict=True)
    )
    with pytest.raises(UndefinedError, match="1 derivatives at the eigenvalue 2; 1 are given"):
        matrix_function_by_jets(jordan(2, 2), {2: [1]})
    with pytest.raises(UndefinedError, match="eigenvalue 2; none are given"):
        matrix_function_by_jets(jordan(2, 2), {3: [1, 1]})
    with pytest.raises(UnsupportedError, match="eigenvalue i is not real"):
        matrix_function_by_jets([[0, 1], [-1, 0]], {0: [1]})
    with pytest.raises(UnsupportedError, match="holds symbols"):
        matrix_function_by_jets([[1]], {1: [x]})


def test_entries_that_are_no_real_numbers() -> None:
    """Complex entries are refused with the real matrix that stands for them, symbols with a way."""
    with pytest.raises(UnsupportedError, match=r"entry \(1, 2\) of the matrix is I, .*\[\[X, -Y\]"):
        matrix_function(exp, [[0, sp.I], [0, 1]])
    t = sp.Symbol("t", real=True)
    with pytest.raises(NotClosedError, match=r"entry \(2, 1\).*MatrixAffine\(\[\[t\]\]\)"):
        matrix_function(relu, [[0, 1], [t, 1]])


def test_a_complex_matrix_as_a_real_one() -> None:
    """exp of [[0, -1], [1, 0]], which is i, is cos 1 + i sin 1 in blocks."""
    found = matrix_function(exp, [[0, -1], [1, 0]]).expressions()
    one = rational(1)
    assert found == (
        (apply("cos", one), -apply("sin", one)),
        (apply("sin", one), apply("cos", one)),
    )


def test_symbols_have_no_enclosure_and_no_side() -> None:
    t = sp.Symbol("t", real=True)
    turn = Matrix([[0, -1], [1, 2]])
    for f, message in ((exp, "holds the symbols t"), (relu, "depends on the symbols t")):
        net = MatrixNetwork(MatrixAffine([[t]]), MatrixActivation(f))
        with pytest.raises((NotClosedError, UnsupportedError), match=message):
            net.enclosure(turn)
