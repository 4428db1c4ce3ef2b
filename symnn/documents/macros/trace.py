r"""Where the text that was expanded stands in the text that was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from symnn.deferred import dataclass
from symnn.documents.macros.tokens import Span, Token, needs_space


class Piece(NamedTuple):
    """A run of characters from `position` on: written from `start` on, or held by a call."""

    position: int
    start: int
    calls: tuple[Span, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class Trace:
    r"""The pieces of an expanded text, in its order.

    What lies in one argument of a call has its own place; what a macro put in has the place of
    the call, from its backslash to the end of its last argument.

    >>> call = ((4, 12),)  # in `2 = \half{x}`, which is read as `2 = \frac{x}{2}`
    >>> pieces = (Piece(0, 0, (), False), Piece(4, 0, call, True), Piece(10, 10, call, False))
    >>> trace = Trace((*pieces, Piece(11, 0, call, True)))
    >>> trace.span(10, 11), trace.span(4, 15), trace.span(0, 15)
    ((10, 11), (4, 12), (0, 12))
    """

    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> Span:
        """Where what is read at [start, end) is written; a call is covered whole or not at all."""
        if not self.pieces:
            return 0, 0
        from_, to = self._index(start), self._index(max(end - 1, start))
        first, last = self.pieces[from_], self.pieces[to]
        level = _common(first.calls, last.calls)
        between = self.pieces[from_ : to + 1]
        if level and any(piece.held and len(piece.calls) == level for piece in between):
            left, right = first.calls[level - 1]
        else:
            left = _side(first, level, start, 0)
            right = _side(last, level, max(end - 1, start), 1)
            if left > right:
                left, right = first.calls[level - 1] if level else (right, left)
        return (left, right) if end > start else (left, left)

    def _index(self, position: int) -> int:
        after = bisect_right(self.pieces, position, key=lambda piece: piece.position)
        return max(after - 1, 0)


def _common(left: tuple[Span, ...], right: tuple[Span, ...]) -> int:
    """How many of the outermost calls two pieces share."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _side(piece: Piece, level: int, position: int, side: int) -> int:
    if len(piece.calls) > level:
        return piece.calls[level][side]
    return piece.start + position - piece.position + side


def joined(tokens: Iterable[Token]) -> tuple[str, Trace]:
    r"""The text of tokens, and where it was written.

    >>> text, trace = joined([Token("\\pi", 0, 2, ((0, 2),), True), Token("r", 2, 3)])
    >>> (text, trace.span(0, 3), trace.span(4, 5)) == (r"\pi r", (0, 2), (2, 3))
    True
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    position = 0
    before: Token | None = None
    for token in tokens:
        if before is not None and needs_space(before.text, token.text):
            calls = before.calls or token.calls
            pieces.append(Piece(position, before.end, calls, bool(calls)))
            texts.append(" ")
            position += 1
            before = None
        if before is None or not _goes_on(before, token):
            pieces.append(Piece(position, token.start, token.calls, token.held))
        texts.append(token.text)
        position += len(token.text)
        before = token
    return "".join(texts), Trace(tuple(pieces))


def _goes_on(before: Token, token: Token) -> bool:
    if before.calls != token.calls or before.held != token.held:
        return False
    is_whole = len(before.text) == before.end - before.start
    return token.held or (is_whole and before.end == token.start)
