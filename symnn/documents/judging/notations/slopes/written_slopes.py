r"""Slopes that are written with a sign in front, or by the logarithm of a variable.

\partial_{o_j} l is \partial l/\partial o_j, and \partial l/\partial\log\sigma is \sigma times
\partial l/\partial\sigma by the chain rule, as \sigma = e^{\log\sigma}.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_LOGS: Final = frozenset({"log", "ln"})


def with_plain_slopes(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with slopes as fractions, by variables alone.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """

    def changed(node: tree.Node) -> tree.Node:
        node = tree.map_children(node, changed)
        if isinstance(node, tree.Product):
            return _as_fraction(node)
        return _by_variable(node, scope) if isinstance(node, tree.Derivative) else node

    return [
        replace(s, body=changed(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _as_fraction(node: tree.Product) -> tree.Node:
    """∂_{o_j} l, of one factor, by a variable that has an index or is bold."""
    sign, *rest = node.factors
    if not isinstance(sign, tree.Name) or sign.base != "partial" or len(rest) != 1:
        return node
    variable = sign.subscript
    if node.operators != ("",) or not isinstance(variable, tree.Name) or sign.labels:
        return node
    if variable.subscript is None and variable.font != "bold":
        return node
    return tree.Derivative(rest[0], (variable,), (1,), True, span=node.span)


def _by_variable(node: tree.Derivative, scope: Scope) -> tree.Node:
    logarithm = node.variables[0] if len(node.variables) == 1 else None
    variable = _inside(logarithm)
    if variable is None or node.orders != (1,) or node.operand is None:
        return node
    key = tree.key(variable) or ""
    if scope.latest(key) is not None:
        return node  # its own formula, or number, would have to be put in behind the slope
    slope = replace(node, variables=(variable,))
    return tree.Product((variable, slope), ("",), span=node.span)


def _inside(node: tree.Node | None) -> tree.Name | None:
    """The σ of log σ."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, tree.Apply) or node.power is not None or node.ambiguous:
        return None
    inner = node.argument
    if isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    plain = isinstance(node.function, tree.Name) and node.function.subscript is None
    log = plain and isinstance(node.function, tree.Name) and node.function.base in _LOGS
    return inner if log and isinstance(inner, tree.Name) else None
