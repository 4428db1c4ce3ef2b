r"""Pooling of a given matrix: "2×2 max pooling with stride 2 of X gives Y".

Where no stride is said, windows beside each other are meant, or, as some have it, a step of one: a
result is false only if it is false with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.relations import Judgement
from symnn.exact.evaluate import value as exact_value
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

Rows: TypeAlias = "list[list[Fraction]]"

_GIVES: Final = r"(?:gives?|yields?|produces?|results? in|leads? to|is|equals|returns?|leaves?)"
_OF: Final = r"(?:the (?:matrix|image|input|feature map) )?"
_FORMS: Final = tuple(
    regex(pattern)
    for pattern in (
        (
            rf"(?:applying )?(?P<spec>.*?pooling.*?) (?:of|on|applied to|over|for|to)"
            rf" {_OF}(?P<x>{PLACE})(?P<more>.*?) {_GIVES} (?P<y>{PLACE})"
        ),
        rf"(?P<spec>.*?pooling) {_OF}(?P<x>{PLACE})(?P<more>.*?) {_GIVES} (?P<y>{PLACE})",
        (
            rf"(?P<spec>.*?pooling.*?) (?:turns|maps|transforms|reduces|takes) (?P<x>{PLACE})"
            rf"(?P<more>) (?:in)?to (?P<y>{PLACE})"
        ),
        (
            rf"(?:after|under|with) (?P<spec>.*?pooling.*?),? (?P<x>{PLACE})(?P<more>) (?:becomes"
            rf"|is|turns into|is turned into) (?P<y>{PLACE})"
        ),
    )
)
_KINDS: Final = {"max": max, "maximum": max, "min": min, "minimum": min}
_NUMBER: Final = rf"(?:{PLACE}|one|two|three|\d+)"
_TOKENS: Final = regex(
    rf"(?P<kind>max|maximum|min|minimum|average|mean|avg|sum)[- ]?pool(?:ing)?(?: layer)?"
    rf"|(?:a )?stride (?:of )?(?P<stride>{_NUMBER})|(?P<beside>disjoint|non-?overlapping)"
    rf"|(?P<whole>global)|(?P<k>{PLACE})(?:-| )?(?:windows?|blocks?|regions?|patches|cells"
    r"|neighbou?rhoods|filters?|kernels?)?"
    r"|(?:no|without) padding|(?:windows?|blocks?|kernels?|filters?|regions?)(?: of)?(?: size)?"
    r"|with|of|over|using|in|by|and|an?|the|size|applied|to|,"
)
_WORDS: Final = {"one": 1, "two": 2, "three": 3}
_MOST: Final = 4096
_METHOD: Final = "pooled window by window"


class _Spec(NamedTuple):
    kind: str
    window: tuple[int, int] | None
    strides: tuple[tuple[int, int], ...]


def judge_pooling(sentence: Sentence) -> Judgement | None:
    """What is found about the pooled values of a matrix; None for any other sentence."""
    if "pool" not in sentence.words or sentence.settings:
        return None
    for form in _FORMS:
        match = form.fullmatch(sentence.words)
        if match is None or isinstance(sentence.node(match["x"]), tree.Product):
            continue
        spec = _spec(sentence, f"{match['spec']} {match['more']}")
        given = _rows(sentence, match["x"])
        claimed = _rows(sentence, match["y"])
        if spec is not None and given is not None and claimed is not None:
            return _compared(spec, given, claimed)
    return None


def _compared(spec: _Spec, given: Rows, claimed: Rows) -> Judgement | None:
    window = spec.window or (len(given), len(given[0]))
    ways = [_pooled(spec.kind, given, window, stride) for stride in spec.strides or (window,)]
    if any(way is None for way in ways):
        return None
    right = [way == claimed for way in ways]
    if right[0]:
        return Judgement("proved", _METHOD)
    first = ways[0]
    if any(right) or first is None:
        return Judgement("undecided", reason="its stride is not said")
    shown = "; ".join(", ".join(map(str, row)) for row in first)
    return Judgement("refuted", _METHOD, notes=(f"it is ({shown})",))


def _pooled(
    kind: str, given: Rows, window: tuple[int, int], stride: tuple[int, int]
) -> Rows | None:
    """The values of all windows; None if some numbers are left over."""
    rows, columns = len(given), len(given[0])
    if rows < window[0] or columns < window[1]:
        return None
    if (rows - window[0]) % stride[0] or (columns - window[1]) % stride[1]:
        return None
    return [
        [
            _one(kind, [given[i + a][j + b] for a in range(window[0]) for b in range(window[1])])
            for j in range(0, columns - window[1] + 1, stride[1])
        ]
        for i in range(0, rows - window[0] + 1, stride[0])
    ]


def _one(kind: str, values: Sequence[Fraction]) -> Fraction:
    if kind in _KINDS:
        return _KINDS[kind](values)
    total = sum(values, Fraction(0))
    return total if kind == "sum" else total / len(values)


# --- what is said -----------------------------------------------------------------------


def _spec(sentence: Sentence, words: str) -> _Spec | None:
    found: dict[str, str] = {}
    for match in _tokens(words):
        if match is None:
            return None
        new = {key: text for key, text in match.groupdict().items() if text is not None}
        if found.keys() & new.keys():
            return None
        found |= new
    if "kind" not in found or ("whole" in found) == ("k" in found):
        return None
    kind = found["kind"]
    if "whole" in found:
        return None if "stride" in found else _Spec(kind, None, ())
    window = _window(sentence, found["k"])
    if window is None:
        return None
    if "stride" in found:
        stride = _number(sentence, found["stride"])
        told = stride is not None and not ("beside" in found and window != (stride, stride))
        return _Spec(kind, window, ((stride, stride),)) if told and stride else None
    return _Spec(kind, window, (window,) if "beside" in found else (window, (1, 1)))


def _tokens(words: str) -> Iterator[re.Match[str] | None]:
    place, words = 0, " ".join(words.split())
    while place < len(words):
        if words[place] == " ":
            place += 1
            continue
        match = _TOKENS.match(words, place)
        yield match
        if match is None:
            return
        place = match.end()


def _window(sentence: Sentence, place: str) -> tuple[int, int] | None:
    node = sentence.node(place)
    if not isinstance(node, tree.Product) or node.operators != ("×",):
        return None
    sides = [f.value for f in node.factors if isinstance(f, tree.Number)]
    if len(sides) != 2 or any(side.denominator != 1 or side < 1 for side in sides):
        return None
    return int(sides[0]), int(sides[1])


def _number(sentence: Sentence, text: str) -> int | None:
    if not text.startswith("⟨"):
        return _WORDS.get(text) or int(text)
    node = sentence.node(text)
    whole = isinstance(node, tree.Number) and node.value.denominator == 1 and node.value > 0
    return int(node.value) if whole and isinstance(node, tree.Number) else None


def _rows(sentence: Sentence, place: str) -> Rows | None:
    """The rational entries of a matrix; a number alone is one of one entry."""
    found = sentence.view.read(sentence.node(place))
    cells: tuple[tuple[Scalar, ...], ...]
    if isinstance(found, Scalar):
        cells = ((found,),)
    elif isinstance(found, Array) and not found.loose:
        cells = found.rows
    else:
        return None
    values = [[exact_value(lower(cell.expr)) for cell in row] for row in cells]
    if any(not v.is_rational for row in values for v in row):
        return None
    fractions = [[v.as_fmpq() for v in row] for row in values]
    return [[Fraction(int(f.p), int(f.q)) for f in row] for row in fractions]
