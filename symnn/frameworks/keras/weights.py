"""The weights of a Keras model, by the name of the layer, from .keras, .h5 and .npz files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from symnn.errors import ModelError, SymnnError, TooLargeError, UnsupportedError
from symnn.frameworks.dyadic import MAX_NUMBERS
from symnn.frameworks.files import MAX_BYTES, read_bytes

#: For each layer its arrays, in the order in which Keras keeps them.
Weights: TypeAlias = "dict[str, list[Any]]"

_CONFIG: Final = "config.json"
_ARRAYS: Final = "model.weights.h5"
_SECONDS: Final = 60


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
    except SymnnError:
        raise
    except Exception as error:  # noqa: BLE001  zipfile raises errors of many kinds
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

    The file is opened in a process of its own, because the library that reads it may crash on a
    malformed one.

    Raises:
        ModelError: no HDF5 file, or one that refers to others.
        TooLargeError: an array that is too large, or more work or memory than is allowed.
        UnsupportedError: h5py is not installed.
    """
    if find_spec("h5py") is None:
        raise UnsupportedError(
            "HDF5 files are read with the library h5py: pip install h5py"
        ) from None
    command = [sys.executable, "-P", str(Path(__file__).with_name("hdf5_process.py"))]
    caps = [str(MAX_NUMBERS), str(4 * MAX_BYTES)]
    try:
        ended = subprocess.run(
            [*command, *caps], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise TooLargeError(f"{name} was not read within {_SECONDS} seconds") from None
    if ended.returncode:
        message = ended.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        said = message if ended.returncode == 1 else "the library that reads it has crashed"
        raise ModelError(f"{name} is no HDF5 file of weights: {said}")
    with np.load(io.BytesIO(ended.stdout), allow_pickle=False) as archive:
        head = json.loads(archive["head"].tobytes())
        found = {
            layer: [archive[f"{k}/{i}"] for i in range(count)]
            for k, (layer, count) in enumerate(head["layers"])
        }
    return None if head["config"] is None else head["config"].encode(), found


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
    except Exception as error:  # noqa: BLE001  numpy and zipfile raise errors of many kinds
        raise ModelError(f"{path} is no archive of arrays called layer/0, …: {error}") from None
    return {layer: [arrays[k] for k in sorted(arrays)] for layer, arrays in found.items()}
