r"""Dual numbers a + bε with ε² = 0, as notes on forward-mode differentiation use them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.judging.verdicts import last

UNIT = r"$$x=a+b\epsilon,\quad y=c+d\epsilon,\qquad \epsilon\ne 0,\ \epsilon^2=0$$"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"(a+b\epsilon)(c+d\epsilon)=ac+(ad+bc)\epsilon", "proved"),
        (r"(a+b\epsilon)(c+d\epsilon)=ac+bd\,\epsilon", "refuted"),
        (r"xy=ac+(ad+bc)\epsilon", "proved"),
        (r"\frac{1}{c+d\epsilon}=\frac1c-\frac{d}{c^2}\epsilon,\qquad c\ne 0", "proved"),
        (r"(3+\epsilon)^2=9+6\epsilon", "proved"),
        (r"(3+\epsilon)^2=9+5\epsilon", "refuted"),
        (r"\exp(2\epsilon)=1+2\epsilon", "proved"),
        (r"\sin(a+b\epsilon)=\sin(a)+b\cos(a)\epsilon", "proved"),
        (r"\sin(a+b\epsilon)=\sin(a)-b\cos(a)\epsilon", "refuted"),
        # what is no law, or has no slope at 0
        (r"a+b\epsilon=c+d\epsilon", "undecided"),
        (r"\epsilon^3=0", None),
        (r"|a+b\epsilon|=a+b\epsilon", None),
        (r"\frac{\epsilon}{\epsilon}=1", "undecided"),
    ],
)
def test_equations_of_dual_numbers(claim: str, expected: str | None) -> None:
    assert last(UNIT, claim) == expected


@pytest.mark.parametrize("rule", [r"$$\epsilon\approx 0$$", r"$$\epsilon=0.1,\ \epsilon^2=0.01$$"])
def test_an_epsilon_that_is_only_small_is_a_number(rule: str) -> None:
    assert last(rule, r"(3+\epsilon)^2=9+6\epsilon") != "proved"


@settings(max_examples=25, deadline=None)
@given(st.integers(-9, 9), st.integers(1, 9), st.integers(2, 5), st.integers(-1, 1))
def test_powers_have_their_slope(a: int, b: int, n: int, slip: int) -> None:
    dual = n * a ** (n - 1) * b + slip
    claim = rf"({a}+{b}\epsilon)^{n}={a**n}+({dual})\epsilon"
    assert last(UNIT, claim) == ("refuted" if slip else "proved")
