r"""Entries of matrices in words: "B - λI has the diagonal (2, 4, 7)", "row 2 of A is (1, 3)".

Of a matrix the diagonal alone may be told, "B ∈ ℝ^{3×3} with diagonal (1, 3, 6)": then that of what
is added up of it and of multiples of the identity is known, and its trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, Expr, add, free_symbols, mul, negative
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse

_LIST: Final = rf"(?P<v>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
_OF: Final = rf"(?:the matrix )?(?P<of>{PLACE})"
_DIAGONAL: Final = regex(
    rf"(?:the )?(?:matrix )?(?P<of>{PLACE}) has (?:the |a )?(?:main )?diagonal(?: entries)? {_LIST}"
)
_DIAGONAL_OF: Final = regex(
    rf"(?:the )?(?:main )?diagonal(?: entries| elements)? of {_OF} (?:is|are|equals?) {_LIST}"
)
_TRACE: Final = regex(
    rf"(?:the )?trace of {_OF} (?:is|equals) (?P<v>{PLACE})"
    rf"|(?:the matrix )?(?P<of2>{PLACE}) has (?:the )?trace (?P<v2>{PLACE})"
)
_LINE: Final = regex(
    rf"(?:the )?(?P<which>row|column) (?P<k>{PLACE}) of {_OF} (?:is|equals) (?P<v>{PLACE})"
    rf"|(?:the )?(?P<k2>{PLACE})-?(?:th|st|nd|rd) (?P<which2>row|column) of (?:the matrix )?"
    rf"(?P<of2>{PLACE}) (?:is|equals) (?P<v2>{PLACE})"
)
_ENTRY: Final = regex(
    rf"(?:the )?(?:entry|element)(?: of (?:the matrix )?(?P<of>{PLACE}))? (?:in|at) (?:the )?"
    rf"(?P<places>(?:row {PLACE}(?:,| and|, and)? column {PLACE}|column {PLACE}(?:,| and|, and)?"
    rf" row {PLACE}))(?: of (?:the matrix )?(?P<of2>{PLACE}))? (?:is|equals) (?P<v>{PLACE})"
    rf"|(?:the )?(?P<pair>{PLACE})(?:-th|-| )? ?(?:entry|element) of (?:the matrix )?"
    rf"(?P<of3>{PLACE}) (?:is|equals) (?P<v2>{PLACE})"
    rf"|(?:the )?(?P<corner>(?:top|upper|bottom|lower)[- ](?:left|right)) (?:entry|element|corner)"
    rf" of (?:the matrix )?(?P<of4>{PLACE}) (?:is|equals) (?P<v3>{PLACE})"
)
_TOLD: Final = regex(
    r"(?P<name>(?<![A-Za-z\\])[A-Z](?:_\w)?)\}?\s*"
    r"(?:\\in\s*\\mathbb\s*\{?\s*R\s*\}?\s*\^\s*\{[^{}]*\}\s*)?"
    r"\\(?:text|mbox)\s*\{\s*(?:with|having)(?: the| a)?(?: main)? diagonal(?: entries)?:?\s*\}\s*"
    r"(?:\\left)?\(?(?P<list>[^()$;&]{1,120}?)(?:\\right)?(?:\)|\\q?quad|$|\$|;|&)"
)
#: Rows and columns that are counted from 0.
_FROM_ZERO: Final = regex(
    r"(?i)ind(?:ex\w*|ices)\b[^.]{0,40}\b(?:zero|0)\b|(?:zero|0)\$?-(?:based|indexed)"
    r"|\b(?:row|column)\b[^.A-Za-z]{0,12}\b0\b|\bnumpy\b|\bpython\b|\btorch\b"
)
_IDENTITY: Final = frozenset({"I", "E"})


def judge_entries(sentence: Sentence) -> Judgement | None:
    """What is found about a diagonal, a trace, a line or an entry; None for any other sentence."""
    if sentence.settings or sentence.assumed.domain:
        return None
    for pattern, rule in (
        (_DIAGONAL, _diagonal), (_DIAGONAL_OF, _diagonal), (_TRACE, _trace), (_LINE, _line),
        (_ENTRY, _entry),
    ):  # fmt: skip
        match = pattern.fullmatch(sentence.words)
        if match is not None:
            groups = {k.rstrip("234"): v for k, v in match.groupdict().items() if v is not None}
            numbered = rule in (_line, _entry)
            if numbered and says(sentence.place.state.source.text, _FROM_ZERO):
                return None
            found = rule(as_before(sentence), groups)
            rounded = any(_has_decimals(sentence, p) for p in re.findall(PLACE, groups["v"]))
            false = found is not None and found.outcome == "refuted"
            return None if false and rounded else found
    return None


def _has_decimals(sentence: Sentence, place: str) -> bool:
    parts = tree.walk(sentence.node(place))
    return any(isinstance(part, tree.Number) and bool(part.decimals) for part in parts)


def _diagonal(sentence: Sentence, groups: dict[str, str]) -> Judgement | None:
    found = _diagonal_of(sentence, sentence.node(groups["of"]))
    claimed = [e for place in re.findall(PLACE, groups["v"]) for e in _numbers(sentence, place)]
    return _same(found, claimed)


def _trace(sentence: Sentence, groups: dict[str, str]) -> Judgement | None:
    found = _diagonal_of(sentence, sentence.node(groups["of"]))
    return _same([add(*found)], _numbers(sentence, groups["v"]))


def _line(sentence: Sentence, groups: dict[str, str]) -> Judgement | None:
    rows = _rows(sentence, sentence.node(groups["of"]))
    lines = rows if groups["which"] == "row" else list(map(list, zip(*rows, strict=True)))
    k = _whole(sentence.node(groups["k"]))
    return _same(lines[k - 1], _numbers(sentence, groups["v"])) if 1 <= k <= len(lines) else None


def _entry(sentence: Sentence, groups: dict[str, str]) -> Judgement | None:
    rows = _rows(sentence, sentence.node(groups["of"]))
    if "corner" in groups:
        i = 0 if re.match("top|upper", groups["corner"]) else len(rows) - 1
        j = 0 if groups["corner"].endswith("left") else len(rows[0]) - 1
    elif "pair" in groups:
        node = sentence.node(groups["pair"])
        items = node.items if isinstance(node, tree.Group) else ()
        if len(items) != 2:
            return None
        i, j = (_whole(item) - 1 for item in items)
    else:
        found = dict(re.findall(rf"(row|column) ({PLACE})", groups["places"]))
        i, j = (_whole(sentence.node(found[word])) - 1 for word in ("row", "column"))
    if not (0 <= i < len(rows) and 0 <= j < len(rows[0])):
        return None
    return _same([rows[i][j]], _numbers(sentence, groups["v"]))


def _same(found: list[Expr], claimed: list[Expr]) -> Judgement | None:
    """Entry by entry; of lists that are not as long nothing is said."""
    if len(found) != len(claimed) or not found or free_symbols(*found, *claimed):
        return None
    parts: tuple[Formula, ...] = tuple(
        Atomic("=", a, b) for a, b in zip(found, claimed, strict=True)
    )
    return judged(conjunction(parts))


# --- reading ----------------------------------------------------------------------------


def _numbers(sentence: Sentence, place: str) -> list[Expr]:
    """The numbers of a list, or of a vector."""
    node = sentence.node(place)
    if (
        isinstance(node, tree.Group)
        and len(node.items) > 1
        and node.fence in ("()", "[]", "", "{}")
    ):
        return [number_of(sentence.view, item) for item in node.items]
    value = sentence.view.read(node)
    if isinstance(value, Array):
        return [cell.expr for cell in value.cells()]
    return [number_of(sentence.view, node)]


def _rows(sentence: Sentence, node: tree.Node) -> list[list[Expr]]:
    value = sentence.view.read(node)
    if not isinstance(value, Array) or value.is_vector:
        raise refused()
    return [[cell.expr for cell in row] for row in value.rows]


def _whole(node: tree.Node) -> int:
    if not isinstance(node, tree.Number) or not node.text.isdigit():
        raise refused()
    return int(node.text)


def _diagonal_of(sentence: Sentence, node: tree.Node) -> list[Expr]:
    """The diagonal of a matrix of numbers, or of a sum of those of which it is told.

    Raises:
        MeaningError: it is not known.
    """
    try:
        rows = _rows(sentence, node)
    except SymnnError:
        told = dict(_told(sentence))
        sizes = {len(found) for key, found in told.items() if _uses(node, key)}
        if len(sizes) != 1:
            raise refused() from None
        return _added_up(sentence, node, told, sizes.pop())
    if len(rows) != len(rows[0]):
        raise refused()
    return [row[k] for k, row in enumerate(rows)]


def _uses(node: tree.Node, key: str) -> bool:
    return any(tree.key(part) == key for part in tree.walk(node))


def _added_up(
    sentence: Sentence, node: tree.Node, told: dict[str, list[Expr]], size: int
) -> list[Expr]:
    """The diagonal of a sum of multiples, of the identity too."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _added_up(sentence, node.items[0], told, size)
    if isinstance(node, tree.Sum):
        parts = [_added_up(sentence, term, told, size) for term in node.terms]
        return [add(*entries) for entries in zip(*parts, strict=True)]
    if isinstance(node, tree.Neg):
        return [negative(e) for e in _added_up(sentence, node.operand, told, size)]
    if isinstance(node, tree.Transpose):
        return _added_up(sentence, node.operand, told, size)
    if isinstance(node, tree.Product):
        arrays = [f for f in node.factors if _is_array(sentence, f, told)]
        if len(arrays) != 1:
            raise refused()
        factors = [number_of(sentence.view, f) for f in node.factors if f is not arrays[0]]
        return [mul(*factors, e) for e in _added_up(sentence, arrays[0], told, size)]
    key = tree.key(node)
    if key in told:
        return told[key or ""]
    if _is_identity(sentence, node):
        return [ONE] * size
    rows = _rows(sentence, node)
    if len(rows) != size or len(rows[0]) != size:
        raise refused()
    return [row[k] for k, row in enumerate(rows)]


def _is_identity(sentence: Sentence, node: tree.Node) -> bool:
    key = tree.key(node) or ""
    unbound = sentence.place.state.scope.latest(key) is None
    return key.partition("_")[0] in _IDENTITY and unbound


def _is_array(sentence: Sentence, node: tree.Node, told: dict[str, list[Expr]]) -> bool:
    if any(_uses(node, key) for key in told):
        return True
    if any(_is_identity(sentence, part) for part in tree.walk(node)):
        return True
    try:
        return isinstance(sentence.view.read(node), Array)
    except SymnnError:
        return False


def _told(sentence: Sentence) -> Iterator[tuple[str, list[Expr]]]:
    """The diagonals that are told of matrices with no other value, each once."""
    place = sentence.place
    text = place.state.source.text[: place.formula.outer_start]
    found: dict[str, list[list[Expr]]] = {}
    for match in _TOLD.finditer(text):
        statements = parse(f"({match['list']})").statements
        body = statements[0].body if isinstance(statements[0], tree.Statement) else None
        if len(statements) != 1 or not isinstance(body, tree.Group) or len(body.items) < 2:
            continue
        entries = [number_of(sentence.view, item) for item in body.items]
        found.setdefault(match["name"], []).append(entries)
    for name, values in found.items():
        if all(one == values[0] for one in values) and place.state.scope.latest(name) is None:
            yield name, values[0]
