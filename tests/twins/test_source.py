"""Generated source runs, and what it computes is within the proved bound."""

from __future__ import annotations

import ast
import ctypes
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symnn as sn
from symnn.errors import TooLargeError, UnsupportedError
from symnn.twins.bounds.assumptions import ANY_LIBRARY
from symnn.twins.twin import NumpyTwin
from tests.twins.samples import PIECEWISE, SMOOTH, network
from tests.twins.test_bounds import DTYPES, X, floats, within

COMPILER = shutil.which("gcc") or shutil.which("cc") or shutil.which("clang")
ROOT = sp.sqrt(2)
BODIES = (
    sn.activation(sp.Max(sp.cosh(X), X**2 / 3 + sp.pi) - sp.exp(-X), X, name="a"),
    sn.activation(
        sp.Piecewise((sp.sqrt(2) * X, X < 1), (X ** sp.Rational(3, 2), True)), X, name="b"
    ),
    sn.activation(sp.Abs(X) ** sp.Rational(1, 3) + sp.erf(X) + sp.atan(X), X, name="c"),
    sn.activation(sp.Min(1 / (1 + X**2), sp.Rational(1, 3)), X, name="d"),
    sn.activation(sp.sqrt(2) + 0 * X, X, name="e"),
)
EXTRA = (sn.exp, sn.square, sn.power(3), sn.power(-2), sn.step(at_zero="1/3"), sn.sign())


def ran(text: str, name: str = "network") -> Any:
    """The function that a text of Python defines."""
    space: dict[str, Any] = {}
    exec(compile(text, "<source>", "exec"), space)  # noqa: S102  our own text, in a test
    return space[name]


def every_network(count: int = 30) -> list[sn.Network]:
    """Each function once, and random networks with every kind of layer."""
    single = [sn.Network(sn.Affine([[1]]), f) for f in (*SMOOTH, *PIECEWISE, *EXTRA, *BODIES)]
    return single + [network(Random(seed)) for seed in range(count)]  # noqa: S311


def check(twin: NumpyTwin, compute: Any, seed: int) -> None:
    """A few inputs, one by one."""
    rng = Random(seed)  # noqa: S311
    for _ in range(3):
        x = floats(rng, twin.network.inputs or 1, twin.form.name)
        bound = twin.bound(x, ANY_LIBRARY)
        found = compute(np.array(x, dtype=twin.form.name))
        if bound.is_finite:
            within(twin, x, found, bound.values)


@DTYPES
def test_numpy_source(dtype: str) -> None:
    for seed, net in enumerate(every_network()):
        twin = sn.twin(net, dtype=dtype)
        compute = ran(twin.source("numpy"))
        check(twin, compute, seed)
        batch = np.random.default_rng(seed).uniform(0.5, 2, size=(4, net.inputs or 1)).astype(dtype)
        assert compute(batch).dtype == dtype
        assert compute(batch).shape == twin(batch).shape
        most = 2 * twin.bound(batch, ANY_LIBRARY).values
        assert (np.abs(compute(batch).astype(np.float64) - twin(batch)) <= most).all()


@DTYPES
@pytest.mark.skipif(COMPILER is None, reason="there is no C compiler")
def test_c_source(dtype: str, tmp_path: Path) -> None:
    nets = every_network(8)
    for k, net in enumerate(nets):
        (tmp_path / f"n{k}.c").write_text(sn.twin(net, dtype=dtype).source("c", f"n{k}"))
    library = tmp_path / "nets.so"
    files = [str(tmp_path / f"n{k}.c") for k in range(len(nets))]
    options = ["-O2", "-Wall", "-Werror", "-Wno-unused-function", "-shared", "-fPIC"]
    command = [str(COMPILER), *options, "-o", str(library), *files, "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = ctypes.CDLL(str(library))
    for k, net in enumerate(nets):
        twin = sn.twin(net, dtype=dtype)
        outputs = net.outputs or 1

        def compute(x: Any, k: int = k, outputs: int = outputs) -> Any:
            y = np.zeros(outputs, dtype=dtype)
            pointer = ctypes.c_void_p
            getattr(loaded, f"n{k}")(x.ctypes.data_as(pointer), y.ctypes.data_as(pointer))
            return y

        check(twin, compute, k)
        size = net.inputs or 1
        batch = np.random.default_rng(k).uniform(0.5, 2, size=(4, size)).astype(dtype)
        rows = np.zeros((4, outputs), dtype=dtype)
        data = batch.ctypes.data_as(ctypes.c_void_p), rows.ctypes.data_as(ctypes.c_void_p)
        getattr(loaded, f"n{k}_batch")(ctypes.c_long(4), *data)
        assert np.array_equal(rows, np.array([compute(row) for row in batch]))


@DTYPES
@pytest.mark.parametrize("language", ["torch", "jax"])
def test_torch_and_jax_source(language: str, dtype: str) -> None:
    texts = [sn.twin(net, dtype=dtype).source(language) for net in every_network()]
    for text in texts:
        assert ast.parse(text)
        assert "np." not in text.replace("jnp.", "")
    pytest.importorskip(language)
    for seed, (net, text) in enumerate(zip(every_network(), texts, strict=True)):
        compute = ran(text)
        check(sn.twin(net, dtype=dtype), lambda x, f=compute: np.asarray(f(x)), seed)


def test_the_tails_of_gelu_in_c(tmp_path: Path) -> None:
    if COMPILER is None:
        pytest.skip("there is no C compiler")
    twin = sn.twin(sn.Network(sn.Affine([[1]]), sn.gelu))
    path = tmp_path / "gelu.c"
    path.write_text(twin.source("c", "gelu"))
    library = tmp_path / "gelu.so"
    command = [str(COMPILER), "-shared", "-fPIC", "-o", str(library), str(path), "-lm"]
    subprocess.run(command, check=True)
    gelu = ctypes.CDLL(str(library)).gelu
    for t in (-37.9, -30.3, -20.1, -8.7, -3.3, -0.5, 0.0, 0.7, 5.0, 39.0, 41.0, -1e300):
        x, y = np.array([t]), np.zeros(1)
        gelu(x.ctypes.data_as(ctypes.c_void_p), y.ctypes.data_as(ctypes.c_void_p))
        assert twin.certificate(x, y).ulps < 16


def test_constants_are_shown_with_their_exact_values() -> None:
    r = 1 / sp.sqrt(2)
    net = sn.Network(sn.Affine([["0.1", "1/3", r]], ["-2/7"]), sn.elu(alpha="1/7"))
    text = sn.twin(net).source()
    assert "0.3333333333333333,  # 1/3" in text
    assert "0.1,\n" in text
    assert "0.7071067811865476,  # sqrt(2)/2" in text
    assert "-0.2857142857142857,  # -2/7" in text
    low = sn.twin(net, dtype="float32").source()
    assert "0.10000000149011612,  # 1/10" in low
    c = sn.twin(net).source("c")
    assert "0x1.999999999999ap-4 /* 1/10 */" in c
    assert "0x1.6a09e667f3bcdp-1 /* sqrt(2)/2 */" in c
    assert max(len(line) for line in (text + c).splitlines()) <= 100


def test_refusals() -> None:
    twin = sn.twin(sn.relu)
    with pytest.raises(UnsupportedError, match="there are numpy, torch, jax, c"):
        twin.source("rust")
    for name in ("a b", "1x", "def", "x;y", "W1", "gelu_", "x"):
        with pytest.raises(UnsupportedError, match="is no name of a function"):
            twin.source("c", name)
    with pytest.raises(UnsupportedError, match="takes any number of inputs; C needs one"):
        twin.source("c")
    with pytest.raises(UnsupportedError, match="has no source"):
        sn.twin(sn.MaxPool(2)).source()
    with pytest.raises(TooLargeError):
        sn.twin(sn.Affine([[10**400]]))
