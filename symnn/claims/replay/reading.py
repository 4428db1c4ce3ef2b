"""Evidence as JSON values, read strictly: what is not exactly as described is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.errors import EvidenceError

from .graph import NAMED_1, NAMED_2, RELATIONS, UNARY, Graph
from .roots import polynomial_has_one_root

NODES: Final = 20_000
BITS: Final = 20_000
DEGREE: Final = 10_000
_RATIONAL: Final = re.compile(r"-?[0-9]{1,4300}(/[0-9]{1,4300})?")

#: A relation of two nodes, or a connective of formulas.
Formula: TypeAlias = "Atom | tuple[str, tuple[Formula, ...]]"


@dataclass(frozen=True, slots=True)
class Atom:
    """left ~ right, the sides given by their place in the program."""

    relation: str
    left: int
    right: int


def need(condition: bool, message: str) -> None:
    """Refuse the evidence unless the condition holds."""
    if not condition:
        raise EvidenceError(message)


def fields(value: object, keys: str, optional: str = "") -> Mapping[str, object]:
    """An object with exactly these keys."""
    if not isinstance(value, Mapping) or not all(isinstance(k, str) for k in value):
        raise EvidenceError(f"an object with the keys {keys} is missing")
    must, may = set(keys.split()), set(optional.split())
    need(must <= set(value) <= must | may, f"the keys must be {keys}, not {' '.join(value)}")
    return value


def items(value: object, most: int = NODES) -> list[object]:
    """A list of at most so many items."""
    if not isinstance(value, list) or len(value) > most:
        raise EvidenceError(f"a list of at most {most} items is missing")
    return value


def integer(value: object, low: int, high: int) -> int:
    """An integer in [low, high]; a truth value is none."""
    if type(value) is not int or not low <= value <= high:
        raise EvidenceError(f"an integer from {low} to {high} is missing")
    return value


def text(value: object) -> str:
    """A text of 1 to 200 characters."""
    if not isinstance(value, str) or not 1 <= len(value) <= 200:
        raise EvidenceError("a text of 1 to 200 characters is missing")
    return value


def rational(value: object) -> Fraction:
    """A rational written 5, -5 or 5/6."""
    if not isinstance(value, str) or _RATIONAL.fullmatch(value) is None:
        raise EvidenceError('a rational must be written "5", "-5" or "5/6"')
    above, _, below = value.partition("/")
    need(not below or int(below) != 0, "a rational has the denominator 0")
    result = Fraction(int(above), int(below or 1))
    size = max(result.numerator.bit_length(), result.denominator.bit_length())
    need(size <= BITS, f"an integer has more than {BITS} binary digits")
    return result


def rationals(value: object, most: int) -> list[Fraction]:
    """A list of rationals."""
    return [rational(v) for v in items(value, most)]


def formula(value: object, count: int, depth: int = 0) -> Formula:
    """A formula over the first `count` places of the program."""
    need(depth <= 60, "a formula is nested too deeply")
    head, *rest = items(value, 1000) or [None]
    if head in RELATIONS and len(rest) == 2:
        left, right = (integer(r, 0, count - 1) for r in rest)
        return Atom(str(head), left, right)
    arity = {"not": (1, 1), "implies": (2, 2), "and": (1, 999), "or": (1, 999)}
    if not isinstance(head, str) or head not in arity:
        raise EvidenceError(f"no formula begins with {head!r}")
    low, high = arity[head]
    need(low <= len(rest) <= high, f"{head} has a wrong number of parts")
    return head, tuple(formula(r, count, depth + 1) for r in rest)


def atoms_of(f: Formula) -> list[Atom]:
    """The relations in a formula."""
    return [f] if isinstance(f, Atom) else [a for part in f[1] for a in atoms_of(part)]


def truth(f: Formula, facts: Mapping[Atom, bool]) -> bool | None:
    """Kleene's three-valued truth of a formula from the facts known."""
    if isinstance(f, Atom):
        return facts.get(f)
    head, parts = f[0], [truth(part, facts) for part in f[1]]
    if head == "not":
        return None if parts[0] is None else not parts[0]
    if head == "implies":
        head, parts = "or", [None if parts[0] is None else not parts[0], parts[1]]
    winner = head == "or"
    if winner in parts:
        return winner
    return None if None in parts else not winner


def program(graph: Graph, nodes: object, before: list[int]) -> list[int]:
    """The places of a program, continuing those before, in the graph."""
    at = list(before)
    for raw in items(nodes, NODES - len(before)):
        head, *rest = items(raw) or [None]
        at.append(_node(graph, head, rest, at))
    return at


def _node(graph: Graph, head: object, rest: list[object], at: list[int]) -> int:
    def nodes(values: list[object]) -> list[int]:
        return [at[integer(v, 0, len(at) - 1)] for v in values]

    match head, rest:
        case "rational", [value]:
            return graph.number(rational(value))
        case "root", [coefficients, low, high]:
            return _root(graph, coefficients, rational(low), rational(high))
        case "symbol", [name]:
            return graph.make("symbol", data=text(name))
        case "pi", []:
            return graph.make("pi")
        case (("add" | "mul"), _):
            return graph.make(str(head), *nodes(rest))
        case "power", [_, _]:
            return graph.make("power", *nodes(rest))
        case "nth_root", [degree, value]:
            return graph.make("nth_root", *nodes([value]), data=integer(degree, 2, DEGREE))
        case "apply", [str() as name, *values]:
            return _apply(graph, name, nodes(values))
        case "piecewise", [list() as rows, default]:
            flat = [part for row in rows for part in _row(row)]
            relations = tuple(row[0] for row in rows)
            return graph.make("piecewise", *nodes([*flat, default]), data=relations)
        case "derivative", [name, body, point]:
            return graph.derivative(text(name), *nodes([body, point]))
    raise EvidenceError(f"no node of a program reads {head!r} with {len(rest)} parts")


def _row(value: object) -> list[object]:
    """left, right, value of a case."""
    row = items(value, 4)
    need(len(row) == 4 and row[0] in RELATIONS, "a case of a piecewise is malformed")
    return row[1:]


def _root(graph: Graph, value: object, low: Fraction, high: Fraction) -> int:
    bound = 1 << BITS
    coefficients = tuple(integer(c, -bound, bound) for c in items(value, 200))
    if not polynomial_has_one_root([Fraction(c) for c in coefficients], low, high):
        raise EvidenceError("a root is not the only one of a squarefree polynomial in its interval")
    return graph.make("root", data=(coefficients, low, high))


def _apply(graph: Graph, name: str, args: list[int]) -> int:
    if name in UNARY and len(args) == 1:
        return graph.make(name, *args)
    if name in ("max", "min") and args:
        return graph.make(name, *args)
    if name in NAMED_1 and len(args) == 1:
        return NAMED_1[name](graph, args[0])
    if name in NAMED_2 and len(args) == 2:
        return NAMED_2[name](graph, args[0], args[1])
    raise EvidenceError(f"no function {name!r} of {len(args)} arguments is known")
