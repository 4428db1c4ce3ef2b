"""Linear programs over an ordered field, with certificates.

A constraint is a . x + b > 0, >= 0 or = 0 with numbers of Q or of one real field Q(alpha); the
variables are real and otherwise free. Every answer carries what shows it to be right, and has
been checked against it:

- an optimum: a point and multipliers, by which value - c . x is a nonnegative combination of the
  constraints;
- unboundedness: a point and a direction in which the constraints hold on and c . x grows;
- infeasibility: multipliers by which a nonnegative combination of the constraints reads
  negative >= 0, or 0 > 0 (theorems of Farkas and Motzkin).

References:
    A. Schrijver, Theory of Linear and Integer Programming (1986), chapters 7 and 11.
    R. G. Bland, New finite pivoting rules for the simplex method (1977).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact import simplex
from symnn.exact.field import QQ, Field, join
from symnn.exact.matrix import Scalar
from symnn.exact.number import Number

Vector: TypeAlias = "tuple[Number, ...]"


class Constraint(NamedTuple):
    """coefficients . x + constant, compared with 0 by ">", ">=" or "=".

    Examples:
        >>> Constraint((1, -2), ">=", 3).at((Number(1), Number(1))) == 2
        True
    """

    coefficients: Sequence[Scalar]
    sign: str
    constant: Scalar

    def at(self, point: Sequence[Number]) -> Number:
        """The left side at a point."""
        return dot(self.coefficients, point) + _number(self.constant)

    def holds(self, point: Sequence[Number]) -> bool:
        """Whether the constraint holds at a point."""
        sign = self.at(point).sign()
        return sign > 0 or (sign == 0 and self.sign != ">") if self.sign != "=" else sign == 0


@final
@dataclass(frozen=True, slots=True)
class Feasible:
    """A point at which all constraints hold."""

    point: Vector


@final
@dataclass(frozen=True, slots=True)
class Infeasible:
    """No point satisfies the constraints.

    sum_i multipliers[i] (a_i . x + b_i) does not depend on x; the multipliers of inequalities
    are >= 0; and the sum is < 0, or is 0 while a strict constraint has a positive multiplier.
    """

    multipliers: Vector


@final
@dataclass(frozen=True, slots=True)
class Unbounded:
    """The objective has no bound: point + t ray satisfies the constraints for all t >= 0."""

    point: Vector
    ray: Vector


@final
@dataclass(frozen=True, slots=True)
class Optimum:
    """The supremum (infimum) of the objective c . x.

    Attributes:
        value: the supremum.
        attained: whether it is a value of the objective; else strict constraints are in the way.
        point: where it is attained; if it is not, a point of the closure with that value.
        multipliers: value - c . x (for an infimum c . x - value) is
            sum_i multipliers[i] (a_i . x + b_i) for all x; those of inequalities are >= 0.
    """

    value: Number
    attained: bool
    point: Vector
    multipliers: Vector


def maximize(
    objective: Sequence[Scalar], constraints: Sequence[Constraint]
) -> Optimum | Unbounded | Infeasible:
    """The supremum of c . x under the constraints.

    Exactness: decides.

    Raises:
        ShapeError: a constraint with another number of coefficients than the objective.

    Examples:
        >>> triangle = [Constraint((1, 0), ">=", 0), Constraint((0, 1), ">=", 0)]
        >>> triangle.append(Constraint((-1, -2), ">=", 4))
        >>> best = maximize((1, 1), triangle)
        >>> (best.value, best.point, best.multipliers) == (4, (4, 0), (0, 1, 1))
        True
    """
    goal = tuple(_number(c) for c in objective)
    rows = _read(constraints, len(goal))
    if any(row.sign == ">" for row in rows):
        inside = _strictly_feasible(rows, len(goal))
        if isinstance(inside, Infeasible):
            return _checked_infeasible(inside, rows)
    else:
        inside = None
    solved = simplex.solve(_field(rows, goal), [_plain(row) for row in rows], goal)
    if isinstance(solved, simplex.NoPoint):
        return _checked_infeasible(Infeasible(solved.multipliers), rows)
    if isinstance(solved, simplex.Direction):
        start = solved.point if inside is None else inside.point
        return _checked_unbounded(Unbounded(start, solved.ray), goal, rows)
    point, attained = solved.point, True
    if not all(row.holds(point) for row in rows):
        level = Constraint(goal, "=", -solved.value)
        reached = _strictly_feasible([*rows, level], len(goal))
        attained = isinstance(reached, Feasible)
        point = reached.point if isinstance(reached, Feasible) else point
    return _checked_optimum(Optimum(solved.value, attained, point, solved.multipliers), goal, rows)


def minimize(
    objective: Sequence[Scalar], constraints: Sequence[Constraint]
) -> Optimum | Unbounded | Infeasible:
    """The infimum of c . x under the constraints; see `maximize`.

    Examples:
        >>> minimize((1,), [Constraint((1,), ">", -2)]).attained
        False
    """
    found = maximize([-_number(c) for c in objective], constraints)
    if isinstance(found, Optimum):
        return Optimum(-found.value, found.attained, found.point, found.multipliers)
    return found


def feasible(constraints: Sequence[Constraint], size: int) -> Feasible | Infeasible:
    """A point of R^size at which all constraints hold, or why there is none.

    Exactness: decides. Strict constraints hold with room to spare at the point: the least of
    their left sides is as large as possible, up to 1.

    Raises:
        ShapeError: a constraint with another number of coefficients.

    Examples:
        >>> feasible([Constraint((2,), "=", -6), Constraint((1,), ">", 0)], 1).point == (3,)
        True
        >>> none = feasible([Constraint((1,), ">", 0), Constraint((-1,), ">=", 0)], 1)
        >>> none.multipliers == (1, 1)
        True
    """
    rows = _read(constraints, size)
    found = _strictly_feasible(rows, size)
    if isinstance(found, Infeasible):
        return _checked_infeasible(found, rows)
    if not all(row.holds(found.point) for row in rows):
        raise _wrong("a point outside the constraints")
    return found


# --- strict constraints ---------------------------------------------------------------


def _strictly_feasible(rows: Sequence[Constraint], size: int) -> Feasible | Infeasible:
    """Maximise the room t of the strict constraints: a . x + b - t >= 0 and t <= 1."""
    zero, one = Number(0), Number(1)
    if not any(row.sign == ">" for row in rows):
        found = simplex.solve(_field(rows, ()), [_plain(row) for row in rows], (zero,) * size)
        if isinstance(found, simplex.NoPoint):
            return Infeasible(found.multipliers)
        return Feasible(found.point)
    plain = [
        simplex.Row(equation, (*coefficients, -one if row.sign == ">" else zero), constant)
        for row, (equation, coefficients, constant) in zip(rows, map(_plain, rows), strict=True)
    ]
    plain.append(simplex.Row(False, (*[zero] * size, -one), one))
    goal = (*[zero] * size, one)
    solved = simplex.solve(_field(rows, ()), plain, goal)
    if isinstance(solved, simplex.NoPoint):
        return Infeasible(solved.multipliers[:-1])
    if isinstance(solved, simplex.Direction):
        raise _wrong("a bounded room without bound")
    if solved.value.sign() > 0:
        return Feasible(solved.point[:-1])
    return Infeasible(solved.multipliers[:-1])


# --- reading --------------------------------------------------------------------------


def dot(left: Sequence[Scalar], right: Sequence[Number]) -> Number:
    """The sum of the products."""
    total = Number(0)
    for a, b in zip(left, right, strict=True):
        if a != 0 and b:
            total += b * a
    return total


def _number(value: Scalar) -> Number:
    return value if isinstance(value, Number) else Number(value)


def _read(constraints: Sequence[Constraint], size: int) -> list[Constraint]:
    rows = []
    for i, (coefficients, sign, constant) in enumerate(constraints):
        if len(coefficients) != size:
            raise ShapeError(
                f"constraint {i} has {len(coefficients)} coefficients; there are {size} variables"
            )
        if sign not in (">", ">=", "="):
            raise UnsupportedError(f"constraint {i} has the sign {sign!r}; use '>', '>=' or '='")
        rows.append(Constraint(tuple(map(_number, coefficients)), sign, _number(constant)))
    return rows


def _plain(row: Constraint) -> simplex.Row:
    coefficients = tuple(map(_number, row.coefficients))
    return simplex.Row(row.sign == "=", coefficients, _number(row.constant))


def _field(rows: Sequence[Constraint], goal: Sequence[Number]) -> Field:
    numbers = [*goal, *(_number(x) for row in rows for x in (*row.coefficients, row.constant))]
    fields = {number.field: None for number in numbers}
    return reduce(lambda left, right: join(left, right).field, fields, QQ)


# --- certificates ---------------------------------------------------------------------


def _wrong(what: str) -> AssertionError:
    return AssertionError(f"a linear program was solved wrongly ({what}); please report it")


def combination(
    multipliers: Sequence[Number], constraints: Sequence[Constraint], size: int
) -> tuple[Vector, Number]:
    """Coefficients and constant of sum_i y_i (a_i . x + b_i)."""
    total, constant = [Number(0)] * size, Number(0)
    for y, row in zip(multipliers, constraints, strict=True):
        if y:
            constant += y * row.constant
            for j, a in enumerate(row.coefficients):
                if a != 0:
                    total[j] += y * a
    return tuple(total), constant


def _check_signs(multipliers: Sequence[Number], rows: Sequence[Constraint]) -> None:
    for y, row in zip(multipliers, rows, strict=True):
        if row.sign != "=" and y.sign() < 0:
            raise _wrong("a negative multiplier")


def _checked_infeasible(found: Infeasible, rows: Sequence[Constraint]) -> Infeasible:
    _check_signs(found.multipliers, rows)
    size = len(rows[0].coefficients) if rows else 0
    total, constant = combination(found.multipliers, rows, size)
    strict = any(row.sign == ">" and y for y, row in zip(found.multipliers, rows, strict=True))
    if any(total) or constant.sign() > 0 or (not constant and not strict):
        raise _wrong("multipliers that show nothing")
    return found


def _checked_unbounded(found: Unbounded, goal: Vector, rows: Sequence[Constraint]) -> Unbounded:
    slopes = [dot(row.coefficients, found.ray).sign() for row in rows]
    kept = all(s == 0 if row.sign == "=" else s >= 0 for s, row in zip(slopes, rows, strict=True))
    if not kept or dot(goal, found.ray).sign() <= 0 or not all(r.holds(found.point) for r in rows):
        raise _wrong("a ray that leaves the constraints")
    return found


def _checked_optimum(found: Optimum, goal: Vector, rows: Sequence[Constraint]) -> Optimum:
    _check_signs(found.multipliers, rows)
    total, constant = combination(found.multipliers, rows, len(goal))
    if any(t != -c for t, c in zip(total, goal, strict=True)) or constant != found.value:
        raise _wrong("multipliers that do not bound the objective")
    inside = all(
        row.holds(found.point) or (not found.attained and row.at(found.point).sign() == 0)
        for row in rows
    )
    if not inside or dot(goal, found.point) != found.value:
        raise _wrong("an optimum outside the constraints")
    return found
