"""Functions of one inner expression, as 1/(1 + e^-l) - l of l = w x + b: one unknown for it.

A bound on all of R in the new unknown is a bound wherever the inner expression exists. With log x
or √x as the unknown, nothing need be said about the end of their domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from symnn.claims.provers.smooth.inverse import solved
from symnn.claims.provers.smooth.points import is_large
from symnn.claims.provers.systems import Deadline
from symnn.errors import SymnnError
from symnn.exact.closed_form import ClosedForm
from symnn.exact.expression import Expr, free_symbols, postorder, rebuild, substitute, symbol
from symnn.exact.normal_form import normal_form

MAX_INNER: Final = 6


class Inner(NamedTuple):
    """g = function(inner), a function of the symbol `name` alone."""

    name: str
    inner: Expr
    function: Expr


def inner_functions(g: Expr, deadline: Deadline | None = None) -> Iterator[Inner]:
    """Ways to see an expression as a function of one argument of the functions in it.

    Args:
        g: the expression.
        deadline: no more of them are looked for soon after it.

    Exactness: g is equal to the function of the inner expression wherever both exist.

    Examples:
        >>> from symnn.exact.expression import apply
        >>> l, t = symbol("x") + symbol("y"), symbol("t")
        >>> next(inner_functions(apply("exp", l))) == Inner("t", l, apply("exp", t))
        True
    """
    if is_large(g):
        return
    name = next(n for n in _names() if n not in free_symbols(g))
    for inner in _candidates(g)[:MAX_INNER]:
        if deadline is not None and deadline.passed:
            return
        function = _replaced(g, inner, symbol(name))
        left = free_symbols(function) - {name}
        ways = [function] if not left else _eliminated(function, inner, name, deadline)
        for way in ways:
            if free_symbols(way) == {name}:
                yield Inner(name, inner, way)
                break


def _names() -> Iterator[str]:
    yield "t"
    n = 0
    while True:
        n += 1
        yield f"t{n}"


def _candidates(g: Expr) -> list[Expr]:
    """Arguments of functions, logarithms and roots themselves, and sums; the outer ones first."""
    found = dict[Expr, None]()
    for node in reversed(list(postorder(g))):
        if node.data == "log" or node.op == "nth_root":
            found[node] = None
        if node.op in ("apply", "nth_root", "power"):
            found[node.args[0]] = None
    for node in reversed(list(postorder(g))):
        if node.op == "add" and node != g:
            found.setdefault(node)
    return [node for node in found if node.op != "symbol" and free_symbols(node)]


def _replaced(g: Expr, old: Expr, new: Expr) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(g):
        done[node] = new if node == old else rebuild(node, tuple(done[a] for a in node.args))
    return done[g]


def _eliminated(
    function: Expr, inner: Expr, name: str, deadline: Deadline | None
) -> Iterator[Expr]:
    """With a symbol of the inner expression in terms of its value and the others."""
    for other in sorted(free_symbols(inner)):
        for value in solved(inner, other, symbol(name)):
            if deadline is not None and deadline.passed:
                return
            try:
                form = normal_form(substitute(function, {other: value})).value
            except SymnnError:
                continue
            yield ClosedForm(form).expr()
