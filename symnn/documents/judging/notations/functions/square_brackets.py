r"""Square brackets behind functions: f^{-1}[x] and f'[x] as f^{-1}(x) and f'(x).

So with V_2[r] once V_D[r] was given for all D, and with g'[f(x)] beside g(f(x)) or g \circ f.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
        replace(s, body=_round(s.body, scope, set(_applied(s.body))))
        if isinstance(s, tree.Statement)
        else s
        for s in statements
    ]


def _applied(body: tree.Node) -> Iterator[str]:
    """The letters that a formula itself shows to be functions: g(x), f' (x), g ∘ f."""
    for part in tree.walk(body):
        if isinstance(part, tree.Call):
            head = part.head.operand if isinstance(part.head, tree.Prime) else part.head
            heads: tuple[tree.Node, ...] = (head,)
        elif isinstance(part, tree.Product) and "∘" in part.operators:
            heads = part.factors
        elif isinstance(part, tree.Derivative) and isinstance(part.operand, tree.Product):
            heads = _before_square(part.operand)
        else:
            continue
        yield from (key for head in heads if (key := tree.key(head)) is not None)


def _before_square(product: tree.Product) -> tuple[tree.Node, ...]:
    """The g of a slope of g[f(x)], which is the whole product."""
    group = product.factors[-1]
    square = isinstance(group, tree.Group) and group.fence == "[]"
    calls = isinstance(group, tree.Group) and any(isinstance(n, tree.Call) for n in group.items)
    return product.factors[:1] if square and calls and len(product.factors) == 2 else ()


def _round(node: tree.Node, scope: Scope, applied: Collection[str] = ()) -> tree.Node:
    node = tree.map_children(node, lambda part: _round(part, scope, applied))
    if not isinstance(node, tree.Product):
        return node
    factors, operators = [node.factors[0]], list[str]()
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        group = factor if isinstance(factor, tree.Group) and factor.fence == "[]" else None
        if (
            group is not None
            and operator == ""
            and (_is_of_function(factors[-1], scope) or _is_applied(factors[-1], applied, group))
        ):
            span = tree.Span(factors[-1].span.start, factor.span.end)
            factors[-1] = tree.Call(factors[-1], replace(group, fence="()"), span=span)
            continue
        factors.append(factor)
        operators.append(operator)
    if len(factors) == 1:
        return factors[0]
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _is_applied(head: tree.Node, applied: Collection[str], group: tree.Group) -> bool:
    """Whether g or g' stands before a bracket with a function in it, and g is one elsewhere."""
    inner = head.operand if isinstance(head, tree.Prime) else head
    calls = len(group.items) == 1 and isinstance(group.items[0], tree.Call)
    return calls and isinstance(inner, tree.Name) and tree.key(inner) in applied


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
