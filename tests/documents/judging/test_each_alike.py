"""w_i = 1: one number for all names of a kind that the formulas above hold."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NET = r"$$p=u_1x_1+u_2x_2+c_1,\ q=u_3p+c_2,\ u_i=2,\ c_j=1,\ x_1=3,\ x_2=-1$$"


@pytest.mark.parametrize("before", ["", r"$$u=(5,7),\quad v=u_1$$"])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("p=5", "proved"),
        ("q=11", "proved"),
        ("q=12", "refuted"),
        (r"\frac{\partial q}{\partial x_1}=4", "proved"),
        (r"\frac{\partial q}{\partial u_1}=6", "proved"),
        (r"\frac{\partial q}{\partial u_1}=5", "refuted"),
    ],
)
def test_each_gets_the_number(before: str, claim: str, verdict: str) -> None:
    """An array of the same name from before makes no difference to what is proved."""
    found = last(f"{before}\n\n{NET}", claim)
    assert found == verdict or (before != "" and found != {"proved": "refuted"}.get(verdict))


@pytest.mark.parametrize(
    "given",
    [
        r"$$p=u_1+u_2,\ u_1=4$$ $$u_i=2$$",
        r"$$i=1,\ p=u_1+u_2,\ u_i=2$$",
        r"$$p=u_1+u_2$$ $$u_i=2\text{ for odd }i$$",
        r"$$p=u_1+u_2$$ $$u_i=2i$$",
    ],
)
def test_no_number_for_others(given: str) -> None:
    """What has a value keeps it; an index with a value, or words, leave all as it was."""
    assert last(given, "p=4") != "proved"
