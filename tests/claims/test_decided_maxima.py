"""Steps of evidence that decide a maximum with one value all over a cell."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

x, y = sp.symbols("x y", real=True)
ROOT2 = sp.sqrt(2)


def proved(claim: Any, **kwargs: Any) -> dict[str, Any]:
    verdict = sn.check(claim, **kwargs)
    assert verdict.proved
    assert verdict.evidence is not None
    return verdict.evidence


SURD = proved(
    sn.Eq(sn.relu(x - ROOT2) + sn.relu(ROOT2 * x - 2), (1 + ROOT2) * sn.relu(x - ROOT2)),
    over={x: (0, 2)},
)
BOX = proved(sn.Le(sn.Max(x, y, x + y - 2, x + 2), 3), over={x: (0, 1), y: (0, 1)})
EVIDENCES = (SURD, BOX)


def is_decided(step: Any) -> bool:
    return isinstance(step, list) and len(step) > 1 and isinstance(step[1], int)


def trees(tree: Any) -> Iterator[list[Any]]:
    """All lists of steps in a tree."""
    if isinstance(tree, list):
        yield tree
        for step in tree:
            if isinstance(step, list) and not is_decided(step):
                for option in step[1:]:
                    yield from trees(option[1])


def first_decided(evidence: dict[str, Any]) -> tuple[dict[str, Any], list[Any], int]:
    """A copy, with the list of steps and the position of a step that decides a maximum."""
    copied = copy.deepcopy(evidence)
    for steps in trees(copied["proof"]["tree"]):
        for k, step in enumerate(steps):
            if is_decided(step):
                return copied, steps, k
    raise AssertionError("no such step")


@pytest.mark.parametrize("evidence", EVIDENCES)
def test_it_replays(evidence: dict[str, Any]) -> None:
    recheck(first_decided(evidence)[0])


def refused(evidence: dict[str, Any], match: str) -> None:
    with pytest.raises(EvidenceError, match=match):
        recheck(evidence)


def test_no_gate_is_decided_twice() -> None:
    evidence, steps, k = first_decided(SURD)
    again = copy.deepcopy(steps[k])
    again[2][-3] += 1  # the relation that it refutes is one further: it holds by itself
    steps.insert(k + 1, again)
    refused(evidence, "twice")


def test_the_loser_does_not_win() -> None:
    evidence, steps, k = first_decided(SURD)
    _, winner, loser = steps[k]
    steps[k][1], loser[0] = loser[0], winner
    refused(evidence, "do not add up|not positive")


def test_every_other_value_is_beaten() -> None:
    evidence, steps, k = first_decided(SURD)
    del steps[k][2]
    refused(evidence, "listed once|two parts|steps|item|option")


def test_a_loser_needs_multipliers() -> None:
    evidence, steps, k = first_decided(SURD)
    del steps[k][2][1:]
    refused(evidence, "do not add up")


@given(data=st.data())
def test_other_multipliers_are_refused(data: st.DataObject) -> None:
    evidence, steps, k = first_decided(data.draw(st.sampled_from(EVIDENCES)))
    loser = data.draw(st.sampled_from(steps[k][2:]))
    place = data.draw(st.integers(1, len(loser) - 1))
    wrong = data.draw(st.sampled_from([loser[place] + 1, -loser[place] - 1, True, "1", None]))
    loser[place] = wrong
    with pytest.raises(EvidenceError):
        recheck(evidence)


SAME = proved(sn.Eq(sn.relu(x) + sn.Max(x, 0) + sn.Max(2 * x, x), 3 * sn.relu(x) + x))


def test_a_gap_that_is_stated_already_is_named_by_its_position() -> None:
    evidence, steps, k = first_decided(SAME)
    assert [len(loser) for loser in steps[k][2:]] == [2]
    recheck(evidence)


@given(at=st.one_of(st.integers(-3, 6), st.sampled_from([True, None, "1", 1.0, [1]])))
def test_another_position_is_refused(at: Any) -> None:
    evidence, steps, k = first_decided(SAME)
    right, steps[k][2][1] = steps[k][2][1], at
    if type(at) is int and at == right:
        recheck(evidence)
    else:
        with pytest.raises(EvidenceError):
            recheck(evidence)


def test_only_maxima_have_a_largest_value() -> None:
    claim = sn.Ge(sn.step(at_zero=1)(x), 0)
    evidence = proved(claim)
    copied = copy.deepcopy(evidence)
    places = [copied["statement"]["nodes"], copied["proof"]["nodes"]]
    nodes = [*places[0], *places[1]]
    gate = copied["proof"]["gates"][0]
    values = nodes[gate]
    assert values[0] in ("piecewise", "apply")
    zero, one = nodes.index(["rational", "0"]), nodes.index(["rational", "1"])
    copied["proof"]["tree"] = [[0, one, [zero, 0, 1, 1, 1]], "true"]
    refused(copied, "only a maximum|listed once")
