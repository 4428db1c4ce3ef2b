"""Reverse mode in floats against the exact derivative of the same network."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import UnsupportedError
from symnn.exact.ball import enclose
from symnn.exact.expression import Expr, add, mul, rational, symbol
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer
from symnn.training.differentiable import step_of

x = sp.Symbol("x", real=True)
#: Dyadic numbers: the floats are the exact numbers.
DYADIC = st.integers(-12, 12).map(lambda k: k / 4)
SMOOTH = [sn.tanh, sn.sigmoid, sn.softplus, sn.square, sn.sin, sn.silu, sn.identity]


def with_symbols(layer: Layer, names: list[str]) -> Layer:
    """The layer with a symbol for every weight and bias; their names are put into the list."""

    def new() -> Expr:
        names.append(f"p{len(names)}")
        return symbol(names[-1])

    if isinstance(layer, Affine):
        rows = [[new() for _ in row] for row in layer.weight]
        return Affine(rows, [new() for _ in layer.bias])
    if isinstance(layer, sn.Convolution):
        kernel = [[new() for _ in row] for row in layer.kernel]
        bias = [new() for _ in layer.bias]
        return sn.Convolution(kernel, bias, layer.windows, layer.columns, layer.channels_last)
    if isinstance(layer, sn.Residual):
        return sn.Residual(with_symbols(layer.branch, names))
    if isinstance(layer, sn.Parallel):
        return sn.Parallel(*(with_symbols(b, names) for b in layer.branches))
    if isinstance(layer, sn.Network):
        return sn.Network(*(with_symbols(part, names) for part in layer.layers))
    return layer


def compare(net: sn.Network, point: list[float], weights: list[float]) -> None:
    """The float derivatives of Σ c_i y_i by all parameters and inputs, and the exact ones.

    The bound: every exact derivative is a sum of products of at most 40 factors; each factor of
    these small networks has an error of at most 64 units in the last place of its size or of 1,
    and sums and sizes are below 2^20.
    """
    step = step_of(net)
    _, pullback = step.forward(np.array([point]), step.parameters)
    by_inputs, by_parameters = pullback(np.array([weights]))
    floats = [
        *np.concatenate([p.reshape(-1) for p in by_parameters] or [np.zeros(0)]),
        *by_inputs[0],
    ]

    names: list[str] = []
    opened = with_symbols(net, names)
    inputs = [f"x{k}" for k in range(len(point))]
    outputs = opened.exprs([symbol(n) for n in inputs])
    body = add(*(mul(rational(int(4 * c)) / 4, o) for c, o in zip(weights, outputs, strict=True)))
    flat = np.concatenate([p.reshape(-1) for p in step.parameters] or [np.zeros(0)])
    at = {n: arb(v) for n, v in zip([*names, *inputs], [*flat.tolist(), *point], strict=True)}
    assert len(floats) == len(at)
    for name, value in zip([*names, *inputs], floats, strict=True):
        exact = enclose(lower(derivative(body, name)), 128, at)
        assert abs(exact - arb(float(value))) < arb(2) ** -53 * 64 * 40 * (1 + abs(exact)) * 1024


@st.composite
def dense_networks(draw: st.DrawFn) -> sn.Network:
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=3))
    layers: list[Any] = []
    for m, n in pairwise(sizes):
        row = st.lists(DYADIC, min_size=m, max_size=m)
        rows = draw(st.lists(row, min_size=n, max_size=n))
        bias = draw(st.lists(DYADIC, min_size=n, max_size=n))
        layers += [sn.Affine(sn.exactly(rows), sn.exactly(bias)), draw(st.sampled_from(SMOOTH))]
    return sn.Network(*layers)


@given(dense_networks(), st.data())
def test_dense_networks(net: sn.Network, data: st.DataObject) -> None:
    point = data.draw(st.lists(DYADIC, min_size=net.inputs, max_size=net.inputs))
    weights = data.draw(st.lists(DYADIC, min_size=net.outputs, max_size=net.outputs))
    compare(net, point, weights)


OTHERS = {
    "convolution": sn.Network(
        sn.Convolution([[1, 2], ["1/2", -1]], [0, 1], [(0, 1), (1, 2), (2, -1)], 3), sn.tanh
    ),
    "channels last": sn.Network(
        sn.Convolution([[1, 2], ["1/2", -1]], [0, 1], [(0, 0), (1, 2)], 3, True), sn.sigmoid
    ),
    "sparse": sn.Network(sn.Sparse([[(0, 2), (0, "1/2")], [(2, -1)], []], 3, [1, 0, 2]), sn.tanh),
    "residual": sn.Network(sn.Residual(sn.Affine([[1, 0, 2]] * 3), sn.tanh), sn.square),
    "parallel": sn.Network(
        sn.Parallel(sn.identity, [sn.Affine([[1, "1/2", -1]]), sn.tanh], sn.square), sn.sigmoid
    ),
    "softmax": sn.Network(sn.Affine([[1, 0, 1], [0, "1/4", 0]]), sn.Softmax()),
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_layer(name: str) -> None:
    net = OTHERS[name]
    weights = [1.25, -0.5, 2.0, 1.0, -1.0, 0.25, 3.0][: net.output_size(3)]
    compare(net, [0.5, -1.25, 2.0], weights)


#: Where no kink is met, a network with kinks is one without.
LIKE = {
    "elu": (sn.Network(sn.elu(2)), sn.Network(sn.Parallel(*[[sn.select([k], 3), f] for k, f in
            enumerate([sn.identity, sn.activation(2 * sp.exp(x) - 2, x), sn.identity])]))),
    "window": (
        sn.Network(sn.WindowMax(((0, 1), (1, 2), (2, 0)), 3), sn.square),
        sn.Network(sn.select([0, 2, 2], 3), sn.square),
    ),
    "pool": (sn.Network(sn.MaxPool(2, 1), sn.tanh), sn.Network(sn.select([0, 2], 3), sn.tanh)),
    "relu": (sn.Network(sn.relu), sn.Network(sn.Sparse([[(0, 1)], [], [(2, 1)]], 3))),
}  # fmt: skip


@pytest.mark.parametrize("name", LIKE)
def test_kinks_away_from_them(name: str) -> None:
    net, plain = LIKE[name]
    point, weights = np.array([[0.5, -1.25, 2.0]]), np.array([[1.25, -0.5, 2.0]])
    weights = weights[:, : net.output_size(3)]
    compare(plain, point[0].tolist(), weights[0].tolist())
    slopes = [step_of(n).forward(point, [])[1](weights)[0] for n in (net, plain)]
    assert (abs(slopes[0] - slopes[1]) <= 2**-50 * abs(slopes[1])).all()


def test_the_slope_on_the_left_is_taken_at_a_kink() -> None:
    for f, slope in ((sn.relu, 0), (sn.leaky_relu("0.25"), 0.25), (sn.absolute, -1)):
        _, back = step_of(sn.Network(f)).forward(np.zeros((1, 1)), [])
        assert back(np.ones((1, 1)))[0].tolist() == [[slope]]


def test_of_equals_the_first_is_taken() -> None:
    _, back = step_of(sn.WindowMax(((0, 1),), 2)).forward(np.ones((1, 2)), [])
    assert back(np.ones((1, 1)))[0].tolist() == [[1, 0]]


def test_a_layer_that_is_not_known_is_named() -> None:
    with pytest.raises(UnsupportedError, match="training does not know the layer Maxout 1x1 of 1"):
        step_of(sn.Maxout(sn.Affine([[1]])))
