"""Equivalent equations, systems with lists, and laws in whole numbers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

WEIGHTS = "$$w_1=1,\\ w_2=2,\\ \\theta=-2$$"
NORMAL = (
    r"$$A=\begin{bmatrix}4&0\\0&2\\1&1\end{bmatrix},\quad\mathbf{b}=\begin{bmatrix}2\\0\\11"
    r"\end{bmatrix},\quad A^TA\hat{\mathbf{x}}=A^T\mathbf{b}$$"
)
SQUARE = r"$$A=\begin{bmatrix}4&0\\0&2\end{bmatrix},\quad b=(2,0),\quad Ax=b$$"
GROWTH = r"$$m(N)=\binom{N+1}{2}+1,\quad B(N,k)=\sum_{i=0}^{k-1}\binom Ni,\quad r(N)=N+1$$"
CONFIRMED = GROWTH + "\n\n" + r"$$m(N)=\frac12N^2+\frac12N+1$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        ("", r"w_1x_1+w_2x_2+\theta=0\iff x_2=-\frac{w_1}{w_2}x_1-\frac{\theta}{w_2}", "proved"),
        ("", r"w_1x_1+w_2x_2+\theta=0\iff x_2=-\frac{w_1}{w_2}x_1+\frac{\theta}{w_2}", "refuted"),
        (
            WEIGHTS,
            r"w_1x_1+w_2x_2+\theta=0\iff x_2=-\frac{w_1}{w_2}x_1-\frac{\theta}{w_2}",
            "proved",
        ),
        (
            WEIGHTS,
            r"w_1x_1+w_2x_2+\theta=0\iff x_2=-\frac{w_1}{w_2}x_1+\frac{\theta}{w_2}",
            "refuted",
        ),
        ("", r"y=mx+c\iff x=\frac{y+c}{m}", "refuted"),
        # a list for the unknown of a system
        (NORMAL, r"\hat{\mathbf{x}}=\begin{bmatrix}1\\2\end{bmatrix}", "proved"),
        (NORMAL, r"\hat{\mathbf{x}}=\begin{bmatrix}1\\3\end{bmatrix}", "refuted"),
        (SQUARE, r"x=(\frac12,0)", "proved"),
        (SQUARE, "x=(1,0)", "refuted"),
        (SQUARE + "\n\nWe begin with", "x=(1,0)", None),
        # laws in whole numbers
        (GROWTH, r"m(N)=\frac12N^2+\frac12N+1", "proved"),
        (CONFIRMED, r"m(N)=\frac12N^2-\frac12N+1", "refuted"),
        (GROWTH, "B(N,2)=r(N)", "proved"),
        (GROWTH, r"B(N,k)=2^N \text{ for all } N\ge k\ge 1", "refuted"),
        (GROWTH, r"B(N,k)\ge N+1 \text{ for all } N\ge 1,\ k\ge 1", "refuted"),
        ("", r"n!\ge 2^n \text{ for all } n\ge 3", "refuted"),
        ("", r"\sum_{i=1}^n i=\frac{n(n+1)}{2} \text{ for all } n", "proved"),
        ("", r"\sum_{i=1}^n i=\frac{n(n-1)}{2} \text{ for all } n", "refuted"),
    ],
)
def test_as_a_whole(given: str, claim: str, found: str | None) -> None:
    """What is claimed of all solutions, or all whole numbers."""
    assert last(given, claim) == found


@pytest.mark.parametrize(
    "claim",
    [
        r"B(N,k)\ge N+1 \text{ for all } N\ge 1,\ k\ge 2",
        r"n!\ge 2^n \text{ for all } n\ge 4",
        r"B(N,k)=B(N-1,k)+B(N-1,k-1) \text{ for all } N\ge 1,\ k\ge 2",
    ],
)
def test_what_is_true_of_whole_numbers_is_not_refuted(claim: str) -> None:
    """The words leave out where it fails."""
    assert "refuted" not in [entry.verdict for entry in entries(f"{GROWTH}\n\n$${claim}$$")]


def test_a_side_of_an_equivalence_defines_nothing() -> None:
    """What stands behind ⇔ is no value of its letter from there on."""
    text = "$$x_1+x_2=0\\iff x_2=\\sin x_1$$\n\n$$x_1+x_2=0$$"
    assert "proved" not in [entry.verdict for entry in entries(text)]
