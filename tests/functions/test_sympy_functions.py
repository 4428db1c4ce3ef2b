"""Laws of our sympy functions: they evaluate by exact signs, and differentiate rightly."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import InexactError, UndefinedError, UnsupportedError
from symnn.exact.ball import enclose
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, apply, rational, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.functions.catalogue import FUNCTIONS, activation
from symnn.functions.lower import lower
from symnn.functions.piecewise_linear import absolute, hard_tanh, leaky_relu, relu, step
from symnn.functions.smooth import elu, gelu, log, sigmoid, silu, softplus
from symnn.functions.sympy_functions import CLASSES, maximum, minimum, sympy_class, to_sympy

x, y = sp.symbols("x y", real=True)
small = st.fractions(min_value=-9, max_value=9, max_denominator=8)
HIDDEN_ZERO = sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6))
#: Machin's formula: zero, and sympy says that its cube is both positive and negative.
MACHIN = 4 * sp.atan(sp.Rational(1, 5)) - sp.atan(sp.Rational(1, 239)) - sp.pi / 4


def instance(name: str) -> sp.Expr:
    count = CLASSES[name][1] or 2
    return sympy_class(name)(*(x, y)[:count])


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_class_is_read_back_as_the_function_it_stands_for(name: str) -> None:
    count = CLASSES[name][1] or 2
    assert from_sympy(instance(name)) == apply(name, *(symbol("x"), symbol("y"))[:count])


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_class_survives_pickling_printing_and_rebuilding(name: str) -> None:
    tree = instance(name)
    assert pickle.loads(pickle.dumps(tree)) == tree  # noqa: S301
    assert tree.func(*tree.args) == tree
    assert sp.latex(tree**2).count("{") == sp.latex(tree**2).count("}")
    assert str(tree).startswith(CLASSES[name][0])


@pytest.mark.parametrize("name", sorted(CLASSES))
@given(small, small)
def test_substituting_numbers_gives_the_exact_value(name: str, a: Fraction, b: Fraction) -> None:
    point = {x: sp.Rational(a.numerator, a.denominator), y: sp.Rational(b.numerator, b.denominator)}
    left = lower(from_sympy(instance(name).subs(point)))
    count = CLASSES[name][1] or 2
    right = lower(apply(name, *(rational(a), rational(b))[:count]))
    try:
        expected = value(right)
    except Exception:  # noqa: BLE001
        assert left == right or lower(from_sympy(to_sympy(left))) == left
        return
    assert value(left) == expected


def test_hidden_zeros_are_seen() -> None:
    assert relu(HIDDEN_ZERO) == 0
    assert absolute(HIDDEN_ZERO) == 0
    assert step(at_zero=7)(HIDDEN_ZERO) == 7
    assert maximum(sp.sqrt(2) + sp.sqrt(3), sp.sqrt(5 + 2 * sp.sqrt(6))) == sp.sqrt(2) + sp.sqrt(3)


def test_what_cannot_be_decided_stays_as_it_is() -> None:
    assert relu(MACHIN).func == sympy_class("relu")
    assert absolute(MACHIN).func == sympy_class("abs")
    assert maximum(MACHIN, 0).func == sympy_class("max")


def test_a_strict_sign_of_a_transcendental_number_is_decided() -> None:
    tiny = sp.exp(1) - sp.Rational("2.71828182845904523536")
    assert relu(tiny) == tiny
    assert relu(-tiny) == 0
    assert absolute(-tiny) == tiny
    assert maximum(sp.E, sp.pi) == sp.pi
    assert minimum(sp.E, sp.pi, 3) == sp.E


def test_values_of_smooth_functions_at_zero_are_exact() -> None:
    assert sigmoid(0) == sp.Rational(1, 2)
    assert silu(0) == 0
    assert gelu(0) == 0
    assert elu()(0) == 0
    assert softplus(0) == sympy_class("softplus")(0)
    assert sigmoid("1/3") == sympy_class("sigmoid")(sp.Rational(1, 3))


SLOPES = [
    (relu(x), {2: 1, -2: 0}),
    (absolute(x), {2: 1, -2: -1}),
    (hard_tanh(x), {2: 0, -2: 0, 0: 1}),
    (leaky_relu("0.1")(x), {2: 1, -2: "1/10"}),
    (maximum(x, 3), {2: 0, 4: 1}),
    (minimum(x, 3), {2: 1, 4: 0}),
    (step(at_zero=1)(x), {2: 0, -2: 0}),
    (relu(x) ** 2, {3: 6, -3: 0}),
    (relu(3 * x + 1), {1: 3}),
    (elu(2)(x), {3: 1}),
    (sigmoid(x), {0: "1/4"}),
    (silu(x), {0: "1/2"}),
    (softplus(x), {0: "1/2"}),
    (gelu(x), {0: "1/2"}),
]


@pytest.mark.parametrize(("tree", "slopes"), SLOPES, ids=lambda item: str(item)[:20])
def test_sympy_differentiates_our_functions_rightly(
    tree: sp.Expr, slopes: dict[int, object]
) -> None:
    slope = tree.diff(x)
    for point, expected in slopes.items():
        assert value(lower(from_sympy(slope.subs(x, point)))) == value(from_sympy(expected))


@pytest.mark.parametrize("tree", [relu(x), absolute(x), step(at_zero=1)(x)], ids=str)
def test_at_the_kink_the_derivative_has_no_value(tree: sp.Expr) -> None:
    assert tree.diff(x).subs(x, 0) is sp.nan


def test_ties_of_max_have_no_derivative() -> None:
    assert maximum(x, y).diff(x).subs({x: 2, y: 2}) is sp.nan


@pytest.mark.parametrize("name", ["relu", "sigmoid", "gelu", "elu", "hard_tanh", "step", "max"])
@given(small)
def test_decimals_of_our_functions_are_those_of_their_definition(name: str, q: Fraction) -> None:
    tree = instance(name).subs({x: sp.Rational(q.numerator, q.denominator), y: 2})
    by_definition = lower(from_sympy(tree))
    shown = rational(str(sp.N(tree, 30)))
    error = enclose(by_definition - shown, 200)
    assert abs(error) < fmpq(10) ** -25


def test_floats_inside_sympy_stay_floats_and_ours_are_refused() -> None:
    assert relu(x).subs(x, 0.5).evalf() == sp.Float(0.5)
    assert sp.lambdify(x, relu(x) + sigmoid(x), "math")(0.0) == sp.Float(0.5)
    with pytest.raises(InexactError):
        relu(0.5)
    with pytest.raises(InexactError):
        maximum(x, 0.5)


def test_a_call_on_a_vector_is_elementwise() -> None:
    assert relu([1, -1, x]) == sp.ImmutableMatrix([1, 0, relu(x)])
    assert relu(sp.Matrix([[1, -1]])) == sp.ImmutableMatrix([[1, 0]])


def test_a_call_on_an_expression_or_a_number_of_ours_stays_there() -> None:
    assert relu(symbol("x")) == apply("relu", symbol("x"))
    assert isinstance(relu(Number(-2)), Number)
    assert relu(Number(-2)) == 0


def test_outside_the_domain_there_is_no_value() -> None:
    with pytest.raises(UndefinedError):
        log(0)
    with pytest.raises(UndefinedError):
        log(-sp.sqrt(2))


def test_the_own_activation_of_a_user() -> None:
    a = sp.Symbol("a", real=True)
    mine = activation(sp.Piecewise((x**2, x > 0), (a * x, True)), x, name="mine")
    assert mine(3) == 9
    assert mine(-3) == -3 * a
    assert repr(mine) == "mine"
    assert activation(sp.Lambda(x, x**3))(2) == 8
    assert activation(x**2 + 1).derivative()(3) == 6
    with pytest.raises(UnsupportedError):
        activation(x + y)
    with pytest.raises(UnsupportedError):
        activation(sp.zeta(x), x)
    with pytest.raises(InexactError):
        activation(0.5 * x, x)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=repr)
def test_every_activation_goes_to_sympy_and_back(function: object) -> None:
    tree = function(x)
    assert lower(from_sympy(tree)) == lower(function.of(symbol("x"))) or isinstance(
        from_sympy(tree), Expr
    )


def test_our_max_is_flat_sorted_and_free_of_copies() -> None:
    assert maximum(x, x) == x
    assert maximum(y, x) == maximum(x, y)
    assert maximum(x, 3, sp.sqrt(10), x) == maximum(sp.sqrt(10), x)
    assert maximum(7) == 7
    with pytest.raises(UnsupportedError):
        maximum()
