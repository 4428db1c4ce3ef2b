"""Networks from arrays, dictionaries of arrays and safetensors files."""

from __future__ import annotations

import json
import struct
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import symnn as sn
from symnn.errors import (
    InexactError,
    ModelError,
    ShapeError,
    SymnnError,
    TooLargeError,
    UnsupportedError,
)
from symnn.frameworks.arrays import from_arrays
from symnn.frameworks.dyadic import MAX_NUMBERS, exact_array, from_bfloat16, is_dyadic
from symnn.frameworks.safetensors import from_safetensors
from symnn.frameworks.state import from_state

FLOATS = [np.float16, np.float32, np.float64]


@given(st.sampled_from(FLOATS).flatmap(lambda t: arrays.arrays(t, arrays.array_shapes(max_dims=3))))
def test_an_array_is_read_back_as_it_was(array: Any) -> None:
    if not np.isfinite(array).all():
        with pytest.raises(InexactError, match="no real number equals it"):
            exact_array(array, "W")
        return
    exact = exact_array(array, "W")
    assert all(map(is_dyadic, exact.entries))
    values = [float(Fraction(int(e.p), int(e.q))) for e in exact.entries]
    assert np.array_equal(np.array(values).reshape(exact.shape), array.astype(np.float64))


@given(st.binary(min_size=2, max_size=16).filter(lambda b: len(b) % 2 == 0))
def test_bfloat16_is_the_upper_half_of_a_float(data: bytes) -> None:
    values = from_bfloat16(data)
    packed = b"".join(struct.pack("<f", v)[2:] for v in values.tolist())
    assert packed == data or np.isnan(values).any()


def test_arrays_and_activations() -> None:
    net = from_arrays([(np.eye(2), np.array([0.5, 0])), "tanh", [[1, -1]], sn.relu, "softmax"])
    assert repr(net) == "Network(Affine 2x2, tanh, Affine 1x2, relu, Softmax)"
    assert from_arrays([[[0.1]]])(1) == sn.exactly(0.1)
    assert from_arrays([([["1/3"]], [sp.Rational(1, 3)])])(1) == sp.Rational(2, 3)
    assert from_arrays([[[1.0], [2.0]]]).outputs == 2
    assert from_arrays([([[1.0], [2.0]], None)]).outputs == 2
    assert from_arrays([(np.ones((2, 1), dtype=np.longdouble), [0, 1])]).outputs == 2


def test_minus_zero_is_zero() -> None:
    assert from_arrays([[[-0.0]]])(5) == 0


@pytest.mark.parametrize(
    ("layers", "error", "message"),
    [
        ([], ShapeError, "no layers"),
        (["relu"], ShapeError, "no weights"),
        ([np.ones((2, 3)), np.ones((1, 3))], ShapeError, "layer 2: .* takes 3 inputs"),
        ([np.ones(3)], ShapeError, r"layer 1 has shape \[3\]"),
        ([np.ones((0, 3))], ShapeError, r"shape \[0, 3\]"),
        ([(np.ones((2, 3)), np.ones(3))], ShapeError, r"a bias of shape \[3\] for 2 outputs"),
        ([[[1.0], [2.0, 3.0]]], ShapeError, "is no array"),
        ([[[1.0, float("inf")]]], InexactError, r"layer 1\[0, 1\] is inf"),
        ([(np.ones((1, 1)), [float("nan")])], InexactError, r"the bias of layer 1\[0\] is nan"),
        ([np.array([[1j]])], UnsupportedError, "complex128"),
        ([np.array([[True]])], UnsupportedError, "bool"),
        ([[["x"]]], UnsupportedError, "'x' is not a number"),
        ([[["1/3", 0.1]]], InexactError, "mixes exact objects with the float 0.1"),
        ([np.array([[Fraction(1, 3), 0.5]], dtype=object)], InexactError, "mixes"),
        ([[[1.0]], "quux"], UnsupportedError, "'quux' is not known; the names are: abs, cos"),
    ],
)
def test_arrays_that_make_no_network(layers: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        from_arrays(layers)


def test_an_array_too_large_is_refused() -> None:
    huge = np.broadcast_to(np.float32(0), (MAX_NUMBERS + 1,))
    with pytest.raises(TooLargeError, match="W holds 20,000,001 numbers"):
        exact_array(huge, "W")


STATE = {
    "c.weight": np.arange(8, dtype=np.float32).reshape(2, 1, 2, 2),
    "c.bias": np.array([1, -1], dtype=np.float32),
    "fc.weight": np.ones((1, 2), dtype=np.float32),
}
LAYERS = [{"conv": "c", "stride": 1}, "relu", {"max_pool": 2, "stride": 1}, "flatten", "fc"]


def test_a_dictionary_of_weights() -> None:
    net = from_state(STATE, LAYERS, input_shape=(1, 3, 3))
    assert net(*range(9)) == from_state(STATE, LAYERS, (1, 3, 3))(*range(9))
    windows = [[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]
    first = max(sum(k * w[k] for k in range(4)) + 1 for w in windows)
    second = max(sum((4 + k) * w[k] for k in range(4)) - 1 for w in windows)
    assert net(*range(9)) == first + second


@pytest.mark.parametrize(
    ("layers", "shape", "error", "message"),
    [
        (LAYERS, None, ShapeError, "give input_shape"),
        ([*LAYERS[:-1]], (1, 3, 3), UnsupportedError, "no layer uses fc.weight"),
        (["nothing", *LAYERS], (1, 3, 3), UnsupportedError, "there is no nothing.weight; .* c, fc"),
        ([{"conv": "d"}], (1, 3, 3), UnsupportedError, "there is no d.weight"),
        ([{"conv": "c", "size": 2}], (1, 3, 3), UnsupportedError, "is not understood: write"),
        (["c", "fc"], (1, 3, 3), ShapeError, 'write {"conv": "c"}'),
        ([{"conv": "c", "stride": 0}, "fc"], (1, 3, 3), ShapeError, "the strides"),
        ([{"conv": "c", "padding": -1}, "fc"], (1, 3, 3), ShapeError, "the padding"),
        (LAYERS, (1, 0, 3), ShapeError, "whole numbers from 1 on"),
        (LAYERS, (2, 3, 3), ShapeError, "layer 1"),
    ],
)
def test_dictionaries_that_make_no_network(
    layers: Any, shape: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        from_state(STATE, layers, shape)


# --- safetensors ----------------------------------------------------------------------------


def packed(header: dict[str, Any], data: bytes) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def entry(kind: str, shape: list[int], start: int, end: int) -> dict[str, Any]:
    return {"dtype": kind, "shape": shape, "data_offsets": [start, end]}


def test_safetensors_of_every_kind(tmp_path: Path) -> None:
    pytest.importorskip("safetensors", reason="the extra safetensors is not installed")
    path = tmp_path / "a.safetensors"
    header = {
        "a.weight": entry("F16", [1, 1], 0, 2),
        "b.weight": entry("BF16", [1, 1], 2, 4),
        "c.weight": entry("F64", [1, 1], 4, 12),
        "__metadata__": {"format": "pt"},
    }
    path.write_bytes(packed(header, struct.pack("<e", 0.1) + b"\xcd\x3d" + struct.pack("<d", 0.1)))
    net = from_safetensors(path, ["a", "b", "c"])
    assert net(1) == sn.exactly(float(np.float16(0.1))) * sn.exactly(0.10009765625) * sn.exactly(
        0.1
    )


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", ModelError, "is no safetensors file"),
        (b"\xff" * 40, ModelError, "is no safetensors file"),
        (struct.pack("<Q", 2**62) + b"{}", ModelError, "is no safetensors file"),
        (packed({"w": entry("F32", [9, 9], 0, 4)}, bytes(4)), ModelError, "no safetensors file"),
        (packed({"w": entry("F32", [1], 0, 8)}, bytes(8)), ModelError, "no safetensors file"),
        (packed({"w": entry("F32", [1], 0, 4)}, b""), ModelError, "no safetensors file"),
        (packed({"w": entry("BOOL", [1], 0, 1)}, bytes(1)), UnsupportedError, "w has .* type BOOL"),
        (b"\x80\x04\x95", ModelError, "is a pickle"),
    ],
)
def test_files_that_are_not_safe(
    tmp_path: Path, content: bytes, error: type[Exception], message: str
) -> None:
    pytest.importorskip("safetensors", reason="the extra safetensors is not installed")
    path = tmp_path / "a.safetensors"
    path.write_bytes(content)
    with pytest.raises(error, match=message):
        from_safetensors(path, ["w"])


@given(data=st.data())
def test_a_damaged_file_never_ends_in_another_error(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pytest.importorskip("safetensors", reason="the extra safetensors is not installed")
    content = bytearray(packed({"w.weight": entry("F32", [1, 1], 0, 4)}, struct.pack("<f", 0.1)))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("safe") / "damaged.safetensors"
    path.write_bytes(bytes(content))
    with suppress(SymnnError):
        from_safetensors(path, ["w"])


def test_exact_rows() -> None:
    assert exact_array([[1, 2], [3, 4]], "W").rows() == [[fmpq(1), fmpq(2)], [fmpq(3), fmpq(4)]]
