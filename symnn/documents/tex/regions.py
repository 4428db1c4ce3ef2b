r"""Where mathematics opens in a LaTeX text, and where it closes.

A blank line ends mathematics in a line, as it does in TeX; what cannot stand inside of a display
(a section, a list, another display) tells that it is not closed. Every mark is passed a bounded
number of times.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final, NamedTuple

from symnn.deferred import dataclass
from symnn.documents.tex.marks import Mark, Marks
from symnn.documents.tex.names import BREAKS, INLINE, INNER, SECTIONS

_CLOSERS: Final = {"(": ")", "[": "]"}


class Region(NamedTuple):
    """Mathematics at [start, end); the outer span has its delimiters as well."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    display: bool


class Break(NamedTuple):
    """Something that opens and never closes, or closes and never opened."""

    start: int
    end: int
    what: str
    remedy: str


class Found(NamedTuple):
    """What came of an opening mark: a region or none, breaks, and the mark to go on with."""

    region: Region | None
    breaks: tuple[Break, ...]
    following: int


@dataclass(slots=True)
class Finder:
    """Finds the end of what opens.

    `lost` are openings that are known not to be closed; up to the mark `unbalanced` braces say
    nothing, for they are not closed themselves.
    """

    marks: Marks
    lost: set[int] = field(default_factory=set)
    unbalanced: int = 0

    def inline(self, index: int) -> Found:
        r"""Mathematics in a line that opens with `$` or `\(` at this mark."""
        opening = self.marks.marks[index]
        closer = "$" if opening.kind == "dollars" else ")"
        depth = 0
        place = index
        for place in range(index + 1, len(self.marks.marks)):
            mark = self.marks.marks[place]
            if mark.kind == "brace":
                depth += self._deeper(index, mark)
            elif mark.kind == "dollars" and closer == "$" and depth <= 0:
                return self._closed_by_dollar(opening, mark, place)
            elif closer == ")" and (mark.kind, mark.name) == ("sign", ")") and depth <= 0:
                return Found(_between(opening, mark, display=False), (), place + 1)
            elif self._ends_paragraph(mark) or (
                depth <= 0 and (mark.kind, mark.name) == ("sign", "(")
            ):
                break
        self._give_up(place, depth)
        return self._unclosed(index, "a `$`" if closer == "$" else "a `\\)`")

    def _deeper(self, index: int, mark: Mark) -> int:
        if index < self.unbalanced:
            return 0
        return 1 if mark.name == "{" else -1

    def _give_up(self, place: int, depth: int) -> None:
        """Remember that braces up to here are not closed, so that none is counted twice."""
        if depth > 0:
            self.unbalanced = max(self.unbalanced, place)

    def _closed_by_dollar(self, opening: Mark, mark: Mark, place: int) -> Found:
        """A `$$` closes one formula and opens the next."""
        if mark.name == "$":
            return Found(_between(opening, mark, display=False), (), place + 1)
        first = mark._replace(name="$", end=mark.start + 1)
        self.marks.marks[place] = mark._replace(name="$", start=mark.start + 1)
        return Found(_between(opening, first, display=False), (), place)

    def _ends_paragraph(self, mark: Mark) -> bool:
        if mark.kind == "begin":
            return mark.name not in INNER
        if mark.kind == "end":
            return mark.name not in INNER
        return mark.kind == "blank" or _breaks(mark) or (mark.kind == "sign" and mark.name == "[")

    def display(self, index: int) -> Found:
        r"""A display that opens with `$$` or `\[` at this mark."""
        opening = self.marks.marks[index]
        is_bracket = opening.kind == "sign"
        closing = ("sign", "]") if is_bracket else ("dollars", "$$")
        blank: Mark | None = None
        depth = 0
        place = index
        for place in range(index + 1, len(self.marks.marks)):
            mark = self.marks.marks[place]
            if mark.kind == "blank":
                blank = blank or mark
            elif mark.kind == "brace":
                depth += self._deeper(index, mark)
            elif depth <= 0 and (mark.kind, mark.name) == closing:
                return self._shown(_between(opening, mark, display=True), blank, place)
            elif self._stops_display(mark) or (blank and mark.kind == "dollars" and depth <= 0):
                break
        self._give_up(place, depth)
        return self._unclosed(index, "a `\\]`" if is_bracket else "a `$$`")

    def environment(self, index: int) -> Found:
        r"""Mathematics that opens with `\begin` at this mark."""
        opening = self.marks.marks[index]
        closer = f"`\\end{{{opening.name}}}`"
        if index in self.lost:
            return self._unclosed(index, closer)
        open_: list[int] = [index]
        blank: Mark | None = None
        for place in range(index + 1, len(self.marks.marks)):
            mark = self.marks.marks[place]
            if mark.kind == "blank":
                blank = blank or mark
            elif mark.kind == "begin" and mark.name in INNER:
                open_.append(place)
            elif mark.kind == "end" and mark.name == self.marks.marks[open_[-1]].name:
                open_.pop()
                if not open_:
                    region = Region(
                        opening.start, mark.end, opening.start, mark.end, opening.name != INLINE
                    )
                    return self._shown(region, blank, place)
            elif mark.kind == "end" or self._stops_display(mark):
                break
        self.lost.update(open_)
        return self._unclosed(index, closer)

    def _stops_display(self, mark: Mark) -> bool:
        """What cannot stand inside of a display."""
        if mark.kind in ("begin", "end"):
            return mark.name not in INNER
        return _breaks(mark) or (mark.kind == "sign" and mark.name == "[")

    @staticmethod
    def _shown(region: Region, blank: Mark | None, place: int) -> Found:
        if blank is None:
            return Found(region, (), place + 1)
        what = "an empty line stands inside of this display"
        remedy = "delete it, or write `%` on it"
        return Found(region, (Break(blank.start, blank.start + 1, what, remedy),), place + 1)

    def _unclosed(self, index: int, closer: str) -> Found:
        mark = self.marks.marks[index]
        sign = {"begin": f"\\begin{{{mark.name}}}", "sign": f"\\{mark.name}"}
        what = f"this `{sign.get(mark.kind, mark.name)}` is not closed"
        display = mark.kind == "begin" or mark.name in ("$$", "[")
        rule = "no empty line may stand inside" if not display else "what follows is read as text"
        remedy = f"write {closer} after it; {rule}"
        return Found(None, (Break(mark.start, mark.end, what, remedy),), index + 1)


def _breaks(mark: Mark) -> bool:
    return mark.kind == "word" and (mark.name in SECTIONS or mark.name in BREAKS)


def _between(opening: Mark, closing: Mark, *, display: bool) -> Region:
    return Region(opening.end, closing.start, opening.start, closing.end, display)
