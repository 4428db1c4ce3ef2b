"""The JSON of a report is a contract: its keys, its words and its counts."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.model import (
    KINDS,
    OUTCOMES,
    ROUNDINGS,
    DocumentReport,
    Entry,
    Report,
    RightValue,
    Summary,
    entry_from_json,
    entry_to_json,
    summarise,
    to_json,
)
from symnn.documents.report.data import json_text
from symnn.documents.rules import BY_ID, RULES
from symnn.errors import DocumentError

TEXTS = st.text(max_size=8)
COUNTS = st.integers(0, 10**6)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(sorted(KINDS)))
    return Entry(
        rule=draw(TEXTS),
        line=draw(COUNTS),
        column=draw(COUNTS),
        end_line=draw(COUNTS),
        end_column=draw(COUNTS),
        cell=draw(st.none() | COUNTS),
        latex=draw(TEXTS),
        kind=cast(Any, kind),
        relation=draw(TEXTS),
        verdict=cast(Any, draw(st.sampled_from(sorted(OUTCOMES))) if kind == "claim" else None),
        rounding=cast(Any, draw(st.none() | st.sampled_from(sorted(ROUNDINGS)))),
        reading=draw(TEXTS),
        right_value=draw(st.none() | st.builds(RightValue, TEXTS, TEXTS)),
        counterexample=draw(
            st.none() | st.dictionaries(TEXTS, TEXTS, max_size=3).map(lambda d: tuple(d.items()))
        ),
        evidence=draw(TEXTS),
        reason=draw(st.none() | TEXTS),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@given(entries())
def test_an_entry_survives_its_json(entry: Entry) -> None:
    data = json.loads(json.dumps({**entry_to_json(entry), "notes": list(entry.notes)}))
    assert entry_from_json(data) == entry


@given(st.lists(entries(), max_size=8))
def test_every_entry_is_counted_once(some: list[Entry]) -> None:
    summary = summarise(some)
    assert sum(dataclasses.astuple(summary)) == len(some)
    assert summary.proved == sum(entry.verdict == "proved" for entry in some)
    assert summary.not_understood == sum(entry.kind == "not-a-claim" for entry in some)


def test_the_json_contract() -> None:
    entry = Entry(
        rule="SYM002",
        line=12,
        column=3,
        end_line=12,
        end_column=40,
        latex="0.07 \\approx x",
        kind="claim",
        relation="≈",
        verdict="proved",
        rounding="truncated",
        reading="0.07 ≈ x",
        right_value=RightValue("\\frac{1}{13}", "0.08"),
        counterexample=(("x", "1/2"),),
        evidence="enclosure",
    )
    report = Report("0.1.0", (DocumentReport("a.md", "markdown", (entry,)),))
    assert json.loads(json_text(report)) == {
        "symnn": "0.1.0",
        "documents": [
            {
                "path": "a.md",
                "format": "markdown",
                "claims": [
                    {
                        "rule": "SYM002",
                        "line": 12,
                        "column": 3,
                        "end_line": 12,
                        "end_column": 40,
                        "cell": None,
                        "latex": "0.07 \\approx x",
                        "kind": "claim",
                        "relation": "≈",
                        "verdict": "proved",
                        "rounding": "truncated",
                        "reading": "0.07 ≈ x",
                        "right_value": {"latex": "\\frac{1}{13}", "decimal": "0.08"},
                        "counterexample": {"x": "1/2"},
                        "evidence": "enclosure",
                        "reason": None,
                    }
                ],
            }
        ],
        "summary": {
            "proved": 1,
            "refuted": 0,
            "undecided": 0,
            "definitions": 0,
            "not_understood": 0,
        },
    }
    assert list(cast("dict[str, Any]", to_json(report))) == ["symnn", "documents", "summary"]


def test_the_words_of_the_contract() -> None:
    assert {"definition", "claim", "not-a-claim"} == KINDS
    assert {"proved", "refuted", "undecided"} == OUTCOMES
    assert {"rounded", "truncated", "carried", "order-of-magnitude"} == ROUNDINGS


BASE = {
    **dict.fromkeys(("line", "column", "end_line", "end_column"), 1),
    **dict.fromkeys(("rule", "latex", "relation", "reading", "evidence"), ""),
    "kind": "claim",
    "verdict": "proved",
    "rounding": None,
    "right_value": None,
    "counterexample": None,
    "reason": None,
    "cell": None,
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"line": "1"}, "a report line has line = '1' where a count is needed"),
        ({"line": True}, "a report line has line = True where a count is needed"),
        ({"column": -1}, "a report line has column = -1 where a count is needed"),
        ({"latex": None}, "a report line has latex = None where a text is needed"),
        (
            {"verdict": "true"},
            "a report line has verdict = 'true' where one of proved, refuted, undecided is needed",
        ),
        ({"right_value": "1"}, "a report line has right_value = '1' where an object is needed"),
        ({"counterexample": []}, "a report line has counterexample = [] where an object is needed"),
        ({"notes": [1]}, "a report line has notes = [1] where a list of texts is needed"),
    ],
)
def test_data_that_is_no_entry_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        entry_from_json({**BASE, **change})
    assert str(caught.value) == message


@pytest.mark.parametrize(("kind", "verdict"), [("claim", None), ("definition", "proved")])
def test_claims_have_a_verdict_and_nothing_else_has(kind: str, verdict: str | None) -> None:
    with pytest.raises(ValueError, match="claims have one, definitions and not-a-claim have none"):
        entry_from_json({**BASE, "kind": kind, "verdict": verdict})


def test_rules_are_named_once() -> None:
    assert len(BY_ID) == len(RULES) == len({rule.name for rule in RULES})


def test_an_empty_report_counts_nothing() -> None:
    assert Report("0", ()).summary == Summary()
