"""Which documents a list of paths names: files, folders with all they hold, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from symnn.documents.source import READ
from symnn.errors import DocumentError


def find_documents(path: str) -> list[str]:
    """The path itself, or the documents under a folder, or those that a pattern matches, sorted.

    Hidden files and folders are passed over, and so are empty files and links that lead out of
    the folder. A pattern is one with `*`, `?` or `[` that is not the name of a file; `**` stands
    for folders in folders.
    DocumentError if a folder holds nothing that is read, or a pattern matches nothing that is.
    """
    if not Path(path).is_dir():
        is_pattern = glob.has_magic(path) and not os.path.lexists(path)
        return _matches(path) if is_pattern else [path]
    root = Path(path).resolve()
    found: list[str] = []
    for name in _files(path):
        suffix = Path(name).suffix.lower()
        if suffix in READ and _belongs(Path(name), root):
            found.append(name)
    if not found:
        raise DocumentError(_nothing(path))
    return sorted(found, key=lambda name: Path(name).parts)


def distinct(paths: Sequence[str]) -> list[str]:
    """The paths without those that name a file a second time.

    >>> distinct(["a.md", "./a.md"]) == ["a.md"]
    True
    """
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(os.path.realpath(path), path)
    return list(first.values())


def _matches(pattern: str) -> list[str]:
    found: set[str] = set()
    for name in glob.iglob(pattern, recursive=True):  # noqa: PTH207 - it may be absolute
        path = Path(name)
        if path.is_dir() or path.suffix.lower() not in READ:
            continue
        found.add(name)
    if not found:
        hint = f"documents that are read end in {', '.join(READ)}"
        raise DocumentError(f"{pattern}: matches no document; {hint}")
    return sorted(found, key=lambda name: Path(name).parts)


def _belongs(path: Path, root: Path) -> bool:
    """Whether a file in the folder is a document of it; a link that leads nowhere is none."""
    return path.resolve().is_relative_to(root) and path.is_file() and path.stat().st_size > 0


def _files(path: str) -> Iterator[str]:
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield str(Path(folder) / name)


def _nothing(path: str) -> str:
    return f"{path}: holds no document; documents that are read end in {', '.join(READ)}"
