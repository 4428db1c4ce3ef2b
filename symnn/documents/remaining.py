"""What a judge has said of a document, and what is left to judge after it stopped."""

from __future__ import annotations

from symnn.deferred import regex
from symnn.documents.entries import limit_entry
from symnn.documents.model import Entry
from symnn.documents.readers import read
from symnn.documents.regions import Formula
from symnn.documents.source import Source

_INK = regex(r"[^\s>]")


def in_order(source: Source, entries: list[Entry]) -> tuple[Entry, ...]:
    """All entries once, in document order."""
    once = dict.fromkeys(entries)
    return tuple(sorted(once, key=lambda e: (_start(source, e), e.end_line)))


def _start(source: Source, entry: Entry) -> int:
    return source.offset(entry.line, entry.column, entry.cell, entry.path)


def _end(source: Source, entry: Entry) -> int:
    return source.offset(entry.end_line, entry.end_column, entry.cell, entry.path)


def reach(source: Source, entries: list[Entry]) -> int:
    """How far into the document a judge has come."""
    return max((_end(source, entry) for entry in entries), default=0)


def within(source: Source, formula: Formula, entries: list[Entry]) -> list[Entry]:
    """The entries of one formula: they were judged, whatever became of the rest of it."""
    return [
        entry
        for entry in entries
        if formula.start <= _start(source, entry) and _end(source, entry) <= formula.end
    ]


def remaining(source: Source, reach: int, blanked: set[int]) -> list[tuple[int, Formula]]:
    """Every formula, with its number, that holds a relation after what was judged."""
    return [
        (index, formula)
        for index, formula in enumerate(read(source).formulas)
        if index not in blanked
        and formula.end > reach
        and limit_entry(source, formula, reach, "") is not None
    ]


def blank(text: str, formula: Formula) -> str:
    """Write a meaningless word over a formula: no offset moves, no line turns into code."""
    inside = text[formula.outer_start : formula.outer_end]
    return text[: formula.outer_start] + _INK.sub("x", inside) + text[formula.outer_end :]
