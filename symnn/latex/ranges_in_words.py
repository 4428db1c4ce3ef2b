r"""Ranges between words: "the minimum of f over 3 \le x \le 5 is" speaks of the interval [3, 5]."""

from __future__ import annotations

from re import Match
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_EXTREMES: Final = regex(
    r"\b(?:min(?:imum|imal|imi[sz]er)|max(?:imum|imal|imi[sz]er)|largest|smallest|least|greatest)\b"
)
_NUMBER: Final = r"-?(?:\d+(?:\.\d+)?|\\[dt]?frac\s?(?:\{\d+\}|\d)\s?(?:\{\d+\}|\d)|\\pi)"
_BELOW: Final = r"<|\\l(?:e|eq|eqslant|t)(?![a-z])|≤"
_ABOVE: Final = r">|\\g(?:e|eq|eqslant|t)(?![a-z])|≥"
_WORDS: Final = r"\\(?:text|textrm|mbox|mathrm)\{"
_RANGE: Final = regex(
    rf"(?P<word>{_WORDS}[^{{}}]*\b(?:over|on|for|among|with)(?: all)? ?\}})\s{{0,3}}"
    rf"(?:(?P<low>{_NUMBER})\s?(?P<r1>{_BELOW})\s?[a-z]\s?(?P<r2>{_BELOW})\s?(?P<high>{_NUMBER})"
    rf"|[a-z]\s?(?P<up>{_ABOVE})\s?(?P<from>{_NUMBER})"
    rf"|[a-z]\s?(?P<down>{_BELOW})\s?(?P<to>{_NUMBER}))"
    rf"(?=\s{{0,3}}{_WORDS})"
)


def with_intervals(latex: str) -> Rewriting:
    r"""The formula with intervals for the ranges that an extreme is one over.

    >>> with_intervals(r"\text{the minimum of } f \text{ over } x\ge0 \text{ is } 1").text
    '\\text{the minimum of } f \\text{ over } [0,\\infty) \\text{ is } 1'
    """
    if _EXTREMES.search(latex) is None:
        return Rewriting(latex)
    return rewrite(
        latex, (Piece(m.end("word"), m.end(), _interval(m)) for m in _RANGE.finditer(latex))
    )


def _interval(found: Match[str]) -> str:
    if found["low"]:
        left, right = _bracket(found["r1"], "["), _bracket(found["r2"], "]")
        return f" {left}{found['low']},{found['high']}{right}"
    if found["up"]:
        return rf" {_bracket(found['up'], '[')}{found['from']},\infty)"
    return rf" (-\infty,{found['to']}{_bracket(found['down'], ']')}"


def _bracket(relation: str, closed: str) -> str:
    """A bracket that holds the end, or does not."""
    strict = relation in ("<", ">", r"\lt", r"\gt")
    return {"[": "(", "]": ")"}[closed] if strict else closed
