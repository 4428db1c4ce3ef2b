r"""Inequalities in open letters that are stated the wrong way round.

\log x \ge x - 1 may be meant as a condition on x, but nobody sets one that only a few points meet.
If the opposite inequality holds for all values, and the stated one fails wherever it is tried, it
is a slip: \le was meant.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.verdict import Status
from symnn.documents.judging.identities.trials import at_points
from symnn.documents.judging.relations import RELATIONS, Side, judge
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.latex.meaning.values import Scalar

_OPPOSITE: Final = {"<=": "≥", "<": "≥", ">=": "≤", ">": "≤"}
_ENOUGH: Final = 3


def is_reversed(relation: str, left: Side, right: Side) -> bool:
    """Whether the opposite of a false inequality is a theorem, and it fails at all points tried.

    Args:
        relation: as written.
        left, right: the sides, with their open letters as unknowns.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> from symnn.latex.syntax import Empty
        >>> x = symbol("x")
        >>> size = Side(Scalar(apply("abs", x)), Empty())
        >>> is_reversed("≥", Side(Scalar(x), Empty()), size)
        False
    """
    wanted = RELATIONS.get(relation, "")
    if wanted not in _OPPOSITE:
        return False
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return False
    sides = left.value.expr, right.value.expr
    names = [free_symbols(side) for side in sides]
    if not all(names) or not (_is_rich(*sides) or len(names[0] | names[1]) > 1):
        return False
    if not _fails_everywhere(wanted, *sides):
        return False
    return judge(_OPPOSITE[wanted], left, right).outcome == "proved"


def _is_rich(*sides: Expr) -> bool:
    """Whether a function other than a power stands in it: x^2 ≤ 2x - 1 may be an exercise."""
    return any(node.op in ("apply", "nth_root") for node in postorder(*sides))


def _fails_everywhere(relation: str, left: Expr, right: Expr) -> bool:
    failed = 0
    for status in at_points(relation, left, right):
        if status is Status.PROVED:
            return False
        failed += status is Status.REFUTED
    return failed >= _ENOUGH
