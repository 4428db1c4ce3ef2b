"""Values with their derivatives carried out: which letters are left in them."""

from __future__ import annotations

from dataclasses import replace

from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder, rebuild
from symnn.functions.lower import lower
from symnn.latex.meaning.values import Array, Scalar, Value


def carried_out(value: Value) -> Value:
    """A value with its derivatives carried out, which may leave letters behind.

    What only has to exist, as in 0 f(x, y), leaves none: it says where both sides are compared.
    """
    if isinstance(value, Array):
        return value.map(_lowered)
    return Scalar(_lowered(value.expr)) if isinstance(value, Scalar) else value


def without_idle_letters(value: Value) -> Value:
    """A value without the letters that are multiplied by 0 in it, if it is a number then.

    What only has to exist is lost: it is for letters of which nothing is known.
    """
    if not isinstance(value, Scalar):
        return value
    try:
        found = _without_zeros(lower(value.expr))
    except SymnnError:
        return value
    return replace(value, expr=found) if not free_symbols(found) else value


def _lowered(expr: Expr) -> Expr:
    try:
        found = lower(expr)
    except SymnnError:
        return expr
    slopes = any(node.op == "derivative" for node in postorder(expr))
    return _without_zeros(found) if slopes else found


def _without_zeros(expr: Expr) -> Expr:
    kept: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(kept[arg] for arg in node.args)
        zero = node.op == "mul" and ZERO in args
        kept[node] = ZERO if zero else rebuild(node, args)
    return kept[expr]
