r"""Factors that move past an inverse, sums of entries that are derived, shapes with 1 - A."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

RIDGE = r"$$X\in\mathbb{R}^{n\times d},\ n\ne d,\quad y\in\mathbb{R}^n,\quad\lambda>0$$"
TALL = r"$$A\in\mathbb{R}^{3\times 2},\quad \mu>0$$"
TWO = r"$$P\in\mathbb{R}^{n\times m},\quad Q\in\mathbb{R}^{m\times n}$$"
SUM = r"""$$
\sigma(x)=\frac{1}{1+e^{-x}};\quad N=XW,\ S=\sigma(N),\ L=\sum_{i,j}S_{ij},
\quad X\in\mathbb{R}^{3\times 3},\ W\in\mathbb{R}^{3\times 2}
$$"""
BACK = r"""$$
\mathbf{W}\in\mathbb{R}^{h\times t},\quad\mathbf{A}\in\mathbb{R}^{n\times h},
\quad\mathbf{D}\in\mathbb{R}^{n\times t},
\quad\mathbf{E}=\mathbf{D}\mathbf{W}^T\odot\mathbf{A}\odot(1-\mathbf{A})
$$"""
UNIT = r"""$$
W\in\mathbb{R}^{k\times m},\quad a\in\mathbb{R}^{m},\quad d\in\mathbb{R}^{k},
\quad e=(W^\top d)\odot a\odot(1-a)
$$"""


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIDGE, r"(X^TX+\lambda I_d)^{-1}X^T=X^T(XX^T+\lambda I_n)^{-1}"),
        (RIDGE, r"(X^TX+\lambda I_d)^{-1}X^Ty=X^T(XX^T+\lambda I_n)^{-1}y"),
        (TWO, r"(I_n+PQ)^{-1}P=P(I_m+QP)^{-1}"),
        (SUM, r"\frac{\partial L}{\partial W}=X^T\sigma'(XW)"),
        (SUM, r"\frac{\partial L}{\partial X}=\sigma'(XW)W^T"),
        (BACK, r"\mathbf{E}\in\mathbb{R}^{n\times h}"),
        (BACK, r"\mathbf{A}\odot(1-\mathbf{A})\in\mathbb{R}^{n\times h}"),
        (UNIT, r"e\in\mathbb{R}^{m}"),
    ],
)
def test_what_holds(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIDGE, r"(X^TX+\lambda I_d)^{-1}X^T=(XX^T+\lambda I_n)^{-1}X^T"),
        (RIDGE, r"(X^TX+\lambda I_d)^{-1}X^T=X^T(XX^T-\lambda I_n)^{-1}"),
        (RIDGE, r"(X^TX+\lambda I_d)^{-1}X^Ty=X^T(XX^T+2\lambda I_n)^{-1}y"),
        (TALL, r"(A^TA+\mu I_2)^{-1}A^T=(AA^T+\mu I_3)^{-1}A^T"),
        (TWO, r"(I_n+PQ)^{-1}P=Q(I_m+QP)^{-1}"),
        (SUM, r"\frac{\partial L}{\partial W}=\sigma'(XW)X^T"),
        (SUM, r"\frac{\partial L}{\partial X}=W^T\sigma'(XW)"),
        (BACK, r"\mathbf{E}\in\mathbb{R}^{n\times t} \text{ for } h\ne t"),
        (BACK, r"\mathbf{A}\odot(1-\mathbf{A})\in\mathbb{R}^{h\times n} \text{ for } h\ne n"),
        (UNIT, r"e\in\mathbb{R}^{k} \text{ for } k\ne m"),
    ],
)
def test_what_fails(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIDGE, r"(X^TX+\lambda I_d)^{-1}X^Ty=w"),
        (TALL, r"(A^TA+\mu I)^{-1}A^T=B"),
        (
            "Suppose that $A$ and $B$ commute.\n\n$$A,B\\in\\mathbb{R}^{n\\times n}$$",
            r"(A+B)^{-1}A=A(A+B)^{-1}",
        ),
        (r"$$x\in\mathbb{R}^n,\quad s=\sum_{i=1}^{2}x_i$$", r"\frac{\partial s}{\partial x}=1"),
    ],
)
def test_what_may_be_meant_otherwise(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
