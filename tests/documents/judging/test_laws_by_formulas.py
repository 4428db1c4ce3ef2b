"""Laws of finitely many values that a formula gives, and sums over the values of a letter."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SIGNS = r"""$$
p(x|\mu)=\left(\frac{1-\mu}{2}\right)^{(1-x)/2}\left(\frac{1+\mu}{2}\right)^{(1+x)/2},\qquad
x\in\{-1,1\},\ \mu\in(-1,1),\qquad H(\mu)=-\sum_{x}p(x|\mu)\ln p(x|\mu)
$$"""
LISTED = r"""$$
P(X=x)=\frac{x}{10},\quad x=1,2,3,4
$$"""
CASES = r"""$$
p(x)=\begin{cases}0.2&x=0\\0.5&x=1\\0.3&x=2\\0&\text{otherwise}\end{cases}
$$"""
AHEAD = r"""Let $k\in\{0,1,2\}$.

$$
f(k;\theta)=\binom{2}{k}\theta^k(1-\theta)^{2-k}
$$"""
LISTS = r"""$$
s=\sum_{x}p(x)f(x),\quad x\in\{1,2,3\},\quad p=\left(\tfrac12,\tfrac14,\tfrac14\right),
\quad f=(1,2,4)
$$"""
DIE = r"""$$
P(X=k)=\frac16,\quad k=1,\dots,6
$$"""
SHORT = r"""$$
p(x)=\frac{x}{10},\quad x\in\{1,2,3\}
$$"""
TWO_SETS = r"""$$
q(x)=\frac{x}{6},\quad x\in\{1,2,3\}
$$

$$
x\in\{1,2\}
$$"""
PAIRS = r"""$$
q(x)=\frac14,\quad x\in\{0,1\}^2
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SIGNS, r"\mathbb{E}[x]=\mu", "proved"),
        (SIGNS, r"\mathbb{E}[x]=2\mu", "refuted"),
        (SIGNS, r"\operatorname{var}[x]=1-\mu^2", "proved"),
        (SIGNS, r"\operatorname{var}[x]=(1-\mu)^2", "refuted"),
        (SIGNS, r"\mathbb{E}[x^2]=1", "proved"),
        (SIGNS, r"\sum_xp(x|\mu)=1", "proved"),
        (SIGNS, r"\sum_{x}x\,p(x|\mu)=\mu", "proved"),
        (SIGNS, r"H'(\mu)=\frac12\ln\frac{1-\mu}{1+\mu}", "proved"),
        (SIGNS, r"H(\mu)\le\ln2 \text{ for all } \mu\in(-1,1)", "proved"),
        (SIGNS, r"H\left(\frac12\right)=0.562", "proved"),
        (SIGNS, r"H\left(\frac12\right)=0.662", "refuted"),
        (LISTED, "E[X]=3", "proved"),
        (LISTED, r"\mathbb{E}[X]=2.75", "refuted"),
        (LISTED, r"\operatorname{Var}(X)=1", "proved"),
        (LISTED, "E[X^2]=10", "proved"),
        (CASES, "E[X]=1.1", "proved"),
        (DIE, "E[X]=3.5", "proved"),
        (DIE, r"\operatorname{Var}(X)=\frac{35}{12}", "proved"),
        (LISTS, "s=2", "proved"),  # lists, which are no functions
        (CASES, r"\mathrm{Var}(X)=0.49", "proved"),
        (AHEAD, r"\mathbb{E}[k]=2\theta", "proved"),
        (AHEAD, r"\operatorname{Var}[k]=2\theta(1-\theta)", "proved"),
    ],
)
def test_moments_of_laws_by_formulas(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (SHORT, "E[X]=1.4"),  # the chances do not sum to 1
        (SHORT, r"\mathbb{E}[X]=2"),
        (TWO_SETS, r"\sum_xq(x)=1"),
        (TWO_SETS, r"\sum_xq(x)=0.5"),
        (PAIRS, r"\sum_xq(x)=0.5"),
        (PAIRS, r"\mathbb{E}[x]=0.25"),
    ],
)
def test_what_is_no_law_of_numbers_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


SECTIONS = r"""# One

Let $x\in\{0,1\}$ be a coin.

# Two

$$
p(x)=\frac{\lambda^xe^{-\lambda}}{x!},\quad \lambda>0
$$"""
TWO_LAWS = r"""$$
p(x)=\frac x6,\quad q(x)=\frac{4-x}6,\quad x\in\{1,2,3\}
$$"""
ANEW = r"""$$
p(x)=\begin{cases}0.2&x=1\\0.8&x=2\end{cases}
$$

Later we take

$$
p(x)=\begin{cases}0.5&x=1\\0.5&x=2\end{cases}
$$"""
FUNCTION = r"""$$
f(x)=\frac x3,\quad x\in\{0,1,2\}
$$

The random variable $X$ takes $0$, $1$ and $2$ with probability $1/4$, $1/2$ and $1/4$."""
GIVEN_X = r"""$$
p(y|x)=\begin{cases}0.2&y=0\\0.8&y=1\end{cases}
$$"""


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (SECTIONS, r"\sum_xp(x)=e^{-\lambda}(1+\lambda)"),
        (SECTIONS, r"\sum_xp(x)=1"),
        (TWO_LAWS, r"\mathbb E[X]=\frac73"),
        (TWO_LAWS, r"\mathbb E[X]=\frac53"),
        (ANEW, r"\mathbb E[X]=1.8"),
        (ANEW, r"\mathbb E[X]=1.5"),
        (FUNCTION, r"\mathbb E[X]=\frac53"),
        (FUNCTION, r"\mathbb E[X]=1"),
        (GIVEN_X, r"\mathbb E[Y]=0.8"),
    ],
)
def test_laws_that_are_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
