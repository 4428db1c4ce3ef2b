r"""Conditions on several letters behind one word: "whenever c > 1 and a > 0"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

PROVED = [
    r"e^{-ca}<e^{-a} \text{ whenever } c>1 \text{ and } a>0",
    r"e^{-ca}<e^{-a} \text{ if } c>1 \text{ and } a>0",
    r"ab<b \text{ provided } a<1 \text{ and } b>0",
    r"pq>0 \text{ for } p<0 \text{ and } q<0",
    r"abc>0 \text{ whenever } a>0,\ b>0 \text{ and } c>0",
    r"e^{-kuv}<e^{-uv} \text{ whenever } k>1 \text{ and } uv>0",
    r"\frac{x}{y}\geq0 \text{ when } x\geq0 \text{ and } y>0",
]
REFUTED = [
    r"e^{-ca}<e^{-a} \text{ whenever } c>1 \text{ and } a<0",
    r"ab<b \text{ whenever } a>1 \text{ and } b>0",
    r"pq>0 \text{ for } p<0 \text{ and } q>0",
    r"e^{-kuv}>e^{-uv} \text{ whenever } k>1 \text{ and } uv>0",
]
MORE_MAY_BE_MEANT = [
    r"\gamma\beta<1 \text{ for } \gamma<1 \text{ and } \beta<1",
    r"ab<b \text{ with } a>1 \text{ and } b>0",
    r"ab<b \text{ whenever } a<1 \text{ and } b<0",
]
NO_CONDITION = [
    r"x^2\geq0 \text{ for } x>1 \text{ and } t>0",
    r"ab\geq1 \text{ and } b>0",
    r"w>0 \text{ when } b>0 \text{ and } w<5",
]


@pytest.mark.parametrize("claim", PROVED)
def test_both_conditions_count(claim: str) -> None:
    """Whatever letters they are about, if the claim has them."""
    assert last("", claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_what_fails_under_both_is_refuted(claim: str) -> None:
    """At numbers that both allow."""
    assert last("", claim) == "refuted"


@pytest.mark.parametrize("claim", MORE_MAY_BE_MEANT)
def test_rates_may_be_meant_to_be_positive(claim: str) -> None:
    """Where letters are only bounded from above, or "with" tells no more than a range."""
    assert last("", claim) in (None, "undecided")


@pytest.mark.parametrize("claim", NO_CONDITION)
def test_a_relation_of_other_letters_is_none(claim: str) -> None:
    """Nor is one behind a claim that has no condition."""
    found = entries(f"$$\n{claim}\n$$")
    assert "a condition of what stands beside it" not in [entry.reason for entry in found[1:]]
