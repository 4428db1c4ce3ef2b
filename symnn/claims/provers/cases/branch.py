"""One branch of the search: what is supposed, as numbers for the evidence and as a cell.

The relations count in the order in which the checker will count them, as the evidence names them
by position. Those between symbols also bound the cell, a cone with its rays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """A form on the cells: an integer row, and the positive factor that made it integral."""

    row: fmpz_mat
    scale: fmpz

    def __neg__(self) -> Form:
        return Form(-self.row, self.scale)


class Branch(NamedTuple):
    """What is supposed.

    Attributes:
        forms: all forms, with the values of decided gates put in.
        cell: the points that satisfy the relations between symbols.
        relations: each a sign and the rows of its form, in the order of the evidence.
        facts: the signs supposed of the forms of pairs.
        decided: the gates that are decided, as bits.
        chosen: for each of them, which of its values it has; of a floor, the integer.
    """

    problem: Problem
    forms: fmpq_mat
    cell: Cone
    relations: tuple[tuple[str, fmpq_mat], ...]
    facts: Mapping[int, frozenset[int]]
    decided: int
    chosen: tuple[tuple[int, int], ...]

    # --- forms ------------------------------------------------------------------------

    def is_known(self, form: int) -> bool:
        """Whether all gates in a form are decided."""
        return not self.problem.pending[form] & ~self.decided

    def rows(self, form: int) -> fmpq_mat:
        """A form: a row for each base expression."""
        d, forms = self.problem.ring.degree, self.forms
        n = forms.nrows()
        if d == 1:
            return fmpq_mat(n, 1, [forms[i, form] for i in range(n)])
        columns = range(form * d, form * d + d)
        return fmpq_mat(n, d, [forms[i, j] for i in range(n) for j in columns])

    def form(self, rows: fmpq_mat) -> Form | None:
        """The rows as a form on the cells; None if it holds more than symbols."""
        n, d = len(self.problem.symbols), self.problem.ring.degree
        numerators, scale = rows.numer_denom()
        entries = numerators.entries()
        if len(entries) > n * d and any(entries[n * d :]):
            return None
        return Form(fmpz_mat(1, n * d, entries[: n * d]), scale)

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

    def supposed(self, sign: str, rows: fmpq_mat, cell: Cone | None = None) -> Branch:
        """With the relation rows > 0 or >= 0 or = 0 more, and the cell that it leaves."""
        relations = (*self.relations, (sign, rows))
        return self._replace(relations=relations, cell=cell or self.cell)

    def with_fact(self, form: int, relation: str) -> Branch:
        """With the signs of the form of a pair, among those that are left to it."""
        signs = SIGNS[relation] & self.facts.get(form, SIGNS[relation])
        return self._replace(facts={**self.facts, form: signs})

    def deciding(self, gate: Gate, which: int, rows: fmpq_mat) -> Branch:
        """With the value of a gate put in wherever it is used."""
        forms = self.forms + rows * self.problem.uses[gate.number] if rows else self.forms
        chosen = (*self.chosen, (gate.number, which))
        decided = self.decided | 1 << gate.number
        return Branch(self.problem, forms, self.cell, self.relations, self.facts, decided, chosen)


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
    return cut.slice(_implied(cell, form, label, outer, sign))


def void(
    cell: Cone, outer: fmpz_mat, label: int, scale: fmpz, side: int, first: int | None = None
) -> Json:
    """Farkas multipliers that contradict relation `label`, where side · outer = -scale · it."""
    found, factor = combination(cell, outer, first)
    own = [side * scale * x for x in factor]
    return {"kind": "linear", "use": flattened(cell.ring, {**found, label: own})}


def flattened(ring: Coordinates, multipliers: Mapping[int, Sequence[fmpz]]) -> list[int]:
    """Position, coordinates in powers of the field's own generator, and so on."""
    q, flat = ring.scale, list[int]()
    for label in sorted(multipliers):
        flat.append(label)
        power = fmpz(1)
        for c in multipliers[label]:
            flat.append(int(c * power))
            power *= q
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
