"""The report for people: as lines of styled pieces, printed with colour or without.

The layout is a pure function of the report and of the texts it is about; colour is added at
the very end, so what is printed without colour is the same everywhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from symnn.documents.model import DocumentReport, Entry, Report
from symnn.documents.report.escape import columns, cut, one_line, safe
from symnn.documents.report.words import counted, counterexample, right_value, warning, where
from symnn.documents.rules import DAMAGE, FILE_NOT_READ, NOT_DERIVED, NOT_UNDERSTOOD, STALE
from symnn.documents.source import Source

WIDTH: Final = 80

_LABELS = {"proved": "proved", "refuted": "REFUTED", "undecided": "undecided"}
_STYLES = {
    "proved": "green",
    "REFUTED": "bold red",
    "undecided": "yellow",
    "warning": "yellow",
    "defined": "cyan",
    "no claim": "dim",
    "unread": "magenta",
    "stale": "bold yellow",
}
_UNREAD = frozenset((NOT_UNDERSTOOD.id, DAMAGE.id, FILE_NOT_READ.id, NOT_DERIVED.id))
_LABEL_WIDTH = 11
_DETAIL_WIDTH = 16
_EXCERPT_LINES = 8


class Piece(NamedTuple):
    """A text and the style it is shown in where there is colour."""

    text: str
    style: str = ""


Line: TypeAlias = tuple[Piece, ...]


def plain_text(report: Report, sources: Mapping[str, Source]) -> str:
    """The whole report without colour."""
    return "".join(f"{plain_line(line)}\n" for line in report_lines(report, sources))


def plain_line(line: Line) -> str:
    """A line without its styles.

    >>> plain_line((Piece("a", "bold"), Piece(" b "))) == "a b"
    True
    """
    return "".join(piece.text for piece in line).rstrip()


def report_lines(report: Report, sources: Mapping[str, Source]) -> Iterator[Line]:
    """The report, grouped by document, with its counts at the end."""
    for document in report.documents:
        yield from document_lines(document, sources.get(document.path))
        yield ()
    style = "bold red" if report.summary.refuted else "bold"
    yield (Piece(counted(report.summary), style),)


def document_lines(document: DocumentReport, source: Source | None) -> Iterator[Line]:
    """The entries of one document in its order."""
    yield (Piece(safe(document.path), "bold underline"),)
    if not document.entries:
        yield (Piece("  nothing in it states a relation"),)
    for entry in document.entries:
        if entry.verdict == "refuted":
            yield ()
            yield from full_lines(document.path, entry, source)
            yield ()
        else:
            yield from _short_lines(entry)


def label(entry: Entry) -> str:
    """The word at the head of an entry's line."""
    if entry.is_warning:
        return "warning"
    if entry.verdict:
        return _LABELS[entry.verdict]
    if entry.kind == "definition":
        return "defined"
    if entry.rule == STALE.id:
        return "stale"
    return "unread" if entry.rule in _UNREAD else "no claim"


def _short_lines(entry: Entry) -> Iterator[Line]:
    word = label(entry)
    place = f"{entry.line}:{entry.column}"
    if entry.cell is not None:
        place = f"cell {entry.cell}, {place}"
    head = (Piece(f"  {word:<{_LABEL_WIDTH}}", _STYLES[word]), Piece(f"{place:<8} ", "dim"))
    room = WIDTH - _LABEL_WIDTH - 2 - max(len(place), 8) - 1
    shown = entry.reading if entry.is_sentence else entry.latex
    yield (*head, Piece(cut(one_line(shown), room)))
    indent = " " * (WIDTH - room)
    if entry.is_warning:
        value = right_value(entry)
        said = [warning(entry), *entry.notes, f"it should read {value}" if value else ""]
        text = "; ".join(one_line(part) for part in said if part)
        yield from _wrapped(text, indent, indent)
    elif entry.reason and entry.kind != "definition":
        yield from _wrapped(one_line(entry.reason), indent, indent)


def full_lines(path: str, entry: Entry, source: Source | None) -> Iterator[Line]:
    """Everything that is known about one entry, with the place it stands at."""
    word = label(entry)
    yield (Piece(f"  {word:<{_LABEL_WIDTH}}", _STYLES[word]), Piece(where(path, entry), "bold"))
    yield from _excerpt(entry, source)
    rounding = entry.rounding if entry.verdict == "proved" else None
    details = (
        ("as written", "" if source else one_line(entry.latex)),
        ("read as", one_line(entry.reading)),
        ("right value", right_value(entry)),
        ("counterexample", counterexample(entry)),
        ("decimals", f"{rounding}: {warning(entry)}" if warning(entry) else rounding or ""),
        ("reason", one_line(entry.reason or "")),
        ("decided by", one_line(entry.evidence)),
        *(("note", one_line(note)) for note in entry.notes),
    )
    for name, text in details:
        if text:
            style = "bold" if name == "right value" else ""
            first = f"    {name:<{_DETAIL_WIDTH}}"
            yield from _wrapped(text, first, " " * len(first), style)


def _excerpt(entry: Entry, source: Source | None) -> Iterator[Line]:
    """The lines of the document that the entry covers, marked below by carets."""
    if source is None:
        return
    last = min(entry.end_line, entry.line + _EXCERPT_LINES - 1, source.last_line(entry.cell))
    gutter = len(str(last))
    for number in range(entry.line, last + 1):
        text = source.line(number, entry.cell)
        start = entry.column - 1 if number == entry.line else len(text) - len(text.lstrip())
        end = entry.end_column - 1 if number == entry.end_line else len(text.rstrip())
        yield from _marked(text, start, end, f"    {number:>{gutter}} | ", gutter)
    if last < entry.end_line:
        yield (Piece(f"    {'':>{gutter}} | … up to line {entry.end_line}", "dim"),)


def _marked(text: str, start: int, end: int, head: str, gutter: int) -> Iterator[Line]:
    room = WIDTH - len(head)
    start, end = min(start, len(text)), min(max(end, start), len(text))
    shift = max(min(start - room // 4, len(text) - room + 1), 0)
    dots = "…" if shift else ""
    before = dots + safe(text[shift + len(dots) : start].replace("\t", " "))
    marked = safe(text[start:end].replace("\t", " "))
    shown = cut(before + marked + safe(text[end:]).replace("\t", " "), room)
    carets = min(columns(marked), columns(shown) - columns(before))
    yield (Piece(head, "dim"), Piece(shown))
    if carets > 0:
        blank = f"    {'':>{gutter}} | "
        yield (Piece(blank, "dim"), Piece(" " * columns(before)), Piece("^" * carets, "red"))


def _wrapped(text: str, first: str, rest: str, style: str = "") -> Iterator[Line]:
    lines = textwrap.wrap(text, WIDTH - len(first), break_on_hyphens=False) or [""]
    for index, line in enumerate(lines):
        yield (Piece(rest if index else first, "dim"), Piece(line, style))


def print_coloured(lines: Iterator[Line]) -> None:
    """Print to standard output with colour, by rich, which is imported only here."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        text = Text()
        for piece in line:
            text.append(piece.text, piece.style or None)
        text.rstrip()
        console.print(text)
