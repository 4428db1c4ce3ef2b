"""The set on which a claim holds, over finite sets and other domains that are no polyhedra."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import ClaimError

x, y = sp.symbols("x y", real=True)
SMALL = st.integers(-2, 2)
VALUES = st.lists(SMALL, min_size=1, max_size=3, unique=True)


@given(VALUES, VALUES, SMALL, SMALL, SMALL)
def test_over_a_grid_it_is_the_points_at_which_the_claim_is_true(
    xs: list[int], ys: list[int], a: int, b: int, c: int
) -> None:
    claim = sn.Eq(sn.relu(a * x + b * y + c), x * y)
    found = sn.where(claim, over={x: xs, y: ys})
    points = [(i, j) for i in xs for j in ys]
    true = [max(a * i + b * j + c, 0) == i * j for i, j in points]
    if all(true):
        assert found.is_everywhere
    assert found.is_nowhere == (not any(true))
    formula = found.to_sympy()
    assert [bool(formula.subs({x: i, y: j})) for i, j in points] == true


@pytest.mark.parametrize(
    ("claim", "over", "said"),
    [
        (sn.Eq(x**2, x), {x: [0, 1, 2]}, "on x = 0; on x = 1"),
        (sn.Eq(x, 5), {x: [0, 1]}, "nowhere"),
        (sn.Eq(sn.relu(x + y - 1), x * y), {x: [0, 1], y: [0, 1]}, "everywhere"),
        (sn.Eq(sn.relu(x + y - 1), x * y), {x: [0, 1], y: (0, 2)}, "on x = 0 and y <= 1; on x = 1"),
        (sn.Eq(x, 0), {x: [0, 1], y: (0, 1)}, "on x = 0"),
        (sn.Ge(x, 0), sn.Or(sn.Ge(x, 1), sn.Le(x, -1)), "on x >= 1"),
        (sn.Le(x, 1), [sn.Ge(x, 0), sn.Or(sn.Eq(x, -1), sn.Eq(x, 1), sn.Eq(x, 2))], "on x = 1"),
        (sn.Gt(x, -abs(x)), sn.Ne(x, 0), "on x > 0"),
        (sn.Le(x, 0), sn.Le(sn.Max(x, y), 1), "on y <= 1 and x <= 0"),
        (sn.Eq(1, 1), None, "everywhere"),
        (sn.Eq(1, 2), None, "nowhere"),
    ],
)
def test_no_point_outside_the_domain_is_in_it(claim: Any, over: Any, said: str) -> None:
    assert str(sn.where(claim, over=over)) == said


def test_points_of_a_line_are_named_once_and_without_their_cells() -> None:
    tent = sn.relu(x) - 2 * sn.relu(x - 1) + sn.relu(x - 2)
    assert repr(sn.where(sn.Eq(tent, x * (2 - x)))) == "SolutionSet(on x = 0; on x = 1; on x = 2)"
    once = sn.Min(2 * x, 2 - 2 * x)
    twice = sn.Min(2 * once, 2 - 2 * once)
    gap = x - once / 4 - twice / 16 - x**2
    attained = sn.where(sn.Eq(gap, sp.Rational(1, 64)), over={x: (0, 1)})
    assert str(attained) == "on x = 1/8; on x = 3/8; on x = 5/8; on x = 7/8"
    assert str(sn.where(sn.Lt(x**2, 2))) == "on x^2 < 2"


def test_what_is_not_found_says_what_may_be_the_matter() -> None:
    with pytest.raises(sn.UnsupportedError, match="the set was not found"):
        sn.where(sn.Eq(sp.floor(x), 0))


@pytest.mark.parametrize(
    ("made", "same"),
    [
        (sp.Interval(0, 1), {x: (0, 1)}),
        (sp.Interval.Ropen(0, 1), [sn.Ge(x, 0), sn.Lt(x, 1)]),
        (sp.Interval.open(0, sp.oo), [sn.Gt(x, 0)]),
        (sp.FiniteSet(0, 1), {x: [0, 1]}),
        (range(2), {x: [0, 1]}),
    ],
)
def test_sets_of_sympy_are_domains(made: Any, same: Any) -> None:
    for claim in (sn.Lt(x, 1), sn.Ge(x, 0), sn.Eq(x * (x - 1), 0), sn.Gt(x, 0)):
        assert sn.check(claim, over={x: made}).status is sn.check(claim, over=same).status
    assert sn.check(sn.Ge(x, 0), over={x: sp.S.Reals}).refuted


@pytest.mark.parametrize("stranger", [3, "x > 0", (0, 1), [(0, 1)], sn.Polyhedron([[1]], [0])])
def test_what_is_no_domain_is_named_as_such(stranger: Any) -> None:
    with pytest.raises(ClaimError, match=r"is no domain of a claim; write \{x: \(0, 1\)\}"):
        sn.check(sn.Ge(x, 0), over=stranger)


def test_what_a_session_shows_fits_in_a_line() -> None:
    claim = sn.ForAll({x: (0, 1)}, sn.Or(sn.Le(abs(x), 1), sn.Eq(x, 2)))
    assert repr(claim) == "Claim(abs(x) <= 1 or x = 2 where x >= 0, x <= 1)"
    assert repr(sn.check(claim)) == f"Verdict({sn.check(claim)})"
    late = sn.check(sn.Le(abs(x + y), abs(x) + abs(y)), seconds=0)
    assert str(late) == "UNDECIDED because the time limit was reached (0 cells settled before)"
