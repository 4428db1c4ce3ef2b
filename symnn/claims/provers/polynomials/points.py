"""Points at which polynomial relations in several variables hold, or are nearly violated."""

from __future__ import annotations

from itertools import product as pairs
from typing import Final

from flint import fmpq

from symnn.claims.provers.polynomials.problems import (
    Given,
    Problem,
    holds,
    linear_and_others,
    satisfied,
)
from symnn.exact.critical_points import critical_points
from symnn.exact.linear_programs import Constraint, Feasible, feasible
from symnn.exact.number import Number
from symnn.exact.polynomials import Squares, Vector, degree, matrix, squares, value, vector

ONE: Final = Number(1)
#: Points 2^-k of the way inside are tried, where strict relations fail at a critical point.
_NEARER: Final = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233)


def find(question: Problem, touching: list[Vector]) -> Vector | None:
    """A point at which all relations hold; else `touching` are those where one is attained.

    For a single relation of degree 2 and linear inequalities only.
    """
    linear, others = linear_and_others(question)
    if len(others) != 1 or degree(others[0].poly) != 2 or others[0].sign == "=":
        return guess(question, touching)
    target, size = others[0], question.size
    found = _everywhere(target, size) if not linear else None
    forms = [vector(g.poly, size) for g in linear if g.sign != "="]
    equal = [vector(g.poly, size) for g in linear if g.sign == "="]
    ranked = [(value(target.poly, z), z) for z in critical_points(target.poly, forms, equal)]
    best = max((v for v, _ in ranked), default=None)
    touching += [z for v, z in ranked if v == best]
    for z in ([] if found is None else [found]) + [z for v, z in ranked if v.sign() >= 0]:
        if holds(question, z):
            return z
    if best is None or best.sign() <= 0:
        return None
    walls = [Constraint(f[:-1], ">", f[-1]) for f in forms]
    inside = feasible([*walls, *(Constraint(f[:-1], "=", f[-1]) for f in equal)], size)
    if isinstance(inside, Feasible):
        for v, z in ranked:
            for k in _NEARER if v.sign() > 0 else ():
                near = tuple(a + (b - a) / 2**k for a, b in zip(z, inside.point, strict=True))
                if holds(question, near):
                    return near
    return None


def guess(question: Problem, touching: list[Vector]) -> Vector | None:
    """The same among points with small coordinates."""
    small = [Number(q) for q in (fmpq(1, 2), 0, 1, fmpq(1, 3), -1, 2)]
    linear, others = linear_and_others(question)
    for z in pairs(small, repeat=question.size) if len(small) ** question.size <= 220 else ():
        if all(satisfied(g._replace(sign=_weak(g.sign)), z) for g in linear):
            values = [(g.sign, value(g.poly, z).sign()) for g in others]
            if all(v > 0 or (v == 0 and s != ">") for s, v in values) and holds(question, z):
                return z
            if all(v == 0 if s == "=" else v >= 0 for s, v in values) and any(
                v == 0 for _, v in values
            ):
                touching.append(z)
    return None


def _weak(sign: str) -> str:
    return "=" if sign == "=" else ">="


def _everywhere(target: Given, size: int) -> Vector | None:
    """A point at which a quadratic relation holds, if it is not semidefinite."""
    form = [[-c for c in row] for row in matrix(target.poly, size)]
    found = squares(form)
    if isinstance(found, Squares):
        return None
    w = found.vector
    last = w[-1]
    if last:
        return tuple(c / last for c in w[:-1])
    scale = ONE  # the form is negative on (w, 0): far out along w
    for _ in range(200):
        z = tuple(c * scale for c in w[:-1])
        if value(target.poly, z).sign() > 0:
            return z
        scale = scale * 2
    return None
