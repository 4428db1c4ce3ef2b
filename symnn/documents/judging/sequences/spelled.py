r"""δ(a)^T as δ times a^T: a bracket behind a name that is no function stands by itself."""

from __future__ import annotations

from collections.abc import Collection

from symnn.documents.judging.sequences.indices import ACTIVATIONS
from symnn.latex import syntax as tree


def as_products(node: tree.Node, functions: Collection[str]) -> tree.Node:
    r"""The expression with powers and transposes of what only looks like a function's value.

    Args:
        node: such as \delta(a)^T.
        functions: the names of functions.
    """
    node = tree.map_children(node, lambda part: as_products(part, functions))
    if not isinstance(node, (tree.Transpose, tree.Power)):
        return node
    inner = node.operand if isinstance(node, tree.Transpose) else node.base
    if not isinstance(inner, tree.Call) or len(inner.arguments.items) != 1:
        return node
    head = inner.head
    if not isinstance(head, tree.Name) or tree.key(head) in functions:
        return node
    if head.base in ACTIVATIONS and not head.labels and head.subscript is None:
        return node
    if isinstance(node, tree.Transpose):
        last: tree.Node = tree.Transpose(inner.arguments, node.mark, span=node.span)
    else:
        last = tree.Power(inner.arguments, node.exponent, span=node.span)
    return tree.Product((head, last), ("",), span=node.span)
