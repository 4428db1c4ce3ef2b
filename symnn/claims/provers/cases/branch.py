"""One branch of the search: what is supposed, as numbers for the evidence and as a cell.

The relations count in the order in which the checker will count them, as the evidence names them
by position. Those between symbols also bound the cell, a cone with its rays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from flint import fmpq_mat, fmpz, fmpz_mat

from symnn.claims.provers.cases.problem import SIGNS, Condition, Gate, Problem, truth_of
from symnn.exact.cones import Cone, Cut, Equation
from symnn.exact.coordinates import Coordinates
from symnn.exact.farkas import combination
from symnn.exact.number import Number

#: What the checker needs to see that a branch is inconsistent.
Json: TypeAlias = dict[str, Any]


class Form(NamedTuple):
    """A form on the cells: an integer row, the positive factor that made it integral, its rows.

    The key is equal for equal forms only; it is made once, as forms are looked up on many cells.
    """

    row: fmpz_mat
    scale: fmpz
    rows: fmpq_mat
    key: tuple[int, ...]

    def __neg__(self) -> Form:
        key = self.key[0], *(-x for x in self.key[1:])
        return Form(-self.row, self.scale, -self.rows, key)


class Choice(NamedTuple):
    """Which of its values a gate has (of a floor, the integer), and that as rows unless it is 0."""

    gate: int
    which: int
    rows: fmpq_mat | None


class Branch(NamedTuple):
    """What is supposed.

    Attributes:
        cell: the points that satisfy the relations between symbols.
        relations: each a sign and the rows of its form, in the order of the evidence.
        facts: the signs supposed of the forms of pairs.
        decided: the gates that are decided, as bits.
        chosen: for each of them, which of its values it has.
        stated: where among the relations a form is supposed to be nowhere negative.
        known: a memory, forms whose gates are all decided.
    """

    problem: Problem
    cell: Cone
    relations: tuple[tuple[str, fmpq_mat], ...]
    facts: Mapping[int, frozenset[int]]
    decided: int
    chosen: tuple[Choice, ...]
    stated: Mapping[tuple[int, ...], int]
    known: dict[int, fmpq_mat]

    # --- forms ------------------------------------------------------------------------

    def is_known(self, form: int) -> bool:
        """Whether all gates in a form are decided."""
        return not self.problem.pending[form] & ~self.decided

    def rows(self, form: int) -> fmpq_mat:
        """A form, the values of its gates put in: a row for each base expression."""
        if form not in self.known:
            problem = self.problem
            values = {c.gate: c.rows for c in self.chosen if c.rows is not None}
            made = problem.groups[problem.group[form]].values(problem.ring.degree, values)
            self.known.update((f, rows) for f, rows in made.items() if self.is_known(f))
            return made[form]
        return self.known[form]

    def form(self, rows: fmpq_mat) -> Form | None:
        """The rows as a form on the cells; None if it holds more than symbols."""
        n, d = len(self.problem.symbols), self.problem.ring.degree
        numerators, scale = rows.numer_denom()
        entries = numerators.entries()
        if len(entries) > n * d:
            if any(entries[n * d :]):
                return None
            del entries[n * d :]
        return Form(fmpz_mat(1, n * d, entries), scale, rows, (int(scale), *map(int, entries)))

    def sign(self, form: int) -> int | None:
        """The sign of a form that is a constant number; None of any other."""
        d = self.problem.ring.degree
        entries = self.rows(form).numer_denom()[0].entries()
        return None if any(entries[d:]) else self.problem.ring.sign(entries[:d])

    @property
    def is_linear(self) -> bool:
        """Whether all that is supposed is about symbols alone, so that the cell says it all."""
        return all(self.form(rows) is not None for _, rows in self.relations)

    # --- truth ------------------------------------------------------------------------

    def holds(self, condition: Condition) -> bool | None:
        """Whether it holds all over the branch, by what is supposed, or as it is constant."""
        known = self.facts.get(condition.form)
        if known is None:
            sign = self.sign(condition.form) if self.is_known(condition.form) else None
            if sign is None:
                return None
            known = frozenset({sign})
        wanted = SIGNS[condition.relation]
        return True if known <= wanted else None if known & wanted else False

    def proves(self) -> bool | None:
        """Whether the formula of the claim holds all over the branch."""
        return truth_of(self.problem.claim, self.holds)

    # --- what follows -----------------------------------------------------------------

    def supposed(self, sign: str, rows: fmpq_mat) -> Branch:
        """With the relation rows > 0 or >= 0 or = 0 more, which does not change the cell."""
        return self._replace(relations=(*self.relations, (sign, rows)))

    def within(self, cell: Cone, sign: str, form: Form) -> Branch:
        """With the relation form > 0 or >= 0 or = 0 more, and the cell that it leaves."""
        stated = {**self.stated, form.key: len(self.relations)}
        relations = (*self.relations, (sign, form.rows))
        kept = self.facts, self.decided, self.chosen, stated, self.known
        return Branch(self.problem, cell, relations, *kept)

    def with_fact(self, form: int, relation: str) -> Branch:
        """With the signs of the form of a pair, among those that are left to it."""
        signs = SIGNS[relation] & self.facts.get(form, SIGNS[relation])
        return self._replace(facts={**self.facts, form: signs})

    def deciding(self, gate: Gate, which: int, rows: fmpq_mat) -> Branch:
        """With the value of a gate."""
        return self.following([Choice(gate.number, which, rows or None)], [], {})

    def following(
        self,
        choices: Sequence[Choice],
        gaps: Iterable[fmpq_mat],
        stated: Mapping[tuple[int, ...], int],
    ) -> Branch:
        """With choices, and with the relations gap >= 0 which follow from those before."""
        decided = self.decided
        for choice in choices:
            decided |= 1 << choice.gate
        relations = (*self.relations, *((">=", gap) for gap in gaps))
        return Branch(
            problem=self.problem,
            cell=self.cell,
            relations=relations,
            facts=self.facts,
            decided=decided,
            chosen=(*self.chosen, *choices),
            stated={**self.stated, **stated} if stated else self.stated,
            known=dict(self.known),
        )


def part(cell: Cone, cut: Cut, form: Form, sign: str, label: int) -> Cone | Json:
    """The part of a cut cell where form > 0, >= 0 or = 0, or why it is empty.

    The relation that says so is the one with this label.
    """
    above, below = 1 in cut.signs or cut.apex is not None, -1 in cut.signs or cut.apex is not None
    if sign == "=" and above and below:
        own = Number(form.scale)
        return cut.slice(Equation(form.row, {label: own}, {label: -own}))
    if sign != "=" and above:
        return cut.part(1, sign == ">", label, form.scale)
    # form <= 0 all over the cell, or form >= 0 and it is to vanish
    outer = form.row if above else -form.row
    if sign == ">":
        return void(cell, outer, label, form.scale, 1)
    emptied = cut.slice(Equation(form.row, {}, {})).emptied_by()
    if emptied is not None:
        first = cell.halfspaces.index(emptied)
        return void(cell, outer, label, form.scale, -1 if above else 1, first)
    equation = _implied(cell, form, label, outer, sign)
    return _face(cell, cut.slice(equation), outer, equation.minus if above else equation.plus)


def _face(cell: Cone, face: Cone, outer: fmpz_mat, inward: Mapping[int, Number]) -> Cone:
    """A face of a cell, with the equations of all halfspaces that vanish on it.

    Where h >= 0 vanishes on the face outer = 0, N·outer - h >= 0 on the cell for a large N, which
    gives -h as a combination; `inward` is that of -outer.
    """
    ring, values, more = cell.ring, cell.values(outer), list[Equation]()
    heights = [ring.number(v) for v in values]
    for h in cell.halfspaces:
        if any(face.signs(h.form)) or not any(cell.signs(h.form)):
            continue
        at = zip((ring.number(v) for v in cell.values(h.form)), heights, strict=True)
        factor = max((x / y for x, y in at if y), default=Number(0))
        numbers = [
            factor * a - b
            for a, b in zip(_numbers(ring, outer), _numbers(ring, h.form), strict=True)
        ]
        rest = ring.integral(numbers)
        scale = next(
            (ring.number(row) / x for row, x in zip(rest.tolist(), numbers, strict=True) if x),
            Number(1),
        )
        found, own = combination(cell, fmpz_mat(1, rest.nrows() * ring.degree, rest.entries()))
        inverse = (scale * ring.number(own)).inverse()
        minus = {label: ring.number(c) * inverse for label, c in found.items()}
        for label, c in inward.items():
            minus[label] = minus.get(label, Number(0)) + factor * c
        more.append(Equation(h.form, {h.label: Number(h.scale)}, minus))
    return replace(face, equations=(*face.equations, *more))


def _numbers(ring: Coordinates, form: fmpz_mat) -> list[Number]:
    flat, d = form.entries(), ring.degree
    return [ring.number(flat[i : i + d]) for i in range(0, len(flat), d)]


def void(
    cell: Cone, outer: fmpz_mat, label: int, scale: fmpz, side: int, first: int | None = None
) -> Json:
    """Farkas multipliers that contradict relation `label`, where side · outer = -scale · it."""
    return {"kind": "linear", "use": multipliers(cell, outer, label, side * scale, first)}


def multipliers(
    cell: Cone, outer: fmpz_mat, label: int, scale: fmpz, first: int | None = None
) -> list[int]:
    """Multipliers that make 0 of relation `label`, where outer = -scale · it, and others."""
    found, factor = combination(cell, outer, first)
    found[label] = [scale * x for x in factor]
    return flattened(cell.ring, found)


def flattened(ring: Coordinates, multipliers: Mapping[int, Sequence[fmpz]]) -> list[int]:
    """Position, coordinates in powers of the field's own generator, and so on."""
    flat = list[int]()
    for label in sorted(multipliers):
        flat.append(label)
        if ring.scale == 1:
            flat += map(int, multipliers[label])
        else:
            flat += [int(c * q) for c, q in zip(multipliers[label], ring.scales, strict=True)]
    return flat


def _implied(cell: Cone, form: Form, label: int, outer: fmpz_mat, sign: str) -> Equation:
    """The equation form = 0, where the relation gives one direction and the cell the other."""
    own, ring = Number(form.scale), cell.ring
    if sign == "=":
        return Equation(form.row, {label: own}, {label: -own})
    found, factor = combination(cell, outer)
    inverse = ring.number(factor).inverse()
    minus = {k: ring.number(c) * inverse for k, c in found.items()}
    return Equation(form.row, {label: own}, minus)
