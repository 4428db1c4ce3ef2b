"""Proofs on boxes as the JSON that the checker reads (`symnn.claims.replay.engines.boxes`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from symnn.claims.program import Program
from symnn.claims.provers.polynomials.rows import coordinates
from symnn.exact.evaluate import outcomes
from symnn.exact.expression import ONE, Expr
from symnn.exact.field import Field, X
from symnn.exact.number import Number
from symnn.exact.radicals import isolate


class Bound(NamedTuple):
    """An end of a symbol, where the relation at a position is 0."""

    position: int
    name: str
    end: Expr


def evidence(tree: list[Any], bounds: Iterable[Bound], field: Field, bits: int) -> dict[str, Any]:
    """The proof with its expressions as places of a program.

    Args:
        tree: a cover of the box, with expressions in the place of nodes.
        bounds: the ends of the box.
        field: holds the coefficients of the relations.
        bits: the precision of ranges.
    """
    program = Program()
    generator = _generator(field)
    alpha = program.place(generator)
    placed = _placed(tree, program)
    box = [[b.position, b.name, program.place(b.end)] for b in bounds]
    roots = [] if field.degree == 1 else [[alpha, ["0", "1"]]]
    for node, place in list(program.index.items()):
        value = None if node is generator else _root_value(node)
        inside = None if value is None else coordinates(value, field)
        if inside is not None:
            roots.append([place, [str(c) for c in inside]])
    tables = {"nodes": program.nodes, "roots": roots, "alpha": alpha, "box": box}
    return {"kind": "boxes", "bits": bits, **tables, "tree": placed}


def _generator(field: Field) -> Expr:
    return ONE if field.degree == 1 else Expr("root", (), isolate(Number.of(field, X)))


def _placed(tree: Sequence[Any], program: Program) -> list[Any]:
    return [
        program.place(part)
        if isinstance(part, Expr)
        else _placed(part, program)
        if isinstance(part, list)
        else part
        for part in tree
    ]


def _root_value(node: Expr) -> Number | None:
    if node.op not in ("nth_root", "root"):
        return None
    value = outcomes(node)[node]
    return value if isinstance(value, Number) else None
