"""E[x] and Var[x] of lists of numbers, and of what variances are said to be."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LAYER = r"""$$
y=\frac{x-\mathrm{E}[x]}{\sqrt{\mathrm{Var}[x]+\epsilon}}*\gamma+\beta,\quad
\mathrm{Var} \text{ the biased estimator (division by } n\text{)},\ \gamma=1,\ \beta=0;\qquad
x=(1,3,5,7),\ \epsilon=10^{-5}
$$"""
PROSE = """The variance below is the unbiased one, divided by $n-1$.

$$a=(2,4,9)$$"""
BARE = "$$v=(2,4,9)$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LAYER, r"\mathrm{E}[x]=4", "proved"),
        (LAYER, r"\mathrm{E}[x]=5", "refuted"),
        (LAYER, r"\mathrm{Var}[x]=5", "proved"),
        (LAYER, r"\mathrm{Var}[x]=\frac{20}{3}", "refuted"),
        (LAYER, "y_4=1.3416", "proved"),
        (LAYER, r"y_3=\frac{5-4}{\sqrt{5+10^{-5}}}=0.3873", "refuted"),
        (LAYER, "y_1+y_2+y_3+y_4=0", "proved"),
        (LAYER, r"\epsilon=0:\ \frac14\sum_{i=1}^4y_i^2=1", "proved"),
        (PROSE, r"\operatorname{Var}(a)=13", "proved"),
        (PROSE, r"\operatorname{Var}(a)=\frac{26}{3}", "refuted"),
        (PROSE, r"\mathrm{Std}[a]=3.606", "proved"),
        (PROSE, r"\mathbb{E}[3a]=15", "proved"),
        (BARE, r"\mathbb{E}[v]=5", "proved"),
        (BARE, r"\mathbb{E}[v]=4", "refuted"),
    ],
)
def test_moments_of_lists(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (BARE, r"\mathrm{Var}[v]=\frac{26}{3}"),  # nothing says which
        (BARE, r"\mathrm{Var}[v]=13"),
        (BARE + "\n\nThe variance is not the biased one.", r"\mathrm{Var}[v]=\frac{26}{3}"),
        (BARE + "\n\nThe probabilities of these values are $p=(0.5,0.3,0.2)$.", r"\mathbb{E}[v]=5"),
        (BARE + "\n\nStochastic gradients are unbiased estimates.", r"\mathrm{Var}[v]=13"),
        (BARE + r" $$E(v)=v^2$$", "E(v)=5"),
        (BARE + "\n\n$$w=(0.2,0.3,0.5)$$", r"\mathbb{E}[v]=4"),
        (BARE + "\n\nThese occur with frequencies $1/4, 1/4, 1/2$.", r"\mathbb{E}[v]=5"),
        (BARE + "\n\nThis is the sample variance.", r"\mathrm{Var}[v]=13"),
        (BARE + "\n\nIt estimates the population variance.", r"\mathrm{Var}[v]=13"),
        ("$$V=2$$", r"\mathbb{E}[v]=5"),
        (LAYER.replace("the biased", "the biased or the unbiased"), r"\mathrm{Var}[x]=5"),
    ],
)
def test_other_moments_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
