r"""The entropy of a pure node: in ``-0 \log_2 0 - 1 \log_2 1`` the term of an empty class is 0.

Where a text speaks of entropy, 0 log 0 is 0 by the convention of all who write so. Only a factor
that is written as zero, before the logarithm of what is written as zero, is such a term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.latex import syntax as tree

_LOGARITHMS: Final = frozenset({"log", "ln", "lg"})


Said: TypeAlias = Sequence[tree.Statement | tree.Unreadable]


def without_empty_classes(statements: Said) -> list[tree.Statement | tree.Unreadable]:
    """The statements with 0 for each term of an empty class."""
    return [
        replace(s, body=_replaced(s.body)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _replaced(node: tree.Node) -> tree.Node:
    """A node in which a product of zero and of the logarithm of zero is zero."""
    if isinstance(node, tree.Product) and any(map(_is_zero, node.factors)):
        rest = [factor for factor in node.factors if not _is_zero(factor)]
        if rest and all(_is_logarithm_of_zero(factor) for factor in rest):
            return tree.Number("0", Fraction(0), span=node.span)
    return tree.map_children(node, _replaced)


def _is_zero(node: tree.Node) -> bool:
    """Whether it is 0, or 0 of some: 0/4."""
    if isinstance(node, tree.Group) and node.fence in ("()", "[]", "") and len(node.items) == 1:
        return _is_zero(node.items[0])
    if isinstance(node, tree.Quotient):
        below = node.denominator
        return _is_zero(node.numerator) and isinstance(below, tree.Number) and below.value != 0
    return isinstance(node, tree.Number) and node.value == 0


def _is_logarithm_of_zero(node: tree.Node) -> bool:
    if not isinstance(node, tree.Apply) or node.power is not None:
        return False
    head = node.function
    return isinstance(head, tree.Name) and head.base in _LOGARITHMS and _is_zero(node.argument)
