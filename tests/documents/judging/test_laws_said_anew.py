r"""Laws "for A ∈ ℝ^{n×n}" where A has a value elsewhere, and where nothing was said of it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = r"$$A=\begin{bmatrix}2&6\\0&1\end{bmatrix}$$"
WORKED = (
    r"$$r=\begin{bmatrix}2\\0\\1\end{bmatrix},\ g=\begin{bmatrix}6\\1\\0\end{bmatrix},"
    r"\ b=\begin{bmatrix}1\\4\\-1\end{bmatrix},\ A=[r,g,b]$$"
)

PROVED = [
    (WORKED, r"\det(\lambda A)=\lambda^n\det(A) \text{ for } A\in\mathbb{R}^{n\times n}"),
    (WORKED, r"\det(A^\top)=\det(A) \text{ for all } A\in\mathbb{R}^{n\times n}"),
    (WORKED, r"\det(A^2)=\det(A)^2 \text{ for } A\in\mathbb{R}^{n\times n}"),
    (GIVEN, r"\det(cA)=c^n\det(A) \text{ for every } A\in\mathbb{R}^{n\times n}"),
    ("", r"\det(kA)=k^n\det(A) \text{ for all } k\in\mathbb{R},\ A\in\mathbb{R}^{n\times n}"),
]
_ALL = r"\text{ for all } \lambda\in\mathbb{R},\ A\in\mathbb{R}^{n\times n},\ n\ge2"
REFUTED = [
    (WORKED, rf"\det(\lambda A)=\lambda\det(A) {_ALL}"),
    (WORKED, r"\det(-A)=-\det(A) \text{ for all } A\in\mathbb{R}^{n\times n},\ n\ge2"),
    ("", r"xy=yx \text{ for all } x,y\in\mathbb{R}^{n\times n}"),
    ("", rf"\det(\lambda A)=\lambda\det(A) {_ALL}"),
]
OPEN = [
    (WORKED, r"\det(2A)=2\det(A) \text{ for } A\in\mathbb{R}^{n\times n}"),
    (WORKED, r"A^2=A \text{ for some } A\in\mathbb{R}^{n\times n}"),
]


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_laws_for_all_arrays_of_a_space(given: str, claim: str) -> None:
    """Whatever the name stands for elsewhere."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_what_is_said_of_all_and_fails_for_some(given: str, claim: str) -> None:
    """With the sizes that are told."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_is_not_said_of_all_is_not_proved(given: str, claim: str) -> None:
    """The given matrix may be meant, or some other one."""
    assert last(given, claim) != "proved"
