r"""Functions with their parameters below: f_{w,b}(x) = wx + b, and f_{200,100}(1.2).

A list below a letter before brackets is read as further arguments: f(x, w, b); not where the
formula that gives the function has none of them, h_{W,b}(x) = f(z), as that of a net in layers.
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
    labelled = {key for s in statements if (key := _labelled(s)) is not None}

    def changed(node: tree.Node) -> tree.Node:
        node = tree.map_children(node, changed)
        plain = isinstance(node, tree.Call) and tree.key(node.head) not in labelled
        return _with_arguments(node, scope) if plain and isinstance(node, tree.Call) else node

    return [
        replace(s, body=changed(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _labelled(statement: tree.Statement | tree.Unreadable) -> str | None:
    """The function that a formula gives in which none of the letters below it stands."""
    chain = statement.body if isinstance(statement, tree.Statement) else None
    first = chain.first if isinstance(chain, tree.Chain) else None
    if not isinstance(chain, tree.Chain) or not isinstance(first, tree.Call):
        return None
    head, link = first.head, chain.links[0]
    below = head.subscript if isinstance(head, tree.Name) else None
    if not isinstance(below, tree.Group) or link.relation not in ("=", ":=", "≡"):
        return None
    letters = {tree.key(item) for item in below.items} - {None}
    inside = {tree.key(part) for part in tree.walk(link.operand)}
    closed = not any(isinstance(part, tree.Name) for part in tree.walk(link.operand))
    return None if letters & inside or closed else tree.key(head)


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
