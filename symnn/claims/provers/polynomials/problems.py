"""Relations as polynomials in x1, …, xn, the question of the methods in several variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flint import fmpq

from symnn.claims.provers.polynomials.rows import Row, Variable
from symnn.exact.number import Number
from symnn.exact.polynomials import Polynomial, Vector, degree, fingerprint, value
from symnn.exact.real_line import simplest_between


class Given(NamedTuple):
    """A relation at its position in the list, as a polynomial in x1, …, xn."""

    position: int
    sign: str
    poly: Polynomial


class Problem(NamedTuple):
    """Relations in x1, …, xn, the first of them 1 > 0 at the position 0."""

    names: tuple[str, ...]
    given: tuple[Given, ...]

    @property
    def size(self) -> int:
        """n."""
        return len(self.names)


def problem(rows: Sequence[Row]) -> Problem | None:
    """The relations in symbols among the rows; None if there are none in two of them or more."""
    chosen = [r for r in rows if all(v.is_symbol for v in r.variables)]
    variables = sorted({v for r in chosen for v in r.variables}, key=Variable.text)
    if len(variables) < 2:
        return None
    names = tuple(str(v.atom.label) for v in variables if v.atom is not None)
    given = list[Given]()
    for row in chosen:
        if row.variables:
            poly = {
                tuple(dict(powers).get(v, 0) for v in variables): c
                for powers, c in row.terms.items()
            }
            given.append(Given(row.position, row.sign, poly))
    one = Given(0, ">", {(0,) * len(variables): Number(1)})
    return Problem(names, (one, *strongest(given)))


def strongest(given: Sequence[Given]) -> list[Given]:
    """Without the inequalities that another one, with a smaller constant, implies."""
    best: dict[object, tuple[Number, Given]] = {}
    for g in given:
        constant = (0,) * len(next(iter(g.poly)))
        size = abs(g.poly[max(g.poly)])
        shape = frozenset((m, *fingerprint([c / size])) for m, c in g.poly.items() if m != constant)
        key = (shape, g.position) if g.sign == "=" else shape
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
