"""Values with their derivatives carried out: which letters are left in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.relations import Side
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    free_symbols,
    postorder,
    rebuild,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value

_FEW: Final = 2
_MANY: Final = 60


def carried_out(value: Value) -> Value:
    """A value with its derivatives carried out, which may leave letters behind.

    What only has to exist, as in 0 f(x, y), leaves none: it says where both sides are compared.
    """
    if isinstance(value, Array):
        return value.map(_lowered)
    return Scalar(_lowered(value.expr)) if isinstance(value, Scalar) else value


def without_indices(node: tree.Node) -> tree.Node:
    r"""An expression without what stands below names: the 0 of \theta_0 is no number in it."""
    if isinstance(node, tree.Name):
        return replace(node, subscript=None)
    return tree.map_children(node, without_indices)


def without_letters(left: Side, right: Side, is_set: bool) -> tuple[Side, Side]:
    """Both sides without the letters that do not matter: those times 0, and those that cancel.

    Args:
        left, right: the sides of a relation, with their open letters as unknowns.
        is_set: whether names are set before a colon; else those of a case may be in it.
    """
    left = replace(left, value=without_idle_letters(left.value))
    right = replace(right, value=without_idle_letters(right.value))
    if not is_set or not isinstance(right.value, Scalar) or free_symbols(right.value.expr):
        return left, right
    return replace(left, value=without_cancelled_letters(left.value)), right


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


def without_cancelled_letters(value: Value) -> Value:
    """A value without letters that cancel in N/(0.5 N) or N - N + 1, if it is a number then.

    Exactness: that it does not depend on a letter that is not 0 is proved.
    """
    letters = free_symbols(value.expr) if isinstance(value, Scalar) else frozenset()
    if not isinstance(value, Scalar) or not 0 < len(letters) <= _FEW or "d" in letters:
        return value
    kept: dict[Expr, Expr] = {}
    for node in postorder(value.expr):
        whole = rebuild(node, tuple(kept[arg] for arg in node.args))
        kept[node] = _without_letters(whole) if free_symbols(whole) & letters else whole
        if len(kept) > _MANY:
            return value
    found = kept[value.expr]
    return value if free_symbols(found) else replace(value, expr=found)


def _without_letters(expr: Expr) -> Expr:
    """The number that an expression is, whatever its letters are; or the expression itself."""
    letters = free_symbols(expr)
    held = substitute(expr, dict.fromkeys(letters, ONE))
    over = tuple(Atomic("!=", symbol(letter), ZERO) for letter in sorted(letters))
    if expr.op != "add" and not (expr.op == "mul" and decided(Atomic("!=", held, ZERO)).proved):
        return expr  # what is multiplied by 0 does not cancel
    return held if decided(Atomic("=", expr, held), over).proved else expr


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
