"""Every construction is proved at several sizes, and computes what plain arithmetic computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from statistics import median as middle
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn import constructions as built
from symnn.constructions.order import comparisons

ROOT = sp.sqrt(2)
r = 1 / ROOT
TRIANGLE = ([[-1, 0], [0, -1], [1, 1]], [0, 0, 1])
SQUARE = ([[1, 0], [-1, 0], [0, 1], [0, -1]], [3, -2, 3, -2])

#: At least three sizes of every construction; the campaign has larger ones.
ALL: dict[str, Sequence[Callable[[], built.Construction]]] = {
    "identity": [lambda n=n: built.identity(n) for n in (1, 2, 4)],
    "absolute_value": [built.absolute_value],
    "clip": [lambda a=a: built.clip(*a) for a in ((-1, 1), (0, "1/3"), (-ROOT, ROOT))],
    "half_space": [
        lambda a=a: built.half_space(*a)
        for a in (([1, 1], -1, 10), ([1], 0, 1), ([ROOT, -1, 3], "1/2", "1/3"))
    ],
    "hat": [lambda a=a: built.hat(*a) for a in ((0, 1, 2), (-1, "1/3", 5), (0, ROOT, 2))],
    "bump": [
        lambda a=a: built.bump(*a) for a in ((0, 1, 2, 3), (-3, 0, "1/7", 1), (-ROOT, 0, ROOT, 2))
    ],
    "ramp": [lambda a=a: built.ramp(*a) for a in ((0, 1), (-2, "1/100"), (ROOT, ROOT))],
    "maximum": [lambda n=n: built.maximum(n) for n in (1, 2, 3, 5)],
    "minimum": [lambda n=n: built.minimum(n) for n in (1, 2, 4)],
    "sorting": [lambda n=n: built.sorting(n) for n in (1, 2, 3)],
    "median": [lambda n=n: built.median(n) for n in (1, 3)],
    "piecewise_linear": [
        lambda a=a: built.piecewise_linear(*a)
        for a in (
            ([0], [3]),
            ([0], [3], 2, 2),
            ([0], [3], -1, 1),
            ([-1, 0, 1], [0, 1, 0]),
            ([0, 1, 2, 5], ["1/3", 7, -2, 4], 3, "-1/7"),
            ([0, 1, ROOT], [0, ROOT, 1], ROOT, 0),
        )
    ],
    "lattice": [
        lambda a=a: built.lattice(*a)
        for a in (
            ([[1]], [2], [(0,)]),
            ([[1, 0], [0, 1], [-1, 0], [0, -1]], [0] * 4, [(0, 1), (2, 3)]),
            ([[1, 1], [0, ROOT], [-1, 0]], [0, 1, "1/2"], [(0, 1, 2), (1,), (0, 2)]),
        )
    ],
    "interpolation": [
        lambda a=a: built.interpolation(*a)
        for a in (
            ([5], [3]),
            ([0, 1, ROOT], [0, 1, 5]),
            ([(0, 0), (0, 1), (1, 0), (1, 1)], [0, 1, 1, 0]),
        )
    ],
    "conjunction": [lambda n=n: built.conjunction(n) for n in (1, 2, 4, 7)],
    "disjunction": [lambda n=n: built.disjunction(n) for n in (1, 2, 4, 7)],
    "not_all": [lambda n=n: built.not_all(n) for n in (1, 2, 4)],
    "negation": [built.negation],
    "exclusive_or": [built.exclusive_or],
    "parity": [lambda n=n: built.parity(n) for n in (1, 2, 3, 7)],
    "majority": [lambda n=n: built.majority(n) for n in (1, 2, 3, 6)],
    "truth_table": [
        lambda t=t: built.truth_table(t) for t in ([0, 1], [1, 1, 0, 1], [0] * 4, [1] * 8)
    ],
    "adder": [lambda n=n: built.adder(n) for n in (1, 2, 3)],
    "sawtooth": [lambda n=n: built.sawtooth(n) for n in (1, 2, 4)],
    "square": [lambda n=n: built.square(n) for n in (1, 2, 3)],
    "product_of_two": [lambda n=n: built.product_of_two(n) for n in (1,)],
    "polynomial": [
        lambda a=a: built.polynomial(*a)
        for a in (
            ([1, 2], "1/10", (0, 1)),
            ([0, 0, 0, 1], "1/10", (-1, 1)),
            ([1, "1/2", ROOT, -3], "1/10", (0, 1)),
        )
    ],
    "polytope_indicator": [
        lambda a=a: built.polytope_indicator(*a)
        for a in (TRIANGLE, ([[ROOT, 1], [-1, -1]], [1, -5]), ([[1], [-1]], [1, -5]))
    ],
    "union_indicator": [
        lambda a=a: built.union_indicator(*a)
        for a in ((TRIANGLE,), (TRIANGLE, SQUARE), (([[1], [-1]], [0, 1]), ([[1], [-1]], [3, -2])))
    ],
    "nearest_neighbour": [
        lambda a=a: built.nearest_neighbour(a)
        for a in ([0, 1], [(0, 0), (1, 0), (0, 1)], [0, ROOT, 7])
    ],
    "associative_memory": [
        lambda a=a: built.associative_memory(*a)
        for a in (
            ([(1, 0), (r, r), (0, 2)], [0, "1/2", 0]),
            ([(1, 1), (1, 2), (0, 2)], [(0, 1), ("1/2", 3), (0, 2)]),
            ([(1, 2, 3), (0, 0, 1), (1, 0, 0)], [1, 2, 3], "9/10", "own"),
        )
    ],
    "hopfield": [
        lambda a=a: built.hopfield(*a)
        for a in (
            ([(1, 1, -1, -1), (1, -1, 1, -1)],),
            ([(1, 1, -1, -1), (1, -1, 1, -1), (1, 1, 1, -1)],),
            ([(1, 1, -1, -1), (1, -1, 1, -1), (1, 1, 1, -1)], "projection"),
        )
    ],
    "convolution": [
        lambda a=a: built.convolution(*a)
        for a in (([-1, 1], 4), ([[1, 2], [3, ROOT]], (4, 5), 2, 1), ([1, 0, "1/2"], 6, 2, 1))
    ],
    "mean_pooling": [lambda a=a: built.mean_pooling(*a) for a in ((4, 2), (7, 3, 2), (3, 3))],
    "batch_normalisation": [
        lambda a=a: built.batch_normalisation(*a)
        for a in (
            ([1], [4]),
            ([1, 0], [2, "1/3"], [1, 2], [0, 5], "1/1000"),
            ([1, 0, ROOT], [1, 2, 3]),
        )
    ],
    "averaging_head": [
        lambda a=a: built.averaging_head(*a) for a in ((1,), (3,), (3, 2), (4, 1, True))
    ],
    "copying_head": [
        *(lambda a=a: built.copying_head(*a) for a in ((1, 0), (3, 1), (4, 2, 2))),
        lambda: built.copying_head(2, 1, 1, 5),
    ],
    "lookup_head": [
        lambda a=a: built.lookup_head(*a)
        for a in (
            ([(1,)], [(5,)], 1),
            ([(1, 0), (0, 1)], [(5,), (7,)], 3),
            ([(r, r, 0), (r, -r, 0), (0, 0, 1)], [(5, 1), (7, 2), (0, sp.pi)], "1/2"),
        )
    ],
}


@pytest.mark.parametrize("name", ALL)
def test_every_theorem_is_proved(name: str) -> None:
    for make in ALL[name]:
        construction = make()
        verdicts = construction.prove()
        assert len(verdicts) == len(construction.theorem) > 0
        assert all(sn.recheck(verdict.evidence) is None for verdict in verdicts)


def test_every_public_construction_is_proved_here() -> None:
    functions = set(built.__all__) - {"Clause", "Construction", "threshold_circuit"}
    assert functions == set(ALL)


def test_every_construction_says_where_it_is_from() -> None:
    for name in ALL:
        text = getattr(built, name).__doc__
        made = ALL[name][0]()
        assert "Examples:" in text, name
        assert made.source, name
        assert made.name.startswith(name)
        assert str(made).startswith(made.name)


small = st.fractions(-5, 5, max_denominator=6)


@given(st.lists(small, min_size=1, max_size=6))
def test_order(xs: list[Fraction]) -> None:
    n = len(xs)
    assert built.maximum(n)(xs) == sp.Rational(max(xs))
    assert built.minimum(n)(xs) == sp.Rational(min(xs))
    assert _flat(built.sorting(n)(xs)) == sorted(map(sp.Rational, xs))
    if n % 2:
        assert built.median(n)(xs) == sp.Rational(middle(xs))


def _flat(value: Any) -> list[Any]:
    return list(value) if isinstance(value, sp.MatrixBase) else [value]


@given(st.integers(2, 16))
def test_the_comparisons_sort_all_zeros_and_ones(n: int) -> None:
    """Knuth's zero-one principle, for sizes whose theorem would take long."""
    for bits in product((0, 1), repeat=min(n, 8)):
        wires = [*bits, *([1] * (n - len(bits)))]
        for pairs in comparisons(n):
            for i, j in pairs:
                wires[i], wires[j] = min(wires[i], wires[j]), max(wires[i], wires[j])
        assert wires == sorted(wires)


@settings(max_examples=30)
@given(
    st.lists(small, min_size=1, max_size=5, unique=True).map(sorted),
    st.data(),
)
def test_piecewise_linear_functions(kinks: list[Fraction], data: st.DataObject) -> None:
    values = data.draw(st.lists(small, min_size=len(kinks), max_size=len(kinks)))
    left, right = data.draw(small), data.draw(small)
    net = built.piecewise_linear(kinks, values, left, right)
    x = data.draw(small)
    assert net(x) == sp.Rational(_polygon(kinks, values, left, right, x))
    width = net.network.layers[0].shape[0]
    assert width <= len(kinks) + 1
    assert [v.status.name for v in net.check()] == ["PROVED"]


def _polygon(
    kinks: list[Fraction], values: list[Fraction], left: Fraction, right: Fraction, x: Fraction
) -> Fraction:
    if x <= kinks[0]:
        return values[0] + left * (x - kinks[0])
    for a, b, u, v in zip(kinks, kinks[1:], values, values[1:], strict=False):
        if x <= b:
            return u + (v - u) * (x - a) / (b - a)
    return values[-1] + right * (x - kinks[-1])


@pytest.mark.parametrize(
    ("slopes", "width"), [((0, 0), 3), ((2, 0), 3), ((-1, 5), 4), ((1, -1), 2), ((-2, -1), 3)]
)
def test_no_unit_too_many(slopes: tuple[int, int], width: int) -> None:
    """|x| folded at -1, 0, 1; its jumps are 1 - left, -2 and 1 + right."""
    net = built.piecewise_linear([-1, 0, 1], [0, 1, 0], *slopes)
    assert net.network.layers[0].shape[0] == width


@settings(max_examples=25)
@given(st.data())
def test_lattices(data: st.DataObject) -> None:
    n, d = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 2))
    rows = data.draw(st.lists(st.tuples(*[small] * d), min_size=n, max_size=n))
    shifts = data.draw(st.lists(small, min_size=n, max_size=n))
    member = st.lists(st.integers(0, n - 1), min_size=1, max_size=3)
    groups = data.draw(st.lists(member, min_size=1, max_size=3))
    x = data.draw(st.tuples(*[small] * d))
    forms = [
        sum(a * b for a, b in zip(w, x, strict=True)) + b for w, b in zip(rows, shifts, strict=True)
    ]
    wanted = max(min(forms[j] for j in group) for group in groups)
    assert built.lattice(rows, shifts, groups)(*x) == sp.Rational(wanted)


@settings(max_examples=25)
@given(st.data())
def test_interpolation_meets_every_point(data: st.DataObject) -> None:
    d = data.draw(st.integers(1, 3))
    points = data.draw(
        st.lists(st.tuples(*[st.integers(-3, 3)] * d), min_size=1, max_size=7, unique=True)
    )
    values = data.draw(st.lists(small, min_size=len(points), max_size=len(points)))
    net = built.interpolation(points, values)
    for p, v in zip(points, values, strict=True):
        assert net(*p) == sp.Rational(v)


@given(st.lists(st.integers(0, 1), min_size=8, max_size=8))
def test_truth_tables(rows: list[int]) -> None:
    net = built.truth_table(rows)
    assert [net(*bits) for bits in product((0, 1), repeat=3)] == rows
    named = dict(zip(product((0, 1), repeat=3), rows, strict=True))
    assert built.truth_table(named).network == net.network


def test_parity_of_twelve_bits_point_by_point() -> None:
    net = built.parity(12)
    assert net(*[1] * 11, 0) == 1
    assert net(*[1, 0] * 6) == 0


@given(st.integers(0, 7), st.integers(0, 7))
def test_adders(a: int, b: int) -> None:
    bits = [int(c) for c in f"{a:03b}{b:03b}"]
    assert int("".join(map(str, built.adder(3)(*bits))), 2) == a + b


def test_threshold_circuits_count_a_sum_that_is_reached() -> None:
    two_of_three = built.threshold_circuit(([[1, 1, 1]], [2]))
    assert [two_of_three(*p) for p in ((1, 1, 0), (1, 0, 0), (1, 1, 1))] == [1, 0, 1]


@settings(max_examples=20)
@given(st.lists(st.tuples(small, small), min_size=2, max_size=4, unique=True), small, small)
def test_nearest_neighbours(
    points: list[tuple[Fraction, Fraction]], x: Fraction, y: Fraction
) -> None:
    far = [(x - a) ** 2 + (y - b) ** 2 for a, b in points]
    wanted = [int(f == min(far)) for f in far]
    assert list(built.nearest_neighbour(points)(x, y)) == wanted


@given(small, small)
def test_the_union_of_a_triangle_and_a_square(x: Fraction, y: Fraction) -> None:
    inside = (x >= 0 and y >= 0 and x + y <= 1) or (2 <= x <= 3 and 2 <= y <= 3)
    assert built.union_indicator(TRIANGLE, SQUARE)(x, y) == int(inside)


@given(st.lists(small, min_size=5, max_size=5), st.integers(1, 3), st.integers(0, 2))
def test_convolutions(xs: list[Fraction], stride: int, padding: int) -> None:
    kernel = [Fraction(1, 2), Fraction(-1), Fraction(3)]
    padded = [0] * padding + xs + [0] * padding
    wanted = [
        sum(k * x for k, x in zip(kernel, padded[i : i + 3], strict=True))
        for i in range(0, len(padded) - 2, stride)
    ]
    assert _flat(built.convolution(kernel, 5, stride, padding)(xs)) == list(
        map(sp.Rational, wanted)
    )


def test_the_multiplication_net_of_three_pairs() -> None:
    """Its third pair is not met: (0, 2) is longer than 1, and wakes the second neuron."""
    net = built.associative_memory([(1, 0), (r, r), (0, 2)], [0, "1/2", 0])
    assert net(0, 2) == (1 + ROOT) / 2
    assert str(net.theorem[2]) == "f(0, 2) = (1 + √2)/2, which is not 0"
    assert net(sp.Rational(5, 6), sp.Rational(1, 3)) == (1 + ROOT) / 12


def test_the_error_of_squares_is_attained() -> None:
    net = built.square(3)
    assert net(sp.Rational(1, 16)) - sp.Rational(1, 256) == sp.Rational(1, 256)


def test_constructions_compose() -> None:
    """A construction is used as its network."""
    net = sn.Network(built.maximum(2), built.clip(0, 1))
    assert [net(3, -1), net("1/2", "1/3"), net(-1, -2)] == [1, sp.Rational(1, 2), 0]
    last = sn.Network(built.sorting(3), sn.Affine([[0, 0, 1]]))
    assert sn.equivalent(built.maximum(3), last).status.name == "PROVED"
