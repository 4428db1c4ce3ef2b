r"""Norms of a matrix beside their own formula, which tells the one of the map from the other."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

B = r"$$b=\begin{bmatrix}-4&-3&-2\\-1&0&1\\2&3&4\end{bmatrix}$$"
M = r"$$M=\begin{pmatrix}1&-2\\3&4\end{pmatrix}$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (B, r"\|b\|_1=\max_j\sum_i|b_{ij}|=7"),
        (B, r"\|b\|_\infty=\max_i\sum_j|b_{ij}|=9"),
        (B, r"\|b\|_1=\max_{1\le j\le 3}\sum_{i=1}^3|b_{ij}|=7"),
        (B, r"\|b\|_1=\sum_{i,j}|b_{ij}|=20"),
        (B, r"\|b\|_\infty=\max_{i,j}|b_{ij}|=4"),
        (B, r"\|b\|_\infty=\max\{9,2,9\}=9"),
        (M, r"\lVert M\rVert_1=\max(1+3,2+4)=6"),
        (M, r"\|M\|_\infty=\max_i\sum_j|M_{ij}|=7"),
    ],
)
def test_the_formula_tells_the_norm(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (B, r"\|b\|_1=\max_i\sum_j|b_{ij}|=9"),
        (B, r"\|b\|_1=\max_j\sum_i|b_{ij}|=8"),
        (B, r"\|b\|_\infty=\sum_{i,j}|b_{ij}|=20"),
        (M, r"\|M\|_1=\max(1+2,3+4)=7"),
        (M, r"\|M\|_\infty=\max_i\sum_j|M_{ij}|=6"),
    ],
)
def test_the_formula_of_neither_norm(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize("claim", [r"\|b\|_1=7", r"\|b\|_\infty=4", r"\|b\|_1=3+4"])
def test_a_bare_number_does_not_tell(claim: str) -> None:
    assert last(B, claim) == "undecided"
