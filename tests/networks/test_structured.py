"""Structured affine maps and max pooling of any shape, against what they write out to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import fmpq, fmpq_mat
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, ShapeError
from symnn.exact.number import Number
from symnn.networks.convolution import PADDING

RATIONALS = st.fractions(min_value=-3, max_value=3, max_denominator=8)


@st.composite
def sparse_maps(draw: st.DrawFn) -> sn.Sparse:
    inputs, outputs = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    term = st.tuples(st.integers(0, inputs - 1), RATIONALS)
    rows = draw(st.lists(st.lists(term, max_size=4), min_size=outputs, max_size=outputs))
    bias = draw(st.lists(RATIONALS, min_size=outputs, max_size=outputs))
    return sn.Sparse(rows, inputs, bias)


@st.composite
def convolutions(draw: st.DrawFn) -> sn.Convolution:
    inputs, taps, channels = (draw(st.integers(1, n)) for n in (5, 3, 3))
    window = st.tuples(*[st.integers(PADDING, inputs - 1)] * taps)
    return sn.Convolution(
        draw(st.lists(st.tuples(*[RATIONALS] * taps), min_size=channels, max_size=channels)),
        draw(st.lists(RATIONALS, min_size=channels, max_size=channels)),
        draw(st.lists(window, min_size=1, max_size=4)),
        inputs,
        draw(st.booleans()),
    )


LAYERS = sparse_maps() | convolutions()


@given(LAYERS, st.data())
def test_a_structured_map_is_its_dense_matrix(layer: Any, data: st.DataObject) -> None:
    points = data.draw(st.lists(st.tuples(*[RATIONALS] * layer.inputs), min_size=1, max_size=3))
    dense = layer.dense()
    numbers = [[Number(x) for x in p] for p in points]
    assert [layer.values(p) for p in numbers] == [dense.values(p) for p in numbers]
    columns = fmpq_mat([[fmpq(x.numerator, x.denominator) for x in p] for p in points]).transpose()
    assert layer.block(columns) == dense.block(columns)
    assert layer.output_size(layer.inputs) == dense.shape[0]


@given(LAYERS)
def test_it_reads_as_its_dense_matrix(layer: Any) -> None:
    x = sp.symbols(f"x:{layer.inputs}", real=True)
    left, right = sn.Network(layer)(*x), sn.Network(layer.dense())(*x)
    assert sp.expand(left - right) == 0 * left


@given(LAYERS)
def test_cells_know_it(layer: Any) -> None:
    net, dense = (sn.Network(part, sn.relu) for part in (layer, layer.dense()))
    box = [(-1, 1)] * layer.inputs
    assert len(sn.activation_regions(net, over=box)) == len(sn.activation_regions(dense, over=box))


def test_irrational_and_symbolic_weights() -> None:
    a = sp.Symbol("a", real=True)
    root = sp.sqrt(2)
    for layer in (
        sn.Sparse([[(0, root)], [(1, a)]], 2, [0, root]),
        sn.Convolution([[root, a]], [1], [(0, 1), (1, PADDING)], 2),
    ):
        net, dense = sn.Network(layer), sn.Network(layer.dense())
        assert net(root, 3) == dense(root, 3)
        assert net.substitute({a: "1/3"})(root, 3) == dense.substitute({a: "1/3"})(root, 3)
        assert net.symbols == (("a", a),)


def test_it_takes_transcendental_inputs_and_symbols() -> None:
    net = sn.Network(sn.tanh, sn.Sparse([[(0, 2), (1, -1)], [(1, 1)]], 2, [1, 0]))
    x = sp.Symbol("x", real=True)
    assert net(1, 0) == sp.Matrix([2 * sp.tanh(1) + 1, 0])
    assert sp.simplify(net(x, 1)[0] - (2 * sp.tanh(x) - sp.tanh(1) + 1)) == 0


def test_windows_of_any_shape() -> None:
    layer = sn.WindowMax(((0, 1, 3), (2,), (3, 2)), 4)
    assert layer.values([Number(v) for v in (1, 5, -2, 5)]) == (5, -2, 5)
    assert sn.Network(layer).at([(1, 5, -2, 5)])[0] == sp.Matrix([5, -2, 5])
    assert len(sn.activation_regions(sn.Network(layer))) == 6
    x = sp.symbols("x:4", real=True)
    assert sn.Network(layer)(*x)[2].subs(dict(zip(x, (0, 0, 1, 7), strict=True))) == 7


def test_selection_is_a_permutation() -> None:
    assert sn.select([2, 0, 1], 3).values([Number(v) for v in (5, 6, 7)]) == (7, 5, 6)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: sn.Sparse([], 2), ShapeError, "at least one input and one output"),
        (lambda: sn.Sparse([[(2, 1)]], 2), ShapeError, "output 1 uses the input 2"),
        (lambda: sn.Sparse([[(-1, 1)]], 2), ShapeError, "uses the input -1"),
        (lambda: sn.Sparse([[(0.5, 1)]], 2), ShapeError, "uses the input 0.5"),
        (lambda: sn.Sparse([[(0, 1)]], 2, [1, 2]), ShapeError, "2 entries, not 1"),
        (lambda: sn.Sparse([[(0, 0.5)]], 2), InexactError, "0.5"),
        (lambda: sn.Convolution([[1]], None, [], 2), ShapeError, "at least one each"),
        (lambda: sn.Convolution([[1]], None, [(0, 1)], 2), ShapeError, "sees 2 inputs"),
        (lambda: sn.Convolution([[1]], None, [(2,)], 2), ShapeError, "beyond the inputs"),
        (lambda: sn.Convolution([[1]], [1, 2], [(0,)], 2), ShapeError, "2 entries, not 1"),
        (lambda: sn.Convolution([[0.5]], None, [(0,)], 2), InexactError, "0.5"),
        (lambda: sn.WindowMax(((),), 2), ShapeError, "empty window"),
        (lambda: sn.WindowMax(((0, 2),), 2), ShapeError, "beyond the inputs"),
        (lambda: sn.Network(sn.select([0], 2))(1), ShapeError, "takes 2 inputs"),
        (lambda: sn.WindowMax(((0,),), 2).output_size(3), ShapeError, "takes 2 inputs, not 3"),
    ],
)
def test_what_does_not_fit_is_named(make: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_a_large_image_is_not_written_out() -> None:
    """64 kernels of 3x3 over 100x100 pixels would be six billion entries."""
    windows = [
        tuple(100 * (i + a) + j + b for a in range(3) for b in range(3))
        for i in range(98)
        for j in range(98)
    ]
    layer = sn.Convolution([[Fraction(k, 9)] * 9 for k in range(64)], None, windows, 10_000)
    image = fmpq_mat(10_000, 1, [fmpq(1)] * 10_000)
    block = layer.block(image)
    assert block is not None
    assert block[98 * 98 * 63, 0] == 63


def test_branches_in_front_leave_the_number_of_inputs_open() -> None:
    """Two copies of any input, beside each other: what comes after says nothing about it."""
    doubled = sn.Parallel(sn.identity, sn.identity)
    inner = sn.Network(doubled, sn.Sparse([[(0, 1), (2, 1)], [(1, 1)]], 4))
    net = sn.Network(sn.Parallel(inner, inner), sn.Sparse([[(0, 1), (3, 1)]], 4))
    assert net.inputs is None
    assert net(1, 5) == 7
