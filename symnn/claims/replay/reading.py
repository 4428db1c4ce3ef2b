"""Evidence as JSON values, read strictly: what is not exactly as described is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from flint import fmpq, fmpq_poly

from symnn.errors import EvidenceError

from . import RELATIONS, need
from .algebraic import Field, Number, Numbers, polynomial_has_one_root
from .graph import DEFINITIONS, UNARY, WAYS, Graph

NODES: Final = 20_000
BITS: Final = 20_000
_RATIONAL: Final = re.compile(r"-?[0-9]{1,4300}(/[0-9]{1,4300})?")
_RATIONALS: Final = {"minpoly": ["0", "1"], "interval": ["0", "0"]}
_PARTS: Final = {"not": (1, 1), "implies": (2, 2), "and": (1, 999), "or": (1, 999)}


class Atom(NamedTuple):
    """left ~ right, the sides given by their place in the program."""

    relation: str
    left: int
    right: int


Object: TypeAlias = Mapping[str, object]
#: A relation, or a connective of formulas.
Formula: TypeAlias = "Atom | tuple[str, list[Formula]]"


def fields(value: object, keys: str, optional: str | None = "") -> Object:
    """An object with these keys, and of others the optional ones, or any if that is None."""
    if not isinstance(value, Mapping) or not all(isinstance(k, str) for k in value):
        raise EvidenceError(f"an object with the keys {keys} is missing")
    must, may = set(keys.split()), set(value) if optional is None else set(optional.split())
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


def rational(value: object) -> fmpq:
    """A rational written 5, -5 or 5/6."""
    if not isinstance(value, str) or _RATIONAL.fullmatch(value) is None:
        raise EvidenceError('a rational must be written "5", "-5" or "5/6"')
    result = fmpq(value)
    need(result.height_bits() <= BITS, f"an integer has more than {BITS} binary digits")
    return result


def rationals(value: object) -> list[fmpq]:
    """The coefficients of a polynomial, from the constant term upwards."""
    return [*map(rational, items(value, 130))]


def kind(value: object) -> str:
    """What a proof says of its kind; of something else nothing."""
    found = value.get("kind") if isinstance(value, Mapping) else ""
    return found if isinstance(found, str) else ""


def place(at: Sequence[int], value: object) -> int:
    """The node at a place of a program."""
    return at[integer(value, 0, len(at) - 1)]


def formula(value: object, count: int, depth: int = 0) -> Formula:
    """A formula over the first `count` places of the program."""
    need(depth <= 60, "a formula is nested too deeply")
    head, *rest = items(value, 1000) or [None]
    if head in RELATIONS and len(rest) == 2:
        return Atom(str(head), *(integer(r, 0, count - 1) for r in rest))
    low, high = _PARTS.get(head, (1, 0)) if isinstance(head, str) else (1, 0)
    need(low <= len(rest) <= high, f"no formula is {head!r} of {len(rest)} parts")
    return str(head), [formula(r, count, depth + 1) for r in rest]


def atoms_of(f: Formula) -> list[Atom]:
    """The relations in a formula."""
    return [f] if isinstance(f, Atom) else [a for part in f[1] for a in atoms_of(part)]


def conjuncts(formulas: Iterable[Formula]) -> list[Formula]:
    """The formulas, of one with `and` its parts."""

    def parts(f: Formula) -> list[Formula]:
        return [f] if isinstance(f, Atom) or f[0] != "and" else conjuncts(f[1])

    return [part for f in formulas for part in parts(f)]


def placed(f: Formula, at: Sequence[int]) -> Formula:
    """The formula on the nodes of the graph."""
    if isinstance(f, Atom):
        return Atom(f.relation, at[f.left], at[f.right])
    return f[0], [placed(part, at) for part in f[1]]


def truth(f: Formula, facts: Mapping[Atom, bool | None]) -> bool | None:
    """Kleene's three-valued truth of a formula from the facts known."""
    if isinstance(f, Atom):
        return facts.get(f)
    values, winner = [truth(part, facts) for part in f[1]], f[0] in ("or", "implies")
    if f[0] in ("not", "implies") and values[0] is not None:
        values[0] = not values[0]
    return winner if winner in values else None if None in values else not winner


class Statement(NamedTuple):
    """A claim over a domain, formulas on the places of a program."""

    graph: Graph
    at: list[int]
    claim: Formula
    over: list[Formula]

    def atoms(self) -> set[Atom]:
        """The relations of the claim and of the domain."""
        return {a for f in (self.claim, *self.over) for a in atoms_of(f)}

    def unknown(self) -> frozenset[str]:
        """The free symbols of their sides."""
        sides = [self.at[i] for atom in self.atoms() for i in atom[1:]]
        return frozenset[str]().union(*(self.graph.symbols[i] for i in sides))

    def extended(self, nodes: object) -> Statement:
        """With more places in the program."""
        return self._replace(at=program(self.graph, nodes, self.at))

    def put(self, nodes: object, point: object) -> Statement:
        """With closed values, among more places, for each free symbol."""
        graph, at = self.graph, self.extended(nodes).at
        given, unknown = fields(point, "", None), self.unknown()
        good = set(given) == unknown and len(unknown) > 0
        need(good, "the point must give a value to each free symbol, and to nothing else")
        values = {name: place(at, i) for name, i in given.items()}
        closed = not any(graph.symbols[v] for v in values.values())
        need(closed, "a value at the point is not closed")
        return self._replace(at=[graph.substitute(i, values) for i in self.at] + at[len(self.at) :])


def statement(graph: Graph, value: object) -> Statement:
    """A program with the formulas of a claim and of its domain."""
    raw = fields(value, "nodes formula over")
    at = program(graph, raw["nodes"], [])
    over = [formula(f, len(at)) for f in items(raw["over"], 1000)]
    return Statement(graph, at, formula(raw["formula"], len(at)), over)


def numbers(way: Object, at: Sequence[int]) -> Numbers:
    """The field, and the values given for nodes of the program."""
    field = fields(way.get("field", _RATIONALS), "minpoly interval")
    low, high = map(rational, items(field["interval"], 2))
    base, values = Field(rationals(field["minpoly"]), low, high), dict[int, Number]()
    for key, coefficients in fields(way.get("roots", {}), "", None).items():
        known = key.isascii() and key.isdigit() and len(key) < 7
        need(known and int(key) < len(at), f"{key!r} is no node of the program")
        values[at[int(key)]] = base.polynomial(rationals(coefficients))
    return base, values


def program(graph: Graph, nodes: object, before: list[int]) -> list[int]:
    """The places of a program, continuing those before, in the graph."""
    at = list(before)
    for raw in items(nodes, NODES - len(before)):
        head, *rest = items(raw) or [None]
        at.append(_node(graph, head, rest, at))
    return at


def _node(graph: Graph, head: object, rest: list[object], at: list[int]) -> int:
    def nodes(values: list[object]) -> list[int]:
        return [place(at, v) for v in values]

    match head, rest:
        case "rational", [value]:
            return graph.number(rational(value))
        case "root", [coefficients, low, high]:
            p = tuple(integer(c, -1 << BITS, 1 << BITS) for c in items(coefficients, 200))
            ends = rational(low), rational(high)
            need(polynomial_has_one_root(fmpq_poly(list(p)), *ends), "a root is not isolated")
            return graph.make("root", data=(p, *ends))
        case "symbol", [str() as name] if 1 <= len(name) <= 200:
            return graph.make("symbol", data=name)
        case ("pi", []) | (("add" | "mul"), _) | ("power", [_, _]):
            return graph.make(str(head), *nodes(rest))
        case "nth_root", [degree, value]:
            return graph.make("nth_root", *nodes([value]), data=integer(degree, 2, 10_000))
        case "apply", [str() as name, *values]:
            one = name in UNARY and len(values) == 1
            if one or (name in ("max", "min") and values) or (name, len(values)) in DEFINITIONS:
                return graph.apply(name, *nodes(values))
        case "piecewise", [list() as cases, default]:
            rows = [items(case, 4) or [None] for case in cases]
            need(all(len(r) == 4 and r[0] in RELATIONS for r in rows), "a case is malformed")
            flat = nodes([part for row in rows for part in row[1:]] + [default])
            return graph.make("piecewise", *flat, data=tuple(row[0] for row in rows))
        case "limit", [str() as name, str() as way, body, point] if name and way in WAYS:
            return graph.limit(name, way, *nodes([body, point]))
        case "derivative", [str() as name, body, point]:
            return graph.derivative(name, *nodes([body, point]))
    raise EvidenceError(f"no node of a program reads {head!r} with {len(rest)} parts")
