"""What the bounds are made of: slopes, ranges and exponentials in directed arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.exact.ball import precision
from symnn.exact.expression import ZERO
from symnn.twins.bounds.directed import exp_down, exp_up, gamma, ulp_up
from symnn.twins.bounds.hulls import VALLEYS, hull
from symnn.twins.formats import FLOAT32, FLOAT64, ulp
from symnn.twins.slopes import SLOPES

X = sp.Symbol("x", real=True)

STEEP = {
    "identity": sn.identity,
    "relu": sn.relu,
    "abs": sn.absolute,
    "relu6": sn.relu6,
    "hard_tanh": sn.hard_tanh,
    "hard_sigmoid": sn.hard_sigmoid,
    "sigmoid": sn.sigmoid,
    "tanh": sn.tanh,
    "softplus": sn.softplus,
    "silu": sn.silu,
    "gelu": sn.gelu,
    "exp": sn.exp,
    "sin": sn.sin,
    "cos": sn.cos,
    **{n: sn.activation(getattr(sp, n)(X), X) for n in ("atan", "erf", "sinh", "cosh")},
}


@pytest.mark.parametrize("name", sorted(STEEP))
def test_slopes_between_two_points_are_below_their_bounds(name: str) -> None:
    grid = np.concatenate([np.linspace(-12, 12, 193), [-700.0, -300.0, -40.0, 40.0, 300.0, 690.0]])
    grid.sort()
    low, high = grid[:-1], grid[1:]
    values = hull(STEEP[name], grid, grid)
    rise = np.abs(values[0][1:] - values[1][:-1])
    steep = SLOPES[name](low, high)
    assert (rise <= steep * (high - low) * (1 + 1e-9) + 1e-13).all()
    middle = low / 2 + high / 2
    slope = STEEP[name].derivative([ZERO] * len(STEEP[name].kinks))
    inside = hull(slope, middle, middle)
    assert (np.maximum(inside[0], -inside[1]) <= steep).all()


@pytest.mark.parametrize(("function", "most"), [(sn.silu, 1.1), (sn.gelu, 1.13)], ids=repr)
def test_the_largest_slopes_of_silu_and_gelu(function: Any, most: float) -> None:
    # by balls; beyond 4 the two approach the identity, with slopes that fall to 1
    grid = np.linspace(-4, 4, 12001)
    low, high = hull(function.derivative(), grid[:-1], grid[1:])
    assert high.max() < most
    assert low.min() > -most


def test_the_least_values_of_valleys() -> None:
    for name, (before, after, least) in VALLEYS.items():
        function = getattr(sn, name)
        ends = np.array([before, after])
        slopes = hull(function.derivative(), ends, ends)
        assert slopes[1][0] < 0 < slopes[0][1]
        low, _ = hull(function, ends[:1], ends[1:])
        assert low[0] <= least
        grid = np.linspace(before, after, 101)
        values, _ = hull(function, grid, grid)
        assert (values > least).all()


@given(st.floats(-800, 800))
def test_exponentials_in_directed_arithmetic(t: float) -> None:
    with precision(80):
        exact = arb(t).exp()
        assert exact <= float(exp_up(np.array([t]))[0])
        assert exact >= float(exp_down(np.array([t]))[0])
        if abs(t) < 690:
            assert float(exp_up(np.array([t]))[0]) < float(exact) * 1.00001


@given(st.floats(0, allow_nan=False, allow_infinity=False), st.integers(0, 10**6))
def test_units_and_gammas(t: float, k: int) -> None:
    for form in (FLOAT64, FLOAT32):
        assert Fraction(float(ulp_up(np.array([t]), form)[0])) == ulp(t, form)
        u = Fraction(form.unit)
        if k * u < Fraction(1, 2):
            assert Fraction(float(gamma(k, form))) >= k * u / (1 - k * u)
