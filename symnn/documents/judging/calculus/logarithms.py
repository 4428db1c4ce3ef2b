"""Logarithms of products in claims: split where the claim's domain makes factors positive."""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.exact.expression import ONE, ZERO, Expr, add, exp, free_symbols, mul, postorder, power
from symnn.exact.expression import rational as number
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


#: Powers of the arguments of logarithms up to this are multiplied out.
_MOST: Final = 6


def exponentiated(left: Expr, right: Expr) -> tuple[Expr, Expr] | None:
    """What e to the one side, and to the other, is: a = b log u + c as e^a = u^b e^c.

    None unless logarithms stand there as terms, with rational factors; those of (log a + log b)/2
    are made whole on both sides. Where all of them exist, the sides are in the order of these.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> x, y = symbol("x"), symbol("y")
        >>> exponentiated(apply("log", x), apply("log", y)) == (x**1, y**1)
        True
    """
    above, below, rest = list[Expr](), list[Expr](), list[Expr]()
    terms = [*_terms(left, fmpq(1)), *_terms(right, fmpq(-1))]
    whole = lcm(*(int(f.denominator) for f, term in terms if _is_logarithm(term)))
    for factor, term in ((factor * whole, term) for factor, term in terms):
        if not _is_logarithm(term):
            rest.append(mul(number(factor), term))
            continue
        inside, times = term.args[0], abs(factor)
        if times > _MOST:
            return None
        if not free_symbols(inside) and not is_evidently_positive(inside):
            return None
        (above if factor > 0 else below).append(power(inside, number(times)))
    if not above and not below:
        return None
    if rest:
        above.append(exp(add(*rest)))
    return mul(*above) if above else ONE, mul(*below) if below else ONE


def _is_logarithm(expr: Expr) -> bool:
    return expr.op == "apply" and expr.data == "log"


def _terms(expr: Expr, factor: fmpq) -> Iterator[tuple[fmpq, Expr]]:
    """The terms of a sum with their rational factors."""
    if expr.op == "add":
        for part in expr.args:
            yield from _terms(part, factor)
        return
    if expr.op == "mul":
        numbers = [a.data for a in expr.args if isinstance(a.data, fmpq)]
        others = [a for a in expr.args if not isinstance(a.data, fmpq)]
        if numbers and len(others) == 1:
            for one in numbers:
                factor = factor * one
            yield from _terms(others[0], factor)
            return
    yield factor, expr
