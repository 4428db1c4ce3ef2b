r"""Shapes of expressions in which slopes stand: x g of a g = ∂J/∂y may be laid out in rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.doubts.arrays.layouts import stated
from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries
from symnn.documents.judging.matrices.block_rows import with_products_as_rows
from symnn.documents.judging.matrices.declared import space
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, NUMERATOR
from symnn.latex.matrices.names import name_key
from symnn.latex.matrices.sizes import ONE

REASON: Final = "slopes in it may be laid out as rows, or as columns"
_DEEPEST: Final = 4


def as_laid_out(
    place: Place, knowledge: Knowledge, found: Judgement, left: tree.Node, link: tree.Link
) -> Judgement | None:
    """What is found about the shape of an expression, unless another layout would change it.

    Args:
        place: where the membership stands.
        knowledge: the shapes known there.
        found: what was found with each slope in the shape of its variable.
        left: the expression.
        link: with the space that it is said to live in.

    Returns:
        None where nothing is claimed: [A b] may be two blocks beside each other.
    """
    if found.outcome == "refuted" and with_products_as_rows(left) != left:
        return None
    if isinstance(left, tree.Derivative):
        turned = found.outcome == "proved" and is_told_turned(place, left, link)
        return Judgement("undecided", reason=REASON) if turned else found
    if not _rests_on_slope(knowledge, left, 0):
        return found
    layouts = stated(place.state.source.text) & frozenset(knowledge.layouts)
    only = layouts == {NUMERATOR}
    if (found.outcome == "refuted" and NUMERATOR in layouts) or (
        found.outcome == "proved" and only
    ):
        return Judgement("undecided", reason=REASON)
    return found


def is_told_turned(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a slope in the shape of its variable stands where such are told to be turned."""
    if not isinstance(left, tree.Derivative) or place.knowledge is None:
        return False
    wanted, key = space(link.operand), name_key(left.variables[0])
    shapes = {d.shape for d in place.knowledge.choices(key or "", left.span.start)}
    told = stated(place.state.source.text) == {NUMERATOR}
    return told and wanted is not None and wanted[0] in shapes and wanted[0][0] != wanted[0][1]


def rows_for_outputs(place: Place, left: tree.Node, link: tree.Link) -> tree.Link | None:
    """The space of a slope of a vector by a vector, with rows for outputs; None if none is told."""
    found, told = space(link.operand), told_by_entries(place.state.source.text)
    if not isinstance(left, tree.Derivative) or told is None or found is None or ONE in found[0]:
        return None
    return turned_space(link) if told == DENOMINATOR else link


def turned_space(link: tree.Link) -> tree.Link:
    r"""∈ \mathbb{R}^{n \times m} for ∈ \mathbb{R}^{m \times n}."""
    space_ = link.operand
    if not isinstance(space_, tree.Power) or not isinstance(space_.exponent, tree.Product):
        return link
    sizes = replace(space_.exponent, factors=space_.exponent.factors[::-1])
    return replace(link, operand=replace(space_, exponent=sizes))


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
