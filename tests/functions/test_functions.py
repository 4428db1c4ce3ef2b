"""Laws of the catalogue: definitions, derivatives, kinks and signs agree with each other."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import fmpq, fmpq_poly
from hypothesis import event, given
from hypothesis import strategies as st

from symnn.errors import InexactError, ShapeError, SymnnError, UndefinedError, UnsupportedError
from symnn.exact.ball import enclose
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    exp,
    free_symbols,
    mul,
    nth_root,
    piecewise,
    postorder,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.exact.number import Number
from symnn.functions import calculus
from symnn.functions.catalogue import FAMILIES, FUNCTIONS, as_function
from symnn.functions.definitions import DEFINITIONS, SLOPES, define
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.piecewise_linear import (
    absolute,
    hard_sigmoid,
    hard_tanh,
    leaky_relu,
    prelu,
    relu,
    relu6,
    sign,
    step,
)
from symnn.functions.resolve import resolve
from symnn.functions.segments import rational_pieces, segments
from symnn.functions.signs import closed_sign, evident_sign, is_defined, is_total, possible_signs
from symnn.functions.smooth import elu, power_of, sigmoid, square

x = symbol("x")
small = st.fractions(min_value=-9, max_value=9, max_denominator=8)
numbers = st.builds(lambda a, b: a + b * Number(2).nth_root(2), small, small)

PIECEWISE_LINEAR = [
    *(FUNCTIONS[n] for n in ("identity", "relu", "absolute", "hard_tanh", "hard_sigmoid", "relu6")),
    leaky_relu("0.1"),
    leaky_relu(1),
    leaky_relu(-2),
    prelu(Number(2).nth_root(2)),
    step(at_zero=1),
    step(at_zero="1/2"),
    sign(),
    sign(at_zero=-1),
]
SMOOTH = [*(FUNCTIONS[n] for n in SLOPES if n in FUNCTIONS), elu(), elu(2), square, power_of(3)]


@pytest.mark.parametrize("function", PIECEWISE_LINEAR, ids=repr)
@given(numbers)
def test_pieces_and_definition_give_the_same_value(
    function: ScalarFunction, number: Number
) -> None:
    pieces = segments(function)
    assert pieces is not None
    for point in (number, *pieces.breaks):
        assert pieces(point) == function.at(point)


@pytest.mark.parametrize("function", PIECEWISE_LINEAR, ids=repr)
@given(small)
def test_rational_pieces_are_the_pieces(function: ScalarFunction, q: Fraction) -> None:
    pieces = segments(function)
    assert pieces is not None
    if pieces.is_rational:
        quick = rational_pieces(pieces)
        for point in (Number(q), *pieces.breaks):
            assert pieces(point) == quick(point.as_fmpq())


@pytest.mark.parametrize("function", PIECEWISE_LINEAR, ids=repr)
@given(numbers, small)
def test_the_derivative_is_the_slope_of_a_chord_inside_a_piece(
    function: ScalarFunction, a: Number, q: Fraction
) -> None:
    b = a + abs(q) + 1
    kinks = [value(k) for k in function.kinks]
    if any(a <= k <= b for k in kinks):
        return
    assert function.derivative().at(a) * (b - a) == function.at(b) - function.at(a)


@pytest.mark.parametrize("function", PIECEWISE_LINEAR, ids=repr)
def test_at_a_kink_there_is_no_derivative_until_one_is_chosen(function: ScalarFunction) -> None:
    for i, kink in enumerate(function.kinks):
        with pytest.raises(UndefinedError):
            function.derivative().at(value(kink))
        chosen = [rational(7 + j) for j in range(len(function.kinks))]
        assert function.derivative(chosen).at(value(kink)) == 7 + i
    with pytest.raises(ShapeError):
        function.derivative([ONE] * (len(function.kinks) + 1))


@pytest.mark.parametrize("name", sorted(SLOPES))
@given(small)
def test_the_written_derivative_is_that_of_the_definition(name: str, q: Fraction) -> None:
    by_definition = calculus.derivative(define(name, x), "x")
    point = rational(q)
    ball = enclose(lower(substitute(SLOPES[name](x) - by_definition, {"x": point})), 256)
    assert ball.contains(0)
    assert ball.rad() < fmpq(1, 2**200)


@pytest.mark.parametrize("function", PIECEWISE_LINEAR, ids=repr)
@given(small)
def test_calculus_finds_the_slopes_of_the_catalogue(function: ScalarFunction, q: Fraction) -> None:
    point = rational(q)
    if function == leaky_relu(1) and q == 0:
        # two kinks that cancel: both sides have the slope 1
        assert lower(calculus.derivative(function.of(x), "x", point)) == ONE
        return
    if any(value(k) == q for k in function.kinks):
        with pytest.raises((UndefinedError, UnsupportedError)):
            calculus.derivative(function.of(x), "x", point)
        return
    found = value(lower(calculus.derivative(function.of(x), "x", point)))
    assert found == function.derivative().at(Number(q))


polynomials = st.recursive(
    st.one_of(st.just(x), small.map(rational)),
    lambda inner: st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(lambda b, n: power(b, rational(n)), inner, st.integers(0, 3)),
    ),
    max_leaves=6,
)


@given(polynomials, small)
def test_a_derivative_of_a_polynomial_is_the_linear_term_of_its_shift(
    body: Expr, q: Fraction
) -> None:
    """f(q + h) = f(q) + f'(q) h + …: read off by exact evaluation on a polynomial ring."""
    shifted: dict[Expr, fmpq_poly] = {}
    for node in postorder(body):
        args = [shifted[a] for a in node.args]
        if node.op == "rational":
            shifted[node] = fmpq_poly([node.data])
        elif node.op == "symbol":
            shifted[node] = fmpq_poly([Number(q).as_fmpq(), 1])
        elif node.op == "power":
            shifted[node] = args[0] ** int(node.args[1].data.p)
        else:
            product = fmpq_poly([1 if node.op == "mul" else 0])
            for arg in args:
                product = product * arg if node.op == "mul" else product + arg
            shifted[node] = product
    expected = shifted[body][1]
    slope = calculus.derivative(body, "x")
    assert value(substitute(slope, {"x": rational(q)})) == expected
    assert value(lower(derivative(body, "x", rational(q)))) == expected
    assert value(calculus.derivative(body, "x", rational(q))) == expected


AT_A_POINT = [
    (apply("abs", power(x, rational(3))), 0, 0),
    (apply("abs", power(x, rational(2))), 0, 0),
    (apply("max", x, apply("sin", x)), 0, 1),
    (apply("max", ZERO, x, rational(5)), 0, 0),
    (apply("elu", x, ONE), 0, 1),
    (apply("relu", x + nth_root(rational(2))), -1, 1),
    (apply("relu", x + nth_root(rational(2))), -2, 0),
    (apply("floor", x), "1/2", 0),
    (apply("relu", apply("relu", x)), -3, 0),
    (nth_root(x, 3), 8, "1/12"),
    (nth_root(x, 2), 4, "1/4"),
    (power(x, rational("3/2")), 4, 3),
    (power(x, x), 1, 1),
    (apply("log", x), 2, "1/2"),
    (apply("asin", x), 0, 1),
    (apply("acos", x), 0, -1),
    (apply("atan", x), 1, "1/2"),
    (apply("tan", x), 0, 1),
    (piecewise([("<", x, ONE, x)], add(mul(rational(2), x), rational(-1))), 0, 1),
    (derivative(power(x, rational(3)), "x", x), 2, 12),
]


AT_A_POINT += [  # kinks that cancel, or that a factor smooths
    (power(apply("relu", x), rational(2)), 0, "0"),
    (mul(x, apply("abs", x)), 0, "0"),
    (apply("relu", x) + mul(rational(-1), apply("relu", -x)), 0, "1"),
    (apply("max", power(x, rational(2)), mul(rational(-1), power(x, rational(2)))), 0, "0"),
    (piecewise([("=", x, ZERO, ZERO)], x), 0, "1"),
]


@pytest.mark.parametrize(("body", "point", "expected"), AT_A_POINT, ids=lambda item: str(item)[:30])
def test_derivatives_at_a_point_meet_their_values(body: Expr, point: object, expected: str) -> None:
    slope = lower(derivative(body, "x", rational(point)))
    assert value(slope) == value(rational(expected))


NO_DERIVATIVE = [
    (apply("abs", x), 0),
    (apply("relu", x), 0),
    (apply("max", x, mul(rational(2), x)), 0),
    (apply("sign", x), 0),
    (apply("floor", x), 3),
    (apply("elu", x, rational(2)), 0),
    (apply("log", x), -1),
    (nth_root(x, 2), -1),
    (nth_root(x, 2), 0),
    (nth_root(x, 3), 0),
    (power(x, rational("3/2")), 0),
    (apply("asin", x), 1),
    (apply("asin", x), 2),
    (power(x, rational(-1)), 0),
    (nth_root(mul(x, x), 2), 0),
    (piecewise([("<", x, ONE, x)], rational(5)), 1),
    (piecewise([("<", x, ONE, x)], mul(rational(2), x)), 1),
    (apply("max", ZERO, x) + x, 0),
    (apply("relu", x) + apply("relu", -x), 0),
    (exp(apply("relu", x)), 0),
    (piecewise([("=", x, ZERO, ONE)], x), 0),
]


@pytest.mark.parametrize(("body", "point"), NO_DERIVATIVE, ids=lambda item: str(item)[:30])
def test_where_there_is_no_derivative_none_is_given(body: Expr, point: int) -> None:
    with pytest.raises((UndefinedError, UnsupportedError)):
        value(lower(derivative(body, "x", rational(point))))


def test_at_an_open_point_kinks_are_refused_unless_they_are_never_met() -> None:
    for body in (apply("relu", x), apply("abs", x), apply("floor", x), apply("sign", x)):
        with pytest.raises(UnsupportedError):
            lower(derivative(body, "x", x))
    positive = exp(x) + ONE
    assert lower(derivative(apply("abs", positive), "x", x)) == exp(x)
    assert lower(derivative(apply("relu", positive), "x", x)) == exp(x)


def test_a_derivative_keeps_the_domain_of_its_function() -> None:
    slope = lower(derivative(apply("log", x), "x", x))
    with pytest.raises(UndefinedError):
        value(substitute(slope, {"x": rational(-1)}))


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_lowering_leaves_primitives_only_and_is_idempotent(name: str) -> None:
    arity, _ = DEFINITIONS[name]
    body = apply(name, *(symbol(f"x{i}") for i in range(arity)))
    lowered = lower(body)
    assert free_symbols(lowered) == free_symbols(body)
    assert not any(n.data in DEFINITIONS for n in postorder(lowered) if n.op == "apply")
    assert lower(lowered) == lowered
    with pytest.raises(UnsupportedError):
        lower(apply(name))


def test_lowering_has_no_depth_limit() -> None:
    body = x
    for _ in range(3000):
        body = apply("relu", body)
    assert value(substitute(lower(body), {"x": rational(5)})) == 5


def test_an_unknown_function_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedError, match="mystery"):
        lower(apply("mystery", x))


# --- signs ----------------------------------------------------------------------------------

bodies = st.recursive(
    st.one_of(st.just(x), small.map(rational)),
    lambda inner: st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(lambda a, b: apply("max", a, b), inner, inner),
        st.builds(lambda a, b: apply("min", a, b), inner, inner),
        inner.map(lambda a: apply("abs", a)),
        inner.map(lambda a: apply("floor", a)),
        inner.map(lambda a: apply("sign", a)),
        inner.map(lambda a: nth_root(a, 3)),
        st.builds(lambda b, n: power(b, rational(n)), inner, st.integers(-2, 3)),
    ),
    max_leaves=5,
)


@given(bodies, st.integers(-3, 3))
def test_the_sign_of_a_value_is_a_possible_sign(body: Expr, point: int) -> None:
    try:
        number = value(substitute(body, {"x": rational(point)}))
    except SymnnError:
        return
    assert number.sign() in possible_signs(body)
    certain = evident_sign(body)
    assert certain is None or certain == number.sign()


@given(bodies, st.integers(-3, 3))
def test_a_total_expression_has_a_value_everywhere(body: Expr, point: int) -> None:
    if is_total(body):
        assert is_defined(substitute(body, {"x": rational(point)}))


def test_hidden_zeros_have_sign_zero() -> None:
    hidden = nth_root(rational(2)) + nth_root(rational(3))
    hidden = hidden - nth_root(rational(5) + 2 * nth_root(rational(6)))
    assert closed_sign(hidden) == 0
    assert value(lower(apply("relu", hidden))) == 0
    assert closed_sign(exp(rational(1)) - rational("2.718281828459045235360287471352")) == 1


@given(bodies, st.integers(-3, 3))
def test_resolving_kinks_keeps_the_value(body: Expr, point: int) -> None:
    closed = substitute(body, {"x": rational(point)})
    try:
        expected = value(closed)
    except SymnnError:
        return
    assert value(resolve(closed)) == expected


def test_a_closed_kink_of_a_transcendental_value_is_decided() -> None:
    half = apply("sigmoid", rational("1/3")) - rational("1/2")
    assert resolve(apply("relu", half)) == half
    assert resolve(apply("relu", -half)) == ZERO
    assert resolve(apply("hard_tanh", 100 * half)) == ONE
    assert resolve(apply("step", half, ZERO)) == ONE


# --- the objects ----------------------------------------------------------------------------


def test_values_at_zero_are_what_was_asked_for() -> None:
    assert [step(at_zero=v)(0) for v in (0, 1, "1/2")] == [0, 1, step(at_zero="1/2")(0)]
    assert sign()(0) == 0
    assert sign(at_zero=1)(0) == 1


@pytest.mark.parametrize("family", [FAMILIES[n] for n in ("step", "leaky_relu", "prelu", "power")])
def test_a_family_without_its_parameter_says_what_is_missing(family: object) -> None:
    with pytest.raises(UnsupportedError, match="needs"):
        as_function(family)


def test_parameters_are_read_exactly_and_symbols_need_a_name() -> None:
    with pytest.raises(InexactError):
        leaky_relu(0.1)
    with pytest.raises(UnsupportedError, match="ambiguous"):
        step(sp.Symbol("x", real=True))
    with pytest.raises(UnsupportedError):
        leaky_relu(1, 2)
    with pytest.raises(UnsupportedError):
        leaky_relu(1, slope=2)
    with pytest.raises(UnsupportedError):
        power_of("1/2")
    assert leaky_relu("0.1") == leaky_relu(Fraction(1, 10))
    assert hash(leaky_relu("0.1")) == hash(leaky_relu(slope=Fraction(1, 10)))
    assert repr(leaky_relu("0.1")) == "leaky_relu(slope=1/10)"


@given(numbers)
def test_identities_between_the_functions(t: Number) -> None:
    assert relu.at(t) - relu.at(-t) == t
    assert relu.at(t) + relu.at(-t) == absolute.at(t)
    assert hard_tanh.at(t) == relu.at(t + 1) - relu.at(t - 1) - 1
    assert hard_sigmoid.at(t) == relu6.at(t + 3) / 6
    assert sign().at(t) * absolute.at(t) == t
    assert leaky_relu(-1).at(t) == absolute.at(t)
    assert step(at_zero=1).at(t) + step(at_zero=0).at(-t) == 1
    assert square.at(t) == t * t


def test_sigmoid_is_one_half_at_zero() -> None:
    assert sigmoid.at(Number(0)) == Fraction(1, 2)


_NUMBERS = st.fractions(min_value=-2, max_value=2, max_denominator=2).map(rational)
_BY_PIECES = st.recursive(
    st.one_of(st.just(x), _NUMBERS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda both: add(*both)),
        st.tuples(_NUMBERS, inner).map(lambda both: mul(*both)),
        st.tuples(st.sampled_from(["abs", "relu"]), inner).map(lambda node: apply(*node)),
        st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda node: apply(*node)),
        st.tuples(inner, inner).map(lambda p: piecewise([("<", *p, p[0])], p[1])),
    ),
    max_leaves=6,
)


@given(_BY_PIECES, st.sampled_from([0, 1, -1, Fraction(1, 2)]))
def test_slopes_at_kinks_are_those_of_both_sides(body: Expr, at: Fraction) -> None:
    """Beside a multiple of 1/2, these functions are linear for longer than 2^-40."""

    def quotient_of(h: Fraction) -> Number:
        moved = [substitute(body, {"x": rational(point)}) for point in (at + h, at)]
        return (value(lower(moved[0])) - value(lower(moved[1]))) / Number(h)

    right, left = (quotient_of(h) for h in (Fraction(1, 2**40), Fraction(-1, 2**40)))
    try:
        slope = value(lower(calculus.derivative(body, "x", rational(at))))
    except UndefinedError:
        assert right != left
    except UnsupportedError:
        event("left open")
    else:
        assert slope == right == left
