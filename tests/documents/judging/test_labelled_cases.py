r"""Cases with labels, which give the same names different values."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NETWORKS = (
    r"$$f(x)=wx+b;\quad \text{network A: } w=2,\ b=1;\quad \text{network B (small): } w=3,\ b=0$$"
)
LISTED = r"$$f(x)=wx+b;\quad \text{(a) } w=2,\ b=1;\quad \text{(b) } w=3,\ b=0$$"
APART = "$$f(x)=wx+b$$\n\n" r"$$\text{Case 1: } w=2;\ b=1$$" "\n\n" r"$$\text{Case 2: } w=3;\ b=0$$"
BEFORE = r"$$L=(w-1)^2;\quad \text{Before: } w=1,\quad \text{After: } w=3$$"
RETURNS = (
    r"$$G_t=R_{t+1}+\gamma G_{t+1},\ G_3=0;\quad \text{(a) } \gamma=0.5,\ R_1=-1,\ R_2=2,\ R_3=6;"
    r"\quad \text{(b) } \gamma=0.9,\ R_1=2,\ R_2=2,\ R_3=10$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (NETWORKS, r"\text{network A}:\quad f(2)=5", "proved"),
        (NETWORKS, r"\text{network A}:\quad f(2)=6", "refuted"),
        (NETWORKS, r"\text{network B}:\quad f(2)=6", "proved"),
        (NETWORKS, r"\text{Network B: } f(2)=5", "refuted"),
        (LISTED, r"\text{(a)}\quad f(2)=5,\ f(3)=7", "proved"),
        (LISTED, r"\text{(a)}\quad f(2)=6", "refuted"),
        (LISTED, r"\text{(b)}\quad f(2)=6", "proved"),
        (LISTED, r"\text{(b) } f(2)=5", "refuted"),
        (APART, r"\text{Case 1: } f(2)=5", "proved"),
        (APART, r"\text{Case 1: } f(2)=6", "refuted"),
        (APART, r"\text{Case 2: } f(2)=6", "proved"),
        (BEFORE, r"\text{Before: } L=0", "proved"),
        (BEFORE, r"\text{Before: } L=4", "refuted"),
        (RETURNS, r"\text{(a)}\quad G_2=6,\ G_1=5", "proved"),
        (RETURNS, r"\text{(a)}\quad G_2=6,\ G_1=R_2+G_2=8", "refuted"),
        (RETURNS, r"\text{(b)}\quad G_2=10,\ G_1=11", "proved"),
    ],
)
def test_a_claim_is_of_its_case(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NETWORKS, r"\text{network C}:\quad f(2)=5"),
        (NETWORKS.replace("w=3", "w=k"), r"\text{network B}:\quad f(2)=6"),
        (LISTED, r"\text{(c)}\quad f(2)=5"),
        (NETWORKS, r"\text{network C: } f(2)=6"),
        (NETWORKS, r"\text{network A and B: } f(2)=6"),
        (NETWORKS, "f(2)=6"),
        (NETWORKS + "\n\nNow network B is trained to $w=5$.", r"\text{network B: } f(2)=6"),
    ],
)
def test_no_case_is_made_up(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")
