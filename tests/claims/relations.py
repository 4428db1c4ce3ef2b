"""Lists of relations as the checker of evidence sees them, and whether they hold at a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flint import fmpq

from symnn.claims.formula import Atomic
from symnn.claims.program import Program
from symnn.claims.provers import closed
from symnn.claims.provers.finding import Finding
from symnn.claims.provers.polynomials.rows import coordinates
from symnn.claims.provers.systems import Relation
from symnn.claims.replay import reading, systems
from symnn.claims.replay.algebraic import Field as CheckedField
from symnn.claims.replay.engines import polynomials
from symnn.claims.replay.graph import Graph
from symnn.errors import EvidenceError
from symnn.exact.evaluate import outcomes
from symnn.exact.expression import ONE, ZERO, Expr, postorder, substitute
from symnn.exact.field import Field, X
from symnn.exact.number import Number
from symnn.exact.radicals import isolate

TRIVIAL = Relation(">", ONE)


def system(relations: Sequence[Relation], field: Field) -> systems.System:
    """Each relation as one base node, with the values of all roots in the field."""
    program = Program()
    places = [program.place(r.expr) for r in relations]
    graph = Graph()
    at = reading.program(graph, program.nodes, [])
    base = checked_field(field)
    values = {}
    for node in postorder(*(r.expr for r in relations)):
        known = outcomes(node)[node] if node.op in ("nth_root", "root") else None
        if isinstance(known, Number):
            inside = coordinates(known, field)
            assert inside is not None
            values[at[program.index[node]]] = base.polynomial([fmpq(str(c)) for c in inside])
    rows = [
        systems.Relation(r.sign, ((base.number(1), at[p]),))
        for r, p in zip(relations, places, strict=True)
    ]
    return systems.System(graph, (base, values), tuple(rows))


def checked_field(field: Field) -> CheckedField:
    if field.degree == 1:
        return CheckedField([fmpq(0), fmpq(1)], fmpq(-1), fmpq(1))
    root = isolate(Number.of(field, X))
    ends = (fmpq(str(root.lower)), fmpq(str(root.upper)))
    return CheckedField([fmpq(str(c)) for c in field.coefficients()], *ends)


def replays(relations: Sequence[Relation], field: Field, proof: Any) -> bool:
    """Whether the checker accepts that the relations are inconsistent."""
    try:
        polynomials.refute(system(relations, field), proof)
    except (EvidenceError, ArithmeticError, ValueError):
        return False
    return True


def holds(relation: Relation, point: Mapping[str, Expr]) -> bool:
    """Whether a relation holds at a point, by the provers of closed relations."""
    side = substitute(relation.expr, point)
    index = {node: i for i, node in enumerate(postorder(side, ZERO))}
    found = closed.decide(Atomic(relation.sign, side, ZERO), index)
    assert isinstance(found, Finding), (relation, point, found)
    return found.truth
