r"""A relation whose letters have a few values, case by case: those of y \in \{-1, 1\} are two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from math import prod
from typing import Final

from symnn.claims.formula import Atomic, Compound, Formula, substitute_formula
from symnn.documents.judging.relations import Judgement, Side
from symnn.exact.expression import Expr, free_symbols, substitute
from symnn.exact.plain import plain
from symnn.latex.meaning.values import Array, Scalar

#: More cases are not gone through.
MOST: Final = 16


def few_cases(
    left: Side,
    right: Side,
    domain: tuple[Formula, ...],
    judge: Callable[[Side, Side, tuple[Formula, ...]], Judgement],
) -> Judgement | None:
    """The judgement of a relation in all cases; None if its letters have no few values.

    Args:
        left, right: the sides.
        domain: what holds of the letters.
        judge: the judgement of two sides over a domain.
    """
    used = free_symbols(*(cell.expr for side in (left, right) for cell in _cells(side)))
    values = dict(found for f in domain if (found := values_of(f)) is not None and found[0] in used)
    if not values or prod(map(len, values.values())) > MOST:
        return None
    others = tuple(f for f in domain if (found := values_of(f)) is None or found[0] not in values)
    proved: Judgement | None = None
    unclear: Judgement | None = None
    notes: dict[str, None] = {}
    for case in product(*values.values()):
        put = dict(zip(values, case, strict=True))
        over = tuple(substitute_formula(f, put) for f in others)
        one = judge(_with(left, put), _with(right, put), over)
        if one.outcome == "refuted":
            said = tuple((name, plain(value)) for name, value in put.items())
            point = tuple(sorted((*(one.counterexample or ()), *said)))
            return replace(one, counterexample=point, right=None)
        proved = proved or one
        notes |= dict.fromkeys(one.notes)
        unclear = unclear or (one if one.outcome == "undecided" else None)
    if unclear is not None or proved is None:
        return unclear
    return replace(proved, notes=tuple(notes))


def values_of(formula: Formula) -> tuple[str, tuple[Expr, ...]] | None:
    """The letter of “y = -1 or y = 1”, and its numbers."""
    if not isinstance(formula, Compound) or formula.connective != "or":
        return None
    names: set[str] = set()
    numbers: list[Expr] = []
    for part in formula.parts:
        if not isinstance(part, Atomic) or part.relation != "=" or part.left.op != "symbol":
            return None
        if free_symbols(part.right):
            return None
        names.add(str(part.left.data))
        numbers.append(part.right)
    return (names.pop(), tuple(numbers)) if len(names) == 1 else None


def _cells(side: Side) -> tuple[Scalar, ...]:
    value = side.value
    if isinstance(value, Array):
        return tuple(value.cells())
    return (value,) if isinstance(value, Scalar) else ()


def _with(side: Side, put: dict[str, Expr]) -> Side:
    value = side.value
    if isinstance(value, Array):
        return replace(side, value=value.map(lambda e: substitute(e, put)))
    if isinstance(value, Scalar) and free_symbols(value.expr) & set(put):
        return replace(side, value=Scalar(substitute(value.expr, put)))
    return side
