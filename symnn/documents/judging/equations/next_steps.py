"""What an equation is that may be posed: the next step of one that was posed before it."""

from __future__ import annotations

from symnn.documents.judging.doubts.withheld import POSED, zero
from symnn.documents.judging.equations.solving import pose
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree


def next_step(place: Place, left: tree.Node, link: tree.Link, found: Judgement) -> Judgement | None:
    """What an equation that may be posed, though its names have values, is as the next step."""
    if found.reason != POSED and not (found.outcome == "proved" and zero(link.operand)):
        return None
    step = pose(place, left, link, given=True)
    return step if found.reason == POSED else None
