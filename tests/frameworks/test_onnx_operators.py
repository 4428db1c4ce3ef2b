"""Every ONNX operator that is read, against onnxruntime, on numbers where floats do not round."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import symnn as sn
from symnn.frameworks.onnx.read import from_onnx

onnx = pytest.importorskip("onnx", reason="the extra onnx is not installed")

from tests.frameworks.models import onnx_model, run_float, whole  # noqa: E402

RNG = np.random.default_rng(20261125)
I64 = np.int64


def w(*shape: int) -> Any:
    return whole(RNG, *shape)


def ints(*values: int) -> Any:
    return np.array(values, dtype=I64)


def one(op: str, shape: tuple[int, ...], given: dict[str, Any] | None = None, **consts: Any) -> Any:
    """One node on x and constants, in their order."""
    return onnx_model([(op, " ".join(["x", *consts]), "y", given or {})], shape, consts)


IMAGE = (1, 2, 5, 6)

EXACT = {
    "Gemm": one("Gemm", (1, 3), None, w=w(3, 4), b=w(4)),
    "Gemm transposed, scaled": one(
        "Gemm", (1, 3), {"transB": 1, "alpha": 0.5, "beta": 2.0}, w=w(4, 3), b=w(1, 4)
    ),
    "Gemm of a column": one("Gemm", (3, 1), {"transA": 1}, w=w(3, 2), b=w(1)),
    "Gemm of rows": one("Gemm", (2, 3), None, w=w(3, 2), b=w(2, 2)),
    "MatMul of a tensor": one("MatMul", (1, 2, 3), None, w=w(3, 4)),
    "MatMul from the left": onnx_model([("MatMul", "w x", "y")], (3, 2), {"w": w(4, 3)}),
    "Add": one("Add", (1, 2, 3), None, b=w(3)),
    "Add that grows": one("Add", (1, 3), None, b=w(2, 1)),
    "Sub": onnx_model([("Sub", "b x", "y")], (1, 3), {"b": w(3)}),
    "Sub a constant": one("Sub", (1, 3), None, b=w(1, 3)),
    "Mul": one("Mul", IMAGE, None, b=w(2, 1, 1)),
    "Div": one("Div", (1, 3), None, b=np.array([2, 0.5, -4], dtype=np.float32)),
    "Neg": one("Neg", (1, 3)),
    "Relu": one("Relu", (1, 3)),
    "Abs": one("Abs", (1, 3)),
    "LeakyRelu": one("LeakyRelu", (1, 3), {"alpha": 0.25}),
    "PRelu": one("PRelu", IMAGE, None, s=w(2, 1, 1)),
    "PRelu, one slope": one("PRelu", (1, 3), None, s=w(1)),
    "Clip": one("Clip", (1, 8), None, a=np.float32(-1), b=np.float32(2)),
    "Clip below": one("Clip", (1, 8), None, a=np.float32(0)),
    "Clip above": onnx_model([("Clip", "x  b", "y")], (1, 8), {"b": np.float32(1)}),
    "Clip, old": onnx_model([("Clip", "x", "y", {"min": -1.0, "max": 1.0})], (1, 4), opset=6),
    "HardSigmoid": one("HardSigmoid", (1, 8), {"alpha": 0.25, "beta": 0.5}),
    "Mul of a value by itself": onnx_model([("Mul", "x x", "y")], (1, 3)),
    "Mul of two functions of a value": onnx_model(
        [("Relu", "x", "a"), ("Sub", "x c", "b"), ("Mul", "b a", "d"), ("Mul", "d x", "y")],
        (1, 4), {"c": np.float32(2)},
    ),
    "Pow": one("Pow", (1, 3), None, e=np.float32(3)),
    "Max": one("Max", (1, 2, 3), None, c=w(2, 1)),
    "Min": one("Min", (1, 4), None, c=w(1, 4)),
    "Conv": one("Conv", IMAGE, None, w=w(3, 2, 2, 3), b=w(3)),
    "Conv with moves": one(
        "Conv", IMAGE, {"strides": [2, 1], "pads": [1, 0, 2, 1], "dilations": [1, 2]},
        w=w(3, 2, 2, 3),
    ),
    "Conv in groups": one("Conv", (1, 4, 4, 4), {"group": 2}, w=w(6, 2, 3, 3), b=w(6)),
    "Conv, depthwise, same": one(
        "Conv", IMAGE, {"group": 2, "auto_pad": "SAME_UPPER", "strides": [2, 2]}, w=w(2, 1, 3, 3)
    ),
    "Conv, same lower": one("Conv", IMAGE, {"auto_pad": "SAME_LOWER"}, w=w(1, 2, 2, 2)),
    "Conv 1-d": one("Conv", (1, 2, 7), None, w=w(3, 2, 3)),
    "Conv 3-d": one("Conv", (1, 1, 3, 3, 3), None, w=w(2, 1, 2, 2, 2)),
    "MaxPool": one("MaxPool", IMAGE, {"kernel_shape": [2, 2], "strides": [2, 2]}),
    "MaxPool with moves": one(
        "MaxPool", IMAGE, {"kernel_shape": [3, 2], "pads": [1, 1, 1, 0], "dilations": [1, 2]}
    ),
    "MaxPool, ceiling": one(
        "MaxPool", IMAGE, {"kernel_shape": [2, 2], "strides": [2, 4], "ceil_mode": 1}
    ),
    "AveragePool": one("AveragePool", IMAGE, {"kernel_shape": [2, 2], "strides": [1, 2]}),
    "AveragePool, padded": one(
        "AveragePool", (1, 1, 4, 4),
        {"kernel_shape": [2, 2], "pads": [1, 1, 1, 1], "strides": [2, 2]},
    ),
    "AveragePool, padding counted": one(
        "AveragePool",
        (1, 1, 4, 4),
        {"kernel_shape": [2, 2], "pads": [1, 1, 1, 1], "count_include_pad": 1},
    ),
    "GlobalAveragePool": one("GlobalAveragePool", (1, 2, 4, 4)),
    "GlobalMaxPool": one("GlobalMaxPool", IMAGE),
    "BatchNormalization": one(
        "BatchNormalization",
        (1, 2, 2, 2),
        {"epsilon": 0.0},
        s=w(2), b=w(2), m=w(2), v=np.array([4, 0.25], dtype=np.float32),
    ),
    "Flatten": one("Flatten", IMAGE, {"axis": 2}),
    "Flatten, negative axis": one("Flatten", IMAGE, {"axis": -1}),
    "Reshape": one("Reshape", IMAGE, None, s=ints(0, -1, 3)),
    "Transpose": one("Transpose", IMAGE, {"perm": [0, 3, 1, 2]}),
    "Transpose, reversed": one("Transpose", (2, 3)),
    "Squeeze": one("Squeeze", (1, 3, 1), None, a=ints(2)),
    "Squeeze all": one("Squeeze", (1, 3, 1)),
    "Unsqueeze": one("Unsqueeze", (1, 3), None, a=ints(0, -1)),
    "Slice": one("Slice", (2, 6), None, s=ints(1, 0), e=ints(2, 99), a=ints(0, 1), t=ints(1, 2)),
    "Slice backwards": one("Slice", (1, 6), None, s=ints(4), e=ints(-99), a=ints(1), t=ints(-2)),
    "Gather": one("Gather", (2, 3), {"axis": 1}, i=ints(2, 0)),
    "Expand": one("Expand", (1, 3), None, s=ints(2, 3)),
    "Pad": one("Pad", (1, 2, 3), None, p=ints(0, 1, 0, 0, 0, 2), v=np.float32(7)),
    "Pad that cuts": one("Pad", (1, 5), None, p=ints(0, -1, 0, 1)),
    "ReduceMean": one("ReduceMean", (1, 2, 4), {"axes": [2], "keepdims": 0}),
    "ReduceSum": one("ReduceSum", (1, 2, 4), None, a=ints(-1)),
    "ReduceSum of all": one("ReduceSum", (1, 2, 4)),
    "Identity": one("Identity", (1, 3)),
    "Cast": onnx_model(
        [("Cast", "x", "d", {"to": 11}), ("Neg", "d", "e"), ("Cast", "e", "y", {"to": 1})], (1, 3)
    ),
    "Dropout": one("Dropout", (1, 3)),
    "Sum": onnx_model([("Sum", "x x b x", "y")], (1, 3), {"b": w(3)}),
    "Concat": onnx_model(
        [("Neg", "x", "n"), ("Concat", "x b n", "y", {"axis": 1})], (1, 2, 3), {"b": w(1, 1, 3)}
    ),
    "Split": onnx_model(
        [("Split", "x", "a b", {"axis": 1}), ("Sub", "a b", "y")], (1, 4), opset=11
    ),
    "Split by sizes": onnx_model(
        [("Split", "x s", "a b", {"axis": 1}), ("Concat", "b a", "y", {"axis": 1})],
        (1, 5),
        {"s": ints(2, 3)},
    ),
    "shape arithmetic": onnx_model(
        [
            ("Shape", "x", "s"), ("Gather", "s i", "n"), ("Unsqueeze", "n a", "m"),
            ("Concat", "m minus", "t", {"axis": 0}), ("Reshape", "x t", "y"),
        ],
        (1, 2, 3),
        {"i": np.array(0, dtype=I64), "a": ints(0), "minus": ints(-1)},
    ),
    "a residual block": onnx_model(
        [("Gemm", "x w b", "h"), ("Relu", "h", "r"), ("Add", "r x", "s"), ("Relu", "s", "y")],
        (1, 3), {"w": w(3, 3), "b": w(3)},
    ),
    "a butterfly": onnx_model(
        [
            ("MatMul", "x u", "a"), ("MatMul", "x v", "b"),
            ("Add", "a b", "c"), ("Sub", "a b", "d"),
            ("Relu", "c", "e"), ("Relu", "d", "f"), ("Add", "e f", "g"), ("Sub", "f e", "h"),
            ("Concat", "g h a", "y", {"axis": 1}),
        ],
        (1, 3), {"u": w(3, 2), "v": w(3, 2)},
    ),
    "densely connected": onnx_model(
        [
            ("MatMul", "x u", "a"), ("Relu", "a", "p"), ("Concat", "x p", "b", {"axis": 1}),
            ("MatMul", "b v", "c"), ("Relu", "c", "q"), ("Concat", "b q", "y", {"axis": 1}),
        ],
        (1, 3), {"u": w(3, 2), "v": w(5, 2)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_operators_without_rounding_agree_exactly(name: str) -> None:
    model = EXACT[name]
    net = from_onnx(model)
    shape = [d.dim_value for d in model.graph.input[0].type.tensor_type.shape.dim]
    for _ in range(3):
        x = whole(RNG, *shape)
        exact = net.at([[int(v) for v in x.reshape(-1)]])[0]
        values = list(exact) if hasattr(exact, "shape") else [exact]
        wanted = run_float(model, x).reshape(-1).tolist()
        assert [Fraction(int(v.p), int(v.q)) for v in values] == [Fraction(v) for v in wanted]


SMOOTH = {
    "Sigmoid": one("Sigmoid", (1, 4)),
    "Tanh": one("Tanh", (1, 4)),
    "Softplus": one("Softplus", (1, 4)),
    "Softsign": one("Softsign", (1, 4)),
    "Exp": one("Exp", (1, 4)),
    "Sin": one("Sin", (1, 4)),
    "Cos": one("Cos", (1, 4)),
    "Elu": one("Elu", (1, 4), {"alpha": 0.5}),
    "Selu": one("Selu", (1, 4)),
    "HardSwish": one("HardSwish", (1, 8)),
    "Celu": one("Celu", (1, 4), {"alpha": 2.0}),
    "SiLU": onnx_model([("Sigmoid", "x", "s"), ("Mul", "x s", "y")], (1, 4)),
    "Gelu": onnx_model([("Gelu", "x", "y")], (1, 4), opset=20),
    "Gelu in parts": onnx_model(
        [
            ("Div", "x r", "q"), ("Erf", "q", "e"), ("Add", "e one", "s"), ("Mul", "x s", "p"),
            ("Mul", "p half", "y"),
        ],
        (1, 4),
        {"r": np.float32(2**0.5), "one": np.float32(1), "half": np.float32(0.5)},
    ),
    "a gate": onnx_model([("Tanh", "x", "t"), ("Mul", "t x", "y")], (1, 4)),
    "Softmax": one("Softmax", (1, 4)),
    "Softmax along an axis": one("Softmax", (1, 2, 2, 2), {"axis": 1}),
    "Softmax, old": onnx_model([("Softmax", "x", "y")], (1, 2, 2), opset=11),
    "BatchNormalization": one(
        "BatchNormalization", (1, 2), None,
        s=w(2), b=w(2), m=w(2), v=np.array([3, 0.7], dtype=np.float32),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SMOOTH)
def test_smooth_operators_agree_within_their_float_error(name: str) -> None:
    """onnxruntime promises no bound for its float32 functions; 64 units at 16 is what is asked."""
    model = SMOOTH[name]
    net = from_onnx(model)
    shape = [d.dim_value for d in model.graph.input[0].type.tensor_type.shape.dim]
    x = whole(RNG, *shape)
    balls = sn.twin(net, "balls", bits=80)([int(v) for v in x.reshape(-1)])
    for ball, value in zip(balls, run_float(model, x).reshape(-1).tolist(), strict=True):
        assert abs(float(ball.mid()) - value) <= 64 * 2**-24 * max(1, abs(value))
