r"""Entries of expressions "for all A": (A^T)_{ij} = A_{ji}, and what is false of some A."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_OPEN = r"$$A\in\mathbb{R}^{m\times n},\ B\in\mathbb{R}^{n\times k}$$"
_SQUARE = r"$$A,B\in\mathbb{R}^{n\times n}$$"
_BOLD = r"$$\mathbf{A}\in\mathbb{R}^{m\times n}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_OPEN, r"(A^T)_{ij}=A_{ji} \text{ for all } A", "proved"),
        (_OPEN, r"(A^T)_{ij}=A_{ij} \text{ for all } A", "refuted"),
        (_BOLD, r"(\mathbf{A}^\top)_{i,j}=\mathbf{A}_{j,i} \text{ for all } \mathbf{A}", "proved"),
        (_BOLD, r"(\mathbf{A}^\top)_{i,j}=\mathbf{A}_{i,j} \text{ for all } \mathbf{A}", "refuted"),
        (_SQUARE, r"(A+B)_{ij}=A_{ij}+B_{ij} \text{ for all } A,B", "proved"),
        (_SQUARE, r"(AB)_{ij}=A_{ij}B_{ij} \text{ for all } A,B", "refuted"),
    ],
)
def test_what_is_said_of_all_arrays(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [r"(A^T)_{ij}=A_{ij}", r"(AB)_{ij}=A_{ij}B_{ij}", r"(A^T)_{ij}=A_{ij} \text{ for some } A"],
)
def test_a_condition_on_the_arrays_stays_open(claim: str) -> None:
    assert last(_SQUARE, claim) in (None, "undecided")
