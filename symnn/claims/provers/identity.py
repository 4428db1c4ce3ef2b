"""Equalities by normal form: left − right reduces to 0 wherever both sides exist.

Complete for closed expressions in exponentials of algebraic numbers; sound always.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from flint import arb, fmpq

from symnn.claims.formula import Atomic
from symnn.claims.provers.algebraic import certificate
from symnn.claims.provers.finding import Finding
from symnn.errors import SymnnError, TooLargeError
from symnn.exact.ball import certain_sign, enclose, holds
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder
from symnn.exact.normal_form import Condition, NormalForm, normal_form
from symnn.functions.lower import lower

_TRUTH_OF_EQUAL_SIDES = {"=": True, "<=": True, ">=": True, "!=": False, "<": False, ">": False}

#: Bits tried for the closed side conditions.
_BITS = (64, 256, 1024)

#: Bits at which a difference is looked at in a point.
_POINT_BITS: Final = 64


def decide(
    atom: Atomic, index: Mapping[Expr, int], positive: frozenset[str] = frozenset()
) -> Finding | None:
    """Prove that both sides are equal; says nothing when they are not.

    `positive` holds the symbols that the domain makes positive.
    """
    difference = lower(atom.left - atom.right)
    if _differs(difference):
        return None
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


def _differs(difference: Expr) -> bool:
    """Whether the difference is seen not to be 0 at a point, so that no normal form can be 0.

    This is much quicker than a normal form, and most relations that are asked about are no
    identities. All coordinates are between 0 and 1: every domain allows them to be positive,
    and logarithms of x and of 1 - x exist there.
    """
    names = sorted(free_symbols(difference))
    if not names:
        return False  # balls were tried before, by those who ask about numbers
    point = {name: arb(fmpq(13 + 29 * k % 64, 97)) for k, name in enumerate(names)}
    try:
        return certain_sign(enclose(difference, _POINT_BITS, point)) in (-1, 1)
    except SymnnError:
        return False


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
