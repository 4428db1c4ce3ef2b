"""Good ONNX models, and ways to spoil them: bytes changed, fields of the protocol changed."""

from __future__ import annotations

import random
from typing import Any, Final

import numpy as np
import pytest

from tests.frameworks.models import onnx_model, whole

onnx = pytest.importorskip("onnx", reason="the extra onnx is not installed")
FieldDescriptor = pytest.importorskip("google.protobuf.descriptor").FieldDescriptor

_INTEGERS: Final = (0, -1, 1, 2, 3, 7, 16, 2**31 - 1, -(2**31), 2**40, 2**63 - 1, -(2**63), 10**5)
_FLOATS: Final = (0.0, -1.0, 0.5, 1e38, 1e-45, float("nan"), float("inf"), float("-inf"))
_WORDS: Final = (
    *("", "x", "y", "w", "\x00", "a" * 1000, "Relu", "Conv", "Split", "Mul", "Gemm", "Constant"),
    *("MaxPool", "Softmax", "Gather", "Concat", "Pad", "Slice", "Reshape", "Expand", "axis"),
)
_INTEGER_TYPES: Final = {
    FieldDescriptor.TYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.TYPE_UINT64: (0, 2**64 - 1),
}


def _numbers(*entries: int) -> Any:
    return np.array(entries, dtype=np.int64)


def good_models() -> list[Any]:
    """Models that use most operators."""
    rng = np.random.default_rng(0)
    ones, two = np.ones(2, dtype=np.float32), np.float32(2)
    three = onnx.numpy_helper.from_array(whole(rng, 1, 3))
    return [
        onnx_model(
            [("Gemm", "x w b", "z", {"transB": 1}), ("Relu", "z", "r"), ("MatMul", "r v", "q"),
             ("Add", "q c", "y")], (1, 3),
            {"w": whole(rng, 4, 3), "b": whole(rng, 4), "v": whole(rng, 4, 2), "c": ones},
        ),
        onnx_model(
            [("Conv", "x w b", "z", {"pads": [1] * 4, "strides": [1, 1], "kernel_shape": [3, 3]}),
             ("BatchNormalization", "z s t m v", "n"),
             ("MaxPool", "n", "p", {"kernel_shape": [2, 2], "strides": [2, 2]}),
             ("AveragePool", "p", "a", {"kernel_shape": [2, 2], "count_include_pad": 1}),
             ("Flatten", "a", "y")], (1, 2, 5, 5),
            {"w": whole(rng, 2, 2, 3, 3), "b": ones, "s": ones, "t": ones, "m": ones, "v": ones},
        ),
        onnx_model(
            [("Split", "x sp", "a b", {"axis": 1}), ("Concat", "a b a", "c", {"axis": 1}),
             ("Slice", "c st en ax by", "d"), ("Unsqueeze", "d u", "e"), ("Squeeze", "e u", "g"),
             ("Transpose", "g", "t", {"perm": [1, 0]}), ("Reshape", "t sh", "r"),
             ("Expand", "r ex", "k"), ("Pad", "k pd", "p"), ("Gather", "p gi", "q", {"axis": 1}),
             ("ReduceSum", "q ra", "y", {"keepdims": 0})], (1, 4),
            {"sp": _numbers(1, 3), "st": _numbers(1), "en": _numbers(100), "ax": _numbers(1),
             "by": _numbers(1), "u": _numbers(0), "sh": _numbers(1, -1), "ex": _numbers(2, 1),
             "pd": _numbers(0, 1, 0, 1), "gi": _numbers(0, 2, 1), "ra": _numbers(0)},
        ),
        onnx_model(
            [("Constant", "", "k", {"value": three}), ("Mul", "x k", "a"), ("Sigmoid", "a", "s"),
             ("Mul", "a s", "u"), ("Softmax", "u", "v", {"axis": 1}),
             ("LeakyRelu", "v", "l", {"alpha": 0.1}), ("Clip", "l lo hi", "c"),
             ("PRelu", "c pr", "d"), ("Elu", "d", "e", {"alpha": 1.5}), ("Selu", "e", "g"),
             ("Max", "g x", "mm"), ("Min", "mm x", "mn"), ("Pow", "mn hi", "pw"),
             ("Div", "pw dv", "y")], (1, 3),
            {"lo": np.float32(-1), "hi": two, "pr": whole(rng, 3), "dv": np.float32([1, 2, 3])},
        ),
        onnx_model(
            [("Shape", "x", "s"), ("Gather", "s z", "g"), ("Unsqueeze", "g ax", "h"),
             ("Concat", "h m", "sh", {"axis": 0}), ("Reshape", "x sh", "r"),
             ("ConstantOfShape", "cs", "cc"), ("Sub", "r cc", "q"), ("Cast", "q", "ca", {"to": 1}),
             ("Dropout", "ca", "dd"), ("ReduceMean", "dd", "rm", {"axes": [1]}),
             ("GlobalAveragePool", "x", "gp"), ("HardSigmoid", "rm", "y")], (1, 2, 3),
            {"z": np.int64(0), "ax": _numbers(0), "m": _numbers(-1), "cs": _numbers(1, 6)},
        ),
    ]  # fmt: skip


def spoiled(model: Any, source: random.Random) -> bytes:
    """The bytes of a model with something wrong in it; now and then it stays a good one."""
    if source.random() < 0.4:
        return spoiled_bytes(bytearray(model.SerializeToString()), source)
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for _ in range(source.randint(1, 3)):
        _spoil_field(copy, source)
    return bytes(copy.SerializeToString())


def spoiled_bytes(data: bytearray, source: random.Random) -> bytes:
    """Some bytes changed, left out, put in, or the end cut off."""
    for _ in range(source.randint(1, 4)):
        way, at = source.random(), source.randrange(len(data) + 1)
        if way < 0.6 and at < len(data):
            data[at] = source.randrange(256)
        elif way < 0.75 and at < len(data):
            data[at] ^= 1 << source.randrange(8)
        elif way < 0.85:
            del data[at : at + source.randint(1, 8)]
        elif way < 0.95:
            data[at:at] = source.randbytes(source.randint(1, 8))
        else:
            del data[at:]
    return bytes(data)


def _spoil_field(model: Any, source: random.Random) -> None:
    message = source.choice(_messages(model))
    present = [field for field, _ in message.ListFields()]
    fields = present if present and source.random() < 0.7 else message.DESCRIPTOR.fields
    field = source.choice(list(fields))
    if field.is_repeated:
        _spoil_list(getattr(message, field.name), field, source)
    elif field.type == FieldDescriptor.TYPE_MESSAGE:
        if source.random() < 0.5:
            message.ClearField(field.name)
        else:
            getattr(message, field.name).SetInParent()
    elif source.random() < 0.2:
        message.ClearField(field.name)
    else:
        setattr(message, field.name, _value(field, getattr(message, field.name), source))


def _messages(root: Any) -> list[Any]:
    found, stack = [], [root]
    while stack:
        message = stack.pop()
        found.append(message)
        for field, value in message.ListFields():
            if field.type == FieldDescriptor.TYPE_MESSAGE:
                stack += list(value) if field.is_repeated else [value]
    return found


def _spoil_list(entries: Any, field: Any, source: random.Random) -> None:
    is_message, way = field.type == FieldDescriptor.TYPE_MESSAGE, source.random()
    at = source.randrange(len(entries)) if entries else 0
    if entries and way < 0.3:
        del entries[at]
    elif entries and way < 0.5:
        if is_message:
            entries.add().CopyFrom(entries[at])
        else:
            entries.append(entries[at])
    elif is_message:
        if way < 0.6 or not entries:
            entries.add()
        else:
            entries.insert(0, entries.pop(at))
    elif entries and way < 0.85:
        entries[at] = _value(field, entries[at], source)
    else:
        entries.append(_value(field, None, source))


def _value(field: Any, before: Any, source: random.Random) -> Any:
    """Another value of the type of a field."""
    if field.type in _INTEGER_TYPES:
        low, high = _INTEGER_TYPES[field.type]
        near = source.random() < 0.3 and before is not None
        number = before + source.choice((-1, 1)) if near else source.choice(_INTEGERS)
        return min(max(number, low), high)
    if field.type == FieldDescriptor.TYPE_ENUM:
        return source.choice([v.number for v in field.enum_type.values])
    if field.type in (FieldDescriptor.TYPE_FLOAT, FieldDescriptor.TYPE_DOUBLE):
        return source.choice(_FLOATS)
    if field.type == FieldDescriptor.TYPE_STRING:
        return source.choice(_WORDS)
    if field.type == FieldDescriptor.TYPE_BOOL:
        return source.random() < 0.5
    held = bytes(before or b"")
    return source.choice((
        held[: source.randint(0, len(held))], held + source.randbytes(3), source.randbytes(8),
    ))  # fmt: skip
