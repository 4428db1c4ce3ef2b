"""Deciding gates: those with one value all over a cell, and the parts of a cell for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from flint import fmpq, fmpq_mat

from symnn.claims.provers.cases.branch import Branch, Form, Json, void
from symnn.claims.provers.cases.forms import Pair, conditions_of, values_of
from symnn.claims.provers.cases.table import Comparison, Part, Table, holds, suppose
from symnn.errors import TooLargeError
from symnn.exact.cones import Cut
from symnn.exact.expression import Expr, rational

Place: TypeAlias = Callable[[Expr], int]

#: The most integers that a floor may take on a cell.
MOST_INTEGERS = 4096


def decisive(gate: Expr) -> Iterator[Expr | Pair]:
    """The forms that must be known before a gate can be decided."""
    if gate.op == "piecewise":
        yield from (pair for _, pair in conditions_of(gate))
    else:
        yield from values_of(gate)


def compared(gate: Expr, branch: Branch) -> Iterator[tuple[Comparison, Form]]:
    """The differences of the values of a maximum that are forms on the cells."""
    if gate.op == "piecewise" or gate.data == "floor":
        return
    values = values_of(gate)
    rows = [branch.rows(v) for v in values]
    for i, a in enumerate(values):
        for j in range(i + 1, len(values)):
            form = branch.form(rows[i] - rows[j])
            if form is not None:
                yield (gate, a, values[j]), form


#: The name of the only part of a distinction of cases whose relations are known.
FOLLOWED: Final = "followed"


def forced(
    branch: Branch, signs: Table, number: Callable[[Expr], int], place: Place
) -> tuple[Branch, list[Any]]:
    """Decide the maxima of which one argument is the largest all over the cell.

    Returns:
        The branch with them decided, and the steps of the evidence.
    """
    steps: list[Any] = []
    for gate, losers in beaten(signs).items():
        values = values_of(gate)
        if len(losers) == len(values) - 1:
            winner = next(v for v in values if v not in losers)
            won = _won(branch, gate, winner, place)
            if won is not None:
                branch = won[0]
                steps.append([number(gate), *won[1]])
    return branch, steps


def beaten(signs: Table) -> dict[Expr, dict[Expr, None]]:
    """For each gate, the values that another one is nowhere below; of equal ones all but one."""
    found: dict[Expr, dict[Expr, None]] = {}
    for k, column in enumerate(zip(*signs.signs, strict=True)):
        if k in signs.free:
            continue
        gate, one, other = signs.keys[k]
        if min(column) >= 0:
            found.setdefault(gate, {})[other] = None
        elif max(column) <= 0:
            found.setdefault(gate, {})[one] = None
    return found


def _won(branch: Branch, gate: Expr, winner: Expr, place: Place) -> tuple[Branch, list[Any]] | None:
    """Every other value exceeds the winner nowhere: Farkas multipliers for each.

    None if a comparison holds more than symbols.
    """
    count, top = len(branch.relations), branch.rows(winner)
    after, options = branch, list[Any]([[place(winner), None]])
    for other in values_of(gate):
        if other != winner:
            gap = top - branch.rows(other)
            form = branch.form(gap)
            if form is None:
                return None
            options.append([place(other), void(branch.cell, form.row, count, form.scale, 1)])
            after = after.supposed(">=", gap)
    return after.decided(gate, winner, top), options


def best(ready: Sequence[Expr], signs: Table) -> Expr:
    """The gate to split by: the middle one of those that cut the cell; else any."""
    cutting = list(dict.fromkeys(key[0] for key in signs.keys))
    return cutting[len(cutting) // 2] if cutting else ready[0]


def split_maximum(branch: Branch, signs: Table, gate: Expr, place: Place) -> list[Part]:
    """A part for each value, on which it is the largest; those that never are come last."""
    losers = beaten(signs).get(gate, {})
    order = [*(v for v in values_of(gate) if v not in losers), *losers]
    rows = [branch.rows(v) for v in order]
    shared = None
    if len(order) == 2:
        form = branch.form(rows[0] - rows[1])
        shared = None if form is None else branch.cell.cut(form.row)
    parts: list[Part] = []
    for i, value in enumerate(order):
        made: tuple[Branch, Table] | Json = (branch, signs)
        for j in range(len(order)):
            if j == i or isinstance(made, dict):
                continue
            relation, gap = (">" if j < i else ">="), rows[i] - rows[j]
            if shared is not None:
                made = _side(branch, signs, relation, gap, shared, 1 if i == 0 else -1)
            else:
                made = suppose(*made, relation, gap)
        if not isinstance(made, dict):
            decided = made[0].decided(gate, value, rows[i])
            made = decided, made[1].without({gate})
        parts.append((place(value), made))
    return parts


def _side(
    branch: Branch, signs: Table, relation: str, gap: fmpq_mat, cut: Cut, side: int
) -> tuple[Branch, Table]:
    """One side of a cut that leaves something on both."""
    _, scale = gap.numer_denom()
    cell = cut.part(side, relation == ">", len(branch.relations), scale)
    return branch.supposed(relation, gap, cell), signs.cut(cut, side, cell)


def follow(branch: Branch, signs: Table, gate: Expr, place: Place) -> list[Part]:
    """The value of a distinction of cases whose relations are known, up to the first that holds."""
    del place
    values = values_of(gate)
    value = values[-1]
    for k, (relation, pair) in enumerate(conditions_of(gate)):
        if holds(branch, relation, pair):
            value = values[k]
            break
    return [(FOLLOWED, (branch.decided(gate, value, branch.rows(value)), signs))]


def split_floor(branch: Branch, signs: Table, gate: Expr, place: Place) -> list[Part]:
    """A part for each integer that the floor takes; below and above them there is nothing."""
    place(gate.args[0])
    rows = branch.rows(gate.args[0])
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
            made = made[0].decided(gate, rational(m), one * fmpq(m)), made[1]
        parts.append((m, made))
    return [*parts, (None, supposing((branch, signs), ">=", high + 1))]


def _integers(branch: Branch, form: Form) -> tuple[int, int]:
    """The floors of the least and the greatest value of a form on the cell."""
    cell, floors = branch.cell, list[int]()
    ring = cell.ring
    for ray, value in zip(cell.rays, cell.values(form.row), strict=True):
        first = ray.matrix.tolist()[0]
        if cell.lines or not any(first):
            if cell.is_free(form.row) or any(value):
                raise TooLargeError(
                    "a floor takes infinitely many values on this domain; bound its argument"
                )
            continue
        floors.append((ring.number(value, form.scale) / ring.number(first)).floor())
    if max(floors) - min(floors) > MOST_INTEGERS:
        raise TooLargeError(f"a floor takes more than {MOST_INTEGERS} values on this domain")
    return int(min(floors)), int(max(floors))
