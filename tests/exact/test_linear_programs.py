"""Laws of linear programs: duality, certificates by other arithmetic, brute force, z3."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.elimination import echelon
from symnn.exact.linear_programs import (
    Constraint,
    Feasible,
    Infeasible,
    Optimum,
    Unbounded,
    feasible,
    maximize,
    minimize,
)
from symnn.exact.number import Number

ROOT2 = Number(2).nth_root(2)
CUBE = Number(3).nth_root(3)
SIGNS = st.sampled_from([">", ">=", ">=", "="])
SMALL = st.integers(-3, 3)
SURDS = st.builds(lambda a, b: a + b * ROOT2, SMALL, SMALL)
CUBIC = st.builds(lambda a, b, c: a + b * CUBE + c * CUBE * CUBE, SMALL, SMALL, SMALL)
FRACTIONS = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 4))


@st.composite
def programs(
    draw: Any, scalars: Any = SMALL, size: int = 3, rows: int = 6, signs: Any = SIGNS
) -> Any:
    n = draw(st.integers(1, size))
    vector = st.lists(scalars, min_size=n, max_size=n).map(tuple)
    constraint = st.builds(Constraint, vector, signs, scalars)
    return draw(vector), draw(st.lists(constraint, max_size=rows))


ANY_FIELD = st.one_of(
    programs(), programs(FRACTIONS), programs(SURDS), programs(CUBIC, size=2, rows=4)
)


def interval(value: Any) -> Any:
    """A rational enclosure through Fraction, independent of the signs of the field."""
    ball = value.enclosure(200)
    return Fraction(*_dyadic(ball.lower())), Fraction(*_dyadic(ball.upper()))


def _dyadic(ball: Any) -> Any:
    mantissa, exponent = ball.mid().man_exp()
    up, down = max(int(exponent), 0), max(-int(exponent), 0)
    return int(mantissa) << up, 1 << down


def total(multipliers: Any, constraints: Any, size: Any) -> Any:
    """Coefficients and constant of a combination, on plain sums of Numbers."""
    pairs = list(zip(multipliers, constraints, strict=True))
    columns = [sum((y * c.coefficients[j] for y, c in pairs), Number(0)) for j in range(size)]
    return columns, sum((y * c.constant for y, c in pairs), Number(0))


def nonnegative(value: Any) -> Any:
    return value == 0 or interval(value)[0] > 0


def assert_certified(objective: Any, constraints: Any, found: Any) -> None:
    n = len(objective)
    if isinstance(found, Unbounded):
        for row in constraints:
            slope = sum(
                (a * d for a, d in zip(row.coefficients, found.ray, strict=True)), Number(0)
            )
            assert slope == 0 if row.sign == "=" else nonnegative(slope)
        for t in (0, 1, 1000):
            point = [p + t * d for p, d in zip(found.point, found.ray, strict=True)]
            assert all(row.holds(point) for row in constraints)
        growth = sum((c * d for c, d in zip(objective, found.ray, strict=True)), Number(0))
        assert interval(growth)[0] > 0
        return
    columns, constant = total(found.multipliers, constraints, n)
    for y, row in zip(found.multipliers, constraints, strict=True):
        assert row.sign == "=" or nonnegative(y)
    if isinstance(found, Infeasible):
        assert columns == [0] * n
        strict = any(
            y != 0 and c.sign == ">" for y, c in zip(found.multipliers, constraints, strict=True)
        )
        assert constant < 0 or (constant == 0 and strict)
    else:
        assert columns == [-c for c in objective]
        assert constant == found.value
        reached = sum((c * x for c, x in zip(objective, found.point, strict=True)), Number(0))
        assert reached == found.value
        if found.attained:
            assert all(row.holds(found.point) for row in constraints)


@given(ANY_FIELD)
def test_every_answer_is_shown_by_its_certificate(program: Any) -> None:
    objective, constraints = program
    assert_certified(objective, constraints, maximize(objective, constraints))


@given(ANY_FIELD)
def test_minimum_is_minus_the_maximum_of_minus(program: Any) -> None:
    objective, constraints = program
    least, most = minimize(objective, constraints), maximize([-c for c in objective], constraints)
    assert type(least) is type(most)
    if isinstance(least, Optimum):
        assert least.value == -most.value


@given(ANY_FIELD)
def test_feasible_says_whether_a_maximum_of_zero_exists(program: Any) -> None:
    objective, constraints = program
    found = feasible(constraints, len(objective))
    other = maximize([0] * len(objective), constraints)
    assert isinstance(found, Feasible) == isinstance(other, Optimum)
    if isinstance(found, Feasible):
        assert all(row.holds(found.point) for row in constraints)
    else:
        assert_certified(objective, constraints, found)


@given(programs(FRACTIONS, signs=st.sampled_from([">=", "="])))
def test_strong_duality(program: Any) -> None:
    """The dual program: min sum y b over y with sum y a = -c; same value, or infeasible."""
    objective, constraints = program
    found = maximize(objective, constraints)
    m = len(constraints)
    rows = [
        Constraint([c.coefficients[j] for c in constraints], "=", objective[j])
        for j in range(len(objective))
    ]
    rows += [
        Constraint([int(i == k) for i in range(m)], ">=", 0)
        for k, c in enumerate(constraints)
        if c.sign == ">="
    ]
    dual = minimize([c.constant for c in constraints], rows)
    if isinstance(found, Optimum):
        assert isinstance(dual, Optimum)
        assert dual.value == found.value
    elif isinstance(found, Unbounded):
        assert isinstance(dual, Infeasible)
    else:
        assert isinstance(dual, Infeasible | Unbounded)


class Q:
    """Fractions, for elimination that shares nothing with the method under test."""

    zero, one = Fraction(0), Fraction(1)

    @staticmethod
    def is_zero(x: Any) -> Any:
        return x == 0


def vertices(constraints: Any, n: Any) -> Any:
    """All basic solutions, by solving every n of the equations a . x + b = 0."""
    for chosen in combinations(constraints, n):
        rows = [[*map(Fraction, c.coefficients), -Fraction(c.constant)] for c in chosen]
        solved = _solve(rows, n)
        if solved is not None:
            yield solved


def _solve(rows: Any, n: Any) -> Any:
    rows = [list(r) for r in rows]
    for j in range(n):
        pivot = next((i for i in range(j, n) if rows[i][j]), None)
        if pivot is None:
            return None
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [x / rows[j][j] for x in rows[j]]
        for i in range(n):
            if i != j:
                rows[i] = [x - rows[i][j] * y for x, y in zip(rows[i], rows[j], strict=True)]
    return [rows[i][n] for i in range(n)]


def fulfils(constraint: Any, point: Any) -> Any:
    value = sum(Fraction(a) * x for a, x in zip(constraint.coefficients, point, strict=True))
    value += Fraction(constraint.constant)
    return value == 0 if constraint.sign == "=" else value >= 0


@given(programs(FRACTIONS, rows=5, signs=st.sampled_from([">=", "="])))
def test_in_a_box_the_best_vertex_is_the_optimum(program: Any) -> None:
    objective, constraints = program
    n = len(objective)
    for j in range(n):
        unit = [int(i == j) for i in range(n)]
        constraints = [*constraints, Constraint(unit, ">=", 5)]
        constraints.append(Constraint([-u for u in unit], ">=", 7))
    values = [
        sum(Fraction(c) * x for c, x in zip(objective, point, strict=True))
        for point in vertices(constraints, n)
        if all(fulfils(c, point) for c in constraints)
    ]
    found = maximize(objective, constraints)
    if values:
        assert isinstance(found, Optimum)
        assert found.value == max(values)
    else:
        assert isinstance(found, Infeasible)


def _z3_side(z3: Any, names: Any, coefficients: Any, constant: Any) -> Any:
    side = z3.RealVal(str(constant))
    for a, x in zip(coefficients, names, strict=True):
        side = side + z3.RealVal(str(a)) * x
    return side


@settings(max_examples=60)
@given(programs(FRACTIONS, size=4, rows=8))
def test_z3_agrees(program: Any) -> None:
    z3 = pytest.importorskip("z3")
    objective, constraints = program
    names = [z3.Real(f"x{j}") for j in range(len(objective))]
    asked = z3.Optimize()
    for coefficients, sign, constant in constraints:
        side = _z3_side(z3, names, coefficients, constant)
        asked.add({">": side > 0, ">=": side >= 0, "=": side == 0}[sign])
    goal = asked.maximize(_z3_side(z3, names, objective, 0))
    status = asked.check()
    found = maximize(objective, constraints)
    assert (status == z3.unsat) == isinstance(found, Infeasible)
    if isinstance(found, Infeasible):
        return
    infinite, value, room = asked.upper_values(goal)
    assert (str(infinite) != "0") == isinstance(found, Unbounded)
    if isinstance(found, Optimum):
        assert found.value == Fraction(str(value))
        assert found.attained == (str(room) == "0")


def test_a_degenerate_program_on_which_the_largest_coefficient_cycles() -> None:
    """Beale 1955, as in Chvátal, Linear Programming, chapter 3."""
    half = Fraction(1, 2)
    rows = [
        Constraint((-half, Fraction(11, 2), Fraction(5, 2), -9), ">=", 0),
        Constraint((-half, Fraction(3, 2), half, -1), ">=", 0),
        Constraint((-1, 0, 0, 0), ">=", 1),
    ]
    rows += [Constraint([int(i == j) for i in range(4)], ">=", 0) for j in range(4)]
    assert maximize((10, -57, -9, -24), rows).value == 1


def test_the_cube_on_which_the_simplex_method_is_slow() -> None:
    """Klee and Minty 1972: the maximum over the bent n-cube is 5^n."""
    n = 8
    rows = [Constraint([int(i == j) for i in range(n)], ">=", 0) for j in range(n)]
    for i in range(n):
        bent = [-(2 ** (i - j + 1)) if j < i else -int(i == j) for j in range(n)]
        rows.append(Constraint(bent, ">=", 5 ** (i + 1)))
    assert maximize([2 ** (n - 1 - j) for j in range(n)], rows).value == 5**n


def test_a_supremum_on_an_open_edge_is_not_attained() -> None:
    strip = [Constraint((1,), ">", 0), Constraint((-1,), ">", ROOT2)]
    found = maximize((1,), strip)
    assert (found.value, found.attained) == (ROOT2, False)
    assert minimize((0,), strip).attained


def test_optimum_on_a_face_that_only_touches_an_open_edge() -> None:
    """x + y <= 1, x > 0, y > 0: the maximum of x + y is attained inside the edge."""
    rows = [Constraint((1, 0), ">", 0), Constraint((0, 1), ">", 0), Constraint((-1, -1), ">=", 1)]
    found = maximize((1, 1), rows)
    assert (found.value, found.attained) == (1, True)
    assert all(row.holds(found.point) for row in rows)


def test_without_constraints() -> None:
    assert isinstance(maximize((1, 0), []), Unbounded)
    assert maximize((0, 0), []).value == 0
    assert feasible([], 0).point == ()
    assert isinstance(feasible([Constraint((), ">", 0)], 0), Infeasible)
    assert feasible([Constraint((0, 0), "=", 1)], 2).multipliers != (0,)


def test_a_gap_of_ten_to_the_minus_forty_is_seen() -> None:
    tiny = Fraction(1, 10**40)
    rows = [Constraint((1, 1), ">=", -1), Constraint((-1, -1), ">=", 1 - tiny)]
    assert isinstance(feasible(rows, 2), Infeasible)
    rows = [Constraint((1, 1), ">", -1), Constraint((-1, -1), ">", 1 + tiny)]
    assert isinstance(feasible(rows, 2), Feasible)


def test_refusals() -> None:
    with pytest.raises(ShapeError):
        maximize((1,), [Constraint((1, 2), ">=", 0)])
    with pytest.raises(UnsupportedError):
        maximize((1,), [Constraint((1,), "<", 0)])


def test_elimination_agrees_on_equations() -> None:
    """A system of equations is feasible if and only if the augmented column is no pivot."""
    rows = [[1, 2, 3], [2, 4, 6], [1, 1, 1]]
    for last in (0, 5):
        constants = [1, 2 + last, 3]
        form = echelon(
            [[Fraction(x) for x in (*r, c)] for r, c in zip(rows, constants, strict=True)], Q
        )
        consistent = 3 not in form.pivots
        asked = [Constraint(r, "=", -c) for r, c in zip(rows, constants, strict=True)]
        assert isinstance(feasible(asked, 3), Feasible) == consistent
