"""The signs of the forms of open gates at the rays of a cell, kept up from cut to cut.

Most of the search is to see which gates are decided all over a cell. A form's sign at a ray does
not change when the cell is cut, so only the new rays of a cut are looked at, all forms at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from flint import fmpq_mat, fmpz, fmpz_mat

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


class Table(NamedTuple):
    """Signs by ray; a set of columns is an integer, bit by bit.

    Attributes:
        keys: what is compared, in the order of the columns.
        forms: the form of each column.
        stacked: the rows of all forms, one below the other.
        sizes: the largest entry of each, but at least 1.
        size: the largest of all.
        signs: for each ray of the cell, the columns that are > 0 there and those that are < 0.
        free: the columns whose form takes both signs on a line of the cell.
        columns: for each gate that is not decided, its columns.
        live: the columns of all these, one after the other; others are not looked at any more.
    """

    keys: tuple[Comparison, ...]
    forms: tuple[Form, ...]
    stacked: fmpz_mat
    sizes: tuple[fmpz, ...]
    size: fmpz
    signs: tuple[tuple[int, int], ...]
    free: int
    columns: Mapping[int, int]
    live: tuple[int, ...]

    def cut(self, cut: Cut, side: int, cell: Cone) -> Table:
        """The table of a part of the cell; side 0 is the part on the hyperplane."""
        if cut.apex is not None:
            return self._on(cell)
        kept = tuple(self.signs[i] for i in cut.kept(side) if side or cut.signs[i] == 0)
        new = tuple(self._at(cell.ring, ray) for ray, _ in cut.new)
        return self._with(kept + new)

    def extended(self, cell: Cone, more: Sequence[tuple[Comparison, Form]]) -> Table:
        """With more columns, and without those of gates that are decided."""
        stay = [k for k, key in enumerate(self.keys) if key.gate in self.columns]
        keys = [self.keys[k] for k in stay] + [key for key, _ in more]
        return table(cell, keys, [self.forms[k] for k in stay] + [form for _, form in more])

    def without(self, decided: Iterable[int]) -> Table:
        """Without the columns of gates that are decided."""
        columns, gone = dict(self.columns), 0
        for gate in decided:
            gone |= columns.pop(gate, 0)
        live = tuple(k for k in self.live if not gone >> k & 1)
        kept = self.keys, self.forms, self.stacked, self.sizes, self.size
        return Table(*kept, self.signs, self.free, columns, live)

    def _with(self, signs: tuple[tuple[int, int], ...]) -> Table:
        """Much quicker than `_replace`."""
        kept = self.keys, self.forms, self.stacked, self.sizes, self.size
        return Table(*kept, signs, self.free, self.columns, self.live)

    def beaten(self) -> dict[int, set[int]]:
        """For each gate, the values that another is nowhere below; of equal ones all but one."""
        above = below = 0
        for up, down in self.signs:
            above |= up
            below |= down
        one_sided, found = ~(self.free | (above & below)), dict[int, set[int]]()
        for gate, columns in self.columns.items():
            settled = columns & one_sided
            while settled:
                k = settled.bit_length() - 1
                settled -= 1 << k
                _, one, other = self.keys[k]
                found.setdefault(gate, set()).add(one if below >> k & 1 else other)
        return found

    def over(self, gate: int, top: int) -> dict[int, Form]:
        """By how much a value of a gate is over each other, if that is a form."""
        found: dict[int, Form] = {}
        left = self.columns[gate]
        while left:
            k = left.bit_length() - 1
            left -= 1 << k
            _, one, other = self.keys[k]
            if one == top:
                found[other] = self.forms[k]
            elif other == top:
                found[one] = -self.forms[k]
        return found

    def difference(self, gate: int) -> Form | None:
        """The form of the first of two values less the second, if it is one on the cell."""
        column = self.columns.get(gate, 0)
        return self.forms[column.bit_length() - 1] if column else None

    def distances(self, cell: Cone) -> list[fmpz]:
        """How far the middle of a cell is from where each form is 0, roughly."""
        values = (self.stacked * cell.middle).entries()
        return [abs(v) // size for v, size in zip(values, self.sizes, strict=True)]

    def of(self, gate: int, first: int) -> list[int] | None:
        """The signs of the only comparison of a gate, of its value `first` with the other.

        None if it takes both signs on a line.
        """
        k = self.columns[gate].bit_length() - 1
        if self.free >> k & 1:
            return None
        flip = 1 if self.keys[k].one == first else -1
        return [flip * ((up >> k & 1) - (down >> k & 1)) for up, down in self.signs]

    def _on(self, cell: Cone) -> Table:
        """With the signs at the rays of a cell."""
        free = sum(1 << k for k, form in enumerate(self.forms) if cell.is_free(form.row))
        signs = tuple(self._at(cell.ring, ray) for ray in cell.rays)
        return self._replace(signs=signs, free=free)

    def _at(self, ring: Coordinates, ray: Vector) -> tuple[int, int]:
        """The columns that are > 0 and those that are < 0 at a ray."""
        if not self.live:
            return 0, 0
        up = down = 0
        limit = self.size * ray.error
        low, values = -limit, (self.stacked * ray.estimate).entries()
        for k in self.live:
            x = values[k]
            if x > limit:
                up |= 1 << k
            elif x < low:
                down |= 1 << k
            elif limit > 0:
                sign = ring.sign((self.forms[k].row * ray.evaluation).entries())
                up |= 1 << k if sign > 0 else 0
                down |= 1 << k if sign < 0 else 0
        return up, down


def table(cell: Cone, keys: Sequence[Comparison], forms: Sequence[Form]) -> Table:
    """The signs of some forms at the rays of a cell."""
    rows = [form.key[1:] for form in forms]
    stacked = fmpz_mat(len(rows), len(rows[0]) if rows else 0, [x for row in rows for x in row])
    sizes = tuple(fmpz(max(1, *map(abs, row))) for row in rows)
    columns: dict[int, int] = {}
    for k, key in enumerate(keys):
        columns[key.gate] = columns.get(key.gate, 0) | 1 << k
    made = tuple(keys), tuple(forms), stacked, sizes, max(sizes, default=fmpz(0))
    return Table(*made, (), 0, columns, tuple(range(len(forms))))._on(cell)


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
    return branch.within(cell, relation, form), signs.cut(cut, side, cell)
