"""Pivots one by one, the solution of a system in other words, tangents of what is not named."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

A = (
    r"$$A=\begin{bmatrix}1&2&1\\3&8&1\\0&4&1\end{bmatrix}$$"
    "\n\n"
    r"$$b=\begin{bmatrix}2\\12\\2\end{bmatrix}$$"
)
F = r"$$u=f(x)=3x^2-4x$$"

PROVED = [
    (A, "$Ax=b$ has the solution $x=(2,1,-2)$"),
    (A, "the system $Ax=b$ has the unique solution $x=(2,1,-2)$"),
    (A, "the solution of $Ax=b$ is $x=(2,1,-2)$"),
    (A, "$Ax=b$ is solved by $x=(2,1,-2)$"),
    (A, "the only solution to $Ax=b$ is $x=(2,1,-2)$"),
    (A, "the third pivot of $A$ is $5$"),
    (A, "the last pivot of $A$ is $5$"),
    (A, "the pivots of $A$ are $1,2,5$"),
    (A, "the product of the pivots of $A$ is $10$"),
    (F, r"tangent line of $u=f(x)$ at $x=1:\ y=2x-3$"),
    (F, r"the tangent at $x=1:\ y=2x-3$"),
    (F, "the equation of the tangent line at $(1,-1)$ is $y=2x-3$"),
]
REFUTED = [
    (A, "$Ax=b$ has the solution $x=(2,1,2)$"),
    (A, "the solution of $Ax=b$ is $x=(1,1,-2)$"),
    (A, "the third pivot of $A$ is $1$"),
    (A, "the product of the pivots of $A$ is $8$"),
    (F, r"tangent line of $u=f(x)$ at $x=1:\ y=2x-4$"),
]
OPEN = [
    (f"We use partial pivoting.\n\n{A}", "the third pivot of $A$ is $1$"),
    (f"Gauss-Jordan elimination leads on.\n\n{A}", "the third pivot of $A$ is $1$"),
    (f"We want least squares.\n\n{A}", "the solution of $Ax=b$ is $x=(1,1,-2)$"),
    (r"$$A=\begin{bmatrix}0&1\\1&0\end{bmatrix}$$", "the second pivot of $A$ is $3$"),
    (f"{F}\n\n$$g(x)=x^3$$", r"the tangent at $x=1:\ y=2x-4$"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_what_is_so(given: str, claim: str) -> None:
    """In the words of courses."""
    assert last(given, worded(claim)) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_is_not_so(given: str, claim: str) -> None:
    """Another vector, another pivot, another line."""
    assert last(given, worded(claim)) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_may_be_meant_otherwise(given: str, claim: str) -> None:
    """Rows that are exchanged, solutions in another sense, two functions."""
    assert last(given, worded(claim)) in (None, "undecided")
