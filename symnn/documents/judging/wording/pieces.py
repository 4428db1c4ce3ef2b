r"""The words and the mathematics of a formula, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.regions import Formula

_TEXT: Final = regex(
    r"(?<![_^{])\\(?:text|mbox|textrm|textit|mathrm|texttt)\s*\{(?P<words>[^{}]*)\}"
)
_SEPARATOR: Final = regex(r"\\q?quad(?![A-Za-z])|[;:]|,(?!\d)")
_CLAUSE: Final = regex(r"[,;:]\s+(?:and\s+|while\s+)?|\band (?=an?\b|the\b|each\b|every\b)")
_SPACE: Final = regex(r"^(?:\s|\\[ ,;!])+|(?:\s|\\[ ,;!])+$")


class Piece(NamedTuple):
    """Words, mathematics, or the sign between two."""

    kind: str
    text: str


def pieces_of(latex: str) -> list[Piece]:
    r"""The words and formulas of a formula.

    >>> [piece.text for piece in pieces_of(r"k=3:\ 28 \text{ parameters}")]
    ['k=3', ':', '28', 'parameters']
    """
    found: list[Piece] = []
    place = 0
    for match in _TEXT.finditer(latex):
        found += _mathematics(latex[place : match.start()])
        words = " ".join(match["words"].split())
        found += [Piece("text", words)] if words else []
        place = match.end()
    return [*found, *_mathematics(latex[place:])]


def _mathematics(latex: str) -> Iterator[Piece]:
    depth, place = 0, 0
    signs = {match.start(): match for match in _SEPARATOR.finditer(latex)}
    for at, sign in enumerate(latex):
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and at in signs and at >= place:
            yield from _formula(latex[place:at])
            yield Piece("sign", signs[at].group())
            place = signs[at].end()
    yield from _formula(latex[place:])


def _formula(latex: str) -> Iterator[Piece]:
    bare = _SPACE.sub("", latex)
    if bare:
        yield Piece("math", bare)


def unfinished_sentence(words: str) -> str:
    """The words of the sentence that a display goes on with; a heading is none."""
    last = re.split(r"\n[ \t]*\n", words.rstrip())[-1]
    if last.endswith((".", "!")) or last.startswith("#"):
        return ""
    return re.split(r"[.;!?]\s", last)[-1]


def lead_of(formula: Formula) -> str:
    """The sentence that a formula goes on with."""
    heading = formula.headings[-1].strip() if formula.headings else None
    if formula.before.strip() or formula.lead_in.strip() == heading:
        return unfinished_sentence(formula.before)
    return unfinished_sentence(formula.lead_in)


def words_before(pieces: Sequence[Piece], at: int) -> str:
    """The words of the clause that a formula stands in, up to it."""
    found: list[str] = []
    for piece in reversed(pieces[:at]):
        if piece.kind == "sign" and piece.text in (";", r"\quad", r"\qquad"):
            break
        found += [piece.text] if piece.kind == "text" else []
    whole = " ".join(reversed(found))
    last = _CLAUSE.split(whole)[-1]
    return last if len(last.split()) > 1 else whole


def text_in(latex: str) -> str:
    r"""All words of a formula.

    >>> text_in(r"k=3:\ 28 \text{ parameters}")
    'parameters'
    """
    return " ".join(" ".join(match["words"].split()) for match in _TEXT.finditer(latex))
