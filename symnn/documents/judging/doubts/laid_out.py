r"""Shapes of expressions in which slopes stand: x g of a g = ∂J/∂y may be laid out in rows."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.doubts.layouts import stated
from symnn.documents.judging.matrices.block_rows import with_products_as_rows
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import NUMERATOR
from symnn.latex.matrices.names import name_key

REASON: Final = "slopes in it may be laid out as rows, or as columns"
_DEEPEST: Final = 4


def as_laid_out(
    place: Place, knowledge: Knowledge, found: Judgement, left: tree.Node
) -> Judgement | None:
    """What is found about the shape of an expression, unless another layout would change it.

    Args:
        place: where the membership stands.
        knowledge: the shapes known there.
        found: what was found with each slope in the shape of its variable.
        left: the expression.

    Returns:
        None where nothing is claimed: [A b] may be two blocks beside each other.
    """
    if found.outcome == "refuted" and with_products_as_rows(left) != left:
        return None
    if isinstance(left, tree.Derivative) or not _rests_on_slope(knowledge, left, 0):
        return found
    layouts = stated(place.state.source.text) & frozenset(knowledge.layouts)
    only = layouts == {NUMERATOR}
    if (found.outcome == "refuted" and NUMERATOR in layouts) or (
        found.outcome == "proved" and only
    ):
        return Judgement("undecided", reason=REASON)
    return found


def _rests_on_slope(knowledge: Knowledge, node: tree.Node, depth: int) -> bool:
    """Whether a slope stands in an expression, or in what its names are defined as."""
    for part in tree.walk(node):
        if isinstance(part, tree.Derivative):
            return True
        key = name_key(part) if isinstance(part, tree.Name) else None
        body = None if key is None or depth >= _DEEPEST else knowledge.body(key)
        if body is not None and _rests_on_slope(knowledge, body, depth + 1):
            return True
    return False
