"""Exact networks from ONNX models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from symnn.errors import ModelError, ShapeError, SymnnError, TooLargeError, UnsupportedError
from symnn.frameworks.assembly.graph import BatchNorm, Graph, Tensor
from symnn.frameworks.assembly.options import Options
from symnn.frameworks.onnx.activations import ACTIVATIONS
from symnn.frameworks.onnx.call import Call
from symnn.frameworks.onnx.file import array_of, attributes, input_shape, load, place
from symnn.frameworks.onnx.folding import FOLDS, shape_of
from symnn.frameworks.onnx.images import IMAGE_HANDLERS
from symnn.frameworks.onnx.operators import FLOATS, HANDLERS
from symnn.frameworks.onnx.schema import INERT, check_names, check_node
from symnn.networks.network import Network

#: The most nodes in one graph.
MAX_NODES: Final = 10_000
_DOMAINS: Final = ("", "ai.onnx")
_KNOWN: Final = {**HANDLERS, **ACTIVATIONS, **IMAGE_HANDLERS}


def from_onnx(
    source: str | Path | Any,
    output: str | None = None,
    *,
    sizes: Mapping[str, int] | None = None,
    batch_norm: BatchNorm = None,
) -> Network:
    """The exact network of an ONNX model with one input.

    Args:
        source: a file, or a model that onnx has loaded.
        output: the name of the output, if there are several; inner values can be named too.
        sizes: of axes that the model leaves open, by name; an open first axis is a batch of one.
        batch_norm: "float32" or "float64" to take the nearest float for each 1/sqrt(variance +
            epsilon), as frameworks do, or a function to a rational; the root as such if not given.

    Returns:
        A network of the input, flattened row by row, to the output, flattened.

    Exactness: exact; every stored float is the dyadic rational that it is. Casts between floats
        are no roundings here.

    Raises:
        ModelError: the file is missing, malformed, cut short, too large or a pickle; weights in
            other files; values used before they are made.
        UnsupportedError: an operator that is not read, with its node and the known ones.
        ShapeError: shapes that do not fit, with the node.
        InexactError: a weight that is NaN or infinite, with its name and index.

    Examples:
        >>> import pytest
        >>> onnx = pytest.importorskip("onnx")
        >>> from onnx import TensorProto as T, helper as h
        >>> made = h.make_graph(
        ...     [h.make_node("Gemm", ["x", "w"], ["z"]), h.make_node("Relu", ["z"], ["y"])],
        ...     "g",
        ...     [h.make_tensor_value_info("x", T.FLOAT, [1, 2])],
        ...     [h.make_tensor_value_info("y", T.FLOAT, [1, 1])],
        ...     [h.make_tensor("w", T.FLOAT, [2, 1], [0.5, -0.25])],
        ... )
        >>> from_onnx(h.make_model(made))(4, 2) * 2 == 3
        True
    """
    model = load(source) if isinstance(source, str | Path) else source
    if not hasattr(model, "graph"):
        raise ModelError(f"{type(model).__name__} is no ONNX model")
    content = model.graph
    if len(content.node) > MAX_NODES:
        raise TooLargeError(f"a graph of {len(content.node):,} nodes; the cap is {MAX_NODES:,}")
    if content.sparse_initializer:
        raise UnsupportedError("sparse weights are not read; save them as dense ones")
    check_names(content)
    values: dict[str, Any] = {t.name: array_of(t) for t in content.initializer}
    graph = _start(content, values, sizes or {}, batch_norm)
    version = max((o.version for o in model.opset_import if o.domain in _DOMAINS), default=1)
    for node in content.node:
        _run_or_refuse(graph, node, values, version)
    return _result(graph, content, values, output)


def _start(
    content: Any, values: dict[str, Any], sizes: Mapping[str, int], batch_norm: BatchNorm
) -> Graph:
    if not isinstance(sizes, Mapping):
        raise ShapeError(f"sizes is {sizes!r}; a dictionary from names of axes is needed")
    inputs = [v for v in content.input if v.name not in values]
    if len(inputs) != 1:
        found = ", ".join(v.name for v in inputs) or "none"
        raise UnsupportedError(f"a model with one input is read; the inputs are: {found}")
    kind = inputs[0].type.tensor_type.elem_type
    if kind not in FLOATS:
        raise UnsupportedError(
            f"the input {inputs[0].name} has the type {kind} of ONNX, which is no float; integers "
            "divide otherwise"
        )
    graph = Graph(input_shape(inputs[0], sizes), batch_norm)
    values[inputs[0].name] = graph.input
    return graph


def _result(graph: Graph, content: Any, values: dict[str, Any], output: str | None) -> Network:
    names = [v.name for v in content.output]
    if output is None and len(names) != 1:
        raise UnsupportedError(f"the model has the outputs {', '.join(names)}; say which: output=")
    name = names[0] if output is None else output
    found = values.get(name)
    if found is None:
        raise ModelError(f"no node makes the output {name!r}")
    if not isinstance(found, Tensor):
        raise UnsupportedError(f"the output {name} is a constant; it does not depend on the input")
    return graph.network(found)


def _run_or_refuse(graph: Graph, node: Any, values: dict[str, Any], version: int) -> None:
    """As `_run`; errors name the node, whatever it was that a malformed one led to."""
    try:
        _run(graph, node, values, version)
    except SymnnError as error:
        raise type(error)(f"{place(node)}: {error}") from None
    except Exception as error:  # noqa: BLE001  nobody knows what malformed nodes lead to
        raise ModelError(
            f"{place(node)} does not fit its inputs: {type(error).__name__}, {error}"
        ) from None


def _run(
    graph: Graph,
    node: Any,
    values: dict[str, Any],
    version: int,
) -> None:
    """Put the outputs of a node among the values."""
    for name in node.input:
        if name and name not in values:
            raise ModelError(
                f"it uses {name!r} before any node makes it: the graph has a cycle, is out of "
                "order or is cut short"
            )
    for name in node.output:
        if name in values:
            raise ModelError(f"{name!r} is made twice")
    if node.domain in _DOMAINS and (node.op_type in _KNOWN or node.op_type in FOLDS):
        check_node(node, version)
    inputs: tuple[Any, ...] = tuple(values[name] if name else None for name in node.input)
    if node.op_type == "Constant" and node.domain in _DOMAINS:
        check_node(node, version)
        values[node.output[0]] = _constant(attributes(node))
        return
    given, used = Options(attributes(node)), [name for name in node.output if name]
    if not any(isinstance(i, Tensor) for i in inputs):
        made = _folded(node, inputs, given)
        graph.spend(made.size)
    elif node.op_type == "Shape" and node.domain in _DOMAINS:
        made = shape_of(inputs[0].shape, given)
    else:
        call = Call(graph, inputs, tuple(node.input), given, version, len(used))
        made = _handler(node)(call)
    given.check_all_asked(INERT.__contains__)
    results = made if isinstance(made, list) else [made]
    if len(used) > len(results):
        raise UnsupportedError(f"only the first of its {len(used)} outputs is read")
    values.update(zip(node.output, results, strict=False))


def _handler(node: Any) -> Callable[[Call], Any]:
    if node.op_type not in _KNOWN or node.domain not in _DOMAINS:
        domain = "" if node.domain in _DOMAINS else f" of the domain {node.domain!r}"
        names = ", ".join(sorted({*_KNOWN, "Constant", "ConstantOfShape", "Shape"}))
        raise UnsupportedError(f"the operator{domain} is not read; those that are: {names}")
    return _KNOWN[node.op_type]


def _constant(given: Mapping[str, Any]) -> Any:
    for name in ("value", "value_float", "value_int", "value_floats", "value_ints"):
        if name in given:
            kind = np.float32 if "float" in name else np.int64 if "int" in name else None
            return np.asarray(given[name], dtype=kind)
    raise UnsupportedError(f"it holds {', '.join(given) or 'nothing'}; an array is read")


def _folded(node: Any, inputs: tuple[Any, ...], given: Mapping[str, Any]) -> Any:
    """A constant made of constants."""
    fold = FOLDS.get(node.op_type) if node.domain in _DOMAINS else None
    made = None if fold is None else fold(inputs, given)
    if made is None:
        _handler(node)
        raise UnsupportedError(
            "its inputs are constants, and floats are not computed with here, because the result "
            "would be rounded; fold the constants before"
        )
    return made
