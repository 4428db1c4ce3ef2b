"""Documents in many authors' habits: what is true is never called false, slips are found."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from tests.documents.authors import algebra, learning, networks
from tests.documents.authors.works import HABITS, Draw, Line

assert algebra
assert learning
assert networks
AUTHORS = sorted(HABITS)
figures = st.randoms(use_true_random=False)
few = settings(max_examples=8)


def judged(texts: list[str]) -> list[list[Entry]]:
    """The entries of each paragraph of a document."""
    starts, line = [], 1
    for text in texts:
        starts.append(line)
        line += text.count("\n") + 2
    source = Source("a.md", "\n\n".join(texts) + "\n", "markdown")
    found: list[list[Entry]] = [[] for _ in texts]
    for entry in judge(source):
        found[max(k for k, start in enumerate(starts) if start <= entry.line)].append(entry)
    return found


def lines_of(author: str, random: Random) -> list[Line]:
    return HABITS[author](Draw(random))


def test_there_are_forty_habits() -> None:
    assert len(HABITS) >= 40


@pytest.mark.parametrize("author", AUTHORS)
@few
@given(random=figures)
def test_a_true_document_is_never_called_false(author: str, random: Random) -> None:
    """Nothing is refuted, and every claim is proved."""
    lines = lines_of(author, random)
    for line, entries in zip(lines, judged([li.text for li in lines]), strict=True):
        assert "refuted" not in [e.verdict for e in entries], line.text
        if line.slipped is not None:
            assert "proved" in [e.verdict for e in entries], line.text
            assert "undecided" not in [e.verdict for e in entries], line.text


@pytest.mark.parametrize("author", AUTHORS)
@few
@given(random=figures, which=st.integers(0, 9))
def test_a_slip_is_found_where_it_is(author: str, random: Random, which: int) -> None:
    """One wrong figure is refuted in its line, and nothing before it is."""
    lines = lines_of(author, random)
    claims = [k for k, line in enumerate(lines) if line.slipped is not None]
    at = claims[which % len(claims)]
    texts = [line.text for line in lines]
    texts[at] = lines[at].slipped or ""
    found = [[e.verdict for e in entries] for entries in judged(texts)]
    assert "refuted" in found[at], texts[at]
    assert all("refuted" not in verdicts for verdicts in found[:at])
