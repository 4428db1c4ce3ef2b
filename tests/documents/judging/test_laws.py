r"""Means and variances of variables whose laws are told, continuous ones too."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.judging.verdicts import entries, last

_NORMAL = "$$\nX\\sim\\mathcal{N}(\\mu,\\sigma^2)\n$$"
_TWO = "$$\nX\\sim\\mathcal{U}(0,2),\\quad Y\\sim\\mathcal{U}(-1,1) \\text{ independent}\n$$"
_FAMILY = "$$\n\\text{independent } v_k\\sim\\mathcal{U}(-s,s),\\ k=1,\\dots,m\n$$"
_COIN = "$$\nT\\in\\{0,4\\} \\text{ and } S\\in\\{-1,1\\} \\text{ uniform and independent}\n$$"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_NORMAL, r"\mathbb{E}[X^2]=\mu^2+\sigma^2", "proved"),
        (_NORMAL, r"\mathbb{E}[(X-\mu)^4]=3\sigma^4", "proved"),
        (_NORMAL, r"\mathbb{E}[(X-\mathbb{E}[X])^2]=\sigma^2", "proved"),
        (_NORMAL, r"\mathbb{E}[X^2]=2\mu^2+\sigma^2", "refuted"),
        (_NORMAL, r"\operatorname{Var}(aX+b)=a^2\sigma^2", "proved"),
        (_NORMAL, r"\mathbb{E}[e^X]=e^{\mu+\sigma^2/2}", "proved"),
        (_TWO, r"\mathbb{E}[XY]=0", "proved"),
        (_TWO, r"\operatorname{Var}(X-Y)=\frac23", "proved"),
        (_TWO, r"\operatorname{Var}(X-Y)=0", "refuted"),
        (_TWO, r"\operatorname{Var}(XY)=\frac49", "proved"),
        (_TWO, r"\mathbb{E}[\cos(\pi Y)]=0", "proved"),
        (_FAMILY, r"\operatorname{Var}(v_k)=\frac{s^2}{3}", "proved"),
        (_FAMILY, r"\operatorname{Var}(v_3)=\frac{s^2}{3}", "proved"),
        (_FAMILY, r"\operatorname{Var}(\sum_k v_k)=\frac{ms^2}{3}", "proved"),
        (_FAMILY, r"\operatorname{Var}(\frac1m\sum_{k=1}^m v_k)=\frac{s^2}{3m}", "proved"),
        (_FAMILY, r"\operatorname{Var}(\frac1m\sum_{k=1}^m v_k)=\frac{ms^2}{3}", "refuted"),
        (_FAMILY, r"s=\sqrt{\frac3m}\implies\operatorname{Var}(\sum_k v_k)=1", "proved"),
        (_COIN, r"\mathbb{E}[(T+S)^2]=9", "proved"),
        (_COIN, r"\mathbb{E}[TS]=2", "refuted"),
        ("", r"Z\sim N(0,1)\implies\mathbb{E}[Z^6]=15", "proved"),
        ("", r"Z\sim N(0,1)\implies\mathbb{E}[Z^6]=12", "refuted"),
    ],
)
def test_a_claim(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (_TWO.replace(" \\text{ independent}", ""), r"\mathbb{E}[XY]=1"),
        (f"{_TWO}\n\nThe variables $X$ and $Y$ are correlated.", r"\mathbb{E}[XY]=1"),
        (_TWO, r"\mathbb{E}[XW]=0"),  # W has no law
        (_TWO, r"\mathbb{E}[X\mid Y]=3"),
        (_TWO, r"\mathbb{E}[X]=\frac32 \text{ given } X>1"),
        (f"{_TWO}\n\n# Another section", r"\mathbb{E}[X]=5"),
        (_FAMILY, r"\mathbb{E}[v_kv_l]=1"),  # k may be l
        (_FAMILY, r"\operatorname{Var}(\sum_k kv_k)=\frac{ms^2}{3}"),
        ("$$\nX\\sim\\mathcal{N}(0,4)\n$$", r"\operatorname{Var}(X)=16"),  # or the deviation?
        ("A die: $X\\sim\\mathcal{U}(1,6)$.", r"\operatorname{Var}(X)=\frac{35}{12}"),
        ("$$\nx\\sim\\mathcal{N}(0,\\sigma^2 I)\n$$", r"\operatorname{Var}(x)=1"),
        (_NORMAL, r"\mathbb{E}[\max(0,X)]=3"),
        (_FAMILY, r"\operatorname{Var}(\sum_k v_k)=1"),  # what is wanted
        ("", r"\mathbb{E}[X]=2,\quad\operatorname{Var}(X)=3"),  # what is given
    ],
)
def test_what_may_be_meant_otherwise(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


def test_means_are_still_claims_where_chances_are_given() -> None:
    given_ = "$$\nP(X=0)=\\frac13,\\ P(X=3)=\\frac23\n$$"
    assert last(given_, r"\mathbb{E}[X]=2") == "proved"
    assert last(given_, r"\mathbb{E}[X]=3") == "refuted"


@settings(max_examples=15)
@given(st.lists(st.integers(-3, 3), min_size=2, max_size=4, unique=True), st.integers(1, 4))
def test_any_values(values: list[int], degree: int) -> None:
    mean = sum((Fraction(v) ** degree for v in values), Fraction(0)) / len(values)
    text = f"$$\nX\\in\\{{{','.join(map(str, values))}\\}} \\text{{ uniformly}}\n$$"
    claims = [f"$$\n\\mathbb{{E}}[X^{degree}]={mean + slip}\n$$" for slip in (0, 1)]
    found = entries("\n\n".join([text, *claims]))[-2:]
    assert [entry.verdict for entry in found] == ["proved", "refuted"]
