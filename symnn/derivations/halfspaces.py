"""Polyhedra and affine maps as a page writes them: x_1 + x_2 ≥ 1 rather than −x_1 − x_2 + 1 ≤ 0."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import gcd, lcm

from flint import fmpq

from symnn.derivations.formulas.arithmetic import ONE, ZERO, combination
from symnn.derivations.formulas.from_expressions import value_formula
from symnn.derivations.formulas.nodes import Node, Relation, column
from symnn.exact.linear_programs import Constraint
from symnn.exact.number import Number
from symnn.networks.cells.cell import AffineMap, Cell
from symnn.networks.cells.domain import as_number

_FLIPPED = {">=": "<=", ">": "<", "=": "=", "<=": ">=", "<": ">"}


def conditions_of_cell(
    cell: Cell, names: Sequence[Node], *, closed: bool = True
) -> tuple[Relation, ...]:
    """The cell, closed or as it is: one inequality for each facet."""
    facets = [relation_of(row, names) for row in cell.closure]
    if closed:
        return tuple(facets)
    strict = [relation_of(row, names) for row in cell.strict]
    stated = {(s.left, s.sign + "=", s.right) for s in strict}
    weak = [f for f in facets if (f.left, f.sign, f.right) not in stated]
    return (*weak, *strict)


def relation_of(row: Constraint, names: Sequence[Node]) -> Relation:
    """a · x + b ~ 0 with its constant on the right, and the first letter positive.

    Examples:
        >>> from symnn.derivations.formulas.nodes import Name, number
        >>> from symnn.derivations.typesetting.style import Style
        >>> from symnn.derivations.typesetting.text import Text
        >>> row = Constraint((Number(-2), Number(4)), ">=", Number(2))
        >>> Text(Style())(relation_of(row, [Name("x"), Name("y")]))
        'x - 2 y ≤ 1'
    """
    entries = [as_number(e) for e in (*row.coefficients, row.constant)]
    first = next((e for e in entries[:-1] if not e.is_zero()), entries[-1])
    scale = abs(_unit(entries, first))
    sign = row.sign
    if first.sign() < 0:
        scale, sign = -scale, _FLIPPED[sign]
    *coefficients, constant = (e / scale for e in entries)
    left = combination([value_formula(c) for c in coefficients], names)
    return Relation(left, sign, value_formula(-constant))


def _unit(entries: Sequence[Number], first: Number) -> Number:
    """What the row is divided by: the common content of rationals, else the first coefficient."""
    live = [e for e in entries if not e.is_zero()]
    if not all(e.is_rational for e in live) or sum(not e.is_zero() for e in entries[:-1]) == 1:
        return first
    numbers = [e.as_fmpq() for e in live]
    bottom = lcm(*(int(q.q) for q in numbers))
    top = reduce(gcd, (int(abs(q * bottom).p) for q in numbers))
    return Number(fmpq(top, bottom))


def map_formula(found: AffineMap, names: Sequence[Node]) -> Node:
    """A x + c, entry by entry."""
    rows = zip(found.matrix, found.shift, strict=True)
    return column([_affine(row, c, names) for row, c in rows])


def _affine(row: Sequence[Number], constant: Number, names: Sequence[Node]) -> Node:
    """a · x + c; a positive constant stands in front of a negative term."""
    coefficients, shift = [value_formula(a) for a in row], value_formula(constant)
    first = next((a for a in row if not a.is_zero()), constant)
    if first.sign() < 0 < constant.sign():
        return combination([shift, *coefficients], [ONE, *names])
    return combination(coefficients, names, shift)


def matrix_formula(found: AffineMap) -> list[list[Node]]:
    """A."""
    return [[value_formula(a) for a in row] for row in found.matrix]


def shift_formula(found: AffineMap) -> list[Node]:
    """c."""
    return [value_formula(c) for c in found.shift]


def is_zero(nodes: Sequence[Node]) -> bool:
    """Whether all are the numeral 0."""
    return all(node == ZERO for node in nodes)
