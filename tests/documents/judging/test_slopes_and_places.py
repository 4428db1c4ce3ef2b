r"""Slopes of named losses, at places and on ranges; what lies outside; nouns behind a number."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_LOSSES = r"$$L_{log}(y,p)=-y\ln p-(1-y)\ln(1-p),\quad L_{hinge}(m)=\max(0,1-m)$$"
_LATENT = r"$$K(\mu,\sigma)=\frac12(\mu^2+\sigma^2-1-\ln\sigma^2)$$"
_TENT = r"$$T(x)=2\max(0,x)-4\max(0,x-\tfrac12)+2\max(0,x-1)$$"
_SUM = r"$$y=\max(0,x)-2\max(0,x-1)$$"
_SQUARE = "$$f(x)=x^2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_LOSSES, r"\frac{\partial L_{log}}{\partial p}=\frac{p-y}{p(1-p)}", "proved"),
        (_LOSSES, r"\frac{\partial L_{log}}{\partial p}=p-y", "refuted"),
        (_LATENT, r"\frac{\partial K}{\partial\mu}=\mu", "proved"),
        (_LATENT, r"\frac{\partial K}{\partial\mu}=2\mu", "refuted"),
        (_LATENT, r"\frac{\partial K}{\partial\sigma}=\sigma-\frac1\sigma", "proved"),
        (_SUM, r"\frac{dy}{dx}=-1\text{ for }1<x<2", "proved"),
        (_SUM, r"\frac{dy}{dx}=1\text{ for }1<x<2", "refuted"),
        (_SUM, r"\frac{dy}{dx}=-1\text{ for }0<x<2", "refuted"),
        (_SQUARE, r"\frac{df}{dx}=6\text{ at }x=3", "proved"),
        (_SQUARE, r"\frac{df}{dx}=5\text{ at }x=3", "refuted"),
        (_TENT, r"T(x)=0\text{ for all }x\notin[0,1]", "proved"),
        (_TENT, r"T(x)=0\text{ for all }x\notin(0,1)", "proved"),
        (_TENT, r"T(x)=0\text{ for }x\notin[0,1)", "proved"),
        (_TENT, r"T(x)=0\text{ for all }x\notin[0,\tfrac12]", "refuted"),
        (_TENT, r"T(x)=1\text{ for all }x\notin[0,1]", "refuted"),
        ("", r"3D+1=10\text{ parameters for }D=3", "proved"),
        ("", r"3D+1=11\text{ parameters for }D=3", "refuted"),
        ("", r"28\cdot28=784\text{ connections}", "proved"),
        ("", r"28\cdot28=783\text{ connections}", "refuted"),
        ("", r"8\cdot4=4\text{ bytes}", "undecided"),
    ],
)
def test_a_claim_about_a_slope_a_place_or_a_count(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_slope_that_is_given_without_a_place_is_a_value() -> None:
    """Someone hands on the slope of a later layer."""
    found = entries("$$f(x)=x^2$$\n\n$$\\frac{df}{dx}=5$$")
    assert [entry.verdict or entry.kind for entry in found] == ["definition", "definition"]
