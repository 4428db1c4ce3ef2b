"""Sentences that give a letter to another thing are no false claims about the first."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SIDES = r"The hypotenuse of $a=3$, $b=4$ is $c=\sqrt{a^2+b^2}$."


@pytest.mark.parametrize(
    ("sentence", "is_claim"),
    [
        ("The number of classes is $c=2$.", False),
        ("The speed of light is $c=2$.", False),
        ("Its competitor has $c=2$.", False),
        ("By default $c=2$.", False),
        ("Later the length is $c=2$.", False),
        ("Hence $c=2$.", True),
        ("So the length is $c=2$.", True),
        ("We find $c=2$.", True),
        ("The hypotenuse is $c=2$.", True),
    ],
)
def test_another_value_in_a_sentence(sentence: str, is_claim: bool) -> None:
    assert (entries(f"{SIDES}\n\n{sentence}")[-1].verdict == "refuted") == is_claim


@pytest.mark.parametrize("claim", ["c^2=25", "c^2=4"])
def test_what_counts_behind_it_is_not_certain(claim: str) -> None:
    assert last(f"{SIDES}\n\nThe number of classes is $c=2$.", claim) == "undecided"
