r"""What was given before, and is taken back: formulas, sequences, labels that look like powers."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

ALARMS = [
    # Sequences, no functions of real numbers, and no fractional parts.
    r"Here the subsequence $\{a_{n_{k}}\}$ is non-increasing.",
    r"Here $\{a_n\}$ is decreasing.",
    r"Let $a(n) = n^2 - n$. The sequence $a(n)$ is nondecreasing.",
    r"We take $n=9119$ and $a_n = 1/n$. The underlying sequence is $\{a_n\} = |\sin n|/n$.",
    # Another formula for f, of which it is open whether f(x) is a product.
    ("Here $f=x^2+4x-2$ and $f'=2x+4$.\n\nHere $f(x)=x/(x^2+1)$ and $f'(x)=(1-x^2)/(x^2+1)^2$."),
    # Another formula for f, which cannot be read.
    r"$f(x) = e^x$" + "\n\n" + r"$$f(x) = \makebox[3em]{$\ln x$} \quad f(1) = 0$$",
    # The n above counts the cases of the data.
    (
        r"$x = (x_1, x_2)$ $w = (w_1, w_2)$ $y = \sum_{i} w_i x_i$"
        "\n\n"
        r"$\partial y^n / \partial w_i = x_i^n$ where $y^n = w_i \times x_i^n$"
    ),
]

ERRORS = [
    r"Let $g(x) = x^2$. The function $g$ is decreasing.",
    r"$f(x) = x^2+4x-2$ and so $f'(x) = 2x+5$.",
    r"$f(x) = e^x$" + "\n\n" + r"$$f(1) = 0$$",
]


@pytest.mark.parametrize("text", ALARMS)
def test_no_author_is_called_wrong(text: str) -> None:
    assert all(e.verdict != "refuted" for e in entries(text))


@pytest.mark.parametrize("text", ERRORS)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in entries(text))
