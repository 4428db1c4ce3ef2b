"""Values of what was told in words: the numbers may be right, and not be those that are meant."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

WORDS = r"$$\text{Total Impurity}=\text{weighted average of the impurities of the leaves}$$"
RULE = (
    r"$$\text{Leaf Impurity}=1-(\text{the probability of Yes})^2-(\text{the probability of No})^2$$"
)
FORMULA = r"$$\text{Leaf Impurity}=1-p^2-q^2,\quad p=0.25,\ q=0.75$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (WORDS, r"\text{Total Impurity for Soda}=\frac{0.375+0}{2}=0.1875", "undecided"),
        (WORDS, r"\text{Total Impurity}=\frac{0.375+0}{2}=0.1875", "undecided"),
        (RULE, r"\text{Leaf Impurity}=1-0.25^2-0.75^2=0.375", "undecided"),
        (RULE, r"\text{Leaf Impurity}=1-0.25^2-0.75^2=0.475", "refuted"),
        (FORMULA, r"\text{Leaf Impurity}=0.375", "proved"),
        (FORMULA, r"\text{Leaf Impurity}=0.475", "refuted"),
        (WORDS, r"\text{accuracy}=\frac{3+4}{10}=0.7", "proved"),
    ],
)
def test_what_words_ask_for_is_not_judged(given: str, claim: str, verdict: str) -> None:
    """Wrong arithmetic is wrong all the same."""
    assert last(given, claim) == verdict
