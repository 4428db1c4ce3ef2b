"""Rows, columns and null spaces of matrices, and echelon forms: "rows 1, 2 are independent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, as_before, denied, judged
from symnn.documents.judging.in_words.spans import rank_is
from symnn.documents.judging.in_words.systems import minors
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul
from symnn.functions.signs import closed_sign
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

Lines: TypeAlias = "list[tuple[Expr, ...]]"

_WHICH: Final = r"(?:row|column)"
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINAL: Final = "|".join(_ORDINALS)
_INDEPENDENT: Final = regex(
    rf"(?:the )?(?:(?P<end>first|last) (?P<count>two|three|four|five) (?P<a>{_WHICH})s"
    rf"|(?P<b>{_WHICH})s (?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
    rf"|(?P<ordinals>(?:{_ORDINAL})(?:(?:,| and|, and) (?:the )?(?:{_ORDINAL}))+) (?P<c>{_WHICH})s?"
    rf"|(?P<d>{_WHICH})s) of (?:the matrix )?(?P<of>{PLACE}) are (?P<not>not )?(?:linearly )?"
    r"(?P<kind>independent|dependent)"
)
_NULL: Final = regex(
    rf"(?:(?P<named>{PLACE})|the (?:null ?space|kernel) of (?:the matrix )?(?P<of>{PLACE})) is"
    r" (?:the (?:line|plane|space|set) of all (?:multiples|(?:linear )?combinations) of"
    r"|the (?:line|plane) spanned by|the line through(?: the origin and)?|the span of|spanned by"
    rf"|all multiples of) (?:the )?(?:vectors? )?(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
)
_ECHELON: Final = regex(
    rf"(?P<m>{PLACE}) is (?P<no>not )?(?:in|an?|the) (?P<reduced>reduced )?(?:row[- ])?echelon form"
    rf"(?: of (?:the matrix )?(?P<of>{PLACE}))?"
    rf"|(?:the|an?) (?P<reduced2>reduced )?(?:row[- ])?echelon form of (?:the matrix )?"
    rf"(?P<of2>{PLACE}) is (?P<m2>{PLACE})"
)
_NULL_SPACES: Final = frozenset({"N", "Nul", "Null", "null", "ker", "Ker"})


def judge_lines(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on rows, columns or a null space; None for any other."""
    if sentence.assumed.domain:
        return None
    for pattern, rule in ((_INDEPENDENT, _independent), (_NULL, _null), (_ECHELON, _echelon)):
        match = pattern.fullmatch(sentence.words)
        if match is not None:
            return rule(as_before(sentence), match)
    return None


def _rows(sentence: Sentence, node: tree.Node) -> Lines | None:
    """The rows of a matrix of numbers; None for anything else."""
    found = sentence.view.read(node)
    if not isinstance(found, Array):
        return None
    rows = [tuple(cell.expr for cell in row) for row in found.rows]
    return None if any(free_symbols(*row) for row in rows) else rows


def _independent(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    rows = _rows(sentence, sentence.node(match["of"]))
    if rows is None:
        return None
    which = next(match[k] for k in "abcd" if match[k])
    lines = rows if which == "row" else list(zip(*rows, strict=True))
    places = _places(sentence, match, len(lines))
    if places is None or len(set(places)) != len(places):
        return None
    chosen = [lines[k] for k in places]
    found = judged(rank_is(chosen, len(chosen)))
    return denied(found) if (match["kind"] == "dependent") is not bool(match["not"]) else found


def _places(sentence: Sentence, match: re.Match[str], count: int) -> list[int] | None:
    """The numbers of the lines that are meant, from 0; None where there are not so many."""
    if match["count"]:
        number = _NUMBERS[match["count"]]
        places = list(range(count))[:number] if match["end"] == "first" else list(range(count))
        places = places if match["end"] == "first" else places[-number:]
        return places if len(places) == number else None
    if match["ordinals"]:
        found = [_ORDINALS[word] for word in re.findall(_ORDINAL, match["ordinals"])]
    elif match["list"]:
        found = _listed(sentence, match["list"])
    else:
        return list(range(count))
    return [n - 1 for n in found] if found and all(1 <= n <= count for n in found) else None


def _listed(sentence: Sentence, words: str) -> list[int]:
    found: list[int] = []
    for place in re.findall(PLACE, words):
        node = sentence.node(place)
        for item in node.items if isinstance(node, tree.Group) and not node.fence else (node,):
            whole = isinstance(item, tree.Number) and item.value.denominator == 1
            found.append(int(item.value) if whole and isinstance(item, tree.Number) else 0)
    return found


def _null(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """That A v = 0 for all vectors in a list, which are independent, and as many as needed."""
    named = match["named"]
    node = _inside(sentence, sentence.node(named)) if named else sentence.node(match["of"])
    rows = _rows(sentence, node) if node is not None else None
    vectors = [v for place in re.findall(PLACE, match["list"]) for v in _vectors(sentence, place)]
    if rows is None or not vectors or any(len(v) != len(rows[0]) for v in vectors):
        return None
    zero: list[Formula] = [
        Atomic("=", add(*(mul(a, b) for a, b in zip(row, v, strict=True))), ZERO)
        for row in rows
        for v in vectors
    ]
    rank = len(rows[0]) - len(vectors)
    if rank < 0:
        return None
    parts = (*zero, rank_is(vectors, len(vectors)), rank_is(rows, rank))
    return judged(conjunction(parts))


def _inside(sentence: Sentence, node: tree.Node) -> tree.Node | None:
    """The matrix of N(A), which the document did not define as anything else."""
    head: tree.Node | None = None
    items: Sequence[tree.Node] = ()
    if isinstance(node, tree.Call):
        head, items = node.head, node.arguments.items
    elif isinstance(node, tree.Product) and len(node.factors) == 2:
        group = node.factors[1]
        head, items = node.factors[0], group.items if isinstance(group, tree.Group) else ()
    key = tree.key(head) if head is not None else None
    named = key in _NULL_SPACES and sentence.place.state.scope.latest(key or "") is None
    return items[0] if named and len(items) == 1 else None


def _vectors(sentence: Sentence, place: str) -> Lines:
    found = sentence.view.read(sentence.node(place))
    if not isinstance(found, Array) or not found.is_vector:
        return []
    return [tuple(cell.expr for cell in found.cells())]


def _echelon(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """Whether a matrix has the form, and the rows of another span the same space."""
    rows = _rows(sentence, sentence.node(match["m"] or match["m2"]))
    of = match["of"] or match["of2"]
    before = _rows(sentence, sentence.node(of)) if of is not None else None
    if rows is None or (of is not None and before is None):
        return None
    form = _form(rows, bool(match["reduced"] or match["reduced2"]))
    if form is None:
        return None
    parts = [form]
    if before is not None:
        if len(before) != len(rows) or len(before[0]) != len(rows[0]):
            return None
        rank = rank_of([*rows, *before])
        if rank is None:
            return None
        parts += [rank_is(lines, rank) for lines in (rows, before)]
    found = judged(conjunction(tuple(parts)))
    return denied(found) if match["no"] else found


def _form(rows: Lines, reduced: bool) -> Formula | None:
    """That each leading entry stands to the right of those above, and rows of 0 are last.

    Some authors want the leading entries to be 1: with others it is none of theirs, perhaps.
    """
    signs = [[closed_sign(e) for e in row] for row in rows]
    if any(sign is None for row in signs for sign in row):
        return None
    leads = [next((k for k, sign in enumerate(row) if sign), None) for row in signs]
    places = [k for k in leads if k is not None]
    stepped = places == sorted(set(places)) and leads[: len(places)] == places
    if not stepped:
        return Atomic("=", ONE, ZERO)
    ones = tuple(Atomic("=", rows[i][k], ONE) for i, k in enumerate(places))
    if reduced:
        others = [
            Atomic("=", row[k], ZERO)
            for i, k in enumerate(places)
            for j, row in enumerate(rows)
            if i != j
        ]
        return conjunction((*ones, *others)) if (*ones, *others) else Atomic("=", ZERO, ZERO)
    return Atomic("=", ZERO, ZERO) if all(judged(one).outcome == "proved" for one in ones) else None


def rank_of(lines: Lines) -> int | None:
    """The rank of numbers; None if a sign is not known.

    Examples:
        >>> rank_of([(ONE, ONE), (ONE, ONE)])
        1
    """
    rows = [list(line) for line in lines]
    for size in range(min(len(rows), len(rows[0])), 0, -1):
        signs = [closed_sign(m) for m in minors(rows, size)]
        if None in signs:
            return None
        if any(signs):
            return size
    return 0
