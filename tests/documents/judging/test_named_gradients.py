r"""Gradients with names as in code: dY = \partial L/\partial Y."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LEFT = (
    r"$$D=WX,\ W\in\mathbb{R}^{5\times10},\ X\in\mathbb{R}^{10\times3},\ "
    r"dD=\frac{\partial L}{\partial D}\in\mathbb{R}^{5\times3} \text{ for a scalar } L$$"
)
RIGHT = (
    r"$$Y=XW,\ X\in\mathbb{R}^{2\times3},\ W\in\mathbb{R}^{3\times4},\ "
    r"dY=\frac{\partial J}{\partial Y}$$"
)
SPACES = r"$$X\in\mathbb{R}^{2\times3},\ W\in\mathbb{R}^{3\times4},\ G\in\mathbb{R}^{2\times4}$$"
VECTOR = (
    r"$$z=Wx,\ W\in\mathbb{R}^{2\times3},\ x\in\mathbb{R}^{3},\ dz=\frac{\partial L}{\partial z}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LEFT, r"\frac{\partial L}{\partial W}=dD\,X^T", "proved"),
        (LEFT, r"\frac{\partial L}{\partial X}=W^T\,dD", "proved"),
        (LEFT, r"\frac{\partial L}{\partial W}=X^T\,dD", "refuted"),
        (RIGHT, r"dW=X^T\,dY", "proved"),
        (RIGHT, r"dX=dY\,W^T", "proved"),
        (RIGHT, r"\frac{\partial J}{\partial W}=dY\,X^T", "refuted"),
        (VECTOR, r"\frac{\partial L}{\partial W}=dz\,x^T", "proved"),
        (VECTOR, r"dx=W^T\,dz", "proved"),
        (VECTOR, r"\frac{\partial L}{\partial x}=W\,dz", "refuted"),
    ],
)
def test_gradients_have_names(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIGHT.replace("dY=", "G="), r"dW=X^T\,dY"),
        (RIGHT + "\n\n$$dZ=\\frac{\\partial K}{\\partial Z}$$", r"dW=W"),
        (SPACES, r"dW=X^TG"),
        (SPACES, r"dX=GW^T"),
    ],
)
def test_other_differentials_are_left_alone(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial L}{\partial y}=y-t",
        r"\frac{\partial L}{\partial W}=G",
        r"\frac{\partial L}{\partial W}=(y-t)x^T",
        r"\frac{\partial L}{\partial V}=X",
    ],
)
def test_a_slope_of_what_nothing_is_known_of_is_told(claim: str) -> None:
    given = r"$$y=Wx,\ W\in\mathbb{R}^{2\times3},\ x\in\mathbb{R}^3,\ t\in\mathbb{R}^2$$"
    assert last(given, claim) in (None, "undecided")
