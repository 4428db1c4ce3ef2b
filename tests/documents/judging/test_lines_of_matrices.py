r"""Rows, columns, null spaces and echelon forms of matrices in words."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$A=\begin{bmatrix}-1&1&0&0\\0&-1&1&0\\-1&0&1&0\\0&0&-1&1\\-1&0&0&1\end{bmatrix},\quad "
    r"B=\begin{pmatrix}1&2&0&-1\\-2&-3&4&5\\2&4&0&-2\end{pmatrix}$$"
)
REDUCED = r"\begin{pmatrix}1&0&-8&-7\\0&1&4&3\\0&0&0&0\end{pmatrix}"


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"N(A) \text{ is the line of all multiples of } (1,1,1,1)", "proved"),
        (r"N(A) \text{ is the line of all multiples of } (1,1,1,2)", "refuted"),
        (r"\text{the null space of } B \text{ is spanned by } (8,-4,1,0)", "refuted"),
        (r"\text{the kernel of } B \text{ is spanned by } (8,-4,1,0) \text{ and } (7,-3,0,1)",
         "proved"),
        (r"\text{rows } 1,2,3 \text{ of } A \text{ are linearly independent}", "refuted"),
        (r"\text{rows } 1,2,4 \text{ of } A \text{ are linearly independent}", "proved"),
        (r"\text{the first three rows of } A \text{ are linearly dependent}", "proved"),
        (r"\text{the last two columns of } A \text{ are dependent}", "refuted"),
        (r"\text{the first and third columns of } A \text{ are not linearly dependent}", "proved"),
        (r"\text{the columns of } A \text{ are linearly independent}", "refuted"),
        (rf"\text{{the reduced row echelon form of }} B \text{{ is }} {REDUCED}", "proved"),
        (rf"\text{{the reduced row echelon form of }} A^\top \text{{ is }} {REDUCED}", None),
        (rf"{REDUCED} \text{{ is in reduced row-echelon form}}", "proved"),
        (r"\begin{bmatrix}1&2&3\\0&0&0\\0&1&2\end{bmatrix} \text{ is in row-echelon form}",
         "refuted"),
    ],
)  # fmt: skip
def test_lines_of_matrices(claim: str, wanted: str | None) -> None:
    assert last(GIVEN, claim) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        r"\begin{bmatrix}2&2\\0&1\end{bmatrix} \text{ is in row-echelon form}",  # of some authors
        r"\text{rows } 1,2,7 \text{ of } A \text{ are linearly independent}",
        r"\text{rows } 1,2 \text{ of } C \text{ are linearly independent}",
        r"\text{rows } 1,2,3 \text{ of } A \text{ are almost linearly independent}",
        r"M(A) \text{ is the line of all multiples of } (1,1,1,2)",
    ],
)
def test_lines_that_stay_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")
