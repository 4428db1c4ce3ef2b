r"""Matrices that are invertible or definite for all arrays in them, or are not: X^T X + c I."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

RIDGE = r"$$X\in\mathbb{R}^{n\times d},\ n\ne d,\quad y\in\mathbb{R}^n,\quad\lambda>0$$"
WIDE = r"$$B\in\mathbb{R}^{2\times 3},\quad \mu>0$$"
GRAM = r"$$B\in\mathbb{R}^{m\times k},\quad \mu>0,\quad G=B^\top B+\mu I$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIDGE, r"X^TX+\lambda I_d \text{ is invertible for all } X"),
        (RIDGE, r"X^TX+\lambda I_d \text{ is positive definite}"),
        (
            RIDGE,
            r"\frac1nX^TX+\lambda I \text{ is nonsingular for every } X\in\mathbb{R}^{n\times d}",
        ),
        (RIDGE, r"XX^T \text{ is positive semidefinite for all } X"),
        (RIDGE, r"X^TX \text{ is singular for all } X \text{ with } n<d"),
        (RIDGE, r"X^TX \text{ is not invertible for any } X \text{ with } n<d"),
        (RIDGE, r"XX^T \text{ is singular when } n>d"),
        (WIDE, r"B^TB \text{ is singular for every } B"),
        (WIDE, r"BB^T+\mu I_2 \text{ is invertible for every } B"),
        (GRAM, r"G^{-1}+B^\top B \text{ is positive definite for all } B"),
    ],
)
def test_what_holds_for_all(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIDGE, r"X^TX \text{ is invertible for all } X \text{ with } n<d"),
        (RIDGE, r"X^TX \text{ is invertible for all } X"),
        (RIDGE, r"X^TX \text{ is invertible for all } X \text{ with } n>d"),
        (RIDGE, r"X^TX-\lambda I_d \text{ is invertible for all } X"),
        (RIDGE, r"XX^T \text{ is positive definite for all } X"),
        (RIDGE, r"X^TX+\lambda I_d \text{ is singular for all } X"),
        (WIDE, r"B^TB \text{ is nonsingular for all } B"),
        (WIDE, r"BB^T \text{ is invertible for all } B"),
    ],
)
def test_what_fails_for_one(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (RIDGE, r"X^TX \text{ is invertible}"),
        (RIDGE, r"X^TX+\lambda I_n \text{ is invertible for all } X"),
        (RIDGE, r"X^TX \text{ is invertible for almost all } X"),
        (RIDGE, r"X^TX \text{ is invertible for all } X \text{ of rank } d"),
        (RIDGE, r"X^TX+\nu I_d \text{ is invertible for all } X"),
        (RIDGE, r"X^TX \text{ is not invertible for all } X"),
        (f"Let $X$ have independent columns.\n\n{RIDGE}", r"X^TX \text{ is invertible for all } X"),
        (
            r"$$S\in\mathbb{R}^{n\times n} \text{ symmetric}$$",
            r"SS \text{ is invertible for all } S",
        ),
    ],
)
def test_what_may_be_meant_otherwise(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
