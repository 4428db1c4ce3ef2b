r"""Vectors in square brackets, the columns of a matrix or one long vector, and matrices by name."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_COLUMNS = r"""$$
r=\begin{bmatrix}2\\0\\-8\end{bmatrix},\ g=\begin{bmatrix}6\\1\\0\end{bmatrix},\
b=\begin{bmatrix}1\\4\\-1\end{bmatrix},\quad A=[r,g,b]
$$"""
_CELL = r"""$$
h=\begin{pmatrix}1\\2\end{pmatrix},\ x=\begin{pmatrix}3\\4\end{pmatrix},\
W=\begin{pmatrix}1&0&1&0\end{pmatrix}
$$"""
_TURN = r"""$$
R=\begin{pmatrix}\cos\theta&-\sin\theta\\\sin\theta&\cos\theta\end{pmatrix},\
S=\begin{pmatrix}2&0\\0&1\end{pmatrix}
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_COLUMNS, r"A=\begin{bmatrix}2&6&1\\0&1&4\\-8&0&-1\end{bmatrix}", "proved"),
        (_COLUMNS, r"\det(A)=-186", "proved"),
        (_COLUMNS, r"\det([g,r,b])=186", "proved"),
        (_COLUMNS, r"\det([g,r,b])=-186", "refuted"),
        (_COLUMNS, r"[g\; r]=\begin{bmatrix}6&2\\1&0\\0&-8\end{bmatrix}", "proved"),
        (_CELL, r"W[h,x]=4", "proved"),
        (_CELL, r"W[h,x]=5", "refuted"),
        (_CELL, r"[1,h]=\begin{pmatrix}1\\1\\2\end{pmatrix}", "proved"),
        (_CELL, r"[h,x]=\begin{pmatrix}1&3\\2&4\end{pmatrix}", "proved"),
        (_CELL, r"[h^\top x]=11", "proved"),
        (_TURN, r"(SR)^{-1}=R^{-1}S^{-1}", "proved"),
        (_TURN, r"(SR)^{-1}=S^{-1}R^{-1} \text{ for all } \theta", "refuted"),
    ],
)
def test_a_claim(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_letters_without_a_meaning_may_be_no_numbers() -> None:
    assert last("Some words.", r"(gf)^{-1}=g^{-1}f^{-1}") == "undecided"
