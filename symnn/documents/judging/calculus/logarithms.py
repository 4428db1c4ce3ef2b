"""Logarithms of products in claims: split where the claim's domain makes factors positive."""

from __future__ import annotations

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder
from symnn.functions.logarithms import is_evidently_positive, with_split_logarithms


def where_defined(*exprs: Expr) -> tuple[Formula, ...]:
    """Where the logarithms in a claim exist: it is about no other values.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> where_defined(apply("log", symbol("x"))) == (Atomic(">", symbol("x"), ZERO),)
        True
    """
    if any(node.op in ("piecewise", "limit", "derivative") for node in postorder(*exprs)):
        return ()
    inside = [n.args[0] for n in postorder(*exprs) if n.op == "apply" and n.data == "log"]
    return tuple(Atomic(">", e, ZERO) for e in dict.fromkeys(inside) if free_symbols(e))


def split_on(expr: Expr, over: tuple[Formula, ...]) -> Expr:
    """The expression with logarithms split, where factors are positive evidently or on a domain.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> x = apply("log", symbol("x"))
        >>> split_on(x, ()) == x
        True
    """

    def is_positive(factor: Expr) -> bool:
        if is_evidently_positive(factor):
            return True
        claim = Claim(Atomic(">", factor, ZERO), over)
        return bool(over) and decide(claim, seconds=1).proved

    return with_split_logarithms(expr, is_positive)
