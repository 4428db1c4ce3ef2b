"""Random variables given by cases: one value with some probability, another otherwise."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

DROPPED = r"""$$
h'=\begin{cases}0&\text{with probability } p\\\frac{h}{1-p}&\text{otherwise}\end{cases},
\quad 0\le p<1
$$"""
COIN = r"""$$
X=\begin{cases}1&\text{w.p. } q\\0&\text{w.p. } 1-q\end{cases}
$$"""
MEAN = r"E[h']=p\cdot0+(1-p)\cdot\frac{h}{1-p}=h \text{ for all } h \text{ and } p"
TWO = r"""$$
\tilde z=\begin{cases}a,&\text{with probability $\theta$,}\\b,&\text{else.}\end{cases}
$$"""
THREE = r"""$$
S=\begin{cases}-1&\text{with prob. } \frac14\\0&\text{with prob. } \frac12\\
2&\text{with prob. } \frac14\end{cases}
$$"""
REST = r"""$$
Y=\begin{cases}3&\text{with probability } u\\1&\text{with probability } v\\
0&\text{with probability } 1-u-v\end{cases}
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (DROPPED, MEAN, "proved"),
        (DROPPED, r"\mathrm{Var}[h']=\frac{p}{1-p}h^2", "proved"),
        (DROPPED, r"\mathrm{Var}[h']=\frac{1-p}{p}h^2", "refuted"),
        (DROPPED, r"\mathbb{E}[h'^2]=h^2 \text{ for all } h \text{ and } p", "refuted"),
        (DROPPED, r"\mathbb{E}[h'^2]=\frac{h^2}{1-p}", "proved"),
        (DROPPED, r"p=0.2,\ h=4:\ \mathrm{Var}[h']=4", "proved"),
        (DROPPED, r"p=0.2,\ h=4:\ \mathrm{Var}[h']=3.2", "refuted"),
        (DROPPED, r"p=0.3,\ h=2:\ \sqrt{\mathrm{Var}[h']}=1.3093", "proved"),
        (COIN, r"\operatorname{Var}(X)=q(1-q)", "proved"),
        (COIN, "E[X^2]=q", "proved"),
        (COIN, "E[X^2]=q^2", "refuted"),
        (COIN, r"\operatorname{Var}(X)=q^2(1-q)", "refuted"),
        (TWO, r"E[\tilde z]=\theta a+(1-\theta)b", "proved"),
        (TWO, r"\operatorname{Var}(\tilde z)=\theta(1-\theta)(a-b)^2", "proved"),
        (TWO, r"E[\tilde z]=\theta b+(1-\theta)a", "refuted"),
        (THREE, r"E[S]=\frac14", "proved"),
        (THREE, r"\operatorname{Var}(S)=\frac{19}{16}", "proved"),
        (THREE, r"\operatorname{Var}(S)=1", "refuted"),
        (REST, "E[Y]=3u+v", "proved"),
        (REST, "E[Y]=3u-v", "refuted"),
    ],
)  # fmt: skip
def test_odds_by_cases(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (THREE.replace(r"\frac12", r"\frac13"), r"E[S]=\frac14"),  # they do not sum to 1
        (THREE.replace(r"\frac12", r"\frac13"), r"E[S]=\frac12"),
        (REST.replace("1-u-v", "w"), "E[Y]=3u+v"),
        (REST.replace("1-u-v", "1-u"), "E[Y]=3u-v"),
        (COIN.replace("w.p.", "with probability at least"), "E[X]=q"),
        (COIN.replace(r"\text{w.p. } 1-q", r"\text{if } q>1"), "E[X]=q"),
        ("Let $a\\sim N(0,1)$.\n\n" + TWO, r"E[\tilde z]=\theta a+(1-\theta)b"),
    ],
)
def test_other_cases_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
