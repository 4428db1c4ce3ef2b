"""Numbers outside of an interval: x ∉ [0, 1] is x < 0 or x > 1."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.sets.number_sets import unclear
from symnn.latex import syntax as tree

#: How a number lies below and above an interval, by its brackets.
_SIDES: Final = {"[]": ("<", ">"), "()": ("≤", "≥"), "[)": ("<", "≥"), "(]": ("≤", ">")}


def outside(chain: tree.Chain) -> tree.Logic:
    """That a name is not in an interval as one of two comparisons.

    Raises:
        MeaningError: it is not in something else.

    Examples:
        >>> ends = tree.Group("[]", (tree.Name("a"), tree.Name("b")), (",",))
        >>> said = outside(tree.Chain(tree.Name("x"), (tree.Link("∉", ends),)))
        >>> said.operator == "or" and len(said.operands) == 2
        True
    """
    within = chain.links[0].operand
    if not isinstance(within, tree.Group) or len(within.items) != 2 or within.fence not in _SIDES:
        raise unclear(chain)
    parts = tuple(
        tree.Chain(chain.first, (tree.Link(relation, end, span=end.span),), span=chain.span)
        for relation, end in zip(_SIDES[within.fence], within.items, strict=True)
    )
    return tree.Logic("or", parts, span=chain.span)
