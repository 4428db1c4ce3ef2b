"""Whole parts of what is whole already: ⌊i - 1⌋ + 1 = i for whole numbers i."""

from __future__ import annotations

from symnn.claims.formula import Atomic, Formula
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, apply, free_symbols, postorder, rebuild, symbol
from symnn.functions.lower import lower


def without_whole_parts(
    formula: Formula, over: tuple[Formula, ...]
) -> tuple[Atomic, tuple[Formula, ...]] | None:
    """The formula without the whole parts of whole numbers, on the domain of all real numbers.

    Args:
        formula: a relation.
        over: its domain, which tells the letters for whole numbers.

    None if a whole part is left, or none was there. What holds for all real numbers of the wider
    domain holds for the whole ones.

    Examples:
        >>> i = symbol("i")
        >>> whole = Atomic("=", apply("floor", i), i)
        >>> found = without_whole_parts(Atomic("=", apply("floor", i + i), i), (whole,))
        >>> found == (Atomic("=", i + i, i), ())
        True
    """
    names = {
        str(f.right.data)
        for f in over
        if isinstance(f, Atomic) and f.right.op == "symbol" and f == _whole(str(f.right.data))
    }
    if not names or not isinstance(formula, Atomic):
        return None
    if not any(n.data == "floor" for n in postorder(formula.left, formula.right)):
        return None
    done: dict[Expr, Expr] = {}
    for node in postorder(formula.left, formula.right):
        args = tuple(done[a] for a in node.args)
        whole = rebuild(node, args)
        floor = whole.op == "apply" and whole.data == "floor"
        done[node] = args[0] if floor and _is_whole(args[0], names) else whole
    sides = done[formula.left], done[formula.right]
    if any(n.data == "floor" for n in postorder(*sides)):
        return None
    wide = tuple(f for f in over if not any(f == _whole(name) for name in names))
    return Atomic(formula.relation, *sides), wide


def _whole(name: str) -> Atomic:
    return Atomic("=", apply("floor", symbol(name)), symbol(name))


def _is_whole(expr: Expr, names: set[str]) -> bool:
    """Whether it is made from whole numbers by sums, products and powers."""
    if not free_symbols(expr):
        try:
            number = exact_value(lower(expr))
        except SymnnError:
            return False
        return number.is_rational and number.as_fmpq().q == 1
    if expr.op == "symbol":
        return expr.data in names
    if expr.op in ("add", "mul"):
        return all(_is_whole(arg, names) for arg in expr.args)
    if expr.op == "power" and _is_whole(expr.args[0], names):
        exponent = expr.args[1]
        small = not free_symbols(exponent) and _is_whole(exponent, names)
        return small and exact_value(lower(exponent)).sign() >= 0
    return False
