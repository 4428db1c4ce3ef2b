r"""Functions with their parameters below: f_{w,b}(x) = wx + b, and f_{200,100}(1.2).

A list below a letter before brackets is read as further arguments: f(x, w, b).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_INDICES: Final = frozenset("ijklmnst")
_HEADS: Final = frozenset("fghFGH")


def with_lower_parameters(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with such parameters as arguments.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """

    def changed(node: tree.Node) -> tree.Node:
        node = tree.map_children(node, changed)
        return _with_arguments(node, scope) if isinstance(node, tree.Call) else node

    return [
        replace(s, body=changed(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _with_arguments(node: tree.Call, scope: Scope) -> tree.Node:
    head, group = node.head, node.arguments
    if not isinstance(head, tree.Name) or head.base not in _HEADS or group.fence != "()":
        return node
    below = head.subscript
    if not isinstance(below, tree.Group) or below.fence or len(below.items) < 2 or head.labels:
        return node
    if set(below.separators) != {","} or scope.latest(tree.key(head) or "") is not None:
        return node
    letters = {tree.key(item) for item in below.items} - {None}
    numbers = all(isinstance(item, (tree.Number, tree.Neg)) for item in below.items)
    whole = replace(head, subscript=None)
    known = scope.latest(tree.key(whole) or "")
    arity = len(group.items) + len(below.items)
    as_known = known is not None and len(known.parameters or ()) == arity
    if letters & _INDICES or not (as_known or (letters and not numbers and known is None)):
        return node
    items = (*group.items, *below.items)
    arguments = replace(group, items=items, separators=(",",) * (len(items) - 1))
    return replace(node, head=whole, arguments=arguments)
