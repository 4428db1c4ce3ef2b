"""Solutions of several unknowns that stand side by side are judged with one another."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SYSTEM = r"""$$
2m+c=3,\quad m+3c=4
$$"""
SOLVED = (
    SYSTEM
    + r"""

$$
m=1,\quad c=1
$$"""
)
MATRIX = r"""$$
\begin{bmatrix}2&1\\1&3\end{bmatrix}\begin{bmatrix}a\\b\end{bmatrix}=\begin{bmatrix}3\\4\end{bmatrix}
$$

$$
a=1,\quad b=1
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SYSTEM, r"m=1,\quad c=1", "proved"),
        (SYSTEM, r"m=1,\quad c=2", None),
        (SOLVED, r"m=1,\quad c=2", None),
        (SOLVED, r"c=2,\quad m=1", None),
        (SOLVED, r"m=2,\quad c=1", None),
        (MATRIX, r"a=1,\quad b=2", None),
    ],
)
def test_the_values_of_one_list(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_a_transpose_of_what_is_known_is_no_unknown_array() -> None:
    given = r"""$$
A=\begin{bmatrix}0&1\\1&1\\2&1\\3&1\end{bmatrix},\ Y=\begin{bmatrix}-1\\0.2\\0.9\\2.1\end{bmatrix}
$$

$$
A^TA\begin{bmatrix}m\\c\end{bmatrix}=A^TY
$$"""
    assert last(given, r"m=1,\quad c=-0.95") == "proved"
    assert last(given, r"m=1,\quad c=-1") is None
