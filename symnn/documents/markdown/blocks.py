"""Cut a Markdown text into its paragraphs, headings and fenced mathematics.

Block quotes, lists, code, front matter and comments are told apart as CommonMark does; an open
display keeps its lines together whatever they look like, as the renderers of mathematics do.
Every line is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from symnn.deferred import regex
from symnn.documents.cells import Cell
from symnn.documents.lines import front_matter, line_spans
from symnn.documents.markdown.directives import FENCE, OPTION, Content, opening
from symnn.documents.markdown.openings import Mode, Openings, is_mathematical
from symnn.documents.paragraphs import Block

_HEADING = regex(r"(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = regex(r"(=+|-+)[ \t]*$")
_RULE = regex(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = regex(r"(?:[-+*:]|([0-9]{1,9})[.)])(?=[ \t]|$)")
_LIQUID = regex(r"\{%-?[ \t]*(highlight|comment)\b")
_ADMONITION = regex(r"(?:!!!|\?\?\?\+?|===!?\+?)[ \t]+[\w\"]")
_TITLE = regex(r"\"([^\"]+)\"[ \t]*$")
_KRAMDOWN_COMMENT = regex(r"\{::comment\}[ \t]*$")

#: Deeper containers are text, so that a line costs a bounded number of steps.
_MAXIMUM_DEPTH: Final = 64


class _Container(NamedTuple):
    """A block quote (">"), a list item with its indent, or a directive with its fence."""

    kind: Literal["quote", "item", "directive"]
    width: int = 0
    fence: str = ""


class _Cursor(NamedTuple):
    """A place in a line: `base` is the column at which the innermost container begins."""

    position: int
    column: int
    base: int


class _Fence(NamedTuple):
    """An open fence around code or else; `depth` containers are around it."""

    marker: str
    depth: int
    content: Content = "code"


class _Blocks:
    """The state of the pass over the lines; nothing of it leaves this module."""

    def __init__(self, text: str, titles: Iterable[tuple[int, str]] = ()) -> None:
        self.text = text
        self.lines = line_spans(text)
        self.openings = Openings(text, self.lines)
        self.containers: list[_Container] = []
        self.titles = list(titles)
        self.pieces: list[tuple[int, int]] = []
        self.mode: Mode | None = None
        self.fence: _Fence | None = None
        self.head: Literal["", "options", "yaml"] = ""
        self.blocks: list[Block] = []

    def run(self, *, head: bool = True) -> list[Block]:
        first = front_matter(self.text, self.lines) if head else 0
        for index in range(first, len(self.lines)):
            self._line(index)
        self._close()
        return self.blocks

    def run_heading(self, level: int) -> list[Block]:
        """Take the whole text as one heading."""
        self._heading(level, self.lines)
        return self.blocks

    # One line -------------------------------------------------------------------------

    def _line(self, index: int) -> None:
        cursor, matched = self._enter(index)
        if self.head and self._in_head(index, cursor):
            return
        if self.fence and self._in_fence(self.fence, index, cursor, matched):
            return
        if self._closes_directive(index, cursor, matched):
            return
        if self.mode and self._in_mode(self.mode, index, cursor):
            return
        self._open(index, cursor, matched)

    def _enter(self, index: int) -> tuple[_Cursor, int]:
        """Pass over the markers of the containers that go on in this line."""
        start, end = self.lines[index]
        cursor = _Cursor(start, 0, 0)
        for count, container in enumerate(self.containers):
            place = self._skip(cursor, end)
            indent = place.column - cursor.base
            if container.kind == "quote":
                if indent >= 4 or not self.text.startswith(">", place.position, end):
                    return cursor, count
                cursor = self._after_marker(place, end)
            elif container.kind == "item" and place.position < end:
                if indent < container.width:
                    return cursor, count
                cursor = self._advance(cursor, end, cursor.base + container.width)
        return cursor, len(self.containers)

    def _after_marker(self, place: _Cursor, end: int) -> _Cursor:
        position, column = place.position + 1, place.column + 1
        space = position < end and self.text[position] in " \t"
        if space and self.text[position] == " ":
            position, column = position + 1, column + 1
            return _Cursor(position, column, column)
        return _Cursor(position, column, column + space)

    def _skip(self, cursor: _Cursor, end: int) -> _Cursor:
        """Past spaces and tabs; a tab reaches to the next column that 4 divides."""
        return self._advance(cursor, end, None)

    def _advance(self, cursor: _Cursor, end: int, goal: int | None) -> _Cursor:
        position, column, base = cursor
        while position < end and (goal is None or column < goal):
            if self.text[position] == " ":
                column += 1
            elif self.text[position] == "\t":
                column += 4 - column % 4
            else:
                break
            position += 1
        return _Cursor(position, column, base if goal is None else goal)

    # Lines that belong to something open ------------------------------------------------

    def _in_fence(self, fence: _Fence, index: int, cursor: _Cursor, matched: int) -> bool:
        if matched < fence.depth:
            self._close()
            return False
        end = self.lines[index][1]
        place = self._skip(cursor, end)
        if place.column - cursor.base < 4 and self._is_fence_end(place.position, end, fence.marker):
            self._close()
        elif fence.content != "code":
            self.pieces.append((cursor.position, end))
        return True

    def _in_head(self, index: int, cursor: _Cursor) -> bool:
        """Whether a line belongs to the options of a directive: `:key:` lines, or YAML."""
        end = self.lines[index][1]
        line = self.text[cursor.position : end].strip()
        if self.head == "yaml":
            self.head = "options" if line == "---" else "yaml"
            return True
        if line == "---" and not OPTION.match(self.text, *self.lines[index - 1]):
            self.head = "yaml"
            return True
        self.head = "options" if OPTION.match(line) else ""
        return bool(self.head)

    def _is_fence_end(self, position: int, end: int, marker: str) -> bool:
        line = self.text[position:end].rstrip(" \t")
        if marker[0] in "{\\":
            return re.match(marker, line) is not None
        return len(line) >= len(marker) and not line.strip(marker[0])

    def _closes_directive(self, index: int, cursor: _Cursor, matched: int) -> bool:
        end = self.lines[index][1]
        position = self._skip(cursor, end).position
        for depth in range(matched - 1, -1, -1):
            container = self.containers[depth]
            if container.kind == "directive":
                if self._is_fence_end(position, end, container.fence):
                    self._leave(depth)
                    return True
                return False
        return False

    def _in_mode(self, mode: Mode, index: int, cursor: _Cursor) -> bool:
        end = self.lines[index][1]
        place = self._skip(cursor, end)
        if mode.is_math:
            blank = place.position == end
            starts_block = FENCE.match(self.text, place.position, end) or _HEADING.match(
                self.text, place.position, end
            )
            if starts_block or (blank and not self.openings.goes_on(mode, index)):
                self._close()
                return False
        self._append(index, cursor.position)
        return True

    # Lines that may open something ------------------------------------------------------

    def _open(self, index: int, cursor: _Cursor, matched: int) -> None:
        end = self.lines[index][1]
        is_new = False
        while True:
            place = self._skip(cursor, end)
            if place.position == end:
                self._leave(matched)
                self._close()
                return
            continues = bool(self.pieces) and not is_new
            if place.column - cursor.base >= 4:
                self._indented(index, cursor, matched, continues)
                return
            inner = self._open_container(cursor, place, matched, end, continues)
            if inner is None:
                break
            cursor, matched, is_new = inner, len(self.containers), True
        in_place = matched == len(self.containers)
        if self._open_leaf(index, place, matched, continues and in_place):
            return
        if not continues:
            self._leave(matched)
        self._append(index, place.position)

    def _indented(self, index: int, cursor: _Cursor, matched: int, continues: bool) -> None:
        """Code, unless it continues a paragraph or is mathematics indented below an item."""
        if continues:
            self._append(index, cursor.position)
            return
        in_list = any(container.kind == "item" for container in self.containers)
        self._leave(matched)
        end = self.lines[index][1]
        if in_list and is_mathematical(self.text[cursor.position : end]):
            self._append(index, cursor.position)

    def _open_container(
        self, cursor: _Cursor, place: _Cursor, matched: int, end: int, continues: bool
    ) -> _Cursor | None:
        """Enter a block quote, a list item or an admonition that begins here."""
        text, position = self.text, place.position
        if len(self.containers) >= _MAXIMUM_DEPTH:
            return None
        if text[position] == ">":
            self._leave(matched)
            self._close()
            self.containers.append(_Container("quote"))
            return self._after_marker(place, end)
        bullet = _BULLET.match(text, position, end)
        if bullet is None or _RULE.match(text, position, end):
            return None
        after = self._skip(_Cursor(bullet.end(), place.column + len(bullet[0]), cursor.base), end)
        empty = after.position == end
        if continues and (empty or bullet[1] not in (None, "1")):
            return None
        self._leave(matched)
        self._close()
        gap = after.column - place.column - len(bullet[0])
        content = place.column + len(bullet[0]) + (1 if empty or gap > 4 else gap)
        self.containers.append(_Container("item", content - cursor.base))
        return _Cursor(bullet.end(), place.column + len(bullet[0]), content)

    def _open_leaf(self, index: int, place: _Cursor, matched: int, underlinable: bool) -> bool:
        """Take the line if it is a fence, a heading or a rule."""
        end = self.lines[index][1]
        position = place.position
        fence = FENCE.match(self.text, position, end)
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            self._leave(matched)
            self._close()
            self._open_fence(fence[1], fence.span(2))
            return True
        heading = _HEADING.match(self.text, position, end)
        if heading:
            self._leave(matched)
            self._close()
            self._heading(len(heading[1]), [(heading.end(), end)])
            return True
        underline = _UNDERLINE.match(self.text, position, end) if underlinable else None
        if underline:
            pieces, self.pieces = self.pieces, []
            self._heading(1 if underline[1][0] == "=" else 2, pieces)
            return True
        closer = self._hidden(position, end)
        if closer:
            self._leave(matched)
            self._close()
            self.fence = _Fence(closer, len(self.containers))
            return True
        if self.text[position] == "%" and "%%" not in self.text[position + 2 : end]:
            return True  # a comment of MyST, a magic of a chunk
        if _RULE.match(self.text, position, end) or self.text.startswith("+++", position, end):
            self._leave(matched)
            self._close()
            return True
        if _ADMONITION.match(self.text, position, end):
            self._leave(matched)
            self._close()
            self.containers.append(_Container("item", 4))
            title = _TITLE.search(self.text, position, end)
            if title:
                self.pieces.append(title.span(1))
                self._close()
            return True
        return False

    def _hidden(self, position: int, end: int) -> str:
        """What closes the hidden lines that open here: comments of Liquid, kramdown, Obsidian."""
        liquid = _LIQUID.match(self.text, position, end)
        if liquid:
            return rf"{{%-?[ \t]*end{liquid[1]}\b"
        if _KRAMDOWN_COMMENT.match(self.text, position, end):
            return r"\{:/(?:comment)?\}"
        line = self.text[position:end].rstrip()
        return "%%" if line == "%%" and self.text.find("\n%%", end) >= 0 else ""

    def _open_fence(self, marker: str, info: tuple[int, int]) -> None:
        met = opening(marker, self.text[slice(*info)])
        if met.content == "text":
            self.containers.append(_Container("directive", fence=marker))
        else:
            self.fence = _Fence(marker, len(self.containers), met.content)
        if met.content in ("code", "rst"):
            return
        self.head = "options"
        argument = (info[0] + met.width, info[1])
        if self.text[slice(*argument)].strip():
            kind: Literal["text", "mathematics"] = (
                "text" if met.content == "text" else "mathematics"
            )
            self.blocks.append(Block(kind, (argument,), self._headings()))

    def _heading(self, level: int, pieces: list[tuple[int, int]]) -> None:
        title = " ".join(" ".join(self.text[a:b] for a, b in pieces).split()).rstrip("#").rstrip()
        while self.titles and self.titles[-1][0] >= level:
            self.titles.pop()
        self.titles.append((level, title))
        self.pieces = pieces
        self._close()

    # Leaves -----------------------------------------------------------------------------

    def _append(self, index: int, position: int) -> None:
        self.pieces.append((position, self.lines[index][1]))
        self.mode = self.openings.advance(index, position, self.mode)

    def _leave(self, depth: int) -> None:
        """Close the containers inside of the first `depth`, and what is open in them."""
        if depth < len(self.containers):
            self._close()
            del self.containers[depth:]

    def _close(self) -> None:
        """Close the paragraph, the display or the fence that is open."""
        content: Content = self.fence.content if self.fence is not None else "text"
        self.fence = self.mode = None
        if content == "rst":
            from symnn.documents.rst.blocks import cut_lines

            self.blocks += cut_lines(self.text, self.pieces, self.titles)
            self.pieces = []
        if self.pieces:
            kind: Literal["text", "mathematics"] = "text" if content == "text" else "mathematics"
            self.blocks.append(Block(kind, tuple(self.pieces), self._headings()))
            self.pieces = []

    def _headings(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.titles)


def cut_blocks(text: str) -> list[Block]:
    r"""The blocks of a Markdown text that may hold mathematics, in order.

    >>> cut_blocks("# One\n\n> two") == [
    ...     Block("text", ((2, 5),), ("One",)),
    ...     Block("text", ((9, 12),), ("One",)),
    ... ]
    True
    """
    return _Blocks(text).run()


def cut_cells(text: str, cells: Iterable[Cell]) -> Iterator[tuple[int, Block]]:
    """The blocks of a notebook's text cells, with the number of the cell that each is in.

    A heading holds until the next one, in whatever cell that stands.
    """
    titles: list[tuple[int, str]] = []
    for count, cell in enumerate(cells):
        pass_over = _Blocks(text[cell.start : cell.end], titles)
        blocks = pass_over.run_heading(cell.level) if cell.level else pass_over.run(head=count == 0)
        titles = pass_over.titles
        for block in blocks:
            pieces = tuple((a + cell.start, b + cell.start) for a, b in block.pieces)
            yield cell.number, replace(block, pieces=pieces)
