"""Where the keys and entries of a TOML text stand, so that errors can name line and column.

`tomllib` reads the text, and says nothing about places; the text that it has accepted is walked
once more here. Paths are those of the data: `("layer", 1, "weight", 0, 2)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Final, NamedTuple, TypeAlias

from symnn.deferred import dataclass, regex

Path: TypeAlias = "tuple[str | int, ...]"

_TOKEN: Final = regex(
    r"(?P<space>[ \t\r]+|\#[^\n]*)"
    r'|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<bare>[^\s\[\]{}=,.\"'#]+(?:\.[^\s\[\]{}=,.\"'#]+)*)"
    r"|(?P<sign>[\[\]{}=,.]|\n)",
    re.DOTALL,
)
_END: Final = "\n"


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


def places(text: str) -> dict[Path, int]:
    r"""The offset of each key, and of each entry of an array.

    >>> text = "a = 1\n[[b]]\nc = [2, 3]"
    >>> places(text)["b", 0, "c", 1] == text.index("3")
    True
    """
    walk = _Walk(list(_tokens(text)))
    walk.document()
    return walk.found


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return
        place = match.end()
        if match.lastgroup != "space":
            yield _Token(str(match.lastgroup), match[0], match.start())


@dataclass(slots=True)
class _Walk:
    """The tokens of a text that is known to be TOML, and the places found so far."""

    tokens: list[_Token]
    place: int = 0
    found: dict[Path, int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def sign(self) -> str:
        if self.place >= len(self.tokens):
            return ""
        token = self.tokens[self.place]
        return token.text if token.kind == "sign" else "value"

    def document(self) -> None:
        table: Path = ()
        while self.place < len(self.tokens):
            if self.sign() == _END:
                self.place += 1
            elif self.sign() == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        start = self.tokens[self.place].start
        self.place += 1
        is_array = self.sign() == "["
        self.place += is_array
        *above, last = self.key()
        path: Path = ()
        for part in above:
            path = self.inside((*path, part))
        path = (*path, last)
        if is_array:
            self.counts[path] = self.counts.get(path, -1) + 1
            path = (*path, self.counts[path])
        self.found.setdefault(path, start)
        while self.sign() == "]":
            self.place += 1
        return path

    def inside(self, path: Path) -> Path:
        """A table, or the last one of an array of tables."""
        return (*path, self.counts[path]) if path in self.counts else path

    def key(self) -> list[str]:
        parts: list[str] = []
        while self.sign() not in ("=", "]", _END, ""):
            token = self.tokens[self.place]
            if token.kind == "text":
                parts.append(token.text[1:-1])
            elif token.kind == "bare":
                parts += token.text.split(".")
            self.place += 1
        return parts or [""]

    def pair(self, table: Path) -> None:
        start = self.tokens[self.place].start
        path = (*table, *self.key())
        self.found.setdefault(path, start)
        self.place += 1
        self.value(path)

    def value(self, path: Path) -> None:
        """Walk over a value; arrays in arrays are counted, without recursion."""
        open_: list[tuple[str, Path, int]] = []
        while self.place < len(self.tokens):
            sign = self.sign()
            here = (*open_[-1][1], open_[-1][2]) if open_ else path
            if sign == "[":
                self._note(here, bool(open_))
                open_.append(("]", here, 0))
                self.place += 1
            elif sign == "{":
                self._note(here, bool(open_))
                self.place += 1
                self.table(here)
            elif sign in ("]", ","):
                if not open_:
                    return
                mark, base, count = open_.pop()
                self.place += 1
                if sign == ",":
                    open_.append((mark, base, count + 1))
            elif sign == _END:
                if not open_:
                    return
                self.place += 1
            elif sign == "}":
                return
            else:
                self._note(here, bool(open_))
                while self.sign() in ("value", "."):
                    self.place += 1
            if not open_:
                return

    def _note(self, path: Path, is_entry: bool) -> None:
        if is_entry:
            self.found.setdefault(path, self.tokens[self.place].start)

    def table(self, path: Path) -> None:
        """An inline table."""
        while self.sign() not in ("}", ""):
            if self.sign() in (",", _END):
                self.place += 1
            else:
                self.pair(path)
        self.place += 1
