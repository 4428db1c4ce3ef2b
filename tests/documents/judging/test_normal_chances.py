r"""Chances of normally distributed variables, as values of the distribution function."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_STANDARD = r"$$Y\sim\mathcal{N}(0,1)$$"
_GATE = r"$$g(t)=tP(U\le t),\quad U\sim\mathcal{N}(0,1)$$"
_SHIFTED = r"$$S\sim\mathcal{N}(2,3^2)$$"
_OTHER = r"$$Y\sim\mathcal{U}(0,1)$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_STANDARD, r"P(Y\le 2)=0.9772", "proved"),
        (_STANDARD, r"P(Y\le 2)=0.9872", "refuted"),
        (_STANDARD, r"\Pr(|Y|\le 2)=0.9545", "proved"),
        (_STANDARD, r"\mathbb{P}(|Y|>2)=0.0455", "proved"),
        (_STANDARD, r"P(-1<Y<2)=0.8186", "proved"),
        (_STANDARD, r"P(2>Y>-1)=0.8186", "proved"),
        (_STANDARD, r"P(1\ge Y)=0.8413", "proved"),
        (_STANDARD, r"P(Y>a)=P(Y<-a)", "proved"),
        (_STANDARD, r"P(Y\le 0)=\frac12", "proved"),
        (_SHIFTED, r"P(S\le 5)=0.8413", "proved"),
        (_SHIFTED, r"P(S\le 5)=0.6306", "refuted"),
        (_GATE, "g(2)=1.954", "proved"),
        (_GATE, "g(2)=1.964", "refuted"),
        (_GATE, "g(t)-g(-t)=t", "proved"),
        (_GATE, r"g(t)\ge0 \text{ for all } t", "refuted"),
    ],
)
def test_a_chance(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_OTHER, r"P(Y\le 2)=0.9772"),
        (f"{_STANDARD}\n\n{_OTHER}", r"P(Y\le 2)=0.9772"),  # the last that is said holds
        (r"$$Y\sim\mathcal{N}(0,4)$$", r"P(Y\le 2)=0.8413"),  # 4 may be either
        (_STANDARD, r"P(V\le 2)=0.9872"),
        (f"$$P(x)=x^2$$\n\n{_STANDARD}", r"P(Y\le 2)=0.9872"),
        (f"{_STANDARD}\n\n# Another chapter\n\nLet $Y$ be what a die shows.", r"P(Y\le 2)=\frac13"),
        (_STANDARD, r"P(Y\le 2 \mid Y>0)=0.9772"),
        (f"{_STANDARD}\n\nNow let $Y$ be uniform on $[0,1]$.", r"P(Y\le\frac12)=\frac12"),
        (f"{_STANDARD}\n\nHere $Y$ is uniform on $[0,1]$.", r"P(Y\le\frac12)=\frac12"),
        (f"{_STANDARD}\n\n$$Y=3$$", r"P(Y\le 2)=0.9872"),
    ],
)
def test_what_is_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
