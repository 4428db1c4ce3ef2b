"""Equalities by normal form: left − right reduces to 0 wherever both sides exist.

Complete for closed expressions in exponentials of algebraic numbers; sound always.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from symnn.claims.formula import Atomic
from symnn.claims.provers.algebraic import certificate
from symnn.claims.provers.finding import Finding
from symnn.errors import TooLargeError
from symnn.exact.ball import enclose, holds
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder
from symnn.exact.normal_form import Condition, NormalForm, normal_form
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
    difference = lower(atom.left - atom.right)
    form, plain = _vanishing(difference, positive)
    if form is None:
        return None
    open_conditions = []
    for condition in form.conditions:
        if free_symbols(condition.expr):
            open_conditions.append(Atomic(condition.relation, condition.expr, ZERO))
        elif not _holds(condition):
            return None
    by = certificate(postorder(atom.left, atom.right), index, "normal_form")
    if by is None:
        return None
    by |= {"plain": True} if plain else {}
    truth = _TRUTH_OF_EQUAL_SIDES[atom.relation]
    return Finding(atom, truth, by, "normal form", tuple(open_conditions))


def _vanishing(difference: Expr, positive: frozenset[str]) -> tuple[NormalForm | None, bool]:
    """The form, if it is 0, and whether powers of e are left as they are.

    Where logarithms are in exponents, as in layers of softplus, the powers that they stand for
    may be long sums; most identities do not need them.
    """
    if _has_logarithms_in_exponents(difference):
        with suppress(TooLargeError):
            form = normal_form(difference, positive, plain=True)
            if not form.value.num.terms:
                return form, True
    form = normal_form(difference, positive)
    return (None if form.value.num.terms else form), False


def _has_logarithms_in_exponents(expr: Expr) -> bool:
    over: dict[Expr, bool] = {}
    for node in postorder(expr):
        over[node] = any(over[a] for a in node.args)
        if node.op == "apply" and node.data == "exp" and over[node]:
            return True
        over[node] |= node.op == "apply" and node.data == "log"
    return False


def _holds(condition: Condition) -> bool:
    return any(holds(condition.relation, enclose(condition.expr, bits)) for bits in _BITS)
