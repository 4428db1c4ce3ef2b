"""Extrema, Lipschitz constants, shape of piecewise-linear networks: by a second way, and known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import ShapeError, UndefinedError, UnsupportedError
from symnn.exact.linear_programs import (
    Constraint,
    Feasible,
    Infeasible,
    Optimum,
    Unbounded,
    feasible,
    maximize,
)
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.spectral import characteristic_polynomial, largest_eigenvalue
from symnn.networks.cells.domain import Polyhedron
from symnn.networks.cells.regions import activation_regions
from symnn.networks.cells.study import study
from tests.networks.test_cells import NETWORKS, SMALL, SURDS, TENT, affine, networks, random_points

ROOT = sp.sqrt(2)
X = sp.Symbol("x", real=True)
#: Continuous and not, with values at 0 from the left, from the right, and of their own.
WITH_JUMPS = [
    sn.step(at_zero=0),
    sn.step(at_zero=1),
    sn.step(at_zero="1/2"),
    sn.sign(),
    sn.step(at_zero=2),
    sn.relu,
    sp.Lambda(X, sp.Piecewise((0, X < 0), (X, True))),
]
STEPPED = networks(activations=[*WITH_JUMPS[:5], sn.relu])


def exact(point: Any) -> list[Number]:
    return [Number(Fraction(int(x.p), int(x.q))) for x in point]


@st.composite
def domains(draw: Any, n: int) -> Polyhedron:
    rows = draw(st.lists(st.lists(SMALL, min_size=n + 1, max_size=n + 1), max_size=2 * n + 1))
    signs = draw(
        st.lists(st.sampled_from([">", ">=", ">="]), min_size=len(rows), max_size=len(rows))
    )
    return Polyhedron.of(
        [
            Constraint(tuple(map(Number, r[:-1])), s, Number(r[-1]))
            for r, s in zip(rows, signs, strict=True)
        ],
        n,
    )


# --- extrema --------------------------------------------------------------------------


def by_programs(net: Any, domain: Polyhedron) -> Any:
    """The supremum by one linear program for each region: no rays are used."""
    best: Any = None
    for region in activation_regions(net, domain):
        rows = [*domain.constraints, *region.cell.closure]
        found = maximize(region.cell.map.matrix[0], rows)
        assert not isinstance(found, Infeasible)
        if isinstance(found, Unbounded):
            return "oo"
        value = found.value + region.cell.map.shift[0]
        best = max(best or (value, found.attained), (value, found.attained))
    return best


@settings(max_examples=25)
@given(NETWORKS, st.data())
def test_extrema_are_those_of_linear_programs(net: Any, data: Any) -> None:
    domain = data.draw(domains(net.inputs))
    expected = by_programs(net, domain)
    if expected is None:
        with pytest.raises(UndefinedError):
            sn.largest(net, domain)
        return
    found = sn.largest(net, domain)
    if expected == "oo":
        assert found.value == sp.oo
        start, ray = sp.Matrix(found.points[0]), sp.Matrix(found.ray)
        values = [net(start + t * ray) for t in range(4)]
        assert all(sp.simplify(b - a) > 0 for a, b in pairwise(values))
        return
    assert found.value == sn.exact.to_sympy.to_sympy(expected[0])
    assert found.is_attained == expected[1]
    if found.is_attained:
        assert all(domain.contains(p) for p in found.points)
        assert all(sp.Matrix([net(p)]) == sp.Matrix([found.value]) for p in found.points)


@given(st.one_of(STEPPED), st.data())
def test_no_value_of_a_network_with_jumps_is_beyond_its_extrema(net: Any, data: Any) -> None:
    domain = data.draw(domains(net.inputs))
    points = [p for p in random_points(6, net.inputs) if domain.contains(p)]
    points += [v.point for v in sn.vertices(net, domain) if domain.contains(v.point)]
    if not points:
        return
    top, bottom = sn.largest(net, domain), sn.smallest(net, domain)
    assert all(bottom.value <= net(p) <= top.value for p in points)
    for found in (top, bottom):
        if found.is_attained:
            assert all(net(p) == found.value for p in found.points)
            assert all(domain.contains(p) for p in found.points)
        elif found.ray is None:
            assert all(net(p) != found.value for p in points)


def test_a_jump_that_is_not_reached_from_the_side_of_the_limit() -> None:
    """x (1 - step(x - 1)) on [0, 2] comes near 1 and is 0 at 1."""
    below = sp.Lambda(X, sp.Piecewise((X, X < 1), (0, True)))
    top = sn.largest(sn.Network(below), [(0, 2)])
    assert (top.value, top.is_attained, top.points) == (1, False, ((1,),))
    spike = sp.Lambda(X, sp.Piecewise((5, sp.Eq(X, 1)), (0, True)))
    top = sn.largest(sn.Network(spike))
    assert (top.value, top.is_attained, top.points) == (5, True, ((1,),))


def test_half_open_intervals() -> None:
    net = sn.Network(sn.Affine([[1]]))
    for interval, attained in ((sp.Interval(0, 1), True), (sp.Interval.Ropen(0, 1), False)):
        top = sn.largest(net, [interval])
        assert (top.value, top.is_attained) == (1, attained)
    assert sn.smallest(net, [sp.Interval(2, sp.oo)]).points == ((2,),)
    assert sn.largest(net, [(0, sp.oo)]).value == sp.oo
    assert sn.largest(net, [sp.Interval(-sp.oo, ROOT)]).value == ROOT
    with pytest.raises(ShapeError):
        sn.largest(net, [3])


def test_extrema_on_an_open_edge_are_given_inside_it() -> None:
    open_square = Polyhedron([[1, 0], [-1, 0], [0, 1], [0, -1]], [0, 1, 0, 1], strict=[0, 1])
    net = sn.Network(sn.Affine([[0, 1]]), sn.relu)
    top = sn.largest(net, open_square)
    assert (top.value, top.is_attained) == (1, True)
    assert all(open_square.contains(p) for p in top.points)


def test_all_optimal_vertices_are_named() -> None:
    net = sn.Network(sn.Affine([[1, 0], [-1, 0]]), sn.relu, sn.Affine([[1, 1]]))
    top = sn.largest(net, [(-1, 1), (0, 1)])
    assert (top.value, set(top.points)) == (1, {(-1, 0), (-1, 1), (1, 0), (1, 1)})


def test_expressions_are_studied_like_networks() -> None:
    x, y = sp.symbols("x y", real=True)
    expr = abs(x) - sn.relu(y - x) + sn.Min(x, 2 * y)
    found = sn.largest(expr, over={y: (0, 1), x: (-1, 2)})
    assert (found.value, found.points) == (4, ((2, 1),))
    net = sn.Network(
        sn.Parallel(
            sn.Network(sn.Affine([[1, 0]]), sn.absolute),
            sn.Network(sn.Affine([[-1, 1]]), sn.relu),
            sn.Network(sn.Affine([[-1, 0], [0, -2]]), sn.MaxPool(2)),
        ),
        sn.Affine([[1, -1, -1]]),
    )
    assert len(sn.linear_pieces(expr)) == len(sn.linear_pieces(net))
    assert {p.map for p in sn.linear_pieces(expr)} == {p.map for p in sn.linear_pieces(net)}
    positive = sp.Symbol("x", positive=True)
    assert sn.smallest(sn.relu(positive) + 1).is_attained is False
    assert len(sn.activation_regions(sn.relu(positive))) == 1
    with pytest.raises(UnsupportedError):
        sn.largest(sn.relu(x) * y)
    with pytest.raises(ShapeError):
        sn.largest(sn.relu(x), over={y: (0, 1)})
    with pytest.raises(ShapeError):
        sn.largest(sp.Integer(1))


def test_extremum_refuses_several_outputs() -> None:
    with pytest.raises(ShapeError):
        sn.largest(sn.Network(sn.Affine([[1], [2]])))


# --- Lipschitz constants --------------------------------------------------------------


@st.composite
def wide_networks(draw: Any) -> Any:
    n, h, m = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    entries = draw(st.sampled_from([SMALL, SURDS]))
    return sn.Network(draw(affine(h, n, entries)), sn.relu, draw(affine(m, h, entries)))


def length(vector: list[Number], norm: Any) -> Number:
    """Of the 2-norm the square."""
    if norm == 2:
        return sum((x * x for x in vector), Number(0))
    return sum(map(abs, vector), Number(0)) if norm == 1 else max(map(abs, vector))


@settings(max_examples=25)
@given(wide_networks(), st.sampled_from([1, 2, "oo"]))
def test_no_pair_of_points_is_stretched_more(net: Any, norm: Any) -> None:
    found = sn.lipschitz(net, norm)
    constant = sn.Affine([[found.value]])._numbers[0][0][0]
    bound = constant * constant if norm == 2 else constant
    points = [exact(p) for p in random_points(6, net.inputs)]
    for p, q in pairwise(points):
        image = [b - a for a, b in zip(net.values(p), net.values(q), strict=True)]
        apart = [b - a for a, b in zip(p, q, strict=True)]
        assert length(image, norm) <= bound * length(apart, norm)
    rows = found.region.cell.map.matrix
    if norm == 2:
        gram = Matrix(rows).T @ Matrix(rows)
        assert (gram - Matrix.identity(gram.shape[0]) * bound).determinant() == 0
    else:
        lines = rows if norm == "oo" else list(zip(*rows, strict=True))
        assert max(length(list(line), 1) for line in lines) == bound


@given(st.integers(3, 4), st.data())
def test_the_largest_eigenvalue_is_a_root_and_dominates(n: int, data: Any) -> None:
    entry = st.builds(lambda a, b: a + b * Number(2).nth_root(2), SMALL, st.integers(0, 1))
    square = st.lists(st.lists(SMALL, min_size=n, max_size=n), min_size=n, max_size=n)
    matrix = Matrix(data.draw(square))
    gram = matrix @ matrix.T
    top = largest_eigenvalue(gram)
    shifted = Matrix.identity(n) * top - gram
    assert shifted.determinant() == 0
    for vector in data.draw(st.lists(st.lists(entry, min_size=n, max_size=n), max_size=3)):
        v = Matrix.column(vector)
        assert (v.T @ shifted @ v)[0, 0] >= 0


def test_the_largest_eigenvalue_over_a_field() -> None:
    r = Number(2).nth_root(2)
    matrix = Matrix([[r, 1, 0], [1, 0, 1], [0, 1, r]])
    top = largest_eigenvalue(matrix)
    assert (
        sum((c * top**k for k, c in enumerate(characteristic_polynomial(matrix))), Number(0)) == 0
    )
    assert top == (r + Number(10).nth_root(2)) / 2


def test_a_jump_has_no_lipschitz_constant() -> None:
    found = sn.lipschitz(sn.Network(sn.step(at_zero=1)))
    assert (found.value, found.jump) == (sp.oo, (0,))
    assert sn.lipschitz(sn.Network(sn.step(at_zero=1)), over=[(0, None)]).value == 0


def test_lipschitz_refusals() -> None:
    net = sn.Network(sn.Affine([[1, 1]]))
    with pytest.raises(UnsupportedError):
        sn.lipschitz(net, 3)
    with pytest.raises(UnsupportedError):
        sn.lipschitz(net, 2, Polyhedron([[1, 1]], equations=[0]))
    with pytest.raises(UndefinedError):
        sn.lipschitz(net, 2, [(1, 0), (0, 1)])


# --- continuity -----------------------------------------------------------------------


@given(STEPPED)
def test_a_jump_is_shown_by_its_point(net: Any) -> None:
    found = sn.continuity(net)
    if found.holds:
        for region in activation_regions(net):
            for vertex in region.vertices:
                column = region.matrix * sp.Matrix(vertex) + region.shift
                assert column[0] == net(vertex)
        return
    assert sp.Matrix([net(found.point)]) == sp.Matrix(found.value)
    assert found.value != found.limit
    start, end = sp.Matrix(found.inside), sp.Matrix(found.point)
    values = [net(end + (start - end) / 2**k) for k in (20, 21)]
    assert 2 * values[1] - values[0] == found.limit[0]


def test_relations_that_meet_are_continuous() -> None:
    assert sn.continuity(sn.Network(WITH_JUMPS[-1])).holds
    up_and_down = sn.Network(sn.Affine([[1], [1]]), sn.step(at_zero=1), sn.Affine([[1, -1]]))
    assert sn.continuity(up_and_down).holds
    assert len(sn.linear_pieces(up_and_down)) == 1


def test_an_isolated_value_is_a_jump() -> None:
    both = sn.Network(sn.Affine([[1], [-1]]), sn.step(at_zero=1), sn.Affine([[1, 1]]))
    found = sn.continuity(both)
    assert (found.point, found.value, found.limit) == ((0,), (2,), (1,))
    (isolated,) = sn.breakpoints(both)
    assert (isolated.value, isolated.limits) == (2, (1, 1))


@given(STEPPED, st.data())
def test_with_thin_cells_every_point_gets_its_value(net: Any, data: Any) -> None:
    """Own constraints, strict ones too: cells that hold a point all have the value there."""
    domain = data.draw(domains(net.inputs))
    asked = study(net, domain)
    corners = [p for cell in asked.all_cells for p in (*cell.vertices, cell.interior_point)]
    middles = [
        tuple((x + y) / 2 for x, y in zip(p, q, strict=True)) for p, q in pairwise(corners[:12])
    ]
    for point in (*corners[:12], *middles, *map(exact, random_points(4, net.inputs))):
        if all(row.holds(point) for row in domain.constraints):
            holding = [c for c in asked.all_cells if all(row.holds(point) for row in c.own)]
            assert holding
            assert {cell.map(point) for cell in holding} == {net.values(point)}
            assert asked.value(point) == net.values(point)


# --- convexity ------------------------------------------------------------------------


def is_maximum_of_its_maps(net: Any, sign: int) -> bool:
    """A continuous piecewise-linear function is convex iff it is the maximum of its maps."""
    cells = [region.cell for region in activation_regions(net)]
    for cell in cells:
        for other in cells:
            gap = [
                sign * (a - b) for a, b in zip(other.map.matrix[0], cell.map.matrix[0], strict=True)
            ]
            shift = sign * (other.map.shift[0] - cell.map.shift[0])
            found = maximize(gap, cell.closure)
            if not isinstance(found, Optimum) or (found.value + shift).sign() > 0:
                return False
    return True


@settings(max_examples=30)
@given(NETWORKS, st.sampled_from([1, -1]))
def test_convex_means_the_maximum_of_the_maps(net: Any, sign: int) -> None:
    found = sn.convexity(net) if sign > 0 else sn.concavity(net)
    assert found.holds == is_maximum_of_its_maps(net, sign)
    if not found.holds:
        one, other = map(sp.Matrix, found.ends)
        assert sp.simplify((one + other) / 2 - sp.Matrix(found.between)) == sp.zeros(*one.shape)
        value, chord = net(found.between), (net(found.ends[0]) + net(found.ends[1])) / 2
        assert sign * sp.simplify(value - chord) > 0


@pytest.mark.parametrize("number", range(5))
def test_a_jump_inside_is_not_convex(number: int) -> None:
    net = sn.Network(WITH_JUMPS[number])
    for found, sign in ((sn.convexity(net), 1), (sn.concavity(net), -1)):
        assert not found.holds
        assert sign * (net(found.between) - found.chord) > 0
        (a,), (b,), (m,) = *found.ends, found.between
        assert min(a, b) < m < max(a, b)


def test_convexity_on_a_part() -> None:
    tent = sn.Network(*TENT)
    assert not sn.convexity(tent).holds
    assert sn.concavity(tent, [(0, 1)]).holds is True
    assert sn.convexity(tent, [(None, "1/2")]).holds
    assert not sn.concavity(tent).holds
    stair = sn.Network(sn.step(at_zero=0))
    assert sn.convexity(stair, [(None, 0)]).holds
    assert not sn.convexity(stair, [(0, None)]).holds
    with pytest.raises(UnsupportedError):
        sn.concavity(stair, [(0, None)])


# --- monotonicity ---------------------------------------------------------------------


@settings(max_examples=30)
@given(st.one_of(NETWORKS, STEPPED), st.data())
def test_monotone_means_that_no_pair_contradicts(net: Any, data: Any) -> None:
    if len(activation_regions(net)) > 8:
        return
    variable = data.draw(st.integers(1, net.inputs))
    domain = data.draw(domains(net.inputs))
    found = sn.monotonicity(net, variable, domain)
    for pair, sign in ((found.rise, 1), (found.fall, -1)):
        if pair is not None:
            (p, q), j = pair, variable - 1
            assert domain.contains(p)
            assert domain.contains(q)
            assert sp.simplify(q[j] - p[j]) > 0
            assert p[:j] + p[j + 1 :] == q[:j] + q[j + 1 :]
            assert sign * sp.simplify(net(q) - net(p)) > 0
    for start in random_points(4, net.inputs):
        line = [(*start[: variable - 1], t, *start[variable:]) for t in (-3, -1, 0, 1, 2)]
        values = [net(p) for p in line if domain.contains(p)]
        rises = [sp.simplify(b - a) for a, b in pairwise(values)]
        assert found.is_nondecreasing <= all(r >= 0 for r in rises)
        assert found.is_nonincreasing <= all(r <= 0 for r in rises)


def test_known_monotone_networks() -> None:
    hat = sn.monotonicity(sn.Network(*TENT))
    assert (hat.is_nondecreasing, hat.is_nonincreasing) == (False, False)
    stair = sn.monotonicity(sn.Network(sn.step(at_zero="1/2")))
    assert (stair.is_nondecreasing, stair.is_nonincreasing) == (True, False)
    spike = sn.monotonicity(sn.Network(sn.step(at_zero=2)))
    assert (spike.is_nondecreasing, spike.is_nonincreasing) == (False, False)
    flat = sn.monotonicity(sn.Network(sn.relu), over=[(None, 0)])
    assert (flat.is_nondecreasing, flat.is_nonincreasing) == (True, True)
    with pytest.raises(ShapeError):
        sn.monotonicity(sn.Network(sn.relu), variable=2)


# --- injectivity ----------------------------------------------------------------------


@given(st.one_of(networks(), STEPPED))
def test_a_function_of_one_variable_is_injective_where_it_is_strictly_monotone(net: Any) -> None:
    if net.inputs != 1 or not sn.continuity(net).holds:
        return
    slopes = {region.cell.map.matrix[0][0].sign() for region in activation_regions(net)}
    found = sn.injectivity(net)
    assert found.holds == (slopes in ({1}, {-1}))
    if not found.holds:
        p, q = found.points
        assert p != q
        assert net(p) == net(q)


def pair_by_programs(one: Any, other: Any, n: int) -> bool:
    """Whether points x != y of two cells have one value: linear programs in (x, y)."""
    zeros = (Number(0),) * n
    rows = [Constraint((*r.coefficients, *zeros), r.sign, r.constant) for r in one.own]
    rows += [Constraint((*zeros, *r.coefficients), r.sign, r.constant) for r in other.own]
    equal = zip(one.map.matrix, other.map.matrix, one.map.shift, other.map.shift, strict=True)
    rows += [Constraint((*a, *(-x for x in b)), "=", c - e) for a, b, c, e in equal]
    for j in range(n):
        for sign in (1, -1):
            goal = [sign * (int(i == j) - int(i == n + j)) for i in range(2 * n)]
            if isinstance(feasible([*rows, Constraint(goal, ">", 0)], 2 * n), Feasible):
                return True
    return False


@st.composite
def maps(draw: Any) -> Any:
    """Networks R^n -> R^m that are often injective, some with jumps."""
    n, m = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    kinks = st.sampled_from([sn.leaky_relu("1/2"), sn.relu, sn.step(at_zero=1), sn.sign()])
    skip = draw(st.booleans())
    first = draw(affine(m, n))
    if skip:
        branch = sn.Network(draw(affine(1, n)), draw(kinks))
        return sn.Network(sn.Parallel(sn.Network(first), branch), draw(affine(m, m + 1)))
    return sn.Network(first, draw(kinks), draw(affine(m, m)))


@settings(max_examples=60)
@given(maps(), st.data())
def test_injective_means_that_no_linear_program_finds_a_pair(net: Any, data: Any) -> None:
    domain = data.draw(domains(net.inputs))
    cells, n = study(net, domain).all_cells, net.inputs
    found = sn.injectivity(net, domain)
    pairs = combinations_with_replacement(cells, 2)
    assert found.holds != any(pair_by_programs(a, b, n) for a, b in pairs)
    if not found.holds:
        p, q = found.points
        assert p != q
        assert domain.contains(p)
        assert domain.contains(q)
        assert net(p) == net(q)


@settings(max_examples=20)
@given(affine(2, 2), affine(2, 2), st.sampled_from([sn.leaky_relu("1/3"), sn.relu, sn.absolute]))
def test_layers_in_the_plane(first: Any, second: Any, activation: Any) -> None:
    """Invertible steps compose to an injective map; anything else here loses something."""
    net = sn.Network(first, activation, second)
    kept = all(Matrix(layer._numbers[0]).rank() == 2 for layer in (first, second))
    found = sn.injectivity(net)
    assert found.holds == (kept and activation.name == "leaky_relu")
    if not found.holds:
        p, q = found.points
        assert p != q
        assert net(p) == net(q) == sp.Matrix(found.value)


def test_lifting_makes_relu_injective() -> None:
    """x -> (relu x, relu -x) keeps x."""
    assert sn.injectivity(sn.Network(sn.Affine([[1], [-1]]), sn.relu)).holds
    assert not sn.injectivity(sn.Network(sn.Affine([[1], [1]]), sn.relu)).holds
    assert sn.injectivity(sn.Network(sn.absolute), [(0, None)]).holds
    stair = sn.Network(sn.Parallel(sn.identity, sn.step(at_zero=1)), sn.Affine([[1, 1]]))
    assert sn.injectivity(stair).holds
    down = sn.Network(sn.Parallel(sn.identity, sn.step(at_zero=1)), sn.Affine([[1, -1]]))
    assert not sn.injectivity(down).holds


@pytest.mark.parametrize(
    "question",
    [
        sn.activation_regions,
        sn.linear_pieces,
        sn.breakpoints,
        sn.largest,
        sn.lipschitz,
        sn.continuity,
        sn.convexity,
        sn.monotonicity,
        sn.injectivity,
    ],
)
def test_a_question_is_given_up_at_its_time_limit(question: Callable[..., object]) -> None:
    """No time is no cell; with time enough the answer is that without a limit."""
    net = sn.Network(sn.Affine([[1], [1], [2]], [0, -1, -3]), sn.relu, sn.Affine([[1, -2, 1]]))
    with pytest.raises(sn.TimeLimitError, match="after 0 cells"):
        question(net, seconds=0)
    limited = sn.Network(sn.Affine([[1], [1], [3]], [0, -1, -3]), sn.relu, sn.Affine([[1, -2, 1]]))
    assert str(question(limited, seconds=60)) == str(question(limited))
