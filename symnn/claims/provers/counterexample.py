"""The hunt for an exact point at which a claim over free symbols fails.

Candidates are small rationals, and the ends and midpoints that the domain names. A candidate
counts only when the domain holds and the formula fails there by exact evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import Any, Final, NamedTuple, TypeAlias

from flint import arb, fmpq

from symnn.claims.formula import Atomic, Claim, Formula, atoms, truth
from symnn.claims.program import Program, statement
from symnn.claims.provers import closed, enclosure
from symnn.claims.provers.finding import Finding
from symnn.claims.provers.systems import Deadline
from symnn.errors import SymnnError, UndefinedError
from symnn.exact.ball import compare, holds, precision
from symnn.exact.evaluate import outcomes, value
from symnn.exact.expression import Expr, free_symbols, rational, substitution
from symnn.exact.prepared import Prepared
from symnn.functions.lower import lower

_SMALL: Final = tuple(
    rational(fmpq(p, q))
    for p, q in ((1, 1), (0, 1), (2, 1), (-1, 1), (1, 2), (3, 1), (-2, 1), (-1, 2), (1, 3), (5, 1))
)
MAX_POINTS: Final = 600
#: A point is simple if its coordinates have at most so many binary digits each.
SIMPLE_BITS: Final = 8
#: How many candidates are tried in its place otherwise, in claims of at most so many nodes.
FEW_POINTS: Final = 24
SMALL_CLAIM: Final = 300
#: Relations that hold between equal sides.
HELD_BY_EQUAL: Final = ("=", "<=", ">=")
#: Bits of a first look at a point.
LOOK_BITS: Final = 64

#: A difference that is not told from 0 at the last precision is less than this.
TINY: Final = arb(1) / (1 << 4000)

#: A relation and the difference of its sides, for growing precisions.
_Looks: TypeAlias = "tuple[str, tuple[Prepared, ...]]"


class Counterexample(NamedTuple):
    """A point, the evidence that the claim fails there, and the methods used."""

    point: Mapping[str, Expr]
    proof: dict[str, Any]
    method: str


def hunt(
    claim: Claim, most: int = MAX_POINTS, deadline: Deadline | None = None, tried: int = 0
) -> Counterexample | None:
    """The first of so many candidates at which the claim fails; None says nothing about it.

    Args:
        claim: what should fail somewhere.
        most: how many candidates are tried.
        deadline: when the hunt is given up, if ever.
        tried: how many of them are known to be none.
    """
    names = sorted(claim.symbols())
    if isinstance(claim.formula, Atomic) and exists_nowhere(claim.formula):
        return None
    looks = _looks(claim.formula, names)
    for values in islice(_candidates(claim, names), tried, most):
        if deadline is not None and deadline.passed:
            return None
        point = dict(zip(names, values, strict=True))
        if _is_outside(claim.over, point) or _is_seen_to_hold(looks, values):
            continue
        found = at_point(claim, point)
        if found is not None:
            return found
    return None


def exists_nowhere(atom: Atomic) -> bool:
    """Whether a number that has no value, as 1/0, takes part in a relation whatever the point is.

    Examples:
        >>> from symnn.exact.expression import rational, symbol
        >>> exists_nowhere(Atomic("=", symbol("x"), symbol("y") / rational(0)))
        True
    """
    try:
        sides = [lower(atom.left), lower(atom.right)]
    except SymnnError:
        return False
    known = outcomes(*sides)
    stack, seen = sides, set[Expr]()
    while stack:
        node = stack.pop()
        if isinstance(known[node], UndefinedError) and not free_symbols(node):
            return True
        if node.op != "piecewise" and node not in seen:
            stack += node.args
            seen.add(node)
    return False


def _looks(formula: Formula, names: list[str]) -> _Looks | None:
    """One relation, ready to be looked at in many points: roughly, and as finely as ever."""
    if not isinstance(formula, Atomic):
        return None
    try:
        difference = lower(formula.left - formula.right)
        bits = (
            (LOOK_BITS, enclosure.LAST_BITS) if formula.relation in HELD_BY_EQUAL else (LOOK_BITS,)
        )
        return formula.relation, tuple(Prepared(difference, names, b) for b in bits)
    except SymnnError:
        return None


def _is_seen_to_hold(looks: _Looks | None, values: Sequence[Expr]) -> bool:
    """Whether the claim holds at a point: seen without evidence, and much quicker.

    Sides that differ by less than can be told are equal, as far as any prover could say.
    """
    numbers = [value.data for value in values if isinstance(value.data, fmpq)]
    if looks is None or len(numbers) < len(values):
        return False
    relation, prepared = looks
    for look in prepared:
        with precision(look.bits):
            balls = [arb(number) for number in numbers]
        try:
            gap = look(*balls)
        except SymnnError:
            return False
        truth = holds(relation, gap)
        if truth is not None or not gap.is_finite():
            return bool(truth)
        if look.bits == enclosure.LAST_BITS:
            return bool(gap.contains(0) and gap.rad() < TINY)
    return False


def _is_outside(over: tuple[Formula, ...], point: Mapping[str, Expr]) -> bool:
    """Whether a plain relation of the domain fails, as 0 < x does at 0: seen without evidence."""
    for formula in over:
        if isinstance(formula, Atomic):
            left, right = _plain(formula.left, point), _plain(formula.right, point)
            if left is None or right is None:
                continue
            if not compare(formula.relation, (left > right) - (left < right)):
                return True
    return False


def _plain(side: Expr, point: Mapping[str, Expr]) -> fmpq | None:
    """The rational number that an unknown is at the point, or that is written there."""
    there = point.get(str(side.data), side) if side.op == "symbol" else side
    return there.data if isinstance(there.data, fmpq) else None


def _candidates(claim: Claim, names: list[str]) -> Iterator[tuple[Expr, ...]]:
    """Mixed points first (1, 2, 3, …), so that symmetric accidents do not hide a failure."""
    pools = [_pool(claim.over, name) for name in names]
    longest = max(len(pool) for pool in pools)
    for shift in range(longest):
        yield tuple(pool[(i + shift) % len(pool)] for i, pool in enumerate(pools))
    yield from product(*pools)


def _pool(over: tuple[Formula, ...], name: str) -> tuple[Expr, ...]:
    ends = []
    for formula in over:
        for atom in atoms(formula):
            for side, other in ((atom.left, atom.right), (atom.right, atom.left)):
                if side.op == "symbol" and side.data == name and other.op == "rational":
                    ends.append(other)
    middles = [(a + b) / 2 for a, b in pairwise(ends)]
    exact = tuple(rational(m) for e in middles if (m := _rational(e)) is not None)
    return tuple(dict.fromkeys((*exact, *ends, *_SMALL)))


def _rational(expr: Expr) -> fmpq | None:
    number = value(expr)
    return number.as_fmpq() if number.is_rational else None


def simpler(claim: Claim, point: Mapping[str, Expr]) -> Counterexample | None:
    """A candidate of a few that a person would rather see than the point; None if it is simple.

    Nothing is looked for in a large claim, where every look takes long.
    """
    bits = sum(_bits(e) for e in point.values())
    if bits <= SIMPLE_BITS * len(point) or len(statement(claim)[0]["nodes"]) > SMALL_CLAIM:
        return None
    return hunt(claim, FEW_POINTS)


def _bits(expr: Expr) -> int:
    """The size of a value: of a rational the digits, of any other much."""
    if isinstance(expr.data, fmpq):
        return int(expr.data.p.height_bits() + expr.data.q.height_bits())
    return 100


def at_point(claim: Claim, point: Mapping[str, Expr]) -> Counterexample | None:
    """The claim at a point, if the domain holds there and the formula fails, by exact evidence."""
    stated, program = statement(claim)
    size = len(stated["nodes"])
    moved = substitution(program.index, point)
    places = {name: program.place(value) for name, value in point.items()}
    copies: dict[Expr, list[int]] = {}
    for original, i in program.index.items():
        copies.setdefault(moved.get(original, original), []).append(i)
    index = {closed_node: numbers[0] for closed_node, numbers in copies.items()}
    findings: dict[Atomic, Finding] = {}
    known: dict[Atomic, bool] = {}
    for formula, wanted in (*((part, True) for part in claim.over), (claim.formula, False)):
        for atom in dict.fromkeys(atoms(formula)):
            if atom in known:
                continue
            there = Atomic(atom.relation, moved[atom.left], moved[atom.right])
            counts_if_equal = wanted or formula is not atom or atom.relation not in HELD_BY_EQUAL
            found = closed.decide(there, index, may_be_equal=counts_if_equal)
            if not isinstance(found, Finding):
                return None
            findings[atom], known[atom] = found, found.truth
        if truth(formula, known) is not wanted:
            return None
    same = {str(numbers[0]): numbers for numbers in copies.values()}
    rows = [_row(atom, found, program, same) for atom, found in findings.items()]
    more = program.nodes[size:]
    proof = {"kind": "counterexample", "nodes": more, "point": places, "atoms": rows}
    methods = " and ".join(dict.fromkeys(found.method for found in findings.values()))
    return Counterexample(point, proof, f"a counterexample, {methods}")


def _row(
    atom: Atomic, found: Finding, program: Program, same: Mapping[str, list[int]]
) -> dict[str, Any]:
    """One relation of the proof; nodes that became equal at the point share a certificate."""
    formula = [atom.relation, program.index[atom.left], program.index[atom.right]]
    by = dict(found.by)
    if "roots" in by:
        by["roots"] = {str(i): v for k, v in by["roots"].items() for i in same[k]}
    return {"formula": formula, "truth": found.truth, "by": by}
