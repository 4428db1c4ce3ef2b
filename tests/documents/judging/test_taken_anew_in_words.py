r"""A letter that prose gives another meaning, without a formula: its value from before is gone."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_A = r"Let $A = \begin{pmatrix}2&0\\0&3\end{pmatrix}$." + "\n\n"


@pytest.mark.parametrize(
    "words",
    [
        r"Now let $A$ be an arbitrary invertible matrix. $$\det A = 0$$",
        r"Let $A$ be the $2 \times 2$ identity matrix.",
        "$A$ is now the zero matrix.",
        r"Let $A$ denote the rotation by a right angle.",
        r"Now let $A$ be any matrix.",
        "Let $A$ be a matrix.",
        "In general, let $A \\in \\mathbb{R}^{2\\times 2}$.",
        "Here $A$ stands for the adjacency matrix of a graph.",
    ],
)
@pytest.mark.parametrize(
    "claim",
    [
        r"\det A = 6",
        r"\operatorname{tr} A = 5",
        r"A_{11} + A_{12} = 2",
        r"\|A\|_F^2 = 13",
    ],
)
def test_its_value_proves_nothing(words: str, claim: str) -> None:
    assert last(f"{_A}{words}", claim) != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Let $A$ be as above.",
        "Let $B$ be an arbitrary matrix.",
        "The matrix $A$ is diagonal.",
        r"Let $A$ be a matrix. For example, with $A = \begin{pmatrix}2&0\\0&3\end{pmatrix}$.",
    ],
)
def test_other_words_leave_it(words: str) -> None:
    assert last(f"{_A}{words}", r"\det A = 6") == "proved"


@pytest.mark.parametrize(
    "words", ["We change $c$ to $3$.", "Increase $c$ by one.", "Now double $c$.", "Then flip $c$."]
)
def test_a_number_that_is_changed(words: str) -> None:
    assert last(f"Let $c = 2$.\n\n{words}", "c^2 = 4") != "proved"
    assert last(f"Let $c = 2$.\n\nAs $c$ increases, so does its square. {words}", "c > 5") != (
        "proved"
    )


def test_a_function_that_is_another_one() -> None:
    given = "## One\n\nLet $f(x) = 2x + 1$.\n\n## Two\n\nLet $f$ be the ReLU function."
    assert last(given, "f(-3) = -5") == "undecided"
    assert last(given, "f(0) = 0") == "undecided"
    assert last("Let $f(x) = 2x + 1$.", "f(-3) = -5") == "proved"


def test_greek_letters_too() -> None:
    given = r"Let $\theta = 2$." + "\n\n" + r"Let $\theta$ be a vector of parameters."
    assert last(given, r"\theta^2 = 4") != "proved"
