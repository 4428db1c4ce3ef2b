"""Laws of Farkas multipliers: what they say is added up again, number by number."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flint import fmpq_mat, fmpz, fmpz_mat
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symnn.claims.provers.cases.branch import Form, part
from symnn.exact import farkas
from symnn.exact.cones import Cone, whole_space
from symnn.exact.farkas import Multipliers, combination, corner_at
from symnn.exact.linear_programs import Constraint, Optimum, Unbounded, minimize
from symnn.exact.number import Number

from .arrangements import FORMS, OVER_Q, Forms, numbers_of, row_of


def half_space_cone(forms: Forms, equations: int = 0) -> Cone | None:
    """All forms >= 0, the first ones = 0; the relation k + 1 is the form over k + 1."""
    cone = whole_space(forms.ring, forms.size + 1)
    for k, numbers in enumerate(forms.rows):
        row, scale = row_of(forms.ring, numbers), fmpz(k + 1)
        form = Form(row, scale, fmpq_mat(1, 1), (int(scale), *map(int, row.entries())))
        made = part(cone, cone.cut(row), form, "=" if k < equations else ">=", k + 1)
        if isinstance(made, dict):
            return None
        cone = made
    return cone


def is_sum(cone: Cone, forms: Forms, target: fmpz_mat, found: Multipliers, free: int) -> bool:
    """s·L = Σ λ_k L_k and s > 0, λ_k > 0 but for the first `free` relations, by numbers.

    The relation k is its row over k, so that its multiplier counts k times less.
    """
    multipliers, scale = found
    ring = forms.ring
    total = [Number(0)] * cone.size
    for label, entry in multipliers.items():
        c = ring.number(entry)
        if label > free and not c > 0:
            return False
        if label == 0:
            form: Sequence[Number] = [Number(1), *([Number(0)] * forms.size)]
        else:
            row = numbers_of(ring, row_of(ring, forms.rows[label - 1]))
            form = [x / label for x in row]
        total = [t + c * x for t, x in zip(total, form, strict=True)]
    s = ring.number(scale)
    return s > 0 and total == [s * x for x in numbers_of(ring, target)]


def nonnegative(cone: Cone, forms: Forms, numbers: Sequence[Number]) -> fmpz_mat | None:
    """The form plus a constant that makes it touch the cone or stay off; None if unbounded."""
    row = row_of(forms.ring, numbers)
    if cone.is_free(row):
        return None
    least = None
    for ray in cone.rays:
        first, *rest = [forms.ring.number(r) for r in ray.matrix.tolist()]
        slope = sum((a * x for a, x in zip(numbers[1:], rest, strict=True)), Number(0))
        if first == 0:
            if slope < 0:
                return None
        else:
            value = slope / first
            least = value if least is None or value < least else least
    assert least is not None
    return row_of(forms.ring, [-least, *numbers[1:]])


@given(FORMS, st.integers(0, 1), st.data())
def test_multipliers_add_up(forms: Forms, equations: int, data: st.DataObject) -> None:
    cone = half_space_cone(forms, equations)
    assume(cone is not None)
    assert cone is not None
    numbers = data.draw(st.sampled_from(forms.rows))
    other = data.draw(st.sampled_from(forms.rows))
    mixed = [2 * a - b for a, b in zip(numbers, other, strict=True)]
    for wanted in (numbers, mixed):
        target = nonnegative(cone, forms, wanted)
        if target is None:
            continue
        found = combination(cone, target)
        assert is_sum(cone, forms, target, found, equations)
        plus = [x + fmpz(3) * (i == 0) for i, x in enumerate(target.entries())]
        above = fmpz_mat(1, len(plus), plus)
        assert is_sum(cone, forms, above, combination(cone, above), equations)
        assert is_sum(cone, forms, target, farkas._combined(cone, target, None), equations)


@given(FORMS, st.data())
def test_the_constant_is_what_linear_programs_find(forms: Forms, data: st.DataObject) -> None:
    cone = half_space_cone(forms)
    assume(cone is not None)
    assert cone is not None
    numbers = data.draw(st.sampled_from(forms.rows))
    rows = [Constraint(r[1:], ">=", r[0]) for r in forms.rows]
    found = minimize(numbers[1:], rows)
    target = nonnegative(cone, forms, numbers)
    if isinstance(found, Unbounded):
        assert target is None
    else:
        assert isinstance(found, Optimum)
        assert target is not None
        shifted = numbers_of(forms.ring, target)
        k = next((i for i, c in enumerate(numbers) if i and c != 0), None)
        if k is not None:
            assert shifted[0] / shifted[k] == -found.value / numbers[k]


@given(FORMS)
def test_the_basis_at_a_corner_is_dual(forms: Forms) -> None:
    """Each halfspace of the corner is a multiple of itself alone."""
    cone = half_space_cone(forms)
    assume(cone is not None)
    assert cone is not None
    assume(not cone.lines)
    d = forms.ring.degree
    for i in range(len(cone.rays)):
        corner = corner_at(cone, i)
        if corner is None:
            continue
        assert corner.scale > 0
        assert len(corner.labels) == cone.size
        own = {h.label: h.form for h in cone.halfspaces}
        for k, label in enumerate(corner.labels):
            entries = (own[label] * corner.matrix).entries()
            blocks = [entries[j : j + d] for j in range(0, len(entries), d)]
            assert all(any(block) is (j == k) for j, block in enumerate(blocks))
            assert forms.ring.sign(blocks[k]) > 0


@settings(max_examples=20)
@given(FORMS)
def test_polygons_have_corners_at_every_vertex(forms: Forms) -> None:
    assume(forms.size == 2)
    cone = half_space_cone(forms)
    assume(cone is not None)
    assert cone is not None
    assume(not cone.lines)
    for i, zero in enumerate(cone.zeros):
        flat = len(cone.neighbours(i)) < 2
        assert (corner_at(cone, i) is None) is (bool(zero & 1) or flat)


def pyramid() -> tuple[Forms, Cone]:
    """|x| + z <= 1, |y| + z <= 1, z >= 0: four facets meet at the top."""
    one, zero = Number(1), Number(0)
    sides = [(one, s * one, zero, -one) for s in (1, -1)]
    sides += [(one, zero, s * one, -one) for s in (1, -1)]
    forms = Forms(OVER_Q, 3, (*sides, (zero, zero, zero, one)))
    cone = half_space_cone(forms)
    assert cone is not None
    return forms, cone


@pytest.mark.parametrize("form", [(1, 0, 0, -1), (3, 1, 1, -3), (3, -1, 1, -3), (2, 1, 0, -1)])
def test_where_more_facets_meet_than_needed(form: tuple[int, ...]) -> None:
    forms, cone = pyramid()
    top = next(i for i, ray in enumerate(cone.rays) if ray.matrix.entries() == [1, 0, 0, 1])
    assert corner_at(cone, top) is None
    assert all(corner_at(cone, i) is not None for i in range(len(cone.rays)) if i != top)
    target = row_of(OVER_Q, [Number(c) for c in form])
    assert min(cone.signs(target)) >= 0
    assert is_sum(cone, forms, target, combination(cone, target), 0)


def test_a_halfspace_that_must_be_used_is() -> None:
    forms, cone = pyramid()
    target = row_of(OVER_Q, [Number(c) for c in (1, 0, 0, -1)])
    for first in (1, 2, 3, 4):
        found = combination(cone, target, first)
        assert first in found[0]
        assert is_sum(cone, forms, target, found, 0)
