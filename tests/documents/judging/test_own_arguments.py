r"""Slopes of a function by what its arguments are made from."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_TWO = r"f(u,v)=u^2v,\quad u=a+b,\quad v=ab"
_LOSS = r"L(y,t)=(y-t)^2,\quad y=wx+b,\quad t=3x"
_NUMBERS = r"f(u,v)=uv,\quad u=2a,\quad v=3a+1,\quad a=1"
_CHAIN = r"\frac{\partial f}{\partial u}\frac{\partial u}{\partial a}"
_OTHER = r"\frac{\partial f}{\partial v}\frac{\partial v}{\partial a}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_TWO, r"\frac{\partial f}{\partial a}=2uv+u^2b", "proved"),
        (_TWO, r"\frac{\partial f}{\partial a}=2uv+u^2a", "refuted"),
        (_TWO, r"\frac{\partial f}{\partial a}=2(a+b)ab+(a+b)^2b", "proved"),
        (_TWO, rf"\frac{{\partial f}}{{\partial a}}={_CHAIN}+{_OTHER}", "proved"),
        (_TWO, rf"\frac{{\partial f}}{{\partial a}}={_CHAIN}", "refuted"),
        (_TWO, r"\frac{\partial f}{\partial u}=2uv", "proved"),
        (_LOSS, r"\frac{\partial L}{\partial w}=2(y-t)x", "proved"),
        (_LOSS, r"\frac{\partial L}{\partial b}=2(y-t)x", "refuted"),
        (_NUMBERS, r"\frac{\partial f}{\partial a}=14", "proved"),
        (_NUMBERS, r"\frac{\partial f}{\partial a}=13", "refuted"),
        # what it is not made from
        (_TWO, r"\frac{\partial f}{\partial c}=1", None),
        # an argument without a value
        (r"f(u,v)=uv,\quad u=2a", r"\frac{\partial f}{\partial a}=3v", None),
    ],
)
def test_a_slope(given: str, claim: str, verdict: str | None) -> None:
    assert last(f"$$\n{given}\n$$", claim) == verdict
