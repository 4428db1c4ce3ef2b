"""Equivalences of inequalities that hold for all values of their letters."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

SIGMA = r"$$\sigma(z)=\frac{1}{1+e^{-z}}$$"


def verdicts(claim: str) -> set[str | None]:
    """The verdicts on a claim behind the sigmoid."""
    entries = list(judge(Source("a.md", f"{SIGMA}\n\n$${claim}$$", "markdown")))
    return {entry.verdict for entry in entries[1:]}


@pytest.mark.parametrize(
    "claim",
    [
        r"|1-2\eta|<1 \iff 0<\eta<1",
        r"x^2>1 \Leftrightarrow |x|>1",
        r"2x+1>5 \iff x>2",
        r"\sigma(z)>\tfrac12 \iff z>0",
    ],
)
def test_the_same_in_other_words(claim: str) -> None:
    assert verdicts(claim) == {"proved"}


@pytest.mark.parametrize(
    "claim",
    [
        r"|1-2\eta|<1 \iff 0<\eta<2",
        r"ab>0 \iff a>0",
        r"x^2=4 \iff x=2",
        r"1>0 \iff 2>1",
        r"x^2+1>0 \iff x^2+2>0",
        r"A>0 \iff B>0",
    ],
)
def test_others_are_neither_proved_nor_refuted(claim: str) -> None:
    assert not verdicts(claim) & {"proved", "refuted"}
