"""Condition numbers and least precisions, against differences and an adversary of few bits."""

from __future__ import annotations

import math
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import ShapeError
from symnn.exact.ball import precision
from symnn.twins.derivatives import jacobian
from symnn.twins.formats import Format, nearest
from symnn.twins.inputs import exact_point
from tests.twins.adversary import Adversary
from tests.twins.samples import PIECEWISE, SMOOTH, affine, network


def test_the_condition_of_a_sum() -> None:
    twin = sn.twin(sn.Affine([[3, -2], [0, 1]], [0, 5]))
    found = twin.condition([2, "5/2"])
    assert found.numbers[0][0] <= 11 <= found.numbers[0][1] < 11.0001
    assert found.numbers[1][0] <= 1 / 3 <= found.numbers[1][1]
    assert found.jacobian[0] == ((3.0, 3.0), (-2.0, -2.0))
    assert str(found) == "condition: output 1: 11, output 2: 0.333"


def test_at_a_zero_the_condition_is_infinite() -> None:
    r = sp.sqrt(2)
    twin = sn.twin(sn.Affine([[r, -r]]))
    assert twin.condition([0.1, 0.1]).numbers == ((math.inf, math.inf),)
    assert str(twin.condition([0.1, 0.1])) == "condition: output 1: infinite"
    assert twin.condition([0, 0]).numbers == ((0.0, 0.0),)


def test_at_a_kink_there_is_none() -> None:
    twin = sn.twin(sn.Network(sn.Affine([[1, -1]], [1]), sn.relu, sn.Affine([[1]], [1])))
    found = twin.condition([1, 2])
    assert found.has_kink
    assert found.numbers == ((0.0, math.inf),)
    assert "none at a kink" in str(found)
    assert not twin.condition([1, 1]).has_kink
    tied = sn.twin(sn.Network(sn.Affine([[1, 0], [0, 1]]), sn.MaxPool(2)))
    assert tied.condition([1, 1]).has_kink
    assert not tied.condition([1, 2]).has_kink
    same = sn.twin(sn.Network(sn.Affine([[1, 2], [1, 2]]), sn.MaxPool(2)))
    assert not same.condition([1, 1]).has_kink


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_derivatives_are_those_of_difference_quotients(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    net = network(rng)
    count = net.inputs or 1
    point = [Fraction(rng.randint(-2000, 2000), 1000) + Fraction(1, 7919) for _ in range(count)]
    _, slopes = jacobian(net, exact_point(net, point), 200)
    step = Fraction(1, 10**25)
    exact = sn.twin(net, "balls", bits=300)
    for j in range(len(point)):
        moved = [[x + s * step * (i == j) for i, x in enumerate(point)] for s in (1, -1)]
        for row, up, down in zip(slopes, exact(moved[0]), exact(moved[1]), strict=True):
            with precision(300):
                quotient = (up - down) * step.denominator / 2
                if row[j].is_finite():
                    assert abs(quotient - row[j]) < 1e-30  # a third derivative times 10^-50


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_with_the_least_precision_the_sign_is_found(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    size = rng.randint(1, 3)
    layers: list[Any] = [affine(rng, size, 3), rng.choice(SMOOTH + PIECEWISE), affine(rng, 3, 1)]
    net = sn.Network(*layers)
    x = [Fraction(rng.randint(-30, 30), 7) for _ in range(size)]
    found = sn.twin(net).least_precision(x)
    if found.bits is None:
        return
    for bits in range(found.bits, min(found.bits + 6, 53)):
        form = Format("float64", bits, -1074, 1024)
        for _ in range(3):
            [y] = Adversary(form, rng).run(net, [nearest(t, form) for t in x])
            assert (y > 0) - (y < 0) == found.sign


def test_what_precision_cannot_show() -> None:
    r = sp.sqrt(2)
    zero = sn.twin(sn.Affine([[r, -r], [1, 0]]))
    assert str(zero.least_precision([1, 1])) == "the output is exactly 0; no precision shows that"
    assert zero.least_precision([1, 1]).bits is None
    assert zero.least_precision([1, 1], 1).bits == 2
    near = sn.twin(sn.Affine([[1, -1]])).least_precision([1 + Fraction(1, 2**60), 1])
    assert near.bits is None
    assert near.sign == 1
    assert "53 bits are not known to show it" in str(near)
    told = sn.twin(sn.Network(sn.Affine([[1]]), sn.tanh)).least_precision([-1])
    assert "bits show that the output is negative, proved under H(4): tanh" in str(told)
    with pytest.raises(ShapeError, match="there is no output 2"):
        zero.least_precision([1, 1], 2)
