r"""Samples that a superscript in brackets numbers: sums and claims over x^{(i)}."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_PAIRS = r"""$$
x^{(1)}=(1,4)^\top,\ x^{(2)}=(2,3)^\top,\quad y^{(1)}=3,\ y^{(2)}=5
$$

$$
\hat y^{(1)}=2,\ \hat y^{(2)}=6
$$"""
_MEAN = _PAIRS + "\n\n$$\\mu=\\frac12\\sum_{i=1}^2x^{(i)}$$"
_UNIT = r"""$$
f(x)=w^\top x+b,\quad w=(1,1)^\top,\quad b=-3
$$

$$
x^{(1)}=(1,1)^\top,\ y_1=-1,\quad x^{(2)}=(2,2)^\top,\ y_2=1,\quad x^{(3)}=(3,3)^\top,\ y_3=1
$$"""
_LAYERS = "$$a^{[0]}=1,\\ a^{[1]}=2,\\ a^{[2]}=4$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_PAIRS, r"\sum_{i=1}^2 y^{(i)}=8", "proved"),
        (_PAIRS, r"\sum_{i=1}^2 y^{(i)}=9", "refuted"),
        (_PAIRS, r"\frac14\sum_{i=1}^2(\hat y^{(i)}-y^{(i)})^2=\frac12", "proved"),
        (_PAIRS, r"\sum_{i=1}^2 x_1^{(i)}=3", "proved"),
        (_PAIRS, r"\prod_{i=1}^2 y^{(i)}=15", "proved"),
        (_PAIRS, r"y^{(i)}\ge3\text{ for }i=1,2", "proved"),
        (_PAIRS, r"y^{(i)}\ge4\text{ for }i=1,2", "refuted"),
        (_PAIRS, r"\|x^{(i)}\|\ge4\text{ for }i=1,2", "refuted"),
        (_MEAN, r"\mu=(1.5,3.5)^\top", "proved"),
        (_MEAN, r"\sum_{i=1}^2(x^{(i)}-\mu)=\begin{bmatrix}0\\0\end{bmatrix}", "proved"),
        (_UNIT, r"y_if(x^{(i)})\ge1\text{ for }i=1,2,3", "proved"),
        (_UNIT, r"y_if(x^{(i)})\ge2\text{ for }i=1,2,3", "refuted"),
        (_LAYERS, r"\sum_{l=0}^2a^{[l]}=7", "proved"),
        (_LAYERS, r"\sum_{l=0}^2a^{[l]}=8", "refuted"),
        (_PAIRS, r"\sum_{i=1}^3 y^{(i)}=8", None),
    ],
)
def test_a_claim_about_samples(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
