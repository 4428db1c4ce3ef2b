"""Lists of relations as a proof by cases hands them to an engine: combinations of base nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq

from symnn.claims.program import Program
from symnn.claims.provers.cases.forms import Sums
from symnn.claims.provers.polynomials.rows import coordinates
from symnn.claims.provers.systems import Relation
from symnn.claims.replay import reading, systems
from symnn.claims.replay.engines import boxes
from symnn.claims.replay.graph import Graph
from symnn.errors import EvidenceError
from symnn.exact.evaluate import outcomes
from symnn.exact.expression import postorder
from symnn.exact.field import QQ, Field, join
from symnn.exact.number import Number
from tests.claims.relations import checked_field


def field_of(relations: Sequence[Relation]) -> Field:
    """The field of all roots in the relations."""
    field = QQ
    for node in postorder(*(r.expr for r in relations)):
        value = outcomes(node)[node] if node.op in ("nth_root", "root") else None
        if isinstance(value, Number):
            field = join(field, value.field).field
    return field


def system(relations: Sequence[Relation], field: Field) -> systems.System:
    """The relations with their base nodes, and the values of all roots in the field."""
    program, graph, base, sums = Program(), Graph(), checked_field(field), Sums()
    combined = [sums.of(r.expr) for r in relations]
    places = [[program.place(e) for e in s] for s in combined]
    at = reading.program(graph, program.nodes, [])

    def number(value: Number) -> Any:
        inside = coordinates(value, field)
        assert inside is not None
        return base.polynomial([fmpq(str(c)) for c in inside])

    values = {}
    for node, place in program.index.items():
        known = outcomes(node)[node] if node.op in ("nth_root", "root") else None
        if isinstance(known, Number):
            values[at[place]] = number(known)
    rows = [
        systems.Relation(
            r.sign, tuple((number(c), at[p]) for p, c in zip(ps, s.values(), strict=True))
        )
        for r, ps, s in zip(relations, places, combined, strict=True)
    ]
    return systems.System(graph, (base, values), tuple(rows))


def replays(relations: Sequence[Relation], field: Field, proof: Any) -> bool:
    """Whether the checker accepts that the relations are inconsistent."""
    try:
        boxes.refute(system(relations, field), proof)
    except (EvidenceError, ArithmeticError, ValueError):
        return False
    return True
