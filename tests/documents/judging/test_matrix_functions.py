"""Functions of matrices in documents: what is the matrix, what is its entries, and when."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

NILPOTENT = r"$$A = \begin{pmatrix} 0 & 1 \\ 0 & 0 \end{pmatrix}$$"
TURN = r"$$B = \begin{pmatrix} 0 & -1 \\ 1 & 0 \end{pmatrix}$$"
MIXED = r"$$C = \begin{pmatrix} 1 & 5 \\ 0 & -1 \end{pmatrix}$$"
GIVEN = f"{NILPOTENT}\n\n{TURN}\n\n{MIXED}"
ABOUT = "The activation is a function of a matrix, by its Taylor series."
EXPONENTIAL = "The matrix exponential is"


def matrix(*entries: object) -> str:
    a, b, c, d = entries
    return rf"\begin{{pmatrix}} {a} & {b} \\ {c} & {d} \end{{pmatrix}}"


CLAIMS = [
    ("proved", "", "e^{A} =", matrix(1, 1, 0, 1)),
    ("proved", "", "e^A =", matrix(1, 1, 0, 1)),
    ("proved", "", "e^{2A} =", matrix(1, 2, 0, 1)),
    ("proved", "", "e^{B} =", matrix(r"\cos 1", r"-\sin 1", r"\sin 1", r"\cos 1")),
    ("proved", "", r"e^{\pi B} =", matrix(-1, 0, 0, -1)),
    ("proved", EXPONENTIAL, r"\exp(A) =", matrix(1, 1, 0, 1)),
    ("proved", ABOUT, r"\operatorname{relu}(C) =", matrix(1, r"\frac52", 0, 0)),
    ("proved", "", r"\operatorname{relu}(C) =", matrix(1, 5, 0, 0)),
    ("proved", ABOUT, r"\operatorname{sigmoid}(A) =", matrix(r"\frac12", r"\frac14", 0, "1/2")),
    ("proved", "", "[A, B] =", matrix(1, 0, 0, -1)),
    ("refuted", "", "e^{A} =", matrix(1, 2, 0, 1)),
    ("refuted", EXPONENTIAL, "e^{A} =", matrix(1, "e", 1, 1)),
    ("undecided", "", "e^{A} =", matrix(1, "e", 1, 1)),
    ("undecided", "We divide by row sums for softmax.", "e^{A} =", matrix(1, "e", 1, 1)),
    ("refuted", EXPONENTIAL, r"\exp(A) =", matrix(1, 2, 0, 1)),
    ("refuted", ABOUT, r"\operatorname{relu}(C) =", matrix(1, 5, 0, 0)),
    ("undecided", "", r"\exp(A) =", matrix(1, 1, 0, 1)),
    ("undecided", "", r"\exp(A) =", matrix(1, "e", 1, 1)),
    ("undecided", f"{ABOUT} Others act element-wise.", r"\exp(A) =", matrix(1, 1, 0, 1)),
]


def last_verdict(words: str, claim: str) -> str | None:
    text = f"{GIVEN}\n\n{words}\n\n$${claim}$$\n"
    return list(judge(Source("a.md", text, "markdown")))[-1].verdict


@pytest.mark.parametrize(("verdict", "words", "left", "right"), CLAIMS)
def test_claims(verdict: str, words: str, left: str, right: str) -> None:
    assert last_verdict(words, f"{left} {right}") == verdict


def test_a_function_that_is_not_defined_there_is_not_judged() -> None:
    claim = rf"\operatorname{{relu}}(A) = {matrix(0, '1/2', 0, 0)}"
    assert last_verdict(ABOUT, claim) not in {"proved", "refuted"}
