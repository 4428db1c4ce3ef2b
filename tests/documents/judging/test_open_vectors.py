"""Relations for all vectors of ℝⁿ, judged by the entries of the vectors."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from tests.documents.judging.verdicts import last as worst

GIVEN = (
    r"$$H=\begin{bmatrix}5&1\\1&7\end{bmatrix},\quad"
    r" g(t)=\begin{bmatrix}\cos t\\ \sin t\end{bmatrix}$$"
)
ALL = r" \text{ for all } \mathbf{x}\in\mathbb{R}^2"


def last(claim: str) -> Entry:
    """The entry of a claim behind the matrix."""
    return list(judge(Source("a.md", f"{GIVEN}\n\n$${claim}$$", "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (rf"\mathbf{{x}}^\top H\mathbf{{x}}\ge4\mathbf{{x}}^\top\mathbf{{x}}{ALL}", "proved"),
        (rf"\mathbf{{x}}^\top H\mathbf{{x}}\ge5\mathbf{{x}}^\top\mathbf{{x}}{ALL}", "refuted"),
        (rf"\mathbf{{x}}^\top\mathbf{{x}}\ge0{ALL}", "proved"),
        (rf"\|H\mathbf{{x}}\|\le7\|\mathbf{{x}}\|{ALL}", "refuted"),
        (r"\|g(t)\|=1 \text{ for all } t", "proved"),
        (r"\|g(t)\|=2 \text{ for all } t", "refuted"),
    ],
)
def test_all_vectors_of_a_stated_size(claim: str, verdict: str) -> None:
    assert last(claim).verdict == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"\mathbf{x}^\top H\mathbf{x}\ge5\mathbf{x}^\top\mathbf{x}",
        r"\mathbf{x}^\top H\mathbf{x}\ge5\mathbf{x}^\top\mathbf{x} \text{ for all eigenvectors } x",
        r"\mathbf{x}^\top\mathbf{x}\ge1 \text{ for all } \mathbf{x}\in\mathbb{S}",
    ],
)
def test_other_vectors_are_left_open(claim: str) -> None:
    assert last(claim).verdict != "refuted"


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        (r"\nabla_X\ln|\det X|=X^{-\top}", "proved"),
        (r"\frac{\partial}{\partial X}\ln|\det X|=X^{-\top}", "proved"),
        (r"\nabla_X\ln|\det X|=2X^{-\top}", None),
        (r"\nabla_X\ln|\det X|=X^{-1}", None),
    ],
)
def test_the_logarithm_of_the_size_of_a_determinant(claim: str, outcome: str | None) -> None:
    """It has a slope where the determinant is negative, too."""
    found = worst("", claim)
    assert found == outcome if outcome else found != "proved"
