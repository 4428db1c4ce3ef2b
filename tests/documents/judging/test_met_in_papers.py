"""What papers and their notes write: powers of functions, parameters below names, rotations."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LEGENDRE = r"$$P(x)=\frac{1}{2}\left(5x^3-3x\right)$$"
SWISH = r"$$\text{Swish}_\beta(x)=x\sigma(\beta x),\quad \sigma(x)=\frac{1}{1+e^{-x}}$$"
ROTATION = (
    r"$$R(\theta)=\begin{bmatrix}\cos\theta&-\sin\theta\\\sin\theta&\cos\theta\end{bmatrix}$$"
)

QUADRATIC = (
    r"$$\mathcal{L}(\boldsymbol{\theta})=\frac12\boldsymbol{\theta}^{\mathsf{T}}\mathbf{A}"
    r"\boldsymbol{\theta}+\mathbf{b}^{\mathsf{T}}\boldsymbol{\theta}+c,\quad"
    r"\mathbf{A}=\begin{pmatrix}20&5\\5&2\end{pmatrix},"
    r"\quad\mathbf{b}=\begin{pmatrix}-14\\-6\end{pmatrix},\quad c=10$$"
)

CASES = [
    (LEGENDRE, r"\int_{-1}^1P(x)^2\,dx=\frac27", "proved"),
    (LEGENDRE, r"\int_{-1}^1 (P(x))^2\,dx=\frac37", "refuted"),
    (SWISH, r"\text{Swish}_1(1)=0.7311", "proved"),
    (SWISH, r"\text{Swish}_2(1)=0.7311", "refuted"),
    (SWISH, r"\text{Swish}_1(x)-\text{Swish}_1(-x)=x", "proved"),
    (ROTATION, r"R(\theta)^\top R(\theta)=I", "proved"),
    (ROTATION, r"R(\theta) R(\theta)^T=\mathbf{I}", "proved"),
]


@pytest.mark.parametrize(("given", "claim", "verdict"), CASES)
def test_what_papers_write(given: str, claim: str, verdict: str) -> None:
    """Squares of multiples of sums, functions with a parameter, functions that are matrices."""
    assert last(given, claim) == verdict


def test_a_slope_along_a_line_has_no_shape_that_could_misfit() -> None:
    """L(θ + ηd) in η: its slope is a number, whatever θ and d are."""
    claim = (
        r"\frac{\partial}{\partial\eta}\mathcal{L}(\boldsymbol{\theta}+\eta\mathbf{d})="
        r"\mathbf{d}^{\mathsf{T}}(\mathbf{A}(\boldsymbol{\theta}+\eta\mathbf{d})+\mathbf{b})"
    )
    assert last(QUADRATIC, claim) != "refuted"
