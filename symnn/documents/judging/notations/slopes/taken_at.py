r"""Gradients in brackets and where they are taken: (\nabla f)(1, 2), \nabla f|_{(1, 2)}.

They are read as \nabla f(1, 2) is; so is (\partial_x f)(1, 2). What else stands in the second
brackets may be a factor. \partial_{w} C is \partial C / \partial w.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree

_SIGNS: Final = frozenset({"nabla", "partial"})
_INDICES: Final = frozenset("ijklmn")


def may_be_taken(latex: str) -> bool:
    r"""Whether a formula has such brackets, by its signs alone.

    Examples:
        >>> may_be_taken(r"(\nabla f)(x)"), may_be_taken(r"\nabla f(x)")
        (True, False)
    """
    signs = r"\nabla" in latex or r"\partial" in latex
    brackets = ")(" in latex.replace(r"\left", "") or "|_" in latex or r"\partial_" in latex
    return signs and brackets


def taken_at_places(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with gradients that are taken in the one way that is read everywhere."""
    return [
        replace(s, body=taken(s.body)) if isinstance(s, tree.Statement) else s for s in statements
    ]


def taken(node: tree.Node) -> tree.Node:
    """The tree with such gradients at their arguments.

    Examples:
        >>> f, two = tree.Name("f"), tree.Group("()", (tree.Number("2", 2),))
        >>> nabla = tree.Name("nabla")
        >>> inner = tree.Group("()", (tree.Product((nabla, f), ("",)),))
        >>> taken(tree.Product((inner, two), ("",))) == tree.Product(
        ...     (nabla, tree.Call(f, two)), ("",)
        ... )
        True
    """
    node = tree.map_children(node, taken)
    if not isinstance(node, tree.Product):
        return node
    factors = list(node.factors)
    operators = list(node.operators)
    for place in range(len(factors) - 1):
        found = _bracketed(factors[place], factors[place + 1])
        if operators[place] == "" and found is not None:
            factors[place : place + 2], operators[place : place + 1] = [found], []
            return _product(factors, operators, node)
        slope = _slope_of_call(factors[place], factors[place + 1])
        if operators[place] == "" and slope is not None:
            factors[place : place + 2], operators[place : place + 1] = [slope], []
            return _product(factors, operators, node)
        last = place + 2 == len(factors)  # how far it reaches in ∂_x u v is not clear
        of_next = _slope_of(factors[place], factors[place + 1]) if last else None
        if operators[place] == "" and of_next is not None:
            factors[place : place + 2], operators[place : place + 1] = [of_next], []
            return _product(factors, operators, node)
        if _is_sign(factors[place]) and (at := _evaluated(factors[place + 1])) is not None:
            factors[place + 1] = at
            return _product(factors, operators, node)
    return node


def _product(factors: list[tree.Node], operators: list[str], node: tree.Product) -> tree.Node:
    if len(factors) == 1:
        return replace(factors[0], span=node.span)
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _bracketed(first: tree.Node, second: tree.Node) -> tree.Node | None:
    """∇f(1, 2) of (∇f) and (1, 2)."""
    if not isinstance(first, tree.Group) or first.fence != "()" or len(first.items) != 1:
        return None
    if not isinstance(second, tree.Group) or second.fence != "()" or not _are_places(second):
        return None
    (inner,) = first.items
    if isinstance(inner, tree.Derivative) and len(second.items) > 1:
        return tree.Call(inner, second)
    if not isinstance(inner, tree.Product) or len(inner.factors) != 2:
        return None
    sign, function = inner.factors
    several = len(second.items) > 1 or not _is_partial(sign)
    if not _is_sign(sign) or not isinstance(function, tree.Name) or not several:
        return None
    if isinstance(sign, tree.Name) and isinstance(sign.subscript, tree.Name):
        slope = tree.Derivative(function, (sign.subscript,), (1,), True, span=inner.span)
        return tree.Call(slope, second) if _is_partial(sign) else None
    return replace(inner, factors=(sign, tree.Call(function, second)))


def _slope_of_call(sign: tree.Node, call: tree.Node) -> tree.Node | None:
    """∂f/∂x(1, 2) of ∂_x and f(1, 2)."""
    if not isinstance(call, tree.Call) or not isinstance(call.head, tree.Name):
        return None
    numbers = all(isinstance(i, (tree.Number, tree.Neg)) for i in call.arguments.items)
    if not numbers or not _are_places(call.arguments) or not _is_partial(sign):
        return None
    variable = sign.subscript if isinstance(sign, tree.Name) else None
    if not isinstance(variable, tree.Name):
        return None
    return tree.Call(tree.Derivative(call.head, (variable,), (1,), True), call.arguments)


def _slope_of(sign: tree.Node, operand: tree.Node) -> tree.Node | None:
    """∂C/∂w of ∂_w and C; an i may count the places of a function."""
    variable = sign.subscript if isinstance(sign, tree.Name) and _is_partial(sign) else None
    if not isinstance(variable, tree.Name) or (variable.base in _INDICES and not variable.labels):
        return None
    if not isinstance(operand, tree.Name) or _is_sign(operand):
        return None
    return tree.Derivative(operand, (variable,), (1,), True, span=sign.span)


def _are_places(group: tree.Group) -> bool:
    """Whether numbers and names alone stand in brackets."""
    bare = [item.operand if isinstance(item, tree.Neg) else item for item in group.items]
    return all(
        isinstance(item, (tree.Number, tree.Name, tree.Quotient)) and not _holds_slope(item)
        for item in bare
    )


def _holds_slope(node: tree.Node) -> bool:
    return any(
        isinstance(part, tree.Derivative | tree.Differential)
        or (isinstance(part, tree.Name) and part.base in _SIGNS)
        for part in tree.walk(node)
    )


def _is_sign(node: tree.Node) -> bool:
    base = node.base if isinstance(node, tree.Power) else node
    return isinstance(base, tree.Name) and base.base in _SIGNS


def _is_partial(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "partial"


def _evaluated(node: tree.Node) -> tree.Node | None:
    """f(1, 2) of f|_{(1, 2)} and f|_{(x, y) = (1, 2)}."""
    if not isinstance(node, tree.Evaluated) or not isinstance(node.operand, tree.Name):
        return None
    place = node.condition
    if isinstance(place, tree.Group) and place.fence == "()" and _are_places(place):
        return tree.Call(node.operand, place, span=node.span)
    if not isinstance(place, tree.Chain) or len(place.links) != 1:
        return None
    names, values = place.first, place.links[0].operand
    if not isinstance(names, tree.Group) or not isinstance(values, tree.Group):
        return None
    if len(names.items) != len(values.items) or place.links[0].relation != "=":
        return None
    chains = tuple(
        tree.Chain(name, (tree.Link("=", value),))
        for name, value in zip(names.items, values.items, strict=True)
    )
    listed = tree.Group("", chains, (",",) * (len(chains) - 1), span=place.span)
    return replace(node, condition=listed)
