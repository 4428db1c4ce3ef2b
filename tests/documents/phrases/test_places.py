"""Where an extreme lies: "the minimum of p is at x = 1"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$p(x)=2x^2-4x+1,\quad q(x)=x^4-2x^2,\quad c(x)=x^3-3x,\quad g(u,v)=(u-1)^2+(v-2)^2,"
    r"\quad a(x)=-|x|$$"
)


def told(which: str, f: str, place: str, how: str = "is at") -> str:
    return rf"\text{{the {which} of }} {f} \text{{ {how} }} {place}"


@pytest.mark.parametrize(
    "claim",
    [
        told("minimum", "p", "x=1"),
        told("minimum", "p(x)", "1"),
        told("minimum", "q", "x=-1"),
        told("minimum", "g", "(1,2)", "is located at"),
        told("maximum", "a", "x=0", "is found at"),
    ],
)
def test_it_lies_there(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        told("minimum", "p", "x=2"),
        told("minimum", "q", r"x=\frac12"),
        told("minimum", "g", "(2,1)"),
    ],
)
def test_it_lies_elsewhere(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        told("minimum", "c", "x=1"),
        told("maximum", "q", "x=0"),
        told("minimum", "p", "y=-1"),
        told("minimum", "p", "t=2"),
    ],
)
def test_a_local_one_or_its_value_may_be_meant(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")
