"""The signs of the forms of open gates at the rays of a cell, kept up from cut to cut.

Most of the search is to see which gates are decided all over a cell. A form's sign at a ray does
not change when the cell is cut, so only the new rays of a cut are looked at, all forms at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, final

from flint import fmpq_mat, fmpz_mat

from symnn.claims.provers.cases.branch import Branch, Form, Json, part
from symnn.claims.provers.cases.problem import Condition
from symnn.exact.cones import Cone, Cut, Vector
from symnn.exact.coordinates import Coordinates


class Comparison(NamedTuple):
    """Two values of a gate, by their places among its values; the form is their difference."""

    gate: int
    one: int
    other: int


#: One part of a split: its name in the evidence, and the branch with its table, or why it is empty.
Part: TypeAlias = "tuple[Any, tuple[Branch, Table] | Json]"


@final
@dataclass(frozen=True, slots=True)
class Table:
    """Signs by ray.

    Attributes:
        keys: what is compared, in the order of the columns.
        forms: the form of each column, for those that hold symbols only.
        stacked: the rows of all forms, one below the other.
        signs: for each ray of the cell, the signs of all forms.
        free: the columns whose form takes both signs on a line of the cell.
    """

    keys: tuple[Comparison, ...]
    forms: tuple[Form, ...]
    stacked: fmpz_mat
    signs: tuple[tuple[int, ...], ...]
    free: frozenset[int]

    def cut(self, cut: Cut, side: int, cell: Cone) -> Table:
        """The table of a part of the cell; side 0 is the part on the hyperplane."""
        if cut.apex is not None:
            return table(cell, self.keys, self.forms)
        kept = tuple(self.signs[i] for i in cut.kept(side) if side or cut.signs[i] == 0)
        new = tuple(signs_at(cell.ring, self.stacked, ray) for ray, _ in cut.new)
        return Table(self.keys, self.forms, self.stacked, kept + new, self.free)

    def extended(self, cell: Cone, more: Sequence[tuple[Comparison, Form]]) -> Table:
        """With more columns."""
        new = table(cell, [key for key, _ in more], [form for _, form in more])
        forms = (*self.forms, *new.forms)
        signs = tuple(old + added for old, added in zip(self.signs, new.signs, strict=True))
        free = self.free.union(k + len(self.keys) for k in new.free)
        return Table((*self.keys, *new.keys), forms, _stacked(forms), signs, free)

    def without(self, decided: int) -> Table:
        """Without the columns of gates that are decided."""
        stay = [k for k, key in enumerate(self.keys) if not decided >> key.gate & 1]
        if len(stay) == len(self.keys):
            return self
        forms = tuple(self.forms[k] for k in stay)
        signs = tuple(tuple(row[k] for k in stay) for row in self.signs)
        free = frozenset(place for place, k in enumerate(stay) if k in self.free)
        return Table(tuple(self.keys[k] for k in stay), forms, _stacked(forms), signs, free)


def _stacked(forms: Sequence[Form]) -> fmpz_mat:
    if not forms:
        return fmpz_mat(0, 0)
    flat = [x for form in forms for x in form.row.entries()]
    return fmpz_mat(len(forms), len(flat) // len(forms), flat)


def signs_at(ring: Coordinates, stacked: fmpz_mat, ray: Vector) -> tuple[int, ...]:
    """The signs of all forms at one ray."""
    if not stacked.nrows():
        return ()
    d = ring.degree
    flat = (stacked * ray.evaluation).entries()
    if d == 1:
        return tuple([(x > 0) - (x < 0) for x in flat])
    sign = ring.sign
    return tuple([sign(flat[i : i + d]) for i in range(0, len(flat), d)])


def table(cell: Cone, keys: Sequence[Comparison], forms: Sequence[Form]) -> Table:
    """The signs of some forms at the rays of a cell."""
    stacked = _stacked(forms)
    signs = tuple(signs_at(cell.ring, stacked, ray) for ray in cell.rays)
    free = frozenset(k for k, form in enumerate(forms) if cell.is_free(form.row))
    return Table(tuple(keys), tuple(forms), stacked, signs, free)


def compared(branch: Branch, signs: Table, condition: Condition) -> tuple[Branch, Table] | Json:
    """The branch and the table where a condition holds, or why that is nowhere."""
    made = suppose(branch, signs, condition.relation, branch.rows(condition.form))
    if isinstance(made, dict):
        return made
    return made[0].with_fact(condition.form, condition.relation), made[1]


def suppose(
    branch: Branch, signs: Table, relation: str, rows: fmpq_mat
) -> tuple[Branch, Table] | Json:
    """The branch and the table with one relation more, or why nothing is left."""
    if relation[0] == "<":
        relation, rows = relation.replace("<", ">"), -rows
    form = branch.form(rows)
    if form is None:
        return branch.supposed(relation, rows), signs
    cut = branch.cell.cut(form.row)
    cell = part(branch.cell, cut, form, relation, len(branch.relations))
    if isinstance(cell, dict):
        return cell
    side = 0 if cell.equations is not branch.cell.equations else 1
    return branch.supposed(relation, rows, cell), signs.cut(cut, side, cell)
