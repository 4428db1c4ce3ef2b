"""The report as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.model import DocumentReport, Entry, Report
from symnn.documents.report.escape import one_line
from symnn.documents.report.words import counted, level, message
from symnn.documents.rules import BY_ID


def github_text(report: Report, *, strict: bool = False) -> str:
    r"""An annotation for each refuted relation, each warning and each damage; then the counts.

    Under `strict` what is undecided is an error as well. No text of a document can begin a
    line, so none can be taken for a command.

    >>> github_text(Report("0", ())) == (
    ...     "symnn: 0 proved, 0 refuted, 0 undecided, 0 definitions, 0 no claim\n"
    ... )
    True
    """
    lines = [line for document in report.documents for line in _annotations(document, strict)]
    return "\n".join([*lines, f"symnn: {counted(report.summary)}"]) + "\n"


def _annotations(document: DocumentReport, strict: bool) -> Iterator[str]:
    for entry in document.entries:
        severity = level(entry, strict=strict)
        if severity:
            yield _annotation(document.path, entry, severity)


def _annotation(path: str, entry: Entry, severity: str) -> str:
    rule = BY_ID.get(entry.rule)
    properties = {
        "file": path,
        "line": entry.line,
        "endLine": entry.end_line,
        "col": entry.column,
        "endColumn": max(entry.end_column - 1, 1),
        "title": f"symnn {entry.rule}{f' ({rule.name})' if rule else ''}",
    }
    if entry.end_line != entry.line or entry.cell is not None:
        del properties["col"], properties["endColumn"]
    said = f"{one_line(entry.latex)}: {message(entry)}"
    if entry.cell is not None:
        # The lines of a cell are not those of the file, in which nothing can be marked.
        del properties["line"], properties["endLine"]
        said = f"cell {entry.cell}, line {entry.line}: {said}"
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{severity} {written}::{_data(said)}"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
