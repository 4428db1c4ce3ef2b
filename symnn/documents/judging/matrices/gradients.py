r"""∇f(x) and ∇²f(x) of a function of the document, with the name that they derive by."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_NABLA: Final = "nabla"


def with_variables(node: tree.Node, scope: Scope) -> tree.Node:
    r"""\nabla f(x) as \nabla_x f(x), and \nabla^2 f(x) as the derivative of that by x.

    Args:
        node: an expression.
        scope: the functions of the document; those of one argument count.
    """
    inside = tree.map_children(node, lambda part: with_variables(part, scope))
    if not isinstance(inside, tree.Product) or len(inside.factors) != 2 or not inside.implicit:
        return inside
    operator, call = inside.factors
    squared = isinstance(operator, tree.Power) and _is_two(operator.exponent)
    nabla = operator.base if squared and isinstance(operator, tree.Power) else operator
    if not isinstance(nabla, tree.Name) or nabla.base != _NABLA or nabla.subscript is not None:
        return inside
    if not isinstance(call, tree.Call) or len(call.arguments.items) != 1:
        return inside
    (variable,) = call.arguments.items
    known = scope.latest(tree.key(call.head) or "")
    if known is None or not known.parameters or tree.key(variable) is None:
        return inside
    gradient = replace(inside, factors=(replace(nabla, subscript=variable), call))
    if not squared:
        return gradient
    return tree.Derivative(gradient, (variable,), (1,), True, span=inside.span)


def _is_two(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and node.value == 2
