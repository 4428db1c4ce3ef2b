"""Variables whose values are given by equations: the other relations are looked at there.

If x = v is given, then p = p(v) + (x - v) q, so that p ~ 0 fails as soon as p(v) ~ 0 does; the
quotients q are the multipliers of the equations in the certificate. On a finite set of points
every relation is settled in this way, whatever its degree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from symnn.claims.provers.polynomials.problems import Given, Problem
from symnn.claims.provers.polynomials.products import Column, refutation
from symnn.claims.provers.systems import Refutation
from symnn.exact.field import Field
from symnn.exact.number import Number
from symnn.exact.polynomials import Exponents, Polynomial, degree, unit

ONE: Final = Number(1)


class Fixed(NamedTuple):
    """The place of an equation a x_k + b = 0, its variable, a, and the value -b/a."""

    place: int
    variable: int
    lead: Number
    value: Number


def settle(question: Problem, field: Field) -> Refutation | None:
    """A relation that fails once the values of fixed variables are put in.

    Exactness: decides, if every variable is fixed.
    """
    fixed = list(_fixed(question))
    if not fixed:
        return None
    for place, given in enumerate(question.given):
        columns, rest = _reduced(question, fixed, place, given)
        if any(any(m) for m in rest):
            continue
        constant = next(iter(rest.values()), Number(0))
        if constant.sign() in {">": (1,), ">=": (0, 1), "=": (0,)}[given.sign]:
            continue
        own = ONE if given.sign != "=" or constant.sign() < 0 else Number(-1)
        one = Column((0,), ">", question.given[0].poly)
        used = [Column((place,), given.sign, given.poly), *columns, one]
        signed = [own, *([own] * len(columns)), -own * constant]
        return refutation(question, used, tuple(signed), field)
    return None


def _fixed(question: Problem) -> Iterator[Fixed]:
    """The equations in one variable of degree 1, one for each variable."""
    seen = set[int]()
    for place, given in enumerate(question.given):
        if given.sign != "=" or given.factor is None or degree(given.poly) != 1:
            continue
        used = [k for k in range(question.size) if unit(question.size, k) in given.poly]
        if len(used) == 1 and used[0] not in seen:
            seen.add(used[0])
            lead = given.poly[unit(question.size, used[0])]
            constant = given.poly.get((0,) * question.size, Number(0))
            yield Fixed(place, used[0], lead, -constant / lead)


def _reduced(
    question: Problem, fixed: list[Fixed], place: int, given: Given
) -> tuple[list[Column], Polynomial]:
    """What the equations are multiplied by, and what is left of the relation."""
    columns, rest = list[Column](), given.poly
    for f in fixed:
        if f.place != place:
            rest, quotient = _divided(rest, f)
            if quotient:
                form = {m: -c / f.lead for m, c in quotient.items()}
                columns.append(Column((f.place,), "=", question.given[f.place].poly, form))
    return columns, rest


def _divided(p: Polynomial, by: Fixed) -> tuple[Polynomial, Polynomial]:
    """p(v) and q with p = p(v) + (x - v) q, in the variable x that is fixed."""
    rest: dict[Exponents, Number] = {}
    quotient: dict[Exponents, Number] = {}
    for exponents, c in p.items():
        k, power = exponents[by.variable], ONE
        for j in range(k):  # x^k = v^k + (x - v) (x^(k-1) + v x^(k-2) + …)
            _add(quotient, _with(exponents, by.variable, k - 1 - j), c * power)
            power *= by.value
        _add(rest, _with(exponents, by.variable, 0), c * power)
    return {m: c for m, c in rest.items() if c}, {m: c for m, c in quotient.items() if c}


def _with(exponents: Exponents, k: int, power: int) -> Exponents:
    return (*exponents[:k], power, *exponents[k + 1 :])


def _add(p: dict[Exponents, Number], m: Exponents, c: Number) -> None:
    p[m] = p[m] + c if m in p else c
