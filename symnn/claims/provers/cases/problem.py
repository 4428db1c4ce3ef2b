"""A claim compiled for the search: forms as integer matrices, gates and relations by number.

Forms that wait for gates of the same level stand side by side in one matrix: a row for each base
expression, d columns (the powers of the field's generator) for each form. When these gates are
decided, putting in their values is one matrix product for each that is not 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Final, NamedTuple, TypeAlias, final

from flint import fmpq, fmpq_mat

from symnn.claims.formula import Atomic, Claim, Compound, Formula, atoms
from symnn.claims.provers.cases.forms import (
    Pair,
    Rewriting,
    Sum,
    Sums,
    conditions_of,
    gates_in,
    values_of,
)
from symnn.deferred import dataclass
from symnn.exact.coordinates import Coordinates, coordinates_of
from symnn.exact.expression import ONE, Expr, postorder
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


class Condition(NamedTuple):
    """A relation between the sides of a pair, that is between a form and 0."""

    relation: str
    form: int


#: A formula on conditions.
Conditions: TypeAlias = "Condition | tuple[str, tuple[Conditions, ...]]"


class Gate(NamedTuple):
    """A gate by its numbers.

    Attributes:
        kind: max, abs, floor or piecewise.
        values: the forms whose value it may take.
        places: where these stand in the program of the evidence.
        conditions: those that tell which, for a piecewise.
        before: the gates that must be decided first, as bits.
    """

    number: int
    kind: str
    values: tuple[int, ...]
    places: tuple[int, ...]
    conditions: tuple[Condition, ...]
    before: int


class Group(NamedTuple):
    """Forms that wait for gates up to the same level.

    Attributes:
        forms: their numbers.
        start: them without gates, side by side.
        uses: for gates, their coefficients in each.
    """

    forms: tuple[int, ...]
    start: fmpq_mat
    uses: tuple[tuple[int, fmpq_mat], ...]

    def values(self, d: int, values: Mapping[int, fmpq_mat]) -> dict[int, fmpq_mat]:
        """The forms with values put in for all gates; those that are 0 may be left out."""
        total = self.start
        for gate, coefficients in self.uses:
            if gate in values:
                total += values[gate] * coefficients
        if len(self.forms) == 1:
            return {self.forms[0]: total}
        table, starts = total.tolist(), range(0, total.ncols(), d)
        parts = (fmpq_mat([row[k : k + d] for row in table]) for k in starts)
        return dict(zip(self.forms, parts, strict=True))


@final
@dataclass(frozen=True)
class Problem:
    """What the search works on.

    Attributes:
        claim: the formula; the part of the domain that is no plain relation is its premise.
        over: the plain relations of the domain that hold no gate, in order.
        symbols: the base expressions that span the space of the cells: 1, then the symbols.
        base: these, then what is not affine.
        gate_exprs, pairs: in the order in which the evidence numbers them; pairs as written.
        gates: in the same order.
        groups: all forms, by level; those of the pairs have the first numbers.
        group: for each form, the number of its group.
        pending: for each form, the gates in it, as bits; also those inside of what is not affine.
    """

    ring: Coordinates
    claim: Conditions
    over: tuple[Condition, ...]
    symbols: tuple[Expr, ...]
    base: tuple[Expr, ...]
    gate_exprs: tuple[Expr, ...]
    pairs: tuple[Pair, ...]
    gates: tuple[Gate, ...]
    groups: tuple[Group, ...]
    group: tuple[int, ...]
    pending: tuple[int, ...]

    def needed(self) -> list[Gate]:
        """The gates that the formula depends on, in order."""
        stack = [c.form for c in conditions_in(self.claim)]
        found = 0
        while stack:
            new = self.pending[stack.pop()] & ~found
            found |= new
            for gate in self.gates:
                if new >> gate.number & 1:
                    stack += [*gate.values, *(c.form for c in gate.conditions)]
        return [gate for gate in self.gates if found >> gate.number & 1]


def conditions_in(formula: Conditions) -> Iterator[Condition]:
    """Every condition of a formula, from left to right."""
    if isinstance(formula, Condition):
        yield formula
    else:
        for part in formula[1]:
            yield from conditions_in(part)


def truth_of(formula: Conditions, holds: Callable[[Condition], bool | None]) -> bool | None:
    """Kleene's three-valued truth of a formula."""
    if isinstance(formula, Condition):
        return holds(formula)
    connective, parts = formula
    if connective == "not":
        inner = truth_of(parts[0], holds)
        return None if inner is None else not inner
    winner, unknown = connective != "and", False
    for k, part in enumerate(parts):
        value = truth_of(part, holds)
        if connective == "implies" and k == 0 and value is not None:
            value = not value
        if value is winner:
            return winner
        unknown |= value is None
    return None if unknown else not winner


def compile_claim(claim: Claim, place: Callable[[Expr], int], field: Field = QQ) -> Problem:
    """The claim as a problem, over a field that holds the given one.

    Args:
        claim: what is to be proved.
        place: puts an expression into the program of the evidence, and says where.
        field: holds the values of all roots that the evidence will certify.

    Raises:
        TooLargeError: the field of its coefficients is over the cap.
        UnsupportedError: a function without a definition.
    """
    rewritten, sums = Rewriting(), Sums()
    over, premises = _split_domain(claim.over, rewritten, sums)
    formula = _rewritten(claim.formula, rewritten)
    for premise in premises:
        formula = Compound("implies", (premise, formula))
    stated = [*atoms(formula), *over]
    gates = tuple(gates_in(*(side for atom in stated for side in (atom.left, atom.right))))
    pairs = dict.fromkeys((atom.left, atom.right) for atom in stated)
    pairs |= dict.fromkeys(pair for gate in gates for _, pair in conditions_of(gate))
    keys: list[Expr | Pair] = [*pairs, *dict.fromkeys(v for g in gates for v in values_of(g))]
    combined = [sums.difference(k) if isinstance(k, tuple) else sums.of(k) for k in keys]
    index = {key: f for f, key in enumerate(keys)}
    return _assembled(
        _common_ring(field, combined),
        _numbered(formula, index),
        tuple(Condition(a.relation, index[a.left, a.right]) for a in over),
        gates,
        tuple(rewritten.origins.get(pair, pair) for pair in pairs),
        _Forms(index, combined, place),
    )


class _Forms(NamedTuple):
    numbers: Mapping[Expr | Pair, int]
    combined: list[Sum]
    place: Callable[[Expr], int]


def _numbered(formula: Formula, index: Mapping[Expr | Pair, int]) -> Conditions:
    if isinstance(formula, Atomic):
        return Condition(formula.relation, index[formula.left, formula.right])
    return formula.connective, tuple(_numbered(part, index) for part in formula.parts)


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
    return not any(e in set(gates_in(e)) for e in sums.difference((atom.left, atom.right)))


def _rewritten(formula: Formula, rewritten: Rewriting) -> Formula:
    if isinstance(formula, Atomic):
        left, right = rewritten.pair((formula.left, formula.right))
        return Atomic(formula.relation, left, right)
    return Compound(formula.connective, tuple(_rewritten(p, rewritten) for p in formula.parts))


def _common_ring(field: Field, combined: list[Sum]) -> Coordinates:
    fields = dict.fromkeys(c.field for s in combined for c in s.values())
    return coordinates_of(reduce(lambda a, b: join(a, b).field, fields, field))


def _assembled(
    ring: Coordinates,
    formula: Conditions,
    over: tuple[Condition, ...],
    gates: tuple[Expr, ...],
    pairs: tuple[Pair, ...],
    forms: _Forms,
) -> Problem:
    number = {gate: k for k, gate in enumerate(gates)}
    free = dict.fromkeys(e for s in forms.combined for e in s if e not in number and e != ONE)
    symbols = (ONE, *sorted((e for e in free if e.op == "symbol"), key=lambda e: str(e.data)))
    base = (*symbols, *(e for e in free if e.op != "symbol"))
    pending = tuple(_bits(s, number) for s in forms.combined)
    made = tuple(_gate(gate, k, forms, pending) for gate, k in number.items())
    group = _levels(made, pending)
    members = [[f for f, own in enumerate(group) if own == k] for k in range(max(group) + 1)]
    blocks = _Blocks(ring, {e: k for k, e in enumerate(base)}, number)
    groups = tuple(blocks.group(forms_, forms.combined) for forms_ in members)
    return Problem(ring, formula, over, symbols, base, gates, pairs, made, groups, group, pending)


def _gate(gate: Expr, number: int, forms: _Forms, pending: tuple[int, ...]) -> Gate:
    forms.place(gate)
    exprs = values_of(gate)
    values = tuple(forms.numbers[v] for v in exprs)
    conditions = tuple(Condition(r, forms.numbers[pair]) for r, pair in conditions_of(gate))
    kind = str(gate.data) if gate.op == "apply" else gate.op
    decisive = (c.form for c in conditions) if conditions else values
    before = reduce(lambda bits, f: bits | pending[f], decisive, 0)
    places = tuple(forms.place(v) for v in exprs)
    return Gate(number, kind, values, places, conditions, before)


def _levels(gates: tuple[Gate, ...], pending: tuple[int, ...]) -> tuple[int, ...]:
    """For each form, the length of the longest chain of gates in it."""
    chains: list[int] = []

    def longest(bits: int) -> int:
        return max((c for k, c in enumerate(chains) if bits >> k & 1), default=0)

    for gate in gates:
        chains = [*chains, 1 + longest(gate.before)]
    return tuple(longest(bits) for bits in pending)


def _bits(s: Sum, number: Mapping[Expr, int]) -> int:
    """The gates of a combination, and those inside of what is not affine."""
    opaque = [e for e in s if e not in number and e.op != "symbol"]
    inside = {number[e] for e in (*s, *postorder(*opaque)) if e in number}
    return sum(1 << k for k in inside)


class _Blocks(NamedTuple):
    """Where coefficients go in the matrices of a group."""

    ring: Coordinates
    place: Mapping[Expr, int]
    number: Mapping[Expr, int]

    def group(self, forms: Sequence[int], combined: list[Sum]) -> Group:
        """The matrices of some forms."""
        d = self.ring.degree
        width = d * len(forms)
        start = [[fmpq(0)] * width for _ in self.place]
        uses: dict[int, list[list[fmpq]]] = {}
        for k, f in enumerate(forms):
            for e, c in combined[f].items():
                block = self._block(c)
                if e in self.number:
                    rows = uses.setdefault(self.number[e], [[fmpq(0)] * width for _ in range(d)])
                    for row, entries in zip(rows, block, strict=True):
                        row[k * d : k * d + d] = entries
                else:
                    start[self.place[e]][k * d : k * d + d] = block[0]
        return Group(
            tuple(forms), fmpq_mat(start), tuple((g, fmpq_mat(u)) for g, u in uses.items())
        )

    def _block(self, c: Number) -> list[list[fmpq]]:
        """Row i holds the coordinates of θ^i c."""
        flat, d = self.ring.products(self.ring.coordinates(c)), self.ring.degree
        return [flat[i : i + d] for i in range(0, len(flat), d)]
