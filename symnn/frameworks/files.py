"""Files of weights: what is opened, how much of it, and what is refused before it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from symnn.errors import ModelError

#: The most bytes that are read from one file.
MAX_BYTES: Final = 1 << 30

_PICKLES: Final = frozenset({".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"})
_ZIP: Final = b"PK\x03\x04"


def read_bytes(path: str | Path, what: str) -> bytes:
    """The bytes of a file that is no pickle and not too large.

    Args:
        what: the kind of file, for messages: "an ONNX model".

    Raises:
        ModelError: there is no such file, it is too large, or it is a pickle.
    """
    place = as_path(path, what)
    refuse_pickle(place)
    try:
        size = place.stat().st_size
        if size > MAX_BYTES:
            raise ModelError(f"{place} has {size:,} bytes; the cap is {MAX_BYTES:,}")
        data = place.read_bytes()
    except OSError as error:
        raise ModelError(f"{place} cannot be read as {what}: {error.strerror or error}") from None
    if looks_like_pickle(data):
        raise _pickle_error(place)
    return data


def as_path(path: Any, what: str) -> Path:
    """The path of a file.

    Raises:
        ModelError: it is none.
    """
    try:
        return Path(path)
    except TypeError:
        raise ModelError(f"{path!r} is no path of a file, and not {what}") from None


def refuse_pickle(path: Path) -> None:
    """Refuse a file whose name says that it is a pickle.

    Raises:
        ModelError: it is; the way out is named.
    """
    if path.suffix.lower() in _PICKLES:
        raise _pickle_error(path)


def looks_like_pickle(data: bytes) -> bool:
    """Whether the bytes begin as a pickle of protocol 2 or later, or as torch.save's archive.

    Examples:
        >>> looks_like_pickle(bytes([0x80, 4, 0x95]))
        True
    """
    # a safetensors file begins with the length of its header, which may look the same
    is_stream = len(data) > 1 and data[0] == 0x80 and 2 <= data[1] <= 5 and data[8:9] != b"{"
    return is_stream or (data[:4] == _ZIP and b"data.pkl" in data[:4096])


def _pickle_error(path: Path) -> ModelError:
    return ModelError(
        f"{path} is a pickle, and a pickle runs the code of whoever wrote it when it is opened, so "
        "it is not read. If you trust it, load it yourself and pass the module to from_torch or "
        "the arrays to from_state; or save the weights as safetensors and use from_safetensors"
    )
