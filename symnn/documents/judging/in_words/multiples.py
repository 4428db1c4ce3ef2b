"""Columns that are multiples of a vector: "every column of AC is a multiple of v, for every C"."""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, as_before, judged
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ZERO, Expr, free_symbols, mul, symbol
from symnn.functions.signs import closed_sign
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value

_FOR_EVERY: Final = (
    r"(?:for|whatever) (?:every|each|any|all)(?: (?P<size{0}>⟨\d+⟩|square|real))?"
    r"(?: (?:matrix|matrices))? (?P<open{0}>⟨\d+⟩)"
)
_MULTIPLES: Final = regex(
    rf"(?:{_FOR_EVERY.format(1)},? )?(?:(?:every|each|any) (?P<one>row|column)"
    rf"|(?:all(?: the)?|the) (?P<many>row|column)s) of (?:the (?:matrix|product) )?(?P<of>{PLACE})"
    rf" (?:is a (?:scalar )?multiple|are (?:all )?(?:scalar )?multiples) of (?:the vector )?"
    rf"(?P<v>{PLACE})(?:,? {_FOR_EVERY.format(2)})?"
)
_MOST: Final = 4


def judge_multiples(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    match = _MULTIPLES.fullmatch(sentence.whole.words)
    if match is None:
        return None
    place = match["open1"] or match["open2"]
    size = match["size1"] or match["size2"]
    view = as_before(sentence).view
    sides = sentence.whole.part(match["of"]).node, sentence.whole.part(match["v"]).node
    if place is not None:
        found = _open(sentence, place, size)
        if found is None:
            return None
        view = view.varying({**view.varied, **found})
    array, vector = (view.read(side or tree.Empty()) for side in sides)
    if not isinstance(array, Array) or not isinstance(vector, Array) or not vector.is_vector:
        return None
    rows = [tuple(cell.expr for cell in row) for row in array.rows]
    lines = rows if (match["one"] or match["many"]) == "row" else list(zip(*rows, strict=True))
    wanted = tuple(cell.expr for cell in vector.cells())
    if any(len(line) != len(wanted) for line in lines) or free_symbols(*wanted):
        return None
    if place is None and any(free_symbols(*line) for line in lines):
        return None
    lead = next((k for k, entry in enumerate(wanted) if closed_sign(entry)), None)
    if lead is None:
        return None
    parts: tuple[Formula, ...] = tuple(
        Atomic("=", mul(entry, wanted[lead]), mul(line[lead], wanted[k]))
        for line in lines
        for k, entry in enumerate(line)
        if k != lead
    )
    return judged(conjunction(parts or (Atomic("=", ZERO, ZERO),)))


def _open(sentence: Sentence, place: str, size: str | None) -> dict[str, Value] | None:
    """The matrix that stands for all of a size, in letters of its own."""
    key = tree.key(sentence.whole.part(place).node or tree.Empty())
    if key is None or size is None:
        return None
    count = re.fullmatch(r"([1-9])\s*(?:\\times|×)\s*([1-9])", _latex(sentence, size))
    if count is None:
        return None
    rows, columns = int(count[1]), int(count[2])
    if max(rows, columns) > _MOST:
        return None
    cells = tuple(tuple(Scalar(_letter(key, i, j)) for j in range(columns)) for i in range(rows))
    return {key: Array(cells)}


def _latex(sentence: Sentence, size: str) -> str:
    return sentence.whole.part(size).latex.strip() if size.startswith("⟨") else ""


def _letter(key: str, row: int, column: int) -> Expr:
    return symbol(f"{key}_{row + 1}{column + 1}")
