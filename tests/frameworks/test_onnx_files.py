"""ONNX files that cannot be read, and what is said about them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import (
    InexactError,
    ModelError,
    ShapeError,
    SymnnError,
    TooLargeError,
    UnsupportedError,
)
from symnn.frameworks.files import MAX_BYTES
from symnn.frameworks.onnx.read import from_onnx

onnx = pytest.importorskip("onnx", reason="the extra onnx is not installed")

from tests.frameworks.damage import good_models, spoiled  # noqa: E402
from tests.frameworks.models import onnx_model  # noqa: E402

W = np.array([[1.0], [2.0]], dtype=np.float32)
PLAIN = onnx_model([("MatMul", "x w", "y")], (1, 2), {"w": W})


def test_a_file_is_read_as_the_model_is(tmp_path: Path) -> None:
    onnx.save(PLAIN, tmp_path / "net.onnx")
    assert from_onnx(tmp_path / "net.onnx")(3, 4) == 11
    assert from_onnx(str(tmp_path / "net.onnx"))(3, 4) == 11


def test_every_float_is_the_number_it_is() -> None:
    model = onnx_model([("Mul", "x w", "y")], (1, 1), {"w": np.float32(0.1)})
    assert from_onnx(model)(1) == sn.exactly(float(np.float32(0.1)))
    half = onnx_model([("Mul", "x w", "y")], (1, 1), {"w": np.float16(0.1)}, kind=10)
    assert from_onnx(half)(1) == sn.exactly(float(np.float16(0.1)))


def test_bfloat16_weights() -> None:
    model = onnx_model([("Mul", "x w", "y")], (1, 1), kind=onnx.TensorProto.BFLOAT16)
    raw = onnx.helper.make_tensor(
        "w", onnx.TensorProto.BFLOAT16, [1], bytes([0xCD, 0x3D]), raw=True
    )
    model.graph.initializer.append(raw)
    assert from_onnx(model)(1) == sn.exactly(0.10009765625)


def test_batch_normalisation_keeps_its_root_or_is_rounded() -> None:
    import sympy as sp

    one, two = np.ones(1, dtype=np.float32), np.full(1, 2, dtype=np.float32)
    model = onnx_model(
        [("BatchNormalization", "x s b m v", "y", {"epsilon": 0.0})],
        (1, 1),
        {"s": one, "b": one, "m": one, "v": two},
    )
    assert from_onnx(model)(3) == 1 + sp.sqrt(2)
    half = from_onnx(model, batch_norm=lambda q: q / 4)
    assert half(3) == 2
    near = from_onnx(model, batch_norm="float64")
    assert near(3) == 1 + 2 * sn.exactly(0.5**0.5)
    with pytest.raises(UnsupportedError, match="float16"):
        from_onnx(model, batch_norm="float16")


def test_open_axes() -> None:
    batch = onnx_model([("Relu", "x", "y")], ("batch", 3))
    assert from_onnx(batch)(1, -1, 2).T == sn.Network(sn.relu)(1, -1, 2).T
    image = onnx_model([("Relu", "x", "y")], ("batch", "width"))
    with pytest.raises(ModelError, match=r"axis 1 of the input x .*sizes=\{'width': n\}"):
        from_onnx(image)
    assert from_onnx(image, sizes={"width": 2}).output_size(2) == 2


def test_inner_values_and_several_outputs() -> None:
    model = onnx_model(
        [("MatMul", "x w", "z"), ("Relu", "z", "y")], (1, 2), {"w": W}, outputs=("y", "z")
    )
    with pytest.raises(UnsupportedError, match="the outputs y, z; say which"):
        from_onnx(model)
    assert from_onnx(model, "z")(-3, 1) == -1
    assert from_onnx(model, "y")(-3, 1) == 0
    with pytest.raises(ModelError, match="no node makes the output 'q'"):
        from_onnx(model, "q")
    with pytest.raises(UnsupportedError, match="is a constant"):
        from_onnx(model, "w")


def bent(**changes: Any) -> Any:
    model = onnx.ModelProto()
    model.CopyFrom(PLAIN)
    for name, value in changes.items():
        setattr(model.graph.node[0], name, value)
    return model


def with_tensor(**changes: Any) -> Any:
    model = onnx.ModelProto()
    model.CopyFrom(PLAIN)
    tensor = model.graph.initializer[0]
    for name, value in changes.items():
        if name == "dims":
            del tensor.dims[:]
            tensor.dims.extend(value)
        else:
            setattr(tensor, name, value)
    return model


def external() -> Any:
    model = with_tensor(data_location=1)
    entry = model.graph.initializer[0].external_data.add()
    entry.key, entry.value = "location", "/etc/passwd"
    return model


def cycle() -> Any:
    return onnx_model([("Add", "x b", "a"), ("Add", "x a", "b"), ("Relu", "b", "y")], (1, 2))


def control_flow() -> Any:
    branch = onnx.helper.make_graph([], "inner", [], [])
    model = bent(op_type="If")
    model.graph.node[0].attribute.append(onnx.helper.make_attribute("then_branch", branch))
    return model


def two_inputs() -> Any:
    model = bent()
    model.graph.input.append(onnx.helper.make_tensor_value_info("u", 1, [1]))
    return model


REFUSALS = {
    "unknown operator": (
        bent(op_type="Einsum", name="tail"),
        UnsupportedError,
        r"the Einsum tail that makes y: the operator is not read; those that are: Abs, Add, .*Conv",
    ),
    "unknown domain": (
        bent(domain="com.vendor"), UnsupportedError, "of the domain 'com.vendor'"
    ),
    "external data": (external(), ModelError, "w lies in another file.*is not opened"),
    "cycle": (cycle(), ModelError, "the Add n0 that makes a: it uses 'b' before any node makes it"),
    "made twice": (
        onnx_model([("Relu", "x", "y"), ("Relu", "x", "y")], (1, 2)), ModelError, "made twice"
    ),
    "control flow": (control_flow(), UnsupportedError, "graph inside"),
    "shape": (
        onnx_model([("MatMul", "x w", "y")], (1, 3), {"w": W}), ShapeError,
        r"the MatMul n0 that makes y: a weight of shape \[2, 1\] takes 2 inputs",
    ),
    "NaN": (
        onnx_model([("MatMul", "x w", "y")], (1, 2), {"w": W * np.array([[1], [np.nan]])}),
        InexactError, r"w\[1, 0\] is nan",
    ),
    "infinity": (
        onnx_model([("Add", "x w", "y")], (1, 2), {"w": np.array([np.inf, 1], dtype=np.float32)}),
        InexactError, r"w\[0\] is inf",
    ),
    "huge weight": (with_tensor(dims=[10**9, 10**9]), TooLargeError, "w has the shape"),
    "negative size": (with_tensor(dims=[-2, 1]), ModelError, r"w has the shape \[-2, 1\]"),
    "missing data": (with_tensor(dims=[5, 5]), ModelError, "the data of w do not fit"),
    "huge constant": (
        onnx_model(
            [("ConstantOfShape", "s", "c"), ("Add", "x c", "y")], (1, 2),
            {"s": np.array([10**12], dtype=np.int64)},
        ),
        TooLargeError, r"a constant of shape \[1000000000000\]",
    ),
    "huge expansion": (
        onnx_model([("Expand", "x s", "y")], (1, 1), {"s": np.array([10**9, 9], dtype=np.int64)}),
        TooLargeError, "an expansion",
    ),
    "huge padding": (
        onnx_model([("Pad", "x p", "y")], (1, 2), {"p": np.array([0, 0, 10**6, 10**6])}),
        TooLargeError, "a tensor of shape",
    ),
    "huge input": (onnx_model([("Relu", "x", "y")], (1, 10**9)), TooLargeError, "the input x"),
    "product": (
        onnx_model([("Transpose", "x", "t"), ("Mul", "x t", "y")], (2, 2)), UnsupportedError,
        "product of two values that both depend on the input",
    ),
    "rounded constants": (
        onnx_model([("Add", "a a", "b"), ("Add", "x b", "y")], (1, 2), {"a": np.float32([1, 2])}),
        UnsupportedError, "floats are not computed with here",
    ),
    "two inputs": (two_inputs(), UnsupportedError, "the inputs are: x, u"),
    "training": (
        onnx_model(
            [("Dropout", "x r t", "y")], (1, 2), {"r": np.float32(0.5), "t": np.array(True)}
        ),
        UnsupportedError, "dropout in training is random",
    ),
    "division": (
        onnx_model([("Div", "x c", "y")], (1, 2), {"c": np.float32([1, 0])}), UnsupportedError,
        "division by 0",
    ),
    "cast": (
        onnx_model([("Cast", "x", "y", {"to": 7})], (1, 2)), UnsupportedError, "cuts digits off"
    ),
    "bad axis": (onnx_model([("Softmax", "x", "y", {"axis": 4})], (1, 2)), ShapeError, "axis 4"),
    "left out": (
        onnx_model([("Conv", "x", "y")], (1, 1, 3, 3)), ModelError, "1 inputs; the operator has 2"
    ),
    "nothing given": (
        onnx_model([("Conv", "x ", "y")], (1, 1, 3, 3)), UnsupportedError, "input 2 is missing"
    ),
    "a long product": (
        onnx_model(
            [step for k in range(9) for step in (
                ("Relu", f"v{k}" if k else "x", f"r{k}"),
                ("Mul", f"{f'v{k}' if k else 'x'} r{k}", f"v{k + 1}" if k < 8 else "y"),
            )], (1, 1),
        ),
        TooLargeError, "the Mul n13 that makes v7: .* more than 200 operations",
    ),
    "doubled values": (
        onnx_model(
            [("Relu", "x", "v0")]
            + [("Concat", f"v{k} v{k}", f"v{k + 1}", {"axis": 1}) for k in range(30)],
            (1, 2), outputs=("v30",),
        ),
        TooLargeError, r"the Concat n20 that makes v20: a tensor of shape \[2097152\]",
    ),
    "doubled constants": (
        onnx_model(
            [("Concat", f"v{k} v{k}", f"v{k + 1}", {"axis": 0}) for k in range(30)]
            + [("Add", "x v30", "y")], (1, 1), {"v0": np.float32([1, 2])},
        ),
        TooLargeError, "the Concat n21 .* the cap is 10,000,000",
    ),
    "gathered again and again": (
        onnx_model([("Gather", "x i", "y")], (1, 1000), {"i": np.zeros(10**6, dtype=np.int64)}),
        TooLargeError, "1,000,000 times 1,000 entries",
    ),
    "large windows": (
        onnx_model([("MaxPool", "x", "y", {"kernel_shape": [999, 999], "pads": [500] * 4})],
                   (1, 1, 1000, 1000)),
        TooLargeError, "terms; the cap is 10,000,000",
    ),
    "large outer product": (
        onnx_model(
            [("Mul", "a b", "c"), ("Reshape", "x c", "y")], (1, 1),
            {"a": np.ones((10**5, 1), dtype=np.int64), "b": np.ones((1, 10**5), dtype=np.int64)},
        ),
        TooLargeError, r"a constant of shape \[100000, 100000\]",
    ),
    "attribute of another operator": (
        onnx_model([("Relu", "x", "y", {"alpha": 1.0})], (1, 2)), ModelError,
        "the attribute 'alpha' is not one of the operator: it has none",
    ),
    "attribute of another type": (
        onnx_model([("Softmax", "x", "y", {"axis": [1]})], (1, 2)), ModelError,
        "the attribute axis is said to be of the type 7 of ONNX; it is of the type 2",
    ),
    "attribute left out": (
        onnx_model([("Concat", "x x", "y")], (1, 2)), ModelError, "the attribute axis is missing"
    ),
    "two paddings": (
        onnx_model(
            [("MaxPool", "x", "y",
              {"kernel_shape": [2, 2], "auto_pad": "SAME_UPPER", "pads": [1] * 4})], (1, 1, 3, 3)
        ),
        UnsupportedError, "beside auto_pad",
    ),
    "later operator": (
        onnx_model([("Gelu", "x", "y")], (1, 2)), UnsupportedError, "version 17 .* has none of this"
    ),
    "later version": (
        onnx_model([("Relu", "x", "y")], (1, 2), opset=999), UnsupportedError,
        "the model is written for version 999",
    ),
    "axes that are not there": (
        onnx_model([("Squeeze", "x a", "y")], (1, 2), {"a": np.array([7])}), ShapeError,
        "there is no axis 7 among 2",
    ),
    "an axis twice": (
        onnx_model([("Pad", "x p  a", "y")], (1, 2),
                   {"p": np.array([1, 1, 1, 1]), "a": np.array([1, -1])}, opset=18), ShapeError,
        "two for each",
    ),
    "empty interval": (
        onnx_model([("Clip", "x a", "y")], (1, 2), {"a": np.float32(np.inf)}), InexactError,
        "a is inf",
    ),
    "training, old": (
        onnx_model([("Dropout", "x", "y")], (1, 2), opset=6), UnsupportedError, "set is_test"
    ),
    "constant output": (
        onnx_model([("Identity", "w", "y")], (1, 2), {"w": W}), UnsupportedError, "is a constant"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_read_is_named(name: str) -> None:
    model, error, message = REFUSALS[name]
    with pytest.raises(error, match=message):
        from_onnx(model)


def test_files_that_are_no_models(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read as an ONNX model: No such file"):
        from_onnx(tmp_path / "none.onnx")
    for name, data, message in (
        ("a.onnx", b"", "is empty"),
        ("b.onnx", b"\x00\x01\x02", "is no ONNX model"),
        ("c.onnx", PLAIN.SerializeToString()[:-9], "is no ONNX model, or is cut short"),
        ("d.pt", b"", "is a pickle, and a pickle runs the code"),
        ("e.onnx", b"\x80\x04\x95abc", "is a pickle"),
        ("f.onnx", b"PK\x03\x04 archive/data.pkl", "is a pickle"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ModelError, match=message):
            from_onnx(tmp_path / name)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.onnx").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ModelError, match="the cap is"):
        from_onnx(tmp_path / "large.onnx")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("onnx") / "damaged.onnx"


GOOD = good_models()


@pytest.mark.parametrize("model", GOOD)
def test_the_models_to_be_damaged_are_good(model: Any) -> None:
    assert from_onnx(model).inputs


@given(model=st.sampled_from(GOOD), source=st.randoms(use_true_random=False))
def test_a_damaged_file_never_ends_in_another_error(
    damaged: Path, model: Any, source: Random
) -> None:
    """It is refused, or it is another model; `tests.campaigns.damaged_files` tries thousands."""
    damaged.write_bytes(spoiled(model, source))
    with suppress(SymnnError):
        from_onnx(damaged)


def test_names_that_are_no_text() -> None:
    data = PLAIN.SerializeToString().replace(b"MatMul", b"MatM\xff\xfe")
    with pytest.raises(ModelError, match="no text in UTF-8"):
        from_onnx(onnx.load_from_string(data))


@pytest.mark.parametrize("count", [1, 24, 60])
def test_a_chain_of_squares_is_read_at_once(count: int) -> None:
    """Written out, x^(2^60) has more operations than any cap allows."""
    steps = [("Mul", f"v{k} v{k}", f"v{k + 1}") for k in range(count)]
    net = from_onnx(onnx_model([("Relu", "x", "v0"), *steps], (1, 1), outputs=(f"v{count}",)))
    assert net(1) == 1
    if count == 1:
        assert net(3) == 9


def test_the_sum_of_many_values_is_read_quickly() -> None:
    """Where the branches of a sum of n values meet is found in n log n steps."""
    steps = [("Relu", "x", f"v{k}") for k in range(4000)]
    total = ("Sum", " ".join(f"v{k}" for k in range(4000)), "y")
    assert from_onnx(onnx_model([*steps, total], (1, 1)))(2) == 8000


def test_integers_are_divided_towards_zero() -> None:
    shape = [("Div", "a b", "s"), ("Reshape", "x s", "y")]
    numbers = {"a": np.array([7, -7]), "b": np.array([2, 7])}
    assert from_onnx(onnx_model(shape, (1, 3), numbers)).output_size(3) == 3
    numbers["b"] = np.array([2, 0])
    with pytest.raises(ModelError, match="a division by 0"):
        from_onnx(onnx_model(shape, (1, 3), numbers))


def test_ends_at_infinity_clip_nothing() -> None:
    for low, high, expected in ((-np.inf, 1, -9), (-1, np.inf, -1), (-np.inf, np.inf, -9)):
        ends = {"a": np.float32(low), "b": np.float32(high)}
        assert from_onnx(onnx_model([("Clip", "x a b", "y")], (1, 1), ends))(-9) == expected


@pytest.mark.parametrize("size", ["3", 3.0, -1, 0, None])
def test_sizes_that_are_none(size: Any) -> None:
    image = onnx_model([("Relu", "x", "y")], ("batch", "width"))
    with pytest.raises(ShapeError, match="the size of width is"):
        from_onnx(image, sizes={"width": size})
    with pytest.raises(ShapeError, match="sizes is"):
        from_onnx(image, sizes=[size])  # type: ignore[arg-type]
