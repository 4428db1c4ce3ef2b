r"""Diagonals, rows and entries of matrices in words, and identity matrices of open size."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$A=\begin{pmatrix}2&2\\1&3\end{pmatrix},\quad \mu=-1;\qquad"
    r" B\in\mathbb{R}^{3\times3} \text{ with diagonal } (1,3,6)$$"
)
N = r" \text{ for the } n\times n \text{ identity matrix } I"

DECIDED = [
    (r"B-\mu I \text{ has the diagonal } (2,4,7)", "proved"),
    (r"B-\mu I \text{ has the diagonal } (1-1,3-1,6-1)", "refuted"),
    (r"\text{the diagonal of } 2B^T+I \text{ is } (3,7,13)", "proved"),
    (r"\text{the trace of } B-\mu I \text{ is } 13", "proved"),
    (r"B \text{ has trace } 9", "refuted"),
    (r"\text{the diagonal entries of } A \text{ are } 2 \text{ and } 3", "proved"),
    (r"\text{row } 2 \text{ of } A \text{ is } (1,3)", "proved"),
    (r"\text{column } 1 \text{ of } A \text{ is } (2,2)", "refuted"),
    (r"\text{the entry in row } 2, \text{ column } 1 \text{ of } A \text{ is } 1", "proved"),
    (r"\text{the entry of } A \text{ in row } 2 \text{ and column } 1 \text{ is } 2", "refuted"),
    (r"\text{the } (1,2) \text{ entry of } A \text{ is } 2", "proved"),
    (r"\text{the bottom-right entry of } A \text{ is } 3", "proved"),
    (r"\det(I-\lambda I)=(1-\lambda)^n" + N, "proved"),
    (r"\det(I-\lambda I)=1-\lambda" + N, "refuted"),
    (r"\det(cI)=c^n" + N, "proved"),
    (r"\det(cI)=nc" + N, "refuted"),
    (r"\det(\mu I)=2" + N, "refuted"),
    (r"\operatorname{tr}(I)=n" + N, "proved"),
    (r"\operatorname{tr}(cI)=c" + N, "refuted"),
    (r"\det(-I)=-1 \text{ for the } 3\times3 \text{ identity matrix } I", "proved"),
    (r"\det(-I)=-1 \text{ for the identity matrix } I\in\mathbb{R}^{m\times m}", "refuted"),
]

OPEN = [
    r"B^2 \text{ has the diagonal } (1,9,36)",
    r"B \text{ has the diagonal } (1,3)",
    r"AB \text{ has the diagonal } (1,3,6)",
    r"\text{row } 3 \text{ of } A \text{ is } (1,3)",
    r"\operatorname{tr}(B-\mu I)=7",
    r"\det(I-\lambda I)=1-\lambda \text{ for the } n\times m \text{ identity matrix } I",
    r"\det(AI)=1" + N,
]


@pytest.mark.parametrize(("claim", "wanted"), DECIDED)
def test_entries_in_words(claim: str, wanted: str) -> None:
    assert last(GIVEN, claim) == wanted


@pytest.mark.parametrize("claim", OPEN)
def test_what_is_not_known_of_a_matrix_stays_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")


def test_a_matrix_of_which_more_is_told_is_no_arbitrary_one() -> None:
    assert last(GIVEN, r"\operatorname{tr}(B+I)=13") != "refuted"


def test_rows_may_be_counted_from_zero() -> None:
    given = "Indices start at zero. " + GIVEN
    assert last(given, r"\text{row } 1 \text{ of } A \text{ is } (1,3)") != "refuted"


def test_what_is_rounded_is_not_called_false() -> None:
    given = r"$$M=\begin{pmatrix}0.51&2\\3&4\end{pmatrix}$$"
    claim = r"\text{the } (1,1) \text{ entry of } M \text{ is } 0.5"
    assert last(given, claim) != "refuted"
