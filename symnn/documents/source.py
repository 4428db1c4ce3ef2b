"""The text of one document, and where an offset into it lies.

Offsets count characters of the decoded text without its byte-order mark; lines and columns
are counted from 1, columns in characters. A line ends at LF, CR LF or a lone CR.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from symnn.errors import DocumentError

Format: TypeAlias = Literal["markdown", "latex", "notebook"]
FORMATS: Final[frozenset[str]] = frozenset(get_args(Format))

#: The longest document that is read, in bytes.
MAXIMUM_BYTES: Final = 1 << 20

#: Suffixes of the formats that have a reader.
READ: Final[dict[str, Format]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
}

#: Suffixes of documents that a later reader will take, with what helps until then.
NOT_READ_YET: Final[dict[str, str]] = {
    ".tex": "LaTeX files are not read yet; convert it first, for example with "
    "`pandoc FILE.tex -o FILE.md`",
    ".ipynb": "notebooks are not read yet; convert it first, for example with "
    "`jupyter nbconvert --to markdown FILE.ipynb`",
    ".rst": "reStructuredText is not read yet; convert it first, for example with "
    "`pandoc FILE.rst -o FILE.md`",
}

_LINE_END = re.compile(r"\r\n|\n|\r")
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Position(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    r"""A document as text; `position` turns an offset into a line and a column.

    >>> Source("a.md", "one\r\ntwo", "markdown").position(6) == Position(2, 2)
    True
    """

    path: str
    text: str
    format: Format
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
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        r"""The offset of a place; a column past the end of its line is the end of the line.

        >>> source = Source("a.md", "one\ntwo", "markdown")
        >>> source.offset(2, 3) == 6
        True
        """
        if not 1 <= line <= len(self._starts):
            raise IndexError(f"{self.path}: there is no line {line} of {len(self._starts)}")
        start = self._starts[line - 1]
        return min(start + max(column, 1) - 1, start + len(self.line(line)))

    def line(self, number: int) -> str:
        r"""The text of a line without its end.

        >>> Source("a.md", "one\r\ntwo", "markdown").line(1) == "one"
        True
        """
        start = self._starts[number - 1]
        stop = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:stop].rstrip("\r\n")

    @property
    def line_count(self) -> int:
        """The number of lines; a final line end opens one more, empty, line."""
        return len(self._starts)


def format_of(path: str) -> Format:
    """The format that the suffix of a path names; DocumentError if nothing reads it.

    >>> format_of("chapter.QMD") == "markdown"
    True
    """
    suffix = Path(path).suffix.lower()
    if suffix in READ:
        return READ[suffix]
    if suffix in NOT_READ_YET:
        raise DocumentError(f"{path}: {NOT_READ_YET[suffix]}")
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
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise DocumentError(_no_such_file(path, error)) from error
    return Source(path, decode(path, data), kind)


def decode(path: str, data: bytes) -> str:
    r"""The text of a document's bytes, without a byte-order mark.

    Refused with a DocumentError: more than 1 MiB, no text, NUL bytes, bytes that are not UTF-8.

    >>> decode("a.md", b"\xef\xbb\xbf$x$") == "$x$"
    True
    """
    if len(data) > MAXIMUM_BYTES:
        raise DocumentError(
            f"{path}: is longer than {MAXIMUM_BYTES} bytes (1 MiB); split it into chapters"
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
