"""A claim compiled for the search: forms as integer matrices, gates, relations.

The forms of everything that can matter stand side by side in one matrix: a row for each base
expression, d columns (the powers of the field's generator) for each form. Putting a value in for
a gate is one matrix product, whatever the number of forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Final, TypeAlias, final

from flint import fmpq, fmpq_mat

from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.provers.cases.forms import (
    Pair,
    Rewriting,
    Sum,
    Sums,
    conditions_of,
    is_gate,
    values_of,
)
from symnn.exact.coordinates import Coordinates, coordinates_of
from symnn.exact.expression import ONE, Expr, free_symbols, postorder
from symnn.exact.field import QQ, Field, join
from symnn.exact.number import Number

#: The signs of left - right for which a relation holds.
SIGNS: Final[Mapping[str, frozenset[int]]] = {
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    ">=": frozenset({0, 1}),
    ">": frozenset({1}),
}
Facts: TypeAlias = Mapping[Pair, frozenset[int]]


@final
@dataclass(frozen=True)
class Problem:
    """What the search works on.

    Attributes:
        claim: the formula, rewritten; the part of the domain that is no plain relation is its
            premise.
        over: the plain relations of the domain that hold no gate, rewritten, in order.
        symbols: the base expressions that span the space of the cells: 1, then the symbols.
        base: these, then what is not affine.
        gates, pairs: in the order in which the evidence numbers them.
        index: the place of every form, by the expression or the pair.
        start: the forms, before any gate is decided.
        uses: for each gate, its coefficient in every form.
        pending: for each form, the gates in it, inside of what is not affine too.
    """

    ring: Coordinates
    claim: Formula
    over: tuple[Atomic, ...]
    symbols: tuple[Expr, ...]
    base: tuple[Expr, ...]
    gates: tuple[Expr, ...]
    pairs: tuple[Pair, ...]
    index: Mapping[Expr | Pair, int]
    start: fmpq_mat
    uses: Mapping[Expr, fmpq_mat]
    pending: tuple[frozenset[Expr], ...]

    @cached_property
    def numbers(self) -> Mapping[Expr, int]:
        """The number of each gate."""
        return {gate: k for k, gate in enumerate(self.gates)}

    @cached_property
    def pair_numbers(self) -> Mapping[Pair, int]:
        """The number of each pair."""
        return {pair: k for k, pair in enumerate(self.pairs)}

    @property
    def field(self) -> Field:
        """The field of all coefficients."""
        return self.ring.field


def compile_claim(claim: Claim, field: Field = QQ) -> Problem:
    """The claim as a problem, over a field that holds the given one.

    Raises:
        TooLargeError: the field of its coefficients is over the cap.
        UnsupportedError: a function without a definition.
    """
    rewritten, sums = Rewriting(), Sums()
    over, premises = _split_domain(claim.over, rewritten, sums)
    formula = _rewritten(claim.formula, rewritten)
    for premise in premises:
        formula = Compound("implies", (premise, formula))
    atoms = [*_atoms(formula), *over]
    sides = [side for atom in atoms for side in (atom.left, atom.right)]
    gates = tuple(node for node in postorder(*sides) if is_gate(node))
    pairs = dict.fromkeys((atom.left, atom.right) for atom in atoms)
    pairs |= dict.fromkeys(pair for gate in gates for _, pair in conditions_of(gate))
    keys: list[Expr | Pair] = [*pairs, *dict.fromkeys(v for g in gates for v in values_of(g))]
    combined = [sums.difference(k) if isinstance(k, tuple) else sums.of(k) for k in keys]
    ring = _common_ring(field, combined)
    return _assembled(ring, formula, tuple(over), gates, tuple(pairs), keys, combined)


def _split_domain(
    over: Iterable[Formula], rewritten: Rewriting, sums: Sums
) -> tuple[list[Atomic], list[Formula]]:
    """Plain relations without gates; everything else, to be a premise."""
    plain: list[Atomic] = []
    premises: list[Formula] = []
    rest = [_rewritten(f, rewritten) for f in over]
    while rest:
        part = rest.pop(0)
        if isinstance(part, Compound) and part.connective == "and":
            rest = [*part.parts, *rest]
        elif isinstance(part, Atomic) and part.relation != "!=" and _is_plain(part, sums):
            plain.append(part)
        else:
            premises.append(part)
    return plain, premises


def _is_plain(atom: Atomic, sums: Sums) -> bool:
    gap = sums.difference((atom.left, atom.right))
    return not any(is_gate(e) for e in gap)


def _rewritten(formula: Formula, rewritten: Rewriting) -> Formula:
    if isinstance(formula, Atomic):
        return Atomic(formula.relation, rewritten(formula.left), rewritten(formula.right))
    return Compound(formula.connective, tuple(_rewritten(p, rewritten) for p in formula.parts))


def _atoms(formula: Formula) -> Iterator[Atomic]:
    if isinstance(formula, Atomic):
        yield formula
    else:
        for part in formula.parts:
            yield from _atoms(part)


def _common_ring(field: Field, combined: list[Sum]) -> Coordinates:
    fields = dict.fromkeys(c.field for s in combined for c in s.values())
    return coordinates_of(reduce(lambda a, b: join(a, b).field, fields, field))


def _assembled(
    ring: Coordinates,
    formula: Formula,
    over: tuple[Atomic, ...],
    gates: tuple[Expr, ...],
    pairs: tuple[Pair, ...],
    keys: list[Expr | Pair],
    combined: list[Sum],
) -> Problem:
    listed = set(gates)
    free = dict.fromkeys(e for s in combined for e in s if e not in listed and e != ONE)
    symbols = (ONE, *sorted((e for e in free if e.op == "symbol"), key=lambda e: str(e.data)))
    base = (*symbols, *(e for e in free if e.op != "symbol"))
    start, uses = _matrices(ring, base, gates, combined)
    pending = tuple(_gates_in(s, listed) for s in combined)
    index = {k: f for f, k in enumerate(keys)}
    return Problem(ring, formula, over, symbols, base, gates, pairs, index, start, uses, pending)


def _gates_in(s: Sum, gates: set[Expr]) -> frozenset[Expr]:
    """The gates of a combination, and those inside of what is not affine."""
    opaque = [e for e in s if e not in gates and e.op != "symbol"]
    return frozenset(gates.intersection(s)).union(e for e in postorder(*opaque) if e in gates)


def _matrices(
    ring: Coordinates, base: tuple[Expr, ...], gates: tuple[Expr, ...], combined: list[Sum]
) -> tuple[fmpq_mat, dict[Expr, fmpq_mat]]:
    """The forms without their gates, and the coefficients of each gate."""
    d, width = ring.degree, ring.degree * len(combined)
    place = {e: k for k, e in enumerate(base)}
    start = fmpq_mat(len(base), width)
    uses = {g: fmpq_mat(d, width) for g in gates}
    blocks: dict[Number, list[list[fmpq]]] = {}
    for f, s in enumerate(combined):
        for e, c in s.items():
            if c not in blocks:
                blocks[c] = multiplication(ring, c)
            rows = blocks[c]
            for i in range(d if e in uses else 1):
                for j in range(d):
                    if e in uses:
                        uses[e][i, f * d + j] = rows[i][j]
                    else:
                        start[place[e], f * d + j] = rows[i][j]
    return start, uses


def multiplication(ring: Coordinates, c: Number) -> list[list[fmpq]]:
    """Row i holds the coordinates of θ^i c."""
    whole = ring.integral([c])
    entries = ring.coordinates(c)
    scale = next((e / w for e, w in zip(entries, whole.entries(), strict=True) if w != 0), fmpq(0))
    return [[x * scale for x in row] for row in ring.block(whole.entries()).tolist()]


def free_names(formula: Formula) -> frozenset[str]:
    """Names of the symbols in a formula."""
    return free_symbols(*(side for atom in _atoms(formula) for side in (atom.left, atom.right)))
