"""Passages in the manner of textbooks, in our own words, with a verdict known for each claim.

The verdicts were worked out a second way, in exact fractions and with sympy, when the passages
were written. A run judges a third of them, and all with `--every-work`.
`python -m tests.campaigns.practice tests/documents/works --show 400` lists what is still missed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from symnn.documents.judging.judge import judge
from tests.campaigns.practice import Score, judged
from tests.campaigns.works import document, read_work

WORKS = sorted((Path(__file__).parent / "works").glob("*.yaml"))

#: How many claims of each work were decided rightly; raise them when more are:
#: `python -m tests.documents.test_works` writes them anew.
DECIDED = Path(__file__).parent / "works" / "decided.json"


@cache
def scores(path: Path) -> tuple[Score, ...]:
    """What the judge makes of the claims of a work."""
    work = read_work(path)
    source, places = document(work, "markdown")
    entries = list(judge(source))
    pairs = zip(work.items, places, strict=True)
    return tuple(judged(item, filter(place.holds, entries)) for item, place in pairs)


@pytest.mark.parametrize("path", WORKS, ids=lambda path: path.stem)
def test_no_verdict_is_wrong_and_none_is_lost(path: Path) -> None:
    """No true claim is refuted, no false one proved; a limit of time may cost one right verdict."""
    assert [score.line("markdown") for score in scores(path) if score.outcome == "wrong"] == []
    before = json.loads(DECIDED.read_text("utf-8"))[path.stem]
    assert right(path) >= before - 1


def right(path: Path) -> int:
    """How many claims of a work are decided rightly."""
    return sum(score.outcome == "right" for score in scores(path))


if __name__ == "__main__":
    numbers = {path.stem: right(path) for path in WORKS}
    DECIDED.write_text(json.dumps(numbers, indent=1, sort_keys=True) + "\n", "utf-8")
