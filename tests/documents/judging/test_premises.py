"""Several premises of a conclusion; a premise that gives a name its value for the moment."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = r"$$f(x)=x^2,\quad s(x)=\frac{1}{1+e^{-x}}$$"

PROVED = [
    r"C>1,\ x>0\implies\ln(1+e^{-Cx})<\ln(1+e^{-x})",
    r"0<a<1,\ 0<b<1\implies ab<1",
    r"a>0,\ b>0,\ c>0\implies abc>0",
    r"x>0 \text{ and } y>0\implies xy>0",
    r"\text{if } a>0 \text{ and } b>0, \text{ then } ab>0",
    r"C\ge2\implies C^2\ge4",
    r"x\in[0,1]\implies f(x)\in[0,1]",
    r"x\in[0,1]\implies f(x)\le x",
    r"x=3\implies f(x)+1=10",
]

REFUTED = [
    r"a>0,\ b>0\implies ab>1",
    r"\text{if } a>0 \text{ and } b>0, \text{ then } a-b>0",
    r"x\in[0,2]\implies f(x)\le x",
    r"x=3\implies f(x)+1=9",
]

#: Claims beside one another, and conditions of which nothing is known.
NEITHER = [
    r"h>0,\ x>0\implies g(x)>h",
    r"\text{if } f(x)>1 \text{ and } x>0, \text{ perhaps } x<2",
]


@pytest.mark.parametrize("claim", PROVED)
def test_what_follows(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_what_does_not_follow(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize("claim", NEITHER)
def test_what_is_left_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")


def test_a_premise_is_over_behind_its_conclusion() -> None:
    before = GIVEN + "\n\n$$x=3\\implies f(x)+1=10$$"
    assert last(before, r"f(x)<10 \text{ for all } x") == "refuted"
    assert last(before, r"f(x)<10") != "proved"
