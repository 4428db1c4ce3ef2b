"""Readable constants for floats, and what is proved about the change."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, ShapeError, UnsupportedError
from symnn.frameworks.exactify.differences import difference_over
from symnn.frameworks.exactify.exactify import exactify
from symnn.frameworks.exactify.proposals import simplest

SHORT = st.fractions(-4, 4, max_denominator=20).filter(lambda q: q != 0)


def of_floats(*values: float, dtype: Any = np.float64) -> sn.Network:
    return sn.from_arrays([np.array([[v] for v in values], dtype=dtype)])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    "constant",
    [
        sp.Rational(1, 5), sp.Rational(-22, 7), sp.Rational(3, 10), 1 / sp.sqrt(2), sp.sqrt(2),
        -3 * sp.sqrt(3) / 2, sp.pi / 4, -2 * sp.pi / 3, sp.sqrt(sp.Rational(2, 3)), sp.E / 2,
        (1 + sp.sqrt(5)) / 2, (sp.sqrt(5) - 1) / 2, (3 - 2 * sp.sqrt(2)) / 4,
        1 / sp.sqrt(2 * sp.pi), 2 / sp.pi, sp.sqrt(sp.pi) / 2, 1 / sp.sqrt(10),
        sp.sqrt(sp.Rational(7, 11)), sp.E / 3, sp.log(2), -sp.log(3) / 2, sp.exp(-1), sp.pi**2 / 6,
        1 + sp.pi, sp.sqrt(2) + sp.sqrt(3), (sp.sqrt(6) - sp.sqrt(2)) / 4, sp.root(2, 3),
    ],
    ids=str,
)  # fmt: skip
def test_constants_are_found_again(constant: Any, dtype: Any) -> None:
    value = dtype(float(constant.evalf(40)))
    found = exactify(of_floats(value, dtype=dtype))
    (change,) = found.changes
    assert sn.check(sn.Eq(change.constant, constant)).status is sn.Status.PROVED
    assert change.rounds
    assert change.before == Fraction(float(value))
    assert change.place == "W[1,1] of layer 1"


@given(st.lists(SHORT, min_size=1, max_size=5))
def test_short_fractions_are_found_again(values: list[Fraction]) -> None:
    found = exactify(of_floats(*map(float, values)))
    matrix = found.network.layers[0]
    assert isinstance(matrix, sn.Affine)
    assert [row[0].data for row in matrix.weight] == [
        fmpq(q.numerator, q.denominator) for q in values
    ]
    assert found.kept == 0


@given(st.floats(-8, 8, allow_subnormal=False), st.booleans())
def test_every_change_rounds_to_its_float(value: float, single: bool) -> None:
    """Any float at all: the constant, found or not, rounds to it, by sympy's digits too."""
    dtype = np.float32 if single else np.float64
    stored = dtype(value)
    found = exactify(of_floats(stored, dtype=dtype), dtype=np.dtype(dtype).name)
    for change in found.changes:
        assert change.rounds
        assert dtype(float(sp.N(change.constant, 60))) == stored or single
        assert abs(sp.N(change.constant - sp.Rational(change.before), 60)) <= change.distance


def test_random_floats_stay() -> None:
    rng = np.random.default_rng(0)
    found = exactify(sn.from_arrays([rng.standard_normal((20, 50))]))
    assert found.kept == 1000
    assert found.network == found.original


def test_what_is_short_already_stays() -> None:
    found = exactify(of_floats(0.5, -3.0, 0.0, 1024.0))
    assert (found.changes, found.plain, found.kept) == ((), 8, 0)


def test_a_tolerance() -> None:
    found = exactify(of_floats(0.7071, 0.3334, 0.12345), "0.001")
    constants = [c.constant for c in found.changes]
    assert constants[:2] == [sp.sqrt(2) / 2, sp.Rational(1, 3)]
    assert not any(c.rounds for c in found.changes)
    assert all(c.distance <= 0.001 for c in found.changes)
    near = exactify(of_floats(1 / math.sqrt(2)), "1e-15")  # 1/√2 in floats is one step off
    assert [c.constant for c in near.changes] == [sp.sqrt(2) / 2]


def test_numbers_beyond_all_floats_stay() -> None:
    huge = sn.Network(sn.Affine([[10**400 + 1, Fraction(1, 10**400 + 1)]]))
    assert exactify(huge).network == huge
    assert exactify(of_floats(1e-320, 1e300, 5e-324)).kept == 3
    assert exactify(of_floats(0.3), "1e400").network(1) == 0


def test_every_layer_is_gone_through() -> None:
    fifth = sn.exactly(0.2)
    net = sn.Network(
        sn.Convolution([[fifth]], None, [(0,), (1,)], 2),
        sn.Residual(sn.Affine([[fifth, 1], [0, 1]]), sn.leaky_relu(fifth)),
        sn.Parallel(sn.Sparse([[(1, fifth)]], 2), [sn.elu(fifth)]),
    )
    found = exactify(net)
    assert [c.place for c in found.changes] == [
        "K[1,1] of layer 1",
        "W[1,1] of layer 2, layer 1",
        "slope of layer 2, layer 2",
        "the weight of 1 in row 1 of layer 3, layer 1",
        "alpha of layer 3, layer 1",
    ]
    assert {c.constant for c in found.changes} == {sp.Rational(1, 5)}
    assert found.network(1, 2)[0] != net(1, 2)[0]


def test_the_account_is_told() -> None:
    text = str(exactify(of_floats(0.2, 0.123456789)))
    assert text.splitlines()[0] == "1 of 4 weights replaced, 2 short already, 1 stay"
    assert "W[1,1] of layer 1: 1/5 rounds to 0.2" in text


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"tolerance": "-1"}, UnsupportedError, "no number >= 0"),
        ({"tolerance": 0.1}, InexactError, "0.1"),
        ({"dtype": "float16"}, UnsupportedError, "float16"),
    ],
)
def test_bad_arguments(given: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        exactify(of_floats(0.2), **given)


@given(st.integers(1, 400), st.integers(1, 400))
def test_the_simplest_fraction_between(top: int, bottom: int) -> None:
    value = Fraction(top, bottom)
    found = simplest(float(value) - 2e-6, float(value) + 2e-6, 64)
    best = next(
        Fraction(n, d)
        for d in range(1, bottom + 1)
        for n in (round(value * d),)
        if abs(Fraction(n, d) - value) <= 2e-6
    )
    assert found == best


# --- differences over a box -----------------------------------------------------------------

NUDGE = st.fractions(-1, 1, max_denominator=8).map(lambda q: q / 1000)


@given(
    st.lists(NUDGE, min_size=9, max_size=9), st.lists(st.integers(-2, 2), min_size=2, max_size=2)
)
def test_no_point_of_the_box_differs_by_more(nudges: list[Fraction], point: list[int]) -> None:
    def net(move: list[Fraction]) -> sn.Network:
        a, b, c, d, e, f, g, h, i = move
        return sn.Network(
            sn.Affine([[1 + a, 2 + b], [-1 + c, 1 + d]], [e, f]),
            sn.Residual(sn.Affine([[1, g], [0, 1]]), sn.tanh),
            sn.Parallel(sn.sigmoid, [sn.elu(1 + h), sn.leaky_relu(Fraction(1, 4) + h / 9)]),
            sn.WindowMax(((0, 2), (1, 3), (3,)), 4),
            sn.Softmax(),
            sn.Sparse([[(0, 2 + i), (2, -1)]], 3),
            sn.softplus,
        )

    pair = net([Fraction(0)] * 9), net(nudges)
    (bound,) = difference_over(*pair, box=[(-2, 2), (-2, 2)])
    values = [sn.twin(n, "balls", bits=100)(point)[0] for n in pair]
    assert not abs(values[0] - values[1]) > bound
    assert bound < 1


def test_equal_networks_do_not_differ() -> None:
    net = sn.Network(sn.Affine([[1, 2]]), sn.gelu, sn.step(at_zero=1))
    assert difference_over(net, net, [(-1, 1), (-1, 1)])[0] == 0


def test_a_jump_makes_the_bound_infinite() -> None:
    pair = [sn.Network(sn.Affine([[w]]), sn.step(at_zero=1)) for w in (1, "1.001")]
    assert not difference_over(*pair, [(-1, 1)])[0].is_finite()


def test_an_affine_difference_is_nearly_exact() -> None:
    pair = [sn.Network(sn.Affine([[w, 1]])) for w in (1, 2)]
    (bound,) = difference_over(*pair, [(-3, 1), (0, 5)])
    assert 3 <= bound < 3 + arb(2) ** -24


@pytest.mark.parametrize(
    ("first", "second", "box", "message"),
    [
        (sn.Affine([[1]]), sn.Network(sn.Affine([[1]]), sn.relu), [(0, 1)], "1 and 2 layers"),
        (sn.relu, sn.tanh, [(0, 1)], "relu stands where the other network has tanh"),
        (sn.relu, sn.Affine([[1]]), [(0, 1)], "stands where"),
        (sn.Affine([[1]]), sn.Affine([[1]]), [(0, 1), (0, 1)], "the box has 2 sides"),
        (sn.Affine([[1]]), sn.Affine([[1]]), [(1, 0)], "a lower and an upper bound"),
    ],
)
def test_networks_that_cannot_be_compared(first: Any, second: Any, box: Any, message: str) -> None:
    with pytest.raises(ShapeError, match=message):
        difference_over(first, second, box)


def test_classes_are_kept_or_not() -> None:
    found = exactify(sn.from_arrays([np.array([[0.2, 0.0], [0.0, 0.1]])]))
    assert found.keeps_classes([(1, 1), (-1, -1)])
    assert not found.keeps_classes([(1, 2)])  # a tie now, and none before
    before, after = found.decisions([(1, 2)])[0]
    assert (before.label is not None or before.is_tie, after.is_tie) == (True, True)
