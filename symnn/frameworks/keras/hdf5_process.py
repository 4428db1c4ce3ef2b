"""Reads an HDF5 file of weights from the standard input, in a process that may crash.

It imports nothing of the package. On the standard output it writes an archive of numpy arrays: one
called "head", of JSON in bytes, and k/0, k/1, … for the arrays of layer k. On failure it writes a
reason to the standard error and ends with 1.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np


class RefusedError(Exception):
    """What the file holds is not read."""


def text(item: Any) -> str:
    """Bytes or a string, as a string; what is no UTF-8 is replaced."""
    data = item if isinstance(item, bytes) else str(item).encode("utf-8", "replace")
    return data.decode("utf-8", "replace")


def child(group: Any, key: str) -> Any:
    """A part of a group; no links, which may lead into another file."""
    import h5py  # type: ignore[import-untyped,import-not-found,unused-ignore]

    if not isinstance(group.get(key, getlink=True), h5py.HardLink):
        raise RefusedError(f"{key} is a link, perhaps into another file; it is not followed")
    return group[key]


def array(group: Any, path: str, cap: int) -> Any:
    """A data set as an array of at most so many numbers."""
    for key in path.split("/"):
        group = child(group, key)
    if group.external or group.is_virtual:
        raise RefusedError(f"the weight {path} lies in another file; it is not opened")
    if group.size > cap:
        raise RefusedError(f"{path} holds {group.size:,} numbers; the cap is {cap:,}")
    if group.dtype.kind not in "fiu":
        raise RefusedError(f"{path} holds {group.dtype}, no numbers")
    return np.asarray(group[()])


def layers(root: Any, cap: int) -> Iterator[tuple[str, list[Any]]]:
    """The name and the arrays of every layer, as Keras 2 or Keras 3 keeps them."""
    if "layer_names" in root.attrs:
        for layer in map(text, root.attrs["layer_names"]):
            group = child(root, layer)
            yield layer, [array(group, text(w), cap) for w in group.attrs["weight_names"]]
        return
    if "layers" not in root:
        raise RefusedError("it has no group of layers")
    for key in child(root, "layers"):
        group = child(root["layers"], key)
        if "vars" in group:
            held = child(group, "vars")
            own = text(held.attrs.get("name", key))
            yield own, [array(held, str(k), cap) for k in range(len(held))]


def main() -> int:
    """Read, write; 1 after a reason on the standard error."""
    import h5py  # type: ignore[import-untyped,import-not-found,unused-ignore]

    numbers, size = map(int, sys.argv[1:])
    limit_memory(size)
    try:
        with h5py.File(io.BytesIO(sys.stdin.buffer.read()), "r") as file:
            config = file.attrs.get("model_config")
            root = child(file, "model_weights") if "model_weights" in file else file
            found = list(layers(root, numbers))
        head = {
            "config": None if config is None else text(config),
            "layers": [(name, len(held)) for name, held in found],
        }
        made = {f"{k}/{i}": a for k, (_, held) in enumerate(found) for i, a in enumerate(held)}
        made["head"] = np.frombuffer(json.dumps(head).encode(), dtype=np.uint8)
        buffer = io.BytesIO()
        np.savez(buffer, **made)
    except Exception as error:  # noqa: BLE001  whatever a malformed file leads to
        sys.stderr.write(f"{' '.join(str(error).split())}\n")
        return 1
    sys.stdout.buffer.write(buffer.getvalue())
    return 0


def limit_memory(size: int) -> None:
    """Where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    sys.exit(main())
