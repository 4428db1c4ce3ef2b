"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file whole or not at all; a link is followed, and its target replaced.

    Args:
        path: of the file.
        content: bytes, or a text, which is written in UTF-8 as it is.

    Raises:
        OSError: the folder is missing or full, or may not be written; the old file stays.

    Examples:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_whole(Path(folder, "note.txt"), "1/3")
        ...     Path(folder, "note.txt").read_text() == "1/3"
        True
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a pipe or a device cannot be replaced
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:  # it names the temporary file, of which nobody knows
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)  # else a crash may leave the new name with nothing in it
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
