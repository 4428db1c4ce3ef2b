r"""Events that words name: P(\text{spam}), P(+ \mid \text{not } C).

Inside a probability a word is read as the name of an event, and `not` and `no` before it as its
complement; + is an event that - is the complement of.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_WORDS: Final = r"\\(?:text|mathrm|mbox|textit|mathit|textrm)\s*\{\s*"
_HEAD: Final = (
    r"(?<![A-Za-z_])(?:P|p|Pr|Prob|\\Pr|\\mathbb\s*\{?P\}?"
    r"|\\(?:text|textrm|mbox|mathrm|mathsf|operatorname)\s*\{\s*(?:P|Pr|Prob)\s*\})\s*(?:\\left)?\("
)
_CHANCE: Final = regex(_HEAD + r"(?P<inside>[^()]*)\)")
#: A word by itself between bars and commas; one beside an equals sign is a variable or a value.
_START: Final = (
    r"(?:^|(?<=[,|])|(?<=\\mid)|(?<=\\vert)|(?<=\\cap)|(?<=\\cup)|(?<=\\neg)|(?<=\\,))\s*"
)
_STOP: Final = r"\s*(?=$|[,|]|\\mid|\\vert|\\cap|\\cup|\\right|\\,)"
_EVENT: Final = regex(
    rf"{_START}(?P<own>{_WORDS}(?P<no>(?:not|no)\b\s*)?(?P<word>[a-z][a-z -]{{0,30}}?)?\s*\}}"
    rf"(?P<letter>\s*[A-Z](?:_\{{?\w+\}}?)?)?|(?P<sign>[+-])){_STOP}"
)
#: A document gives at least one such probability as a number.
_GIVEN: Final = regex(
    _HEAD + rf"[^()]*(?:{_WORDS}|[+-]\s*(?:\||\\mid|\))|(?:\||\\mid)\s*[+-])[^()]*\)\s*&?="
    r"\s*(?:0?\.\d|\\[dt]?frac\s*\{?\d|\d)"
)


@final
@dataclass(frozen=True, slots=True)
class EventWords:
    """The formulas with names for such events."""

    def pieces(self, text: str) -> Iterator[Piece]:
        r"""`\mathrm{Spam}` for the word, and `\neg` for its complement."""
        for chance in _CHANCE.finditer(text):
            yield from _pieces(chance["inside"], chance.start("inside"))


def names_events(text: str) -> bool:
    r"""Whether a document gives probabilities of events that words or signs name.

    >>> names_events(r"$P(\text{spam})=0.05$"), names_events("$P(A)=0.05$")
    (True, False)
    """
    return _GIVEN.search(text) is not None


def _pieces(inside: str, start: int) -> Iterator[Piece]:
    for found in _EVENT.finditer(inside):
        text = _named(found)
        if text is not None:
            yield Piece(start + found.start("own"), start + found.end("own"), text)


def _named(found: Match[str]) -> str | None:
    if found["sign"]:
        return r"\mathrm{Positive}" if found["sign"] == "+" else r"\neg \mathrm{Positive}"
    word = "".join(part.capitalize() for part in (found["word"] or "").replace("-", " ").split())
    no, letter = found["no"], (found["letter"] or "").strip()
    if word and not letter:
        return rf"\neg \mathrm{{{word}}}" if no else rf"\mathrm{{{word}}}"
    return rf"\neg {letter}" if no and letter and not word else None
