"""Reasons, entropies, values between two numbers, and shapes, as authors word them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$A=\begin{bmatrix}2&1\\1&3\end{bmatrix},\quad B=\begin{bmatrix}1&0&2\\0&1&1\end{bmatrix},"
    r"\quad p=(\tfrac12,\tfrac14,\tfrac14),\quad s(x)=\frac{1}{1+e^{-x}}$$"
)

PROVED = [
    r"A \text{ is invertible since } \det A=5\ne0",
    r"A \text{ is symmetric, because } A=A^\top",
    r"p \text{ has entropy } \frac32 \text{ bits}",
    r"\text{the entries of } p \text{ are positive and sum to } 1",
    r"s(x) \text{ lies between } 0 \text{ and } 1",
    r"\text{the output of } s \text{ lies strictly between } 0 \text{ and } 1",
    r"s \text{ takes values in } (0,1)",
    r"\text{the values of } s \text{ lie in the interval } (0,1)",
    r"A \text{ is } 2\times2",
    r"B \text{ is a } 2\times3 \text{ matrix}",
]

REFUTED = [
    r"A \text{ is invertible because } \det A=6",
    r"A \text{ is singular since } \det A=5",
    r"p \text{ has entropy } 2 \text{ bits}",
    r"\text{the entries of } p \text{ are positive and sum to } 2",
    r"s(x) \text{ lies between } 0 \text{ and } \tfrac12",
    r"s \text{ takes values in } (0,\tfrac12)",
    r"B \text{ is a } 3\times2 \text{ matrix}",
]

#: Of names that mean nothing here.
NEITHER = [
    r"C \text{ is invertible since } \det C=5",
    r"h \text{ takes values in } (0,1)",
    r"C \text{ is } 2\times2",
]


@pytest.mark.parametrize("claim", PROVED)
def test_what_holds(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_what_fails(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize("claim", NEITHER)
def test_what_is_left_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")
