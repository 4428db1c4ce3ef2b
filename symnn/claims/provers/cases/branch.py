"""One branch of the search: what is supposed, as numbers for the evidence and as a cell.

The relations count in the order in which the checker will count them, as the evidence names them
by position. Those between symbols also bound the cell, a cone with its rays; the table holds the
signs of the forms of open gates at every ray.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, final

from flint import fmpq_mat, fmpz, fmpz_mat

from symnn.claims.provers.cases.forms import Pair
from symnn.claims.provers.cases.problem import SIGNS, Facts, Problem
from symnn.exact.cones import Cone, Cut, Equation
from symnn.exact.coordinates import Coordinates
from symnn.exact.expression import Expr
from symnn.exact.farkas import combination
from symnn.exact.number import Number

#: What the checker needs to see that a branch is inconsistent, as JSON.
Json: TypeAlias = dict[str, Any]


@final
@dataclass(frozen=True, slots=True)
class Form:
    """A form on the cells: an integer row, and the positive factor that made it integral."""

    row: fmpz_mat
    scale: fmpz

    def __neg__(self) -> Form:
        return Form(-self.row, self.scale)


@final
@dataclass(frozen=True, slots=True)
class Branch:
    """What is supposed.

    Attributes:
        forms: all forms, with the values of decided gates put in.
        cell: the points that satisfy the relations between symbols.
        relations: each a sign and the rows of its form, in the order of the evidence.
        facts: the signs supposed of pairs.
        chosen: the values of decided gates.
    """

    problem: Problem
    forms: fmpq_mat
    cell: Cone
    relations: tuple[tuple[str, fmpq_mat], ...]
    facts: Facts
    chosen: Mapping[Expr, Expr]

    # --- forms ------------------------------------------------------------------------

    def is_known(self, key: Expr | Pair) -> bool:
        """Whether all gates in a form are decided."""
        return self.problem.pending[self.problem.index[key]] <= self.chosen.keys()

    def rows(self, key: Expr | Pair) -> fmpq_mat:
        """The form of a value or of a pair: a row for each base expression."""
        d = self.problem.ring.degree
        start = self.problem.index[key] * d
        forms, columns = self.forms, range(start, start + d)
        flat = [forms[i, j] for i in range(forms.nrows()) for j in columns]
        return fmpq_mat(forms.nrows(), d, flat)

    def form(self, rows: fmpq_mat) -> Form | None:
        """The rows as a form on the cells; None if it holds more than symbols."""
        n, d = len(self.problem.symbols), self.problem.ring.degree
        numerators, scale = rows.numer_denom()
        entries = numerators.entries()
        if any(entries[n * d :]):
            return None
        return Form(fmpz_mat(1, n * d, entries[: n * d]), scale)

    def sign(self, rows: fmpq_mat) -> int | None:
        """The sign of a form that is a constant number; None of any other."""
        d = self.problem.ring.degree
        numerators, _ = rows.numer_denom()
        entries = numerators.entries()
        return None if any(entries[d:]) else self.problem.ring.sign(entries[:d])

    @property
    def is_linear(self) -> bool:
        """Whether all that is supposed is about symbols alone, so that the cell says it all."""
        return all(self.form(rows) is not None for _, rows in self.relations)

    # --- what follows -----------------------------------------------------------------

    def supposed(self, sign: str, rows: fmpq_mat, cell: Cone | None = None) -> Branch:
        """With one relation more, and the cell that it leaves."""
        if sign[0] == "<":
            sign, rows = sign.replace("<", ">"), -rows
        relations = (*self.relations, (sign, rows))
        return replace(self, relations=relations, cell=cell or self.cell)

    def with_fact(self, pair: Pair, relation: str) -> Branch:
        """With the signs of a pair."""
        return replace(self, facts={**self.facts, pair: SIGNS[relation]})

    def decided(self, gate: Expr, value: Expr, rows: fmpq_mat) -> Branch:
        """With the value of a gate put in wherever it is used."""
        forms = self.forms + rows * self.problem.uses[gate] if rows else self.forms
        return replace(self, forms=forms, chosen={**self.chosen, gate: value})

    def cut(self, form: Form, sign: str) -> Cone | Json:
        """The part of the cell where form > 0, >= 0 or = 0, or why it is empty.

        The relation is taken to be the next one of the branch.
        """
        return part(self.cell, self.cell.cut(form.row), form, sign, len(self.relations))


def part(cell: Cone, cut: Cut, form: Form, sign: str, label: int) -> Cone | Json:
    """The part of a cut cell where form > 0, >= 0 or = 0, or why it is empty."""
    ring = cell.ring
    above, below = 1 in cut.signs or cut.apex is not None, -1 in cut.signs or cut.apex is not None
    if sign == "=" and above and below:
        one = Number(form.scale)
        return cut.slice(Equation(form.row, {label: one}, {label: -one}))
    if sign != "=" and above:
        return cut.part(1, sign == ">", label, form.scale)
    # form <= 0 all over the cell, or form >= 0 and it is to vanish
    outer = -form.row if not above else form.row
    if sign == ">":
        return void(cell, outer, label, form.scale, 1)
    thin = cut.slice(Equation(form.row, {}, {}))
    emptied = thin.emptied_by()
    if emptied is not None:
        first = cell.halfspaces.index(emptied)
        return void(cell, outer, label, form.scale, -1 if above else 1, first)
    return cut.slice(_implied(cell, form, label, outer, sign, ring))


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


def _implied(
    cell: Cone, form: Form, label: int, outer: fmpz_mat, sign: str, ring: Coordinates
) -> Equation:
    """The equation form = 0, where the relation gives one direction and the cell the other."""
    own = Number(form.scale)
    if sign == "=":
        return Equation(form.row, {label: own}, {label: -own})
    found, factor = combination(cell, outer)
    inverse = ring.number(factor).inverse()
    return Equation(form.row, {label: own}, {k: ring.number(c) * inverse for k, c in found.items()})
