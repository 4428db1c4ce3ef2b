"""Letters of which a formula tells a case below zero: they count nothing.

"For all n" is about whole numbers from 1 on at least; where f(n) = 0 for n < 0, also about those
below zero.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import Expr, postorder

_TURNED: Final = {">": "<", ">=": "<="}


def without_floors_at_one(narrow: tuple[Formula, ...], *values: Expr) -> tuple[Formula, ...]:
    """The narrow domain without n ≥ 1 for those letters that a case of the values has below zero.

    >>> from symnn.exact.expression import ONE, ZERO, symbol
    >>> n = symbol("n")
    >>> step = Expr("piecewise", (n, ZERO, ZERO, ONE), ("<",))
    >>> without_floors_at_one((Atomic(">=", n, ONE),), step)
    ()
    """
    letters = {side for node in postorder(*values) for side in _below_zero(node)}
    return tuple(f for f in narrow if not _is_floor(f, letters))


def _is_floor(formula: Formula, letters: set[Expr]) -> bool:
    """Whether it is n ≥ 1 or n > 0 for one of the letters."""
    bound = isinstance(formula, Atomic) and formula.relation in (">=", ">")
    return bound and isinstance(formula, Atomic) and formula.left in letters


def _below_zero(node: Expr) -> list[Expr]:
    """The letters of a case distinction that are compared with a number below zero, or < 0."""
    if node.op != "piecewise" or not isinstance(node.data, tuple):
        return []
    found = []
    for k, relation in enumerate(node.data):
        left, right = node.args[3 * k : 3 * k + 2]
        if left.op == "rational":
            left, right, relation = right, left, _TURNED.get(str(relation), "")
        letter = left.op == "symbol" and right.op == "rational"
        bound = right.data
        if letter and isinstance(bound, fmpq):
            below = (relation == "<" and bound <= 0) or (relation == "<=" and bound < 0)
            found += [left] if below else []
    return found
