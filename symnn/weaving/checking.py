"""The commands `symnn check` and `symnn explain`: what they read, judge and print."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from symnn.documents.collect import distinct, find_documents
from symnn.documents.model import DocumentReport, Report, Summary
from symnn.documents.report.streams import complain, print_text
from symnn.documents.report.words import counted
from symnn.documents.sandbox import Sandbox
from symnn.documents.source import Source, read_source
from symnn.documents.spread import gathered, merged, reports_of
from symnn.documents.tex.files import Assembly, assemble
from symnn.documents.version import VERSION
from symnn.errors import DocumentError
from symnn.files import write_whole
from symnn.weaving.files import prepared

HOLDS: Final = 0
REFUTED: Final = 1
FAILED: Final = 2
#: Seconds between two looks at the documents.
_PAUSE: Final = 0.5


# check ------------------------------------------------------------------------------------


def run_check(options: argparse.Namespace, sandbox: Sandbox) -> int:
    """Run `symnn check`; its exit status."""
    complaints: list[str] = []
    names = _find_all(options.paths, complaints.append)
    for complaint in complaints:
        complain(complaint)
    sources, is_complete = _read_all(names)
    is_complete = is_complete and not complaints
    if not sources:
        return FAILED
    documents = gathered(sources, options.paths)
    if options.output:
        _refuse_output(options.output, sources)
    reports: list[DocumentReport] = []
    try:
        _judge(documents, sandbox, reports)
    except DocumentError as error:
        complain(str(error))
        is_complete = False
        if not reports:
            return FAILED
    report = Report(VERSION, merged(reports))
    _deliver(report, sources, options)
    return _status(report.summary, is_complete, strict=options.strict)


def run_watch(options: argparse.Namespace, start: Callable[[], Sandbox]) -> int:
    """Judge what changes, again and again; Ctrl-C ends it with the status of the last report."""
    from symnn.documents.watch import rounds

    told: set[str] = set()

    def find() -> list[str]:
        complaints: list[str] = []
        names = _find_all(options.paths, complaints.append)
        for complaint in set(complaints) - told:
            complain(complaint)
        told.clear()
        told.update(complaints)
        return names

    sources: dict[str, Source] = {}
    reports: dict[str, DocumentReport] = {}
    status = FAILED
    try:
        for changed, gone in rounds(find, options.pause or _sleep):
            for path in (*changed, *gone):
                sources.pop(path, None)
                reports.pop(path, None)
            fresh, is_complete = _read_all(changed)
            sources |= fresh
            judged: list[DocumentReport] = []
            documents = gathered(sources, options.paths)
            changed_ones = [d for d in documents if not fresh.keys().isdisjoint(d.paths)]
            with start() as sandbox:
                _judge(changed_ones, sandbox, judged)
            judged = list(merged(judged))
            reports |= {report.path: report for report in judged}
            everything = Report(VERSION, tuple(reports[path] for path in sorted(reports)))
            shown = everything if options.output else Report(VERSION, tuple(judged))
            _deliver(shown, sources, options)
            if len(reports) > len(judged) and not options.output:
                complain(f"in all {len(reports)} documents: {counted(everything.summary)}")
            sys.stdout.flush()
            status = _status(everything.summary, is_complete, strict=options.strict)
    except KeyboardInterrupt:
        return status
    return status


def _sleep() -> None:
    import time

    time.sleep(_PAUSE)


def _find_all(paths: Sequence[str], complain: Callable[[str], None]) -> list[str]:
    """The documents that the paths name, each once; what names none is told of."""
    names: list[str] = []
    for path in paths:
        try:
            names += find_documents(path)
        except (DocumentError, OSError) as error:
            complain(str(error))
    return distinct(names)


def _read_all(names: Sequence[str]) -> tuple[dict[str, Source], bool]:
    """The documents that can be read, by path; and whether all of them could."""
    is_complete = True
    sources: dict[str, Source] = {}
    for name in names:
        try:
            sources[name] = read_source(name)
        except DocumentError as error:
            complain(str(error))
            is_complete = False
    return sources, is_complete


def _judge(documents: Sequence[Assembly], sandbox: Sandbox, reports: list[DocumentReport]) -> None:
    """Add the reports of each document, in order; those that are there stay if it fails."""
    shows_progress = len(documents) > 1 and sys.stderr.isatty()
    judged = sandbox.judge_all([prepared(document) for document in documents])
    for number, (document, report) in enumerate(zip(documents, judged, strict=True), 1):
        reports += reports_of(document, report)
        if shows_progress:
            sys.stderr.write(f"\r\x1b[Kjudged {number} of {len(documents)} documents")
            sys.stderr.flush()
    if shows_progress:
        sys.stderr.write("\r\x1b[K")


def _status(summary: Summary, is_complete: bool, *, strict: bool) -> int:
    if summary.refuted:
        return REFUTED
    is_open = summary.undecided or summary.not_understood or not is_complete
    return REFUTED if strict and is_open else HOLDS


def _deliver(report: Report, sources: dict[str, Source], options: argparse.Namespace) -> None:
    if options.output:
        write_whole(options.output, _rendered(report, sources, options))
    elif options.format == "text" and _wants_colour():
        from symnn.documents.report.terminal import print_coloured, report_lines

        print_coloured(report_lines(report, sources))
    else:
        print_text(_rendered(report, sources, options))


def _rendered(report: Report, sources: dict[str, Source], options: argparse.Namespace) -> str:
    if options.format == "json":
        from symnn.documents.report.data import json_text

        return json_text(report)
    if options.format == "sarif":
        from symnn.documents.report.sarif import sarif_text

        return sarif_text(report, strict=options.strict)
    if options.format == "github":
        from symnn.documents.report.github import github_text

        return github_text(report, strict=options.strict)
    from symnn.documents.report.terminal import plain_text

    return plain_text(report, sources)


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


# --output ---------------------------------------------------------------------------------


def _refuse_output(path: str, sources: dict[str, Source]) -> None:
    """Refuse an output that cannot be written, or would destroy a document, before judging."""
    target = Path(path)
    if target.is_dir():
        raise DocumentError(f"{path}: is a directory; name a file to write the report to")
    if not target.parent.is_dir():
        raise DocumentError(f"{path}: there is no directory {target.parent}; make it first")
    if os.path.realpath(path) in map(os.path.realpath, sources):
        raise DocumentError(f"{path}: is a document to check; write the report to another file")


# explain ----------------------------------------------------------------------------------


def run_explain(options: argparse.Namespace, sandbox: Sandbox) -> int:
    """Run `symnn explain`; its exit status."""
    from symnn.documents.report.terminal import full_lines, plain_line, print_coloured

    path, line = options.place
    source = read_source(path)
    if not source.cells and line > source.last_line():
        raise DocumentError(f"{path}: has {source.last_line()} lines, so there is no line {line}")
    reports: list[DocumentReport] = []
    _judge([assemble(source, Path(path).parent)], sandbox, reports)
    entries = reports[0].entries
    if source.cells:
        unit, spans = "cell", [(entry.cell or 0, entry.cell or 0) for entry in entries]
    else:
        unit, spans = "line", [(entry.line, entry.end_line) for entry in entries]
    chosen = [e for e, (first, last) in zip(entries, spans, strict=True) if first <= line <= last]
    if not chosen:
        places = sorted({first for first, _ in spans}, key=lambda at: abs(at - line))
        near = f"; the nearest are on {unit}s {sorted(places[:3])}" if places else ""
        raise DocumentError(f"{path}:{line}: no relation was read on this {unit}{near}")
    lines = [line for entry in chosen for line in (*full_lines(path, entry, source), ())][:-1]
    if _wants_colour():
        print_coloured(iter(lines))
    else:
        print_text("".join(f"{plain_line(line)}\n" for line in lines))
    return HOLDS
