r"""Open matrices beside slopes by vectors that are rows, as \delta^\top x^\top has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from symnn.documents.judging.doubts.arrays.read_otherwise import AS_ROWS, unless_otherwise
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import LAYOUTS, ROWS

Judging: TypeAlias = "Callable[[Knowledge, tree.Node, tree.Link], Judgement | None]"


def unless_in_rows(
    found: Judgement | None, knowledge: Knowledge, left: tree.Node, link: tree.Link, judge: Judging
) -> Judgement | None:
    """What is found; undecided instead of refuted if it holds with rows, or from the left.

    Args:
        found: the judgement of the relation as it is read usually.
        knowledge: what the document has said of the names.
        left, link: the relation.
        judge: how a relation is judged.
    """
    if found is None or found.outcome != "refuted":
        return found
    told = knowledge.layouts != LAYOUTS  # by the shape that is given for a slope
    again = None if told else judge(replace(knowledge, layouts=(ROWS,)), left, link)
    if again is not None and again.outcome == "proved":
        return Judgement("undecided", reason=AS_ROWS)

    def as_before(one: tree.Node, other: tree.Link) -> Judgement | None:
        return judge(knowledge, one, other)

    return unless_otherwise(found, None, left, link, as_before)
