r"""Decimals with a comma, in a document whose language writes them so: "mit $x = 0,5$".

A comma right between digits is a decimal one there, outside of brackets and of indices; within
brackets where semicolons part the entries, or where something is calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.rewriting import Piece

#: Words of languages with a decimal comma, which are none of English.
_WORDS: Final = regex(
    r"(?i)\b(und|gilt|ist|mit|wir|für|ergibt|somit|wobei|daher|eine?|nicht|also gilt"
    r"|et|est|donc|soit|avec|pour|nous|alors|une|les|des|où|entonces|los|las|una|por|tenemos"
    r"|allora|quindi|della|che|sono|een|dus|voor|met|wordt|geldt|com|então|uma|temos|não"
    r"|jest|dla|więc|oraz|och|är|således|og|для|это|если|при|тогда|равно|получим)\b"
)
_ENGLISH: Final = regex(r"(?i)\b(the|and|is|of|with|we|then|that|which|gives|have)\b")
_MATH: Final = regex(r"\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]")
_POINT: Final = regex(r"\d\.\d")
_COMMA: Final = regex(r"(?<![\d,.])(?<!\{,\})(\d+)(,|\{,\})(\d+)(?![\d,]|\{,\})")
_OPENING: Final = {"(": ")", "[": "]"}
_CALCULATES: Final = regex(r"[-+*/^a-zA-Z\\]")
_SEVERAL: Final = 2


@final
@dataclass(frozen=True, slots=True)
class DecimalCommas:
    """Commas between digits as decimal points."""

    def pieces(self, text: str) -> Iterator[Piece]:
        """The commas that are read as points."""
        brackets = _brackets(text)
        for found in _COMMA.finditer(text):
            inside = [(a, b) for a, b in brackets if a < found.start() < b]
            if all(_is_calculated(text, *one) for one in inside):
                yield Piece(*found.span(2), ".")


def decimal_commas(text: str, formulas: Sequence[Formula]) -> DecimalCommas | None:
    """The way of writing, where a document has it; None for any other.

    Args:
        text: the document.
        formulas: what is read in it.
    """
    latex = [formula.latex for formula in formulas]
    if any(_POINT.search(one) for one in latex):
        return None
    if not any(_is_evident(found) for one in latex for found in _COMMA.finditer(one)):
        return None
    prose = _MATH.sub(" ", text)
    words = {word.lower() for word in _WORDS.findall(prose)}
    foreign = len(words) >= _SEVERAL and len(_WORDS.findall(prose)) > len(_ENGLISH.findall(prose))
    return DecimalCommas() if foreign else None


def _is_evident(found: re.Match[str]) -> bool:
    """Whether it is no group of thousands: 0,5 and 1,25."""
    return found[1] == "0" or len(found[3]) != len("000")


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets stand that may hold lists, and indices."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        set_ = sign in "{}" and text[at - 1 : at] == "\\"
        if sign in _OPENING or (sign == "{" and (set_ or _is_below(text, at))):
            waiting.append((_OPENING.get(sign, "\\}" if set_ else "}"), at))
        elif sign == "{":
            waiting.append(("", at))
        elif waiting and sign in ")]}":
            close, begin = waiting[-1]
            if sign == close[-1:] or (sign == "}" and not close and not set_):
                waiting.pop()
                found += [(begin, at)] if close else []
    return found


def _is_below(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith("_")


def _is_calculated(text: str, begin: int, end: int) -> bool:
    """Whether what brackets hold is one value, or parted by semicolons."""
    inside = text[begin + 1 : end]
    if _is_below(text, begin) or text[begin] == "{":
        return False
    bare = _COMMA.sub("0", inside)
    if ";" in bare:
        return True
    return "," not in bare and _CALCULATES.search(bare) is not None and text[begin] == "("
