r"""Slopes by a square: \partial\ell/\partial\sigma^2, where a variance is the variable.

By the chain rule it is \partial\ell/\partial\sigma divided by 2σ. Where the square is a name of its
own, with a formula, the slope is by that name. Of other letters than those of deviations a slope by
x^2 may be a second one that was not written out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_DEVIATIONS: Final = frozenset({"sigma", "tau"})


def with_roots_as_variables(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with slopes by σ in place of those by σ^2.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """

    def changed(node: tree.Node) -> tree.Node:
        node = tree.map_children(node, changed)
        return _by_root(node, scope) if isinstance(node, tree.Derivative) else node

    return [
        replace(s, body=changed(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def _by_root(node: tree.Derivative, scope: Scope) -> tree.Node:
    square = node.variables[0] if len(node.variables) == 1 else None
    if not isinstance(square, tree.Power) or not isinstance(square.base, tree.Name):
        return node
    root = square.base
    name = f"{tree.key(root)}^2"
    if scope.latest(name) is not None:
        return replace(node, variables=(tree.Name(name, span=square.span),))
    operand = node.operand
    if root.base not in _DEVIATIONS:
        return node
    known = scope.latest(tree.key(operand) or "") if isinstance(operand, tree.Name) else None
    if known is not None and known.parameters and isinstance(operand, tree.Name):
        places = tuple(square if p == name else tree.Name(p) for p in known.parameters)
        group = tree.Group("()", places, (",",) * (len(places) - 1), span=operand.span)
        operand = tree.Call(operand, group, span=operand.span)
    slope = replace(node, operand=operand, variables=(root,))
    two = tree.Number("2", Fraction(2), 0)
    return tree.Quotient(slope, tree.Product((two, root), ("",)), span=node.span)
