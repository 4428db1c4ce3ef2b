"""Reports: the words and the places in them, and nothing of a document that acts."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.model import DocumentReport, Entry, Report, RightValue, entry_to_json
from symnn.documents.report.escape import columns, cut, one_line, safe
from symnn.documents.report.github import github_text
from symnn.documents.report.sarif import sarif_text
from symnn.documents.report.terminal import WIDTH, full_lines, plain_line, plain_text
from symnn.documents.report.words import right_value
from symnn.documents.source import Source

TEXT = (
    "Let $x = 1$.\n\n> so $y = \\frac{1}{2}\n> = 0.4$ and $z \\approx 0.07$, $q(w) = 2$, $u = v$\n"
)
SOURCE = Source("a.md", TEXT, "markdown")


def entry(**fields: Any) -> Entry:
    base: dict[str, Any] = {
        "rule": "SYM000",
        "line": 1,
        "column": 6,
        "end_line": 1,
        "end_column": 11,
        "latex": "x = 1",
        "kind": "claim",
        "relation": "=",
    }
    return Entry(**{**base, **fields})


DEFINED = entry(rule="SYM030", kind="definition")
REFUTED = entry(
    rule="SYM002",
    line=3,
    column=10,
    end_line=4,
    end_column=8,
    latex="\\frac{1}{2}\n= 0.4",
    verdict="refuted",
    reading="1/2 = 0.4",
    right_value=RightValue("\\frac{1}{2}", "0.5"),
    counterexample=(("x", "1/2"), ("y", "0")),
    evidence="exact evaluation in Q",
    notes=("x = 1 from line 1",),
)
WARNED = entry(
    rule="SYM010",
    line=4,
    column=15,
    end_line=4,
    end_column=29,
    latex="z \\approx 0.07",
    relation="≈",
    verdict="proved",
    rounding="truncated",
    right_value=RightValue("", "0.08"),
)
OPEN = entry(line=4, latex="q(w) = 2", verdict="undecided", reason="ambiguous q(x)")
SILENT = entry(line=4, latex="u = v", kind="not-a-claim", reason="undefined symbol u")
REPORT = Report(
    "0", (DocumentReport("a.md", "markdown", (DEFINED, REFUTED, WARNED, OPEN, SILENT)),)
)


def test_the_report_for_people() -> None:
    assert plain_text(REPORT, {"a.md": SOURCE}) == (
        r"""a.md
  defined    1:6      x = 1

  REFUTED    a.md:3:10
    3 | > so $y = \frac{1}{2}
      |          ^^^^^^^^^^^^
    4 | > = 0.4$ and $z \approx 0.07$, $q(w) = 2$, $u = v$
      | ^^^^^^^
    read as         1/2 = 0.4
    right value     0.5 (exactly \frac{1}{2})
    counterexample  x = 1/2, y = 0
    decided by      exact evaluation in Q
    note            x = 1 from line 1

  warning    4:15     z \approx 0.07
                      the last digit was cut, not rounded; it should read 0.08
  undecided  4:6      q(w) = 2
                      ambiguous q(x)
  no claim   4:6      u = v
                      undefined symbol u

1 proved, 1 refuted, 1 undecided, 1 definition, 1 no claim
"""
    )


def test_a_document_without_relations_says_so() -> None:
    report = Report("0", (DocumentReport("a.md", "markdown", ()),))
    assert plain_text(report, {}).startswith("a.md\n  nothing in it states a relation\n")


def test_annotations_for_github() -> None:
    assert github_text(REPORT) == (
        "::error file=a.md,line=3,endLine=4,title=symnn SYM002 (false-decimal)::"
        "\\frac{1}{2} = 0.4: The printed decimal does not agree with the value. "
        "The right value is 0.5 (exactly \\frac{1}{2}). "
        "It fails at x = 1/2, y = 0. Read as: 1/2 = 0.4\n"
        "::warning file=a.md,line=4,endLine=4,col=15,endColumn=28,"
        "title=symnn SYM010 (decimal-not-rounded)::"
        "z \\approx 0.07: the last digit was cut, not rounded; correctly rounded: 0.08\n"
        "symnn: 1 proved, 1 refuted, 1 undecided, 1 definition, 1 no claim\n"
    )
    assert github_text(REPORT, strict=True).count("::error") == 2


def test_sarif_names_rule_level_and_region() -> None:
    log = json.loads(sarif_text(REPORT))
    assert (log["version"], log["runs"][0]["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    first, second = log["runs"][0]["results"]
    assert (first["ruleId"], first["level"]) == ("SYM002", "error")
    assert (second["ruleId"], second["level"]) == ("SYM010", "warning")
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a.md"},
                "region": {"startLine": 3, "startColumn": 10, "endLine": 4, "endColumn": 8},
            }
        }
    ]
    ids = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert {first["ruleId"], second["ruleId"]} <= ids
    assert len(json.loads(sarif_text(REPORT, strict=True))["runs"][0]["results"]) == 3


def test_sarif_fingerprints_do_not_depend_on_the_line() -> None:
    def fingerprints(line: int) -> list[object]:
        moved = entry(rule="SYM001", line=line, end_line=line, verdict="refuted")
        report = Report("0", (DocumentReport("a b.md", "markdown", (moved, moved)),))
        results = json.loads(sarif_text(report))["runs"][0]["results"]
        uris = {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in results
        }
        assert uris == {"a%20b.md"}
        return [result["partialFingerprints"] for result in results]

    assert fingerprints(1) == fingerprints(7)
    assert fingerprints(1)[0] != fingerprints(1)[1]


@given(st.text(st.characters(codec=None), max_size=30))
def test_no_text_of_a_document_acts_on_a_terminal(text: str) -> None:
    shown = one_line(text)
    assert not any(unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} for c in shown)
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE"} for c in shown)
    assert safe(safe(text)) == safe(text)


@given(st.text(max_size=30), st.integers(1, 20))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert columns(cut(one_line(text), width)) <= width


@given(st.text(st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=30))
def test_no_text_of_a_document_is_a_command_for_github(text: str) -> None:
    hostile = entry(latex=f"{text}\n::set-output name=a::{text}", verdict="refuted", rule="SYM001")
    report = Report("0", (DocumentReport(f"{text}\n::error::", "markdown", (hostile,)),))
    lines = github_text(report).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=")


@given(
    st.text(st.sampled_from("ab $\t漢é\x1b"), min_size=1, max_size=200),
    st.integers(0, 210),
    st.integers(0, 210),
)
def test_carets_stand_below_what_they_mark(text: str, start: int, length: int) -> None:
    source = Source("a.md", text, "markdown")
    first = source.position(min(start, len(text)))
    last = source.position(min(start + length, len(text)))
    place = {"line": 1, "column": first.column, "end_line": 1, "end_column": last.column}
    lines = [
        plain_line(line) for line in full_lines("a.md", entry(verdict="refuted", **place), source)
    ]
    assert all(columns(line) <= WIDTH for line in lines)
    assert all(unicodedata.category(c) != "Cc" for line in lines for c in line)
    if len(lines) > 2:
        assert set(lines[2].partition("|")[2]) <= set(" ^")


def test_a_sentence_is_shown_by_its_reading() -> None:
    """The formula in it alone would not say what is claimed."""
    said = entry(latex="A", relation="invertible", verdict="proved", reading="A is invertible")
    assert (said.is_sentence, DEFINED.is_sentence) == (True, False)
    report = Report("0", (DocumentReport("a.md", "markdown", (said,)),))
    assert "A is invertible" in plain_text(report, {})


def test_numbers_that_nobody_reads_are_left_to_the_machines() -> None:
    long = "1" * 60
    found = entry(verdict="refuted", right_value=RightValue(f"\\frac{{{long}}}{{7}}", "0.5"))
    assert right_value(found) == "0.5 (the exact form has numbers of 60 digits)"
    assert long in json.dumps(entry_to_json(found))
