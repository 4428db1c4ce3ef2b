"""A member of a family that a chain gives another value than the formula for all of them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

BACKWARD = (
    r"$$G_t=R_{t+1}+\gamma G_{t+1},\ G_5=0,\quad \gamma=0.5,\ R_1=-1,\ R_2=2,\ R_3=6,\ R_4=3,"
    r"\ R_5=2$$"
)
FORWARD = r"$$x_{n+1}=2x_n+1,\ x_0=1$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (BACKWARD, r"G_3=R_4+\gamma G_4=4", "proved"),
        (BACKWARD, r"G_3=R_4+G_4=5", "refuted"),
        (BACKWARD, r"G_0=3+1=4", "undecided"),
        (FORWARD, r"x_2=2x_1+1=7", "proved"),
        (FORWARD, r"x_2=2x_1+2=8", "refuted"),
    ],
)
def test_a_chain_that_ends_elsewhere(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize("claim", [r"G_3=4", r"G_3=0"])
def test_whether_a_member_is_the_last_is_not_made_up(claim: str) -> None:
    given = r"$$G_t=R_{t+1}+\gamma R_{t+2}+\gamma^2R_{t+3}+\cdots,\ G_T=0,\ T=5$$"
    assert last(given, claim) in (None, "undecided")


def test_the_last_is_told_beside_words() -> None:
    given = r"$$G_t=r_{t+1}+\gamma G_{t+1},\quad G_T=0$$"
    told = r"\gamma=0.9,\ r_t=1 \text{ for all } t,"
    assert last(given, rf"{told}\ T=3:\quad G_0=2.71") == "proved"
    assert last(given, rf"{told}\ T=4:\quad G_0=2.71") != "proved"
