"""Two ways to a bound: the extrema of cells, and the prover of claims for all x."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import ClaimError, ShapeError, UnsupportedError
from tests.networks.test_cells import SMALL, SURDS, affine

TINY = sp.Rational(1, 10**20)
XS = sp.symbols("x y", real=True)
RANGES = [(0, 1), (-1, 2), (0, None), (None, 1), (None, None)]
KINKS = [
    sn.relu,
    sn.leaky_relu("1/2"),
    sn.absolute,
    sn.hard_tanh,
    sn.step(at_zero="1/2"),
    sn.sign(),
]


@st.composite
def bounded(draw: Any) -> Any:
    entries = draw(st.sampled_from([SMALL, SURDS]))
    n, h = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    kinks = st.sampled_from(KINKS)
    layers = [draw(affine(h, n, entries)), draw(kinks), draw(affine(h, h, entries)), draw(kinks)]
    return sn.Network(*layers, draw(affine(1, h, entries))), draw(
        st.lists(st.sampled_from(RANGES), min_size=n, max_size=n)
    )


def agrees(claim: Any, over: Any, truth: bool) -> None:
    verdict = sn.check(claim, over=over, seconds=20)
    assert verdict.proved == truth or verdict.undecided
    assert verdict.refuted != truth or verdict.undecided


@settings(max_examples=20)
@given(bounded())
def test_the_largest_value_is_the_least_bound(asked: Any) -> None:
    net, ranges = asked
    top = sn.largest(net, ranges)
    symbols = XS[: len(ranges)]
    over, value = dict(zip(symbols, ranges, strict=True)), net(*symbols)
    if top.ray is not None:
        agrees(sn.Le(value, 1000), over, False)
        return
    agrees(sn.Le(value, top.value), over, True)
    agrees(sn.Le(value, top.value - TINY), over, False)
    agrees(sn.Lt(value, top.value), over, not top.is_attained)


def is_so(verdict: sn.Verdict, truth: bool) -> None:
    assert verdict.proved == truth or verdict.undecided
    assert verdict.refuted != truth or verdict.undecided


@settings(max_examples=15)
@given(bounded(), st.data())
def test_the_shape_of_a_network_as_claims_about_two_points(asked: Any, data: Any) -> None:
    """Convex, monotone, injective, Lipschitz: each is a relation for all x and y, or x and t."""
    net, ranges = asked
    with suppress(UnsupportedError):
        is_so(sn.check_convex(net, ranges), sn.convexity(net, ranges).holds)
        is_so(sn.check_concave(net, ranges), sn.concavity(net, ranges).holds)
    is_so(sn.check_injective(net, ranges), sn.injectivity(net, ranges).holds)
    j = data.draw(st.integers(1, len(ranges)))
    found = sn.monotonicity(net, j, ranges)
    is_so(sn.check_monotone(net, j, over=ranges), found.is_nondecreasing)
    is_so(sn.check_monotone(net, j, "nonincreasing", ranges), found.is_nonincreasing)
    norm = data.draw(st.sampled_from([1, "oo"]))
    constant = sn.lipschitz(net, norm, ranges).value
    if constant != sp.oo:
        is_so(sn.check_lipschitz(net, constant, norm, ranges), True)
        if constant > 0:
            is_so(sn.check_lipschitz(net, constant - TINY, norm, ranges), False)


def test_the_points_of_a_refuted_shape_are_named() -> None:
    found = sn.check_convex(sn.Network(sn.Affine([[-1]]), sn.relu, sn.Affine([[-1]])))
    assert set(found.counterexample) == {"x1", "y1"}
    found = sn.check_monotone(sn.Network(sn.absolute), over=[(-1, 1)])
    assert set(found.counterexample) == {"x1", "t"}
    a = sp.Symbol("a", positive=True)
    scaled = sn.Network(sn.Affine([[a]]), sn.relu)
    assert not sn.check_convex(scaled).refuted
    assert sn.check_convex(scaled.substitute({a: 2})).proved


def test_shape_refusals() -> None:
    two = sn.Network(sn.Affine([[1], [2]]))
    for ask in (sn.check_convex, sn.check_concave, sn.check_monotone):
        with pytest.raises(ShapeError):
            ask(two)
    with pytest.raises(ClaimError):
        sn.check_lipschitz(two, 1, norm=2)
    with pytest.raises(ClaimError):
        sn.check_monotone(sn.Network(sn.relu), direction="up")
    with pytest.raises(ShapeError):
        sn.check_monotone(sn.Network(sn.relu), 2)


def test_a_face_that_relations_only_touch() -> None:
    """-2 + x + y >= 0 meets x <= 1, y <= 1 in one point, where all three are equations."""
    r = sp.sqrt(2)
    net = sn.Network(
        sn.Affine([[0, -1], [-1, -1], [r, r]], [0, 2, -1]),
        sn.leaky_relu("1/2"),
        sn.Affine([[0, -1, 0], [r, 1 - r, 0], [0, 2, 0]], [0, 1, 1]),
        sn.sign(),
        sn.Affine([[r, 2, 1]]),
    )
    x, y = XS
    assert sn.check(sn.Le(net(x, y), 3 + r), over={x: (None, 1), y: (-1, 2)}).proved


@pytest.mark.parametrize("point", [(1, 1), (0, 0)])
def test_a_square_that_a_line_touches(point: Any) -> None:
    x, y = XS
    total = sum(point)
    inside = [sn.Ge(x, 0), sn.Le(x, 1), sn.Ge(y, 0), sn.Le(y, 1)]
    touching = [*inside, sn.Ge(x + y, 2) if total else sn.Le(x + y, 0)]
    claim = sn.And(sn.Eq(sn.Max(x, y), point[0]), sn.Eq(sn.sign()(x - y), 0))
    assert sn.check(claim, over=touching).proved
