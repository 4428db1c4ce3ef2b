"""Matrices that are given by their rows beside words, and those that are taken apart."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ROWS = r"\begin{bmatrix}1&0\\0&2\end{bmatrix}"
SQUARE = r"M^2=\begin{bmatrix}1&0\\0&4\end{bmatrix}"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (rf"M={ROWS} \text{{ with the singular value decomposition }} M=USV^T", "proved"),
        (rf"M={ROWS} \text{{ of two samples}},\ n=2", "proved"),
        (rf"M={ROWS},\quad M=USV^* \text{{ the full singular value decomposition}}", "proved"),
        (rf"y=ax+b \text{{ through }} (0,1),(1,2) \text{{ by least squares}},\quad M={ROWS}",
         "proved"),
        (rf"M={ROWS} \text{{ at the first step}}", None),
    ],
)  # fmt: skip
def test_rows_are_given_whatever_words_tell(given: str, verdict: str | None) -> None:
    assert last(f"$$\n{given}\n$$", SQUARE) == verdict
