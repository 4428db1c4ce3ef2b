r"""Equations with what stands below multiplied out: s(x) + a s(-x) = (1 - a^2) r(x).

A denominator that is nowhere 0 in the domain may be taken to the other side, where the provers for
functions by cases can deal with it.
"""

from __future__ import annotations

from symnn.claims.formula import Atomic, Formula
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, mul
from symnn.latex.meaning.values import Scalar


def judged_cleared(left: Side, right: Side, over: tuple[Formula, ...]) -> Judgement | None:
    """The proof of an equation without its denominators; None where there is none.

    Args:
        left, right: its sides.
        over: what holds of the letters.
    """
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return None
    above, below = _fraction(left.value.expr)
    other, under = _fraction(right.value.expr)
    divisors = [d for d in (below, under) if free_symbols(d)]
    if not divisors or not all(decided(Atomic("!=", d, ZERO), over).proved for d in divisors):
        return None
    sides = (Scalar(mul(above, under)), Scalar(mul(other, below)))
    found = judge("=", Side(sides[0], left.node), Side(sides[1], right.node), over=over)
    return found if found.outcome == "proved" else None


def _fraction(value: Expr) -> tuple[Expr, Expr]:
    """What stands above and below in a product."""
    if value.op == "mul":
        parts = [_fraction(factor) for factor in value.args]
        return mul(*(a for a, _ in parts)), mul(*(b for _, b in parts))
    if value.op == "power" and value.args[1].op == "rational" and value.args[1].data == -1:
        return ONE, value.args[0]
    return value, ONE
