"""Replays evidence: the small checker that every verdict passes before it is shown.

It shares no code with the provers: it reads the evidence as JSON values, computes by itself with
the standard library, and accepts only what it has verified. `symnn/claims/replay/` holds its
parts: `reading` (well-formedness), `graph` (definitions, derivatives), `intervals` and
`enclosure`, `algebraic` (numbers of Q(alpha)), `normal_form`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from symnn.errors import EvidenceError

from .replay import reading
from .replay.algebraic import Algebraic, Field, Number
from .replay.enclosure import Enclosure
from .replay.graph import Graph
from .replay.intervals import compare, point
from .replay.normal_form import NormalForm
from .replay.reading import Atom, Formula, need

DEFINED_BITS: Final = (64, 256, 1024)  # precisions at which to show that a value exists
_HOLDS_FOR_EQUALS: Final = {"=": True, "<=": True, ">=": True, "!=": False, "<": False, ">": False}


def recheck(evidence: Mapping[str, object]) -> None:
    """Replay evidence; return only if it proves, or refutes, its statement.

    A closed statement is proved or refuted by closed atoms; one with free symbols is proved by
    identities, valid wherever both sides are defined, and refuted by a point. Raises EvidenceError
    with a sentence that names the first step that fails. Nothing is decided by a float.

    >>> nodes = [["rational", "2"], ["nth_root", 2, 0], ["mul", 1, 1]]
    >>> by = {
    ...     "kind": "algebraic",
    ...     "field": {"minpoly": ["-2", "0", "1"], "interval": ["1", "2"]},
    ...     "roots": {"1": ["0", "1"]},
    ... }
    >>> atom = {"formula": ["=", 2, 0], "truth": True, "by": by}
    >>> recheck(
    ...     {
    ...         "symnn_evidence": 1,
    ...         "status": "proved",
    ...         "statement": {"nodes": nodes, "formula": ["=", 2, 0], "over": []},
    ...         "proof": {"kind": "atoms", "atoms": [atom]},
    ...     }
    ... ) is None
    True
    """
    try:
        _replay(evidence)
    except EvidenceError:
        raise
    except (ArithmeticError, ValueError, RecursionError, MemoryError) as error:
        raise EvidenceError(f"the checker could not follow the evidence: {error!r}") from error


def replays(evidence: Mapping[str, object]) -> bool:
    """Whether the evidence replays.

    >>> replays({"symnn_evidence": 1}) == False
    True
    """
    try:
        recheck(evidence)
    except EvidenceError:
        return False
    return True


def _replay(evidence: Mapping[str, object]) -> None:
    outer = reading.fields(evidence, "symnn_evidence status statement proof")
    reading.integer(outer["symnn_evidence"], 1, 1)
    status = outer["status"]
    need(status in ("proved", "refuted"), "the status must be proved or refuted")
    statement = reading.fields(outer["statement"], "nodes formula over")
    graph = Graph()
    at = reading.program(graph, statement["nodes"], [])
    claim = reading.formula(statement["formula"], len(at))
    over = [reading.formula(f, len(at)) for f in reading.items(statement["over"], 1000)]
    proof = outer["proof"]
    if isinstance(proof, Mapping) and proof.get("kind") == "counterexample":
        need(status == "refuted", "a counterexample proves nothing")
        _counterexample(graph, at, claim, over, proof)
        return
    proof = reading.fields(proof, "kind atoms")
    need(proof["kind"] == "atoms", "the kind of a proof must be atoms or counterexample")
    unknown = _free(graph, at, [claim, *over])
    need(status == "proved" or not unknown, "free symbols are refuted by a counterexample only")
    facts = _facts(graph, at, proof["atoms"], closed=not unknown)
    need(reading.truth(claim, facts) is (status == "proved"), "the atoms do not settle the formula")
    if not unknown:
        _settle_closed(graph, at, claim, over if status == "refuted" else [], facts)


def _free(graph: Graph, at: list[int], formulas: list[Formula]) -> frozenset[str]:
    """The free symbols of formulas."""
    sides = [at[s] for f in formulas for a in reading.atoms_of(f) for s in (a.left, a.right)]
    return frozenset[str]().union(*(graph.symbols[s] for s in sides))


def _counterexample(
    graph: Graph, at: list[int], claim: Formula, over: list[Formula], proof: Mapping[str, object]
) -> None:
    """Put closed values for the free symbols; then the domain must hold and the claim fail."""
    proof = reading.fields(proof, "kind nodes point atoms")
    more = reading.program(graph, proof["nodes"], at)
    names = _free(graph, at, [claim, *over])
    given = reading.fields(proof["point"], "", " ".join(names)) if names else None
    if given is None or set(given) != names:
        raise EvidenceError("the point must give a value to each free symbol, and to nothing else")
    values = {name: more[reading.integer(given[name], 0, len(more) - 1)] for name in names}
    need(not any(graph.symbols[v] for v in values.values()), "a value at the point is not closed")
    put = [graph.substitute(node, values) for node in at] + more[len(at) :]
    facts = _facts(graph, put, proof["atoms"], closed=True)
    need(reading.truth(claim, facts) is False, "the claim does not fail at the point")
    _settle_closed(graph, put, claim, over, facts)


def _settle_closed(
    graph: Graph, at: list[int], claim: Formula, over: list[Formula], facts: Mapping[Atom, bool]
) -> None:
    """The domain holds, and the sides of relations that were not needed exist as well."""
    for f in over:
        need(reading.truth(f, facts) is True, "the domain is not shown to hold")
    for f in (claim, *over):
        for atom in reading.atoms_of(f):
            if atom not in facts:
                _exist(graph, [at[atom.left], at[atom.right]])


def _exist(graph: Graph, sides: list[int], known: Callable[[int], object] | None = None) -> None:
    """Raises unless the closed parts of the sides certainly have values.

    A part with free symbols may lack a value at some points, which the statement leaves out; a
    closed part has a value everywhere or nowhere.
    """
    missing, stack = set[int](), list(sides)
    seen = set(stack)
    while stack:
        node = stack.pop()
        if not graph.symbols[node]:
            missing.add(node)
            continue
        new = [a for a in graph.nodes[node].args if a not in seen]
        seen.update(new)
        stack += new
    ways: list[Callable[[int], object]] = [known] if known else []
    ways += [Enclosure(graph, bits) for bits in DEFINED_BITS]
    for way in ways:
        missing = {node for node in missing if not _has_value(way, node)}
    need(not missing, "a side of a relation is not shown to be defined")


def _has_value(way: Callable[[int], object], node: int) -> bool:
    try:
        way(node)
    except EvidenceError:
        return False
    return True


def _facts(graph: Graph, at: list[int], atoms: object, *, closed: bool) -> dict[Atom, bool]:
    """The truth of each atom listed, verified."""
    facts: dict[Atom, bool] = {}
    for value in reading.items(atoms):
        raw = reading.fields(value, "formula truth by")
        atom, claimed = reading.formula(raw["formula"], len(at)), raw["truth"]
        if not isinstance(atom, Atom) or not isinstance(claimed, bool) or atom in facts:
            raise EvidenceError("an atom must be one relation, listed once, with its truth")
        left, right = at[atom.left], at[atom.right]
        found = _judge(graph, at, atom.relation, (left, right), raw["by"], closed=closed)
        need(found is claimed, f"the atom {raw['formula']} is not shown to be {claimed}")
        facts[atom] = claimed
    return facts


def _judge(
    graph: Graph, at: list[int], relation: str, sides: tuple[int, int], by: object, *, closed: bool
) -> bool | None:
    """The truth of left ~ right by the way given; None if it decides nothing."""
    kind = by.get("kind") if isinstance(by, Mapping) else None
    if kind == "normal_form":
        return _by_normal_form(graph, at, relation, sides, by)
    need(closed, "a relation with free symbols can be proved by a normal form only")
    if kind == "algebraic":
        way = reading.fields(by, "kind field roots")
        numbers = _algebraic(graph, at, way["field"], way["roots"])
        sign = (numbers(sides[0]) - numbers(sides[1])).sign()
        return compare(relation, point(sign), point(0))
    need(kind == "enclosure", "an atom is verified by algebraic, enclosure or normal_form")
    bits = reading.integer(reading.fields(by, "kind bits")["bits"], 16, reading.BITS)
    enclosure = Enclosure(graph, bits)
    left, right = (enclosure(side) for side in sides)
    apart = left.hi < right.lo or right.hi < left.lo
    return compare(relation, left, right) if apart else None


def _algebraic(graph: Graph, at: list[int], field: object, roots: object) -> Algebraic:
    """The field, and the values given for nodes of the program."""
    way = reading.fields(field, "minpoly interval")
    ends = reading.rationals(way["interval"], 2)
    need(len(ends) == 2, "an interval has two ends")
    base = Field(reading.rationals(way["minpoly"], 130), ends[0], ends[1])
    if not isinstance(roots, Mapping):
        raise EvidenceError("the roots must be an object")
    values: dict[int, Number] = {}
    for key, coefficients in roots.items():
        known = isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 7
        need(known and int(key) < len(at), f"a root is given for {key!r}, no node of the program")
        values[at[int(key)]] = base.polynomial(reading.rationals(coefficients, 130))
    return Algebraic(graph, base, values)


def _by_normal_form(
    graph: Graph, at: list[int], relation: str, sides: tuple[int, int], by: object
) -> bool | None:
    """left - right is zero by identities, wherever both sides are defined.

    What is closed in the sides, and so either defined everywhere or nowhere, must be defined.
    """
    way = reading.fields(by, "kind", "field roots")
    field = way.get("field", {"minpoly": ["0", "1"], "interval": ["0", "0"]})
    algebraic = _algebraic(graph, at, field, way.get("roots", {}))
    _exist(graph, list(sides), algebraic)
    zero = NormalForm(graph, algebraic).is_zero(*sides)
    return _HOLDS_FOR_EQUALS[relation] if zero else None
