"""Values of functions that are worked out with one coefficient wrong."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_CUBIC = r"$$p(x)=x^2-3x+1,\quad c(x)=x^3$$"
_FORM = r"""$$f(x)=\frac12x^THx,\ H=\begin{bmatrix}5&0\\0&1\end{bmatrix},\
u=\begin{bmatrix}1\\1\end{bmatrix},\ g=Hu$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_CUBIC, "p(t+1)=t^2-t-1", "proved"),
        (_CUBIC, "p(t+1)=t^2-t+1", "refuted"),
        (_CUBIC, "p(2t)=4t^2-3t+1", "refuted"),
        (_FORM, r"f(u-\epsilon g)=3-26\epsilon+63\epsilon^2", "proved"),
        (_FORM, r"f(u-\epsilon g)=3-26\epsilon+126\epsilon^2", "refuted"),
    ],
)
def test_one_coefficient(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    ["p(t)=t^2-3t+2", "p(t+1)=0", "p(t+1)=3t+5", "p(t+1)=t^2+2t+4", "c(1+h)=1+3h+3h^2"],
)
def test_equations_to_solve_and_terms_left_out(claim: str) -> None:
    assert last(_CUBIC, claim) in (None, "undecided")
