"""Cells of piecewise-linear networks: counts and maps by a second way, and known examples."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import comb
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, NotAlgebraicError, ShapeError, UnsupportedError
from symnn.exact.linear_programs import Constraint, Feasible, Infeasible, feasible
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.networks.cells.domain import Polyhedron
from symnn.networks.cells.local import affine_map, breakpoints, vertices
from symnn.networks.cells.pieces import linear_pieces
from symnn.networks.cells.regions import activation_regions
from symnn.networks.cells.study import study
from symnn.networks.cells.walls import walls

SMALL = st.integers(-2, 2)
ROOT = sp.sqrt(2)
SURDS = st.builds(lambda a, b: a + b * ROOT, st.integers(-2, 2), st.integers(-1, 1))
CUBES = st.builds(lambda a, b: a + b * sp.cbrt(3), st.integers(-2, 2), st.integers(-1, 1))
MIXED = st.builds(
    lambda a, b, c: a + b * ROOT + c * sp.sqrt(3),
    st.integers(-2, 2),
    st.integers(-1, 1),
    st.integers(-1, 1),
)
TENT = (sn.Affine([[2], [2]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
KINKED = [sn.relu, sn.absolute, sn.leaky_relu("1/3"), sn.hard_tanh, sn.relu6, sn.hard_sigmoid]


@st.composite
def affine(draw: Any, rows: int, columns: int, entries: Any = SMALL) -> Any:
    weight = [[draw(entries) for _ in range(columns)] for _ in range(rows)]
    return sn.Affine(weight, [draw(entries) for _ in range(rows)])


@st.composite
def networks(draw: Any, entries: Any = SMALL, activations: Any = KINKED) -> Any:
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    layers: list[Any] = []
    for a, b in pairwise(sizes):
        layers += [draw(affine(b, a, entries)), draw(st.sampled_from(activations))]
    return sn.Network(*layers, draw(affine(1, sizes[-1], entries)))


NETWORKS = st.one_of(
    networks(), networks(), networks(SURDS), networks(SURDS), networks(CUBES), networks(MIXED)
)


def random_points(count: int, size: int, seed: int = 0) -> list[tuple[Any, ...]]:
    rnd = random.Random(seed)  # noqa: S311
    return [
        tuple(sp.Rational(rnd.randint(-40, 40), rnd.randint(1, 7)) for _ in range(size))
        for _ in range(count)
    ]


# --- regions --------------------------------------------------------------------------


@given(NETWORKS)
def test_regions_cover_and_their_maps_give_the_values(net: Any) -> None:
    regions = activation_regions(net)
    for point in random_points(8, net.inputs):
        holding = [region for region in regions if region.contains(point)]
        assert holding
        exact = [Number(Fraction(int(x.p), int(x.q))) for x in point]
        for region in holding:
            assert region.cell.map(exact) == net.values(exact)


@settings(max_examples=20)
@given(NETWORKS)
def test_interiors_are_disjoint_and_values_exact_inside(net: Any) -> None:
    regions = activation_regions(net)
    assert len({region.pattern for region in regions}) == len(regions)
    for region in regions:
        inside = region.cell.interior_point
        others = [r for r in regions if all(row.holds(inside) for row in r.cell.closure)]
        assert others == [region]
        assert all(row.at(inside).sign() > 0 for row in region.cell.closure)
        assert net.values(inside) == region.cell.map(inside)


@given(NETWORKS)
def test_vertices_lie_on_as_many_facets_as_there_are_dimensions(net: Any) -> None:
    n = net.inputs
    for region in activation_regions(net):
        cell = region.cell
        for vertex in cell.vertices:
            tight = [list(row.coefficients) for row in cell.facets if not row.at(vertex)]
            rank = Matrix(tight).rank() if tight else 0
            assert rank == n - len(cell.lines)
            assert all(row.at(vertex).sign() >= 0 for row in cell.facets)


def brute_patterns(net: Any) -> int:
    """Strict sign patterns of a relu network that some open set has, by linear programs."""
    return _brute(list(net.layers), None, [], net.inputs)


def _brute(layers: list[Any], forms: Any, rows: list[Constraint], n: int) -> int:
    if forms is None:
        forms = [[Number(int(i == j)) for j in range(n)] + [Number(0)] for i in range(n)]
    if not layers:
        return 1
    layer, rest = layers[0], layers[1:]
    if isinstance(layer, sn.Affine):
        values = layer._numbers
        made = []
        for weights, shift in zip(*values, strict=True):
            row = [
                sum((w * f[j] for w, f in zip(weights, forms, strict=True)), Number(0))
                for j in range(n + 1)
            ]
            row[-1] += shift
            made.append(row)
        return _brute(rest, made, rows, n)
    total = 0
    options = [(0,) if not any(form) else (1, -1) for form in forms]
    for signs in product(*options):
        more = [
            Constraint([s * a for a in form[:-1]], ">", s * form[-1])
            for s, form in zip(signs, forms, strict=True)
            if s
        ]
        if isinstance(feasible([*rows, *more], n), Feasible):
            zero = [Number(0)] * (n + 1)
            outputs = [f if s > 0 else zero for s, f in zip(signs, forms, strict=True)]
            total += _brute(rest, outputs, [*rows, *more], n)
    return total


@settings(max_examples=25)
@given(st.one_of(networks(activations=[sn.relu]), networks(SURDS, activations=[sn.relu])))
def test_count_is_that_of_the_sign_patterns_that_linear_programs_find(net: Any) -> None:
    assert len(activation_regions(net)) == brute_patterns(net)


@given(st.one_of(networks(), networks(SURDS), networks(CUBES)))
def test_euler_in_the_plane(net: Any) -> None:
    """Vertices minus edges plus regions is 1 for the plane, if no region holds a line."""
    asked = study(net)
    if net.inputs != 2 or any(cell.lines for cell in asked.cells):
        return
    points = {vertex for cell in asked.cells for vertex in cell.vertices}
    assert len(points) - len(walls(asked.cells)) + len(asked.cells) == 1


def zaslavsky(planes: list[list[int]]) -> int:
    """Regions of an arrangement: the sum over subsets with a common point of (-1)^(|S| - rank)."""
    total = 0
    for size in range(len(planes) + 1):
        for chosen in combinations(planes, size):
            normals = [row[:-1] for row in chosen]
            rank = Matrix(normals).rank() if chosen else 0
            if not chosen or Matrix([list(row) for row in chosen]).rank() == rank:
                total += (-1) ** (size - rank)
    return abs(total)


@given(st.integers(1, 3), st.data())
def test_one_layer_has_as_many_regions_as_zaslavsky_says(n: int, data: Any) -> None:
    """Whitney's theorem; degenerate arrangements too. A zero row is no hyperplane."""
    rows = data.draw(
        st.lists(st.lists(SMALL, min_size=n + 1, max_size=n + 1), min_size=1, max_size=6)
    )
    net = sn.Network(sn.Affine([r[:-1] for r in rows], [r[-1] for r in rows]), sn.relu)
    planes: list[list[int]] = []
    for row in rows:
        if any(row[:-1]) and all(Matrix([row, other]).rank() == 2 for other in planes):
            planes.append(row)
    assert len(activation_regions(net)) == zaslavsky(planes)


@pytest.mark.parametrize(("n", "k"), [(2, 7), (3, 6), (4, 5)])
def test_general_position_has_the_most_regions(n: int, k: int) -> None:
    """Normals (1, t, t^2, …) with shifts t^n are in general position: sum of binomials."""
    rows = [[t**j for j in range(n)] for t in range(1, k + 1)]
    net = sn.Network(sn.Affine(rows, [t**n for t in range(1, k + 1)]), sn.relu)
    assert len(activation_regions(net)) == sum(comb(k, j) for j in range(n + 1))


@pytest.mark.parametrize("depth", range(1, 11))
def test_sawtooth_has_two_to_the_depth_pieces(depth: int) -> None:
    """Telgarsky 2015."""
    net = sn.Network(*(TENT * depth))
    pieces = linear_pieces(net, over=[(0, 1)])
    assert len(pieces) == len(activation_regions(net, over=[(0, 1)])) == 2**depth
    assert {abs(piece.matrix[0, 0]) for piece in pieces} == {2**depth}


def test_four_lines_through_the_origin_with_pairs_that_coincide() -> None:
    """Zero biases, opposite and parallel units: 4 regions, and one map on each."""
    c = 1 / ROOT
    net = sn.Network(
        sn.Affine([[c, c], [-c, -c], [c, -c], [-c, c]]), sn.relu, sn.Affine([[1, 1, 1, 1]])
    )
    assert len(activation_regions(net)) == 4
    pieces = linear_pieces(net)
    assert {tuple(piece.matrix) for piece in pieces} == {
        (ROOT, 0),
        (-ROOT, 0),
        (0, ROOT),
        (0, -ROOT),
    }


@pytest.mark.parametrize("digits", [2, 3, 4, 5, 6, 7, 8, 12, 100])
def test_a_strip_of_any_width_is_found(digits: int) -> None:
    shift = sp.Rational(3, 10) - sp.Rational(1, 10**digits)
    net = sn.Network(
        sn.Affine([[1, 0], [1, 0], [0, 1]], ["0.3", shift, "0.2"]), sn.relu, sn.Affine([[1, 1, 1]])
    )
    assert len(activation_regions(net)) == 6


def test_pieces_of_the_xor_network_on_the_plane() -> None:
    """0 for x + y <= 0, then x + y up to 1, then 2 - x - y."""
    net = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
    maps = [(tuple(p.matrix), p.shift[0]) for p in linear_pieces(net)]
    assert sorted(maps) == [((-1, -1), 2), ((0, 0), 0), ((1, 1), 0)]


def test_regions_and_pieces_are_two_counts() -> None:
    """x = relu(x) - relu(-x): two regions, one piece; dead and repeated units change nothing."""
    net = sn.Network(
        sn.Affine([[1], [-1], [1], [0]], [0, 0, 0, -1]), sn.relu, sn.Affine([[1, -1, 0, 5]])
    )
    assert [len(activation_regions(net)), len(linear_pieces(net))] == [2, 1]


def test_pieces_that_touch_in_a_point_are_two() -> None:
    """max(0, min(x, y)) + max(0, min(-x, -y)) is 0 on two opposite quadrants."""
    lower = sn.Network(sn.Affine([[-1, 0], [0, -1]]), sn.MaxPool(2), sn.Affine([[-1]]), sn.relu)
    upper = sn.Network(sn.MaxPool(2), sn.Affine([[-1]]), sn.relu)
    net = sn.Network(sn.Parallel(lower, upper), sn.Affine([[1, 1]]))
    pieces = linear_pieces(net)
    zero = [piece for piece in pieces if not any(piece.matrix)]
    assert len(zero) == 2
    assert len(pieces) == 6
    assert len({piece.map for piece in pieces}) == 5


@given(networks(SURDS))
def test_pieces_partition_the_regions_by_connected_equal_maps(net: Any) -> None:
    pieces = linear_pieces(net)
    assert sum(len(p.regions) for p in pieces) == len(activation_regions(net))
    for piece in pieces:
        assert len({region.cell.map for region in piece.regions}) == 1


def test_a_step_splits_a_piece_where_it_takes_its_own_value() -> None:
    """step(x) + step(-x) is 1 but at 0, where it is 2 at_zero."""
    for at_zero, count in (("1/2", 1), (1, 2)):
        both = sn.Network(sn.Affine([[1], [-1]]), sn.step(at_zero=at_zero), sn.Affine([[1, 1]]))
        assert len(activation_regions(both)) == 2
        assert len(linear_pieces(both)) == count


def closed_dimension(rows: list[Constraint], n: int) -> int:
    """By linear programs: n minus the rank of the inequalities that cannot be strict."""
    if isinstance(feasible(rows, n), Infeasible):
        return -1
    fixed = [
        list(row.coefficients)
        for i, row in enumerate(rows)
        if row.sign == "="
        or isinstance(feasible([*rows[:i], row._replace(sign=">"), *rows[i + 1 :]], n), Infeasible)
    ]
    return n - (Matrix(fixed).rank() if fixed else 0)


@settings(max_examples=25)
@given(networks(activations=[sn.step(at_zero=1), sn.sign(), sn.relu, sn.absolute]))
def test_walls_are_the_pairs_of_cells_that_share_a_facet(net: Any) -> None:
    n, cells = net.inputs, study(net).cells
    if len(cells) > 14:
        return
    found = {(wall.left, wall.right) for wall in walls(cells)}
    expected = {
        (i, j)
        for (i, one), (j, other) in combinations(list(enumerate(cells)), 2)
        if closed_dimension([*one.closure, *other.closure], n) == n - 1
    }
    assert found == expected
    for wall in walls(cells):
        inside = [cells[k].closure for k in (wall.left, wall.right)]
        assert all(row.at(wall.point).sign() >= 0 for rows in inside for row in rows)
        assert wall.normal.at(wall.point) == 0
        assert wall.normal.at(cells[wall.left].interior_point).sign() > 0
        assert wall.normal.at(cells[wall.right].interior_point).sign() < 0


# --- domains --------------------------------------------------------------------------


@given(NETWORKS, st.data())
def test_a_domain_keeps_the_values_and_covers_itself(net: Any, data: Any) -> None:
    n = net.inputs
    rows = data.draw(st.lists(st.lists(SMALL, min_size=n + 1, max_size=n + 1), max_size=3))
    constraints = [
        Constraint(tuple(map(Number, r[:-1])), ">" if k else ">=", Number(r[-1]))
        for k, r in enumerate(rows)
    ]
    domain = Polyhedron.of(constraints, n)
    regions = activation_regions(net, domain)
    assert bool(regions) == isinstance(feasible(constraints, n), Feasible)
    for region in regions:
        inside = region.cell.interior_point
        assert all(row.holds(inside) for row in constraints)
        assert net.values(inside) == region.cell.map(inside)
    for point in random_points(6, n):
        if domain.contains(point):
            assert any(region.contains(point) for region in regions)


def test_domains_of_lower_dimension() -> None:
    net = sn.Network(sn.Affine([[1, 1], [1, -1]]), sn.relu)
    diagonal = Polyhedron([[1, -1]], equations=[0])
    assert len(activation_regions(net, diagonal)) == 2
    point = Polyhedron([[1, 0], [0, 1]], [-1, -2], equations=[0, 1])
    (region,) = activation_regions(net, point)
    assert region.interior_point == (1, 2)
    squeezed = Polyhedron([[1, 0], [-1, 0]], [0, 0])
    assert len(activation_regions(net, squeezed)) == 2


def test_constraints_that_say_nothing() -> None:
    net = sn.Network(sn.Affine([[ROOT]]), sn.relu)
    for region in activation_regions(net, Polyhedron([[0], [0]], [0, 1], strict=[1])):
        assert len(region.inequalities) == 1


def test_empty_domains() -> None:
    net = sn.Network(sn.relu)
    assert activation_regions(net, [(1, 0)]) == []
    assert activation_regions(net, Polyhedron([[1], [-1]], strict=[0])) == []


# --- layers ---------------------------------------------------------------------------


def test_every_piecewise_linear_layer_has_cells() -> None:
    maxout = sn.Maxout(sn.Affine([[1, 0]]), sn.Affine([[0, 1]]), sn.Affine([[-1, -1]]))
    assert len(activation_regions(sn.Network(maxout))) == 3
    assert len(activation_regions(sn.Network(sn.Affine([[1]]), sn.Residual(sn.relu)))) == 2
    both = sn.Parallel(sn.relu, [sn.hard_tanh])
    assert len(activation_regions(sn.Network(sn.Affine([[1]]), both))) == 4
    pool = sn.Network(sn.Affine([[1], [2], [3]]), sn.MaxPool(3))
    assert len(activation_regions(pool)) == 2
    x = sp.Symbol("x", real=True)
    own = sp.Lambda(x, sn.Max(x, 2 * x - 1) + abs(x))
    assert [b.x for b in breakpoints(sn.Network(own))] == [0, 1]
    cases = sp.Lambda(x, sp.Piecewise((x, x < 1), (3, True)))
    (found,) = breakpoints(sn.Network(cases))
    assert (found.value, found.limits) == (3, (1, 3))


def test_equal_candidates_of_a_maximum_count_once() -> None:
    twice = sn.Maxout(sn.Affine([[1, 0]]), sn.Affine([[1, 0]]), sn.Affine([[0, 1]]))
    regions = activation_regions(sn.Network(twice))
    assert [region.pattern for region in regions] == [((0,),), ((2,),)]


def test_refusals() -> None:
    a = sp.Symbol("a", real=True)
    with pytest.raises(UnsupportedError, match="sigmoid"):
        activation_regions(sn.Network(sn.Affine([[1]]), sn.sigmoid))
    with pytest.raises(UnsupportedError, match="Softmax"):
        activation_regions(sn.Network(sn.Affine([[1]]), sn.Softmax()))
    with pytest.raises(UnsupportedError, match="symbol a"):
        activation_regions(sn.Network(sn.Affine([[a]]), sn.relu))
    with pytest.raises(UnsupportedError, match="symbol a"):
        activation_regions(sn.Network(sn.Affine([[1]]), sn.leaky_relu(a)))
    with pytest.raises(NotAlgebraicError):
        activation_regions(sn.Network(sn.Affine([[sp.pi]]), sn.relu))
    with pytest.raises(ShapeError):
        activation_regions(sn.Network(sn.Affine([[1]]), sn.relu), over=[(0, 1), (0, 1)])
    with pytest.raises(ShapeError):
        activation_regions(sn.Network(sn.MaxPool(2)))
    with pytest.raises(UnsupportedError):
        activation_regions(sn.Network(sn.relu), over={"x": (0, 1)})
    for inexact in (
        lambda: activation_regions(sn.Network(sn.relu), over=[(0.5, 1)]),
        lambda: Polyhedron([[0.5]]),
        lambda: affine_map(sn.Network(sn.relu), 0.5),
    ):
        with pytest.raises(InexactError):
            inexact()
    for shapeless in (
        lambda: Polyhedron([[1, 0]], [1, 2]),
        lambda: Polyhedron([[1]], strict=[1]),
        lambda: Polyhedron([]),
        lambda: Polyhedron.box(1),
        lambda: Polyhedron([[1, 0]]).contains((1,)),
        lambda: affine_map(sn.Network(sn.Affine([[1, 1]])), 1),
        lambda: breakpoints(sn.Network(sn.Affine([[1, 1]]))),
    ):
        with pytest.raises(ShapeError):
            shapeless()


# --- at a point -----------------------------------------------------------------------


@settings(max_examples=20)
@given(NETWORKS)
def test_the_local_map_is_that_of_the_regions_that_hold_the_point(net: Any) -> None:
    points = random_points(3, net.inputs)
    points += [v.point for v in vertices(net)[:3]]
    regions = activation_regions(net)
    for point in points:
        found = affine_map(net, point)
        touching = {region.pattern for region in regions if region.contains(point)}
        assert {region.pattern for region in found.regions} == touching
        assert found.is_continuous
        assert found.is_affine == (len({r.cell.map for r in found.regions}) == 1)
        assert sp.Matrix(found.value) == sp.Matrix([net(point)])


def test_the_local_map_of_a_step_knows_the_jump() -> None:
    jump = affine_map(sn.Network(sn.step(at_zero=1)), 0)
    assert (jump.value, jump.is_continuous, jump.is_affine) == ((1,), False, False)
    both = sn.Network(sn.Affine([[1], [-1]]), sn.step(at_zero=1), sn.Affine([[1, 1]]))
    dot = affine_map(both, 0)
    assert (dot.value, dot.is_continuous, dot.is_affine) == ((2,), False, False)


@given(networks(SURDS))
def test_breakpoints_agree_with_values_on_both_sides(net: Any) -> None:
    if net.inputs != 1:
        return
    found = breakpoints(net)
    assert len(found) == len(linear_pieces(net)) - 1
    for before in found:
        assert before.limits == (before.value, before.value)
        assert before.slopes[0] != before.slopes[1]
        assert sp.Matrix([net(before.x)]) == sp.Matrix([before.value])


def test_vertices_have_exact_values() -> None:
    c = 1 / ROOT
    net = sn.Network(sn.Affine([[1, c], [c, -1]], [-1, 0]), sn.relu, sn.Affine([[1, 1]]))
    (vertex,) = vertices(net)
    assert vertex.point == (sp.Rational(2, 3), ROOT / 3)
    assert vertex.value == (0,)
