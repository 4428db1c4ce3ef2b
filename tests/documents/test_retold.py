"""The ways of retelling a work keep what it says; the long run is `tests.campaigns.retold`."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.campaigns.retold import WAYS, Way, exchanged, parted
from tests.campaigns.works import Item, Work

GIVEN = Item("w.given", r"W=\begin{pmatrix}1&2\\3&4\end{pmatrix},\ a=2", "definition")
CLAIMS = (
    Item("w.1", r"W_{11}=1", "value", "true"),
    Item("w.2", r"\text{a sum}=a+a_{1}\cdot\max(a,0)", "value", "false"),
    Item("w.3", r"\det W=-2", "value", "true"),
)
WORK = Work("w", (GIVEN, *CLAIMS))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@given(random=st.randoms(use_true_random=False))
def test_a_claim_keeps_its_truth_and_stands_behind_what_is_given(way: Way, random: Random) -> None:
    told = way(random, [WORK])
    truths = {item.name: item.truth for item in CLAIMS}
    given, claims = parted(told)
    assert all(truths[claim.name] == claim.truth for claim in claims)
    assert told.items[0] in given


@given(st.randoms(use_true_random=False))
def test_a_shuffled_work_has_the_same_claims(random: Random) -> None:
    told = WAYS["shuffled"](random, [WORK])
    assert sorted(item.name for item in told.items) == ["w.1", "w.2", "w.3", "w.given"]


def test_a_letter_is_exchanged_as_a_name_only() -> None:
    text = r"\text{a sum}=a+a_{1}\cdot\max(a,0)+\alpha\begin{array}{a}b\end{array}"
    new = r"\text{a sum}=h+h_{1}\cdot\max(h,0)+\alpha\begin{array}{a}b\end{array}"
    assert exchanged(text, "a", "h") == new
    assert exchanged(new, "h", "a") == text
