r"""Bases and spans of listed vectors: "x_1, x_2 form a basis of U", "u and w span ℝ^3".

Vectors span a space of dimension r if the matrix of them has rank r, which is what minors say;
two lists span the same space if each has the rank of both together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, denied, judged
from symnn.documents.judging.in_words.systems import minors
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, rational
from symnn.functions.signs import closed_sign
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

Vector: TypeAlias = "tuple[Expr, ...]"

_LIST: Final = rf"{PLACE}(?:(?:,| and|, and) {PLACE})*"
_CLAIM: Final = regex(
    rf"(?:the )?(?:vectors? |set |family |columns |list )?(?P<list>{_LIST}) (?:together )?"
    r"(?P<verb>(?:do not |does not )?(?:forms?|are|is|constitutes?|spans?|generates?|make up)"
    r"(?: not)?)"
    r"(?: (?P<basis>an? basis)(?: (?:of|for))?)?(?: (?:all of|the (?:whole )?(?:sub)?space))?"
    rf" (?P<of>{PLACE})"
)
_SPANS: Final = frozenset({"span", "Span", "lin"})
_MOST: Final = 8


def judge_span(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on a basis or a span; None for any other."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or sentence.assumed.domain:
        return None
    spanning = re.search(r"span|generate", match["verb"]) is not None
    if spanning == (match["basis"] is not None):
        return None
    given = [v for p in re.findall(PLACE, match["list"]) for v in _listed(sentence, p)]
    space = _space(sentence, sentence.node(match["of"]))
    if space is None or not given or len(given) > _MOST:
        return None
    size = len(given[0])
    if isinstance(space, int):
        if any(len(v) != size for v in given) or size != space:
            return Judgement("undecided", reason="the vectors are of another size")
        space = [_unit(k, size) for k in range(size)]
    if not space or any(len(v) != size for v in (*given, *space)):
        return None
    both = _same_span(given, space)
    if both is None:
        return None
    if not spanning:
        both = conjunction((both, rank_is(given, len(given))))
    found = judged(both)
    return denied(found) if " not" in match["verb"] or "not " in match["verb"] else found


def _unit(k: int, size: int) -> Vector:
    return tuple(ONE if i == k else ZERO for i in range(size))


def _same_span(one: Sequence[Vector], two: Sequence[Vector]) -> Formula | None:
    """That each of two lists has the rank that both together have."""
    together = [*one, *two]
    if any(free_symbols(*v) for v in together):
        return None
    rank = _rank(together)
    if rank is None:
        return None
    return conjunction((rank_is(together, rank), rank_is(one, rank), rank_is(two, rank)))


def _rank(vectors: Sequence[Vector]) -> int | None:
    """The rank of numbers, as it is found; what is claimed of it is decided again."""
    rows = [list(v) for v in vectors]
    for size in range(min(len(rows), len(rows[0])), 0, -1):
        signs = [closed_sign(m) for m in minors(rows, size)]
        if any(sign is None for sign in signs):
            return None
        if any(signs):
            return size
    return 0


def rank_is(vectors: Sequence[Vector], rank: int) -> Formula:
    """That one minor of a size is not 0, and all larger ones are."""
    rows = [list(v) for v in vectors]
    most = min(len(rows), len(rows[0]))
    if rank > most:
        return Atomic("=", ONE, ZERO)
    parts: list[Formula] = []
    if rank:
        own = [m for m in minors(rows, rank) if m != ZERO]
        apart = tuple(Atomic("!=", m, ZERO) for m in own[:_MOST])
        if len(apart) > 1:
            parts.append(Compound("or", apart))
        else:
            parts.append(apart[0] if apart else Atomic("=", ONE, ZERO))
    if rank < most:
        larger = dict.fromkeys(minors(rows, rank + 1))
        parts += [Atomic("=", m, ZERO) for m in larger]
    return conjunction(tuple(parts)) if parts else Atomic("=", ZERO, ZERO)


# --- vectors and spaces -------------------------------------------------------------


def _listed(sentence: Sentence, place: str) -> list[Vector]:
    node = sentence.node(place)
    items: tuple[tree.Node, ...] = (node,)
    if isinstance(node, tree.Group) and node.fence in ("", "{}"):
        items = node.items
    return [vector_of(sentence, item) for item in items]


def vector_of(sentence: Sentence, node: tree.Node) -> Vector:
    """The entries of a vector; () for what is none."""
    found = sentence.view.read(node)
    if not isinstance(found, Array) or not found.is_vector:
        return ()
    return tuple(cell.expr for cell in found.cells() if isinstance(cell, Scalar))


def _space(sentence: Sentence, node: tree.Node) -> list[Vector] | int | None:
    """The vectors that span a space, or the n of ℝ^n; None for another space."""
    if isinstance(node, tree.Power):
        base = node.base
        real = isinstance(base, tree.Name) and base.base == "R" and base.subscript is None
        exponent = sentence.view.read(node.exponent) if real else None
        if not isinstance(exponent, Scalar):
            return None
        return next((n for n in range(1, _MOST + 1) if exponent.expr == rational(n)), None)
    if isinstance(node, tree.Name):
        key = tree.key(node)
        known = sentence.place.state.scope.latest(key) if key is not None else None
        if known is None or known.parameters is not None or isinstance(known.body, tree.Name):
            return None
        return _space(sentence, known.body)
    head, argument = _applied(node)
    if head is None or argument is None:
        return None
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    vectors = [vector_of(sentence, item) for item in items]
    return vectors if all(vectors) else None


def _applied(node: tree.Node) -> tuple[str | None, tree.Node | None]:
    """The span of its argument."""
    if isinstance(node, tree.Apply) and isinstance(node.function, tree.Name):
        return (node.function.base, node.argument) if node.function.base in _SPANS else (None, None)
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        return (node.head.base, node.arguments) if node.head.base in _SPANS else (None, None)
    if isinstance(node, tree.Product) and isinstance(node.factors[0], tree.Name):
        named = node.factors[0].base in _SPANS and len(node.factors) == 2
        return (node.factors[0].base, node.factors[1]) if named else (None, None)
    return None, None
