"""Values behind a count in words, and formulas for every thing of a kind."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

COUNT = r"""$$
\text{vocabulary of } 30{,}000 \text{ tokens, embedding size } D=1024,\ 24 \text{ layers},\
H=16 \text{ heads};\quad \text{for every head } V_h=W_hX
$$"""
CLASS = r"$$\text{a class of } 30 \text{ pupils, } D=1024,\ H=16$$"
CASE = r"$$\text{with } 30 \text{ pupils, } D=1024,\ H=16$$"
IF = r"$$\text{groups of } 30 \text{ if } D=1024,\ H=16$$"
EACH = r"$$X=3,\ w=2,\quad \text{for each unit } v_j=wX+1$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (COUNT, "D/H=64", "proved"),
        (COUNT, "D/H=32", "refuted"),
        (CLASS, "D/H=64", "proved"),
        (EACH, "v_j=7", "proved"),
    ],
)
def test_values_behind_counts(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_conditions_stay_conditions() -> None:
    assert last(IF, "D/H=64") not in ("proved", "refuted")
