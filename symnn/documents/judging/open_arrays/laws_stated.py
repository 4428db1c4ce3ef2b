"""Sides that nobody poses to be solved: derivatives, and transposes of what is composite."""

from __future__ import annotations

from symnn.latex import syntax as tree


def is_law(node: tree.Node) -> bool:
    """A derivative, a differential, or the transpose, inverse, trace, … of something composite."""
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, tree.Derivative):
        return True
    if isinstance(node, tree.Call):
        return isinstance(node.head, tree.Name) and node.head.base in ("d", "nabla")
    if isinstance(node, tree.Product):
        first = node.factors[0]
        first = first.base if isinstance(first, tree.Power) else first
        return isinstance(first, tree.Name) and first.base in ("d", "nabla")
    inner: tree.Node | None = None
    if isinstance(node, tree.Transpose):
        inner = node.operand
    elif isinstance(node, tree.Power):
        inner = node.base
    elif isinstance(node, tree.Apply):
        inner = node.argument
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    return isinstance(inner, (tree.Sum, tree.Product))


def core(node: tree.Node) -> tree.Node:
    """Without brackets, powers and transposes around it."""
    while True:
        if isinstance(node, tree.Group) and len(node.items) == 1:
            node = node.items[0]
        elif isinstance(node, tree.Transpose):
            node = node.operand
        elif isinstance(node, tree.Power):
            node = node.base
        else:
            return node
