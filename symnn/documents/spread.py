"""Documents that are spread over several files: what is judged as one, and told file by file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from symnn.documents.entries import missing_entry
from symnn.documents.model import DocumentReport, Entry
from symnn.documents.source import Source
from symnn.documents.tex.files import Assembly, assemble


def gathered(sources: dict[str, Source], paths: Iterable[str]) -> list[Assembly]:
    """The documents with their files, which join the sources.

    What is a file of another document is not judged alone. No file is opened outside of the
    folder that was named, or in which the document lies.
    """
    folders = [Path(path) for path in paths if Path(path).is_dir()]
    found = [assemble(source, _root(source.path, folders)) for source in sources.values()]
    for assembly in found:
        sources |= {file.path: file for file in assembly.files}
    own = [os.path.realpath(assembly.source.path) for assembly in found]
    inner = [{os.path.realpath(file.path) for file in assembly.files} for assembly in found]
    kept: list[Assembly] = []
    dropped: set[int] = set()
    for index, assembly in enumerate(found):
        for other, files in enumerate(inner):
            is_circle = own[other] in inner[index] and index < other
            if other != index and other not in dropped and own[index] in files and not is_circle:
                dropped.add(index)
        if index not in dropped:
            kept.append(assembly)
    return kept


def _root(path: str, folders: Iterable[Path]) -> Path:
    inside = (folder for folder in folders if Path(path).is_relative_to(folder))
    return next(inside, Path(path).parent)


def reports_of(assembly: Assembly, report: DocumentReport) -> list[DocumentReport]:
    """One report a file, in the order in which they are read; files that say nothing have none.

    What could not be read is told in the file that names it.
    """
    missing = [missing_entry(assembly.source, damage) for damage in assembly.missing]
    by_path: dict[str, list[Entry]] = {report.path: []}
    by_path |= {file.path: [] for file in assembly.files}
    for entry in (*report.entries, *missing):
        by_path[entry.path or report.path].append(replace(entry, path=None))
    reports = [
        replace(report, path=path, entries=_sorted(found)) for path, found in by_path.items()
    ]
    return [part for part in reports if part.entries or part.path == report.path]


def merged(reports: Iterable[DocumentReport]) -> tuple[DocumentReport, ...]:
    """The reports with one for each path; a file of two documents is told once."""
    by_path: dict[str, DocumentReport] = {}
    for report in reports:
        key = os.path.realpath(report.path)
        known = by_path.get(key)
        if known is None:
            by_path[key] = report
        else:
            entries = _sorted(dict.fromkeys((*known.entries, *report.entries)))
            by_path[key] = replace(known, entries=entries)
    return tuple(by_path.values())


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.cell or 0, e.line, e.column)))
