r"""Formulas that open with what is counted, letters of families, and nouns behind numbers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SLOPES = r"$$k \text{ heads},\quad s_h=3^{-6h/k},\ h=1,\dots,k$$"
_ROTATION = r"""$$Q=\begin{pmatrix}\mu&\nu\\-\nu&\mu\end{pmatrix},\quad
\lambda_1,\lambda_2 \text{ its eigenvalues}$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_SLOPES, r"k=6:\quad s_1=\frac13,\ s_2=\frac19", "proved"),
        (_SLOPES, r"k=6:\quad s_2=\frac13", "refuted"),
        (_SLOPES, r"k=12:\quad s_1=0.577", "proved"),
        (_SLOPES, r"k=12:\quad s_1=0.587", "refuted"),
        (_SLOPES, r"\frac{s_{h+1}}{s_h}=s_1", "proved"),
        (r"$$5\times5 \text{ image},\quad f(x)=x^2$$", "f(3)=9", "proved"),
        (_ROTATION, r"\det Q=\mu^2+\nu^2", "proved"),
        (_ROTATION, r"\operatorname{tr}Q=2\mu", "proved"),
        ("$$m=3$$", r"2m-1=5 \text{ hidden functions } \psi_r", "proved"),
        ("", r"m=3:\quad 2m-1=6 \text{ hidden functions } \psi_r", "refuted"),
        ("$$m=3$$", r"4m+1=13 \text{ spline coefficients}", "proved"),
    ],
)
def test_what_is_counted_is_no_condition(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [r"$$x \text{ even},\quad f(x)=x^2$$", r"$$n \text{ odd inputs},\quad f(x)=x^2$$"],
)
def test_a_condition_stays_one(given: str) -> None:
    assert last(given, "f(3)=9") not in ("proved", "refuted")


def test_a_factor_in_words_is_no_noun() -> None:
    assert last("$$m=3$$", r"4m+1=13 \text{ thousand weights}") != "refuted"
