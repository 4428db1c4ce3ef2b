"""The report as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from symnn.documents.model import DocumentReport, Entry, Json, Report
from symnn.documents.report.words import level, message
from symnn.documents.rules import RULES, Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(report: Report, *, strict: bool = False) -> str:
    """One result for each refuted relation and each warning; under `strict` for undecided ones.

    >>> json.loads(sarif_text(Report("0", ())))["version"] == "2.1.0"
    True
    """
    results: list[Json] = []
    for document in report.documents:
        results.extend(_results(document, strict))
    rules: list[Json] = [_rule(rule) for rule in RULES]
    driver: dict[str, Json] = {"name": "symnn", "version": report.version, "rules": rules}
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log: dict[str, Json] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: Rule) -> Json:
    return {"id": rule.id, "name": rule.name, "shortDescription": {"text": rule.sentence}}


def _results(document: DocumentReport, strict: bool) -> Iterator[Json]:
    seen: dict[str, int] = {}
    for entry in document.entries:
        severity = level(entry, strict=strict)
        if severity is None:
            continue
        seen[entry.latex] = seen.get(entry.latex, 0) + 1
        text = message(entry) or "The relation was neither proved nor refuted."
        yield {
            "ruleId": entry.rule,
            "level": severity,
            "message": {"text": f"{_cell(entry)}{entry.latex.strip()}: {text}"},
            "locations": [_location(document.path, entry)],
            "partialFingerprints": {"relation/v1": _fingerprint(entry, seen[entry.latex])},
        }


def _cell(entry: Entry) -> str:
    return "" if entry.cell is None else f"cell {entry.cell}, line {entry.line}: "


def _location(path: str, entry: Entry) -> Json:
    artifact: dict[str, Json] = {"uri": _uri(path)}
    if entry.cell is not None:
        # The lines of a cell are not those of the file, in which nothing can be marked.
        cell: dict[str, Json] = {"name": f"cell {entry.cell}", "kind": "object"}
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [cell]}
    region: dict[str, Json] = {
        "startLine": entry.line,
        "startColumn": entry.column,
        "endLine": entry.end_line,
        "endColumn": entry.end_column,
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _uri(path: str) -> str:
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(pure.as_posix().encode("utf-8", "surrogateescape"))


def _fingerprint(entry: Entry, number: int) -> str:
    """The same for the same relation wherever it has moved to in its document."""
    squeezed = " ".join(entry.latex.split())
    return hashlib.sha256(f"{entry.rule} {number} {squeezed}".encode()).hexdigest()
