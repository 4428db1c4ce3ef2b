r"""Application or product: what a bracket after a name means, once the names are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.latex.syntax import (
    Abs,
    Apply,
    Call,
    Degrees,
    Evaluated,
    Factorial,
    Group,
    Indexed,
    Mark,
    Name,
    Node,
    Percent,
    Power,
    Prime,
    Product,
    Quotient,
    Transpose,
    map_children,
    walk,
)

_Postfix: TypeAlias = (
    "Power | Transpose | Prime | Mark | Factorial | Indexed | Percent | Degrees | Evaluated"
)
_POSTFIXES: Final = (
    Power, Transpose, Prime, Mark, Factorial, Indexed, Percent, Degrees, Evaluated,
)  # fmt: skip


def resolve(node: Node, is_function: Callable[[Node], bool]) -> Node:
    r"""The tree with every Call whose head is no function read as a product.

    ``is_function`` is asked about each head as written: a Name, a Prime, Power or Mark of one, or
    a Derivative. What was attached to the call goes to its bracket: ``a(b+c)^2`` becomes
    a · (b+c)², and ``1/a(b+c)`` becomes (1/a)(b+c), marked ambiguous.

    >>> from symnn.latex.parser import parse
    >>> body = parse("a(b+c)").statements[0].body
    >>> isinstance(resolve(body, lambda head: False), Product)
    True
    """
    if not any(isinstance(part, (Call, Transpose)) for part in walk(node)):
        return node

    def visit(part: Node) -> Node:
        part = _transposed_values(part, is_function) if isinstance(part, Product) else part
        whole = map_children(part, visit)
        if isinstance(whole, Call) and isinstance(part, Call):
            barred = "|" in part.arguments.separators  # p(y | x): no factor has a bar in it
            return whole if barred or is_function(part.head) else _product(whole)
        if isinstance(whole, _POSTFIXES) and isinstance(part, _POSTFIXES):
            return _attached(part, whole)
        if isinstance(whole, Quotient) and isinstance(part, Quotient):
            return _divided(part, whole)
        if isinstance(whole, Product) and isinstance(part, Product) and whole.implicit:
            return _flattened(part, whole)
        if isinstance(whole, Apply) and isinstance(part, Apply):
            return _applied(part, whole)
        return whole

    return visit(node)


def _transposed_values(product: Product, is_function: Callable[[Node], bool]) -> Node:
    """The product with G^T(x) as the transpose of the value of a function G."""
    factors: list[Node] = []
    operators: list[str] = []
    for operator, factor in zip(("", *product.operators), product.factors, strict=True):
        before = factors[-1] if factors else None
        head = before.operand if isinstance(before, Transpose) else None
        bracket = isinstance(factor, Group) and factor.fence == "()" and not operator
        turned = isinstance(head, Name) and bracket and is_function(head)
        if turned and isinstance(before, Transpose) and isinstance(factor, Group):
            inside = Call(before.operand, factor, span=before.span)
            factors[-1] = replace(before, operand=inside)
        else:
            factors.append(factor)
            operators.append(operator)
    if len(factors) == len(product.factors):
        return product
    alone = len(factors) == 1
    return (
        factors[0]
        if alone
        else replace(product, factors=tuple(factors), operators=tuple(operators[1:]))
    )


def _product(call: Call) -> Node:
    return Product((call.head, call.arguments), ("",), span=call.span)


def _came_apart(before: Node, after: Node) -> bool:
    return isinstance(after, Product) and not isinstance(before, Product)


def _attached(before: _Postfix, after: _Postfix) -> Node:
    """The postfix on the last factor of a call that came apart."""
    old = before.base if isinstance(before, Power) else before.operand
    new = after.base if isinstance(after, Power) else after.operand
    if not (_came_apart(old, new) and isinstance(new, Product)):
        return after
    *rest, last = new.factors
    changed = (
        replace(after, base=last) if isinstance(after, Power) else replace(after, operand=last)
    )
    return Product((*rest, changed), new.operators, span=after.span)


def _divided(before: Quotient, after: Quotient) -> Node:
    below = after.denominator
    apart = before.style != "frac" and _came_apart(before.denominator, below)
    if not (apart and isinstance(below, Product)):
        return after
    first, *rest = below.factors
    quotient = replace(after, denominator=first, ambiguous=True)
    return Product((quotient, *rest), below.operators, span=after.span)


def _applied(before: Apply, after: Apply) -> Node:
    argument = after.argument
    if not (_came_apart(before.argument, argument) and isinstance(argument, Product)):
        return after
    first, *rest = argument.factors
    applied = replace(after, argument=first, ambiguous=True)
    return Product((applied, *rest), argument.operators, span=after.span)


def _flattened(before: Product, after: Product) -> Node:
    factors: list[Node] = []
    for old, new in zip(before.factors, after.factors, strict=True):
        if _came_apart(old, new) and isinstance(new, Product):
            factors.extend(new.factors)
        else:
            factors.append(new)
    return Product(tuple(factors), ("",) * (len(factors) - 1), span=after.span)


def between_bars(items: tuple[Node, ...]) -> tuple[Node, ...]:
    """The names x, y and z of [x | y | z], which is written as x times |y| times z."""
    product = items[0] if len(items) == 1 else None
    factors = product.factors if isinstance(product, Product) else ()
    if not any(isinstance(factor, Abs) for factor in factors):
        return items
    return tuple(part.operand if isinstance(part, Abs) else part for part in factors)
