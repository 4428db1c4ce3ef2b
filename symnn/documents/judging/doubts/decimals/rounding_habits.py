"""How an author shortens decimals: who rounds all figures of a table up and down cuts none off."""

from __future__ import annotations

from typing import Final

from symnn.claims.formula import Atomic
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.relations import Judgement, Side
from symnn.exact.expression import rational
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Scalar

#: So many figures of one table were rounded up.
_ENOUGH: Final = 3
ROUNDED_UP: Final = "figures that are rounded up, decimals: "
CUT: Final = "its last digit was cut, or is wrong: the figures before it are rounded"


def with_habit(scope: Scope, found: Judgement, left: Side, right: Side) -> Judgement:
    """The judgement; open if a digit was cut off where the table before it is rounded.

    Args:
        scope: where it is kept in mind that an author rounds.
        found: what was found.
        left, right: the sides.
    """
    if found.outcome != "proved" or found.rounding is None:
        return found
    value = right.value
    if isinstance(value, Array) and isinstance(left.value, Array) and found.rounding == "rounded":
        pairs = list(zip(left.value.cells(), value.cells(), strict=False))
        for places in sorted({cell.decimals or 0 for cell in value.cells()} - {0}):
            ups = (_is_up(a, b) for a, b in pairs if b.decimals == places)
            if sum(ups) >= _ENOUGH:
                scope.told |= {f"{ROUNDED_UP}{places}"}
    if found.rounding != "truncated" or not isinstance(value, Scalar):
        return found
    told = f"{ROUNDED_UP}{value.decimals}" in scope.told
    return Judgement("undecided", reason=CUT) if told else found


def _is_up(exact: Scalar, shown: Scalar) -> bool:
    """Whether a positive figure is above the value that it shows."""
    return decided(Atomic("<", exact.expr, shown.expr)).proved and (
        decided(Atomic(">", shown.expr, rational(0))).proved
    )
