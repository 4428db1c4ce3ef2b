"""Deciding gates: those with one value all over a cell, and the parts of a cell for the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from flint import fmpq, fmpq_mat

from symnn.claims.provers.cases.branch import Branch, Choice, Form, Json, multipliers
from symnn.claims.provers.cases.problem import Gate
from symnn.claims.provers.cases.table import Comparison, Part, Table, suppose
from symnn.errors import TooLargeError
from symnn.exact.cones import Cone, Cut

#: The most integers that a floor may take on a cell.
MOST_INTEGERS: Final = 4096

#: The name of the only part of a distinction of cases whose relations are known.
FOLLOWED: Final = "followed"


def comparisons(gate: Gate, branch: Branch) -> Iterator[tuple[Comparison, Form]]:
    """The differences of the values of a maximum that are forms on the cells."""
    if gate.kind in ("piecewise", "floor"):
        return
    rows = [branch.rows(v) for v in gate.values]
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            form = branch.form(rows[i] - rows[j])
            if form is not None:
                yield Comparison(gate.number, i, j), form


def forced(branch: Branch, signs: Table) -> tuple[Branch, list[Any]]:
    """Decide the maxima of which one argument is the largest all over the cell.

    Returns:
        The branch with them decided, and the steps of the evidence.
    """
    steps, choices = list[Any](), list[Choice]()
    wins = _Wins(branch, [], {})
    for number, losers in signs.beaten().items():
        gate = branch.problem.gates[number]
        if len(losers) == len(gate.values) - 1:
            winner = next(i for i in range(len(gate.values)) if i not in losers)
            over = signs.over(number, winner)
            if len(over) == len(losers):
                beaten = [[gate.places[i], *wins.over(form)] for i, form in over.items()]
                steps.append([number, gate.places[winner], *beaten])
                choices.append(Choice(number, winner, branch.rows(gate.values[winner]) or None))
    return (branch.following(choices, wins.gaps, wins.stated) if steps else branch), steps


class _Wins(NamedTuple):
    """Forms that are shown to be nowhere negative on a cell, one after the other.

    Attributes:
        gaps: the rows of the forms, which are the next relations of the branch.
        stated: where among the relations a form is.
    """

    branch: Branch
    gaps: list[fmpq_mat]
    stated: dict[tuple[int, ...], int]

    def over(self, form: Form) -> list[int]:
        """The relation that says it, or multipliers that refute form < 0, the next relation."""
        key = form.key
        before = self.branch.stated.get(key, self.stated.get(key))
        label = len(self.branch.relations) + len(self.gaps)
        self.gaps.append(form.rows)
        if before is not None:
            return [before]
        self.stated[key] = label
        return multipliers(self.branch.cell, form.row, label, form.scale)


def best(ready: Sequence[Gate], signs: Table, cell: Cone) -> Gate:
    """The gate to split by: that which cuts the cell nearest to its middle; else any.

    A cell that goes to infinity has no middle: there it is the middle one of those that cut it.
    """
    cutting = [gate for gate in ready if signs.columns.get(gate.number)]
    if not cutting:
        return ready[len(ready) // 2]
    if not cell.is_bounded:
        return cutting[len(cutting) // 2]
    distance = signs.distances(cell)
    return min(cutting, key=lambda gate: distance[signs.columns[gate.number].bit_length() - 1])


def split_maximum(branch: Branch, signs: Table, gate: Gate) -> list[Part]:
    """A part for each value, on which it is the largest; those that never are come last."""
    several = len(gate.values) > 2  # one of two would have been decided before
    losers = signs.beaten().get(gate.number, set()) if several else set[int]()
    order = [*(i for i in range(len(gate.values)) if i not in losers), *losers]
    rows = [branch.rows(gate.values[i]) for i in order]
    if not several:
        form = signs.difference(gate.number)
        if form is not None:
            cut = branch.cell.cut(form.row, signs.of(gate.number, order[0]))
            rest = signs.without([gate.number])
            parts = [_side(branch, rest, cut, form, side) for side in (1, -1)]
            return [
                (gate.places[i], (b.deciding(gate, i, r), t))
                for (b, t), i, r in zip(parts, order, rows, strict=True)
            ]
    return [
        (gate.places[i], _largest(branch, signs, gate, k, order, rows)) for k, i in enumerate(order)
    ]


def _side(branch: Branch, signs: Table, cut: Cut, form: Form, side: int) -> tuple[Branch, Table]:
    """One side of a cut that leaves something on both."""
    cell = cut.part(side, side < 0, len(branch.relations), form.scale)
    part = branch.within(cell, ">=", form) if side > 0 else branch.within(cell, ">", -form)
    return part, signs.cut(cut, side, cell)


def _largest(
    branch: Branch, signs: Table, gate: Gate, k: int, order: list[int], rows: list[fmpq_mat]
) -> tuple[Branch, Table] | Json:
    """The part on which the k-th value of the order is the largest, and the first that is."""
    made: tuple[Branch, Table] | Json = (branch, signs)
    for j in range(len(order)):
        if j != k and not isinstance(made, dict):
            made = suppose(*made, ">" if j < k else ">=", rows[k] - rows[j])
    if isinstance(made, dict):
        return made
    return made[0].deciding(gate, order[k], rows[k]), made[1].without([gate.number])


def follow(branch: Branch, signs: Table, gate: Gate) -> list[Part]:
    """The value of a distinction of cases whose relations are known, up to the first that holds."""
    which = gate.values.index(taken(branch, gate))
    return [(FOLLOWED, (branch.deciding(gate, which, branch.rows(gate.values[which])), signs))]


def taken(branch: Branch, gate: Gate) -> int:
    """The form of the case that a distinction of cases takes, its relations being known."""
    held = (k for k, condition in enumerate(gate.conditions) if branch.holds(condition))
    return gate.values[next(held, len(gate.values) - 1)]


def split_floor(branch: Branch, signs: Table, gate: Gate) -> list[Part]:
    """A part for each integer that the floor takes; below and above them there is nothing."""
    rows = branch.rows(gate.values[0])
    form = branch.form(rows)
    if form is None:
        raise TooLargeError("a floor of what is not affine in the symbols is not split into cases")
    low, high = _integers(branch, form)
    one = branch.relations[0][1]

    def supposing(start: tuple[Branch, Table] | Json, sign: str, m: int) -> Any:
        return start if isinstance(start, dict) else suppose(*start, sign, rows - one * fmpq(m))

    parts: list[Part] = [(None, supposing((branch, signs), "<", low))]
    for m in range(low, high + 1):
        made = supposing(supposing((branch, signs), ">=", m), "<", m + 1)
        if not isinstance(made, dict):
            made = made[0].deciding(gate, m, one * fmpq(m)), made[1]
        parts.append((m, made))
    return [*parts, (None, supposing((branch, signs), ">=", high + 1))]


def _integers(branch: Branch, form: Form) -> tuple[int, int]:
    """The floors of the least and the greatest value of a form on the cell."""
    cell, floors = branch.cell, list[int]()
    ring = cell.ring
    for ray, value in zip(cell.rays, cell.values(form.row), strict=True):
        first = ray.matrix.tolist()[0]
        if any(first) and not cell.is_free(form.row):
            floors.append(int((ring.number(value, form.scale) / ring.number(first)).floor()))
        elif any(value) or cell.lines:
            raise TooLargeError(
                "a floor takes infinitely many values on this domain; bound its argument"
            )
    if max(floors) - min(floors) > MOST_INTEGERS:
        raise TooLargeError(f"a floor takes more than {MOST_INTEGERS} values on this domain")
    return min(floors), max(floors)
