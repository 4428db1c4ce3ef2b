r"""What follows from a gradient that is zero, or from another equation in open arrays."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LEAST = r"$J(w)=\|Xw-y\|^2$ with $X\in\mathbb{R}^{n\times d}$ and $y\in\mathbb{R}^n$."
RIDGE = (
    r"$J(w)=\frac1{2n}\|Xw-y\|^2+\frac{\lambda}{2}\|w\|^2$, $X\in\mathbb{R}^{n\times d}$, "
    r"$y\in\mathbb{R}^n$, $\lambda>0$."
)
LAGRANGE = (
    r"$$f(\boldsymbol{x})=\frac12\|\boldsymbol{A}\boldsymbol{x}-\boldsymbol{b}\|_2^2,\quad "
    r"\boldsymbol{A}\in\mathbb{R}^{m\times n},\ m\ne n,\quad "
    r"L(\boldsymbol{x},\lambda)=f(\boldsymbol{x})+\lambda(\boldsymbol{x}^\top\boldsymbol{x}-1),"
    r"\ \lambda>0$$"
)
ZERO = r"\nabla_{\boldsymbol{x}}L(\boldsymbol{x},\lambda)=\boldsymbol{0}"
DATA = r"Given $X\in\mathbb{R}^{n\times d}$ and $y\in\mathbb{R}^n$."
SQUARE = r"Let $A\in\mathbb{R}^{n\times n}$ and $b\in\mathbb{R}^n$."


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LEAST, r"\nabla J(w)=0\implies w=(X^TX)^{-1}X^Ty"),
        (LEAST, r"\nabla J(w)=0\iff w=(X^TX)^{-1}X^Ty"),
        (LEAST, r"\nabla J(w)=0\implies X^TXw=X^Ty"),
        (LEAST, r"\nabla J(w)=0\Rightarrow X^TXw=X^Ty\Rightarrow w=(X^TX)^{-1}X^Ty"),
        (RIDGE, r"\nabla J(w)=0\implies w=(X^TX+n\lambda I)^{-1}X^Ty"),
        (RIDGE, r"\nabla J(w)=0\implies(X^TX+n\lambda I)w=X^Ty"),
        (
            LAGRANGE,
            ZERO + r"\implies\boldsymbol{x}=(\boldsymbol{A}^\top\boldsymbol{A}"
            r"+2\lambda\boldsymbol{I})^{-1}\boldsymbol{A}^\top\boldsymbol{b}",
        ),
        (DATA, r"X^TXw=X^Ty\implies w=(X^TX)^{-1}X^Ty"),
        (DATA, r"Xw=y\implies w=(X^TX)^{-1}X^Ty"),
        (SQUARE, r"Ax=b\implies x=A^{-1}b"),
        (SQUARE, r"Ax-b=0\iff x=A^{-1}b"),
    ],
)
def test_what_follows_is_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LEAST, r"\nabla J(w)=0\implies w=(X^TX)^{-1}Xy"),
        (LEAST, r"\nabla J(w)=0\implies w=2(X^TX)^{-1}X^Ty"),
        (LEAST, r"\nabla J(w)=0\implies w=-(X^TX)^{-1}X^Ty"),
        (LEAST, r"\nabla J(w)=0\implies XX^Tw=X^Ty"),
        (SQUARE, r"Ax=b\implies x=A^Tb"),
        (SQUARE, r"Ax=b\implies x=-A^{-1}b"),
    ],
)
def test_what_does_not_follow_is_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # another number than 2λ: λ may be meant otherwise, but it is not proved
        (RIDGE, r"\nabla J(w)=0\implies w=(X^TX+\lambda I)^{-1}X^Ty"),
        (
            LAGRANGE,
            ZERO + r"\implies\boldsymbol{x}=(\boldsymbol{A}^\top\boldsymbol{A}"
            r"+\lambda\boldsymbol{I})^{-1}\boldsymbol{A}^\top\boldsymbol{b}",
        ),
        # it holds where the columns are orthonormal, as may be supposed
        (DATA + " Suppose $X^TX=I$.", r"X^TXw=X^Ty\implies w=Xy"),
        # not the only solution
        (DATA, r"X^TXw=X^Ty\iff Xw=y"),
    ],
)
def test_what_may_follow_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) != "proved"
