r"""The layout that a document tells: (dy/dx)_{ij} = \partial y_i/\partial x_j, or in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, NUMERATOR

_BLANKS: Final = regex(r"\\left(?![a-z])|\\right(?![a-z])|\\[,;!:]|\\displaystyle|[&\s]+")
_FONTS: Final = regex(
    r"\\(?:vec|mathbf|boldsymbol|bm|mathbfit|bf|mathrm|underline|pmb)(?![a-z])|[{}]"
)
_D: Final = r"(?:\\partial|\\mathrm\{d\}|\\text\{d\}|\\mathrmd|d)"
#: A name, with a font or an accent.
_NAME: Final = r"(?:\\[a-z]+\{\\?[a-zA-Z]+\}|\\[a-z]+|[a-zA-Z])"
_SLOPE: Final = rf"\\d?frac\{{{_D}(?P<y>{_NAME})\}}\{{{_D}(?P<x>{_NAME})\}}"
_ENTRY: Final = (
    rf"\\d?frac\{{\\partial(?P<y1>{_NAME})_\{{?(?P<a>\w)\}}?\}}"
    rf"\{{\\partial(?P<x1>{_NAME})_\{{?(?P<b>\w)\}}?\}}"
)
_BY_INDEX: Final = regex(
    rf"(?:\(|\[|\{{){_SLOPE}(?:\)|\]|\}})_\{{?(?P<i>[a-z]),?(?P<j>[a-z])\}}?:?=?=(?:{_ENTRY})"
)
#: Where an entry stands: in its i-th row and j-th column; in row i, column j; the (i, j) entry.
_AT: Final = regex(
    r"\brow (?P<i>[a-z])\b,?(?: and)?(?: in| the)* column (?P<j>[a-z])\b"
    r"|\b(?P<i2>[a-z]) ?-?th row,?(?: and)?(?: in| the| its)* (?P<j2>[a-z]) ?-?th column"
    r"|\((?P<i3>[a-z]) ?, ?(?P<j3>[a-z])\) ?-?(?:th)? ?(?:entry|element|component)"
    r"|(?:entry|element|component) \((?P<i4>[a-z]) ?, ?(?P<j4>[a-z])\)"
)
_WHOLE: Final = regex(_SLOPE)
_CELL: Final = regex(_ENTRY)
_TEXTS: Final = regex(r"\\(?:text|textrm|mbox|textit|emph)\s*\{([^{}]*)\}")
_FONT_BEFORE: Final = regex(
    r"(\\(?:mathbf|boldsymbol|bm|vec|mathrm))\s+(\\?[a-zA-Z]+)(?![a-zA-Z{])"
)
_ORDINALS: Final = regex(r"\s*(?:\^\s*)?\{?\s*\bth\b\s*\}?")
_GAPS: Final = regex(r"(?<=[{}_\\])\s+|\s+(?=[{}_\\])|[$~]|\\[,;!:](?!\w)")
_MARKUP: Final = regex(r"\\(?:text|textrm|mbox|textit|emph)\{|\}\^?\{?\\?(?:th|text\{th\})?|[$~*]")
#: What is laid out, and how: the derivative of a scalar by a column "is a row vector".
_SAID: Final = regex(
    r"\b(?:gradients?|derivatives?|slopes?)\b(?P<mid>[^.;:!?\n]{0,120}?)"
    r"\b(?:is|are|as|be|form|forms|gives|yields|becomes?)\s+"
    r"(?:(?:always|here|then|defined|written|laid out|taken|treated|regarded|understood|viewed"
    r"|thought of|arranged|organi[sz]ed|to be|again|both|all|as|in|into)\s+){0,4}(?:an? |the )?"
    r"(?P<kind>row|column)s?(?:[ -]vectors?)?\b"
    r"(?![ -](?:of (?!(?:all |the |its )*(?:partial|slopes|derivatives))|space|rank|wise|by))"
)
#: What lets "the derivative … is a row" say nothing of a slope of a number by a vector.
_OTHER: Final = regex(
    r"\b(?:rows?|not|never|no|vector-valued|vector valued|of (?:a|the|each) (?:column )?vector"
    r"|(?:by|respect to|in) an? (?:scalar|number)|jacobians?|hessian|matrix|matrices|if|when"
    r"|was|is|are|were|has|have|can|could|may|might|would)\b"
)
_HEDGED: Final = regex(
    r"\b(?:some|others?|many|most|often|sometimes|may|might|could|would|if|unlike|instead"
    r"|rather|contrast|usually|not|whereas|whether|either|were|assume|suppose|wrong|wrongly"
    r"|alternatively|authors?|books?|papers?)\b"
)
_SENTENCES: Final = regex(r"(?<=[.;!?])\s+|\n\s*\n|\\qquad|\\quad")


def _bare(name: str) -> str:
    return _FONTS.sub("", name)


@lru_cache(maxsize=8)
def told_by_entries(text: str) -> str | None:
    r"""The layout of slopes of vectors that a document defines entry by entry; None if none is.

    Examples:
        >>> told_by_entries(r"\left(\frac{dy}{dx}\right)_{ij} = \frac{\partial y_i}{\partial x_j}")
        'numerator'
        >>> told_by_entries(
        ...     r"[\frac{\partial y}{\partial x}]_{ij} = \frac{\partial y_j}{\partial x_i}"
        ... )
        'denominator'
    """
    if r"\partial" not in text:
        return None
    text = _FONT_BEFORE.sub(r"\1{\2}", text)
    found = set[str]()
    by_index = [(one, one["i"], one["j"]) for one in _BY_INDEX.finditer(_BLANKS.sub("", text))]
    listed = [(one.groupdict(), row, column) for one, row, column in by_index]
    for one, row, column in (*listed, *_placed_in_words(text)):
        same = _bare(one["y"]) == _bare(one["y1"]) and _bare(one["x"]) == _bare(one["x1"])
        if same and row != column:
            at = one["a"], one["b"]
            found |= {NUMERATOR} if at == (row, column) else set()
            found |= {DENOMINATOR} if at == (column, row) else set()
    return found.pop() if len(found) == 1 else None


def _placed_in_words(text: str) -> Iterator[tuple[Mapping[str, str], str, str]]:
    r"""What words place: "\partial z_j/\partial h_i in its ith row and jth column"."""
    if "column" not in text and "entr" not in text and "element" not in text:
        return
    for sentence in _SENTENCES.split(_TEXTS.sub(r" \1 ", text)):
        if r"\partial" not in sentence or _HEDGED.search(sentence.lower()):
            continue
        close = " ".join(_ORDINALS.sub("th ", _GAPS.sub(" ", sentence)).split())
        close = close.replace(r"\partial ", r"\partial")
        joined = close.replace(" {", "{").replace("{ ", "{").replace(" }", "}").replace(" _", "_")
        parts = [list(one.finditer(joined)) for one in (_WHOLE, _CELL, _AT)]
        if all(len(part) == 1 for part in parts):
            ((whole,), (cell,), (at,)) = parts
            row, column = (part for part in at.groups() if part is not None)
            yield {**whole.groupdict(), **cell.groupdict()}, row, column


@lru_cache(maxsize=8)
def told_in_words(text: str) -> frozenset[str]:
    r"""The layouts that are left by words like "the derivative of a scalar is a row vector".

    Examples:
        >>> sorted(told_in_words("Gradients are row vectors here."))
        ['numerator']
        >>> sorted(told_in_words("Some authors write: gradients are row vectors."))
        []
    """
    lower = text.lower()
    if "row" not in lower and "column" not in lower:
        return frozenset()
    kinds = set[str]()
    for sentence in _SENTENCES.split(_MARKUP.sub(" ", lower)):
        sentence = " ".join(sentence.split())
        for one in _SAID.finditer(sentence):
            if not _OTHER.search(one["mid"]) and not _HEDGED.search(sentence[: one.start()]):
                kinds.add(one["kind"])
    if len(kinds) != 1:
        return frozenset()
    return frozenset({NUMERATOR} if kinds == {"row"} else {GRADIENT, DENOMINATOR})
