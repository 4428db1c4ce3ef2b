r"""Slopes of a function by what its arguments are made from: \partial f/\partial a of f(u, v).

With f(u, v) = u^2 v, u = a + b and v = ab, f depends on a by way of u and v alone, so that the
slope is that of f(u, v). The slope of n(x) by a weight in its formula is taken at the place that
stands behind it: \partial n/\partial w (3) is that of n(3) by w. And dC/dw where w was set to 3 is
that of C(w) there.
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
    settings = _settings(statements)
    return [
        replace(s, body=_called(s.body, scope, settings)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _settings(statements: Sequence[tree.Statement | tree.Unreadable]) -> set[str]:
    """The names that get a value before a colon, as in w = 3: dC/dw = 6."""
    told = [s for s in statements if isinstance(s, tree.Statement)]
    last = max((k for k, s in enumerate(told) if s.separator == ":"), default=0)
    bodies = [s.body for s in told[:last]]
    return {
        tree.key(body.first) or ""
        for body in bodies
        if isinstance(body, tree.Chain) and [li.relation for li in body.links] == ["="]
    }


def _called(node: tree.Node, scope: Scope, settings: set[str]) -> tree.Node:
    node = tree.map_children(node, lambda part: _called(part, scope, settings))
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Derivative):
        return _at_place(node, node.head, scope)
    if not isinstance(node, tree.Derivative) or not isinstance(node.operand, tree.Name):
        return node
    known = scope.latest(tree.key(node.operand) or "")
    if known is None or known.parameters is None:
        return node
    by_itself = [tree.key(v) for v in node.variables] == list(known.parameters)
    set_here = by_itself and set(known.parameters) <= settings
    if not set_here and not _is_by_way(node, known, scope):
        return node
    arguments = tuple(tree.Name(name) for name in known.parameters)
    group = tree.Group("()", arguments, (",",) * (len(arguments) - 1), span=node.operand.span)
    return replace(node, operand=tree.Call(node.operand, group, span=node.operand.span))


def _at_place(node: tree.Call, slope: tree.Derivative, scope: Scope) -> tree.Node:
    """The slope of a function's value by a letter in its formula that is no argument."""
    if not isinstance(slope.operand, tree.Name) or node.arguments.fence != "()":
        return node
    known = scope.latest(tree.key(slope.operand) or "")
    places = node.arguments.items
    parameters = known.parameters or () if known is not None else ()
    if known is None or len(parameters) != len(places):
        return node
    keys = {tree.key(variable) for variable in slope.variables}
    inside = {tree.key(part) for part in tree.walk(known.body)}
    taken = {tree.key(part) for place in places for part in tree.walk(place)}
    single = len(places) > 1 or isinstance(places[0], (tree.Name, tree.Number))
    if not single or not keys <= inside - {None} - set(parameters) or keys & taken:
        return node
    return replace(slope, operand=tree.Call(slope.operand, node.arguments, span=node.span))


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
