"""Where a claim holds: the search for the solution set, with its limit of time.

A finite domain is gone through value by value. A domain that is no polyhedron (of several parts,
with a ≠ or a maximum) is made a part of the claim, so that no point outside is in the set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flint import fmpq

from symnn.claims.formula import (
    Atomic,
    Claim,
    Compound,
    Formula,
    atoms,
    conjunction,
    sides,
    substitute_formula,
    truth,
)
from symnn.claims.program import statement
from symnn.claims.provers import closed
from symnn.claims.provers.cases.forms import gates_in
from symnn.claims.provers.cases.prove import ByCases
from symnn.claims.provers.finding import Finding
from symnn.claims.provers.systems import Deadline
from symnn.claims.solution_set import EVERYWHERE, SolutionSet
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, negative, symbol
from symnn.functions.lower import lower


class _Unknown(Exception):  # noqa: N818
    """The set, or whether a value is in the domain, is not found."""


class _Finite(NamedTuple):
    name: str
    values: tuple[Expr, ...]
    rest: tuple[Formula, ...]


def where_claim_holds(claim: Claim, seconds: float | None = 10) -> SolutionSet | None:
    """The points of the domain at which the claim holds; None if that is not found.

    Exactness: exact.
    """
    deadline = Deadline.after(seconds)
    try:
        return SolutionSet(_pieces(claim, deadline))
    except (SymnnError, _Unknown):
        return None


def _pieces(claim: Claim, deadline: Deadline) -> tuple[Formula, ...]:
    finite = _finite(claim.over)
    if finite is not None:
        return _value_by_value(claim, finite, deadline)
    if not claim.symbols():
        return (EVERYWHERE,) if _is_true(claim.formula) else ()
    inside = tuple(f for f in claim.over if _is_polyhedral(f))
    premises = tuple(f for f in claim.over if not _is_polyhedral(f))
    found = ByCases(claim).solutions(deadline)
    if premises and found is not None and not found.is_everywhere:
        formula = conjunction((*premises, claim.formula))
        found = ByCases(Claim(formula, inside, claim.declared)).solutions(deadline)
    if found is None:
        raise _Unknown
    return _in_order(dict.fromkeys(p for piece in found.pieces for p in _on_a_line(piece)))


def _in_order(pieces: Iterable[Formula]) -> tuple[Formula, ...]:
    """Points of a line from left to right, if they are rational; other pieces as they are."""
    given = tuple(pieces)
    places = {piece: pair[1].data for piece in given if (pair := _value(piece)) is not None}
    values = [v for v in places.values() if isinstance(v, fmpq)]
    if len(values) < len(given) or len({*map(_name, given)}) != 1:
        return given
    return tuple(piece for _, piece in sorted(zip(values, places, strict=True), key=_first))


def _name(piece: Formula) -> str | None:
    pair = _value(piece)
    return None if pair is None else pair[0]


def _first(pair: tuple[fmpq, Formula]) -> fmpq:
    return pair[0]


def _is_polyhedral(formula: Formula) -> bool:
    plain = isinstance(formula, Atomic) and formula.relation != "!="
    return plain and not any(gates_in(*map(lower, sides(formula))))


# --- finite sets ----------------------------------------------------------------------------


def _finite(over: tuple[Formula, ...]) -> _Finite | None:
    """The first symbol whose values are listed, the values, and the rest of the domain."""
    for k, formula in enumerate(over):
        cases = formula.parts if isinstance(formula, Compound) else (formula,)
        if isinstance(formula, Compound) and formula.connective != "or":
            continue
        pairs = [_value(case) for case in cases]
        names = {pair[0] for pair in pairs if pair is not None}
        if None not in pairs and len(names) == 1:
            values = dict.fromkeys(pair[1] for pair in pairs if pair is not None)
            return _Finite(names.pop(), tuple(values), (*over[:k], *over[k + 1 :]))
    return None


def _value(formula: Formula) -> tuple[str, Expr] | None:
    """The symbol and its value, of x = c and x - c = 0."""
    if not isinstance(formula, Atomic) or formula.relation != "=" or free_symbols(formula.right):
        return None
    left = formula.left
    if left.op == "symbol":
        return str(left.data), formula.right
    if left.op == "add" and len(left.args) == 2 and formula.right == ZERO:
        for item, shift in (left.args, left.args[::-1]):
            if item.op == "symbol" and isinstance(shift.data, fmpq):
                return str(item.data), negative(shift)
    return None


def _value_by_value(claim: Claim, finite: _Finite, deadline: Deadline) -> tuple[Formula, ...]:
    found: dict[Expr, tuple[Formula, ...]] = {}
    for value in finite.values:
        if deadline.passed:
            raise _Unknown
        there = Claim(claim.formula, finite.rest, claim.declared).at({finite.name: value})
        over = tuple(f for f in there.over if free_symbols(*sides(f)))
        if all(_is_true(f) for f in there.over if f not in over):
            found[value] = _pieces(Claim(there.formula, over, there.declared), deadline)
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    x = symbol(finite.name)
    return tuple(_both(Atomic("=", x, v), piece) for v, all_ in found.items() for piece in all_)


def _both(one: Atomic, other: Formula) -> Formula:
    if other == EVERYWHERE:
        return one
    more = other.parts if isinstance(other, Compound) and other.connective == "and" else (other,)
    return conjunction((one, *more))


def _is_true(formula: Formula) -> bool:
    """Whether a closed formula is true."""
    _, program = statement(Claim(formula))
    findings = [closed.decide(atom, program.index) for atom in dict.fromkeys(atoms(formula))]
    outcome = truth(formula, {f.atom: f.truth for f in findings if isinstance(f, Finding)})
    if outcome is None:
        raise _Unknown
    return outcome


# --- in one dimension -----------------------------------------------------------------------


def _on_a_line(piece: Formula) -> Iterator[Formula]:
    """Of a piece in one symbol the points, if equations say what they are; else the piece."""
    parts = piece.parts if isinstance(piece, Compound) and piece.connective == "and" else (piece,)
    if len(free_symbols(*sides(piece))) != 1:
        yield piece
        return
    for k, part in enumerate(parts):
        cases = _cases(part)
        if cases is not None:
            rest = parts[:k] + parts[k + 1 :]
            yield from (c for c, at in cases if _all_true(rest, dict([at])))
            return
    yield piece


def _cases(formula: Formula) -> list[tuple[Atomic, tuple[str, Expr]]] | None:
    """x = c or x = d …: each with its value."""
    parts = formula.parts if isinstance(formula, Compound) else (formula,)
    if isinstance(formula, Compound) and formula.connective != "or":
        return None
    pairs = [_value(part) for part in parts]
    known = [pair for pair in pairs if pair is not None]
    if len(known) < len(pairs):
        return None
    return [(Atomic("=", symbol(name), value), (name, value)) for name, value in known]


def _all_true(parts: Iterable[Formula], point: dict[str, Expr]) -> bool:
    return all(_is_true(substitute_formula(part, point)) for part in parts)
