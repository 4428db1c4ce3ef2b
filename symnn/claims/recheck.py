"""Replays evidence: the small checker that every verdict passes before it is shown.

It shares no code with the provers: it reads the evidence as JSON values, computes by itself on
flint's exact numbers and balls, and accepts only what it has verified. `replay/` holds its parts.
"""

from __future__ import annotations

from contextvars import copy_context
from typing import Final

from symnn.errors import EvidenceError

from .replay import LEFT, STRICT, WORK, holds, need, reading
from .replay.engines import PROOFS, REMAINDERS, WHOLE, refute
from .replay.evaluators import Enclosure, NormalForm, Strict, exist
from .replay.graph import Graph
from .replay.intervals import compare
from .replay.reading import Atom, Object, Statement
from .replay.systems import against

_EVIDENCE: Final = "symnn_evidence status statement proof"
#: What flint and the reading of JSON values raise where these are not as they should be.
_FAULTS: Final = (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


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
    except _FAULTS as error:
        raise EvidenceError(f"the checker could not follow the evidence: {error!r}") from error


def _replay(evidence: Object, strict: bool) -> None:
    LEFT.set([WORK])
    STRICT.set(strict)
    _verify(evidence)


def _verify(evidence: object) -> None:
    outer = reading.fields(evidence, _EVIDENCE)
    reading.integer(outer["symnn_evidence"], 1, 1)
    proved, proof = outer["status"] == "proved", outer["proof"]
    need(proved or outer["status"] == "refuted", "the status must be proved or refuted")
    if (own := reading.kind(proof)) in WHOLE:
        WHOLE[own](outer["statement"], proof, proved)
        return
    stated = reading.statement(Graph(), outer["statement"])
    match reading.kind(proof):
        case kind if kind in PROOFS:
            need(proved, f"{kind} refute nothing")
            PROOFS[kind](stated, proof)
        case "counterexample":
            need(not proved, "a counterexample proves nothing")
            proof = reading.fields(proof, "kind nodes point atoms")
            _by_atoms(stated.put(proof["nodes"], proof["point"]), proof["atoms"], proved)
        case kind if kind in REMAINDERS:  # an engine verifies a part; the rest is evidence itself
            _verify(REMAINDERS[kind](stated, proof, proved))
        case kind:
            proof = reading.fields(proof, "kind atoms")
            need(kind == "atoms", "the kind of a proof must be atoms or counterexample")
            closed = not stated.unknown()
            need(proved or closed, "free symbols are refuted by a counterexample only")
            _by_atoms(stated, proof["atoms"], proved)


def _by_atoms(stated: Statement, atoms: object, proved: bool) -> None:
    """The relations listed decide the formula; the others must at least have sides that exist."""
    graph, at, claim, over = stated
    facts = _facts(stated if proved else stated._replace(over=[]), atoms)
    need(reading.truth(claim, facts) is proved, "the atoms do not settle the formula")
    domain = [] if proved else over
    need(all(reading.truth(f, facts) for f in domain), "the domain is not shown to hold")
    for atom in stated._replace(over=domain).atoms() - set(facts):
        exist(graph, (at[atom.left], at[atom.right]))


def _facts(stated: Statement, atoms: object) -> dict[Atom, bool]:
    """The truth of each atom listed, verified."""
    facts, own = dict[Atom, bool](), stated.atoms()  # of other relations sides may not exist
    for value in reading.items(atoms):
        raw = reading.fields(value, "formula truth by")
        atom, claimed = reading.formula(raw["formula"], len(stated.at)), raw["truth"]
        if not isinstance(atom, Atom) or not isinstance(claimed, bool) or atom in facts:
            raise EvidenceError("an atom must be one relation, listed once, with its truth")
        shown = [a for a in facts if facts[a] and a in own]
        found = _truth(stated, shown, atom, raw["by"])
        need(found is claimed, f"the atom {raw['formula']} is not shown to be {claimed}")
        facts[atom] = claimed
    return facts


def _truth(stated: Statement, shown: list[Atom], atom: Atom, by: object) -> bool | None:
    """The truth of left ~ right by the way given; None if it decides nothing."""
    graph, at, kind = stated.graph, stated.at, reading.kind(by)
    left, right = at[atom.left], at[atom.right]
    if kind == "normal_form":
        raw = reading.fields(by, "kind", "field roots plain")
        numbers, plain = reading.numbers(raw, at), raw.get("plain", False) is True
        exist(graph, (left, right), [Strict(graph, numbers)])
        zero = NormalForm(graph, numbers, _positive(stated), plain).is_zero(left, right)
        return holds(atom.relation, {0}) if zero else None
    if kind == "contrary":  # is shown to be impossible all over the domain
        raw = reading.fields(by, "kind nodes proof", "field roots")
        numbers = reading.numbers(raw, stated.extended(raw["nodes"]).at)
        exist(graph, [at[i] for a in stated.atoms() for i in a[1:]], [Strict(graph, numbers)])
        refute(against(stated, shown, atom, numbers), raw["proof"])
        return True
    closed = not graph.symbols[left] | graph.symbols[right]
    need(closed, "a relation with free symbols is shown by normal_form or contrary only")
    if kind == "algebraic":
        numbers = reading.numbers(reading.fields(by, "kind field roots"), at)
        return Strict(graph, numbers).holds(atom.relation, left, right)
    need(kind == "enclosure", "an atom is shown by algebraic, contrary, enclosure or normal_form")
    bits = reading.integer(reading.fields(by, "kind bits")["bits"], 16, reading.BITS)
    enclosure = Enclosure(graph, bits)
    a, b = enclosure(left), enclosure(right)
    return compare(atom.relation, a, b) if a.hi < b.lo or b.hi < a.lo else None


def _positive(stated: Statement) -> frozenset[str]:
    """The symbols that the domain says are > 0."""
    graph, at = stated.graph, stated.at
    bounds = [f for f in stated.over if isinstance(f, Atom) and f.relation == ">"]
    nodes = [graph.nodes[at[f.left]] for f in bounds if at[f.right] == graph.number(0)]
    return frozenset(str(node.data) for node in nodes if node.op == "symbol")
