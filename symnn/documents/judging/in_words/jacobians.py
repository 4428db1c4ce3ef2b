"""Jacobians in words: "M is the Jacobian of y = (x_1 + x_2, x_1)".

The components are those of a list, of a function, or the y_1, …, y_n of the document; the letters
are x_1, …, x_n in their order. A layout with the columns for components leaves false ones open.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    denied,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, symbol
from symnn.functions.calculus import derivative
from symnn.latex import syntax as tree
from symnn.latex.meaning.arrays import determinant
from symnn.latex.meaning.values import Array, Defined, Scalar, Value, column

_JACOBIAN: Final = r"(?:the )?jacobian(?: matrix)?"
_OF: Final = rf"(?: of (?:the (?:function|map|transformation) )?(?P<{{}}>{PLACE}))?"
_MATRIX: Final = regex(
    rf"{_JACOBIAN}{_OF.format('of')} is (?P<m>{PLACE})"
    rf"|(?P<m2>{PLACE}) is {_JACOBIAN}{_OF.format('of2')}"
)
_DETERMINANT: Final = regex(
    rf"(?:the )?(?:determinant of {_JACOBIAN}|jacobian determinant){_OF.format('of')}"
    rf" (?:is|equals) (?P<n>{PLACE})"
)
_KIND: Final = regex(
    rf"{_JACOBIAN}{_OF.format('of')} is (?P<no>not )?(?:an? )?(?P<kind>upper triangular"
    r"|lower triangular|diagonal|symmetric)(?: matrix)?"
)
_MOST: Final = 4


def judge_jacobian(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on a Jacobian; None for any other."""
    if sentence.assumed.domain or sentence.assumed.values:
        return None
    for pattern, rule in ((_KIND, _kind), (_DETERMINANT, _determinant), (_MATRIX, _matrix)):
        match = pattern.fullmatch(sentence.words)
        if match is None:
            continue
        of = match.groupdict().get("of") or match.groupdict().get("of2")
        before = as_before(sentence)
        rows = _rows(before, before.node(of) if of is not None else None)
        return None if rows is None else rule(before, match, rows)
    return None


def _matrix(sentence: Sentence, match: re.Match[str], rows: list[list[Expr]]) -> Judgement | None:
    value = sentence.view.read(sentence.node(match["m"] or match["m2"]))
    if not isinstance(value, Array):
        return None
    claimed = [[cell.expr for cell in row] for row in value.rows]
    turned = [list(row) for row in zip(*rows, strict=True)]
    same, other = _equal(rows, claimed), _equal(turned, claimed)
    found = None if same is None else judged(same)
    if found is not None and found.outcome == "proved":
        return found
    refuted = [one is None or judged(one).outcome == "refuted" for one in (same, other)]
    if not all(refuted):
        return None
    return found or Judgement("refuted", "sizes")


def _equal(rows: list[list[Expr]], claimed: list[list[Expr]]) -> Formula | None:
    """Entry by entry; None for matrices of other sizes."""
    if [len(row) for row in rows] != [len(row) for row in claimed]:
        return None
    lines = [zip(one, two, strict=True) for one, two in zip(rows, claimed, strict=True)]
    return conjunction(tuple(Atomic("=", a, b) for line in lines for a, b in line))


def _determinant(
    sentence: Sentence, match: re.Match[str], rows: list[list[Expr]]
) -> Judgement | None:
    if len(rows) != len(rows[0]):
        return None
    found = determinant(tuple(tuple(Scalar(e) for e in row) for row in rows))
    return judged(Atomic("=", found, number_of(sentence.view, sentence.node(match["n"]))))


def _kind(_: Sentence, match: re.Match[str], rows: list[list[Expr]]) -> Judgement | None:
    """That entries are 0, or the same on both sides of the diagonal, in both layouts."""
    if len(rows) != len(rows[0]):
        return None
    found = [_of_kind(match["kind"], r) for r in (rows, list(zip(*rows, strict=True)))]
    first = judged(found[0])
    if first.outcome == "refuted" and judged(found[1]).outcome != "refuted":
        return None
    return denied(first) if match["no"] else first


def _of_kind(kind: str, rows: list[list[Expr]] | list[tuple[Expr, ...]]) -> Formula:
    size = range(len(rows))
    if kind == "symmetric":
        return conjunction(tuple(Atomic("=", rows[i][j], rows[j][i]) for i in size for j in size))
    zeros = [
        rows[i][j]
        for i in size
        for j in size
        if (i > j and kind != "lower triangular") or (i < j and kind != "upper triangular")
    ]
    return conjunction(tuple(Atomic("=", e, ZERO) for e in zeros or [ZERO]))


def _rows(sentence: Sentence, node: tree.Node | None) -> list[list[Expr]] | None:
    """The derivatives of all components by all letters; None where these are not certain."""
    parts = _listed(sentence) if node is None else _components(sentence, node)
    letters = sorted(free_symbols(*parts)) if parts else []
    bases = {name.partition("_")[0] for name in letters}
    wanted = [f"{base}_{k + 1}" for base in bases for k in range(len(letters))]
    ordered = len(bases) == 1 and letters == wanted
    if not parts or not letters or len(letters) > _MOST or not ordered:
        return None
    return [[derivative(part, name) for name in letters] for part in parts]


def _components(sentence: Sentence, node: tree.Node) -> list[Expr]:
    """The components of y = (…), or of a function of x_1, …, x_n."""
    if isinstance(node, tree.Chain):
        if [link.relation for link in node.links] != ["="]:
            return []
        node = node.links[0].operand
    key = tree.key(node)
    known = sentence.place.state.scope.latest(key or "")
    if known is not None and known.parameters is not None:
        names = known.parameters
        value = sentence.view.read(node)
        if not isinstance(value, Defined):
            return []
        inner = {name: _unknown(known.body, name) for name in names}
        node = tree.Call(node, tree.Group("()", tuple(tree.Name(name) for name in names)))
        found = sentence.view.varying({**sentence.view.varied, **inner}).read(node)
    else:
        found = sentence.view.read(node)
    if not isinstance(found, Array) or not found.is_vector:
        return []
    return [cell.expr for cell in found.cells()]


def _unknown(body: tree.Node, name: str) -> Value:
    """A letter, or the vector of the x_1, …, x_n that stand in a formula."""
    own = sorted({k for p in tree.walk(body) if (k := tree.key(p) or "").startswith(f"{name}_")})
    if own and own == [f"{name}_{k + 1}" for k in range(len(own))]:
        return column(tuple(Scalar(symbol(k)) for k in own))
    return Scalar(symbol(name))


def _listed(sentence: Sentence) -> list[Expr]:
    """The y_1, …, y_n that the document gives by formulas, if there is one such list."""
    history = sentence.place.state.scope.history
    heads = {key.partition("_")[0] for key, f in history.items() if "_" in key and f[-1].computed}
    lists: list[list[Expr]] = []
    for head in sorted(heads):
        keys = sorted(key for key in history if key.partition("_")[0] == head)
        if len(keys) < 2 or keys != [f"{head}_{k + 1}" for k in range(len(keys))]:
            continue
        try:
            lists.append([_member(sentence, head, k + 1) for k in range(len(keys))])
        except SymnnError:
            return []
    return lists[0] if len(lists) == 1 else []


def _member(sentence: Sentence, head: str, number: int) -> Expr:
    index = tree.Number(str(number), Fraction(number))
    return number_of(sentence.view, tree.Name(head, subscript=index))
