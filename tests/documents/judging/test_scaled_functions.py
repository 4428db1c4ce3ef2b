"""Functions that are given with a number before them, and letters that may be functions."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SCHEDULE = (
    r"$$10^4\,\eta(t)=\begin{cases}6\,\frac{t+1}{2001}&\text{if } t<2000\\"
    r"0.6&\text{if } t\ge2000\end{cases}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SCHEDULE, r"\eta(2000)=0.6\cdot10^{-4}", "proved"),
        (SCHEDULE, r"\eta(2000)=0.6\cdot10^{-3}", "refuted"),
        (SCHEDULE, r"10^4\,\eta(1000)\approx3.0015", "proved"),
        ("Let $2f(x) = x^2+1$.", "f(1)=1", "proved"),
        ("Let $2f(x) = x^2+1$.", "f(1)=2", "refuted"),
        ("Let $-L(w) = w^2 - w$.", "L'(w)=1-2w", "proved"),
        ("Let $f(x) = x$ and $2f(x) = x^2+1$.", "f(3)=5", "refuted"),
        ("Let $c = 3$ and $cf(x) = x^2+1$.", "f(3)=3", None),
    ],
)
def test_a_number_before_a_function(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "claim",
    [r"\eta(0)=0", r"\eta(0)+1=1", r"2\eta(0)=0", r"\alpha(0)=0", r"\eta(1)=\eta", "a(0)=0"],
)
def test_a_letter_before_a_number_in_brackets_may_be_a_function(claim: str) -> None:
    assert last("The schedule is not told.", claim) not in ("proved", "refuted")
