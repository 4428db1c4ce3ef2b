"""The text of one document, and where an offset into it lies.

Offsets count characters of the decoded text without its byte-order mark; lines and columns
are counted from 1, columns in characters. A line ends at LF, CR LF or a lone CR. The text of a
notebook is that of its text cells, and lines are counted in each cell.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_left, bisect_right
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from symnn.deferred import dataclass, regex
from symnn.documents.cells import MAXIMUM_NOTEBOOK_BYTES, Cell, text_cells
from symnn.documents.parts import Part, offset_in, place_in
from symnn.errors import DocumentError

Format: TypeAlias = Literal["markdown", "latex", "notebook", "rst", "text"]
FORMATS: Final[frozenset[str]] = frozenset(get_args(Format))

#: The longest document that is read, in bytes.
MAXIMUM_BYTES: Final = 1 << 20

#: Suffixes of the formats that have a reader.
READ: Final[dict[str, Format]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".txt": "text",
    ".rst": "rst",
    ".ipynb": "notebook",
    ".tex": "latex",
    ".ltx": "latex",
}

_LINE_END = regex(r"\r\n|\n|\r")
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Position(NamedTuple):
    """A line and a column, both from 1; in a notebook inside the cell of that number.

    `path` names the file, if the document is spread over several.
    """

    line: int
    column: int
    cell: int | None = None
    path: str | None = None


class Attached(NamedTuple):
    """Another file that a document names: by its name there, its text, or why there is none."""

    name: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    r"""A document as text; `position` turns an offset into a line and a column.

    `attached` are files that it names and that are no documents, as whoever judges it may not
    open any.

    >>> Source("a.md", "one\r\ntwo", "markdown").position(6) == Position(2, 2)
    True
    """

    path: str
    text: str
    format: Format
    cells: tuple[Cell, ...] = ()
    parts: tuple[Part, ...] = ()
    attached: tuple[Attached, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(end.end() for end in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "_starts", starts)

    def position(self, offset: int) -> Position:
        """The line and column of a character; the end of the text is a place as well.

        >>> Source("a.md", "one", "markdown").position(3) == Position(1, 4)
        True
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"{self.path}: offset {offset} lies outside 0..{len(self.text)}")
        if self.parts:
            path, line, column = place_in(self.parts, self._starts, offset)
            return Position(line, column, None, path)
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        if not self.cells:
            return Position(line, column)
        cell = self.cells[max(bisect_right(self.cells, offset, key=lambda c: c.start) - 1, 0)]
        return Position(line - self._first_line(cell), column, cell.number)

    def offset(
        self, line: int, column: int, cell: int | None = None, path: str | None = None
    ) -> int:
        r"""The offset of a place; a column past the end of its line is the end of the line.

        >>> source = Source("a.md", "one\ntwo", "markdown")
        >>> source.offset(2, 3) == 6
        True
        """
        if self.parts:
            return offset_in(self.parts, self._starts, path or self.path, line, column)
        number = self._line(line, cell)
        start = self._starts[number - 1]
        return min(start + max(column, 1) - 1, start + len(self.line(line, cell)))

    def line(self, line: int, cell: int | None = None) -> str:
        r"""The text of a line without its end.

        >>> Source("a.md", "one\r\ntwo", "markdown").line(1) == "one"
        True
        """
        number = self._line(line, cell)
        start = self._starts[number - 1]
        stop = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:stop].rstrip("\r\n")

    def last_line(self, cell: int | None = None) -> int:
        r"""The number of the last line; a final line end opens one more, empty, line.

        >>> Source("a.md", "one\n", "markdown").last_line() == 2
        True
        """
        if cell is None:
            return len(self._starts)
        found = self._cell(cell)
        return bisect_right(self._starts, found.end) - self._first_line(found)

    def _line(self, line: int, cell: int | None) -> int:
        """The number of a line in the whole text."""
        last = self.last_line(cell)
        if not 1 <= line <= last:
            where = "" if cell is None else f" in cell {cell}"
            raise IndexError(f"{self.path}: there is no line {line} of {last}{where}")
        return line if cell is None else line + self._first_line(self._cell(cell))

    def _cell(self, number: int) -> Cell:
        place = bisect_left(self.cells, number, key=lambda cell: cell.number)
        if place == len(self.cells) or self.cells[place].number != number:
            raise IndexError(f"{self.path}: cell {number} is no text cell of it")
        return self.cells[place]

    def _first_line(self, cell: Cell) -> int:
        """How many lines of the text lie before a cell."""
        return bisect_right(self._starts, cell.start) - 1


def format_of(path: str) -> Format:
    """The format that the suffix of a path names; DocumentError if nothing reads it.

    >>> format_of("chapter.QMD") == "markdown"
    True
    """
    suffix = Path(path).suffix.lower()
    if suffix in READ:
        return READ[suffix]
    named = f"the suffix '{suffix}'" if suffix else "a name without a suffix"
    raise DocumentError(
        f"{path}: {named} does not say how to read it; "
        f"documents that are read end in {', '.join(READ)}"
    )


def read_source(path: str) -> Source:
    """Read one document; DocumentError says why it cannot be read, and the way out."""
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise DocumentError(_no_such_file(path, error)) from error
    if stat.S_ISDIR(mode):
        raise DocumentError(f"{path}: is a directory; name a document in it")
    kind = format_of(path)
    if not stat.S_ISREG(mode):
        raise DocumentError(f"{path}: is not a regular file; save its text to a file and name that")
    most = MAXIMUM_NOTEBOOK_BYTES if kind == "notebook" else MAXIMUM_BYTES
    try:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise DocumentError(_no_such_file(path, error)) from error
    text = decode(path, data, most)
    if kind != "notebook":
        return Source(path, text, kind)
    joined, cells = text_cells(path, text)
    if len(joined) > MAXIMUM_BYTES:
        raise DocumentError(
            f"{path}: its text cells have more than {MAXIMUM_BYTES} characters (1 MiB); "
            "split it into chapters"
        )
    return Source(path, joined, kind, cells)


def decode(path: str, data: bytes, most: int = MAXIMUM_BYTES) -> str:
    r"""The text of a document's bytes, without a byte-order mark.

    Refused with a DocumentError: more than so many bytes, no text, NUL bytes, bytes that are not
    UTF-8.

    >>> decode("a.md", b"\xef\xbb\xbf$x$") == "$x$"
    True
    """
    if len(data) > most:
        raise DocumentError(
            f"{path}: is longer than {most} bytes ({most >> 20} MiB); split it into chapters"
        )
    if data.startswith(_UTF16_MARKS):
        raise DocumentError(f"{path}: is UTF-16 text; save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        raise DocumentError(
            f"{path}: byte {nul} (line {_line_of(data, nul)}) is NUL, so this is not a text; "
            "name the document it was made from"
        )
    mark = len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0
    try:
        text = data[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + mark
        raise DocumentError(
            f"{path}: byte {at} (line {_line_of(data, at)}) is not UTF-8; save it as UTF-8, "
            "for example with `iconv -f LATIN1 -t UTF-8`"
        ) from error
    if not text.strip():
        raise DocumentError(f"{path}: is empty; there is nothing to read in it")
    return text


def _line_of(data: bytes, offset: int) -> int:
    before = data[:offset].replace(b"\r\n", b"\n")
    return 1 + before.count(b"\n") + before.count(b"\r")


def _no_such_file(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path}: no such file or directory; check the spelling of the path"
    if isinstance(error, PermissionError):
        return f"{path}: may not be read; allow reading it, for example with `chmod u+r`"
    return f"{path}: cannot be read: {error.strerror or error}"


# What a formula means may depend on a word that stands anywhere in its document. To look for that
# word anew for each formula would cost the square of the length; so each is looked for once.


@lru_cache(maxsize=1024)
def says(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is met anywhere in the text of a document.

    >>> says("Rows are samples.", regex("samples"))
    True
    """
    return pattern.search(text) is not None


@lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """The text of a document in small letters.

    >>> lowered("Rows are samples.") == "rows are samples."
    True
    """
    return text.lower()
