"""Of which kind a matrix is, as prose, an equation beside it, or a premise says."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

COLUMNS = r"Let $B\in\mathbb{R}^{D\times M}$ have orthonormal columns."
BESIDE = r"Let $B\in\mathbb{R}^{D\times M}$ with $B^\top B=I_M$."
LISTED = r"$$B=[b_1,\ldots,b_M]\in\mathbb{R}^{D\times M},\quad B^\top B=I_M,\quad 0<M<D$$"
FRAME = r"$$X\in\mathbb{R}^{n\times d},\ X^\top X=I$$"
DATA = r"$$X=[x_1,\ldots,x_N]\in\mathbb{R}^{D\times N},\quad S=\frac1N XX^\top$$"
NUMBERS = r"$$A=\begin{bmatrix}1&2&3\\4&5&6\end{bmatrix},\ b=\begin{bmatrix}1\\2\end{bmatrix}$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (COLUMNS, r"(BB^\top)^2=BB^\top", "proved"),
        (COLUMNS, r"\|Bx\|=\|x\|", "proved"),
        (COLUMNS, r"BB^\top=I", None),
        ("Let $Q$ be an orthogonal matrix.", r"(QAQ^\top)^2 = QA^2Q^\top", "proved"),
        ("Let $Q$ be an orthogonal matrix.", r"(Qx)^\top(Qy)=x^\top y", "proved"),
        ("Let $Q$ be an orthogonal projection matrix.", r"Q^\top Q=I", None),
        ("The inverse of $Q$ is orthogonal.", r"Q^\top Q=I", None),
        ("Let $Q$ be an orthogonal matrix up to scale.", r"Q^\top Q=I", None),
        ("We drop the assumption that $Q$ is orthogonal.", r"Q^\top Q=I", None),
        ("The rows of $Q$ are orthonormal.", r"Q^\top Q=I", None),
        ("Is it true that $Q$ is orthogonal?", r"Q^\top Q=I", None),
        ("Let $W^\\top=-W$.", r"(I-W)^\top=I+W", "proved"),
        ("Let $Q^\\top Q=I$.", r"\operatorname{tr}(Q^\top AQ)=\operatorname{tr}(A)", None),
        (
            r"$$X\in\mathbb{R}^{n\times d},\ X^\top X=I$$",
            r"\operatorname{tr}(XX^\top)=n",
            "refuted",
        ),
        (r"$$X\in\mathbb{R}^{n\times d},\ X^\top X=I$$", r"\operatorname{tr}(XX^\top)=d", "proved"),
        ("## One\n\nHere $A=A^\\top$.\n\n## Two\n\nLet $A$ be normal.", r"A^\top A=AA^\top", None),
        ("If $Q$ is orthogonal, much follows.", r"Q^\top Q=I", None),
        ("The matrix $Q$ is not orthogonal.", r"Q^\top Q=I", None),
        ("$Q$ is orthogonal if and only if it turns.", r"Q^\top Q=I", None),
        ("Let $Q$ be orthogonal. Now let $Q$ be any matrix.", r"Q^\top Q=I", None),
        ("## One\n\nLet $Q$ be orthogonal.\n\n## Two\n\n", r"Q^\top Q=I", None),
        ("## One\n\nLet $Q$ be orthogonal.\n\n### Two\n\n", r"Q^\top Q=I", "proved"),
        (BESIDE, r"\operatorname{tr}(BB^\top)=M", "proved"),
        (LISTED, r"(BB^\top)^2=BB^\top", "proved"),
        ("", r"Q^\top Q=I \implies \|Qx\|=\|x\|", "proved"),
        ("", r"Q^\top Q=I \implies QQ^\top=I", None),
        ("", r"A^\top=A \implies (BAB^\top)^\top=BAB^\top", "proved"),
        ("", r"A^\top=-A \implies x^\top Ax=0", "proved"),
        ("", r"(BB^\top)^2=BB^\top \text{ if } B^\top B=I", "proved"),
    ],
)
def test_the_kind_counts_as_it_is_told(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (DATA, r"S\in\mathbb{R}^{D\times D}", "proved"),
        (DATA, r"\frac1NX^\top X\in\mathbb{R}^{D\times D} \text{ for } N\ne D", "refuted"),
        (NUMBERS, r"Ab\in\mathbb{R}^{3}", "refuted"),
        (NUMBERS, r"\begin{bmatrix}A&b\end{bmatrix}\in\mathbb{R}^{2\times3}", "refuted"),
        (NUMBERS, r"[A \mid b]\in\mathbb{R}^{2\times4}", "proved"),
        # a row of two blocks, kept apart by a blank; without one it may be a product
        (NUMBERS, r"[A\ b]\in\mathbb{R}^{2\times4}", "proved"),
        (NUMBERS, r"[A\ b]\in\mathbb{R}^{2\times3}", "refuted"),
        (NUMBERS, r"[Ab]\in\mathbb{R}^{2\times4}", None),
        (NUMBERS, r"b\odot b=5", "refuted"),
        (r"We write $\odot$ for the inner product. $$b=(1,2)$$", r"b\odot b=5", "undecided"),
        (r"Let $h,x\in\mathbb{R}^n$.", r"[h,x]\in\mathbb{R}^{2n}", "proved"),
        (r"$$x_1=1,\ x_2=2,\ x=[x_1\ x_2]^\top$$", r"\|x\|^2=5", "proved"),
    ],
)
def test_shapes_of_lists_and_blocks(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
