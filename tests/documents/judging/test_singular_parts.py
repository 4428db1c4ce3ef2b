r"""\sigma_1 u_1 v_1^T and its like, the parts of a matrix by its singular values."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CHAIN = r"""$$
\boldsymbol{A}=\begin{bmatrix}2&1\\1&2\\2&2\end{bmatrix}=\sigma_1\boldsymbol{u}_1\boldsymbol{v}_1^\top
+\sigma_2\boldsymbol{u}_2\boldsymbol{v}_2^\top \text{ (SVD, } \sigma_1\geq\sigma_2\text{)},\quad
B=\sigma_1\boldsymbol{u}_1\boldsymbol{v}_1^\top
$$"""
PROSE = r"""$$M=\begin{pmatrix}3&0\\4&5\end{pmatrix}$$

Its SVD is $M=\sigma_1p_1q_1^T+\sigma_2p_2q_2^T$."""
TWICE = r"""$$
C=\begin{pmatrix}2&0\\0&2\end{pmatrix},\quad C=\sigma_1u_1v_1^T+\sigma_2u_2v_2^T \text{ (SVD)}
$$"""
PLAIN = r"$$A=\begin{pmatrix}3&0\\4&5\end{pmatrix},\quad u_1=(1,0)^T,\ v_1=(0,1)^T,\ \sigma_1=2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (CHAIN, r"\boldsymbol{A}^\top\boldsymbol{A}=\begin{bmatrix}9&8\\8&9\end{bmatrix}",
         "proved"),
        (CHAIN, r"\sigma_1=\sqrt{17}", "proved"),
        (CHAIN, r"\sigma_1=17", "refuted"),
        (CHAIN, r"B=\begin{bmatrix}1.5&1.5\\1.5&1.5\\2&2\end{bmatrix}", "proved"),
        (CHAIN, r"\|A-B\|_2=1", "proved"),
        (CHAIN, r"\|A-B\|_F=2", "refuted"),
        (CHAIN, r"\mathrm{rk}(A-B)=1", "proved"),
        (PROSE, r"\sigma_1p_1q_1^T=\begin{pmatrix}1.5&1.5\\4.5&4.5\end{pmatrix}", "proved"),
        (PROSE, r"\sigma_2p_2q_2^T=\begin{pmatrix}1.5&1.5\\4.5&4.5\end{pmatrix}", "refuted"),
        (PROSE, r"M=\sigma_1p_1q_1^T+\sigma_2p_2q_2^T", "proved"),
    ],
)  # fmt: skip
def test_singular_parts(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (TWICE, r"\sigma_1u_1v_1^T=\begin{pmatrix}2&0\\0&0\end{pmatrix}"),  # not settled
        (PROSE, r"\sigma_1p_2q_1^T=\begin{pmatrix}1.5&1.5\\4.5&4.5\end{pmatrix}"),
        (PROSE, r"\sigma_3p_3q_3^T=0"),
    ],
)
def test_other_parts_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_given_vectors_are_no_singular_ones() -> None:
    assert last(PLAIN, r"\sigma_1u_1v_1^T=\begin{pmatrix}0&2\\0&0\end{pmatrix}") == "proved"
