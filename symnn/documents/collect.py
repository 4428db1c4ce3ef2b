"""Which documents a list of paths names: files as they are, folders with all they hold."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from symnn.documents.source import READ
from symnn.errors import DocumentError


def find_documents(path: str) -> list[str]:
    """The path itself, or the documents under a folder, sorted.

    Hidden files and folders are passed over, and so are empty files and links that lead out of
    the folder.
    DocumentError if a folder holds nothing that is read.
    """
    if not Path(path).is_dir():
        return [path]
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
