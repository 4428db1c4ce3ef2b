r"""Products and powers of arrays that words take entry by entry: "squaring each entry, A^2 = …"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.doubts.rereading import as_read
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array

BY_ENTRIES: Final = "words near it take products entry by entry, and so it holds"
_PLAIN: Final = frozenset({"", "·", "*", "×"})
_MOST: Final = 4


def holds_by_entries(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a false relation is not so with its products of arrays taken entry by entry.

    Args:
        place: where it stands.
        left, link: the relation.
    """
    view = place.view()
    sides = _by_entries(left, view), _by_entries(link.operand, view)
    if sides == (left, link.operand):
        return False
    return as_read(place, sides[0], link.relation, sides[1]) == "proved"


def _by_entries(node: tree.Node, view: Reader) -> tree.Node:
    """An expression with ⊙ for the products of arrays of one shape, and for their powers."""
    node = tree.map_children(node, lambda part: _by_entries(part, view))
    if isinstance(node, tree.Product):
        pairs = zip(node.factors, node.factors[1:], strict=False)
        signs = tuple(
            "⊙" if sign in _PLAIN and _is_array(one, view) and _is_array(two, view) else sign
            for sign, (one, two) in zip(node.operators, pairs, strict=True)
        )
        return replace(node, operators=signs)
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        times = node.exponent.value
        if times.denominator == 1 and 1 < times <= _MOST and _is_array(node.base, view):
            count = int(times)
            return tree.Product((node.base,) * count, ("⊙",) * (count - 1), span=node.span)
    return node


def _is_array(node: tree.Node, view: Reader) -> bool:
    try:
        return isinstance(view.read(node), Array)
    except MeaningError:
        return False
