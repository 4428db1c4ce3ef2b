"""Documents with the network files that their markers name, and the texts they are written with.

Files are opened here, in the process of whoever asked, and only under the root of the document;
the child process that judges has their texts, and opens none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from symnn.documents.source import Attached, Source
from symnn.documents.tex.files import Assembly
from symnn.errors import DocumentError
from symnn.files import write_whole
from symnn.weaving.directives import DirectiveError, read_directive
from symnn.weaving.judges import MENTION

if TYPE_CHECKING:
    from symnn.weaving.markers import Kept, Markers

#: The longest network file that a document may name, in bytes.
MAXIMUM_BYTES: Final = 4 << 20
_MARK: Final = "\ufeff"


class Edit(NamedTuple):
    """A span of the text of a file, and what is to stand there."""

    start: int
    end: int
    text: str


def prepared(assembly: Assembly) -> Source:
    """The text of a document, with the network files that its markers name."""
    if MENTION not in assembly.source.text:
        return assembly.source
    from symnn.weaving.markers import find_markers

    return with_files(assembly.source, find_markers(assembly.source), assembly.root)


def with_files(source: Source, markers: Markers, root: Path | None) -> Source:
    """The document with the files that its derivations name; nothing outside of the root."""
    named = {attached_name(source, kept) for kept in markers.kept} - {""}
    if not named:
        return source
    folder = root if root is not None else Path(source.path).parent
    return replace(source, attached=tuple(attach(name, folder) for name in sorted(named)))


def attached_name(source: Source, kept: Kept) -> str:
    """The path of the network file that a marker names; empty if it names none."""
    try:
        file = read_directive(kept.directive).file
    except DirectiveError:
        return ""
    return file_name(source, kept.begin.start, file) if file else ""


def file_name(source: Source, offset: int, file: str) -> str:
    """The path of a file that is named at a place of a document, relative to its folder."""
    own = source.position(offset).path or source.path
    return os.path.normpath(Path(own).parent / file)


def attach(name: str, root: Path) -> Attached:
    """The text of a file under a folder, or why it is not read."""
    try:
        resolved = Path(name).resolve()
        if not resolved.is_relative_to(root.resolve()):
            problem = f"{name}: lies outside of the folder of the document; move it there"
            return Attached(name, "", problem)
        with resolved.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        return Attached(name, "", f"{name}: no such file; check the name in the marker")
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        return Attached(name, "", f"{name}: cannot be read: {reason}")
    if len(data) > MAXIMUM_BYTES:
        return Attached(name, "", f"{name}: is longer than {MAXIMUM_BYTES >> 20} MiB")
    try:
        return Attached(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problem = f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8"
        return Attached(name, "", problem)


def edits_by_file(
    assembly: Assembly, texts: Sequence[tuple[Kept, str]]
) -> dict[str, tuple[Source, list[Edit]]]:
    """What is to change in which file; files in which nothing changes are left out."""
    files = {file.path: file for file in (assembly.source, *assembly.files)}
    whole = assembly.source
    found: dict[str, tuple[Source, list[Edit]]] = {}
    for kept, text in texts:
        if whole.text[slice(*kept.inner)] == text:
            continue
        start, end = (whole.position(offset) for offset in kept.inner)
        path = start.path or whole.path
        file = files[path] if start.path and path != whole.path else _alone(whole, path)
        edit = Edit(file.offset(start.line, start.column), file.offset(end.line, end.column), text)
        found.setdefault(path, (file, []))[1].append(edit)
    return found


def _alone(whole: Source, path: str) -> Source:
    """The main file of a document by itself."""
    if not whole.parts:
        return whole
    from symnn.documents.source import read_source

    return read_source(path)


def rewrite(file: Source, edits: Sequence[Edit]) -> None:
    """Put texts into a file, whole or not at all; every byte outside of the spans stays.

    Raises:
        DocumentError: the file is not what was read; nothing is written.
        OSError: it cannot be written; the old file stays.
    """
    path = Path(file.path)
    with path.open("rb") as handle:
        data = handle.read()
    if not path.stat().st_mode & 0o222:
        message = "is write-protected, and nothing was written; allow it with `chmod u+w`"
        raise DocumentError(f"{file.path}: {message}")
    mark = _MARK if data.startswith(_MARK.encode()) else ""
    if data != (mark + file.text).encode():
        message = "was changed while it was read; nothing was written, run it again"
        raise DocumentError(f"{file.path}: {message}")
    write_whole(file.path, mark + "".join(_pieces(file.text, edits)))


def _pieces(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    done = 0
    for edit in sorted(edits):
        yield text[done : edit.start]
        yield edit.text
        done = edit.end
    yield text[done:]
