r"""Slopes that are told: \partial L/\partial y = y - t, where nothing says what L is.

An equation between slopes of an unknown L, such as \partial L/\partial W = (\partial L/\partial y)
x^T, follows from what y is, or does not. One that gives such a slope by other names tells of L.
"""

from __future__ import annotations

from itertools import pairwise

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import parts_behind


def tells_slope(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether a slope of what has no formula is given by what no slope of it is behind."""
    operand = left.operand if isinstance(left, tree.Derivative) else None
    key = tree.key(operand) if isinstance(operand, tree.Name) else None
    latest = place.state.scope.latest
    if key is None or latest(key) is not None:
        return False
    behind = parts_behind((right,), latest)
    return not any(_is_slope_of(part, key) for part in behind)


def _is_slope_of(node: tree.Node, key: str) -> bool:
    r"""Whether it is a slope of a function, also as the \nabla_w L in a product."""
    if isinstance(node, tree.Derivative):
        return node.operand is not None and tree.key(node.operand) == key
    factors = node.factors if isinstance(node, tree.Product) else ()
    pairs = pairwise(factors)
    return any(_is_nabla(sign) and tree.key(operand) == key for sign, operand in pairs)


def _is_nabla(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "nabla"
