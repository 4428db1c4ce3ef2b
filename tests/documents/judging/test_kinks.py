"""Slopes by cases: right away from the kink, whatever convention holds at it."""

from __future__ import annotations

import pytest

from symnn.documents.judging.calculus.kinks import NOTE
from tests.documents.judging.verdicts import entries, last

RELU = r"$$\mathrm{ReLU}(x)=\max(0,x)$$"
ELU = r"$$f(x)=\begin{cases}x & x\ge 0\\ \alpha(e^x-1) & x<0\end{cases}$$"

PROVED = [
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}1 & x>0\\ 0 & x<0\end{cases}"),
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}1 & x>0\\ 0 & x\le 0\end{cases}"),
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}1 & \text{if } x\ge0\\ 0 & \text{if } x<0\end{cases}"),
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}0 & x<0\\ \frac12 & x=0\\ 1 & x>0\end{cases}"),
    ("", r"\frac{d}{dx}\max(0,x)=\begin{cases}1 & 0<x\\ 0 & \text{otherwise}\end{cases}"),
    ("", r"\frac{d|x|}{dx}=\begin{cases}1 & x>0\\ -1 & x<0\end{cases}"),
    (ELU, r"f'(x)=\begin{cases}1 & x>0\\ f(x)+\alpha & x\le0\end{cases}"),
    # the kink is smoothed: at it by continuity
    (RELU, r"\frac{d}{dx}\mathrm{ReLU}(x)^2=2\,\mathrm{ReLU}(x) \text{ for all } x"),
    ("", r"\frac{d}{dt}\max(0,1-t^2)^2=-4t\max(0,1-t^2)"),
    ("", r"\frac{d}{dx}\frac12\max(0,x)^2=\max(0,x)"),
    ("$g(z)=z|z|$", "g'(0)=0"),
]

REFUTED = [
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}1 & x<0\\ 0 & x\ge 0\end{cases}"),
    (RELU, r"\frac{d}{dx}\mathrm{ReLU}(x)=\begin{cases}x & x>0\\ 0 & \text{otherwise}\end{cases}"),
    (ELU, r"f'(x)=\begin{cases}1 & x>0\\ \alpha (e^x-1) & x<0\end{cases}"),
    (RELU, r"\frac{d}{dx}\mathrm{ReLU}(x)^2=3\,\mathrm{ReLU}(x)"),
    ("$g(z)=z|z|$", "g'(0)=1"),
]

LEFT_ALONE = [
    ("", r"g'(x)=\begin{cases}1 & x>0\\ 0 & x<0\end{cases}"),
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}1 & x>0\\ 0 & x<-1\end{cases}"),
    (RELU, r"\mathrm{ReLU}'(x)=\begin{cases}1 & x>0\end{cases}"),
    # it may be meant on the side where it holds
    (RELU, r"\mathrm{ReLU}'(x)=1"),
    (r"$f(x)=\max(0,x)^2$. On the active side,", "f'(x)=2x"),
    ("$f(x)=x|x|$", "f'(x)=2x"),
    # at the end of the domain there is no slope
    (RELU, r"\frac{d}{dx}\mathrm{ReLU}(x)=1 \text{ for all } x\ge 0"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_a_slope_that_is_right_away_from_the_kink_is_proved(given: str, claim: str) -> None:
    """Whatever is written for the kink."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_a_slope_that_is_wrong_inside_a_case_is_refuted(given: str, claim: str) -> None:
    """At every point of that case."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), LEFT_ALONE)
def test_other_cases_are_left_alone(given: str, claim: str) -> None:
    """An unknown function, ranges with a gap, a case alone."""
    assert last(given, claim) in (None, "undecided")


def test_the_convention_is_said() -> None:
    """That nothing is claimed for the kink."""
    assert NOTE in entries(f"{RELU}\n\n$${PROVED[0][1]}$$")[-1].notes
