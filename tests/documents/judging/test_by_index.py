r"""Functions of a list that are given entry by entry: S(z)_i = e^{z_i}/\sum_j e^{z_j}."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SOFTMAX = r"""$$
s(z)_i=\frac{e^{z_i}}{\sum_je^{z_j}},\quad \sigma(a)=\frac1{1+e^{-a}},\quad z=(z_1,z_2)
$$"""
_TO_N = r"$$S(z)_i=\frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}$$"
_SQUARES = r"$$f(x)_i=x_i^2$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_SOFTMAX, r"s(z)_1=\sigma(z_1-z_2)", "proved"),
        (_SOFTMAX, r"s(z)_1+s(z)_2=1", "proved"),
        (_SOFTMAX, r"s([1,2,3])=[0.09,0.24,0.67]", "proved"),
        (_SOFTMAX, r"s([1,2,3])=[0.09,0.25,0.66]", "refuted"),
        (_SOFTMAX, r"s(z+c)_1=s(z)_1 \text{ for every constant } c", "proved"),
        (_TO_N, r"S([1,2,3])=[0.09,0.24,0.67]", "proved"),
        (_TO_N, r"S((0,0))_2=\tfrac12", "proved"),
        (_TO_N, r"S((0,0))_2=\tfrac13", "refuted"),
        (_SQUARES, r"f((1,2))=(1,4)", "proved"),
        (_SQUARES, r"f((1,2))_2=5", "refuted"),
        (_SQUARES, r"f(u)=u", None),
    ],
)
def test_a_function_by_its_entries(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_a_formula_for_two_entries_is_none_for_three() -> None:
    two = _SOFTMAX + "\n\n$$s(z)_1=\\sigma(z_1-z_2)$$"
    assert last(two, r"s((1,2,3))_1=0.09") == "proved"


def test_a_member_with_two_formulas_has_none() -> None:
    false = _SOFTMAX + "\n\n$$s(z)_1=\\sigma(z_2-z_1)$$"
    assert last(false, r"s((1,2,3))_1=0.09") in (None, "undecided")
    assert last(false, r"s((1,2))_1=\sigma(1)") in (None, "undecided")
