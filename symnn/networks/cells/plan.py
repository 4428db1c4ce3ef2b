"""A program in integers: every value of the state is an integral form over a fixed denominator."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from flint import fmpq, fmpz, fmpz_mat

from symnn.exact.coordinates import Coordinates
from symnn.exact.field import QQ, Field, join
from symnn.exact.number import Number
from symnn.networks.cells.domain import Polyhedron, as_number
from symnn.networks.cells.program import Form, Program


class Level(NamedTuple):
    """The gates of a level: which rows of its products are their cuts and outputs."""

    gates: tuple[int, ...]
    cuts: fmpz_mat
    outputs: fmpz_mat
    first_cut: tuple[int, ...]
    first_output: tuple[int, ...]


class Plan(NamedTuple):
    """A program in integers: each value of the state is a form over a fixed denominator."""

    ring: Coordinates
    program: Program
    levels: tuple[Level, ...]
    final: fmpz_mat
    denominators: tuple[fmpz, ...]
    theta: fmpz_mat | None


def field_of(program: Program, domain: Polyhedron, more: Sequence[Number] = ()) -> Field:
    """The smallest field of all numbers in a program, a domain, and some more."""
    forms = [form for g in program.gates for form in (*g.cuts, *(c.output for c in g.cases))]
    fields = {c.field: None for form in (*forms, *program.outputs) for c in form.values()}
    for row in domain.constraints:
        fields |= {as_number(x).field: None for x in (*row.coefficients, row.constant)}
    fields |= {x.field: None for x in more}
    return reduce(lambda left, right: join(left, right).field, fields, QQ)


def plan_of(program: Program, ring: Coordinates) -> Plan:
    """Denominators once and for all, so that the walk is integer matrix products."""
    first, d = 1 + program.inputs, ring.degree
    scales = {place: fmpz(1) for place in range(first)}
    place_of = {place: place for place in range(first)}
    levels = []
    for level in range(max((g.level for g in program.gates), default=-1) + 1):
        chosen = [k for k, g in enumerate(program.gates) if g.level == level]
        width = len(place_of)
        cuts: list[list[fmpz]] = []
        outputs: list[list[fmpz]] = []
        first_cut, first_output, new = [], [], {}
        for k in chosen:
            gate = program.gates[k]
            first_cut.append(len(cuts))
            first_output.append(len(outputs))
            for form in gate.cuts:
                cuts += _integral([form], scales, place_of, width, ring)[0]
            rows, scale = _integral([c.output for c in gate.cases], scales, place_of, width, ring)
            outputs += rows
            new[first + k] = scale
        for place, scale in new.items():
            place_of[place] = len(place_of)
            scales[place] = scale
        levels.append(
            Level(
                tuple(chosen),
                _matrix(cuts, width * d),
                _matrix(outputs, width * d),
                tuple(first_cut),
                tuple(first_output),
            )
        )
    final, denominators = [], []
    for form in program.outputs:
        rows, scale = _integral([form], scales, place_of, len(place_of), ring)
        final += rows
        denominators.append(scale)
    matrix = _matrix(final, len(place_of) * d)
    return Plan(ring, program, tuple(levels), matrix, tuple(denominators), _theta(ring, first))


def _matrix(rows: Sequence[Sequence[fmpz]], width: int) -> fmpz_mat:
    return fmpz_mat(len(rows), width, [x for row in rows for x in row])


def _integral(
    forms: Sequence[Form],
    scales: dict[int, fmpz],
    place_of: dict[int, int],
    width: int,
    ring: Coordinates,
) -> tuple[list[list[fmpz]], fmpz]:
    """Rows of integers for forms of integral state values, and their common denominator."""
    d, common = ring.degree, fmpz(1)
    found: list[dict[int, list[fmpq]]] = []
    for form in forms:
        row = {}
        for place, c in form.items():
            row[place_of[place]] = [x / scales[place] for x in ring.coordinates(c)]
        found.append(row)
        for entry in row.values():
            for x in entry:
                common = common.lcm(x.q)
    rows = []
    for row in found:
        flat = [fmpz(0)] * (width * d)
        for place, entry in row.items():
            flat[place * d : place * d + d] = [x.p * (common // x.q) for x in entry]
        rows.append(flat)
    return rows, common


def _theta(ring: Coordinates, size: int) -> fmpz_mat | None:
    """Multiplication of every entry of a form by theta; None over Q."""
    d = ring.degree
    if d == 1:
        return None
    block = ring.block([fmpz(int(k == 1)) for k in range(d)])
    made = fmpz_mat(size * d, size * d)
    for i in range(size):
        for r in range(d):
            for c in range(d):
                made[i * d + r, i * d + c] = block[r, c]
    return made
