"""Equations with 0 on the right: posed of an unknown vector, or claimed of one that is put in."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

A = r"$$A=\begin{bmatrix}-1&1\\0&-1\end{bmatrix}$$"
BOTH = "$$x=(1,2),\\quad y=(3,1)$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (A, r"A^Ty=0 \text{ for } y=(1,1)", "refuted"),
        (A, r"y=(1,1):\quad A^Ty=0", "refuted"),
        (A, r"A(1,1)^T=0", "refuted"),
        (A, r"A(0,0)^T=0", "proved"),
        (A, r"(A+I)y=0 \text{ for } y=(1,0)", "proved"),
        (A, r"(A-2I)x=0", None),
        (BOTH, r"w=(1,-1),\ b=2:\quad w\cdot x+b=0", None),
        (BOTH, r"w\cdot x+b=0", None),
        (A, r"x=(x_1,x_2):\quad Ax=0", None),
    ],
)
def test_numbers_that_are_put_in_are_no_unknowns(
    given: str, claim: str, verdict: str | None
) -> None:
    """A vector given earlier may stand for any one again."""
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "words", ["potentials at nodes", "the input vector", "currents", "weights of the unit"]
)
def test_words_that_describe_restrict_nothing(words: str) -> None:
    """What stands behind a list says what it is."""
    given = f"{A}\n\n$$x=(x_1,x_2) \\text{{ {words} }}$$"
    assert last(given, r"Ax=\begin{bmatrix}x_2-x_1\\-x_2\end{bmatrix}") == "proved"


@pytest.mark.parametrize("words", ["if A is symmetric", "for the first neuron", "at time 0"])
def test_words_that_restrict_do(words: str) -> None:
    """What stands under a condition is not taken for good."""
    given = f"{A}\n\n$$x=(x_1,x_2) \\text{{ {words} }}$$"
    assert last(given, r"Ax=\begin{bmatrix}x_2-x_1\\-x_2\end{bmatrix}") is None
