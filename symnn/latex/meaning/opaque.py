r"""Expressions that were set to a number as they stand: `\|v_k\| = 0.5`, `count(t, d) = 20`."""

from __future__ import annotations

from symnn.latex import syntax as tree
from symnn.latex.plain import plain


def opaque_key(node: tree.Node) -> str | None:
    r"""The place of an application or a norm in a symbol table; None for other expressions.

    Examples:
        >>> opaque_key(tree.Norm(tree.Name("v"))) == opaque_key(tree.Norm(tree.Name("v")))
        True
        >>> opaque_key(tree.Name("v")) is None
        True
    """
    while isinstance(node, tree.Group) and node.fence == "" and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, (tree.Call, tree.Apply, tree.Norm, tree.Abs)):
        return f"⟨{plain(node)}⟩"
    return None
