"""A statement about all whole numbers, tried at small ones: C(D, 3) ≤ D² fails first at D = 9.

A search over the reals finds a point between them, which says nothing of the whole numbers; and a
domain of all integers is no box. One whole number at which it is false is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from time import monotonic
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, atoms, substitute_formula
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, rational, substitute
from symnn.latex.meaning.values import Scalar

_At: TypeAlias = "dict[str, Expr]"

#: What is tried, the smallest first.
_NUMBERS: Final = (1, 2, 3, 0, *range(4, 13), 15, 20, 30, 50, 100, -1, -2, -5)
_MOST_LETTERS: Final = 2
_MOST_TRIALS: Final = 80
_SECONDS: Final = 1
#: So many seconds are spent on all of them.
_PATIENCE: Final = 4
_RELATIONS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})


def whole_letters(domain: tuple[Formula, ...]) -> tuple[str, ...]:
    """The letters that a domain says to be integers, by ⌊n⌋ = n.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> n = symbol("n")
        >>> whole_letters((Atomic("=", apply("floor", n), n), Atomic(">", symbol("x"), n)))
        ('n',)
    """
    found = []
    for formula in domain:
        if isinstance(formula, Atomic) and formula.relation == "=":
            inner = formula.left
            if inner.op == "apply" and inner.data == "floor" and inner.args == (formula.right,):
                found += sorted(free_symbols(formula.right))
    return tuple(dict.fromkeys(found))


def false_at_whole(
    relation: str, left: Side, right: Side, domain: tuple[Formula, ...]
) -> Judgement | None:
    """The refutation by whole numbers of the domain; None if none of those tried refutes it."""
    letters = whole_letters(domain)
    scalars = isinstance(left.value, Scalar) and isinstance(right.value, Scalar)
    if not letters or len(letters) > _MOST_LETTERS or not scalars or relation not in _RELATIONS:
        return None
    start = monotonic()
    for at in islice(_points(letters), _MOST_TRIALS):
        if monotonic() - start > _PATIENCE:
            return None  # with other letters open each trial is a search of its own
        try:
            found = _at(relation, left, right, domain, at)
        except SymnnError:
            continue
        if found is not None:
            return found
    return None


def _points(letters: tuple[str, ...]) -> Iterator[_At]:
    """The smallest numbers first, for several letters along the diagonals."""
    places = product(range(len(_NUMBERS)), repeat=len(letters))
    for place in sorted(places, key=lambda p: (sum(p), p)):
        yield {key: rational(_NUMBERS[i]) for key, i in zip(letters, place, strict=True)}


def _at(
    relation: str, left: Side, right: Side, domain: tuple[Formula, ...], at: _At
) -> Judgement | None:
    rest: list[Formula] = []
    for formula in domain:
        there = substitute_formula(formula, at)
        if not any(free_symbols(a.left, a.right) for a in atoms(there)):
            if not _holds(there):
                return None
        else:
            rest.append(there)
    sides = []
    for side in (left, right):
        if not isinstance(side.value, Scalar):
            return None
        sides.append(Side(Scalar(substitute(side.value.expr, at)), side.node))
    found = judge(relation, sides[0], sides[1], over=tuple(rest))
    if found.outcome != "refuted" or found.undefined or found.shapes:
        return None
    beside = found.counterexample or ()
    point = tuple((key, str(value.data)) for key, value in at.items())
    return replace(found, right=None, rounding=None, counterexample=(*point, *beside))


def _holds(formula: Formula) -> bool:
    return decide(Claim(formula), seconds=_SECONDS).proved
