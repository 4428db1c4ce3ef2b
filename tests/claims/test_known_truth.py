"""A short draw of the campaign in `tests.campaigns.known_truth`."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.campaigns.generators import case
from tests.campaigns.known_truth import faults


@settings(max_examples=120)
@given(st.integers(min_value=0, max_value=10**9))
def test_no_verdict_is_wrong(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    item = case(rng)
    found = [fault for fault in faults(item, rng) if not fault.startswith("status: ")]
    assert not found, (item.family, found)
