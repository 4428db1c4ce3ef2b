"""An ONNX file as data: opened safely, its constants as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from symnn.errors import ModelError, TooLargeError, UnsupportedError
from symnn.frameworks.assembly.graph import MAX_ENTRIES
from symnn.frameworks.dyadic import MAX_NUMBERS, sizes_in, total_size
from symnn.frameworks.files import read_bytes

_FLOAT: Final = 1
_EXTERNAL: Final = 1


def onnx_library() -> Any:
    """The library onnx.

    Raises:
        UnsupportedError: it is not installed.
    """
    try:
        import onnx
        import onnx.numpy_helper
    except ImportError:
        raise UnsupportedError(
            "ONNX models are read and written with the library of that name: pip install onnx"
        ) from None
    return onnx


def load(path: str | Path) -> Any:
    """The model in a file, without its external data.

    Raises:
        ModelError: the file is missing, too large, a pickle, or no ONNX model.
        UnsupportedError: onnx is not installed.
    """
    onnx = onnx_library()
    data = read_bytes(path, "an ONNX model")
    if not data:
        raise ModelError(f"{path} is empty")
    try:
        model = onnx.load_from_string(data)
    except Exception as error:  # noqa: BLE001  protobuf raises errors of its own
        raise ModelError(f"{path} is no ONNX model, or is cut short: {error}") from None
    if not model.graph.node and not model.graph.output:
        raise ModelError(f"{path} is no ONNX model: it has no graph")
    return model


def array_of(tensor: Any) -> Any:
    """A constant of the model as an array.

    Raises:
        ModelError: data that is elsewhere, or that does not fit the shape.
        UnsupportedError: texts or complex numbers.
        TooLargeError: more entries than are read.
    """
    onnx = onnx_library()
    name = tensor.name or "a constant"
    if tensor.data_location == _EXTERNAL or tensor.external_data:
        raise ModelError(
            f"the weight {name} lies in another file, which a model may name at will; it is not "
            "opened. Save the model in one file: onnx.save(onnx.load(path), new_path)"
        )
    shape = list(tensor.dims)
    if min(shape, default=0) < 0:
        raise ModelError(f"{name} has the shape {shape}")
    if total_size(shape) > MAX_NUMBERS:
        raise TooLargeError(f"{name} has the shape {shape}; the cap is {MAX_NUMBERS:,} entries")
    try:
        array = onnx.numpy_helper.to_array(tensor)
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(f"the data of {name} do not fit its shape {shape}: {error}") from None
    if array.size != total_size(shape):
        raise ModelError(f"{name} has {array.size} entries, not those of shape {shape}")
    if array.dtype.kind not in "fiub" and array.dtype.name != "bfloat16":
        raise UnsupportedError(f"{name} has entries of type {array.dtype.name}")
    return array


def attributes(node: Any) -> dict[str, Any]:
    """The attributes of a node, tensors as arrays.

    Raises:
        UnsupportedError: a graph in a node.
    """
    onnx = onnx_library()
    found = {}
    for attribute in node.attribute:
        if attribute.HasField("g") or attribute.graphs:
            raise UnsupportedError("it has a graph inside; control flow is not read")
        value = onnx.helper.get_attribute_value(attribute)
        is_array = attribute.type == onnx.AttributeProto.TENSOR
        found[attribute.name] = array_of(value) if is_array else value
    return found


def place(node: Any) -> str:
    """Where a node is: its operator, its name and what it makes.

    Examples:
        >>> from types import SimpleNamespace as Plain
        >>> place(Plain(op_type="Relu", name="", output=["y"]))
        'the Relu that makes y'
    """
    named = f" {node.name}" if node.name else ""
    return f"the {node.op_type}{named} that makes {', '.join(node.output)}"


def input_shape(value: Any, given: Mapping[str, int]) -> tuple[int, ...]:
    """The shape of a graph input; a first axis that is open is a batch of one.

    Raises:
        ModelError: an axis that is open and no batch, or a negative one.
    """
    shape = list[int]()
    for axis, dimension in enumerate(value.type.tensor_type.shape.dim):
        name = dimension.dim_param
        if name in given:
            shape += sizes_in([given[name]], f"the size of {name}")
        elif dimension.HasField("dim_value") and dimension.dim_value > 0:
            shape.append(dimension.dim_value)
        elif axis == 0:
            shape.append(1)
        else:
            raise ModelError(
                f"axis {axis} of the input {value.name} has no fixed size; give "
                f"sizes={{{name or '?'!r}: n}}"
            )
    if total_size(shape) > MAX_ENTRIES:
        raise TooLargeError(
            f"the input {value.name} has the shape {shape}; the cap is {MAX_ENTRIES:,} entries"
        )
    return tuple(shape)
