r"""Slopes of a function by what its arguments are made from: \partial f/\partial a of f(u, v).

With f(u, v) = u^2 v, u = a + b and v = ab, f depends on a by way of u and v alone, so that the
slope is that of f(u, v).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope

_DEPTH: Final = 8


def with_own_arguments(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the arguments of functions that such slopes are taken of.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """
    return [
        replace(s, body=_called(s.body, scope)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _called(node: tree.Node, scope: Scope) -> tree.Node:
    node = tree.map_children(node, lambda part: _called(part, scope))
    if not isinstance(node, tree.Derivative) or not isinstance(node.operand, tree.Name):
        return node
    known = scope.latest(tree.key(node.operand) or "")
    if known is None or known.parameters is None or not _is_by_way(node, known, scope):
        return node
    arguments = tuple(tree.Name(name) for name in known.parameters)
    group = tree.Group("()", arguments, (",",) * (len(arguments) - 1), span=node.operand.span)
    return replace(node, operand=tree.Call(node.operand, group, span=node.operand.span))


def _is_by_way(node: tree.Derivative, known: Binding, scope: Scope) -> bool:
    """Whether a variable is none of the function's own, and stands in what those are."""
    parameters = known.parameters or ()
    keys = [tree.key(variable) for variable in node.variables]
    plain = all(name.isalpha() for name in parameters)
    given = [scope.latest(name) for name in parameters]
    values = [k for k in given if k is not None and k.parameters is None and k.computed]
    if not plain or len(values) < len(given) or not keys:
        return False
    reached: set[str] = set()
    _reach(values, scope, reached, _DEPTH)
    return all(key is not None and key not in parameters and key in reached for key in keys)


def _reach(values: Sequence[Binding], scope: Scope, reached: set[str], depth: int) -> None:
    """The names that some values are made from."""
    for known in values:
        for key in {tree.key(part) for part in tree.walk(known.body)} - {None}:
            if key is None or key in reached:
                continue
            reached.add(key)
            inner = scope.latest(key)
            if inner is not None and inner.parameters is None and depth:
                _reach([inner], scope, reached, depth - 1)
