"""Inequalities that fill a cell of a table: they say when its row holds, and claim nothing."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.doubts.decimals.figures import is_literal
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS
from symnn.latex import syntax as tree

CONDITION: Final = "it may be a condition for a row of a table"
_LEAST_BARS: Final = 2


def is_condition_in_cell(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a cell holds no more than a name and a number that bounds it.

    Args:
        place: where an inequality stands.
        left, link: the inequality.
    """
    sides = (left, link.operand)
    named = any(tree.key(one) is not None for one in sides) and any(map(is_literal, sides))
    if RELATIONS.get(link.relation) in ("=", "≈") or not named:
        return False
    text, formula = place.state.source.text, place.formula
    start = text.rfind("\n", 0, formula.outer_start) + 1
    end = text.find("\n", formula.outer_end)
    before = text[start : formula.outer_start]
    after = text[formula.outer_end : end if end >= 0 else len(text)]
    bars = before.count("|") + after.count("|")
    alone = not before.rpartition("|")[2].strip() and not after.partition("|")[0].strip()
    return bars >= _LEAST_BARS and alone and bool(before.strip() or after.strip())
