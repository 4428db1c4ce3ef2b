"""Adjoints of real matrices beside them, with a star or an H."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

WIDE = r"$$M=\begin{bmatrix}1&0&2\\0&3&0\end{bmatrix}$$"
SQUARE = r"$$A=\begin{bmatrix}1&2\\3&4\end{bmatrix}$$"
SPOKEN = "The singular values belong to the adjoint.\n\n" + SQUARE


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (WIDE, r"MM^*=\begin{bmatrix}5&0\\0&9\end{bmatrix}", "proved"),
        (WIDE, r"MM^{\ast}=\begin{bmatrix}5&0\\0&8\end{bmatrix}", "refuted"),
        (WIDE, r"MM^H=\begin{bmatrix}5&0\\0&9\end{bmatrix}", "proved"),
        (WIDE, r"\mathrm{rank}(M)=\mathrm{rank}(M^*M)=2", "proved"),
        (SPOKEN, r"A^*A=\begin{bmatrix}10&14\\14&20\end{bmatrix}", "proved"),
        (SPOKEN, r"A^*A=\begin{bmatrix}5&11\\11&25\end{bmatrix}", "refuted"),
        (SQUARE, r"AA^*=-2I", None),  # the adjugate
        (SQUARE, r"A^*A=\begin{bmatrix}5&11\\11&25\end{bmatrix}", None),
        (WIDE, r"MM^\dagger=\begin{bmatrix}5&0\\0&9\end{bmatrix}", None),
    ],
)
def test_a_matrix_beside_its_adjoint(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
