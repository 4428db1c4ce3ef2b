"""Rows of expressions as JSON values, and back."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from symnn.claims.program import Program
from symnn.derivations.formulas.nodes import Rows
from symnn.errors import EvidenceError
from symnn.exact.expression import (
    Expr,
    RealRoot,
    add,
    apply,
    derivative,
    limit,
    mul,
    nth_root,
    piecewise,
    power,
    rational,
    symbol,
)


def encode_rows(rows: Rows) -> dict[str, Any]:
    """Rows of expressions as one program and the places of the entries in it."""
    program = Program()
    places = [[program.place(e) for e in row] for row in rows]
    return {"nodes": program.nodes, "rows": places}


def decode_rows(data: Any) -> Rows:
    """The rows that JSON values say.

    Raises:
        EvidenceError: a node that refers to one behind it, or is of no kind.

    Examples:
        >>> rows = ((symbol("x") + 1, rational("1/2")),)
        >>> decode_rows(encode_rows(rows)) == rows
        True
    """
    found: list[Expr] = []
    for head, *rest in data["nodes"]:
        found.append(_node(head, rest, found))
    return tuple(tuple(found[_place(i, found)] for i in row) for row in data["rows"])


def _place(index: Any, found: list[Expr]) -> int:
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < len(found):
        raise EvidenceError(f"{index!r} is no place of an expression before")
    return index


def _node(head: str, rest: list[Any], found: list[Expr]) -> Expr:
    match head:
        case "rational":
            return rational(str(rest[0]))
        case "root":
            coefficients = tuple(int(c) for c in rest[0])
            return Expr("root", (), RealRoot(coefficients, _fraction(rest[1]), _fraction(rest[2])))
        case "symbol":
            return symbol(str(rest[0]))
        case "pi":
            return Expr("pi")
    return _operation(head, rest, found)


def _operation(head: str, rest: list[Any], found: list[Expr]) -> Expr:
    def at(index: Any) -> Expr:
        return found[_place(index, found)]

    match head:
        case "add":
            return add(*map(at, rest))
        case "mul":
            return mul(*map(at, rest))
        case "power":
            return power(at(rest[0]), at(rest[1]))
        case "nth_root":
            return nth_root(at(rest[1]), int(rest[0]))
        case "apply":
            return apply(str(rest[0]), *map(at, rest[1:]))
        case "derivative":
            return derivative(at(rest[1]), str(rest[0]), at(rest[2]))
        case "limit":
            return limit(at(rest[2]), str(rest[0]), str(rest[1]), at(rest[3]))
        case "piecewise":
            rows = [(str(r), at(a), at(b), at(c)) for r, a, b, c in rest[0]]
            return piecewise(rows, at(rest[1]))
    raise EvidenceError(f"{head!r} is no kind of expression")


def _fraction(text: Any) -> fmpq:
    value = rational(str(text)).data
    return value if isinstance(value, fmpq) else fmpq(0)
