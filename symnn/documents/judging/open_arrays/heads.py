"""What stands before brackets in f(x) = …, and whether that says what f is."""

from __future__ import annotations

from collections.abc import Container

from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key


def head_of(node: tree.Node) -> tuple[str, tuple[tree.Node, ...]] | None:
    """The name and the arguments of f(x), f[x] or Sa[X]; None for anything else."""
    if isinstance(node, tree.Call):
        key = name_key(node.head)
        return None if key is None else (key, node.arguments.items)
    if isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        key = name_key(node.function)
        plain = node.power is None and not node.ambiguous and key is not None
        return (key or "", node.argument.items) if plain else None
    if isinstance(node, tree.Product) and set(node.operators) == {""}:
        *heads, last = node.factors
        if isinstance(last, tree.Group) and last.fence == "[]" and last.items:
            keys = [name_key(head) for head in heads]
            if all(keys):
                return "".join(k for k in keys if k), last.items
    return None


def is_value(first: tree.Node, body: tree.Node, known: Container[str]) -> bool:
    r"""Whether it tells the value at one place, as \det(A) = -2 does, and no function.

    Args:
        first, body: what is said to be what.
        known: the names that have a formula.
    """
    function = head_of(first)
    if function is None:
        return False
    key, items = function
    used = {part.base for part in tree.walk(body) if isinstance(part, tree.Name)}
    if any(isinstance(item, tree.Name) and item.base in used for item in items):
        return False
    named = isinstance(first, tree.Apply) and len(key) > 1
    return named or any((name_key(item) or "") in known for item in items)
