r"""A prime for the complement of an event: P(T \mid D') where D' is told to be "not D".

A prime is read so only where the document tells it, in words or by P(A') = 1 - P(A), or gives two
numbers that add up to 1 and something under both events. Elsewhere D' may be any other event.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from re import Match
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex.rewriting import Piece

_HEAD: Final = r"(?<![A-Za-z_\\])(?:P|\\Pr|\\mathbb\s*\{?P\}?|\\mathrm\s*\{P\})\s*(?:\\left)?\("
_CHANCE: Final = regex(_HEAD + r"(?P<inside>[^()=]*)\)")
_MARK: Final = r"\s*(?:'|’|\^\s*\{?\s*\\prime\s*\}?)(?!\s*')"
_LETTER: Final = r"(?<![A-Za-z\\{])(?P<letter>[A-Z](?:_\{?\w\}?)?)"
_PRIMED: Final = regex(_LETTER + _MARK)
#: A number that a probability is given by.
_NUMBER: Final = r"(?P<number>\d*\.?\d+|\\[dt]?frac\s*\{\d+\}\s*\{\d+\}|\d+/\d+)(?P<per>\s*\\?%)?"
_GIVEN: Final = regex(
    _HEAD
    + rf"\s*{_LETTER}(?P<mark>{_MARK})?\s*(?:\\right)?\)\s*&?=\s*{_NUMBER}(?![\d.]|\s*[-+*/\\(])"
)
_ONE_LESS: Final = regex(
    _HEAD + rf"\s*{_LETTER}{_MARK}\s*(?:\\right)?\)\s*&?=\s*1\s*-\s*"
    + _HEAD + r"\s*(?P=letter)\s*(?:\\right)?\)"
)  # fmt: skip
_NOT: Final = (
    r"\b(?:not|no|without|never|complement(?:ary)?|absen(?:ce|t)|does(?:n['’]t| not)|opposite)\b"
)
_GAP: Final = r"[\s$*_`)\\]*"
#: D' = person does **not** have it; A' is the complement of A; D' (not D).
_TOLD_BEHIND: Final = regex(
    _LETTER + _MARK + _GAP
    + r"(?:=|:|is\b|be\b|denotes?\b|means?\b|represents?\b|stands? for\b|→|—|–|-|\()"
    + rf"[^.;,\n$]{{0,60}}?{_NOT}"
)  # fmt: skip
_TOLD_BEFORE: Final = regex(
    r"\bcomplement(?:ary)?(?: events?)?(?: of \$?[A-Z]\$?)?,?(?: is| as| by| written| denoted)*"
    r"[\s$*_`(\\]*" + _LETTER + _MARK
)


@final
@dataclass(frozen=True, slots=True)
class PrimedEvents:
    """The formulas with primed events, of which some are known to be complements."""

    letters: frozenset[str]

    def pieces(self, text: str) -> Iterator[Piece]:
        r"""`\bar{D}` for D', inside a probability."""
        for chance in _CHANCE.finditer(text):
            start = chance.start("inside")
            for found in _PRIMED.finditer(chance["inside"]):
                if found["letter"] in self.letters:
                    yield Piece(start + found.start(), start + found.end(), _complement(found))


def complements_in(text: str) -> frozenset[str]:
    r"""The letters whose primes a document tells to be complements.

    >>> sorted(complements_in("$P(D')$ where $D'$ is the complement of D"))
    ['D']
    >>> sorted(complements_in("D' is another draw, $P(D') = 0.2$"))
    []
    """
    told = {
        found["letter"]
        for way in (_ONE_LESS, _TOLD_BEHIND, _TOLD_BEFORE)
        for found in way.finditer(text)
    }
    return frozenset(told | _by_numbers(text))


def _by_numbers(text: str) -> set[str]:
    """The letters of events whose chances add up to 1, and under which others are told."""
    bare: dict[str, set[Fraction]] = {}
    primed: dict[str, set[Fraction]] = {}
    for found in _GIVEN.finditer(text):
        given = primed if found["mark"] else bare
        given.setdefault(found["letter"], set()).add(_number(found))
    conditions = {
        part["letter"]
        for chance in _CHANCE.finditer(text)
        for part in _PRIMED.finditer(chance["inside"])
        if regex(r"\||\\mid|\\vert").search(chance["inside"][: part.start()])
    }
    return {
        letter
        for letter in primed.keys() & bare.keys() & conditions
        if len(primed[letter]) == len(bare[letter]) == 1
        and sum(primed[letter] | bare[letter]) == 1
        and primed[letter] != bare[letter]
    }


def _number(found: Match[str]) -> Fraction:
    digits = [int(part) for part in regex(r"\d+").findall(found["number"])]
    if "frac" in found["number"] or "/" in found["number"]:
        above, below = digits
        value = Fraction(above, below or 1)
    else:
        value = Fraction(found["number"])
    return value / 100 if found["per"] else value


def _complement(found: Match[str]) -> str:
    letter, mark, below = found["letter"].partition("_")
    return rf"\bar{{{letter}}}{mark}{below} "
