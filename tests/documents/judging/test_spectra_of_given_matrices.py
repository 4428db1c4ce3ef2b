"""Singular values, norms and eigenvalues of matrices that are given, by number and in words."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

TURN = r"""$$
A=\begin{bmatrix}-2&11\\-10&5\end{bmatrix},\qquad \sigma_1(A)\ge\sigma_2(A)
\text{ the singular values}
$$"""
LOWER = r"""The singular values of $B$ follow.

$$
B=\begin{bmatrix}3&0\\4&5\end{bmatrix}
$$"""
DOUBLE = r"""We look for singular values.

$$
D=\begin{bmatrix}2&0&0\\0&2&0\\0&0&1\end{bmatrix}
$$"""
SYMMETRIC = r"""$$
S=\begin{bmatrix}2&1\\1&2\end{bmatrix}
$$"""
ASCENDING = r"""The singular values $\sigma_1(S)\le\sigma_2(S)$.

$$
S=\begin{bmatrix}2&1\\1&2\end{bmatrix}
$$"""
NORMS = (
    SYMMETRIC
    + r"""

$$
\|S\|_2=3,\quad \|S\|_F=\sqrt{10},\quad \|S\|_\infty\ge 3,\quad \|S\|_1\le 3
$$"""
)
ROUNDED = r"""$$
C=\begin{pmatrix}0.616555556&0.615444444\\0.615444444&0.716555556\end{pmatrix}
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (TURN, r"\sigma_1(A)=10\sqrt2", "proved"),
        (TURN, r"\sigma_2(A)=5\sqrt2", "proved"),
        (TURN, r"\sigma_1(A)=200", "refuted"),
        (TURN, r"|\det A|=\sigma_1\sigma_2", "proved"),
        (TURN, r"\lambda_{1,2}(A)=\frac{3\pm i\sqrt{391}}{2}", "proved"),
        (TURN, r"\lambda_{1,2}(A)=\frac{3\pm\sqrt{391}}{2}", "refuted"),
        (LOWER, r"\sigma_1=3\sqrt5", "proved"),
        (LOWER, r"\sigma_2=2\sqrt5", "refuted"),
        (LOWER, r"\frac{\sigma_1}{\sigma_2}=3", "proved"),
        (LOWER, r"\sigma_1^2+\sigma_2^2=50", "proved"),
        (LOWER, r"\sigma_1(B)=6.708", "proved"),
        (DOUBLE, r"\sigma_2(D)=2", "proved"),
        (DOUBLE, r"\sigma_3(D)=1", "proved"),
        (SYMMETRIC, r"\lambda_{1,2}(S)=2\pm1", "proved"),
        (SYMMETRIC, r"\lambda_\pm(S)=2\pm2", "refuted"),
        (NORMS, r"\|S\|_1=3", "proved"),
        (NORMS, r"\|S\|_\infty=3", "proved"),
        (NORMS, r"\|S\|_1=4", "refuted"),
        (SYMMETRIC, r"\det(S-\lambda I)=\lambda^2-4\lambda+3", "proved"),
        (SYMMETRIC, r"\text{the larger eigenvalue of } S \text{ is } 3", "proved"),
        (SYMMETRIC, r"\text{the smaller eigenvalue of } S \text{ is } 2", "refuted"),
        (TURN, r"\text{the smaller singular value of } A \text{ is } 5\sqrt2", "proved"),
        (TURN, r"\text{the image of the unit disk under } A \text{ has area } 100\pi", "proved"),
        (TURN, r"\text{the image of the unit square under } A \text{ has area } 90", "refuted"),
        (ROUNDED, r"\text{the larger eigenvalue of } C \text{ is } 1.28402771", "proved"),
        (ROUNDED, r"\text{the larger eigenvalue of } C \text{ is } 1.38402771", "refuted"),
    ],
)
def test_spectra(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (ASCENDING, r"\sigma_1(S)=1"),  # counted from below
        (SYMMETRIC, r"\sigma_1(S)=3"),  # nothing says that these are singular values
        (SYMMETRIC, r"\|S\|_1=6"),  # of the entries, perhaps
        (SYMMETRIC, r"\|S\|_1=3"),
        (SYMMETRIC, r"\det(S-\lambda I)=0"),
        (DOUBLE, r"\text{the larger eigenvalue of } D \text{ is } 2"),  # there are three
        (ROUNDED, r"\text{the smaller eigenvalue of } C \text{ is } 0.0490833989"),  # rounded
        (DOUBLE, r"\text{the image of the unit disk under } D \text{ has area } 4\pi"),
    ],
)
def test_what_may_mean_something_else_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


NOISES = r"""$$
A=\begin{pmatrix}3&0\\0&1\end{pmatrix}
$$

The singular values of $A$ are $3$ and $1$. The noises have the deviations
$\sigma_1$ and $\sigma_2$."""


def test_deviations_are_no_singular_values() -> None:
    assert last(NOISES, r"\sigma_1=2") not in ("proved", "refuted")
    assert last(NOISES.replace("\n$\\sigma_1$", " $\\sigma_1$"), r"\sigma_1=2") != "refuted"
    assert last(NOISES.partition(" The noises")[0], r"\sigma_1=3") == "proved"


PAIR = r"Let $A=\begin{pmatrix}2&1\\1&2\end{pmatrix}$ and $B=\begin{pmatrix}0&1\\1&0\end{pmatrix}$."


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (r"The eigenvalues of $A$ are $\lambda_{1,2}=2\pm1$.", "proved"),
        (r"From $\det(A-\lambda I)=0$ the eigenvalues of $A$ are $\lambda_{1,2}=2\pm1$.", "proved"),
        (r"The squared eigenvalues of $A$ are $\lambda_{1,2}=2\pm1$.", None),
        (r"The reciprocals of the eigenvalues of $A$ are $\lambda_{1,2}=2\pm1$.", None),
        (r"The eigenvalues of A inverse are $\lambda_{1,2}=2\pm1$.", None),
        (r"We know the eigenvalues of $A$. For $B$ we get $\lambda_{1,2}=2\pm1$.", None),
        (r"We know the eigenvalues of $A$. The matrix $B$ has $\lambda_{1,2}=2\pm1$.", None),
    ],
)
def test_both_eigenvalues_are_of_the_matrix_beside_them(words: str, verdict: str | None) -> None:
    found = entries(f"{PAIR} {words}")[-1].verdict
    assert found == verdict
