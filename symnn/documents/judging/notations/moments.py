"""Values at moments: w(0) = (0, 0) and w(n+1) = w(n) + x, where w is no function.

Engineers write the number of a step in brackets after a weight or a state. Once such a name is
given a plain value at a step, and nothing says that it is a function, each of its steps is a name
of its own, as w^{(0)} is to others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.names.definitions import computed
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: What has a value at each step; of the second kind only vectors, as x(0) = 1 begins a function.
_WEIGHTS: Final = frozenset({"w", "W", "b", "theta", "v", "V", "U"})
_STATES: Final = frozenset({"x", "s", "h", "y", "u"})
_STEPS: Final = frozenset("nkti")

Statements = Sequence["tree.Statement | tree.Unreadable"]


def at_moments(
    statements: Statements, scope: Scope, moments: set[str]
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with names for the values at moments; `moments` keeps whose these are."""
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if isinstance(body, tree.Chain) and (key := _begun(body, scope)) is not None:
            moments.add(key)
    if not moments:
        return list(statements)
    return [
        replace(s, body=_named(s.body, moments)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _begun(chain: tree.Chain, scope: Scope) -> str | None:
    """The name that is given a plain value at a step."""
    first, link = chain.first, chain.links[0]
    if not isinstance(first, tree.Call) or not isinstance(first.head, tree.Name):
        return None
    key, items = tree.key(first.head), first.arguments.items
    whole = len(items) == 1 and isinstance(items[0], tree.Number)
    if key is None or not whole or scope.latest(key) is not None or link.relation != "=":
        return None
    value = link.operand
    listed = isinstance(value, (tree.Matrix, tree.Transpose)) or (
        isinstance(value, tree.Group) and len(value.items) > 1
    )
    kinds = _WEIGHTS | _STATES if listed else _WEIGHTS
    return key if first.head.base in kinds and not computed(value) else None


def _named(node: tree.Node, moments: set[str]) -> tree.Node:
    whole = tree.map_children(node, lambda part: _named(part, moments))
    if not isinstance(whole, tree.Call) or not isinstance(whole.head, tree.Name):
        return whole
    arguments = whole.arguments
    step = len(arguments.items) == 1 and _is_step(arguments.items[0])
    if not step or tree.key(whole.head) not in moments or arguments.fence != "()":
        return whole
    return replace(whole.head, labels=(*whole.head.labels, arguments), span=whole.span)


def _is_step(node: tree.Node) -> bool:
    """3, n, n + 1, n - 1."""
    if isinstance(node, tree.Number):
        return node.value.denominator == 1
    if isinstance(node, tree.Name):
        return tree.key(node) in _STEPS
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return False
    first, second = node.terms
    second = second.operand if isinstance(second, tree.Neg) else second
    return tree.key(first) in _STEPS and isinstance(second, tree.Number)
