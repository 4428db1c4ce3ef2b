"""Columns and rows that are multiples of a vector, also of products with every matrix."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_GIVEN = r"""$$A=\begin{bmatrix}1&3\\2&6\end{bmatrix},\ B=\begin{bmatrix}1&3\\2&7\end{bmatrix},\
v=\begin{bmatrix}1\\2\end{bmatrix}$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{every column of } A \text{ is a multiple of } [1,2]^T", "proved"),
        (r"\text{each column of } A \text{ is a multiple of } v", "proved"),
        (r"\text{all columns of } B \text{ are multiples of } v", "refuted"),
        (r"\text{every row of } A \text{ is a multiple of } (1,3)", "proved"),
        (r"\text{every row of } A \text{ is a multiple of } (1,2)", "refuted"),
        (r"\text{the columns of } AB \text{ are multiples of } v", "proved"),
        ((r"\text{every column of } AC \text{ is a multiple of } v, \text{ for every } 2\times2 "
          r"\text{ matrix } C"), "proved"),
        ((r"\text{for every } 2\times3 \text{ matrix } M, \text{ every column of } AM "
          r"\text{ is a multiple of } v"), "proved"),
        ((r"\text{every column of } BC \text{ is a multiple of } v, \text{ for every } 2\times2 "
          r"\text{ matrix } C"), "refuted"),
        ((r"\text{every column of } CA \text{ is a multiple of } v, \text{ for every } 2\times2 "
          r"\text{ matrix } C"), "refuted"),
        # a matrix of which nothing is said, other sizes, no vector
        (r"\text{every column of } AC \text{ is a multiple of } v", None),
        ((r"\text{every column of } AC \text{ is a multiple of } v, \text{ for every } 3\times2 "
         r"\text{ matrix } C"), None),
        (r"\text{every column of } A \text{ is a multiple of } B", None),
    ],
)  # fmt: skip
def test_multiples_of_a_vector(claim: str, verdict: str | None) -> None:
    assert last(_GIVEN, claim) == verdict
