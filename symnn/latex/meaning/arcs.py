"""Arcs of well known sines, cosines and tangents, as exact multiples of pi."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    MINUS_ONE,
    PI,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    postorder,
    rational,
    rebuild,
)
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex.meaning.conventions import TURN

_FUNCTIONS: Final = {"asin": "sin", "acos": "cos", "atan": "tan"}
_RANGES: Final = {"asin": (-6, 6), "acos": (0, 12), "atan": (-5, 5)}


@lru_cache(maxsize=8)
def _known(name: str) -> tuple[tuple[fmpq, Number], ...]:
    """The multiples of pi/12 in the range of an arc function, with their exact values."""
    low, high = _RANGES[name]
    found = []
    for k in range(low, high + 1):
        turn = fmpq(k, 12)
        value = exact_value(lower(apply(_FUNCTIONS[name], mul(rational(turn), PI))))
        found.append((turn, value))
    return tuple(found)


def arc(name: str, argument: Expr) -> Expr:
    """asin, acos or atan of an expression; q pi where the value is a well known one.

    >>> arc("acos", rational("1/2")) == mul(rational("1/3"), PI)
    True
    """
    try:
        value = exact_value(lower(argument))
    except SymnnError:
        return apply(name, argument)
    for turn, known in _known(name):
        if value == known:
            return mul(rational(turn), PI)
    return apply(name, argument)


def with_known_arcs(expr: Expr) -> Expr:
    """An expression with multiples of pi for the arcs in it that are such.

    >>> with_known_arcs(apply("atan", rational(1))) == mul(rational("1/4"), PI)
    True
    """
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        new = rebuild(node, tuple(done[a] for a in node.args))
        closed = new.op == "apply" and new.data in _FUNCTIONS and not free_symbols(new)
        done[node] = arc(str(new.data), new.args[0]) if closed else new
    return done[expr]


def angle_with_cosine(cosine: Expr, way: str) -> Expr:
    """An angle of which only the cosine is said, in one of the half turns it may lie in."""
    found = arc("acos", cosine)
    if way == TURN.ways[0]:
        return found
    return negative(found) if way == TURN.ways[1] else add(_FULL_TURN, negative(found))


def cosine_of(value: Expr) -> Expr:
    """cos x, undoing an arc cosine.

    >>> cosine_of(apply("acos", rational("1/3"))) == rational("1/3")
    True
    """
    if value.op == "apply" and value.data == "acos":
        return value.args[0]
    rest = value.args[1:] if value.op in ("add", "mul") else ()
    for inner in rest:
        if value.op == "mul" and value.args[0] == MINUS_ONE and inner.data == "acos":
            return inner.args[0]
        if value.op == "add" and value.args[0] == _FULL_TURN:
            return cosine_of(inner)
    return apply("cos", value)


_FULL_TURN: Final = mul(rational(2), PI)
