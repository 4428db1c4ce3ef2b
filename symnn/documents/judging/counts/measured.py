r"""Numbers in units that may be rounded: "163,009,536 weights of 4 bytes take 621.8 MiB"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from symnn.documents.judging.counts.values import value
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree

_METHOD: Final = "a counting rule"
#: What is nearer to some way of counting than this is not called false, if it has decimals.
_NEAR: Final = Fraction(1, 100)
_NEAR_WHOLE: Final = Fraction(1, 20)


def judge_measured(
    found: tree.Node, others: Sequence[tree.Node], claimed: Sequence[tree.Node]
) -> Judgement | None:
    """What is claimed beside what there is; None if it may be right in another unit.

    Args:
        found: how much there is.
        others: how much there is in other units of the same name.
        claimed: the members of the claim.
    """
    right = value(found, {})
    values = [value(member, {}) for member in claimed]
    note = (f"there are {right}",)
    if all(one == right for one in values):
        return Judgement("proved", _METHOD, notes=note)
    if all(_is_rounded(m, one, right) for m, one in zip(claimed, values, strict=True)):
        return Judgement("proved", _METHOD, rounding="rounded", notes=note)
    ways = (right, *(value(other, {}) for other in others))
    near = _NEAR if getattr(claimed[-1], "decimals", None) else _NEAR_WHOLE
    if any(abs(one - way) <= near * abs(way) for one in values for way in ways):
        return None
    return Judgement("refuted", _METHOD, notes=note)


def _is_rounded(member: tree.Node, claimed: Fraction, right: Fraction) -> bool:
    """Whether a number is the right one, to the digits that are printed."""
    if claimed == right:
        return True
    if not isinstance(member, tree.Number) or abs(claimed - right) > _NEAR * abs(right):
        return False
    unit = Fraction(1, 10 ** (member.decimals or 0))
    return 2 * abs(claimed - right) <= unit
