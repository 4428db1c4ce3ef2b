"""Gradients of networks of matrix neurons: each by a second way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb, arb_mat
from hypothesis import assume, given, settings
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
    cos,
    exp,
    fit_at,
    frechet,
    gelu,
    log,
    matrix_function,
    network_gradient,
    power,
    relu,
    sigmoid,
    silu,
    sin,
    softplus,
    tanh,
)
from symnn.exact.ball import enclose, precision
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import ONE, Expr, add, apply, mul, negative, rational
from symnn.functions.calculus import plus
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.complex_values import algebraic
from symnn.networks.matrix_neurons.balls import frechet_of_balls, function_of_balls
from symnn.networks.matrix_neurons.combinations import combination_of, inner, unit
from symnn.networks.matrix_neurons.network_gradient import NetworkGradient
from symnn.networks.matrix_neurons.tangents import Place, tangents
from tests.functions.matrix_functions.matrices import SMALL, jordan, matrices

A, N = Matrix([[2, 1], [1, 2]]), Matrix([[0, 1], [0, 0]])
TARGET = Matrix([[1, 0], [2, -1]])
I2 = Matrix.identity(2)
SMOOTH = [exp, tanh, sigmoid, power(2)]

small_matrices = st.lists(st.lists(SMALL, min_size=2, max_size=2), min_size=2, max_size=2).map(
    Matrix
)
weights = st.lists(st.lists(SMALL, min_size=2, max_size=2), min_size=2, max_size=2)


@st.composite
def shallow(draw: st.DrawFn) -> tuple[MatrixNetwork, Any]:
    """Two inputs, two hidden neurons, one output; inputs and biases need not commute."""
    biases = [draw(small_matrices), draw(small_matrices)]
    net = MatrixNetwork(
        MatrixAffine(draw(weights), biases),
        MatrixActivation(draw(st.sampled_from(SMOOTH))),
        MatrixAffine([draw(st.lists(SMALL, min_size=2, max_size=2))]),
    )
    inputs = [draw(small_matrices), draw(small_matrices)]
    return net, (inputs, draw(small_matrices))


def vanishes(gap: Expr) -> bool:
    return ClosedForm.of(lower(gap)).vanishes()


def forwards(gradient: NetworkGradient, place: Place) -> Expr:
    """The derivative in one weight by tangents alone."""
    parts = []
    for one in gradient.passes:
        moved = tangents(one.layers, one.inputs, place)
        parts += [inner(g, combination_of(t)) for g, t in zip(one.adjoints, moved, strict=True)]
    return plus(*parts)


@settings(max_examples=25)
@given(shallow())
def test_adjoints_and_tangents_agree_exactly(case: tuple[MatrixNetwork, Any]) -> None:
    """Reverse and forward mode meet L_f at different matrices and in different directions."""
    net, sample = case
    gradient = network_gradient(net, [sample])
    try:
        found = gradient.weights()
        pairs = [
            (found[layer // 2][k][i], forwards(gradient, Place(layer, k, i)))
            for layer, k, i in [(0, 0, 0), (0, 1, 1), (2, 0, 1)]
        ]
    except UnsupportedError:
        assume(False)
        raise
    plain = net.layers[1].function in (exp, power(2))  # tanh has normal forms of 10^5 terms
    for back, forth in pairs:
        assert enclose(lower(back), 500).overlaps(enclose(lower(forth), 500))
        assert not plain or vanishes(add(back, negative(forth)))


@settings(max_examples=10)
@given(shallow())
def test_exact_gradients_lie_in_their_balls(case: tuple[MatrixNetwork, Any]) -> None:
    net, sample = case
    gradient = network_gradient(net, [sample, sample])
    try:
        exact, biases = gradient.weights(), gradient.biases()
    except UnsupportedError:
        assume(False)
        raise
    for layer, bias, around in zip(exact, biases, gradient.balls(60), strict=True):
        for row, near in zip(layer, around.weight, strict=True):
            assert all(enclose(lower(e), 200).overlaps(b) for e, b in zip(row, near, strict=True))
        for g, near_bias in zip(bias, around.bias, strict=True):
            assert overlap(g.enclosure(200), near_bias)
    assert enclose(lower(gradient.loss()), 200).overlaps(gradient.loss_ball(60))


def overlap(one: arb_mat, other: arb_mat) -> bool:
    return all(a.overlaps(b) for a, b in zip(one.entries(), other.entries(), strict=True))


def moved(rows: Sequence[Sequence[int]], k: int, i: int, step: Fraction) -> list[list[Fraction]]:
    return [
        [Fraction(w) + (step if (a, b) == (k, i) else 0) for b, w in enumerate(row)]
        for a, row in enumerate(rows)
    ]


@settings(max_examples=10)
@given(weights, st.sampled_from([(tanh, sigmoid), (softplus, exp), (sigmoid, silu)]), st.data())
def test_deep_gradients_are_slopes_of_the_loss(
    rows: list[list[int]], functions: tuple[ScalarFunction, ScalarFunction], data: st.DataObject
) -> None:
    """By central differences, whose error is far below the digits compared."""
    first, second = functions
    inputs = [A, data.draw(small_matrices)]

    def net(step: Fraction) -> MatrixNetwork:
        return MatrixNetwork(
            MatrixAffine(moved(rows, 1, 0, step), [N, I2]),
            MatrixActivation(first),
            MatrixAffine([[1, 2]]),
            MatrixActivation(second),
        )

    sample, step = (inputs, TARGET), Fraction(1, 10**20)
    try:
        slope = network_gradient(net(Fraction(0)), [sample]).balls(200)[0].weight[1][0]
        up, down = (network_gradient(net(s), [sample]).loss_ball(300) for s in (step, -step))
    except UnsupportedError:
        assume(False)
        raise
    with precision(300):
        difference = (up - down) / 2 * 10**20
        assert abs(difference - slope) < arb(10) ** -25 * (1 + abs(slope))


def test_a_bias_moves_as_a_further_input_does() -> None:
    """The derivative in B along E is that in the weight of a further input E."""
    direction, layer = Matrix([[1, 2], [-1, 0]]), MatrixAffine([[1, -1]], [A])
    rest = (MatrixActivation(tanh), MatrixAffine([[2]]))
    one = network_gradient(MatrixNetwork(layer, *rest), [([A, N], TARGET)])
    wider = MatrixAffine([[1, -1, 0]], [A])
    other = network_gradient(MatrixNetwork(wider, *rest), [([A, N, direction], TARGET)])
    along = inner(one.biases()[0][0], combination_of(direction))
    assert vanishes(add(along, negative(other.weights()[0][0][2])))


def test_commuting_inputs_of_a_deep_network_stay_exact() -> None:
    """The derivative of exp(tanh(wx)) is exp(tanh(wx)) tanh'(wx) x, as a function of A."""
    net = MatrixNetwork(
        MatrixAffine([[1]]), MatrixActivation(tanh), MatrixAffine([[1]]), MatrixActivation(exp)
    )
    gradient = network_gradient(net, [(A, Matrix.zeros(2, 2))])
    expected = rational(0)
    for eigenvalue in (1, 3):  # |Y|² is the sum of the squares of its eigenvalues
        x = rational(eigenvalue)
        t = apply("tanh", x)
        slope = mul(x, add(ONE, negative(mul(t, t))))
        expected = add(expected, mul(rational(2), apply("exp", mul(rational(2), t)), slope))
    assert vanishes(add(gradient.weights()[0][0][0], negative(expected)))
    with pytest.raises(UnsupportedError, match="closed expressions only where all matrices comm"):
        gradient.biases()
    assert len(gradient.balls(60)[0].bias) == 1


def test_a_network_of_relu_is_algebraic_at_every_depth() -> None:
    net = MatrixNetwork(
        MatrixAffine([[1, 2], [2, -1]], [N, A]),
        MatrixActivation(relu),
        MatrixAffine([[1, 2]]),
        MatrixActivation(relu),
    )
    gradient = network_gradient(net, [([A, TARGET], TARGET)])
    for row in gradient.weights()[0]:
        assert all(algebraic(e) is not None for e in row)
    assert gradient.biases()[0][0].matrix().shape == (2, 2)


def test_one_neuron_is_the_fit() -> None:
    """`fit_at` and `network_gradient` on one neuron."""
    units = [unit(2, 2, i, j) for i in range(2) for j in range(2)]
    net = MatrixNetwork(MatrixAffine([[1, 2, 0, 1]]), MatrixActivation(exp))
    (layer,) = network_gradient(net, [(units, TARGET)]).weights()
    for one, other in zip(
        layer[0], fit_at(exp, units, [1, 2, 0, 1], TARGET).gradient(), strict=True
    ):
        assert vanishes(add(one, negative(other)))


def test_entrywise_layers() -> None:
    """The loss of relu entry by entry is a polynomial in the weight."""
    net = MatrixNetwork(MatrixAffine([[3]]), Entrywise(relu), MatrixAffine([[2]]))
    gradient = network_gradient(net, [(TARGET, I2)])
    entries = [(1, 1), (0, 0), (2, 0), (-1, 1)]
    slope = sum(2 * (6 * x - t) * 2 * x for x, t in entries if x > 0)
    assert gradient.weights()[0][0][0] == rational(slope)
    with pytest.raises(UndefinedError):
        network_gradient(
            MatrixNetwork(MatrixAffine([[1]], [I2]), Entrywise(relu)), [(-I2, I2)]
        ).weights()


def test_several_outputs_and_samples() -> None:
    net = MatrixNetwork(MatrixAffine([[1], [2]]))
    gradient = network_gradient(net, [(A, [A, N]), (N, [N, N])])
    assert gradient.loss() == rational(38)  # |2A - N|² + |N|² with |N| = 1
    assert gradient.weights()[0][0][0] == rational(0)


# --- balls ------------------------------------------------------------------------------


@settings(max_examples=40)
@given(matrices, st.sampled_from([exp, tanh, sigmoid, silu, sin, cos, power(3)]), st.data())
def test_derivatives_of_balls_hold_the_exact_ones(
    a: Matrix, f: ScalarFunction, data: st.DataObject
) -> None:
    """Repeated eigenvalues and Jordan blocks too, where f is made of exponentials."""
    n = a.shape[0]
    rows = st.lists(st.lists(SMALL, min_size=n, max_size=n), min_size=n, max_size=n)
    e = Matrix(data.draw(rows))
    found = frechet_of_balls(f, balls(a, 300), balls(e, 300), 300)
    assert overlap(found, frechet(f, a, e).enclosure(100))
    assert overlap(function_of_balls(f, balls(a, 300), 300), matrix_function(f, a).enclosure(100))
    assert all(b.rad() < 1 for b in found.entries())


@pytest.mark.parametrize("f", [gelu, log, softplus, relu])
def test_divided_differences_of_balls(f: ScalarFunction) -> None:
    a, e = Matrix([[2, 1], [1, 3]]), Matrix([[1, 4], [0, -1]])
    found = frechet_of_balls(f, balls(a, 200), balls(e, 200), 200)
    assert overlap(found, frechet(f, a, e).enclosure(100))
    with pytest.raises(UnsupportedError, match="not told apart by balls"):
        frechet_of_balls(f, balls(jordan(2, 1), 200), balls(e, 200), 200)


def test_a_defective_argument_behind_an_exponential() -> None:
    """L_softplus at e^A by L_(softplus∘exp) and L_exp, both at the algebraic A."""
    a, target = jordan(2, 1), Matrix([[0, 0], [1, 0]])

    def net(shift: Fraction) -> MatrixNetwork:
        return MatrixNetwork(
            MatrixAffine([[1]]),
            MatrixActivation(exp),
            MatrixAffine([[1]], [I2 * shift]),
            MatrixActivation(softplus),
        )

    found = network_gradient(net(Fraction(0)), [(a, target)]).balls(200)
    step = Fraction(1, 10**20)
    up, down = (network_gradient(net(s), [(a, target)]).loss_ball(300) for s in (step, -step))
    with precision(300):
        slope = found[1].bias[0][0, 0] + found[1].bias[0][1, 1]
        assert abs((up - down) / 2 * 10**20 - slope) < arb(10) ** -25


def test_sides_of_relu_meet_in_a_divided_difference() -> None:
    """Between 2 and -1 the divided difference of relu is 2/3."""
    a, e = Matrix.diagonal([2, -1]), Matrix([[1, 1], [1, 1]])
    found = frechet_of_balls(relu, balls(a, 100), balls(e, 100), 100)
    third = Fraction(2, 3)
    assert overlap(found, balls(Matrix([[1, third], [third, 0]]), 100))


# --- refusals ---------------------------------------------------------------------------


def test_refusals() -> None:
    net = MatrixNetwork(MatrixAffine([[1]]), MatrixActivation(exp))
    with pytest.raises(ShapeError, match="at least one sample"):
        network_gradient(net, [])
    with pytest.raises(ShapeError, match="1 outputs, and 2 targets"):
        network_gradient(net, [(A, [A, A])]).weights()
    with pytest.raises(ShapeError, match="square and of one size, not 1×1, 2×2"):
        network_gradient(net, [(A, [[1]])])
    with pytest.raises(InexactError):
        network_gradient(net, [([[0.5]], [[1]])])
    t = sp.Symbol("t", real=True)
    symbolic = MatrixNetwork(MatrixAffine([[t]]), MatrixActivation(exp))
    with pytest.raises(UnsupportedError, match="weights with the symbols t; give them values"):
        network_gradient(symbolic, [(A, A)])
    with pytest.raises(UndefinedError, match="eigenvalue 0 is a kink"):
        network_gradient(
            MatrixNetwork(MatrixAffine([[1]]), MatrixActivation(relu)),
            [(Matrix.diagonal([0, 1]), A)],
        ).weights()
