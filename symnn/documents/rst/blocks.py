"""Cut a reStructuredText document into its paragraphs, headings and mathematical directives.

Literal blocks, code, comments and the directives that hold no text are passed over; what is
indented below any other directive is text again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.markdown.inline import find_mathematics
from symnn.documents.paragraphs import Block
from symnn.documents.rst.inline import Roles, find_roles

_LINE_END = regex(r"\r\n|\n|\r")
_ADORNMENT = regex(r"([!-/:-@\[-`{-~])\1*")
_DIRECTIVE = regex(r"\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([A-Za-z][\w.+:-]*?)[ \t]?::(?:[ \t]+|$)")
_NOTE = regex(r"\.\.[ \t]+\[[^\]\n]+\][ \t]+")
_COMMENT = regex(r"(?:\.\.|__)(?:[ \t]|$)")
_OPTION = regex(r":[A-Za-z][\w-]*:(?:[ \t]|$)")
_ITEM = regex(r"(?:[-*+•]|\(?(?:\d{1,3}|[A-Za-z]|#)[.)])[ \t]+|:[^:\s`][^:`]{0,60}:(?:[ \t]+|$)")
_BORDER = regex(r"\+[-=+]+\+$|=+(?: +=+)+$|-+(?: +-+)+$")
_GRID = regex(r"\+(?:[-=]+\+)+$")
_NEW_ROLE = regex(r"([\w.+-]+)\s*\(\s*([\w.+-]+)\s*\)")
_MAXIMUM_DEPTH: Final = 32

#: Directives that hold no text of the document.
_OPAQUE: Final = frozenset(
    (
        *("code", "code-block", "sourcecode", "literalinclude", "highlight", "parsed-literal"),
        *("testcode", "testsetup", "testoutput", "testcleanup", "doctest", "prompt", "program"),
        *("image", "include", "toctree", "contents", "graphviz", "digraph", "graph", "plot"),
        *("productionlist", "index", "tabularcolumns", "meta", "ipython", "plantuml", "mermaid"),
        *("jupyter-execute", "jupyter-input", "jupyter-kernel", "thebe-button", "exec", "command"),
        *("bibliography", "currentmodule", "module", "automodule", "autoclass", "autofunction"),
        *("autosummary", "sectnum", "header", "footer", "unicode", "date", "highlights", "tikz"),
    )
)


class _Lines(NamedTuple):
    """Lines [first, last) of the document."""

    first: int
    last: int


class _Blocks:
    """The state of the pass over the lines; nothing of it leaves this module."""

    def __init__(self, text: str, lines: list[tuple[int, int, int]]) -> None:
        self.text = text
        self.lines = lines
        self.blocks: list[Block] = []
        self.pieces: list[tuple[int, int]] = []
        self.indent = 0
        self.styles: list[tuple[str, bool]] = []
        self.titles: list[tuple[int, str]] = []
        self.roles = Roles()

    def run(self) -> list[Block]:
        self._body(_Lines(0, len(self.lines)), 0)
        return self.blocks

    # Lines --------------------------------------------------------------------------------

    def _line(self, index: int) -> str:
        start, end, _ = self.lines[index]
        return self.text[start:end]

    def _past_indented(self, index: int, indent: int, last: int) -> int:
        """The first line from `index` on that is neither empty nor indented by more."""
        end = index
        while index < last:
            start, stop, width = self.lines[index]
            if start < stop:
                if width <= indent:
                    break
                end = index + 1
            index += 1
        return end

    def _body(self, lines: _Lines, depth: int) -> None:
        index = lines.first
        while index < lines.last:
            index = self._next(index, lines.last, depth)
        self._close()

    def _next(self, index: int, last: int, depth: int) -> int:
        """Take what begins in a line; the line after it."""
        line, indent = self._line(index), self.lines[index][2]
        if not line:
            self._close()
            return index + 1
        if _COMMENT.match(line):
            self._close()
            end = self._past_indented(index + 1, indent, last)
            self._explicit(index, _Lines(index + 1, end), depth)
            return end
        if _GRID.match(line):
            self._close()
            return self._grid(index, last, depth)
        if not self.pieces:
            if line.startswith(">>>"):
                return self._past_paragraph(index, last)
            title = self._title(index, last)
            if title:
                return title
        if _BORDER.match(line) or (_is_adornment(line) and len(line) > 3):
            self._close()
            return index + 1
        return self._text(index, line, indent, last)

    def _past_paragraph(self, index: int, last: int) -> int:
        while index < last and self._line(index):
            index += 1
        return index

    def _text(self, index: int, line: str, indent: int, last: int) -> int:
        """A line of a paragraph, after the markers of the items that begin in it."""
        start, end, _ = self.lines[index]
        is_row = line[0] == "|" and line[-1] == "|" and len(line) > 1
        if self.pieces and (indent != self.indent or is_row):
            self._close()
        at = start
        if not self.pieces:
            while (item := _ITEM.match(self.text, at, end)) and item.end() > at:
                at = item.end()
            self.indent = indent + at - start
        self.pieces.append((at, end))
        if is_row:
            self._close()
        if not line.endswith("::"):
            return index + 1
        self._close()
        return self._past_literal(index + 1, indent, last)

    def _past_literal(self, index: int, indent: int, last: int) -> int:
        """Past the literal block after a paragraph that ends in `::`."""
        end = self._past_indented(index, indent, last)
        if end > index or index >= last or self._line(index):
            return end
        while index < last and not self._line(index):
            index += 1
        quote = self._line(index)[:1] if index < last else ""
        if not quote or not _ADORNMENT.fullmatch(quote) or _COMMENT.match(self._line(index)):
            return index
        while index < last and self._line(index).startswith(quote):
            index += 1
        return index

    # Grid tables ----------------------------------------------------------------------------

    def _grid(self, index: int, last: int, depth: int) -> int:
        """Past a table drawn with lines; each of its cells is a small document."""
        end = index
        while end < last and self._line(end)[:1] in ("+", "|"):
            end += 1
        rows: list[int] = []
        corners: set[int] = set()
        for at in (*range(index, end), end):
            line = self._line(at) if at < end else ""
            if at < end and not _GRID.match(line):
                rows.append(at)
                continue
            corners |= {k for k, mark in enumerate(line) if mark == "+"}
            if rows:
                self._cells(rows, sorted(corners), depth)
                rows = []
        return end

    def _cells(self, rows: list[int], corners: list[int], depth: int) -> None:
        """The cells of one row of a table: bars below corners part them, if all lines have them."""
        lines = [self._line(at) for at in rows]
        bars = [k for k in corners if all(line[k : k + 1] in ("|", "+") for line in lines)]
        if len(bars) < 2:  # a table that is not drawn well: its lines are text
            for at in rows:
                self.pieces = [self.lines[at][:2]]
                self._close()
        for left, right in pairwise(bars):
            cell = _Blocks(self.text, [self._cut(at, left + 1, right) for at in rows])
            cell.styles, cell.titles, cell.roles = self.styles, list(self.titles), self.roles
            if depth < _MAXIMUM_DEPTH:
                cell._body(_Lines(0, len(rows)), depth + 1)
            self.blocks += cell.blocks

    def _cut(self, index: int, left: int, right: int) -> tuple[int, int, int]:
        """A part of a line as a line of its own."""
        start = self.lines[index][0]
        inside = self.text[start + left : start + right]
        indent = len(inside) - len(inside.lstrip())
        first = start + left + indent
        return first, max(first, start + left + len(inside.rstrip())), indent

    # Headings -----------------------------------------------------------------------------

    def _title(self, index: int, last: int) -> int:
        """Past a heading that begins here; 0 if none does."""
        over = _is_adornment(self._line(index))
        at = index + over
        if at + 1 >= last or not self._line(at):
            return 0
        title, below = self._line(at), self._line(at + 1)
        fits = _is_adornment(below) and len(below) >= min(len(title), 4)
        if not fits or _is_adornment(title) or (over and below != self._line(index)):
            return 0
        style = (below[0], over)
        if style not in self.styles:
            self.styles.append(style)
        level = self.styles.index(style)
        while self.titles and self.titles[-1][0] >= level:
            self.titles.pop()
        self.titles.append((level, " ".join(title.split())))
        self.pieces = [self.lines[at][:2]]
        self._close()
        return at + 2

    # Explicit markup ----------------------------------------------------------------------

    def _explicit(self, index: int, body: _Lines, depth: int) -> None:
        """A directive or a footnote; comments and targets are passed over."""
        line = self._line(index)
        start, end, _ = self.lines[index]
        directive = _DIRECTIVE.match(line)
        note = None if directive else _NOTE.match(line)
        if note:
            self.pieces = [(start + note.end(), end)]
            self._inside(body, depth)
        if directive is None:
            return
        name, argument = directive[1].lower(), (start + directive.end(), end)
        body = self._after_options(body)
        word = self.text[slice(*argument)].strip()
        if name == "math":
            self._displays(argument, body)
        elif name == "default-role":
            self.roles = self.roles._replace(by_default=word in self.roles.names)
        elif name == "role":
            made = _NEW_ROLE.match(word)
            if made and made[2] in self.roles.names:
                self.roles = self.roles._replace(names=self.roles.names | {made[1]})
        elif name == "raw":
            if "latex" in word.lower().split():
                pieces = tuple(self.lines[k][:2] for k in range(*body))
                self._add(Block("text", pieces, (), find_mathematics))
        elif name not in _OPAQUE:
            if word and ":" not in name and name not in ("function", "class", "method"):
                self.pieces = [argument]
            self._inside(body, depth)

    def _inside(self, body: _Lines, depth: int) -> None:
        """The body of a directive; its first line may go on with the text of the marker's line."""
        if depth >= _MAXIMUM_DEPTH:
            self._close()
            return
        self.indent = self.lines[body.first][2] if body.first < body.last else 0
        self._body(body, depth + 1)

    def _after_options(self, body: _Lines) -> _Lines:
        first = body.first
        while first < body.last and _OPTION.match(self._line(first)):
            first += 1
        return body._replace(first=first)

    def _displays(self, argument: tuple[int, int], body: _Lines) -> None:
        """The equations of a directive: its argument, and what empty lines separate."""
        if argument[0] < argument[1]:
            self._add(Block("mathematics", (argument,), ()))
        pieces: list[tuple[int, int]] = []
        depth = 0
        for index in range(*body):
            line = self._line(index)
            depth += line.count("\\begin{") - line.count("\\end{")
            if line:
                pieces.append(self.lines[index][:2])
            elif pieces and depth <= 0:
                self._add(Block("mathematics", tuple(pieces), ()))
                pieces, depth = [], 0
        if pieces:
            self._add(Block("mathematics", tuple(pieces), ()))

    # Leaves -------------------------------------------------------------------------------

    def _close(self) -> None:
        """Close the paragraph that is open."""
        if self.pieces:
            find = partial(find_roles, roles=self.roles)
            self._add(Block("text", tuple(self.pieces), (), find))
            self.pieces = []

    def _add(self, block: Block) -> None:
        headings = tuple(title for _, title in self.titles)
        self.blocks.append(Block(block.kind, block.pieces, headings, block.find))


def _trimmed_lines(text: str) -> list[tuple[int, int, int]]:
    """Of every line its text without indent and without white space behind, and its indent."""
    lines = []
    start = 0
    for end in (*((m.start(), m.end()) for m in _LINE_END.finditer(text)), (len(text), len(text))):
        lines.append(_trimmed(text, start, end[0]))
        start = end[1]
    return lines


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, int]:
    line = text[start:end]
    inside = line.lstrip(" \t\f\v")
    first = start + len(line) - len(inside)
    width = len(line[: len(line) - len(inside)].expandtabs(8))
    return first, max(first, start + len(line.rstrip())), width


def _is_adornment(line: str) -> bool:
    return len(line) > 1 and _ADORNMENT.fullmatch(line) is not None and line not in ("..", "::")


def cut_lines(
    text: str, lines: Iterable[tuple[int, int]], titles: Iterable[tuple[int, str]]
) -> list[Block]:
    r"""The blocks of reStructuredText in some lines of another document, below its headings.

    >>> [block] = cut_lines("```\n.. math:: x = 1\n", [(4, 19)], [(1, "One")])
    >>> block == Block("mathematics", ((14, 19),), ("One",))
    True
    """
    inside = _Blocks(text, [_trimmed(text, start, end) for start, end in lines])
    inside.titles = list(titles)
    return inside.run()


def cut_blocks(text: str) -> list[Block]:
    r"""The blocks of a reStructuredText document that may hold mathematics, in order.

    >>> [block] = cut_blocks(".. math::\n\n   x = 1\n")
    >>> block == Block("mathematics", ((14, 19),), ())
    True
    """
    return _Blocks(text, _trimmed_lines(text)).run()
