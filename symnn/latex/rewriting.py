"""A formula as it is read beside the formula as it is written, and where each lies in the other.

Damage is healed and macros are expanded before a formula is read. What is found in the text that
is read has its place in the text that was written: what stands in a piece that was put in lies
where the piece lies that it replaces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from symnn.deferred import dataclass


class Piece(NamedTuple):
    """What is written at [start, end) is read as `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """The replaced pieces of one pass: their spans in what is read, and in what was written."""

    read: tuple[tuple[int, int], ...]
    written: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where what is read at [start, end) was written."""
        first = self._place(start, 0)
        return first, (max(self._place(end - 1, 1), first) if end > start else first)

    def _place(self, position: int, side: int) -> int:
        """The place before or after a character; a replaced piece is taken whole."""
        index = bisect_right(self.read, position, key=lambda span: span[0]) - 1
        if index < 0:
            return position + side
        if position < self.read[index][1]:
            return self.written[index][side]
        return position - self.read[index][1] + self.written[index][1] + side


@dataclass(frozen=True, slots=True)
class Rewriting:
    r"""The text that is read, and the passes that made it from the text that is written.

    >>> healed = rewrite("1 &lt; 2", [Piece(2, 6, "<")])
    >>> (healed.text, healed.span(2, 3), healed.span(4, 5)) == ("1 < 2", (2, 6), (7, 8))
    True
    """

    text: str
    steps: tuple[Step, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        r"""Where what is read at [start, end) is written; pieces put in are taken whole.

        >>> rewrite(r"a\\b = 1", [Piece(1, 3, "\\")]).span(0, 2) == (0, 3)
        True
        """
        for step in reversed(self.steps):
            start, end = step.span(start, end)
        return start, end

    def then(self, later: Rewriting) -> Rewriting:
        """This rewriting, and after it a rewriting of its text.

        >>> first = rewrite("abc", [Piece(0, 1, "xy")])
        >>> both = first.then(rewrite(first.text, [Piece(1, 3, "z")]))
        >>> (both.text, both.span(1, 2)) == ("xzc", (0, 2))
        True
        """
        return Rewriting(later.text, (*self.steps, *later.steps))


def rewrite(written: str, pieces: Iterable[Piece]) -> Rewriting:
    """The text with its pieces replaced; they are in order and do not overlap.

    >>> rewrite("ab", []) == Rewriting("ab")
    True
    """
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    places: list[tuple[int, int]] = []
    done = length = 0
    for start, end, text in pieces:
        length += start - done + len(text)
        texts += (written[done:start], text)
        spans.append((length - len(text), length))
        places.append((start, end))
        done = end
    if not spans:
        return Rewriting(written)
    return Rewriting("".join((*texts, written[done:])), (Step(tuple(spans), tuple(places)),))
