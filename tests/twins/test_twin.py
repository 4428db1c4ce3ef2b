"""The twins of networks against the exact networks and against each other."""

from __future__ import annotations

import math
import warnings
from fractions import Fraction
from random import Random
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath.libmp import to_rational

import symnn as sn
from symnn.errors import InexactError, NotClosedError, ShapeError, UndefinedError, UnsupportedError
from symnn.exact.ball import precision
from tests.twins.samples import PIECEWISE, SMOOTH, network

X = sp.Symbol("x", real=True)
FUNCTIONS: tuple[Any, ...] = (
    *SMOOTH,
    *PIECEWISE,
    sn.square,
    sn.power(3),
    sn.power(-2),
    sn.power(0),
    sn.step(at_zero="1/3"),
    sn.sign(),
    sn.sign(at_zero=1),
    sn.activation(sp.Max(sp.cosh(X), X**2 / 3 + sp.pi), X),
    sn.activation(sp.atan(X) + sp.Piecewise((0, X < 1), (sp.log(X), True)), X),
    sn.activation(sp.Abs(X) ** sp.Rational(1, 3) + sp.erf(X), X),
    sn.activation(sp.sympify(7) / 3 + 0 * X, X),
)
POINTS = (-1000.0, -40.0, -3.3, -1.0, -1e-9, -1e-300, 0.0, 5e-324, 0.3, 1.0, 2.5, 17.0, 700.0)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("function", FUNCTIONS, ids=repr)
def test_every_function_is_near_the_exact_one(function: Any, dtype: str) -> None:
    twin = sn.twin(function, dtype=dtype)
    points = np.array(POINTS, dtype=dtype)[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if function.domain.startswith("x != 0") or function.name == "f":
            warnings.simplefilter("ignore")
        batch = twin(points)
    assert batch.dtype == dtype
    assert batch.shape == (len(POINTS), 1)
    for x, y in zip(points, batch, strict=True):
        if np.isfinite(y).all():
            assert twin.certificate(x, y).ulps < 16
            assert (twin(x) == y).all() or twin.certificate(x).ulps < 16


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "silu", "gelu", "tanh"])
def test_no_overflow_at_the_ends(name: str) -> None:
    function = getattr(sn, name)
    for dtype, end in (("float64", 1e308), ("float32", 3e38)):
        with warnings.catch_warnings(), np.errstate(over="raise", invalid="raise"):
            warnings.simplefilter("error")
            found = sn.twin(function, dtype=dtype)([[end], [-end], [1000.0], [-1000.0]])
        assert np.isfinite(found).all()


def test_softmax_of_large_inputs() -> None:
    with np.errstate(over="raise", invalid="raise"):
        found = sn.twin(sn.Softmax())([[1e308, 1e308, -1e308], [1000.0, 999.0, 0.0]])
    assert found[0].tolist() == [0.5, 0.5, 0.0]
    assert sn.twin(sn.Softmax()).certificate([1000.0, 999.0, 0.0]).ulps < 4


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_twins_in_floats_balls_and_digits_agree(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    net = network(rng)
    points = np.array([[rng.gauss(0, 2) for _ in range(net.inputs or 1)] for _ in range(3)])
    twin = sn.twin(net)
    batch = twin(points)
    exact, digits = sn.twin(net, "balls", bits=150), sn.twin(net, "mpmath", digits=30)
    bounds = twin.bound(points).values
    for x, y, most in zip(points, batch, bounds, strict=True):
        assert twin(x).shape == y.shape == (net.outputs,)
        stages = twin.stages(x)
        assert len(stages) == len(net.layers)
        found = digits(x)
        tall = found if isinstance(found, list) else [found]
        for k, ball in enumerate(exact(x)):
            with precision(200):
                assert abs(arb(float(y[k])) - ball) <= float(most[k])
                assert abs(arb(float(stages[-1][k])) - ball) <= float(most[k])
                value = arb(fmpq(*(int(n) for n in to_rational(tall[k]._mpf_))))
                assert abs(value - ball) * 10**30 <= abs(ball)


def test_large_batches_are_done_in_blocks() -> None:
    rng = Random(1)  # noqa: S311
    net = network(rng, 3)
    points = np.random.default_rng(0).normal(size=(70000, 3))
    twin = sn.twin(net)
    assert twin(points).shape == (70000, net.outputs)
    last = points[69990:]
    assert (np.abs(twin(points)[69990:] - twin(last)) <= 2 * twin.bound(last).values).all()
    assert twin(points[:0]).shape == (0, net.outputs)
    before = points.copy()
    twin(points)
    twin.stages(points[:5])
    assert (points == before).all()


def test_a_constant_case_may_be_overwritten_by_what_follows() -> None:
    net = sn.Network(sn.sign(at_zero=1), sn.tanh, sn.activation(sp.pi + 0 * X, X), sn.square)
    assert sn.twin(net).certificate([0.0, -2.0]).ulps < 4


def test_what_is_written_out_is_computed_stably() -> None:
    written = (
        (1 / (1 + sp.exp(-X)), sn.sigmoid),
        (sp.exp(X) / (1 + sp.exp(X)), sn.sigmoid),
        (sp.log(1 + sp.exp(X)), sn.softplus),
        (X / (1 + sp.exp(-X)), sn.silu),
    )
    points = [[-1000.0], [-40.0], [0.3], [1000.0]]
    with np.errstate(over="raise", invalid="raise"):
        for text, named in written:
            found = sn.twin(sn.activation(text, X))(points)
            assert (found == sn.twin(named)(points)).all()


def test_shapes_and_types_are_checked() -> None:
    twin = sn.twin(sn.Network(sn.Affine([[1]]), sn.relu))
    with pytest.raises(ShapeError, match=r"reshape them to \(3, 1\)"):
        twin([1.0, 2.0, 3.0])
    with pytest.raises(ShapeError, match=r"not an array of shape \(\)"):
        twin(1.0)
    with pytest.raises(ShapeError, match="no array"):
        twin([[1.0], [2.0, 3.0]])
    with pytest.raises(InexactError, match="arrays of floats"):
        twin([sp.sqrt(2)])
    with pytest.raises(InexactError, match="arrays of floats"):
        twin(["0.5"])
    with pytest.raises(InexactError, match="arrays of floats"):
        twin([1j])
    with pytest.raises(UnsupportedError, match="the backend 'torch' is not known"):
        sn.twin(sn.relu, "torch")  # type: ignore[call-overload]
    with pytest.raises(ShapeError, match="takes 1 inputs, not 2"):
        sn.twin(sn.Affine([[1]]), "balls")([1, 2])
    with pytest.raises(InexactError, match="no real number"):
        sn.twin(sn.Affine([[1]]), "balls")([math.inf])
    with pytest.raises(UnsupportedError, match="digits=0: a whole number from 1"):
        sn.twin(sn.relu, "mpmath", digits=0)


def test_special_floats_go_where_ieee_754_says() -> None:
    twin = sn.twin(sn.Network(sn.Affine([[2]]), sn.relu))
    assert twin([math.inf])[0] == math.inf
    assert math.isnan(twin([math.nan])[0])
    with pytest.warns(RuntimeWarning, match="overflow"):
        assert twin([1e308])[0] == math.inf
    assert twin([-0.0])[0] == 0
    assert twin([5e-324])[0] == 1e-323


def test_a_certificate_reads_any_floats() -> None:
    twin = sn.twin(sn.Network(sn.Affine([["1/3"]])))
    good = twin.certificate(["3"], [1.0])
    assert good.ulps == 0
    assert good.error == 0
    assert good.outputs[0].nearest == 1
    bad = twin.certificate([3.0], [1.0 + 2**-52])
    assert bad.ulps == 1
    assert bad.outputs[0].is_within(2**-52)
    assert not bad.outputs[0].is_within(2**-53)
    broken = twin.certificate([3.0], [math.nan])
    assert broken.ulps == broken.error == math.inf
    assert broken.issues == ("output 1 is NaN; the exact value is 1",)
    assert not broken.outputs[0].is_within(math.inf)
    infinite = twin.certificate([3.0], [-math.inf])
    assert infinite.issues == ("output 1 is infinite; the exact value is 1",)
    assert "assumption: none" in str(infinite)
    assert sn.twin(sn.relu).certificate(["1/3"]).ulps <= 1
    with pytest.raises(InexactError, match="outputs are floats"):
        twin.certificate([3.0], ["a"])
    with pytest.raises(ShapeError, match="1 outputs"):
        twin.certificate([3.0], [1.0, 2.0])
    with pytest.raises(UndefinedError):
        sn.twin(sn.log).certificate([-1.0], [0.0])
    with pytest.raises(UndefinedError):
        sn.twin(sn.log).certificate([0.0], [0.0])


def test_values_beyond_all_exponents_are_certified() -> None:
    tiny = sn.twin(sn.gelu).certificate([-1e308])
    assert tiny.error == 5e-324
    with pytest.raises(sn.TooLargeError, match="beyond all floats"):
        sn.twin(sn.exp).certificate([1e308], [math.inf])


def test_zeros_and_jumps_are_decided_exactly() -> None:
    r = sp.sqrt(2)
    zero = sn.Network(sn.Affine([[r, -r]]), sn.step(at_zero="1/2"))
    [found] = sn.twin(zero, "balls")([0.1, 0.1])
    assert found == 0.5
    [nothing] = sn.twin(zero[:1], "balls")([0.1, 0.1])
    assert nothing.is_zero()
    assert sn.twin(zero[:1], "mpmath")([0.1, 0.1]) == 0
    # the products are floats, so that no fused multiply-add leaves a rest of them
    assert sn.twin(zero).certificate([0.5, 0.5]).error == 0


@pytest.mark.parametrize("function", [sn.gelu, sn.softplus, sn.silu], ids=repr)
def test_a_jump_at_a_zero_that_only_an_identity_shows(function: Any) -> None:
    # f(u) - f(-u) = u
    gap = sn.Network(sn.Affine([[1], [-1]]), function, sn.Affine([[1, -1]]))
    hidden = sn.Network(sn.Parallel(gap, sn.identity), sn.Affine([[1, -1]]))
    assert sn.twin(hidden, "balls")([0.3])[0].is_zero()
    assert sn.twin(hidden).condition([0.3]).numbers[0][1] in (0, math.inf)
    jump = sn.twin(sn.Network(hidden, sn.step(at_zero="1/3")))
    [output] = jump.certificate([0.3]).outputs
    assert output.lower <= Fraction(1, 3) <= output.upper < output.lower + Fraction(1, 10**20)
    found = jump.bound([0.3])
    assert "the side of a jump is not certain" in found.issues[0]
    assert found.values[0] >= 2 / 3


def test_where_there_is_no_value_the_floats_are_nan() -> None:
    slope = sn.twin(sn.Network(sn.Affine([[1]]), sn.relu.derivative()))
    assert np.array_equal(slope([[0.5], [0.0], [-1.0]]), [[1], [math.nan], [0]], equal_nan=True)
    bound = slope.bound([[0.5], [0.0], [-1.0]])
    assert bound.values.ravel().tolist() == [0, math.inf, 0]
    assert bound.issues == ("layer 2, relu': NaN, at 1 of 3 inputs",)
    assert 'float("nan")' in slope.source()
    assert "NAN" in slope.source("c")


def test_mpmath_takes_its_own_numbers() -> None:
    twin = sn.twin(sn.Network(sn.Affine([["1/3"], [1]])), "mpmath", digits=40)
    with mpmath.workdps(60):
        third, same = twin([mpmath.mpf(1) / 8])
        assert abs(third - mpmath.mpf(1) / 24) < mpmath.mpf(10) ** -41
        assert same == mpmath.mpf(1) / 8
    with pytest.raises(InexactError):
        twin([mpmath.inf])


def test_networks_of_matrices() -> None:
    net = sn.MatrixNetwork(
        sn.MatrixAffine([[1, "1/3"], [0, 2]], [[[1, 0], [0, sp.sqrt(2)]], [[0, 0], [0, 0]]]),
        sn.MatrixActivation(sn.exp),
        sn.Entrywise(sn.tanh),
        sn.MatrixAffine([[1, -1]]),
    )
    twin = sn.twin(net)
    rng = np.random.default_rng(3)
    batch = rng.integers(-4, 5, size=(5, 2, 2, 2)) / 8
    found = twin(batch)
    assert found.shape == (5, 1, 2, 2)
    for x, y in zip(batch, found, strict=True):
        exact = [[[sp.Rational(v) for v in row] for row in m] for m in x.tolist()]
        [balls] = net.enclosure(*exact, bits=80)
        certificate = twin.certificate(x, y)
        assert certificate.error < 1e-13
        assert twin.certificate(x).error < 1e-13
        for ball, output in zip(balls.entries(), certificate.outputs, strict=True):
            assert ball.overlaps(arb(fmpq(*output.lower.as_integer_ratio())))
        assert twin.certificate(x, y + 1e-3).error > 9e-4
    with pytest.raises(ShapeError, match="one input"):
        twin.certificate(batch)
    with pytest.raises(ShapeError, match="4 entries"):
        twin.certificate(batch[0], [1.0])
    with pytest.raises(ShapeError, match="k matrices"):
        twin([[1.0]])
    with pytest.raises(ShapeError, match="takes 2 matrices, not 3"):
        twin(np.zeros((3, 2, 2)))
    with pytest.raises(ShapeError, match="its biases are 2×2"):
        twin(np.zeros((2, 3, 3)))
    with pytest.raises(UnsupportedError, match="not in 'balls'"):
        sn.twin(net, "balls")  # type: ignore[call-overload]
    with pytest.raises(NotClosedError, match="holds symbols"):
        sn.twin(sn.MatrixNetwork(sn.MatrixAffine([[X]])))
