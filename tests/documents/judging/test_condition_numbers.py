r"""Condition numbers in a norm: \kappa_1(A), cond_F(A), cond(A, 1), and the norms they are of."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

A = r"$$A=\begin{bmatrix}1&2\\3&4\end{bmatrix}$$"
TOLD = f"The condition number is the product of two norms.\n\n{A}"
OWN = (
    r"$$B=\begin{bmatrix}2&0\\1&1\end{bmatrix},\quad \mathrm{cond}_p(B)=\|B\|_p\|B^{-1}\|_p"
    r" \text{ for } p=1,2,\infty,F$$"
)
OPEN = f"{A}\n\nThe condition number is " r"$\kappa(A)=\|A\|\,\|A^{-1}\|$."
ONE = f"{OPEN} We use the 1-norm."

PROVED = [
    (A, r"\kappa_1(A)=21"),
    (A, r"\kappa_\infty(A)=21"),
    (A, r"\kappa_F(A)=15"),
    (A, r"\mathrm{cond}_{\mathrm{F}}(A)=15"),
    (A, r"\operatorname{cond}_{\infty}(A)=21"),
    (A, r"\operatorname{cond}(A,1)=21"),
    (A, r"\operatorname{cond}(A,\infty)=21"),
    (A, r"\operatorname{cond}(A,2)\approx14.933"),
    (A, r"\|A\|_1\,\|A^{-1}\|_1=21"),
    (A, r"\lVert A\rVert_\infty\cdot\lVert A^{-1}\rVert_\infty=21"),
    (OWN, r"\mathrm{cond}_F(B)=3"),
    (OWN, r"\mathrm{cond}_\infty(B)=3"),
    (TOLD, r"\|A\|_1=6"),
    (TOLD, r"\|A\|_\infty=7"),
]
REFUTED = [
    (A, r"\kappa_1(A)=20"),
    (A, r"\kappa_F(A)=14"),
    (A, r"\mathrm{cond}_\infty(A)=2"),
    (A, r"\operatorname{cond}(A,1)=5"),
    (OWN, r"\mathrm{cond}_F(B)=4"),
    (TOLD, r"\|A\|_1=8"),
]
UNDECIDED = [
    (A, r"\|A\|_1=6"),
    (f"The penalty adds up entries; a condition number is not used.\n\n{A}", r"\|A\|_1=6"),
    (A, r"\kappa_1(A)=50"),  # of the entries
    (OPEN + " The maximum norm is taken.", r"\kappa(A)=21"),
    (ONE, r"\kappa(A)=21"),
    (f"We use the 1-norm.\n\n{A}", r"\|A\|=6"),
    (r"$$C=\begin{bmatrix}1&2\\2&4\end{bmatrix}$$", r"\kappa_1(C)=9"),
    (r"$$A=\begin{bmatrix}1&2\\3&4\end{bmatrix},\quad \mathrm{cond}_p(A)=\|A\|_p$$",
     r"\mathrm{cond}_F(A)=15"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_condition_numbers_in_a_norm(given: str, claim: str) -> None:
    """The norm of the matrix times that of its inverse."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_false_condition_numbers(given: str, claim: str) -> None:
    """In the norm of the map, and in that of the entries."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), UNDECIDED)
def test_norms_that_are_not_told(given: str, claim: str) -> None:
    """Norms of the entries, a norm that the text names elsewhere, what has no inverse."""
    assert last(given, claim) in (None, "undecided")


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        (
            r"We use the reciprocal condition number $\kappa(A)=\sigma_{\min}/\sigma_{\max}$.",
            r"\kappa(A)=2",
        ),
        (
            r"It is defined as $\kappa(A)=\lambda_{\max}/\lambda_{\min}$ of $A^\top A$.",
            r"\text{the condition number of } A \text{ is } 2",
        ),
        (
            r"The condition number of $f$ at $x$ is $|xf'(x)/f(x)|$. Let $f(x)=x^3$.",
            r"\text{the condition number of } f \text{ at } 2 \text{ is } 3",
        ),
    ],
)
def test_condition_numbers_of_another_kind_are_left_open(told: str, claim: str) -> None:
    given = told + "\n\n" + r"$$A=\begin{pmatrix}2&0\\0&1\end{pmatrix}$$"
    assert last(given, claim) in (None, "undecided")
