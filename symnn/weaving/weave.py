"""`symnn weave`: bring the derivations that documents keep up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from symnn.deferred import dataclass
from symnn.documents.collect import distinct, find_documents
from symnn.documents.model import Entry
from symnn.documents.rules import NOT_DERIVED, STALE
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.source import Source, read_source
from symnn.documents.spread import gathered
from symnn.documents.tex.files import Assembly
from symnn.errors import DocumentError
from symnn.weaving.files import edits_by_file, rewrite, with_files
from symnn.weaving.judges import DERIVED
from symnn.weaving.markers import FORMATS, Kept, Markers, find_markers


@dataclass(frozen=True, slots=True)
class Woven:
    """What became of a document: how many derivations it keeps, and how many were not up to date.

    `stale` are the places of those; `mistakes` what kept it from being written, each with its
    place, in which case it is as it was.
    """

    path: str
    kept: int = 0
    stale: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()


def weave(
    paths: Sequence[str],
    *,
    only_check: bool = False,
    limits: Limits | None = None,
    jobs: int = 1,
    complain: Callable[[str], None] | None = None,
) -> Iterator[Woven]:
    """Bring the derivations in documents up to date; a document at a time, as it is done.

    Args:
        paths: documents, folders or patterns.
        only_check: write nothing.
        limits: what a document may cost.
        jobs: so many documents are derived at once.
        complain: is told of paths that cannot be read; without it the first is an error.

    Only text between markers changes, each file is replaced as a whole, and a document with a
    mistake in a marker stays as it is.

    Raises:
        DocumentError: a path cannot be read, and nobody is told of it.
    """
    sources = dict(_sources(paths, complain or _refuse))
    assemblies = gathered(sources, paths)
    found = [find_markers(assembly.source) for assembly in assemblies]
    work = [
        with_files(a.source, markers, a.root)
        for a, markers in zip(assemblies, found, strict=True)
        if markers.kept and not markers.mistakes
    ]
    with Sandbox(limits, jobs=jobs, judge=DERIVED) as sandbox:
        reports = sandbox.judge_all(work)
        for assembly, markers in zip(assemblies, found, strict=True):
            path = assembly.source.path
            if markers.mistakes:
                said = [_told(assembly.source, m.start, m.message) for m in markers.mistakes]
                yield Woven(path, len(markers.kept), mistakes=tuple(said))
            elif markers.kept:
                yield _put(assembly, markers, next(reports).entries, only_check)
            else:
                yield Woven(path)


def _refuse(message: str) -> None:
    raise DocumentError(message)


def _sources(paths: Sequence[str], complain: Callable[[str], None]) -> Iterator[tuple[str, Source]]:
    """The documents that may keep derivations, by path."""
    names: list[str] = []
    for path in paths:
        try:
            names += find_documents(path)
        except (DocumentError, OSError) as error:
            complain(str(error))
    for name in distinct(names):
        try:
            source = read_source(name)
        except DocumentError as error:
            complain(str(error))
            continue
        if source.format in FORMATS:
            yield name, source
        elif name in paths:
            complain(f"{name}: derivations are kept in Markdown and LaTeX, not in this format")


def _told(source: Source, offset: int, message: str) -> str:
    where = source.position(offset)
    return f"{where.path or source.path}:{where.line}:{where.column}: {message}"


def _put(assembly: Assembly, markers: Markers, entries: Sequence[Entry], only_check: bool) -> Woven:
    """Write the texts of a document; nothing if one of them could not be made."""
    source = assembly.source
    said = {
        source.offset(e.line, e.column, None, e.path): e
        for e in entries
        if e.rule in (STALE.id, NOT_DERIVED.id)
    }
    texts: list[tuple[Kept, str]] = []
    mistakes: list[str] = []
    for kept in markers.kept:
        entry = said.get(kept.begin.start)
        if entry is not None and entry.rule == STALE.id:
            texts.append((kept, entry.latex))
            continue
        reason = entry.reason if entry is not None else _cut_short(entries)
        mistakes.append(_told(source, kept.begin.start, reason or "this could not be derived"))
    stale = tuple(
        _told(source, kept.begin.start, "this derivation is not up to date")
        for kept, text in texts
        if source.text[slice(*kept.inner)] != text
    )
    if mistakes:
        return Woven(source.path, len(markers.kept), stale, tuple(mistakes))
    if stale and not only_check:
        try:
            for file, edits in edits_by_file(assembly, texts).values():
                rewrite(file, edits)
        except (DocumentError, OSError) as error:
            return Woven(source.path, len(markers.kept), stale, (str(error),))
    return Woven(source.path, len(markers.kept), stale)


def _cut_short(entries: Sequence[Entry]) -> str:
    reasons = [e.reason for e in entries if e.reason and "limit" in e.reason]
    why = f" ({reasons[0]})" if reasons else ""
    return f"the derivation did not come to an end{why}; give it more time with --timeout"


def same_file(left: str, right: str) -> bool:
    """Whether two paths lead to one file."""
    return Path(left).resolve() == Path(right).resolve()
