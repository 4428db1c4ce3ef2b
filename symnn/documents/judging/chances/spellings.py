r"""Chances as they are also written: \Pr[A], P\{X = 1\}, P(A \text{ and } B), P(B \mid \sim A)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_WORDS: Final = r"\\(?:text|textrm|textit|mbox|mathrm|mathit)\s*\{"
#: Heads that stand for chances, whatever brackets are behind them.
_SURE: Final = (
    r"(?<![A-Za-z_\\])(?:\\Pr|\\mathbb\s*\{?\s*P\s*\}?|Prob|Pr"
    r"|\\(?:text|textrm|mbox|mathrm|operatorname\*?|mathsf|mathit)\s*\{\s*(?:Pr|Prob|P)\s*\})"
)
_SIZE: Final = r"(?:\\left|\\[bB]igg?l?|\\mleft)?"
_OPENS: Final = regex(
    rf"(?:{_SURE}(?![A-Za-z])\s*(?P<size>{_SIZE})\s*(?P<open>\[|\\\{{|\\lbrack)"
    rf"|(?<![A-Za-z_\\])P\s*(?P<sized>{_SIZE})\s*(?P<brace>\\\{{))"
)
_FENCE: Final = regex(r"\[|\\\{|\\lbrack|\]|\\\}|\\rbrack")
_CLOSES: Final = {"[": ("]", r"\rbrack"), r"\lbrack": ("]", r"\rbrack"), r"\{": (r"\}",)}
_CHANCE: Final = regex(
    rf"(?:{_SURE}|(?<![A-Za-z_\\])[Pp])\s*{_SIZE}\s*(?:\(|\[|\\\{{)(?P<inside>[^()$]*?)(?:\)|\]|\\\}})"
)
_AND: Final = regex(
    rf"\s*(?:\\[ ,;:]|~)*\s*(?:{_WORDS}\s*(?P<word>and|or|but|AND|OR)(?P<no> not)?\s*\}}"
    r"|(?<=[A-Z\s)}'])(?<![A-Za-z\\]{2})\s(?P<bare>and|or)(?= ?[A-Z\\]))\s*(?:\\[ ,;:]|~)*"
)
_NOT: Final = regex(
    r"(?:^|(?<=[|,])|(?<=\\mid)|(?<=\\cap)|(?<=\\cup))\s*(?P<not>\\sim|!)(?=\s*\\?[A-Z])"
)
_BOTH: Final = regex(
    rf"{_WORDS}\s*(?P<one>[A-Za-z][A-Za-z -]*?)\s+(?P<how>and|or)\s+"
    r"(?P<two>[A-Za-z][A-Za-z -]*?)\s*\}"
)
_ALONE: Final = regex(rf"{_WORDS}\s*(?:not\s+|no\s+)?(?P<word>[A-Za-z][A-Za-z -]*?)\s*\}}")
_HOW: Final = {"and": r" \cap ", "but": r" \cap ", "or": r" \cup "}


@final
@dataclass(frozen=True, slots=True)
class ChanceFences:
    """The formulas with round brackets behind the sign of a chance."""

    def pieces(self, text: str) -> Iterator[Piece]:
        r"""`(` and `)` for the brackets of \Pr[A]."""
        end = 0
        for found in _OPENS.finditer(text):
            name = "open" if found["open"] is not None else "brace"
            close = _close(text, found.end(), found[name])
            if found.start() < end or close is None:
                continue
            end = close[1]
            yield Piece(found.start(name), found.end(name), "(")
            yield Piece(close[0], close[1], ")")


def _close(text: str, start: int, opening: str) -> tuple[int, int] | None:
    """Where the bracket is closed."""
    depth = 0
    for found in _FENCE.finditer(text, start):
        if found[0] in _CLOSES:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return found.span() if found[0] in _CLOSES[opening] else None
    return None


@final
@dataclass(frozen=True, slots=True)
class JoinedEvents:
    """The formulas with signs for the words between events; `words` are events by themselves."""

    words: frozenset[str]

    def pieces(self, text: str) -> Iterator[Piece]:
        r"""\cap and \cup for "and" and "or", \neg for \sim, inside a chance."""
        for chance in _CHANCE.finditer(text):
            inside, start = chance["inside"], chance.start("inside")
            found = sorted(self._inside(inside), key=lambda piece: piece.start)
            end = 0
            for piece in found:
                if piece.start >= end:
                    end = piece.end
                    yield Piece(start + piece.start, start + piece.end, piece.text)

    def _inside(self, inside: str) -> Iterator[Piece]:
        for both in _BOTH.finditer(inside):
            if {both["one"].lower(), both["two"].lower()} <= self.words:
                text = rf"\text{{{both['one']}}}{_HOW[both['how']]}\text{{{both['two']}}}"
                yield Piece(both.start(), both.end(), text)
        for joint in _AND.finditer(inside):
            how = _HOW[(joint["word"] or joint["bare"]).lower()]
            yield Piece(joint.start(), joint.end(), how + (r"\neg " if joint["no"] else ""))
        for sign in _NOT.finditer(inside):
            yield Piece(sign.start("not"), sign.end("not"), r"\neg ")


def joined_events(text: str) -> JoinedEvents:
    r"""How a document joins its events.

    >>> sorted(joined_events(r"$P(\\text{wet}) = 0.3$, $P(\\text{not dry})$").words)
    ['dry', 'wet']
    """
    chances = (found["inside"] for found in _CHANCE.finditer(text))
    return JoinedEvents(
        frozenset(word["word"].lower() for inside in chances for word in _ALONE.finditer(inside))
    )
