"""Open sums among other terms, as in the steps of an induction."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


@pytest.mark.parametrize(
    "claim",
    [
        r"\sum_{i=1}^{k+1} i = \left(\sum_{i=1}^{k} i\right) + (k+1)",
        r"\left(\sum_{i=1}^{k} i\right) + (k+1) = \frac{k(k+1)}{2} + (k+1)",
        r"\sum_{i=0}^{m} 3^i + 3^{m+1} = \frac{3^{m+2} - 1}{2}",
        r"1^2 + 2^2 + \cdots + k^2 + (k+1)^2 = \frac{(k+1)(k+2)(2k+3)}{6}",
        r"1 + 3 + \cdots + (2k - 1) + (2k+1) = (k+1)^2",
        r"\sum_{i=1}^{n} i - \sum_{j=1}^{n-2} j = 2n - 1",
    ],
)
def test_steps_of_induction_are_proved(claim: str) -> None:
    assert last("Assume it for $k$. Then", claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"\sum_{i=1}^{k+1} i = \left(\sum_{i=1}^{k} i\right) + k",
        r"\left(\sum_{i=1}^{k} i\right) + (k+1) = \frac{k(k+1)}{2} + k",
        r"1^2 + 2^2 + \cdots + k^2 + (k+1)^2 = \frac{(k+1)(k+2)(2k+4)}{6}",
        r"\sum_{i=1}^{n} i - \sum_{j=1}^{n-2} j = 2n",
        r"\sum_{i=1}^{n} i - \sum_{j=2}^{n-2} j = 2n - 1",
    ],
)
def test_false_steps_are_not_proved(claim: str) -> None:
    assert last("Assume it for $k$. Then", claim) != "proved"


def test_a_law_below_its_base_case_is_meant_of_all() -> None:
    text = "For $n = 1$ it is $1 = 1$.\n\nAssume $\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$."
    assert [entry.verdict for entry in entries(text)] == [None, "proved", "proved"]
    false = text.replace("n(n+1)", "n(3n-1)")
    assert entries(false)[-1].verdict == "undecided"
