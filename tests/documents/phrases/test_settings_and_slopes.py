"""Sentences behind values, about slopes, kinks, critical points, and for all values of a letter."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

UNIT = r"$$f(x_1,x_2)=\begin{cases}1&w_1x_1+w_2x_2\ge\theta\\0&\text{otherwise}\end{cases}$$"
GIVEN = r"""
$$y=2\max(0,x)-3\max(0,x-1),\quad g(x,y)=x^2-y^2,\quad k(x)=x^3-3x$$

$$R=\begin{bmatrix}\cos\theta&-\sin\theta\\\sin\theta&\cos\theta\end{bmatrix}$$

$$H=\begin{bmatrix}2&1\\1&3\end{bmatrix}$$
"""


def judged(given: str, claim: str) -> tuple[Entry, ...]:
    """The entries of a document."""
    return tuple(judge(Source("a.md", f"{given}\n\n$${claim}$$", "markdown")))


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"w_1=w_2=1,\ \theta=1:\quad \text{the unit computes OR}", "proved"),
        (r"w_1=w_2=1,\ \theta=2:\ \text{the perceptron computes AND}", "proved"),
        (r"w_1=w_2=1,\ \theta=2:\ \text{the perceptron computes OR}", "refuted"),
        (r"w_1=w_2=-1,\ \theta=-\tfrac32:\quad \text{this neuron implements NAND}", "proved"),
        (r"\text{the unit computes OR}", None),
    ],
)
def test_a_unit_with_values(claim: str, verdict: str | None) -> None:
    assert judged(UNIT, claim)[-1].verdict == verdict


def test_of_two_functions_none_is_the_unit() -> None:
    two = UNIT + "\n\n" + UNIT.replace("f(", "g(")
    found = judged(two, r"w_1=w_2=1,\ \theta=1:\quad \text{the unit computes OR}")
    assert found[-1].verdict is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{the slope of } y \text{ for } x>1 \text{ is } -1", "proved"),
        (r"\text{the slope of } y \text{ for } 0<x<1 \text{ is } 2", "proved"),
        (r"\text{the slope of } y \text{ for } 0<x<1 \text{ is } 3", "refuted"),
        (r"\text{the slope of } y \text{ for } z>1 \text{ is } 3", None),
        (r"\text{the kinks of } y \text{ are at } 0 \text{ and } 1", "proved"),
        (r"\text{the joints of } y \text{ lie at } x=0 \text{ and } x=1", "proved"),
        (r"\text{the kinks of } y \text{ are at } 0 \text{ and } 2", "refuted"),
        (r"(0,0) \text{ is a saddle point of } g", "proved"),
        (r"(0,1) \text{ is a saddle point of } g", "refuted"),
        (r"(0,0) \text{ is a critical point of } g", "proved"),
        (r"1 \text{ is a local minimum of } k", "proved"),
        (r"1 \text{ is a local maximum of } k", "refuted"),
        (r"0 \text{ is a local minimum of } y", None),
        (r"R \text{ is orthogonal for every } \theta", "proved"),
        (r"R \text{ is symmetric for all } \theta", "refuted"),
        (r"R \text{ is symmetric for all } \theta>0", "refuted"),
        (r"R \text{ is orthogonal for all } \theta>0", "proved"),
        (r"H \text{ is symmetric positive definite}", "proved"),
    ],
)
def test_sentences(claim: str, verdict: str | None) -> None:
    assert judged(GIVEN, claim)[-1].verdict == verdict


def test_what_a_sentence_says_last_defines_nothing() -> None:
    found = judged(GIVEN, r"y \text{ has kinks at } x=0 \text{ and } x=1")
    assert [entry.kind for entry in found[-1:]] == ["claim"]
    assert not any(entry.latex == "x=1" for entry in found)
