"""Separability of two sets of points: every answer is checked against the points again."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, ShapeError
from symnn.exact.ball import precision
from symnn.exact.number import Number
from symnn.exact.separation import CommonPoint, Hyperplane, separate, separate_enclosed

COORDINATES = st.integers(-3, 3) | st.fractions(-2, 2, max_denominator=4)


def point_sets(size: int) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    return st.lists(st.tuples(*[COORDINATES] * size), min_size=1, max_size=7)


def check(found: Any, first: list[Any], second: list[Any]) -> None:
    """What the answer says about every point, in fractions."""
    if isinstance(found, Hyperplane):
        assert all(found.at(p).sign() > 0 for p in first)
        assert all(found.at(p).sign() < 0 for p in second)
        return
    for weights, points in ((found.first, first), (found.second, second)):
        assert all(y.sign() > 0 for _, y in weights)
        assert sum((y for _, y in weights), Number(0)) == 1
        for axis, x in enumerate(found.point):
            assert sum((y * points[i][axis] for i, y in weights), Number(0)) == x


@given(st.integers(1, 3).flatmap(lambda n: st.tuples(point_sets(n), point_sets(n))))
def test_either_answer_proves_itself(sets: tuple[list[Any], list[Any]]) -> None:
    first, second = sets
    found = separate(first, second)
    check(found, first, second)
    other = separate(second, first)
    assert other.is_separable == found.is_separable


@given(point_sets(1), point_sets(1))
def test_on_a_line_intervals_are_apart_or_not(first: list[Any], second: list[Any]) -> None:
    apart = max(first) < min(second) or max(second) < min(first)
    assert separate(first, second).is_separable == apart


@given(st.lists(st.booleans(), min_size=8, max_size=8))
def test_threshold_functions_of_three_inputs(table: list[bool]) -> None:
    """104 of the 256 are; each by weights and a bias of at most 4 in whole numbers."""
    corners = list(itertools.product((0, 1), repeat=3))
    first = [c for c, t in zip(corners, table, strict=True) if t]
    second = [c for c, t in zip(corners, table, strict=True) if not t]
    shallow = any(
        all(
            (2 * (w[0] * c[0] + w[1] * c[1] + w[2] * c[2]) + b > 0) == t
            for c, t in zip(corners, table, strict=True)
        )
        for w in itertools.product(range(-3, 4), repeat=3)
        for b in range(-9, 10, 2)
    )
    assert separate(first, second).is_separable == shallow


def test_the_surd_decides() -> None:
    """The second set is beyond √2 by 10^-30, or just not."""
    root, tiny = sp.sqrt(2), sp.Rational(1, 10**30)
    inside = [(root, 0), (0, root)]
    assert sn.linearly_separable(inside, [(root / 2 + tiny, root / 2)]).is_separable
    touching = sn.linearly_separable(inside, [(root / 2, root / 2)])
    assert not touching.is_separable
    assert [w for _, w in touching.first] == [Fraction(1, 2), Fraction(1, 2)]


def test_transcendental_coordinates() -> None:
    inside = [(sp.exp(1), 0), (0, sp.exp(1)), (0, 0)]
    apart = sn.linearly_separable(inside, [(sp.pi / 2, sp.pi / 2)])
    assert isinstance(apart, Hyperplane)
    crossed = sn.linearly_separable(inside, [(1, 1), (sp.log(3), 1)])
    assert isinstance(crossed, CommonPoint)
    assert crossed.point is None
    assert all(w > 0 for _, w in (*crossed.first, *crossed.second))
    touching = sn.linearly_separable([(sp.E, 0), (0, sp.E)], [(sp.E / 2, sp.E / 2)])
    assert touching is None


def test_a_point_in_both_sets_is_named() -> None:
    found = sn.linearly_separable([(0, 0), (1, 2)], [(5, 5), (1, 2)])
    assert found.shared == (1, 1)
    assert sn.linearly_separable([(0, 0), (2, 2)], [(1, 1)]).shared is None


def test_one_empty_set() -> None:
    assert sn.linearly_separable([(1, 2), (3, 4)], []).is_separable
    assert sn.linearly_separable([], [(1, 2)]).is_separable


def fixed(ball: arb) -> Any:
    """One point of one coordinate, the same ball at every precision."""
    return lambda _: [[ball]]


def test_proposals_are_tried_and_checked() -> None:
    first, second = fixed(arb(1).exp()), fixed(arb(2).exp())
    right = Hyperplane((Number(-1),), Number(5))
    wrong = Hyperplane((Number(1),), Number(-5))
    assert separate_enclosed(first, second, [right]) is right
    found = separate_enclosed(first, second, [wrong])
    assert isinstance(found, Hyperplane)
    assert found.weight[0].sign() < 0


def test_balls_that_say_nothing_decide_nothing() -> None:
    assert separate_enclosed(fixed(arb.nan()), fixed(arb(1)), bits=(64,)) is None
    with precision(64):
        assert separate_enclosed(fixed(arb(0, 1)), fixed(arb("0.5")), bits=(64,)) is None


@pytest.mark.parametrize(
    ("first", "second", "error", "message"),
    [
        ([], [], ShapeError, "the points are none"),
        ([(1, 2)], [(1, 2, 3)], ShapeError, r"of \[2, 3\] coordinates"),
        ([(1, 2)], [(sp.E,)], ShapeError, "different numbers of coordinates"),
        ([(0.5, 1)], [(1, 2)], InexactError, "0.5"),
    ],
)
def test_what_is_no_set_of_points(
    first: Any, second: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        sn.linearly_separable(first, second)
