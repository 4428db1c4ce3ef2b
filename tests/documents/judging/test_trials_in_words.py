"""Chances of several independent trials, told in words."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

DROPPED = r"""$$
h'=\begin{cases}0&\text{with probability } p\\\frac{h}{1-p}&\text{otherwise}\end{cases},\quad
0\le p<1; \text{ the units of a layer are dropped independently}
$$"""
REMOVED = "Every neuron is removed with probability $q$, independently of the others."
BULBS = "Each bulb is defective with probability $0.02$. Bulbs fail independently."
CASE = "If it rains, each unit is dropped independently with probability $0.2$."
TIED = "Each unit is dropped with probability $p$. The units are not independent."
UNSAID = "Each unit is dropped with probability $p$."
TWO = REMOVED + " In the second net every neuron is removed independently with probability $r$."


NONE = r"p=0.1:\ \text{the probability that none of } 10 \text{ units is dropped is } 0.3487"
SOME = r"p=0.1:\ \text{exactly } 2 \text{ of } 3 \text{ units are kept with probability } 0.243"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (DROPPED, r"p=0.5:\ \text{all five units of a layer are kept with probability } \frac1{32}",
         "proved"),
        (DROPPED, r"p=0.1:\ \text{exactly one of ten units is dropped with probability } 0.3874",
         "proved"),
        (DROPPED, r"p=0.1:\ \text{exactly one of ten units is dropped with probability } 0.3487",
         "refuted"),
        (DROPPED, NONE, "proved"),
        (DROPPED, SOME, "proved"),
        (REMOVED, r"\text{exactly one of three neurons is removed with probability } 3q(1-q)^2",
         "proved"),
        (REMOVED, r"\text{at least one of two neurons is removed with probability } 2q-q^2",
         "proved"),
        (BULBS, r"\text{all three bulbs are defective with probability } 0.000008", "proved"),
        (BULBS, r"\text{the probability that none of three bulbs is defective is } 0.941192",
         "proved"),
        (BULBS, r"\text{all three bulbs are defective with probability } 0.06", "refuted"),
    ],
)  # fmt: skip
def test_trials(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (CASE, r"\text{all two units are dropped with probability } 0.04"),
        (TIED, r"\text{all two units are dropped with probability } p^2"),
        (UNSAID, r"\text{all two units are dropped with probability } p^2"),
        (UNSAID, r"\text{all two units are dropped with probability } p^3"),
        (TWO, r"\text{all two neurons are removed with probability } q^2"),
        (TWO, r"\text{all two neurons are removed with probability } r^3"),
        (BULBS, r"\text{the probability that all three bulbs are not defective is } 0.94"),
        (REMOVED, r"\text{all two weights are removed with probability } q^3"),
        (REMOVED, r"\text{all two neurons are moved with probability } q^3"),
    ],
)
def test_other_trials_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
