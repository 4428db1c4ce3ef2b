"""Laws of cones: cells are counted by another formula, and met by linear programs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from flint import fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.exact.cones import Cone, Equation, whole_space
from symnn.exact.linear_programs import Constraint, Feasible, feasible
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

from .arrangements import (
    FORMS,
    OVER_Q,
    OVER_ROOT2,
    RATIONAL,
    SURD,
    Forms,
    at_ray,
    cells_of,
    numbers_of,
    row_of,
    strategy,
)

Row = tuple[Number, ...]


def regions(rows: Sequence[Row]) -> int:
    """r(A) = r(A without H) + r(A on H): deletion and restriction (Zaslavsky 1975)."""
    planes = distinct(rows)
    if not planes:
        return 1
    *others, last = planes
    return regions(others) + regions([restricted(row, last) for row in others])


def distinct(rows: Sequence[Row]) -> list[Row]:
    """The hyperplanes, each once: forms with a slope, scaled to have a first slope of 1."""
    found = []
    for row in rows:
        lead = next((c for c in row[1:] if c != 0), None)
        if lead is not None:
            scaled = tuple(c / lead for c in row)
            if scaled not in found:
                found.append(scaled)
    return found


def restricted(row: Row, plane: Row) -> Row:
    """The form on the hyperplane, on which one coordinate is a function of the others."""
    k = next(i for i, c in enumerate(plane) if i and c != 0)
    reduced = [a - row[k] * b / plane[k] for a, b in zip(row, plane, strict=True)]
    return tuple(c for i, c in enumerate(reduced) if i != k)


@given(FORMS)
def test_the_number_of_cells_is_zaslavskys(forms: Forms) -> None:
    assert len(cells_of(forms)) == regions(forms.rows)


@given(FORMS)
def test_cells_lie_on_one_side_of_all_forms(forms: Forms) -> None:
    for cell in cells_of(forms):
        inside = cell.interior_point()
        for halfspace in cell.halfspaces:
            form = numbers_of(forms.ring, halfspace.form)
            assert all(at_ray(forms.ring, form, ray.matrix) >= 0 for ray in cell.rays)
            assert all(at_ray(forms.ring, form, line.matrix) == 0 for line in cell.lines)
            assert (
                form[0] + sum((a * x for a, x in zip(form[1:], inside, strict=True)), Number(0)) > 0
            )


@given(FORMS)
def test_zeros_say_which_rays_lie_on_which_halfspaces(forms: Forms) -> None:
    for cell in cells_of(forms):
        for ray, zero in zip(cell.rays, cell.zeros, strict=True):
            for k, halfspace in enumerate(cell.halfspaces):
                value = at_ray(forms.ring, numbers_of(forms.ring, halfspace.form), ray.matrix)
                assert (value == 0) is bool(zero >> k & 1)


@given(FORMS)
def test_rays_are_extreme_and_neighbours_span_edges(forms: Forms) -> None:
    """By ranks: on a ray, forms of rank n - 1 - lines vanish; on an edge, of one less."""
    for cell in cells_of(forms):
        full = cell.size - len(cell.lines)

        def rank(common: int, cell: Cone = cell) -> int:
            rows = [h.form for k, h in enumerate(cell.halfspaces) if common >> k & 1]
            numbers = [numbers_of(cell.ring, row) for row in rows]
            return Matrix(numbers).rank() if numbers else 0

        assert all(rank(zero) == full - 1 for zero in cell.zeros)
        for i, j in combinations(range(len(cell.rays)), 2):
            is_edge = rank(cell.zeros[i] & cell.zeros[j]) == full - 2
            assert (j in cell.neighbours(i)) is is_edge
            assert (i in cell.neighbours(j)) is is_edge


@given(FORMS, st.data())
def test_estimates_are_off_by_no_more_than_they_say(forms: Forms, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(cells_of(forms)))
    unit = forms.ring.number([forms.ring.estimates[0, 0], *forms.ring.one[1:]])
    for numbers in forms.rows:
        row = row_of(forms.ring, numbers)
        size = max(map(abs, row.entries()))
        for k, ray in enumerate(cell.rays):
            estimate = (row * ray.estimate)[0, 0]
            exact = unit * forms.ring.number((row * ray.evaluation).entries())
            assert abs(exact - Number(estimate)) <= Number(size * ray.error)
            assert (row * cell.estimates)[0, k] == estimate


SIGNED = st.lists(st.sampled_from([">", ">=", ">=", "="]), min_size=7, max_size=7)


def supposing(forms: Forms, signs: Sequence[str]) -> Cone | None:
    """The cone of constraints; None if it is empty."""
    cone = whole_space(forms.ring, forms.size + 1)
    for k, (numbers, sign) in enumerate(zip(forms.rows, signs, strict=False), 1):
        row = row_of(forms.ring, numbers)
        cut = cone.cut(row)
        if sign == "=":
            cone = cut.slice(Equation(row, {k: Number(1)}, {k: Number(-1)}))
        else:
            cone = cut.part(1, sign == ">", k)
        if cone.is_empty or not cone.rays:
            return None
    return cone


@given(FORMS, SIGNED)
def test_a_cone_is_empty_if_linear_programs_say_so(forms: Forms, signs: list[str]) -> None:
    rows = [Constraint(r[1:], s, r[0]) for r, s in zip(forms.rows, signs, strict=False)]
    cone = supposing(forms, signs)
    found = feasible(rows, forms.size)
    assert (cone is not None) is isinstance(found, Feasible)
    if cone is not None:
        inside = cone.interior_point()
        assert all(row.holds(inside) for row in rows)


@settings(max_examples=20)
@given(st.one_of(strategy(RATIONAL, OVER_Q, (2,), 5), strategy(SURD, OVER_ROOT2, (2,), 3)))
def test_rays_are_all_vertices_by_brute_force(forms: Forms) -> None:
    """In the plane: every crossing of two lines that satisfies all relations, and no more."""
    cone = supposing(forms, [">="] * len(forms.rows))
    crossings = set()
    for one, other in combinations(forms.rows, 2):
        det = one[1] * other[2] - one[2] * other[1]
        if det != 0:
            x = (one[2] * other[0] - other[2] * one[0]) / det
            y = (one[0] * other[1] - other[0] * one[1]) / det
            if all(r[0] + r[1] * x + r[2] * y >= 0 for r in forms.rows):
                crossings.add((x, y))
    found = set()
    for ray in cone.rays if cone is not None and not cone.lines else ():
        first, *rest = [forms.ring.number(row) for row in ray.matrix.tolist()]
        if first != 0:
            found.add(tuple(x / first for x in rest))
    assert found == crossings


def test_a_box_has_its_corners() -> None:
    rows = []
    for k in range(3):
        for constant, slope in ((0, 1), (1, -1)):
            row = [Number(constant), *(Number(0) for _ in range(3))]
            row[1 + k] = Number(slope)
            rows.append(tuple(row))
    cone = supposing(Forms(OVER_Q, 3, tuple(rows)), [">="] * 6)
    assert cone is not None
    assert {tuple(ray.matrix.entries()) for ray in cone.rays} == {
        (1, a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)
    }
    assert all(len(cone.neighbours(i)) == 3 for i in range(8))
    assert cone.interior_point() == [Number(1) / 2] * 3
    assert cone.middle == fmpz_mat(4, 1, [x * cone.middle[0, 0] / 2 for x in (2, 1, 1, 1)])
