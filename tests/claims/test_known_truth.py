"""Short draws of the campaigns in `tests.campaigns`, and checks of their generators."""

from __future__ import annotations

from random import Random

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.exact.evaluate import value
from tests.campaigns.cases import Case
from tests.campaigns.evaluation import NoValueError, at
from tests.campaigns.families import FOR_ALL, GROUPS, case, chosen
from tests.campaigns.known_truth import faults, run
from tests.campaigns.moved import moved
from tests.campaigns.summary import Summary

CLOSED = chosen(["closed"])


@settings(max_examples=120)
@given(st.integers(min_value=0, max_value=10**9))
def test_no_verdict_is_wrong(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    item = case(rng, CLOSED)
    found = list(faults(item, rng, Summary()))
    assert not found, (item.family, found)


@pytest.mark.parametrize("group", FOR_ALL)
def test_no_verdict_over_all_x_is_wrong(group: str) -> None:
    summary = run([group], 60, "tests")
    assert summary.claims == 60
    assert summary.wrong == []


def points(item: Case, rng: Random) -> list[dict[str, fmpq]]:
    """The named witness, and random points, many of them on kinks and ends."""
    names = sorted(item.claim.symbols())
    some = [
        {name: fmpq(rng.randint(-24, 24), rng.choice((1, 2, 4, 6))) for name in names}
        for _ in range(12)
    ]
    if item.witness:
        some.append({name: value(e).as_fmpq() for name, e in item.witness.items()})
    return some


@pytest.mark.parametrize("group", FOR_ALL)
def test_no_point_contradicts_the_known_truth(group: str) -> None:
    """By FLINT alone, without the package's own judgement."""
    families, seen = GROUPS[group], 0
    for number in range(150):
        rng = Random(f"points/{number}")  # noqa: S311
        item = case(rng, families)
        for point in points(item, rng):
            try:
                held = at(item.claim, point)
            except NoValueError:
                continue
            seen += held is not None
            assert held is None or not item.vacuous, (item, point)
            assert held is not False or item.truth is False, (item, point)
            assert held is not True or item.ever is not False, (item, point)
    assert seen > 100


def test_every_named_witness_refutes() -> None:
    for number in range(400):
        item = case(Random(f"witness/{number}"), GROUPS["laws"])  # noqa: S311
        if item.witness:
            point = {name: value(e).as_fmpq() for name, e in item.witness.items()}
            assert at(item.claim, point) is False, item


def test_moving_a_claim_keeps_its_truth_at_points() -> None:
    names = {"x": "zeta", "y": "alpha", "z": "m"}
    for number in range(100):
        rng = Random(f"moved/{number}")  # noqa: S311
        item = case(rng, GROUPS["laws"])
        other = moved(item.claim, rng)
        for point in points(item, rng):
            there = {names[name]: v for name, v in point.items()}
            assert at(item.claim, point) is at(other, there)


def test_summaries_add_up() -> None:
    whole, parts = run(["closed"], 30, "sums"), Summary()
    for part in (run(["closed"], 20, "sums"), whole):
        parts.add(Summary.of_json(part.as_json()))
    assert parts.claims == 50
    assert parts.statuses["pell", "PROVED"] >= whole.statuses["pell", "PROVED"]
