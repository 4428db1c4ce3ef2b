"""Rewriting an expression in primitive functions, with every derivative carried out."""

from __future__ import annotations

from functools import lru_cache

from symnn.exact.expression import (
    PRIMITIVES,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    postorder,
    rebuild,
    substitute,
)
from symnn.functions.calculus import derivative
from symnn.functions.definitions import define
from symnn.functions.signs import is_total


@lru_cache(maxsize=512)  # a claim goes to several provers, and each of them asks
def lower(expr: Expr) -> Expr:
    """The same function in primitive functions only.

    Named functions are replaced by their definitions (`symnn.functions.definitions`), and
    derivatives are carried out. Each node of the graph is treated once; depth is no limit.

    Exactness: the same value wherever the expression has one, and the same domain.

    Raises:
        UnsupportedError: a function without a definition, or a derivative where a kink may
            be met.
        UndefinedError: a derivative at a closed point where there is none.

    Examples:
        >>> from symnn.exact.evaluate import value
        >>> from symnn.exact.expression import apply, derivative, rational, symbol
        >>> x = symbol("x")
        >>> slope = derivative(apply("sigmoid", x), "x", rational(0))
        >>> value(lower(slope)) == value(rational("1/4"))
        True
    """
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[a] for a in node.args)
        if node.op == "derivative":
            done[node] = _derivative(str(node.data), *args)
        elif node.op == "apply" and node.data not in PRIMITIVES:
            done[node] = define(str(node.data), *args)
        else:
            done[node] = rebuild(node, args)
    return done[expr]


@lru_cache(maxsize=512)
def _derivative(name: str, body: Expr, point: Expr) -> Expr:
    """The derivative at the point; 0 * f(point) keeps the domain where it would get lost.

    The last ones are kept: a page of backpropagation has the same ones in many of its lines.
    """
    slope = lower(derivative(body, name, point))
    here = substitute(body, {name: point})
    if not free_symbols(here) or is_total(here):
        return slope
    return add(slope, mul(ZERO, here))
