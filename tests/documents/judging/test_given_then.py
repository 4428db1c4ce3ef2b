"""Values that are the subject of a verb: settings of what it says, and no claims of their own."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

UNIT = (
    r"$$s=\begin{cases}1&c+u_1x_1+u_2x_2\ge0\\0&c+u_1x_1+u_2x_2<0\end{cases},"
    r"\quad x_1,x_2\in\{0,1\}$$"
)
SIGNS = (
    r"$$g(x_1,x_2)=\begin{cases}1&\text{if } c+u_1x_1+u_2x_2>0\\-1&\text{otherwise}"
    r"\end{cases}$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(u_1,u_2,c)=(1,1,-2) \text{ gives } s=x_1x_2 \text{ for all inputs}", "proved"),
        (r"(u_1,u_2,c)=(1,1,-1) \text{ gives } s=x_1x_2", "refuted"),
        (r"(u_1,u_2,c)=(1,1,-1) \text{ yields } s=\max(x_1,x_2)", "proved"),
        (r"u_1=u_2=1,\ c=-1 \text{ computes OR}", "proved"),
        (r"u_1=u_2=1,\ c=-1 \text{ also computes AND}", "refuted"),
        (r"u_1=-1,\ u_2=-1,\ c=0 \text{ implements the NOR function}", "proved"),
        (r"u_1=-1,\ u_2=-1,\ c=1:\ \text{the unit computes NAND}", "proved"),
    ],
)
def test_what_weights_compute(claim: str, verdict: str) -> None:
    """The same weights before, or other ones, make no difference."""
    assert last(UNIT, claim) == verdict
    assert last(UNIT + "\n\n$$(u_1,u_2,c)=(1,1,-1)$$", claim) == verdict
    assert last(UNIT + "\n\n$$u_1=u_2=1,\\ c=-2\\text{ computes AND}$$", claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"c=-1,\ u_1=u_2=1 \text{ implements AND on } \{-1,1\}^2", "proved"),
        (r"c=1,\ u_1=u_2=1 \text{ implements AND on } \{-1,+1\}^2", "refuted"),
        (r"c=1,\ u_1=u_2=1 \text{ implements OR on } \{1,-1\}^2", "proved"),
        (r"c=-1,\ u_1=u_2=1 \text{ implements AND}", None),
        (r"c=1,\ u_1=u_2=1 \text{ implements OR}", None),
    ],
)
def test_gates_of_signs(claim: str, verdict: str | None) -> None:
    """On {-1, 1}² false is -1; which is meant where nothing is said is not decided."""
    assert last(SIGNS, claim) == verdict
    assert last(SIGNS + "\n\n$$c=1,\\ u_1=u_2=1$$", claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"u_1=u_2=1,\ c=-1 \text{ computes something else}",
        r"(u_1,u_2,c)=(1,1,-1) \text{ gives what is wanted}",
        r"c=-1 \text{ represents the threshold}",
    ],
)
def test_values_put_in_prove_nothing(claim: str) -> None:
    """That a weight has the value it had is not what is said."""
    assert last(UNIT + "\n\n$$(u_1,u_2,c)=(1,1,-1)$$", claim) != "proved"


def test_new_names_are_still_given() -> None:
    """Behind the verb a new name gets its value, and one that was given gets another."""
    found = entries("$$b=2$$\n\n$$a=3 \\text{ gives } d=5$$\n\n$$a=4\\text{ gives } b=7$$")
    assert [e.verdict for e in found] == [None] * 5


def test_inputs_of_a_formula_make_no_case_of_it() -> None:
    """y has its formula wherever its inputs are, and other letters still make cases."""
    assert last(r"$$y=2x_1+x_2,\quad x_1,x_2\in\{0,1\}$$", r"y=x_2+2x_1") == "proved"
    assert last(r"$$y=2x_1+x_2,\quad x_1,x_2\in\{0,1\}$$", r"x_1=1,x_2=1:\ y=3") == "proved"
