"""Replays evidence: the small checker that every verdict passes before it is shown.

It shares no code with the provers: it reads the evidence as JSON values, computes by itself on
flint's exact numbers and balls, and accepts only what it has verified. `replay/` holds its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import copy_context
from typing import Final, TypeAlias

from symnn.errors import EvidenceError

from .replay import LEFT, SIGNS, STRICT, WORK, cases, holds, need, reading
from .replay.algebraic import Field, Number
from .replay.engines import limits
from .replay.evaluators import Enclosure, NormalForm, Numbers, Strict
from .replay.graph import Graph
from .replay.intervals import compare
from .replay.reading import Atom, Formula, Object

DEFINED_BITS: Final = (64, 256, 1024)  # precisions at which to show that a value exists
_LIMITS: Final = ("kind nodes field roots values evidence", "point")
Statement: TypeAlias = tuple[list[int], Formula, list[Formula]]
_RATIONALS: Final = {"minpoly": ["0", "1"], "interval": ["0", "0"]}


def recheck(evidence: Object, *, strict: bool = False) -> None:
    """Replay evidence; return only if it proves, or refutes, its statement.

    A statement with free symbols is proved wherever both sides are defined, and refuted at a
    point. Raises EvidenceError, with a sentence that names the step that fails; under `strict`
    also where the evidence rests on an outside engine, which is asked again otherwise.
    """
    try:
        copy_context().run(_replay, evidence, strict)
    except EvidenceError:
        raise
    except (
        ArithmeticError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise EvidenceError(f"the checker could not follow the evidence: {error!r}") from error


def _replay(evidence: Object, strict: bool) -> None:
    LEFT.set([WORK])
    STRICT.set(strict)
    _verify(evidence)


def _verify(evidence: object) -> None:
    outer = reading.fields(evidence, "symnn_evidence status statement proof")
    reading.integer(outer["symnn_evidence"], 1, 1)
    status = outer["status"]
    need(status in ("proved", "refuted"), "the status must be proved or refuted")
    graph = Graph()
    at, claim, over = _statement(graph, outer["statement"])
    relations = [a for f in (claim, *over) for a in reading.atoms_of(f)]
    sides = [at[side] for a in relations for side in (a.left, a.right)]
    unknown = frozenset[str]().union(*(graph.symbols[side] for side in sides))
    proof = outer["proof"]
    kind = proof.get("kind") if isinstance(proof, Mapping) else None
    if kind == "limits":
        _with_limits(graph, (at, claim, over), unknown, reading.fields(proof, *_LIMITS), status)
        return
    if kind == "cases":
        need(status == "proved", "cases refute nothing")
        _prove_by_cases(graph, at, claim, over, proof)
        return
    if kind == "counterexample":
        need(status == "refuted", "a counterexample proves nothing")
        proof = reading.fields(proof, "kind nodes point atoms")
        at = _put(graph, at, unknown, proof)
        unknown = frozenset()
    else:
        proof = reading.fields(proof, "kind atoms")
        need(proof["kind"] == "atoms", "the kind of a proof must be atoms or counterexample")
        need(status == "proved" or not unknown, "free symbols are refuted by a counterexample only")
    judge = _Judge(graph, at, over if unknown else [])
    facts = judge.facts(proof["atoms"])
    need(reading.truth(claim, facts) is (status == "proved"), "the atoms do not settle the formula")
    domain = over if status == "refuted" else []
    need(all(reading.truth(f, facts) for f in domain), "the domain is not shown to hold")
    for atom in {a for f in (claim, *domain) for a in reading.atoms_of(f)} - set(facts):
        judge.exist(at[atom.left], at[atom.right])


def _statement(graph: Graph, value: object) -> Statement:
    statement = reading.fields(value, "nodes formula over")
    at = reading.program(graph, statement["nodes"], [])
    over = [reading.formula(f, len(at)) for f in reading.items(statement["over"], 1000)]
    return at, reading.formula(statement["formula"], len(at)), over


def _with_limits(
    graph: Graph, stated: Statement, unknown: frozenset[str], proof: Object, status: object
) -> None:
    """The values of limits are verified; then the statement with these values is."""
    (at, claim, over), put = stated, status == "refuted" and "point" in proof
    at = _put(graph, at, unknown, proof) if put else reading.program(graph, proof["nodes"], at)
    need(put or status == "proved" or not unknown, "free symbols are refuted at a point only")
    found = limits.Limits(graph, _Judge(graph, at, []).numbers(proof), at)
    plain = [f for f in over if isinstance(f, Atom)]
    facts = [(graph.gap(at[f.left], at[f.right]), SIGNS[f.relation]) for f in plain]
    known = found.values(proof["values"], facts)
    inner = reading.fields(proof["evidence"], "symnn_evidence status statement proof")
    at2, claim2, over2 = _statement(graph, inner["statement"])
    at = [limits.replaced(graph, node, known) for node in at]
    want, have = (
        [reading.placed(f, p) for f in fs]
        for fs, p in (([claim, *over], at), ([claim2, *over2], at2))
    )
    same = have == want or (status == "proved" and have == want[:1])
    need(same and inner["status"] == status, "what remains to be shown is something else")
    _verify(inner)


def _prove_by_cases(
    graph: Graph, at: list[int], claim: Formula, over: list[Formula], proof: object
) -> None:
    """The sides must exist where they are closed; then the tree of cases is followed."""
    proof = reading.fields(proof, "kind field roots nodes gates pairs tree")
    more = reading.program(graph, proof["nodes"], at)
    judge = _Judge(graph, more, over)
    numbers = judge.numbers(proof)
    for atom in {a for f in (claim, *over) for a in reading.atoms_of(f)}:
        judge.exist(at[atom.left], at[atom.right], known=[Strict(graph, numbers)])
    cases.prove(graph, more, numbers, proof, claim, over)


def _put(graph: Graph, at: list[int], unknown: frozenset[str], proof: Object) -> list[int]:
    """The program with closed values for the free symbols."""
    more = reading.program(graph, proof["nodes"], at)
    given = reading.fields(proof["point"], "", None)
    good = set(given) == unknown and len(unknown) > 0
    need(good, "the point must give a value to each free symbol, and to nothing else")
    values = {name: more[reading.integer(i, 0, len(more) - 1)] for name, i in given.items()}
    need(not any(graph.symbols[v] for v in values.values()), "a value at the point is not closed")
    return [graph.substitute(node, values) for node in at] + more[len(at) :]


class _Judge:
    """Verifies atoms over a program; `positive` are the symbols that the domain says are > 0."""

    def __init__(self, graph: Graph, at: list[int], over: Sequence[Formula]) -> None:
        self.graph, self.at = graph, at
        bounds = [f for f in over if isinstance(f, Atom) and f.relation == ">"]
        nodes = [graph.nodes[at[f.left]] for f in bounds if at[f.right] == graph.number(0)]
        self.positive = frozenset(str(node.data) for node in nodes if node.op == "symbol")

    def facts(self, atoms: object) -> dict[Atom, bool]:
        """The truth of each atom listed, verified."""
        facts: dict[Atom, bool] = {}
        for value in reading.items(atoms):
            raw = reading.fields(value, "formula truth by")
            atom, claimed = reading.formula(raw["formula"], len(self.at)), raw["truth"]
            if not isinstance(atom, Atom) or not isinstance(claimed, bool) or atom in facts:
                raise EvidenceError("an atom must be one relation, listed once, with its truth")
            found = self.truth(atom, raw["by"])
            need(found is claimed, f"the atom {raw['formula']} is not shown to be {claimed}")
            facts[atom] = claimed
        return facts

    def truth(self, atom: Atom, by: object) -> bool | None:
        """The truth of left ~ right by the way given; None if it decides nothing."""
        left, right = self.at[atom.left], self.at[atom.right]
        kind = by.get("kind") if isinstance(by, Mapping) else None
        if kind == "normal_form":
            numbers = self.numbers(reading.fields(by, "kind", "field roots"))
            self.exist(left, right, known=[Strict(self.graph, numbers)])
            zero = NormalForm(self.graph, numbers, self.positive).is_zero(left, right)
            return holds(atom.relation, {0}) if zero else None
        closed = not self.graph.symbols[left] | self.graph.symbols[right]
        need(closed, "a relation with free symbols can be proved by a normal form only")
        if kind == "algebraic":
            numbers = self.numbers(reading.fields(by, "kind field roots"))
            return Strict(self.graph, numbers).holds(atom.relation, left, right)
        need(kind == "enclosure", "an atom is verified by algebraic, enclosure or normal_form")
        bits = reading.integer(reading.fields(by, "kind bits")["bits"], 16, reading.BITS)
        enclosure = Enclosure(self.graph, bits)
        a, b = enclosure(left), enclosure(right)
        return compare(atom.relation, a, b) if a.hi < b.lo or b.hi < a.lo else None

    def numbers(self, way: Object) -> Numbers:
        """The field, and the values given for nodes of the program."""
        field = reading.fields(way.get("field", _RATIONALS), "minpoly interval")
        low, high = map(reading.rational, reading.items(field["interval"], 2))
        p = [*map(reading.rational, reading.items(field["minpoly"], 130))]
        base, roots = Field(p, low, high), way.get("roots", {})
        values: dict[int, Number] = {}
        for key, coefficients in reading.fields(roots, "", None).items():
            known = key.isascii() and key.isdigit() and len(key) < 7
            need(known and int(key) < len(self.at), f"{key!r} is no node of the program")
            v = [*map(reading.rational, reading.items(coefficients, 130))]
            values[self.at[int(key)]] = base.polynomial(v)
        return base, values

    def exist(self, *sides: int, known: Sequence[Strict] = ()) -> None:
        """Closed parts must have values; open ones lack them at points the statement leaves out."""
        parts = self.graph.reachable(*sides, into_closed=False)
        missing = [i for i in parts if not self.graph.symbols[i]]
        enclosures = [Enclosure(self.graph, bits) for bits in DEFINED_BITS]
        for find in (*(way.find for way in known), *(way.find for way in enclosures)):
            missing = [i for i in missing if find(i) is None]
        need(not missing, "a side of a relation is not shown to be defined")
