"""A judge that hangs, crashes or eats memory costs one formula, never the report."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from symnn.documents.entries import limit_entry, relation_in
from symnn.documents.model import Entry
from symnn.documents.readers import read
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.source import Source
from symnn.errors import DocumentError

#: With it a judge that says nothing for two seconds counts as hanging.
QUICK = Limits(seconds=12)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no resource limits there")


def source(text: str, path: str = "a.md") -> Source:
    return Source(path, text, "markdown")


def judged(text: str, judge: str = "moody", limits: Limits = QUICK) -> list[tuple[str, str]]:
    """(formula, verdict or reason) of every entry."""
    with Sandbox(limits, judge=f"tests.documents.judges:{judge}") as sandbox:
        return [said(entry) for entry in sandbox.judge(source(text)).entries]


def said(entry: Entry) -> tuple[str, str]:
    return entry.latex, entry.reason or str(entry.verdict)


def test_entries_come_through_unchanged() -> None:
    text = "$a = 1$, $false = 2$ and\n$$open \\le 3$$"
    with Sandbox(QUICK, judge="tests.documents.judges:plain") as sandbox:
        report = sandbox.judge(source(text))
    sys_judges = __import__("tests.documents.judges", fromlist=["plain"])
    assert report.entries == tuple(sys_judges.plain(source(text)))


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("hang", "time limit: no verdict within 2 s"),
        ("spin", "time limit: no verdict within 2 s"),
        ("abort", "crash: the judge ended with SIGABRT"),
        ("leave", "crash: the judge ended with status 7"),
        ("eat", "memory limit: more than 1024 MiB"),
        ("nest", "depth limit: nested too deeply"),
        ("fail", "internal error: ZeroDivisionError: a bug"),
        ("write", "internal error: OSError: [Errno 27] File too large"),
        ("environment", "internal error: RuntimeError: LC_ALL PYTHONHASHSEED"),
    ],
)
def test_a_formula_that_kills_its_judge_is_undecided_and_the_rest_is_judged(
    word: str, reason: str
) -> None:
    text = f"$a = 1$ ${word} = 2$\n\n$b = 3$ and ${word}$."
    assert judged(text) == [("a = 1", "proved"), (f"{word} = 2", reason), ("b = 3", "proved")]


def test_several_deaths_in_one_document() -> None:
    text = "$a=1$ $abort=1$ $leave=1$ $b=1$\n\n> $$\n> fail = 2\n> $$\n\n$c=1$"
    assert judged(text) == [
        ("a=1", "proved"),
        ("abort=1", "crash: the judge ended with SIGABRT"),
        ("leave=1", "crash: the judge ended with status 7"),
        ("b=1", "proved"),
        ("fail = 2", "internal error: ZeroDivisionError: a bug"),
        ("c=1", "proved"),
    ]


def test_the_judged_links_of_a_chain_are_kept() -> None:
    assert judged("$a=1=abort=2$ $b=2=3$", "chained") == [
        ("a=1", "proved"),
        ("=abort=2", "crash: the judge ended with SIGABRT"),
        ("b=2", "proved"),
    ]


def test_a_document_that_is_out_of_time_keeps_what_was_judged() -> None:
    entries = judged("$a=1$ $hang=1$ $hang=2$ $hang=3$ $b=1$ $c$", limits=Limits(seconds=2))
    assert entries[0] == ("a=1", "proved")
    assert [latex for latex, _ in entries] == ["a=1", "hang=1", "hang=2", "hang=3", "b=1"]
    assert all("time limit" in reason for _, reason in entries[1:4])


def test_a_stray_print_is_no_answer() -> None:
    assert judged("$a=1$ $speak=1$ $b=1$") == [
        ("a=1", "proved"),
        ("speak=1", "proved"),
        ("b=1", "proved"),
    ]


def test_a_judge_that_never_ends_is_stopped() -> None:
    assert judged("$a=1$", "flood", Limits(seconds=2))[0] == ("a=1", "proved")


def test_a_judge_that_is_not_there_is_an_error() -> None:
    with (
        Sandbox(QUICK, judge="tests.documents.nowhere:judge") as sandbox,
        pytest.raises(DocumentError, match="could not be started: ModuleNotFoundError"),
    ):
        sandbox.judge(source("$a=1$"))


def test_the_first_judge_is_started_ahead_and_ended_if_there_is_nothing_to_judge() -> None:
    with Sandbox(QUICK, judge="tests.documents.judges:plain") as sandbox:
        [ahead] = sandbox._alive
        assert ahead.poll() is None
    assert ahead.poll() is not None
    assert not sandbox._alive
    with Sandbox(QUICK, judge="tests.documents.judges:plain") as sandbox:
        [ahead] = sandbox._alive
        assert [e.verdict for e in sandbox.judge(source("$a=1$")).entries] == ["proved"]
        assert ahead.poll() is not None
        assert not sandbox._alive


@pytest.mark.parametrize("jobs", [1, 3])
def test_reports_come_in_the_order_of_the_documents(jobs: int) -> None:
    sources = [source(f"$a={n}$ $abort=1$" if n % 2 else f"$a={n}$", f"{n}.md") for n in range(5)]
    with Sandbox(QUICK, jobs=jobs, judge="tests.documents.judges:moody") as sandbox:
        reports = list(sandbox.judge_all(sources))
    assert [report.path for report in reports] == [f"{n}.md" for n in range(5)]
    assert [report.entries[0].latex for report in reports] == [f"a={n}" for n in range(5)]


def test_leaving_ends_every_child() -> None:
    def interrupted() -> Iterator[None]:
        with Sandbox(Limits(seconds=600), judge="tests.documents.judges:moody") as sandbox:
            threading.Timer(1 / 2, sandbox.__exit__).start()
            yield from (None for _ in [sandbox.judge(source("$hang=1$"))])

    with pytest.raises(DocumentError, match="the check was interrupted"):
        list(interrupted())


def test_what_is_left_of_a_formula_has_its_own_place() -> None:
    document = source("> $$\n> a = b\n>   \\le c\n> $$")
    [formula] = read(document).formulas
    entry = limit_entry(document, formula, document.offset(2, 8), "time limit")
    assert entry is not None
    assert (entry.latex, entry.relation) == ("\\le c", "≤")
    assert (entry.line, entry.column, entry.end_line, entry.end_column) == (3, 5, 3, 10)
    assert limit_entry(document, formula, document.offset(3, 8), "time limit") is None


@pytest.mark.parametrize(
    ("latex", "relation"),
    [
        (r"a \leq b", "≤"),
        (r"\left(a", None),
        (r"\lambda \neq 0", "≠"),
        (r"\approx 3", "≈"),
        (r"x \in A", "∈"),
        (r"\int x", None),
        (r"f: A \to B", "→"),
        ("a := b", ":="),
    ],
)
def test_relations_are_told_from_other_names(latex: str, relation: str | None) -> None:
    assert relation_in(latex) == relation
