r"""What is found about a relation of open vectors: of extremes, of all arrays, of those of a kind.

A name of a kind, as an H = Q\Lambda Q^T that is told to be symmetric, may stand for any array of
the kind: what holds for all of them holds for that one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.documents.judging.placing import State
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.vector_algebra.claims import answered
from symnn.documents.judging.vector_algebra.question import Question
from symnn.errors import SymnnError
from symnn.latex import syntax as tree

_EXTREMA: Final = frozenset({"argmin", "argmax", "min", "max"})


def answer(question: Question, left: tree.Node, link: tree.Link, state: State) -> Judgement | None:
    """What is found about a relation as its names are given, or proved for all of their kinds."""

    def attempt(asked: Question) -> Judgement | None:
        least = _least(asked, left, link, state)
        return least or answered(asked, left, link.relation, link.operand)

    ahead = _proved_of_kinds(question, attempt)
    return attempt(question) if ahead is None else ahead


def _proved_of_kinds(
    question: Question, attempt: Callable[[Question], Judgement | None]
) -> Judgement | None:
    """The proof for all arrays of the kinds that names with formulas are told to be of."""
    kinds = {key for key, said in question.memory.kinds.items() if said - {"invertible"}}
    told = {key for key in kinds if question.scope(key) is not None}
    if not told:
        return None
    given = question.scope
    asked = replace(question, scope=lambda key: None if key in told else given(key))
    try:
        found = attempt(asked)
    except (SymnnError, ArithmeticError, RecursionError, KeyError):
        return None
    return found if found is not None and found.outcome == "proved" else None


def _least(question: Question, left: tree.Node, link: tree.Link, state: State) -> Judgement | None:
    """What is found about a smallest or largest value; None for other claims."""
    sides = (left, link.operand)
    from symnn.documents.judging.calculus.extrema import extremum_of
    from symnn.documents.judging.doubts.restricted import is_held
    from symnn.documents.judging.vector_algebra import minima

    if link.relation in ("≤", "≥"):
        return minima.nowhere_lower(question, left, link.relation, link.operand)
    if link.relation not in ("=", "≈") or not any(map(is_extreme, sides)):
        return None
    if any(is_held(state, x.keys) for side in sides if (x := extremum_of(side))):
        return None
    return minima.least(question, *sides)


def is_extreme(node: tree.Node) -> bool:
    """Whether a smallest or largest value, or its place, stands in an expression."""
    names = (part for part in tree.walk(node) if isinstance(part, tree.Name))
    return any(name.base in _EXTREMA and name.subscript is not None for name in names)
