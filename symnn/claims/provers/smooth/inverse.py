"""Where an expression takes a value: the functions around a symbol undone, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flint import fmpq

from symnn.claims.provers.smooth.shapes import written_once
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as as_number
from symnn.exact.expression import (
    MINUS_ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    nth_root,
    postorder,
    power,
    quotient,
    rational,
)

_UNDONE: Final = {"exp": "log", "log": "exp", "atan": "tan"}
MAX_ROOT: Final = 12


def roots(g: Expr, name: str) -> Iterator[Expr]:
    """Expressions at which g = 0, if the symbol occurs once in g, or in a factor of g.

    Exactness: candidates; an inverse need not exist there, so they are to be substituted.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> list(roots(apply("exp", symbol("x")) - 3, "x")) == [apply("log", rational(3))]
        True
    """
    yield from solved(written_once(g), name, ZERO)


def solved(node: Expr, name: str, value: Expr) -> Iterator[Expr]:
    """Where the node has the value."""
    value = _folded(value)
    if node.op == "symbol":
        yield value
        return
    inner = [a for a in node.args if name in free_symbols(a)]
    if node.op == "mul" and value == ZERO:
        for a in inner:
            yield from solved(a, name, value)
    elif len(inner) == 1:
        rest = [a for a in node.args if a is not inner[0]]
        for inside in _undone(node, rest, value):
            yield from solved(inner[0], name, inside)


def _folded(closed: Expr) -> Expr:
    """A rational as one; anything else as it is."""
    if any(node.op not in ("rational", "add", "mul", "power") for node in postorder(closed)):
        return closed
    try:
        number = as_number(closed)
    except SymnnError:
        return closed
    return rational(number.as_fmpq()) if number.is_rational else closed


def _undone(node: Expr, rest: Sequence[Expr], value: Expr) -> list[Expr]:
    """The values of the one argument that matters."""
    match node.op:
        case "add":
            parts = [p for p in (value, *map(negative, rest)) if p != ZERO]
            return [add(*parts) if len(parts) > 1 else (*parts, ZERO)[0]]
        case "mul":
            below = mul(*rest) if len(rest) > 1 else rest[0]
            return [negative(value) if below == MINUS_ONE else quotient(value, below)]
        case "nth_root" if isinstance(node.data, int):
            return [power(value, rational(node.data))]
        case "power" if rest and rest[0] == node.args[1]:
            return _bases(value, rest[0].data)
        case "apply":
            return _arguments(str(node.data), value)
    return []


def _bases(value: Expr, exponent: object) -> list[Expr]:
    """Where the base of a power with a whole exponent may be."""
    if not isinstance(exponent, fmpq) or exponent.q != 1 or not 0 < abs(exponent.p) <= MAX_ROOT:
        return []
    positive = value if exponent > 0 else power(value, MINUS_ONE)
    degree = int(abs(exponent.p))
    if degree == 1 or positive == ZERO:
        return [positive]
    root = nth_root(positive, degree)
    return [root] if degree % 2 else [root, negative(root)]


def _arguments(function: str, value: Expr) -> list[Expr]:
    if function in _UNDONE:
        return [apply(_UNDONE[function], value)]
    if function == "sin":
        arc = apply("asin", value)
        return [arc, add(PI, negative(arc))]
    if function == "cos":
        arc = apply("acos", value)
        return [arc, negative(arc)]
    return []
