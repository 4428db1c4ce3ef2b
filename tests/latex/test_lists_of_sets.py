r"""Sums over all lists from a set: \sum_{x \in \{0,1\}^3}."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.judging.verdicts import last

UNIT = (
    r"$\theta=3$, $w=(6,2,2)$, "
    r"$o(x)=\begin{cases}0&w\cdot x\le\theta\\1&w\cdot x>\theta\end{cases}$"
    "\n\n"
)


@pytest.mark.parametrize(
    ("given_", "claim", "verdict"),
    [
        (UNIT, r"\sum_{x\in\{0,1\}^3}o(x)=5", "proved"),
        (UNIT, r"\sum_{x\in\{0,1\}^3}o(x)=4", "refuted"),
        ("", r"\sum_{x\in\{-1,1\}^2}x_1x_2=0", "proved"),
        ("", r"\sum_{x\in\{0,1\}^{30}}x_1=0", "undecided"),  # too many lists
        ("", r"\sum_{x\in[0,1]^2}x_1=0", None),  # not a finite set
    ],
)
def test_sums_over_lists(given_: str, claim: str, verdict: str | None) -> None:
    assert last(given_, claim) in ((verdict,) if verdict else (None, "undecided"))


@given(st.integers(1, 3), st.sets(st.integers(-2, 2), min_size=1, max_size=3))
def test_a_sum_of_products_is_the_power_of_the_sum(size: int, members: set[int]) -> None:
    """Each member times each other, as often as the lists are long: (a + b)^n."""
    total = sum(members) ** size
    assert total == sum(prod(row) for row in product(sorted(members), repeat=size))
    listed = ",".join(map(str, sorted(members)))
    terms = "".join(f"x_{k}" for k in range(1, size + 1)) if size > 1 else "x"
    claim = rf"\sum_{{x\in\{{{listed}\}}^{size}}}{terms}={total}"
    assert last("", claim) == "proved"
