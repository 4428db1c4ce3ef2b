"""Passages in the manner of textbooks, in our own words, with a verdict known for each claim.

The verdicts were worked out a second way, in exact fractions and with sympy, when the passages
were written. `python -m tests.campaigns.practice tests/documents/works --show 400` lists what is
still missed.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from symnn.documents.judging.judge import judge
from tests.campaigns.practice import Score, judged
from tests.campaigns.works import document, read_work

WORKS = sorted((Path(__file__).parent / "works").glob("*.yaml"))

#: Claims that are decided rightly at least; raise it when more are.
FLOOR = 2400


@cache
def scores(path: Path) -> tuple[Score, ...]:
    """What the judge makes of the claims of a work."""
    work = read_work(path)
    source, places = document(work, "markdown")
    entries = list(judge(source))
    pairs = zip(work.items, places, strict=True)
    return tuple(judged(item, filter(place.holds, entries)) for item, place in pairs)


@pytest.mark.parametrize("path", WORKS, ids=lambda path: path.stem)
def test_no_verdict_is_wrong(path: Path) -> None:
    """No true claim is refuted, no false one proved."""
    assert [score.line("markdown") for score in scores(path) if score.outcome == "wrong"] == []


def test_no_fewer_claims_are_decided_than_before() -> None:
    """The number of right verdicts over all works."""
    outcomes = Counter(score.outcome for path in WORKS for score in scores(path))
    assert outcomes["right"] >= FLOOR, outcomes
