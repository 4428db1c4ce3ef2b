"""Networks written to PyTorch and ONNX: read back they are the same, if nothing was rounded."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import NotClosedError, SymnnError, TooLargeError, UnsupportedError
from symnn.exact.expression import add, apply, mul, negative, power, rational
from symnn.frameworks.assembly.scalar_functions import GELU_TANH, MISH, SOFTSIGN, clip, ramp
from symnn.frameworks.onnx.read import from_onnx
from symnn.frameworks.onnx.write import to_onnx
from symnn.frameworks.pytorch.read import from_torch
from symnn.frameworks.pytorch.write import to_torch
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.testing import assert_twin

W = sn.Affine([[1, -2, "1/2"], [0, 3, -1]], ["1/4", -1])
SQUARE = sn.Affine([[1, -2, "1/2"], [0, 3, -1], [2, 0, 0]])
WINDOWS = [(0, 1), (1, 2), (2, -1)]

NETWORKS = {
    "affine": sn.Network(W),
    "no bias": sn.Network(sn.Affine([[1, 2]])),
    **{
        f.name: sn.Network(W, f)
        for f in (sn.relu, sn.relu6, sn.absolute, sn.hard_tanh, sn.leaky_relu("1/4"),
                  sn.square, sn.identity, clip(sn.Number(-1).as_fmpq(), None))
    },
    "convolution": sn.Network(sn.Convolution([[1, -1], [2, "1/2"]], [1, 0], WINDOWS, 3)),
    "channels last": sn.Network(sn.Convolution([[1, -1], [2, 3]], [1, 0], WINDOWS, 3, True)),
    "sparse": sn.Network(sn.Sparse([[(0, 2), (2, -1)], [], [(1, 1)]], 3, [0, 5, 0])),
    "selection": sn.Network(sn.select([2, 0, 0], 3), sn.relu),
    "windows": sn.Network(sn.WindowMax(((0, 1, 2), (1,)), 3)),
    "pool": sn.Network(W, sn.MaxPool(2)),
    "residual": sn.Network(sn.Residual(SQUARE, sn.relu), sn.Residual(SQUARE)),
    "parallel": sn.Network(sn.Parallel(W, [SQUARE, sn.relu], sn.identity), sn.MaxPool(2)),
}  # fmt: skip

SMOOTH = {
    f.name: sn.Network(W, f)
    for f in (sn.sigmoid, sn.tanh, sn.softplus, sn.silu, sn.gelu, sn.exp, sn.sin, sn.cos,
              SOFTSIGN, sn.elu("1/2"))
} | {"softmax": sn.Network(W, sn.Softmax())}  # fmt: skip

POINT = st.lists(st.integers(-4, 4), min_size=3, max_size=3)


def floats(values: Any) -> list[Fraction]:
    return [Fraction(v) for v in np.asarray(values).reshape(-1).tolist()]


def exact(net: sn.Network, point: list[int]) -> list[Fraction]:
    value = net.at([point[: net.inputs]])[0]
    entries = list(value) if hasattr(value, "shape") else [value]
    return [Fraction(int(v.p), int(v.q)) for v in entries]


def through_onnx(net: sn.Network, point: list[int], dtype: str = "float32") -> Any:
    """By onnxruntime; it knows some operators in float32 only, and there onnx's own evaluator."""
    model = to_onnx(net, dtype=dtype).model
    inputs = {"x": np.array([point[: net.inputs]], dtype=dtype)}
    if dtype == "float64":
        from onnx.reference import ReferenceEvaluator

        return ReferenceEvaluator(model).run(None, inputs)[0]
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    session = runtime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, inputs)[0]


def through_torch(net: sn.Network, point: list[int], dtype: str = "float32") -> Any:
    torch = pytest.importorskip("torch", reason="the extra torch is not installed")
    module = to_torch(net, dtype).model
    with torch.no_grad():
        return module(torch.tensor([point[: net.inputs]], dtype=getattr(torch, dtype))).numpy()


@pytest.fixture(params=["onnx", "torch"])
def there(request: pytest.FixtureRequest) -> Any:
    """(write, read, run) of one framework."""
    pytest.importorskip(request.param, reason=f"the extra {request.param} is not installed")
    if request.param == "onnx":
        return to_onnx, from_onnx, through_onnx
    return to_torch, lambda m: from_torch(m, (3,)), through_torch


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_exact_exports_compute_the_network(there: Any, name: str, dtype: str) -> None:
    write, _, run = there
    net = NETWORKS[name]
    assert write(net, dtype=dtype).is_exact
    for point in ([1, -2, 3], [0, 0, 0], [-4, 2, 1]):
        assert floats(run(net, point, dtype)) == exact(net, point)


@pytest.mark.parametrize("name", [*NETWORKS, *SMOOTH])
def test_they_are_read_back_as_the_same_function(there: Any, name: str) -> None:
    write, read, _ = there
    net = {**NETWORKS, **SMOOTH}[name]
    back = read(write(net, dtype="float32").model) if net.inputs == 3 else net
    for point in ([1, -2, 3], [0, 1, -1]):
        inputs = point[: net.inputs]
        assert back.at([inputs]) == net.at([inputs])


@given(POINT)
def test_smooth_networks_are_near(point: list[int]) -> None:
    """No framework promises a bound; 64 units of double precision are asked, relative to 64."""
    pytest.importorskip("torch", reason="the extra torch is not installed")
    for net in SMOOTH.values():
        balls = sn.twin(net, "balls", bits=80)(point)
        for ball, value in zip(balls, floats(through_torch(net, point, "float64")), strict=True):
            distance = abs(float(ball.mid()) - float(value))
            assert distance <= 2**-47 * max(64, abs(float(value)))


#: x relu(x) + max(-x, x/2)², as exporters and people put activations together.
PRODUCT = ScalarFunction(
    "own",
    add(
        mul(VARIABLE, apply("relu", VARIABLE)),
        power(apply("max", negative(VARIABLE), mul(rational("1/2"), VARIABLE)), rational(2)),
    ),
)
NUMBERS = st.sampled_from(["0", "1", "-1", "1/2", "-3/4", "2", "-5/8"])
#: Activations with rational values at rational points.
RATIONAL = (
    sn.relu, sn.relu6, sn.absolute, sn.hard_tanh, sn.leaky_relu("1/4"), sn.square, sn.identity,
    SOFTSIGN, clip(fmpq(-2), fmpq(1)), clip(None, fmpq(1)), sn.power(3),
    ramp(fmpq(1, 4), fmpq(1, 2), fmpq(0), fmpq(1)), PRODUCT,
)  # fmt: skip


@st.composite
def layers(draw: st.DrawFn, size: int, depth: int) -> tuple[Any, int]:
    """A layer on so many inputs, and how many outputs it has."""
    places = st.integers(0, size - 1)
    kinds = ["affine", "activation", "sparse", "select", "convolution", "windows", "pool"]
    kind = draw(st.sampled_from(kinds + ["residual", "parallel", "network"] * (depth > 0)))
    if kind == "activation":
        return draw(st.sampled_from(RATIONAL)), size
    if kind == "pool" and size > 1:
        return sn.MaxPool(2) if size == 2 else sn.MaxPool(2, 1), size - 1
    if kind in ("residual", "parallel", "network"):
        branch, made = draw(networks(size, depth - 1))
        if kind == "network":
            return branch, made
        if kind == "residual" and made == size:
            return sn.Residual(branch), size
        other, count = draw(networks(size, depth - 1))
        return sn.Parallel(branch, other), made + count
    count = draw(st.integers(1, 3))
    rows = [[draw(NUMBERS) for _ in range(size)] for _ in range(count)]
    bias = [draw(NUMBERS) for _ in range(count)]
    if kind == "sparse":
        terms = st.lists(st.tuples(places, NUMBERS), max_size=3, unique_by=lambda t: t[0])
        return sn.Sparse([draw(terms) for _ in range(count)], size, bias), count
    if kind == "select":
        chosen = draw(st.lists(places, min_size=1, max_size=4))
        return sn.select(chosen, size), len(chosen)
    if kind == "windows":
        windows = draw(st.lists(st.lists(places, min_size=1, max_size=3), min_size=1, max_size=3))
        return sn.WindowMax(tuple(map(tuple, windows)), size), len(windows)
    if kind == "convolution":
        width = draw(st.integers(1, 2))
        seen = st.lists(st.integers(-1, size - 1), min_size=width, max_size=width)
        windows = draw(st.lists(seen, min_size=1, max_size=3))
        kernel = [[draw(NUMBERS) for _ in range(width)] for _ in range(count)]
        last = draw(st.booleans())
        return sn.Convolution(kernel, bias, windows, size, last), count * len(windows)
    return sn.Affine(rows, bias), count


@st.composite
def networks(draw: st.DrawFn, size: int, depth: int) -> tuple[sn.Network, int]:
    """A network that begins with a layer of a size, and how many outputs it has."""
    made, count = [sn.select(range(size), size)], size
    for _ in range(draw(st.integers(1, 3))):
        layer, count = draw(layers(count, depth))
        made.append(layer)
    return sn.Network(*made), count


@given(networks(3, 2), st.lists(st.integers(-8, 8), min_size=3, max_size=3))
def test_what_is_written_and_read_back_is_the_same_function(
    made: tuple[sn.Network, int], point: list[int]
) -> None:
    """Of dyadic weights nothing is rounded, whatever the layers are and however they nest."""
    net, count = made
    halves = [Fraction(x, 2) for x in point]
    wanted = net.at([halves])
    for name, write, read in (
        ("onnx", to_onnx, from_onnx), ("torch", to_torch, lambda m: from_torch(m, (3,)))
    ):  # fmt: skip
        pytest.importorskip(name, reason=f"the extra {name} is not installed")
        export = write(net, dtype="float64")
        back = read(export.model)
        assert export.is_exact
        assert (back.inputs, back.output_size(3)) == (3, count)
        assert back.at([halves]) == wanted


@pytest.mark.parametrize("name", [*SMOOTH, "mish", "gelu_tanh", "rounded"])
def test_the_runtimes_stay_within_the_proved_bound(there: Any, name: str) -> None:
    """In float32, also where weights and constants had to be rounded.

    The runtimes lose digits where textbook formulas do: where onnxruntime's sigmoid is near 0, it
    is hundreds of ulps off.
    """
    *_, run = there
    own = {"mish": MISH, "gelu_tanh": GELU_TANH, "rounded": sn.relu}
    thirds = sn.Affine([["1/3", "-2/7", sp.sqrt(2)], ["0.1", sp.pi, "1/9"]], ["1/3", "-0.7"])
    net = SMOOTH[name] if name in SMOOTH else sn.Network(thirds, own[name])
    points = np.random.default_rng(3).uniform(-3, 3, (5, 3)).astype(np.float32)

    def computed(x: Any) -> Any:
        return np.asarray(run(net, x.tolist()), dtype=np.float32).reshape(-1)

    assert_twin(
        computed, net, inputs=points.tolist(), dtype="float32", call="vector", formulas="textbook"
    )


def test_what_was_rounded_is_told(there: Any) -> None:
    write, *_ = there
    net = sn.Network(sn.Affine([["1/3", "1/2"]], [sp.sqrt(2)]), sn.leaky_relu("0.1"))
    export = write(net, dtype="float64")
    assert not export.is_exact
    places = {r.place: (r.count, r.total) for r in export.rounded}
    assert places == {"W of layer 1": (1, 2), "b of layer 1": (1, 1), "slope of layer 2": (1, 1)}
    assert "W of layer 1: 1 of 2, by at most 1.85e-17" in str(export)
    assert str(write(sn.Network(W))) == "exact: every constant is a float32"


def test_weights_are_the_nearest_floats() -> None:
    torch = pytest.importorskip("torch", reason="the extra torch is not installed")
    module = to_torch(sn.Network(sn.Affine([["1/3", sp.sqrt(2)]]))).model
    assert module[0].weight.tolist() == [[float(np.float32(1 / 3)), float(np.float32(2**0.5))]]
    assert module[0].weight.dtype == torch.float32


@pytest.mark.parametrize(
    ("net", "error", "message"),
    [
        (sn.relu, UnsupportedError, "takes any number of inputs"),
        (sn.Affine([[sp.Symbol("a", real=True)]]), NotClosedError, "a"),
        (sn.Affine([[10**400]]), TooLargeError, "beyond the largest"),
        (sn.Network(W, sn.step(at_zero=1)), UnsupportedError, "layer 2: .* has no .* for step"),
        (sn.Network(W, sn.Maxout(sn.Affine([[1, 1]]))), UnsupportedError, "for Maxout 1x2 of 1"),
    ],
)
def test_what_cannot_be_written_is_named(
    there: Any, net: Any, error: type[SymnnError], message: str
) -> None:
    write, *_ = there
    with pytest.raises(error, match=message):
        write(net)


def test_a_matrix_too_large_is_not_written_out(there: Any) -> None:
    write, *_ = there
    wide = sn.Sparse([[(0, 2)]] * 5000, 5000)
    with pytest.raises(TooLargeError, match="25,000,000 entries"):
        write(wide)


def test_another_dtype(there: Any) -> None:
    write, *_ = there
    with pytest.raises(UnsupportedError, match="float16"):
        write(W, dtype="float16")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is not installed")
    path = tmp_path / "net.onnx"
    export = to_onnx(NETWORKS["residual"], path)
    assert path.read_bytes() == export.model.SerializeToString()
    onnx.checker.check_model(str(path), full_check=True)
    with pytest.raises(TooLargeError):
        to_onnx(sn.Affine([[10**400]]), path)
    assert path.read_bytes() == export.model.SerializeToString()
    assert [p.name for p in tmp_path.iterdir()] == ["net.onnx"]
