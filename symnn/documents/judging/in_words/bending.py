"""Convexity on a range: "g is convex for y > 0", "E is concave in w".

A smooth value is convex on a convex set just where all principal minors of its second derivatives
are at least 0; one second derivative below 0 makes it none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from symnn.claims.formula import Atomic, Formula, conjunction, sides
from symnn.deferred import regex
from symnn.documents.judging.in_words.growth import is_smooth
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    denied,
    judged,
    number_of,
)
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ZERO, Expr, add, free_symbols, mul, negative
from symnn.functions.calculus import derivative
from symnn.latex import syntax as tree
from symnn.latex.meaning.arrays import determinant
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.values import Scalar

_CLAIM: Final = regex(
    rf"(?:the )?(?:function |loss |value )?(?P<of>{PLACE}) is (?P<not>not )?(?:an? )?"
    rf"(?P<kind>convex|concave)(?: function)?(?: (?:in|of) (?P<letter>{PLACE}))?"
)
_ORDERS: Final = frozenset({"<", "<=", ">", ">="})
_MOST: Final = 3


def judge_bending(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on convexity; None for any other."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None:
        return None
    sentence = as_before(sentence)
    node = sentence.node(match["of"])
    names, applied = _applied(sentence, node)
    if applied is None:
        return None
    body = number_of(sentence.view, applied)
    letters = sorted(names or free_symbols(body))
    if match["letter"]:
        letters = [tree.key(sentence.node(match["letter"])) or ""]
    if not letters or len(letters) > _MOST or not free_symbols(body) >= {*letters}:
        return None
    found = with_ranges(sentence.place, [applied], NOTHING, named=True)
    assumed = sentence.assumed if found is None else found.also(sentence.assumed)
    if not _is_convex_set(assumed.domain, letters) or not is_smooth(body, assumed.domain):
        return None
    body = negative(body) if match["kind"] == "concave" else body
    over = (*assumed.domain, *assumed.narrow)
    shown = _shown(
        body, letters, assumed.domain, over if free_symbols(body) == {*letters} else None
    )
    return denied(shown) if match["not"] and shown is not None else shown


def _applied(sentence: Sentence, node: tree.Node) -> tuple[tuple[str, ...], tree.Node | None]:
    """The arguments of a function, and its value there; an expression as it is."""
    key = tree.key(node) if isinstance(node, tree.Name) else None
    known = sentence.place.state.scope.latest(key or "")
    if known is None or known.parameters is None:
        return (), node
    if any(len(name) != 1 for name in known.parameters):
        return (), None
    arguments = tuple(tree.Name(name) for name in known.parameters)
    return known.parameters, tree.Call(node, tree.Group("()", arguments))


def _is_convex_set(domain: Sequence[Formula], letters: Sequence[str]) -> bool:
    """Whether a domain is cut out by affine bounds on the letters."""
    for formula in domain:
        if not isinstance(formula, Atomic) or formula.relation not in _ORDERS:
            return False
        gap = add(formula.left, negative(formula.right))
        slopes = [derivative(gap, name) for name in letters]
        if any(free_symbols(derivative(s, n)) or _is_bent(s, n) for s in slopes for n in letters):
            return False
    return True


def _is_bent(slope: Expr, name: str) -> bool:
    return judged(Atomic("=", derivative(slope, name), ZERO)).outcome != "proved"


def _shown(
    body: Expr,
    letters: Sequence[str],
    domain: tuple[Formula, ...],
    narrow: tuple[Formula, ...] | None,
) -> Judgement | None:
    """What the second derivatives show; false is what is convex in none of its letters."""
    rows = [[derivative(derivative(body, a), b) for b in letters] for a in letters]
    parts = [
        Atomic(">=", _minor(rows, chosen), ZERO)
        for size in range(1, len(letters) + 1)
        for chosen in combinations(range(len(letters)), size)
    ]
    found = judged(conjunction(tuple(parts)), domain)
    if found.outcome == "proved":
        return found
    own = free_symbols(*(side for f in narrow or () for side in sides(f)))
    if narrow is None or not own <= {*letters}:
        return None
    bent = [judged(Atomic(">=", rows[k][k], ZERO), narrow) for k in range(len(letters))]
    return bent[0] if all(one.outcome == "refuted" for one in bent) else None


def _minor(rows: Sequence[Sequence[Expr]], chosen: Sequence[int]) -> Expr:
    if len(chosen) == 1:
        return rows[chosen[0]][chosen[0]]
    if len(chosen) == 2:
        a, b = chosen
        return add(mul(rows[a][a], rows[b][b]), negative(mul(rows[a][b], rows[b][a])))
    return determinant(tuple(tuple(Scalar(rows[i][j]) for j in chosen) for i in chosen))
