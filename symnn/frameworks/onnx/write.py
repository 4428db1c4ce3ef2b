"""ONNX models from exact networks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from symnn.errors import UnsupportedError
from symnn.exact.expression import Expr, rational
from symnn.files import write_whole
from symnn.frameworks.assembly.scalar_functions import SOFTSIGN
from symnn.frameworks.export import (
    Export,
    Rounder,
    check_dense,
    closed_network,
    is_permutation,
    parameter,
    windows_of,
)
from symnn.frameworks.formulas import Operations, written_out
from symnn.frameworks.onnx.file import onnx_library
from symnn.functions.function import ScalarFunction
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import PADDING, Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Sparse, Structured
from symnn.networks.windows import WindowMax

_OPSET: Final = 20
_IR_VERSION: Final = 9

#: Operators for activations without parameters.
_PLAIN: Final[Mapping[str, str]] = {
    "identity": "Identity",
    "relu": "Relu",
    "absolute": "Abs",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "softplus": "Softplus",
    SOFTSIGN.name: "Softsign",
    "gelu": "Gelu",
    "exp": "Exp",
    "log": "Log",
    "sin": "Sin",
    "cos": "Cos",
}
_BOUNDS: Final = {"relu6": (0, 6), "hard_tanh": (-1, 1)}


def to_onnx(net: Any, path: str | Path | None = None, dtype: Any = "float32") -> Export:
    """An ONNX model that computes an exact network in floats; written to a file if one is named.

    The input x has the shape [1, m], the output y [1, n]. Affine layers become Gemm, convolutions
    a Gather of their windows and a MatMul, selections a Gather, residual blocks an Add, branches a
    Concat.

    Args:
        net: a network without symbols, that takes a certain number of inputs.
        path: of a file that is written whole or not at all.
        dtype: "float32" or "float64".

    Returns:
        The model with the account of what was rounded; `export.model`, `export.is_exact`.

    Exactness: every constant is the float nearest to its exact value. `export.is_exact` says that
        all are equal to it: then `from_onnx(export.model)` is the same function.

    Raises:
        UnsupportedError: a layer that ONNX has no operators for, or an activation whose formula has
            an operation that is not written, by name; onnx is not installed.
        NotClosedError: a weight holds a symbol.
        TooLargeError: a constant beyond the largest float; a matrix too large to write out.

    Examples:
        >>> import pytest
        >>> onnx = pytest.importorskip("onnx")
        >>> from symnn.functions.piecewise_linear import relu
        >>> export = to_onnx(Network(Affine([["1/3"]]), relu))
        >>> [node.op_type for node in export.model.graph.node], export.is_exact
        (['Gemm', 'Relu', 'Identity'], False)
    """
    network, size = closed_network(net)
    writer = _Writer(Rounder.of(dtype))
    last = writer.layer(network, "x", size, "")
    writer.node("Identity", [last], "y")
    model = writer.model(size, network.output_size(size) or 0)
    if path is not None:
        write_whole(Path(path), model.SerializeToString())
    return writer.rounder.export(model)


class _Writer:
    """Collects nodes and constants; values are known by their names."""

    def __init__(self, rounder: Rounder) -> None:
        self.onnx, self.rounder = onnx_library(), rounder
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def model(self, inputs: int, outputs: int) -> Any:
        """The model of all nodes."""
        h, types = self.onnx.helper, self.onnx.TensorProto
        kind = types.DOUBLE if self.rounder.form.name == "float64" else types.FLOAT
        ends = [
            h.make_tensor_value_info(name, kind, [1, size])
            for name, size in (("x", inputs), ("y", outputs))
        ]
        graph = h.make_graph(self.nodes, "symnn", ends[:1], ends[1:], self.constants)
        opset = [h.make_opsetid("", _OPSET)]
        return h.make_model(
            graph, producer_name="symnn", opset_imports=opset, ir_version=_IR_VERSION
        )

    def node(self, operator: str, inputs: list[str], output: str = "", **given: Any) -> str:
        """The name of what the operator makes of values."""
        name = output or f"v{len(self.nodes)}"
        self.nodes.append(
            self.onnx.helper.make_node(operator, inputs, [name], name=f"n{name}", **given)
        )
        return name

    def constant(self, array: Any) -> str:
        """The name of a constant."""
        name = f"c{len(self.constants)}"
        self.constants.append(self.onnx.numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def whole(self, numbers: Any) -> str:
        """The name of a constant of integers."""
        return self.constant(np.array(numbers, dtype=np.int64))

    # --- layers -----------------------------------------------------------------------

    def layer(self, layer: Layer, x: str, size: int, place: str) -> str:
        """The name of the outputs of a layer on so many inputs."""
        match layer:
            case Network():
                for k, part in enumerate(layer.layers, 1):
                    inside = f"{place}, layer {k}" if place else f"layer {k}"
                    x = self.layer(part, x, size, inside)
                    size = part.output_size(size) or size
                return x
            case Affine():
                return self.affine(layer, x, place)
            case Elementwise():
                return self.activation(layer.function, x, place)
            case Softmax():
                return self.node("Softmax", [x], axis=1)
            case Sparse() if is_permutation(layer.terms, layer.bias):
                return self.gathered(x, [row[0][0] for row in layer.terms])
            case Convolution():
                return self.convolution(layer, x, place)
            case Structured():
                check_dense(layer.output_size(size) or 0, size, layer.label)
                return self.affine(layer.dense(), x, place)
            case WindowMax() | MaxPool():
                return self.largest(x, windows_of(layer, size))
            case Residual():
                return self.node("Add", [x, self.layer(layer.branch, x, size, place)])
            case Parallel():
                parts = [self.layer(b, x, size, place) for b in layer.branches]
                return self.node("Concat", parts, axis=1)
        raise UnsupportedError(f"{place}: ONNX has no operator for {layer.label}")

    def affine(self, layer: Affine, x: str, place: str) -> str:
        """Gemm."""
        weight = self.constant(self.rounder.array(layer.weight, f"W of {place}"))
        bias = self.constant(self.rounder.array(layer.bias, f"b of {place}"))
        return self.node("Gemm", [x, weight, bias], transB=1)

    def gathered(self, x: str, places: Any) -> str:
        """The inputs at some places."""
        return self.node("Gather", [x, self.whole(places)], axis=1)

    def largest(self, x: str, windows: list[list[int]]) -> str:
        """The largest of each window."""
        seen = self.gathered(x, windows)
        return self.node("ReduceMax", [seen, self.whole([2])], keepdims=0)

    def convolution(self, layer: Convolution, x: str, place: str) -> str:
        """The kernel times the windows, which see a zero where there is padding."""
        zero = self.constant(np.zeros((1, 1), dtype=self.rounder.form.name))
        wide = self.node("Concat", [x, zero], axis=1)
        seen = [[layer.columns if k == PADDING else k for k in w] for w in layer.windows]
        kernel = self.rounder.array(layer.kernel, f"the kernel of {place}")
        product = self.node("MatMul", [self.gathered(wide, seen), self.constant(kernel.T)])
        bias = self.constant(self.rounder.array(layer.bias, f"b of {place}"))
        made = self.node("Add", [product, bias])
        if not layer.channels_last:
            made = self.node("Transpose", [made], perm=[0, 2, 1])
        return self.node("Reshape", [made, self.whole([1, -1])])

    # --- activations ------------------------------------------------------------------

    def activation(self, function: ScalarFunction, x: str, place: str) -> str:
        """The operators of an activation."""
        name = function.name
        if name in _PLAIN and not function.parameters:
            return self.node(_PLAIN[name], [x])
        if name == "leaky_relu":
            slope = self.rounder.array([parameter(function, "slope")], f"slope of {place}")
            return self.node("PRelu", [x, self.constant(slope)])
        if name == "elu":
            value = Rounder.of("float32")  # an attribute is float32 whatever the tensors are
            number = value.number(parameter(function, "alpha"), f"alpha of {place}")
            self.rounder.account += value.account
            return self.node("Elu", [x], alpha=number)
        if name == "silu":
            return self.node("Mul", [x, self.node("Sigmoid", [x])])
        if name == "square":
            return self.node("Pow", [x, self.number(rational(2), place)])
        if name == "power":
            exponent = self.number(parameter(function, "exponent"), f"the exponent of {place}")
            return self.node("Pow", [x, exponent])
        if name in _BOUNDS:
            ends = [self.number(rational(b), place) for b in _BOUNDS[name]]
            return self.node("Clip", [x, *ends])
        if name == "clip":
            known = dict(function.parameters)
            ends = [self.number(known[k], place) if k in known else "" for k in ("lower", "upper")]
            return self.node("Clip", [x, *ends])
        try:
            return str(written_out(function, x, _Operations(self, place)))
        except UnsupportedError as error:
            message = f"{place}: ONNX has no operator for {function!r}: {error}"
            raise UnsupportedError(message) from None

    def number(self, expr: Any, place: str) -> str:
        """A constant without axes."""
        return self.constant(self.rounder.array([expr], place)[0])


class _Operations(Operations):
    """Those of ONNX on values by their names; a constant is written once for each place."""

    def __init__(self, writer: _Writer, place: str) -> None:
        self.writer, self.place = writer, place
        self.known: dict[Expr, str] = {}

    def number(self, value: Any) -> str:
        """The name of a constant, or of a value."""
        if not isinstance(value, Expr):
            return str(value)
        if value not in self.known:
            self.known[value] = self.writer.number(value, f"a constant of {self.place}")
        return self.known[value]

    def total(self, left: Any, right: Any) -> str:
        """Add."""
        return self.writer.node("Add", [left, self.number(right)])

    def product(self, left: Any, right: Any) -> str:
        """Mul."""
        return self.writer.node("Mul", [left, self.number(right)])

    def power(self, base: Any, exponent: int) -> str:
        """Pow."""
        return self.writer.node("Pow", [base, self.number(rational(exponent))])

    def clipped(self, value: Any, end: Expr, is_least: bool) -> str:
        """Clip."""
        ends = [self.number(end)] if is_least else ["", self.number(end)]
        return self.writer.node("Clip", [value, *ends])

    def extreme(self, left: Any, right: Any, is_largest: bool) -> str:
        """Max or Min."""
        return self.writer.node("Max" if is_largest else "Min", [left, right])

    def call(self, name: str, value: Any) -> str:
        """An operator of the same name."""
        if name not in _PLAIN and name not in ("abs", "erf"):
            raise UnsupportedError(f"the function {name} is not written")
        return self.writer.node(_PLAIN.get(name) or name.capitalize(), [value])
