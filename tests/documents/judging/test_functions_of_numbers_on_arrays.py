"""Functions of a number whose letter is an array elsewhere, and numbers beside vectors."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SHAPES = r"W,V\in\mathbb{R}^{d\times f},\ x\in\mathbb{R}^{1\times d}"
OWN = rf"$$s(t)=t\sigma(t),\ {SHAPES},\ \sigma(x)=\frac1{{1+e^{{-x}}}}$$"
GATED = rf"""$$
s(x)=x\sigma(x),\ g(x,W,V)=\sigma(xW)\odot xV,\ h(x,W,V)=s(xW)\odot xV,\quad {SHAPES},\
\sigma(x)=\frac1{{1+e^{{-x}}}}
$$"""
COLUMN = r"$$\sigma(x)=\frac1{1+e^{-x}},\ A\in\mathbb{R}^{f\times d},\ x\in\mathbb{R}^{d}$$"
BARE = r"$$A\in\mathbb{R}^{f\times d},\ x,y\in\mathbb{R}^{d}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (OWN, r"s(xW)=xW\odot\sigma(xW) \text{ for all } x,W", "proved"),
        (OWN, r"s(xW)=2xW\odot\sigma(xW) \text{ for all } x,W", "refuted"),
        (GATED, r"h(x,W,V)=xW\odot g(x,W,V) \text{ for all } x,W,V", "proved"),
        (GATED, r"h(x,W,V)=xV\odot g(x,W,V) \text{ for all } x,W,V", "refuted"),
        (COLUMN, r"\sigma(-Ax)=1-\sigma(Ax) \text{ for all } A", "proved"),
        (COLUMN, r"\sigma(-Ax)=\sigma(Ax)-1 \text{ for all } A", "refuted"),
        (BARE, r"\sigma(-Ax)=1-\sigma(Ax) \text{ for all } A,x", "proved"),
        (BARE, r"x+1\in\mathbb{R}", "refuted"),
        (BARE, r"x^Ty+x=x \text{ for all } x,y", "refuted"),
        (BARE, r"x^T(y+1)=x^Ty+1 \text{ for all } x,y", None),
    ],
)
def test_functions_at_entries(given: str, claim: str, verdict: str | None) -> None:
    found = last(given, claim)
    assert found == verdict if verdict else found not in ("proved", "refuted")
