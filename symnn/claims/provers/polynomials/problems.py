"""Relations as polynomials in x1, …, xn, the question of the methods in several variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flint import fmpq

from symnn.claims.provers.polynomials.rows import Row, Variable, coordinates
from symnn.exact.field import Field
from symnn.exact.number import Number
from symnn.exact.polynomials import Polynomial, Vector, degree, fingerprint, unit, value
from symnn.exact.real_line import simplest_between


class Given(NamedTuple):
    """A relation, as a polynomial in x1, …, xn.

    `factor` is how a proof names it: its position in the list, or the polynomial f of e^f > 0;
    None for what defines a variable, which the checker knows.
    """

    factor: int | list[Any] | None
    sign: str
    poly: Polynomial


class Problem(NamedTuple):
    """Relations in x1, …, xn, the first of them 1 > 0 at the position 0.

    `names` are how proofs name the variables: a symbol, or the polynomial f of e^f; None for a
    root, which they cannot name.
    """

    names: tuple[str | list[Any] | None, ...]
    given: tuple[Given, ...]

    @property
    def size(self) -> int:
        """n."""
        return len(self.names)


def problem(rows: Sequence[Row], field: Field) -> Problem | None:
    """The relations and facts; None if there are none in two variables or more."""
    variables = sorted({v for r in rows for v in r.variables}, key=Variable.text)
    if len(variables) < 2:
        return None
    names, n = [_name(v, field) for v in variables], len(variables)
    given = list[Given]()
    for row in rows:
        if row.variables and (row.position >= 0 or row.sign == "="):
            poly = {
                tuple(dict(powers).get(v, 0) for v in variables): c
                for powers, c in row.terms.items()
            }
            given.append(Given(row.position if row.position >= 0 else None, row.sign, poly))
    for k, name in enumerate(names):
        if isinstance(name, list):
            given.append(Given(name, ">", {unit(n, k): Number(1)}))
    one = Given(0, ">", {(0,) * n: Number(1)})
    return Problem(tuple(names), (one, *strongest(given)))


def _name(variable: Variable, field: Field) -> str | list[Any] | None:
    if variable.is_symbol and variable.atom is not None:
        return str(variable.atom.label)
    m, c = variable.exponent, coordinates(variable.unit, field)
    if m is None or c is None or not all(atom.kind == "symbol" for atom, _ in m.powers):
        return None
    return [[[str(q) for q in c], [[str(atom.label), k] for atom, k in m.powers]]]


def strongest(given: Sequence[Given]) -> list[Given]:
    """Without the inequalities that another one, with a smaller constant, implies."""
    best: dict[object, tuple[Number, Given]] = {}
    for k, g in enumerate(given):
        constant = (0,) * len(next(iter(g.poly)))
        size = abs(g.poly[max(g.poly)])
        shape = frozenset((m, *fingerprint([c / size])) for m, c in g.poly.items() if m != constant)
        key = (shape, k) if g.sign == "=" else shape
        c = g.poly.get(constant, Number(0)) / size
        old = best.get(key)
        gap = 1 if old is None else (old[0] - c).sign()
        if gap > 0 or (gap == 0 and g.sign == ">"):
            best[key] = (c, g)
    return [g for _, g in best.values()]


def linear_and_others(question: Problem) -> tuple[list[Given], list[Given]]:
    """The linear relations, and the others."""
    inner = question.given[1:]
    linear = [g for g in inner if degree(g.poly) <= 1]
    return linear, [g for g in inner if degree(g.poly) > 1]


def holds(question: Problem, point: Vector) -> bool:
    """Whether all relations hold at a point."""
    return all(satisfied(g, point) for g in question.given)


def satisfied(given: Given, point: Vector) -> bool:
    """Whether a relation holds at a point."""
    sign = value(given.poly, point).sign()
    return sign == 0 if given.sign == "=" else sign > 0 or (sign == 0 and given.sign == ">=")


def prettier(question: Problem, point: Vector) -> Vector:
    """A simple rational point near a point at which all relations hold, if they hold there too."""
    for bits in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256):
        simple = tuple(Number(near(x, bits)) for x in point)
        if holds(question, simple):
            return simple
    return point


def near(x: Number, bits: int) -> fmpq:
    """The simplest rational within 2^-bits or so."""
    middle, step = fmpq((x * 2 ** (bits + 2)).floor(), 2 ** (bits + 2)), fmpq(1, 2**bits)
    return simplest_between(middle - step, middle + step)
