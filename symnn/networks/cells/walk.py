"""The cells of a program: cones that are cut by one gate after the other.

A cell is a polyhedron with the affine map that the program is on it. Cells of full dimension
(relative to the domain) cover the domain, and their interiors do not meet. If the program has
jumps, the walk can also give the thinner cells on which a jump takes its own value; with them,
and with strict halfspaces, every point of the domain gets its value.

Cost. A level of gates is one integer matrix product a cell; the signs of all cuts at a ray are
one product a ray; a cut that splits a cell makes its new rays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flint import fmpz, fmpz_mat

from symnn.exact.cones import Cone, Cut, Equation, Vector, form_of, whole_space
from symnn.exact.coordinates import Coordinates, coordinates_of
from symnn.exact.number import Number
from symnn.networks.cells.cell import Cell, Point
from symnn.networks.cells.domain import Polyhedron, as_number
from symnn.networks.cells.plan import Level, Plan, field_of, plan_of
from symnn.networks.cells.program import Case, Gate, Program


class _State(NamedTuple):
    """A cone before a level: the rows of the state, theta^0 … theta^(d-1) times each."""

    level: int
    cone: Cone
    flat: list[fmpz]
    choices: tuple[tuple[int, int], ...]
    is_thin: bool


def domain_cone(domain: Polyhedron, ring: Coordinates) -> Cone | None:
    """The cone over a domain; None if the domain is empty."""
    cone = whole_space(ring, domain.size + 1)
    for label, (coefficients, sign, constant) in enumerate(domain.constraints, 1):
        form = form_of(ring, [as_number(constant), *map(as_number, coefficients)])
        cut = cone.cut(form)
        is_equation = sign == "="
        cone = cut.slice(Equation(form, {}, {})) if is_equation else cut.part(1, sign == ">", label)
        if cone.is_empty:
            return None
    return cone


def walk(
    program: Program, domain: Polyhedron, *, thin: bool = False, through: Point | None = None
) -> Iterator[Cell]:
    """The cells of a program over a domain.

    Args:
        program: gates and outputs.
        domain: where; nothing is given for an empty domain.
        thin: give the thin cells of jumps as well.
        through: give only cells whose closure contains this point of the domain.

    Exactness: exact. Without jumps the closed cells cover the domain; with `thin`, and with their
    strict halfspaces, cells cover it if there are jumps.
    """
    ring = coordinates_of(field_of(program, domain, through or ()))
    cone = domain_cone(domain, ring)
    if cone is None:
        return
    plan = plan_of(program, ring)
    marker = None if through is None else Vector(ring, ring.integral([Number(1), *through]))
    size = (1 + program.inputs) * ring.degree
    unit = [fmpz(int(i == k)) for i in range(size) for k in range(size)]
    stack = [_State(0, cone, unit, (), False)]
    while stack:
        state = stack.pop()
        if state.level == len(plan.levels):
            yield _cell(plan, state)
        else:
            stack.extend(reversed(_children(plan, state, thin, marker)))


def _cell(plan: Plan, state: _State) -> Cell:
    size = (1 + plan.program.inputs) * plan.ring.degree
    matrix = fmpz_mat(len(state.flat) // size, size, state.flat)
    rows = (plan.final * matrix).tolist()
    forms = tuple(fmpz_mat(1, size, row) for row in rows)
    choices = tuple(label for _, label in sorted(state.choices))
    return Cell(state.cone, choices, forms, plan.denominators, state.is_thin)


class _Part(NamedTuple):
    """A piece of a cone within a level: the case that each gate so far takes."""

    cone: Cone
    cases: tuple[int, ...]
    is_thin: bool


def _children(plan: Plan, state: _State, thin: bool, marker: Vector | None) -> list[_State]:
    level, gates = plan.levels[state.level], plan.program.gates
    size = (1 + plan.program.inputs) * plan.ring.degree
    matrix = fmpz_mat(len(state.flat) // size, size, state.flat)
    cuts = _Cuts(plan.ring, level.cuts * matrix, marker)
    parts = [_Part(state.cone, (), state.is_thin)]
    for k, first in zip(level.gates, level.first_cut, strict=True):
        parts = [new for part in parts for new in _cases(cuts, gates[k], first, part, thin)]
    outputs = (level.outputs * matrix).tolist()
    return [_child(plan, level, state, part, outputs) for part in parts]


def _child(
    plan: Plan, level: Level, state: _State, part: _Part, outputs: list[list[fmpz]]
) -> _State:
    flat, choices = list(state.flat), list(state.choices)
    for k, first, case in zip(level.gates, level.first_output, part.cases, strict=True):
        row = outputs[first + case]
        flat += row
        if plan.theta is not None:
            power = fmpz_mat(1, len(row), row)
            for _ in range(plan.ring.degree - 1):
                power *= plan.theta
                flat += power.entries()
        choices.append((k, plan.program.gates[k].cases[case].label))
    return _State(state.level + 1, part.cone, flat, tuple(choices), part.is_thin)


class _Cuts:
    """The cuts of a level on one cell, with their signs at the rays that were met."""

    def __init__(self, ring: Coordinates, matrix: fmpz_mat, marker: Vector | None) -> None:
        self.ring = ring
        self.matrix = matrix
        self.rows = matrix.tolist()
        self._signs: dict[Vector, list[int]] = {}
        self._forms: dict[int, fmpz_mat] = {}
        self._marked = None if marker is None else self._at(marker)

    def is_near(self, k: int, sign: str) -> bool:
        """Whether the marked point, if there is one, is in the closure of cut k sign 0."""
        side = 0 if self._marked is None else self._marked[k]
        return side == 0 or (side > 0 and sign in (">", ">=")) or (side < 0 and sign in ("<", "<="))

    def form(self, k: int) -> fmpz_mat:
        """One cut as a form."""
        found = self._forms.get(k)
        if found is None:
            found = self._forms[k] = fmpz_mat(1, len(self.rows[k]), self.rows[k])
        return found

    def signs(self, k: int, cone: Cone) -> tuple[int, ...]:
        """The signs of a cut at the rays of a cone."""
        found = []
        for ray in cone.rays:
            known = self._signs.get(ray)
            if known is None:
                known = self._signs[ray] = self._at(ray)
            found.append(known[k])
        return tuple(found)

    def _at(self, ray: Vector) -> list[int]:
        d, flat = self.ring.degree, (self.matrix * ray.evaluation).entries()
        if d == 1:
            return [(x > 0) - (x < 0) for x in flat]
        return [self.ring.sign(flat[i : i + d]) for i in range(0, len(flat), d)]


def _cases(cuts: _Cuts, gate: Gate, first: int, part: _Part, thin: bool) -> Iterator[_Part]:
    """The pieces of a cone on which the cases of a gate hold."""
    made: dict[int, Cut] = {}
    for number, case in enumerate(gate.cases):
        found = _restricted(cuts, case, first, part, thin, made)
        if found is not None:
            yield found._replace(cases=(*part.cases, number))


def _restricted(
    cuts: _Cuts, case: Case, first: int, part: _Part, thin: bool, made: dict[int, Cut]
) -> _Part | None:
    """The piece on which all conditions hold; None if it is empty, or thin and not wanted."""
    cone, is_thin = part.cone, part.is_thin
    for number, sign in case.conditions:
        k = first + number
        form = cuts.form(k)
        free = bool(cone.lines) and cone.is_free(form)
        signs = cuts.signs(k, cone)
        splits = free or (1 in signs and -1 in signs)
        if not cuts.is_near(k, sign) or not _meets(signs, sign, free, thin):
            return None
        if not splits and (sign in (">=", "<=") or not any(signs)):
            continue
        cut = made.get(k) if cone is part.cone else None
        if cut is None:
            cut = cone.cut(form) if free else cone.cut(form, signs)
            if cone is part.cone:
                made[k] = cut
        if sign == "=":
            cone, is_thin = cut.slice(Equation(form, {}, {})), True
            if cone.is_empty:
                return None
        else:
            cone = cut.part(-1 if sign in ("<", "<=") else 1, sign in ("<", ">"), k + 1)
    return _Part(cone, (), is_thin)


def _meets(signs: tuple[int, ...], sign: str, free: bool, thin: bool) -> bool:
    """Whether a cut with these signs at the rays leaves a piece, as thick as is wanted.

    On a cone on which the form is 0 throughout, of two cases that share their border only the one
    with >= counts.
    """
    if not free and not any(signs):
        return sign in (">=", "=")
    if sign == "=":
        return thin
    return free or (-1 if sign in ("<", "<=") else 1) in signs
