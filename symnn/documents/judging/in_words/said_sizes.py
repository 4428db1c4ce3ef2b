r"""Numbers of things as they are written in claims: 10 \times 3073 = 30{,}730, (Ck^2 + 1)F."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.open_arrays.sizes import Size
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.latex import syntax as tree

_PRODUCT: Final = frozenset({"", "·", "*", "⋅", "×"})


def sizes_said(node: tree.Node) -> list[Size]:
    """The sizes that a chain of equal ones has; none for what is no such chain.

    Raises:
        UnreadError: one of them is no size.
    """
    return [size_of(multiplied(member)) for member in members_of(node)]


def multiplied(node: tree.Node) -> tree.Node:
    r"""The same with a dot for every \times, which stands between numbers to multiply."""
    if isinstance(node, tree.Product):
        factors = tuple(map(multiplied, node.factors))
        signs = tuple("·" if sign == "×" else sign for sign in node.operators)
        return replace(node, factors=factors, operators=signs)
    if isinstance(node, tree.Sum):
        return replace(node, terms=tuple(map(multiplied, node.terms)))
    if isinstance(node, tree.Neg):
        return replace(node, operand=multiplied(node.operand))
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return replace(node, items=tuple(map(multiplied, node.items)))
    if isinstance(node, tree.Call):
        items = tuple(map(multiplied, node.arguments.items))
        arguments = replace(node.arguments, items=items)
        return replace(node, head=multiplied(node.head), arguments=arguments)
    if isinstance(node, tree.Power):
        return replace(node, base=multiplied(node.base))
    return node
