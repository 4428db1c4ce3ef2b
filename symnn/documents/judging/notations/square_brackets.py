r"""Square brackets behind functions: f^{-1}[x] and f'[x] as f^{-1}(x) and f'(x).

So with V_2[r] once V_D[r] was given for all D.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]


def with_round_brackets(
    statements: Statements, scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with round brackets behind inverses and slopes of known functions.

    Args:
        statements: those of one formula.
        scope: the definitions so far.
    """
    return [
        replace(s, body=_round(s.body, scope)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _round(node: tree.Node, scope: Scope) -> tree.Node:
    node = tree.map_children(node, lambda part: _round(part, scope))
    if not isinstance(node, tree.Product):
        return node
    factors, operators = [node.factors[0]], list[str]()
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        group = factor if isinstance(factor, tree.Group) and factor.fence == "[]" else None
        if group is not None and operator == "" and _is_of_function(factors[-1], scope):
            span = tree.Span(factors[-1].span.start, factor.span.end)
            factors[-1] = tree.Call(factors[-1], replace(group, fence="()"), span=span)
            continue
        factors.append(factor)
        operators.append(operator)
    if len(factors) == 1:
        return factors[0]
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _is_of_function(head: tree.Node, scope: Scope) -> bool:
    """f^{-1} and f' of a function f that is given, and V_2 of a family V_D of functions."""
    if isinstance(head, tree.Name) and head.subscript is not None:
        keys = scope.families.get(head.base, {})
        given = (scope.latest(key) for key in keys if key != tree.key(head))
        return any(known is not None and known.parameters is not None for known in given)
    if isinstance(head, tree.Power):
        one = head.exponent.operand if isinstance(head.exponent, tree.Neg) else None
        if not (isinstance(one, tree.Number) and one.value == 1):
            return False
        inner = head.base
    elif isinstance(head, tree.Prime):
        inner = head.operand
    else:
        return False
    known = scope.latest(tree.key(inner) or "")
    return known is not None and known.parameters is not None
