"""The proved bounds: no admissible computation leaves them, and nothing is skipped."""

from __future__ import annotations

import math
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, ShapeError, UnsupportedError
from symnn.testing import networks
from symnn.twins.bounds.assumptions import ANY_LIBRARY, Accuracy, H
from symnn.twins.bounds.network_bounds import Bounds
from symnn.twins.formats import FLOAT64, Format, format_of, nearest
from symnn.twins.inputs import exact_point
from tests.campaigns import twins as campaign
from tests.twins.adversary import Adversary
from tests.twins.samples import PIECEWISE, SMOOTH, affine, network

DTYPES = pytest.mark.parametrize("dtype", ["float64", "float32"])
X = sp.Symbol("x", real=True)


def within(twin: Any, x: Any, found: Any, bounds: Any) -> None:
    """Every output is certainly within its bound."""
    certificate = twin.certificate(x, found)
    for output, bound in zip(certificate.outputs, np.atleast_1d(bounds), strict=True):
        assert output.is_within(float(bound)), (output, bound)


def floats(rng: Random, count: int, dtype: str) -> list[float]:
    """Inputs of all sizes."""
    kinds = (0.0, 1.0, rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 20), rng.gauss(0, 1e-4))
    return [nearest(rng.choice(kinds) * rng.random(), format_of(dtype)) for _ in range(count)]


@DTYPES
@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**9))
def test_no_admissible_computation_leaves_the_bound(dtype: str, seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    net = network(rng)
    twin = sn.twin(net, dtype=dtype)
    x = floats(rng, net.inputs or 1, dtype)
    bound = twin.bound(x)
    assert bound.is_finite
    within(twin, x, twin(x), bound.values)
    within(twin, x, Adversary(twin.form, rng).run(net, x), bound.values)


@DTYPES
@settings(max_examples=40, deadline=None)
@given(networks(kinds=("piecewise-linear", "smooth", "jump")), st.randoms(use_true_random=True))
def test_networks_with_jumps_and_ties(dtype: str, net: sn.Network, rng: Random) -> None:
    twin = sn.twin(net, dtype=dtype)
    count = net.inputs or 1
    for x in ([float(rng.randint(-2, 2)) for _ in range(count)], floats(rng, count, dtype)):
        bound = twin.bound(x)
        if bound.issues:  # a jump whose side not even balls may tell
            continue
        within(twin, x, twin(x), bound.values)
        within(twin, x, Adversary(twin.form, rng).run(net, x), bound.values)


@DTYPES
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_no_input_in_a_box_leaves_the_bound_over_it(dtype: str, seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    net = network(rng)
    twin = sn.twin(net, dtype=dtype)
    size = net.inputs or 1
    wide = 10.0 ** rng.choice((-6, -1, 0, 1))
    corner = floats(rng, size, dtype)
    box = [(c, c + wide * rng.random()) for c in corner]
    bound = twin.bound_over(box)
    assert bound.is_finite
    for _ in range(3):
        x = [nearest(rng.uniform(a, b), twin.form) for a, b in box]
        x = [
            min(max(t, a), nearest(Fraction(b), twin.form))
            for t, (a, b) in zip(x, box, strict=True)
        ]
        if all(a <= t <= b for t, (a, b) in zip(x, box, strict=True)):
            within(twin, x, Adversary(twin.form, rng).run(net, x), bound.values)


@DTYPES
def test_a_small_campaign_is_within_the_bounds(dtype: str) -> None:
    for seed in range(12):
        rng = Random(seed)  # noqa: S311
        net = network(rng)
        x = campaign.points(np.random.default_rng(seed), 60, net.inputs or 1, dtype)
        tally = campaign.check(sn.twin(net, dtype=dtype), x, seed)
        assert (tally.broken, tally.unconfirmed, tally.void) == ([], 0, 0)


FUNCTIONS: tuple[Any, ...] = (*SMOOTH, *PIECEWISE, sn.exp, sn.square, sn.power(5), sn.power(-3))
BODIES: tuple[Any, ...] = (
    sn.log,
    sn.activation(sp.Max(sp.cosh(X), X**2 / 3 + sp.pi), X, name="a"),
    sn.activation(sp.atan(X) + sp.Piecewise((0, X < 1), (sp.log(X), True)), X, name="b"),
    sn.activation(sp.sqrt(1 + X**2) * sp.exp(-(X**2)), X, name="c"),
    sn.activation(sp.Abs(X) ** sp.Rational(1, 3) - sp.erf(X), X, name="d"),
    sn.activation((1 + sp.Abs(X)) ** sp.Rational(-5, 7), X, name="e"),
    sn.activation(sp.tan(X / 4) + sp.asin(X / 2000) + sp.sinh(X / 3), X, name="g"),
    sn.activation(sp.log(1 + sp.exp(X)) ** 2, X, name="h"),
)


@DTYPES
@pytest.mark.parametrize("function", FUNCTIONS + BODIES, ids=repr)
def test_functions_of_numpy_are_as_accurate_as_assumed(function: Any, dtype: str) -> None:
    rng = np.random.default_rng(5)
    count = 150 if function in BODIES else 1500
    largest = 1000 if function in (*SMOOTH, *PIECEWISE) else 30
    parts = [
        rng.normal(size=count),
        rng.uniform(-largest, largest, count),
        rng.normal(size=count) * 1e-8,
    ]
    special = [0.0, -0.0, 1e-320, -1e-38, 1e-300, 709.7, -745.1, -745.2, -708.5, -104.0, 88.7, 1.0]
    with np.errstate(all="ignore"):
        x = np.concatenate([*parts, special]).astype(dtype)[:, None]
    if function.domain != "R" and function.domain:
        x = np.abs(x) + np.dtype(dtype).type(1e-3)
    tally = campaign.check(sn.twin(function, dtype=dtype), x, 0)
    assert tally.broken == []
    assert tally.unconfirmed == 0
    assert tally.void < len(x) // 6


def test_what_is_exact_has_the_bound_zero() -> None:
    net = sn.Network(sn.Affine([[1, 0], [0, -2]], [0, 0]), sn.relu, sn.select([1, 0], 2))
    found = sn.twin(net).bound([[0.1, 0.7], [3.0, -1.5]])
    assert (found.values == 0).all()
    assert "IEEE 754 arithmetic" in str(found)
    assert found.issues == ()
    assert len(found.stages) == 3


@DTYPES
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_small_dyadic_numbers_are_summed_exactly_and_the_bound_says_so(
    dtype: str, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311

    def layer(inputs: int, outputs: int) -> sn.Affine:
        rows = [[Fraction(rng.randint(-6, 6), 4) for _ in range(inputs)] for _ in range(outputs)]
        return sn.Affine(rows, [Fraction(rng.randint(-9, 9), 8) for _ in range(outputs)])

    net = sn.Network(layer(3, 5), sn.relu, layer(5, 4), sn.absolute, sn.Residual(layer(4, 4)))
    twin = sn.twin(net, dtype=dtype)
    x = [rng.randint(-32, 32) / 16 for _ in range(3)]
    values = twin.bound(x).stages[-2]
    assert (values == 0).all()
    found = Adversary(twin.form, rng).run(net[:-1], x)
    assert sn.twin(net[:-1], dtype=dtype).certificate(x, found).error == 0
    scale = Fraction(1, 3 * 2**10) + 1
    assert twin.bound([Fraction(t) * scale for t in x]).is_finite


def test_sums_that_just_fit_and_sums_that_do_not() -> None:
    twin = sn.twin(sn.Affine([[1, 1]]))
    assert twin.bound([2.0**53 - 2.0**10, 1.0]).values[0] == 0
    assert twin.bound([2.0**54, 1.0]).values[0] >= 1
    assert twin.bound([5e-324, 2.0**-1022]).values[0] == 0
    three = sn.Affine([[1, 1, 1]])
    lost = [2.0**53, 1.0, 1.0]  # 2^53 + 1 is rounded to 2^53 on the way
    for seed in range(6):
        found = Adversary(FLOAT64, Random(seed)).run(three, lost)  # noqa: S311
        within(sn.twin(three), lost, found, sn.twin(three).bound(lost).values)
    halves = sn.twin(sn.Affine([["1/2"]]))
    assert halves.bound([2.0**-1073]).values[0] == 0
    assert halves.bound([5e-324]).values[0] > 0


def test_exact_inputs_are_rounded_and_that_counts() -> None:
    twin = sn.twin(sn.Network(sn.identity))
    assert twin.bound(["1/2"]).values[0] == 0
    found = twin.bound(["0.1"])
    assert 0 < found.values[0] <= 2**-57
    within(twin, ["0.1"], [0.1], found.values)
    low = sn.twin(sn.Network(sn.identity), dtype="float32")
    assert low.bound(np.array([0.1])).values[0] > 1e-10
    assert low.bound(np.float32([0.1])).values[0] == 0
    assert low.bound([[sp.sqrt(2)], [sp.pi]]).values.shape == (2, 1)


def test_overflow_nan_and_jumps_are_reported() -> None:
    squares = sn.twin(sn.Network(sn.Affine([[1, 1]]), sn.square))
    found = squares.bound([[1.0, 1.0], [1e200, 0.0]])
    assert np.isfinite(found.values[0, 0])
    assert found.values[1, 0] == math.inf
    assert found.issues == ("layer 2, square: overflow, at 1 of 2 inputs",)
    assert not found.is_finite
    assert "no bound for all outputs" in str(found)
    assert squares.bound([math.nan, 0.0]).issues[0].startswith("the inputs: NaN")
    assert squares.bound([math.inf, 0.0]).issues[0].startswith("the inputs: overflow")
    assert squares.bound([1.7e308, 1.7e308]).issues == ("layer 1, Affine 1x2: overflow",)
    near = squares.bound([1.7e308, -1.7e308])
    assert near.issues[0].startswith("layer 1, Affine 1x2: overflow or an undefined value cannot")
    assert near.values[0] == math.inf
    small = sn.twin(sn.Network(sn.Affine([[1, 1]]), sn.square), dtype="float32")
    assert small.bound([3e38, 3e38]).issues == ("layer 1, Affine 1x2: overflow",)
    assert small.bound([1e300, 0]).issues[0].startswith("the inputs: overflow")
    steps = sn.twin(sn.Network(sn.Affine([["1/3", -1]]), sn.step(at_zero=1)))
    found = steps.bound([[3.0, 1.0], [3.0, 2.0], [0.0, 0.0]])
    assert 1 <= found.values[0, 0] < 1 + 1e-15
    assert (found.values[1:] == 0).all()
    told = "layer 2, step(at_zero=1): the side of a jump is not certain, at 1 of 3 inputs"
    assert found.issues == (told,)
    logs = sn.twin(sn.Network(sn.log))
    assert logs.bound([-1.0]).issues == ("layer 1, log: NaN",)
    assert logs.bound([[0.0]]).issues == ("layer 1, log: overflow",)
    grow = sn.twin(sn.Network(sn.exp, sn.exp))
    assert "layer 2, exp: overflow" in grow.bound([10.0]).issues[0]


def test_subnormal_numbers_and_cancellation() -> None:
    third = sn.Network(sn.Affine([["1/3", "-1/3"], ["1e-160", 0]]), sn.square)
    twin = sn.twin(third)
    for x in ([5e-324, 0.0], [1e-160, 1e-160], [0.1, 0.1], [1e150, -1e-300], [3.3e-323, 1e-323]):
        found = twin.bound(x)
        within(twin, x, twin(x), found.values)
        for seed in range(6):
            within(twin, x, Adversary(FLOAT64, Random(seed)).run(third, x), found.values)  # noqa: S311


@DTYPES
def test_wide_sums_in_many_orders(dtype: str) -> None:
    rng = np.random.default_rng(0)
    weights = [Fraction(w) for w in rng.normal(size=400)]
    net = sn.Network(sn.Affine([weights], ["0.1"]))
    twin = sn.twin(net, dtype=dtype)
    kind = np.dtype(dtype).type
    x = rng.normal(size=400).astype(dtype)
    x[:200] *= kind(1e6)
    x[200:300] = -x[100:200]
    bound = twin.bound(x).values
    products = [kind(float(w)) * t for w, t in zip(weights, x, strict=True)]
    bias = kind(0.1)
    ways = [
        math.fsum(products) + float(bias),
        sum(products, bias),
        sum(reversed(products), kind(0)) + bias,
        np.add.reduce(np.array(products)) + bias,
        sum(sorted(products), kind(0)) + bias,
        np.array(products[::2]).sum() + np.array(products[1::2]).sum() + bias,
        np.float64(np.array(weights, dtype=np.float64) @ x.astype(np.float64)) + 0.1
        if dtype == "float32"
        else twin(x)[0],
    ]
    for way in ways:
        within(twin, x, [float(kind(way))], bound)


@DTYPES
def test_softmax_of_inputs_far_apart_and_uncertain(dtype: str) -> None:
    for seed in range(60):
        rng = Random(seed)  # noqa: S311
        wide = rng.choice((1, 40, 400))
        rows = [[Fraction(rng.uniform(-wide, wide))] for _ in range(4)]
        net = sn.Network(sn.tanh, sn.Affine(rows, ["1/3"] * 4), sn.Softmax())
        twin = sn.twin(net, dtype=dtype)
        x = [nearest(rng.uniform(-3, 3), twin.form)]
        within(twin, x, Adversary(twin.form, rng).run(net, x), twin.bound(x).values)
        bare = sn.Network(sn.Softmax())
        x = [nearest(rng.uniform(-wide, wide), twin.form) for _ in range(3)]
        twin = sn.twin(bare, dtype=dtype)
        within(twin, x, Adversary(twin.form, rng).run(bare, x), twin.bound(x).values)


def test_a_maximum_may_be_that_of_the_exact_one_or_the_other() -> None:
    near = Fraction(sn.twin(sn.tanh)([0.5])[0]) - Fraction(1, 2**54)
    for pool in (sn.MaxPool(2), sn.WindowMax(((1, 0),), 2)):
        net = sn.Network(sn.Parallel([sn.Affine([[0]], [near])], [sn.Affine([[1]]), sn.tanh]), pool)
        for seed in range(6):
            found = Adversary(FLOAT64, Random(seed)).run(net, [0.5])  # noqa: S311
            within(sn.twin(net), [0.5], found, sn.twin(net).bound([0.5]).values)


@pytest.mark.parametrize("function", [sn.exp, sn.square, sn.softplus, sn.elu(), sn.cos], ids=repr)
def test_over_a_box_the_bound_is_not_below_those_at_its_corners(function: Any) -> None:
    twin = sn.twin(sn.Network(sn.Affine([["1.1", 1]]), function))
    for a, b in ((0, 20), (-20, 1), (-3, 3)):
        over = twin.bound_over([(a, b), (0, 1)]).values
        for corner in ([a, 0], [a, 1], [b, 0], [b, 1]):
            assert twin.bound(np.array(corner, dtype=float)).values <= 2.001 * over


@DTYPES
def test_deep_networks(dtype: str) -> None:
    rng = Random(7)  # noqa: S311
    layers: list[Any] = []
    for _ in range(30):
        rows = [[Fraction(rng.gauss(0, 0.6)) for _ in range(4)] for _ in range(4)]
        layers += [sn.Affine(rows, [Fraction(rng.gauss(0, 0.1)) for _ in range(4)]), sn.tanh]
    net = sn.Network(*layers)
    twin = sn.twin(net, dtype=dtype)
    x = floats(rng, 4, dtype)
    bound = twin.bound(x)
    assert bound.is_finite
    assert [stage.shape for stage in bound.stages] == [(4,)] * 60
    within(twin, x, twin(x), bound.values)
    for _ in range(4):
        within(twin, x, Adversary(twin.form, rng).run(net, x), bound.values)


@pytest.mark.parametrize("bits", [3, 4, 6, 9, 13])
def test_bounds_hold_where_errors_are_large(bits: int) -> None:
    # in arithmetic of a few bits errors are not small, and nothing of first order is left
    form = Format("float64", bits, -1074, 1024)
    for seed in range(25):
        rng = Random(1000 * bits + seed)  # noqa: S311
        net = network(rng)
        x = [Fraction(rng.gauss(0, rng.choice((0.01, 1, 5)))) for _ in range(net.inputs or 1)]
        point = exact_point(net, x)
        bound = Bounds.of(net, form).at_exact(point, H)
        found = Adversary(form, rng).run(net, [nearest(t, form) for t in x])
        for output, most in zip(
            sn.twin(net).certificate(x, found).outputs, bound.values, strict=True
        ):
            assert output.is_within(float(most))


class Libm:
    """What people write with the functions of Python's math, one number at a time."""

    def __init__(self, form: Format) -> None:
        self.form = form

    def function(self, function: Any, t: float) -> float:
        name = str(function.body.data)
        written: dict[str, Any] = {
            "sigmoid": lambda: 1 / (1 + math.exp(-t)) if t > -700 else 0.0,
            "tanh": lambda: math.tanh(t),
            "softplus": lambda: math.log1p(math.exp(-abs(t))) + max(t, 0.0),
            "silu": lambda: t / (1 + math.exp(-t)) if t > -700 else 0.0,
            "gelu": lambda: 0.5 * t * (1 + math.erf(t / math.sqrt(2))),
            "sin": lambda: math.sin(t),
            "cos": lambda: math.cos(t),
            "exp": lambda: math.exp(t),
        }
        return written[name]()


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "silu", "gelu", "sin", "cos"])
def test_other_libraries_are_within_the_wider_assumption(name: str) -> None:
    function = getattr(sn, name)
    twin = sn.twin(function)
    rng = Random(2)  # noqa: S311
    for t in [rng.gauss(0, 3) for _ in range(150)] + [-37.0, -8.3, -1e-9, 0.0, 1e-300, 45.0]:
        bound = twin.bound([t], ANY_LIBRARY).values
        within(twin, [t], [Libm(FLOAT64).function(function, t)], bound)


def test_a_wider_assumption_gives_a_wider_bound_and_is_named() -> None:
    twin = sn.twin(sn.Network(sn.tanh, sn.gelu))
    tight, wide = twin.bound([-2.0]), twin.bound([-2.0], ANY_LIBRARY)
    assert wide.values[0] > tight.values[0]
    assert "H(4): gelu within 16 ulp, tanh within 4 ulp" in tight.assumption
    assert "gelu within 24 ulp + 24 u|t|" in wide.assumption
    own = H.but(tanh=Accuracy(50))
    assert "H(4) but tanh: 50 ulp" in twin.bound([-2.0], own).assumption
    with pytest.raises(UnsupportedError, match="an accuracy is given by"):
        H.but(tanh=-1)


def test_under_a_stronger_assumption_numpy_is_not_followed() -> None:
    strong = H.but(tanh=1, sin=1)
    assert ANY_LIBRARY.covers(H)
    assert H.covers(H)
    assert not strong.covers(H)
    rng = Random(4)  # noqa: S311
    for _ in range(20):
        net = sn.Network(affine(rng, 2, 3), sn.tanh, affine(rng, 3, 2), sn.sin)
        x = floats(rng, 2, "float64")
        bound = sn.twin(net).bound([x, x], strong).values
        assert (bound <= sn.twin(net).bound(x).values * 1.001).all()
        within(sn.twin(net), x, Adversary(FLOAT64, rng, strong).run(net, x), bound[0])


def test_refusals() -> None:
    twin = sn.twin(sn.Network(sn.Affine([[1, 2]])))
    with pytest.raises(ShapeError, match="pairs"):
        twin.bound_over([1, 2])
    with pytest.raises(ShapeError, match="the box has 1 sides"):
        twin.bound_over([(0, 1)])
    with pytest.raises(ShapeError, match="side 2 of the box: 1 is above 0"):
        twin.bound_over([(0, 1), (1, 0)])
    with pytest.raises(InexactError, match="no real number"):
        twin.bound_over([(0, 1), (0, math.inf)])
    with pytest.raises(InexactError, match="beyond the largest"):
        twin.bound_over([(0, 1), (0, 10**400)])
    with pytest.raises(ShapeError):
        twin.bound([1.0])
    with pytest.raises(UnsupportedError, match="variable exponent"):
        sn.twin(sn.activation((1 + X**2) ** X, X)).bound([1.0])


def test_rounded_inputs_of_a_box() -> None:
    twin = sn.twin(sn.Network(sn.identity))
    assert twin.bound_over([(0, 1)]).values[0] == 0
    assert twin.bound_over([("1/3", "2/3")], rounded_inputs=True).values[0] >= 2**-54


@pytest.mark.parametrize("function", [sn.log, sn.power(-1), sn.activation(sp.log(sp.log(X)), X)])
@pytest.mark.parametrize("point", [0.0, -0.0, -1.0, -5e-324, math.nan, math.inf])
def test_where_there_is_no_value_this_is_an_issue(function: Any, point: float) -> None:
    twin = sn.twin(sn.Network(sn.Affine([[1]]), function))
    bound = twin.bound([point])
    if function.name != "log" and not bound.issues:  # 1/x at negative numbers
        assert bound.is_finite
        return
    assert not bound.is_finite
    assert any(word in issue for issue in bound.issues for word in ("NaN", "overflow"))
    batch = twin.bound([[point], [2.0]])
    assert not np.isfinite(batch.values[0])
    assert np.isfinite(batch.values[1])
    assert "at 1 of 2 inputs" in batch.issues[0]
    assert "cannot be excluded" in twin.bound_over([(-1, 3)]).issues[0]
