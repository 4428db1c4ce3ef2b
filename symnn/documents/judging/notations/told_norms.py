r"""Norms of matrices beside their own formula: \|b\|_1 = \max_j \sum_i |b_{ij}|.

Two norms are written \|b\|_1, that of the map and that of the entries. What stands behind it as a
greatest value or as a sum tells which of them is meant; a bare number does not.
"""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree

_GREATEST: Final = frozenset({"max", "sup"})


def tells_norm(left: tree.Node, link: tree.Link) -> bool:
    r"""Whether a norm is said to be a greatest value, or a sum over entries.

    >>> from symnn.latex.parser import parse
    >>> told, bare = (parse(rf"\|b\|_1={f}").statements[0].body for f in (r"\max(7,2)", "7"))
    >>> tells_norm(told.first, told.links[0]), tells_norm(bare.first, bare.links[0])
    (True, False)
    """
    if not isinstance(left, tree.Norm) or link.relation != "=":
        return False
    operand = link.operand
    while isinstance(operand, tree.Group) and len(operand.items) == 1:
        (operand,) = operand.items
    if isinstance(operand, tree.BigOperator):
        return operand.operator in _GREATEST or _sums_entries(operand)
    if not isinstance(operand, tree.Apply) or not isinstance(operand.function, tree.Name):
        return False
    listed = isinstance(operand.argument, tree.Group) and len(operand.argument.items) > 1
    over_all = operand.function.subscript is not None
    return operand.function.base in _GREATEST and (listed or over_all)


def _sums_entries(node: tree.BigOperator) -> bool:
    """Σ_{ij} |b_{ij}|, and Σ_i Σ_j |b_{ij}|."""
    inner = node
    while isinstance(inner.body, tree.BigOperator) and inner.operator == "sum":
        inner = inner.body
    return inner.operator == "sum" and isinstance(inner.body, tree.Abs)
