r"""The text of a document that is spread over several files, and where each piece of it stands.

A file that is named in another one is read at the place where it is named, as one text. The
pieces know their file, and the line and column at which they begin there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """What stands from `start` on in the whole text, up to the next part.

    It begins at a line and a column of the file `path`.
    """

    start: int
    path: str
    line: int
    column: int


def place_in(parts: Sequence[Part], starts: Sequence[int], offset: int) -> tuple[str, int, int]:
    """The file, the line and the column of an offset; `starts` are those of the lines.

    >>> parts = [Part(0, "a.tex", 1, 1), Part(9, "b.tex", 1, 1), Part(12, "a.tex", 1, 10)]
    >>> place_in(parts, [0, 11], 13)
    ('a.tex', 1, 11)
    """
    part = parts[max(bisect_right(parts, offset, key=lambda p: p.start) - 1, 0)]
    first, here = bisect_right(starts, part.start), bisect_right(starts, offset)
    if here == first:
        return part.path, part.line, part.column + offset - part.start
    return part.path, part.line + here - first, offset - starts[here - 1] + 1


def offset_in(
    parts: Sequence[Part], starts: Sequence[int], path: str, line: int, column: int
) -> int:
    """The offset of a place in a file; one past the end of its part is the end of that.

    >>> parts = [Part(0, "a.tex", 1, 1), Part(9, "b.tex", 1, 1), Part(12, "a.tex", 1, 10)]
    >>> offset_in(parts, [0, 11], "a.tex", 1, 11), offset_in(parts, [0, 11], "b.tex", 1, 2)
    (13, 10)
    """
    found: tuple[int, Part] | None = None
    for index, part in enumerate(parts):
        is_before = (part.line, part.column) <= (line, column)
        if part.path == path and (is_before or found is None):
            found = index, part
    if found is None:
        raise IndexError(f"{path} is no file of the document")
    index, part = found
    first = bisect_right(starts, part.start)
    number = min(first + line - part.line, len(starts))
    start = part.start - part.column if line <= part.line else starts[number - 1] - 1
    end = parts[index + 1].start if index + 1 < len(parts) else start + column
    return min(max(start + column, part.start), end)
