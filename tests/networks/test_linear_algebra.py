"""Spaces, angles, stored rows and maps of the plane, each checked a second way."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.networks.linear_algebra.matrices import affine_of
from symnn.networks.linear_algebra.rank_cases import said

ROOT = sp.sqrt(2)
r = 1 / ROOT
NET = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
    sn.relu,
    sn.Affine([[0, (2 + ROOT) / 2, 0], [1, 2, 3]], [1, 0]),
)
small = st.integers(-3, 3)


def matrices(rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(
        st.lists(small, min_size=columns, max_size=columns), min_size=rows, max_size=rows
    )


@settings(max_examples=40)
@given(st.data())
def test_spaces_of_a_matrix(data: st.DataObject) -> None:
    """Rank and nullity; orthogonality; the projector; sums and intersections."""
    m, n = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    a = data.draw(matrices(m, n))
    column, row, null = sn.column_space(a), sn.row_space(a), sn.kernel(a)
    assert column.dimension == row.dimension == sn.rank(a) == sp.Matrix(a).rank()
    assert row.dimension + null.dimension == n
    assert row.complement == null
    assert (row & null).dimension == 0
    assert (row + null).dimension == n
    p = column.projector
    assert p * p == p == p.T
    x = data.draw(st.lists(small, min_size=n, max_size=n))
    image = list(sp.Matrix(a) * sp.Matrix(x))
    assert image in column
    combined = sum((c * sp.Matrix(v) for c, v in _pairs(column, image)), sp.zeros(m, 1))
    assert combined == sp.Matrix(image)


def _pairs(space: sn.Subspace, point: Any) -> list[tuple[Any, Any]]:
    return list(zip(space.coordinates(point), space.basis, strict=True))


@settings(max_examples=40)
@given(matrices(3, 2), st.lists(small, min_size=3, max_size=3))
def test_the_projection_is_the_nearest_point(a: list[list[int]], y: list[int]) -> None:
    space = sn.column_space(a)
    foot = space.project(y)
    assert foot in space
    rest = sp.Matrix(y) - sp.Matrix(foot)
    assert all(rest.dot(sp.Matrix(v)) == 0 for v in space.basis)
    assert space.distance(y) ** 2 == rest.dot(rest)


@settings(max_examples=25)
@given(matrices(2, 3), matrices(2, 3))
def test_principal_angles(a: list[list[int]], b: list[list[int]]) -> None:
    """Equal spaces have angles 0, orthogonal ones right angles; the order does not matter."""
    one, two = sn.Subspace.span(a), sn.Subspace.span(b)
    cosines = one.principal_cosines(two)
    assert cosines == two.principal_cosines(one)
    assert len(cosines) == min(one.dimension, two.dimension)
    assert sum(c == 1 for c in cosines) == (one & two).dimension
    assert one.principal_cosines(one) == (1,) * one.dimension
    assert all(c == 0 for c in one.principal_cosines(one.complement))
    traced = (one.projector * two.projector).trace()
    assert sn.check(sn.Eq(sum((c**2 for c in cosines), sp.Integer(0)), traced)).status.name == (
        "PROVED"
    )


def test_a_step_moves_the_column_space() -> None:
    step = sn.moved_column_space([[1, 0], [0, 1], [0, 0]], [[0, 0], [0, 0], [0, -1]], 1)
    assert step.cosines == (1, r)
    assert not step.stays
    assert sn.moved_column_space([[1], [2]], [[1], [2]], "1/2").stays


def test_rank_with_symbols() -> None:
    a, b = sp.symbols("a b", real=True)
    assert said(sn.rank_cases([[1, a], [a, b]])) == (
        "rank 2 where -a**2 + b != 0\nrank 1 everywhere"
    )
    assert said(sn.rank_cases([[a, a], [a, a]])) == "rank 1 where a != 0"
    assert said(sn.rank_cases([[a - a]])) == "rank 0 everywhere"
    assert said(sn.rank_cases([[a + 1, a], [a + 3, a + 2]])) == "rank 2 everywhere"
    layer = sn.Affine([[1, a], [2, 2 * a]])
    assert [case.rank for case in sn.rank_cases(layer)] == [1]


@settings(max_examples=30)
@given(matrices(2, 2), small)
def test_the_conditions_of_ranks_hold(rows: list[list[int]], value: int) -> None:
    a = sp.Symbol("a", real=True)
    open_rows = [[a if x == 3 else x for x in row] for row in rows]
    closed = sp.Matrix(open_rows).subs(a, value)
    cases = sn.rank_cases(open_rows)
    held = [
        case.rank
        for case in cases
        if case.everywhere or any(sp.sympify(m).subs(a, value) != 0 for m in case.minors)
    ]
    assert max(held, default=0) == closed.rank()


# --- collapse, columns, bases ---------------------------------------------------------


@settings(max_examples=25)
@given(matrices(2, 3), matrices(3, 2), st.lists(small, min_size=2, max_size=2))
def test_collapsed_layers(a: list[list[int]], b: list[list[int]], shift: list[int]) -> None:
    net = sn.Network(sn.Affine(b, [1, 0, 2]), sn.Affine(a, shift), sn.relu, sn.Affine([[1, 1]]))
    short = sn.collapse(net)
    assert len(short.layers) == 3
    assert sn.equivalent(net, short).status.name == "PROVED"


def test_symbols_are_kept_where_layers_collapse() -> None:
    a = sp.Symbol("a", real=True)
    made = affine_of(sn.Network(sn.Affine([[a]], [1]), sn.Affine([[2]])))
    assert sn.Network(made)(3) == 6 * a + 2


@settings(max_examples=30)
@given(small, small)
def test_the_output_is_the_combination_of_the_used_columns(x: int, y: int) -> None:
    found = sn.used_columns(NET, x, y)
    columns = sp.Matrix([[0, (2 + ROOT) / 2, 0], [1, 2, 3]])
    total = sp.Matrix([1, 0])
    for j in found.columns:
        total += found.activations[j - 1] * columns[:, j - 1]
    assert all(
        sn.check(sn.Eq(u, v)).status.name == "PROVED" for u, v in zip(total, NET(x, y), strict=True)
    )
    cells = [c for c in sn.cell_columns(NET) if c.columns == found.columns]
    assert cells or any(set(found.columns) <= set(c.columns) for c in sn.cell_columns(NET))


def test_the_columns_of_all_cells() -> None:
    found = {cell.columns: cell.subspace.dimension for cell in sn.cell_columns(NET)}
    assert found == {(): 0, (1,): 1, (2,): 1, (3,): 1, (1, 2): 2, (2, 3): 2, (1, 2, 3): 2}


def test_a_construction_is_asked_as_its_network() -> None:
    largest = sn.constructions.maximum(2)
    assert sn.used_columns(largest, 3, 5).output == 5
    assert len(sn.cell_columns(largest)) == 4
    assert sn.collapse(largest).label == largest.network.label
    assert sn.along(largest, 2, (1, 0, 0), 3, 5) == largest.network[:2](3, 5)[0]


def test_another_basis_of_activation_space() -> None:
    turned = sn.change_basis(NET, 2, [[1, 1, 0], [1, -1, 0], [0, 0, 2]])
    assert sn.equivalent(NET, turned).status.name == "PROVED"
    assert sn.neuron_direction(NET, 2, 3) == (0, 0, 1)
    assert sn.along(NET, 2, (0, 0, 1), 0, 2) == NET[:2](0, 2)[2]
    assert sn.along(NET, 2, (1, 1, 1), 0, 2) == sum(NET[:2](0, 2))


# --- rows as patterns -----------------------------------------------------------------


@given(st.lists(small, min_size=3, max_size=3), st.lists(small, min_size=3, max_size=3))
def test_similarity(u: list[int], v: list[int]) -> None:
    found = sn.similarity(u, v)
    a, b = sp.Matrix(u), sp.Matrix(v)
    assert found.dot == a.dot(b)
    assert found.lengths == (a.norm(), b.norm())
    if a.norm() == 0 or b.norm() == 0:
        assert (found.cosine, found.angle) == (None, "none")
        return
    claim = sn.Eq(found.cosine * a.norm() * b.norm(), a.dot(b))
    assert sn.check(claim).status.name == "PROVED"
    dependent = sp.Matrix([u, v]).rank() == 1
    sign = sp.sign(found.dot)
    names = {1: ("acute", "parallel"), -1: ("obtuse", "opposite"), 0: ("orthogonal",) * 2}
    assert found.angle == names[int(sign)][dependent]


def test_the_most_similar_row_depends_on_how_one_compares() -> None:
    stored = sn.Affine([[1, 0], [10, 10], [0, 1]])
    assert sn.most_similar(stored, 1, 0) == (1,)
    assert sn.most_similar(stored, 1, 0, by="dot") == (2,)
    assert sn.most_similar(stored, 1, 1, by="distance") == (1, 3)
    assert [s.angle for s in sn.similarities(stored, 0, -1)] == [
        "orthogonal",
        "obtuse",
        "opposite",
    ]


@given(st.fractions(Fraction(1, 9), 9, max_denominator=9), st.integers(1, 3))
def test_a_row_and_its_column_scale_together(factor: Fraction, unit: int) -> None:
    other = sn.rescale(NET, 1, unit, factor)
    assert sn.equivalent(NET, other).status.name == "PROVED"


# --- the plane ------------------------------------------------------------------------


@settings(max_examples=50)
@given(matrices(2, 2))
def test_polar_decompositions(rows: list[list[int]]) -> None:
    a, found = sp.Matrix(rows), sn.polar(rows)
    u, p = found.orthogonal, found.stretch
    _same(u * p, a)
    _same(u.T * u, sp.eye(2))
    _same(p, p.T)
    first, second = found.factors
    assert sn.check(sn.And(sn.Ge(first, second), sn.Ge(second, 0))).status.name == "PROVED"
    _same(sp.Matrix([first + second, first * second]), sp.Matrix([p.trace(), p.det()]))
    assert found.is_unique == (a.det() != 0)
    assert found.turns == (a.det() >= 0)


@settings(max_examples=50)
@given(matrices(2, 2))
def test_steps_of_a_plane_map(rows: list[list[int]]) -> None:
    found = sn.plane_steps(sn.Affine(rows, [5, 6]))
    _same(found.rotation * found.reflection * found.scaling * found.shear, sp.Matrix(rows))
    _same(found.rotation.T * found.rotation, sp.eye(2))
    assert found.translation == (5, 6)
    assert found.reflects == (sp.Matrix(rows).det() < 0)
    assert found.scaling[0, 0] >= 0


def _same(left: Any, right: Any) -> None:
    for u, v in zip(left, right, strict=True):
        assert sn.check(sn.Eq(u, v)).status.name == "PROVED"


# --- refusals -------------------------------------------------------------------------

A = sp.Symbol("a", real=True)


@pytest.mark.parametrize(
    ("ask", "said_"),
    [
        (lambda: sn.rank([[1, A]]), "holds the symbol a; rank_cases says how"),
        (lambda: sn.rank([[sp.pi]]), "not known to be algebraic"),
        (lambda: sn.column_space(sn.Network(sn.relu)), "layer 1, relu, is not affine"),
        (lambda: sn.column_space([[1], [2]]).project((1,)), "1 coordinates; the space has 2"),
        (lambda: sn.row_space([[1]]) + sn.row_space([[1, 2]]), "do not meet"),
        (lambda: sn.moved_column_space([[1]], [[1, 2]], 1), "the shapes 1×1 and 1×2"),
        (lambda: sn.rank_cases([[A] * 8] * 8), "more than 2000 minors"),
        (lambda: sn.used_columns(sn.Network(sn.relu), 1), "does not end with an affine layer"),
        (lambda: sn.change_basis(NET, 2, [[1, 1, 0], [1, 1, 0], [0, 0, 1]]), "are dependent"),
        (lambda: sn.change_basis(NET, 3, [[1, 0], [0, 1]]), "no affine layer follows"),
        (lambda: sn.neuron_direction(NET, 2, 4), "neuron 4 is none of the 3"),
        (lambda: sn.along(NET, 2, (1, 1), 0, 0), "the direction has 2 entries"),
        (lambda: sn.most_similar([[0, 0]], 1, 1), "row 1 or the input is 0"),
        (lambda: sn.most_similar([[1, 0]], 1, 1, by="eye"), "by = 'eye' is none of"),
        (lambda: sn.rescale(NET, 1, 1, -2), "must be positive"),
        (lambda: sn.rescale(NET, 1, 4, 2), "unit 4 is none of the 3"),
        (lambda: sn.rescale(NET, 2, 1, 2), "are not affine, activation, affine"),
        (lambda: sn.polar([[1, 2]]), "this one is 1×2"),
    ],
)
def test_what_has_no_answer_is_refused(ask: Callable[[], Any], said_: str) -> None:
    with pytest.raises(sn.SymnnError, match=said_):
        ask()


def test_homogeneity_is_needed_to_rescale() -> None:
    net = sn.Network(sn.Affine([[1]]), sn.tanh, sn.Affine([[1]]))
    with pytest.raises(sn.UnsupportedError, match="tanh is not positively homogeneous"):
        sn.rescale(net, 1, 1, 2)
