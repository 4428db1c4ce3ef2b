"""What a reader finds in a document: formulas with exact offsets, and damage.

A formula's `latex` is cut out of the document without what does not belong to it (the `> ` of a
block quote, the CR of a CR LF); its offset map leads every character of it back to the text.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple

from symnn.deferred import dataclass, regex
from symnn.documents.macros.trace import Trace

#: Words of a display by which it holds of what follows, too.
_GOVERNS: Final = regex(
    r"(?i)\b(?:suppose|assume|let|given|from now|henceforth|throughout|here|now|consider|case)\b"
    r"|[:,]\s*(?:\}\s*)?$"
)
_RELATION: Final = regex(r"[=<>≤≥]|\\(?:leq?|geq?|neq?|in|approx|iff|implies)(?![a-z])")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where the pieces of an excerpt come from.

    Piece i begins at `positions[i]` of the excerpt and at `offsets[i]` of the document.

    >>> pieces = OffsetMap((0, 4), (10, 16))
    >>> pieces.offset(5) == 17
    True
    """

    positions: tuple[int, ...]
    offsets: tuple[int, ...]

    def offset(self, position: int) -> int:
        """The document offset of a character of the excerpt.

        >>> OffsetMap((0,), (3,)).offset(2) == 5
        True
        """
        piece = max(bisect_right(self.positions, position) - 1, 0)
        return self.offsets[piece] + position - self.positions[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document offsets of the excerpt's [start, end); the end follows the last character.

        >>> OffsetMap((0, 4), (10, 16)).span(2, 4) == (12, 14)
        True
        """
        first = self.offset(start)
        return first, (self.offset(end - 1) + 1 if end > start else first)

    def cut(self, start: int, end: int) -> OffsetMap:
        """The map of the excerpt's [start, end), counted from `start`.

        >>> OffsetMap((0, 4), (10, 16)).cut(2, 6) == OffsetMap((0, 2), (12, 16))
        True
        """
        first = max(bisect_right(self.positions, start) - 1, 0)
        last = max(bisect_right(self.positions, max(end - 1, start)), first + 1)
        positions = tuple(max(p - start, 0) for p in self.positions[first:last])
        return OffsetMap(positions, (self.offset(start), *self.offsets[first + 1 : last]))


@dataclass(frozen=True, slots=True)
class Origin:
    """A formula as it is written, and where in it lies what its expansion says."""

    latex: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Formula:
    """One piece of mathematics between its delimiters.

    `start` and `end` bound the mathematics in the document, `outer_start` and `outer_end` its
    delimiters as well. `before` and `after` are the ends of the text around it in its paragraph
    (formulas in it as written); `lead_in` is the end of the paragraph before, if the formula
    opens its own. `origin` is there if the author's commands in it were expanded: then `latex`
    is the expansion, and `map` leads from what is written. It is `typed` if it is no LaTeX, but
    what one types in a plain text: 2*x_1 + exp(-x).
    """

    latex: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    display: bool
    map: OffsetMap
    headings: tuple[str, ...]
    paragraph: int
    before: str
    after: str
    lead_in: str
    origin: Origin | None = None
    typed: bool = False

    @property
    def lead_words(self) -> str:
        """The end of the paragraph before, but for a claim that is a display of its own.

        What such a claim says in words is said of itself.
        """
        words = self.lead_in.rstrip()
        if not words.endswith("$$"):
            return self.lead_in
        inside = words.removesuffix("$$")
        start = inside.rfind("$$")
        shown = inside[max(start, 0) :]
        if _GOVERNS.search(shown) is not None or not _RELATION.search(shown):
            return self.lead_in
        return inside[: max(start, 0)]

    def offset(self, position: int) -> int:
        """The document offset of a character of `latex`."""
        return self.span(position, position + 1)[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document offsets of `latex[start:end]`; a call of a command is covered whole."""
        if self.origin is not None:
            start, end = self.origin.trace.span(start, end)
        return self.map.span(start, end)

    def written(self, start: int, end: int) -> str:
        """What the author wrote for `latex[start:end]`."""
        if self.origin is None:
            return self.latex[start:end]
        first, last = self.origin.trace.span(start, end)
        return self.origin.latex[first:last]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that could not be read: what was met, and what to do about it."""

    start: int
    end: int
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A definition of a command between formulas, from its own command to its last brace.

    It holds up to the offset `until`, if it stands in a group; it is `unsure` if a condition
    decides whether it is made.
    """

    latex: str
    start: int
    until: int | None = None
    unsure: bool = False


class TableCell(NamedTuple):
    """A cell of a table: its text, and where that stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A table with a head, and rows of as many cells; `paragraph` is the number of its block."""

    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    headings: tuple[str, ...]
    paragraph: int

    @property
    def start(self) -> int:
        """The end of its last row: a table is read when all of it is known."""
        return self.end

    @property
    def end(self) -> int:
        """The end of its last row."""
        return self.rows[-1][-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """The formulas of a document, its damage, definitions of commands and tables, each in order."""

    formulas: tuple[Formula, ...]
    damages: tuple[Damage, ...]
    definitions: tuple[Passage, ...] = ()
    tables: tuple[ValueTable, ...] = ()
