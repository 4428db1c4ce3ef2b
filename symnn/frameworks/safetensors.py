"""Exact networks from safetensors files.

The library `safetensors` reads the file: its header is checked by well-tested Rust code, and its
framework-free `deserialize` gives names, shapes and bytes, so that bfloat16, which numpy has no
name for, is read as exactly as the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np

from symnn.errors import ModelError, UnsupportedError
from symnn.frameworks.dyadic import from_bfloat16, total_size
from symnn.frameworks.files import read_bytes
from symnn.frameworks.state import from_state
from symnn.networks.network import Network

_TYPES: Final = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "|i1",
    "U8": "|u1",
    "U16": "<u2",
    "U32": "<u4",
    "U64": "<u8",
}


def read_safetensors(path: str | Path) -> dict[str, Any]:
    """The arrays in a safetensors file, by name; bfloat16 as float32, which is exact.

    Raises:
        ModelError: the file is missing, malformed, truncated or too large.
        UnsupportedError: an array of a type that is not read (float8, truth values), by name.
    """
    data = read_bytes(path, "a safetensors file")
    try:
        library: Any = import_module("safetensors")  # with and without the library: no types
    except ImportError:
        raise UnsupportedError(
            "safetensors files are read with the library of that name: pip install safetensors"
        ) from None
    try:
        entries = library.deserialize(data)
    except library.SafetensorError as error:
        raise ModelError(f"{path} is no safetensors file: {error}") from None
    return {name: _array(name, entry) for name, entry in entries}


def _array(name: str, entry: Any) -> Any:
    kind, shape, data = entry["dtype"], tuple(entry["shape"]), bytes(entry["data"])
    if kind == "BF16":
        return from_bfloat16(data).reshape(shape)
    if kind not in _TYPES:
        raise UnsupportedError(
            f"{name} has entries of type {kind}; {', '.join(['BF16', *_TYPES])} are read"
        )
    array = np.frombuffer(data, dtype=_TYPES[kind])
    if array.size != total_size(shape):
        raise ModelError(f"{name} has {array.size} entries, not those of shape {list(shape)}")
    return array.reshape(shape)


def from_safetensors(
    path: str | Path, layers: Sequence[Any], input_shape: Sequence[int] | None = None
) -> Network:
    """The exact network of the weights in a safetensors file, and its layers.

    The file holds weights only; `layers` says what they are part of, as in `from_state`:
    `from_safetensors("model.safetensors", ["fc1", "relu", "fc2"])`.

    Exactness: exact; every float is the dyadic rational that it is.

    Raises:
        ModelError: the file is missing, malformed, truncated, too large, or a pickle.
        UnsupportedError, ShapeError, InexactError: see `from_state`.

    Examples:
        >>> import pytest, tempfile, numpy as np
        >>> save = pytest.importorskip("safetensors.numpy").save_file
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save({"fc.weight": np.array([[0.5]], dtype=np.float32)}, f"{folder}/a.safetensors")
        ...     net = from_safetensors(f"{folder}/a.safetensors", ["fc", "relu"])
        >>> net(3) * 2 == 3
        True
    """
    return from_state(read_safetensors(path), layers, input_shape)
