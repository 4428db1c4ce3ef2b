"""Products that words take entry by entry, logarithms in words, and conditions beside values."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

A = r"Let $A=\begin{pmatrix}0&2\\3&0\end{pmatrix}$."
SQUARES = r"A^2=\begin{pmatrix}0&4\\9&0\end{pmatrix}"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("", "refuted"),
        ("Squaring each entry, we get", "undecided"),
        ("Element-wise,", "undecided"),
        ("Products are taken entry by entry:", "undecided"),
    ],
)
def test_squares_of_the_entries(words: str, verdict: str) -> None:
    assert last(f"{A} {words}", SQUARES) == verdict


def test_what_is_false_by_entries_too() -> None:
    claim = r"A^2=\begin{pmatrix}0&4\\8&0\end{pmatrix}"
    assert last(f"{A} Squaring each entry, we get", claim) == "refuted"


def test_an_entropy_in_bits() -> None:
    text = r"The entropy of a fair coin is $H=-\frac12\log\frac12-\frac12\log\frac12=1$ bit."
    assert "refuted" not in [entry.verdict for entry in entries(text)]


HINGE = r"$L=\max(0,1-yf)$. For $y=-1$, $f=-2$: $L=0$."


@pytest.mark.parametrize(
    "text",
    [
        r"$\partial L/\partial f=-y$ if $yf<1$.",
        r"When $yf<1$, $\partial L/\partial f=-y$.",
        r"$$\frac{\partial L}{\partial f}=-y\quad\text{if }yf<1$$",
        r"For $yf<1$ we have $\partial L/\partial f=-y$.",
    ],
)
def test_a_condition_that_the_values_do_not_meet(text: str) -> None:
    assert "refuted" not in [entry.verdict for entry in entries(f"{HINGE}\n\n{text}")]


def test_one_that_they_meet() -> None:
    given = r"$L=\max(0,1-yf)$. Let $y=1$, $f=-2$."
    claim = r"\frac{\partial L}{\partial f}=y\quad\text{if }yf<1"
    assert last(given, claim) == "refuted"


EARLIER = "## Values\n\nLet $x = 3$.\n\n## Chain rule\n\n"


def test_a_formula_before_the_values_of_its_section() -> None:
    given = rf"{EARLIER}$z = x^2y$, $x = \cos t$, $y = \sin t$."
    assert last(given, r"\frac{dz}{dt} = 2xy\cdot(-\sin t) + x^2\cos t") != "refuted"
    assert last(given, r"\frac{dz}{dt} = 9\cos t") != "proved"


def test_a_list_behind_a_sequence_of_its_name() -> None:
    given = "## Sequences\n\nLet $x_n = 2n$.\n\n## Vectors\n\n$f(x) = x_1 - x_2$. For $x = (1,2)$:"
    assert last(given, "f(x) = -1") == "proved"
    assert last(given, "f(x) = -2") != "proved"
