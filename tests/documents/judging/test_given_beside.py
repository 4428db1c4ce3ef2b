"""Values beside a formula are those of its letters, whatever they were in an example before."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

BEFORE = "$$v=(4,5,6),\\quad k=(1,1,1),\\quad q=2v+k$$\n\n"
UNIT = r"$$s=u_1v_1+u_2v_2+k,\ a=\max(0,s),\ (v_1,v_2)=(2,-1),\ (u_1,u_2)=(3,1),\ k=1$$"


@pytest.mark.parametrize("before", ["", BEFORE])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("s=6", "proved"),
        ("a=5", "refuted"),
        (r"\frac{\partial a}{\partial u_2}=-1", "proved"),
        (r"\frac{\partial a}{\partial u_1}=4", "refuted"),
        (r"\frac{\partial a}{\partial v_1}=3", "proved"),
    ],
)
def test_new_values_beside_a_formula(before: str, claim: str, verdict: str) -> None:
    """v_1 was the first entry of a vector, and k was one."""
    assert last(before + UNIT, claim) == verdict


def test_a_list_keeps_the_values_it_was_computed_with() -> None:
    """What was worked out before its letters got other values is no new definition."""
    assert last(BEFORE + UNIT, "q=(9,11,13)") == "proved"
    assert last(BEFORE + UNIT, "q=(9,11,14)") != "proved"


def test_values_further_down_leave_it_open() -> None:
    """Values that do not stand beside the formula may not be meant for it."""
    assert last("$$a=2,\\quad u=a+1$$\n\n$$a=3$$", "u=4") == "undecided"
