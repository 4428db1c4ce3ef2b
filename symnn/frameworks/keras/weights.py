"""The weights of a Keras model, by the name of the layer, from .keras, .h5 and .npz files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from symnn.errors import ModelError, TooLargeError, UnsupportedError
from symnn.frameworks.dyadic import MAX_NUMBERS
from symnn.frameworks.files import MAX_BYTES, read_bytes

#: For each layer its arrays, in the order in which Keras keeps them.
Weights: TypeAlias = "dict[str, list[Any]]"

_CONFIG: Final = "config.json"
_ARRAYS: Final = "model.weights.h5"


def read_archive(path: str | Path) -> tuple[bytes, Weights]:
    """The configuration and the weights in a .keras file; nothing else in it is opened.

    Raises:
        ModelError: the file is missing or no such archive.
        TooLargeError: what it unpacks to is too large.
    """
    data = read_bytes(path, "a Keras model")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            config, arrays = (_member(archive, name, path) for name in (_CONFIG, _ARRAYS))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ModelError(f"{path} is no .keras archive: {error}") from None
    return config, read_hdf5(arrays, str(path))[1]


def _member(archive: zipfile.ZipFile, name: str, path: str | Path) -> bytes:
    try:
        size = archive.getinfo(name).file_size
    except KeyError:
        raise ModelError(f"{path} holds no {name}; it is no .keras archive") from None
    if size > MAX_BYTES:
        raise TooLargeError(f"{name} in {path} unpacks to {size:,} bytes; the cap is {MAX_BYTES:,}")
    with archive.open(name) as file:
        return file.read(size + 1)


def read_hdf5(data: bytes, name: str) -> tuple[bytes | None, Weights]:
    """The configuration, if there is one, and the weights in an HDF5 file.

    Raises:
        ModelError: no HDF5 file, or one that refers to others.
        UnsupportedError: h5py is not installed.
    """
    try:
        import h5py
    except ImportError:
        raise UnsupportedError(
            "HDF5 files are read with the library h5py: pip install h5py"
        ) from None
    try:
        with h5py.File(io.BytesIO(data), "r") as file:
            config = file.attrs.get("model_config")
            root = file.get("model_weights", file)
            legacy = "layer_names" in root.attrs
            found = _legacy(root) if legacy else _by_layer(root, name)
    except (OSError, KeyError, RuntimeError, ValueError, TypeError) as error:
        raise ModelError(f"{name} is no HDF5 file of weights: {error}") from None
    return config.encode() if isinstance(config, str) else config, found


def _legacy(root: Any) -> Weights:
    return {
        _text(layer): [_array(root[layer], _text(w)) for w in root[layer].attrs["weight_names"]]
        for layer in map(_text, root.attrs["layer_names"])
    }


def _text(item: Any) -> str:
    return item.decode() if isinstance(item, bytes) else str(item)


def _by_layer(root: Any, name: str) -> Weights:
    """layers/…/vars/0, 1, …; the name of the layer is an attribute of vars."""
    if "layers" not in root:
        raise ModelError(f"{name} has no group of layers")
    found: Weights = {}
    layers = root["layers"]
    for key in layers:
        group = _child(layers, key)
        if "vars" not in group:
            continue
        held = _child(group, "vars")
        own = _text(held.attrs.get("name", key))
        found[own] = [_array(held, str(k)) for k in range(len(held))]
    return found


def _child(group: Any, key: str) -> Any:
    import h5py

    if not isinstance(group.get(key, getlink=True), h5py.HardLink):
        raise ModelError(f"{key} is a link, perhaps into another file; it is not followed")
    return group[key]


def _array(group: Any, path: str) -> Any:
    for key in path.split("/"):
        group = _child(group, key)
    if group.external or group.is_virtual:
        raise ModelError(f"the weight {path} lies in another file; it is not opened")
    if group.size > MAX_NUMBERS:
        raise TooLargeError(f"{path} holds {group.size:,} numbers; the cap is {MAX_NUMBERS:,}")
    return np.asarray(group[()])


def read_npz(path: str | Path) -> Weights:
    """Arrays called layer/0, layer/1, …, as numpy.savez writes them.

    Raises:
        ModelError: the file is missing, no such archive, or holds Python objects.
    """
    data = read_bytes(path, "an archive of arrays")
    found: dict[str, dict[int, Any]] = {}
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            for key in archive.files:
                layer, _, number = key.rpartition("/")
                found.setdefault(layer, {})[int(number)] = archive[key]
    except (ValueError, OSError, zipfile.BadZipFile, KeyError, EOFError) as error:
        raise ModelError(f"{path} is no archive of arrays called layer/0, …: {error}") from None
    return {layer: [arrays[k] for k in sorted(arrays)] for layer, arrays in found.items()}
