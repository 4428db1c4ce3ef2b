"""Small ONNX models made in the tests, with weights on which floats do not round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest


def onnx_model(
    nodes: Sequence[tuple[Any, ...]],
    shape: Sequence[int | str],
    constants: dict[str, Any] | None = None,
    *,
    outputs: Sequence[str] = ("y",),
    opset: int = 17,
    kind: int | None = None,
) -> Any:
    """A model of nodes (operator, inputs, outputs, attributes) from x; inputs as "x w b"."""
    import onnx

    h, element = onnx.helper, onnx.TensorProto.FLOAT if kind is None else kind
    made = [
        h.make_node(
            op,
            ins.split(" ") if ins else [],
            outs.split(" "),
            name=f"n{k}",
            **(rest[0] if rest else {}),
        )
        for k, (op, ins, outs, *rest) in enumerate(nodes)
    ]
    weights = [
        onnx.numpy_helper.from_array(np.asarray(v), name) for name, v in (constants or {}).items()
    ]
    graph = h.make_graph(
        made,
        "g",
        [h.make_tensor_value_info("x", element, shape)],
        [h.make_tensor_value_info(name, element, None) for name in outputs],
        weights,
    )
    return h.make_model(graph, opset_imports=[h.make_opsetid("", opset)], ir_version=9)


def whole(rng: np.random.Generator, *shape: int) -> Any:
    """Small whole numbers as float32: their sums of products are exact."""
    return rng.integers(-4, 5, shape).astype(np.float32)


def run_float(model: Any, x: Any) -> Any:
    """What onnxruntime computes."""
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    session = runtime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": x})[0]
