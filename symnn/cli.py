"""The command `symnn`.

Exit status: 0 if nothing is refuted, or rejected by `recheck`, 1 if something is (of `check`
under `--strict` also if something is undecided or not understood, or a document could not be
read), 2 if nothing could be done: bad usage, or no document that can be read. A document that
cannot be read is told of, and the others are judged and reported all the same.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from symnn.documents.arguments import count, place, processors, seconds
from symnn.documents.collect import distinct, find_documents
from symnn.documents.model import DocumentReport, Report, Summary
from symnn.documents.report.escape import cut, safe
from symnn.documents.report.words import counted
from symnn.documents.source import Source, read_source
from symnn.documents.spread import gathered, merged, reports_of
from symnn.documents.tex.files import Assembly, assemble
from symnn.documents.version import VERSION
from symnn.errors import DocumentError, EvidenceError, SymnnError
from symnn.files import write_whole
from symnn.frameworks.commands import add_witness, run_witness
from symnn.weaving.commands import add_derive, add_weave, run_derive, run_weave
from symnn.weaving.files import JUDGE, SHARE, prepared

HOLDS: Final = 0
REFUTED: Final = 1
FAILED: Final = 2
_INTERRUPTED: Final = 130
#: Seconds between two looks at the documents.
_PAUSE: Final = 0.5

_FORMATS = ("text", "json", "sarif", "github")


def main(
    arguments: Sequence[str] | None = None,
    *,
    judge: str | None = None,
    pause: Callable[[], None] | None = None,
) -> int:
    """Run the command with the arguments given, or those of the process; its exit status.

    `judge` names another judge than symnn's own, as the sandbox takes it; `pause` is what
    `--watch` does between two looks at the documents, half a second of sleep if it is not given.
    """
    given = argparse.Namespace(judge=judge, pause=pause)
    options = _parser().parse_args(arguments, given)
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted; the flush at exit must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        _complain("interrupted")
        return _INTERRUPTED
    except (SymnnError, OSError) as error:
        _complain(str(error))
        return FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="symnn", description="Whether what a document says about its network is true."
    )
    parser.add_argument("--version", action="version", version=f"symnn {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="judge every relation of the documents",
        description="Judge every relation of the documents: proved, refuted or undecided.",
        epilog="exit status: 0 nothing refuted, 1 something refuted, 2 nothing could be judged",
    )
    what = "a document, a folder of them, or a pattern such as 'book/**/*.md'"
    check.add_argument("paths", nargs="+", metavar="PATH", help=what)
    check.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    check.add_argument("--output", metavar="FILE", help="write the report there, all or nothing")
    check.add_argument(
        "--strict", action="store_true", help="undecided, not understood, not readable fail as well"
    )
    check.add_argument(
        "--watch", action="store_true", help="judge documents again when they change, until Ctrl-C"
    )
    _add_limits(check)
    explain = commands.add_parser(
        "explain",
        help="the reading, the verdict and its grounds",
        description="How the relations on a line were read, what was decided, and why.",
    )
    explain.add_argument("place", metavar="FILE:LINE", type=place)
    _add_limits(explain)
    _add_limits(add_derive(commands))
    _add_limits(add_weave(commands))
    add_witness(commands)
    recheck = commands.add_parser(
        "recheck",
        help="replay saved evidence",
        description="Replay evidence that a verdict saved, and say what it shows.",
        epilog="exit status: 0 all accepted, 1 some rejected, 2 some not readable",
    )
    recheck.add_argument("paths", nargs="+", metavar="FILE", help="evidence saved as JSON")
    recheck.add_argument(
        "--strict", action="store_true", help="reject what rests on an outside engine"
    )
    return parser


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=count, metavar="N", default=processors(), help="judges at work at once"
    )
    parser.add_argument(
        "--timeout",
        type=seconds,
        metavar="S",
        default=120,
        help="whole seconds for each document (default: 120)",
    )


def _complain(text: str) -> None:
    sys.stderr.write(f"symnn: {safe(text)}\n")


# check ------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    if options.watch:
        return _watch(options)
    complaints: list[str] = []
    names = _find_all(options.paths, complaints.append)
    for complaint in complaints:
        _complain(complaint)
    sources, is_complete = _read_all(names)
    is_complete = is_complete and not complaints
    if not sources:
        return FAILED
    documents = gathered(sources, options.paths)
    if options.output:
        _refuse_output(options.output, sources)
    reports: list[DocumentReport] = []
    try:
        _judge(documents, options, reports)
    except DocumentError as error:
        _complain(str(error))
        is_complete = False
        if not reports:
            return FAILED
    report = Report(VERSION, merged(reports))
    _deliver(report, sources, options)
    return _status(report.summary, is_complete, strict=options.strict)


def _watch(options: argparse.Namespace) -> int:
    """Judge what changes, again and again; Ctrl-C ends it with the status of the last report."""
    from symnn.documents.watch import rounds

    told: set[str] = set()

    def find() -> list[str]:
        complaints: list[str] = []
        names = _find_all(options.paths, complaints.append)
        for complaint in set(complaints) - told:
            _complain(complaint)
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
            _judge([d for d in documents if not fresh.keys().isdisjoint(d.paths)], options, judged)
            judged = list(merged(judged))
            reports |= {report.path: report for report in judged}
            everything = Report(VERSION, tuple(reports[path] for path in sorted(reports)))
            shown = everything if options.output else Report(VERSION, tuple(judged))
            _deliver(shown, sources, options)
            if len(reports) > len(judged) and not options.output:
                _complain(f"in all {len(reports)} documents: {counted(everything.summary)}")
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
            _complain(str(error))
            is_complete = False
    return sources, is_complete


def _judge(
    documents: Sequence[Assembly], options: argparse.Namespace, reports: list[DocumentReport]
) -> None:
    """Add the reports of each document, in order; those that are there stay if it fails."""
    from symnn.documents.sandbox import Limits, Sandbox

    shows_progress = len(documents) > 1 and sys.stderr.isatty()
    limits = Limits(seconds=options.timeout)
    judge, share = (options.judge, None) if options.judge else (JUDGE, SHARE)
    with Sandbox(limits, jobs=options.jobs, judge=judge, share=share) as sandbox:
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
        _print(_rendered(report, sources, options))


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


def _print(text: str) -> None:
    """Print in the encoding of standard output; what it lacks is spelled out."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


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


def _explain(options: argparse.Namespace) -> int:
    from symnn.documents.report.terminal import full_lines, plain_line, print_coloured

    path, line = options.place
    source = read_source(path)
    if not source.cells and line > source.last_line():
        raise DocumentError(f"{path}: has {source.last_line()} lines, so there is no line {line}")
    reports: list[DocumentReport] = []
    _judge([assemble(source, Path(path).parent)], options, reports)
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
        _print("".join(f"{plain_line(line)}\n" for line in lines))
    return HOLDS


# recheck ----------------------------------------------------------------------------------


def _recheck(options: argparse.Namespace) -> int:
    """One line a file; a file that cannot be read makes 2, and the others are replayed."""
    status = HOLDS
    for path in options.paths:
        status = max(status, _replay(path, strict=options.strict))
    return status


def _replay(path: str, *, strict: bool) -> int:
    from symnn.claims.stored import UnreadableError, load
    from symnn.derivations.stored import replayed

    try:
        evidence = load(path)
    except UnreadableError as error:
        _complain(str(error))
        return FAILED
    try:
        said = replayed(evidence, strict=strict)
    except EvidenceError as error:
        _print(f"{safe(path)}: rejected: {cut(safe(str(error)), 300)}\n")
        return REFUTED
    _print(f"{safe(path)}: {safe(said)}\n")
    return HOLDS


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "explain": _explain,
    "recheck": _recheck,
    "derive": run_derive,
    "witness": run_witness,
    "weave": lambda options: run_weave(options, _complain),
}
