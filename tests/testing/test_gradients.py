"""Gradients: the exact ones by two ways, wrong ones found, right ones not accused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.number import Number
from symnn.testing import NotATwinError, assert_gradient_twin, networks
from symnn.testing.answers import Answers
from symnn.testing.gradients.derivatives import Derivatives
from symnn.testing.gradients.kinks import AtKinks, at_kinks_of
from symnn.twins.formats import FLOAT64
from tests.testing.gradients import RIGHT, WRONG, Gradient, backward
from tests.testing.nets import LEAKY, POOL, RESIDUAL, SQUARE, XOR

points = st.lists(st.integers(-12, 12).map(lambda k: k / 4), min_size=2, max_size=2)


def report(function: Any, net: sn.Network, **options: Any) -> NotATwinError:
    with pytest.raises(NotATwinError) as caught:
        assert_gradient_twin(function, net, **options)
    return caught.value


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: w.name)
def test_wrong_gradients_are_found_at_simple_inputs(wrong: Gradient) -> None:
    error = report(wrong.function, wrong.net, **wrong.options)
    assert error.kind == wrong.kind
    assert wrong.cause in " ".join(str(error).split())
    assert error.point is None or all(v == int(v) and abs(v) <= 10 for v in error.point)
    assert all(len(line) <= 80 for line in str(error).splitlines())


@pytest.mark.parametrize("right", RIGHT, ids=lambda r: r.name)
def test_right_gradients_are_not_accused(right: Gradient) -> None:
    assert_gradient_twin(right.function, right.net, examples=50, **right.options)


# --- the exact derivative by a second way ------------------------------------------------


@given(
    networks(
        inputs=2,
        max_width=3,
        kinds=["piecewise-linear"],
        shapes=["chain", "residual", "parallel", "maxout", "maxpool"],
    ),
    points,
)
def test_the_jacobian_of_a_piecewise_linear_network_is_that_of_its_cell(
    net: sn.Network, point: list[float]
) -> None:
    exact = [sp.Rational(*v.as_integer_ratio()) for v in point]
    here = sn.affine_map(net, *exact)
    found = Derivatives(net, FLOAT64, AtKinks()).exact(tuple(point), "inputs")
    matrices = [matrix for matrix, _ in here.maps]
    for k, ball in enumerate(found):
        values = [sp.Matrix(m)[k] for m in matrices]
        if len(set(values)) == 1:
            value = values[0]
            assert ball.overlaps(Number(Fraction(int(value.p), int(value.q))).enclosure(160))


@given(
    networks(inputs=2, max_width=3, kinds=["smooth"], shapes=["chain", "residual", "softmax"]),
    points,
)
def test_the_jacobian_of_a_smooth_network_is_the_limit_of_quotients(
    net: sn.Network, point: list[float]
) -> None:
    answers, step = Answers(net, FLOAT64), 2.0**-24
    found = Derivatives(net, FLOAT64, AtKinks()).exact(tuple(point), "inputs")
    outputs = net.outputs or 1
    for j in range(2):
        ahead = answers.exact([v + step * (i == j) for i, v in enumerate(point)])[-1]
        behind = answers.exact([v - step * (i == j) for i, v in enumerate(point)])[-1]
        with precision(160):
            for k in range(outputs):
                quotient = (ahead[k] - behind[k]) / (2 * arb(step))
                size = 1 + max(abs(y) for y in (*ahead, *found))
                assert abs(quotient - found[2 * k + j]) < size**6 * arb(fmpq(1, 1 << 20))


@settings(max_examples=25)
@given(networks(inputs=2, max_width=3, shapes=["chain", "softmax"]), points)
def test_weights_move_outputs_as_their_derivatives_say(net: sn.Network, point: list[float]) -> None:
    exact = Derivatives(net, FLOAT64, AtKinks())
    found = dict(zip(exact.names("weights"), exact.exact(tuple(point), "weights"), strict=True))
    last = [layer for layer in net.layers if isinstance(layer, sn.Affine)][-1]
    if net.layers[-1] is not last:
        return
    number = sum(isinstance(layer, sn.Affine) for layer in net.layers)
    hidden = Answers(net, FLOAT64).exact(point)
    before = hidden[-2] if len(hidden) > 1 else [arb(v) for v in point]
    for k in range(last.shape[0]):
        for i in range(last.shape[0]):
            for j in range(last.shape[1]):
                ball = found[f"∂y{k + 1}/∂W{number}[{i + 1},{j + 1}]"]
                assert ball.overlaps(before[j] if i == k else arb(0))


def test_the_jacobian_of_structured_layers_is_that_of_their_cell() -> None:
    net = sn.Network(
        sn.Convolution([["1/2", -1]], None, [(0, 1), (1, 2), (2, -1)], 3),
        sn.WindowMax(((0, 1), (2,)), 3),
        sn.Sparse([[(1, 2), (0, 1)]], 2),
    )
    found = Derivatives(net, FLOAT64, AtKinks()).exact((1.0, 3.0, 8.0), "inputs")
    assert [float(ball.mid()) for ball in found] == [0.5, -1.0, 1.0]


# --- conventions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("convention", "net", "values"),
    [
        ("smaller", sn.relu, {0: 0}),
        ("left", sn.relu, {0: 0}),
        ("right", sn.relu, {0: 1}),
        ("middle", sn.relu, {0: "1/2"}),
        ({"relu": "1/3"}, sn.relu, {0: "1/3"}),
        ("smaller", sn.leaky_relu("0.1"), {0: "0.1"}),
        ("smaller", sn.absolute, {0: 0}),
        ("left", sn.absolute, {0: -1}),
        ("smaller", sn.hard_tanh, {-1: 0, 1: 0}),
        ("left", sn.relu6, {0: 0, 6: 1}),
        ({"relu6": [1, "1/2"]}, sn.relu6, {0: 1, 6: "1/2"}),
        ("smaller", sn.elu(2), {0: 1}),
        ("smaller", sn.step(at_zero=1), {0: 0}),
    ],
)
def test_the_slope_at_a_kink_is_the_convention(
    convention: Any, net: Any, values: dict[int, Any]
) -> None:
    exact = Derivatives(sn.Network(sn.Affine([[1]]), net), FLOAT64, at_kinks_of(convention))
    for kink, value in values.items():
        number = sn.Network(sn.Affine([[0]], [value])).values([Number(0)])[0]
        assert isinstance(number, Number)
        for ball in (
            exact.exact((float(kink),), "inputs")[0],
            exact.allowed((float(kink),), "inputs")[0][0],
        ):
            assert ball.overlaps(number.enclosure(100))
            assert ball.rel_accuracy_bits() > 40 or ball.overlaps(arb(0))


def test_where_rounding_decides_the_side_both_slopes_are_right() -> None:
    net = sn.Network(sn.Affine([["1/3", "-1/3"]]), sn.relu)
    exact = Derivatives(net, FLOAT64, AtKinks())
    (first, _), _ = exact.allowed((1.0, 1.0), "inputs")
    assert first.contains(0)
    assert first.contains(fmpq(1, 3))
    assert exact.exact((1.0, 1.0), "inputs")[0].contains(0)
    assert not exact.exact((1.0, 1.0), "inputs")[0].contains(fmpq(1, 3))


def test_ties_of_a_maximum_leave_the_choice() -> None:
    (first, second, *_), tied = Derivatives(POOL, FLOAT64, AtKinks()).allowed(
        (2.0, 2.0, 0.0, 1.0), "inputs"
    )
    assert tied
    assert first.contains(0)
    assert first.contains(1)
    assert second.contains(fmpq(1, 2))


# --- refusals ----------------------------------------------------------------------------


def test_what_cannot_be_tested_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="at_kinks='upper'"):
        assert_gradient_twin(backward, SQUARE, at_kinks="upper")
    with pytest.raises(ShapeError, match="relu has 1 kink"):
        assert_gradient_twin(backward, SQUARE, at_kinks={"relu": [0, 1]})
    with pytest.raises(UnsupportedError, match="no algebraic number"):
        assert_gradient_twin(backward, SQUARE, at_kinks={"relu": sp.pi})
    with pytest.raises(UnsupportedError, match="by='outputs'"):
        assert_gradient_twin(backward, SQUARE, by="outputs")  # type: ignore[arg-type]
    with pytest.raises(UnsupportedError, match="this network has Residual"):
        assert_gradient_twin(backward, RESIDUAL, by="weights")
    x = sp.Symbol("x", real=True)
    bent = sn.Network(sn.Affine([[1]]), sn.activation(sn.Max(x, 2 * x), x))
    with pytest.raises((UnsupportedError, sn.UndefinedError)):
        assert_gradient_twin(backward, bent)


def test_a_report_names_the_derivative_and_the_convention() -> None:
    error = report(lambda x: backward(x, lambda z: (z >= 0) * 1.0), SQUARE)
    words = " ".join(str(error).split())
    assert "is not the gradient of" in words
    assert "exact ∂y1/∂x1 = 0" in words or "∂y1/∂x1 = " in words
    assert "the slope at a kink is the smaller one, 0 for relu" in words


def test_gradients_of_one_output_may_be_vectors_or_rows() -> None:
    def slopes(x: Any) -> Any:
        s = x.sum()
        return float(s > 0) - 2.0 * float(s > 1)

    assert_gradient_twin(lambda x: [slopes(x)] * 2, XOR, examples=20)
    assert_gradient_twin(lambda x: [[slopes(x)] * 2], XOR, examples=20)
    assert_gradient_twin(lambda x: 1.0 if x > 0 else 0.1, LEAKY, call="scalars", examples=20)
