"""Equalities by normal form: left − right reduces to 0 wherever both sides exist.

Complete for closed expressions in exponentials of algebraic numbers; sound always.
"""

from __future__ import annotations

from collections.abc import Mapping

from symnn.claims.formula import Atomic
from symnn.claims.provers.algebraic import certificate
from symnn.claims.provers.finding import Finding
from symnn.exact.ball import enclose, holds
from symnn.exact.expression import ZERO, Expr, free_symbols
from symnn.exact.normal_form import Condition, normal_form
from symnn.functions.lower import lower

_TRUTH_OF_EQUAL_SIDES = {"=": True, "<=": True, ">=": True, "!=": False, "<": False, ">": False}

#: Bits tried for the closed side conditions.
_BITS = (64, 256, 1024)


def decide(
    atom: Atomic, index: Mapping[Expr, int], positive: frozenset[str] = frozenset()
) -> Finding | None:
    """Prove that both sides are equal; says nothing when they are not.

    `positive` holds the symbols that the domain makes positive.
    """
    form = normal_form(lower(atom.left - atom.right), positive)
    if form.value.num.terms:
        return None
    open_conditions = []
    for condition in form.conditions:
        if free_symbols(condition.expr):
            open_conditions.append(Atomic(condition.relation, condition.expr, ZERO))
        elif not _holds(condition):
            return None
    by = certificate((atom.left, atom.right), index, "normal_form")
    if by is None:
        return None
    truth = _TRUTH_OF_EQUAL_SIDES[atom.relation]
    return Finding(atom, truth, by, "normal form", tuple(open_conditions))


def _holds(condition: Condition) -> bool:
    return any(holds(condition.relation, enclose(condition.expr, bits)) for bits in _BITS)
