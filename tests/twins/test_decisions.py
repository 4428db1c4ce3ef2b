"""The class of an input, decided: exact numbers, balls, ties."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, ShapeError

SMALL = st.integers(-3, 3)


@given(st.lists(st.tuples(SMALL, SMALL), min_size=2, max_size=4), st.tuples(SMALL, SMALL))
def test_rational_networks_are_decided_as_fractions_say(
    rows: list[tuple[int, int]], point: tuple[int, int]
) -> None:
    scores = [max(0, a * point[0] + b * point[1]) for a, b in rows]
    (found,) = sn.classify(sn.Network(sn.Affine(rows), sn.relu), [point])
    best = [k for k, s in enumerate(scores) if s == max(scores)]
    assert list(found.candidates) == best
    assert found.is_tie == (len(best) > 1)
    assert found.label == (best[0] if len(best) == 1 else None)
    others = sorted(scores)[-2]
    assert found.margin == max(scores) - others


@given(st.lists(SMALL, min_size=2, max_size=4))
def test_a_monotone_function_in_front_changes_no_class(scores: list[int]) -> None:
    """tanh and softmax keep the order and ties; balls and normal forms must say so."""
    plain = sn.classify(sn.identity, [scores])[0]
    for layers in ([sn.tanh], [sn.tanh, sn.Softmax()], [sn.Softmax()]):
        bent = sn.classify(sn.Network(*layers), [scores])[0]
        assert (bent.label, bent.candidates, bent.is_tie) == (
            plain.label,
            plain.candidates,
            plain.is_tie,
        )


def test_one_output_is_compared_with_zero_or_a_half() -> None:
    line = sn.Affine([[1]], [-1])
    for net in (sn.Network(line), sn.Network(line, sn.sigmoid), sn.Network(line, sn.tanh)):
        found = sn.classify(net, [(0,), (2,), (1,)])
        assert [d.label for d in found] == [0, 1, None]
        assert found[2].is_tie
        assert found[2].candidates == (0, 1)


def test_the_margin_is_that_before_the_last_sigmoid() -> None:
    (found,) = sn.classify(sn.Network(sn.Affine([[1]]), sn.sigmoid), [(-3,)])
    assert (found.label, found.margin) == (0, 3)


def test_a_gap_beyond_all_floats_is_seen() -> None:
    tiny = sp.Rational(1, 10**60)
    (found,) = sn.classify(sn.Network(sn.tanh), [(1, 1 + tiny)])
    assert found.label == 1


def test_a_hidden_tie_is_proved() -> None:
    """σ(x) + σ(-x) = 1, so these two scores are equal wherever they are compared."""
    net = sn.Network(sn.Affine([[1], [-1]]), sn.sigmoid, sn.Affine([[1, 1], [0, 0]], [0, 1]))
    (found,) = sn.classify(net, [("1/3",)])
    assert (found.label, found.is_tie, found.margin) == (None, True, 0)


def test_irrational_inputs() -> None:
    root = sp.sqrt(2)
    net = sn.Affine([[1, 0], [0, 1]])
    found = sn.classify(net, [(root, Fraction(141421356, 10**8)), (root, root), (sp.E, sp.pi)])
    assert [d.label for d in found] == [0, None, 1]
    assert found[1].is_tie


def test_floats_are_the_numbers_that_they_are() -> None:
    net = sn.Affine([[1, 1, 0], [0, 0, 1]])
    (found,) = sn.classify(net, np.array([[0.1, 0.2, 0.3]]))
    assert found.label == 0
    assert found.margin == Fraction(1, 2**55)


def test_no_points() -> None:
    assert sn.classify(sn.relu, []) == []


@pytest.mark.parametrize(
    ("points", "error"),
    [
        ([(1, 2, 3)], ShapeError),
        ([1, 2], ShapeError),
        ([(float("nan"), 1)], InexactError),
        ([(float("inf"), 1)], InexactError),
    ],
)
def test_what_is_no_point(points: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        sn.classify(sn.Affine([[1, 2]]), points)
