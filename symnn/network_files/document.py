"""A TOML text as data that knows its places; every mistake is told with its line and column."""

from __future__ import annotations

import tomllib
from pathlib import Path as FilePath
from typing import Any, Final

from symnn.deferred import dataclass, regex
from symnn.errors import DocumentError
from symnn.network_files.places import Path, places

#: The longest file that is read, in bytes.
MAXIMUM_BYTES: Final = 64 << 20

_AT: Final = regex(r" \(at line (\d+), column (\d+)\)$")
_SHOWN: Final = 60


class Decimal(str):
    """A decimal as it is printed in the file: nothing is ever rounded to a float."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """The data of a TOML text, and where it stands."""

    name: str
    text: str
    data: dict[str, Any]
    found: dict[Path, int]

    def error(self, path: Path, message: str, shift: int = 0) -> DocumentError:
        """The error that names the file, the line and column, and the key.

        Args:
            path: of the entry, as in the data.
            message: what is wrong there, with the value and the way out.
            shift: characters into a text, where the mistake lies inside of one.
        """
        where = path
        while where and where not in self.found:
            where = where[:-1]
        offset = self.found.get(where, 0)
        if shift and where == path:
            offset += shift
        line = self.text.count("\n", 0, offset) + 1
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        key = spelled(path)
        return DocumentError(f"{self.name}:{line}:{column}: {f'{key}: ' if key else ''}{message}")


def spelled(path: Path) -> str:
    """A path as people count: from 1.

    >>> spelled(("layer", 1, "weight", 0, 2)) == "layer 2: weight[1][3]"
    True
    """
    text = ""
    for index, part in enumerate(path):
        if isinstance(part, str):
            text += f": {part}" if text else part
        elif index and path[index - 1] in ("layer", "branch", "piece"):
            text += f" {part + 1}"
        else:
            text += f"[{part + 1}]"
    return text


def shown(value: Any) -> str:
    """A value as it may stand in a message: short, on one line."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = f'"{value}"' if type(value) is str else str(value)
    text = text.lower() if isinstance(value, bool) else text
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def parse_toml(text: str, name: str) -> TomlDocument:
    """The data and the places of a text.

    Raises:
        DocumentError: no TOML; the line is named.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT.search(message)
        where = f":{at[1]}:{at[2]}" if at else ""
        said = message[: at.start()] if at else message
        raise DocumentError(f"{name}{where}: this is no TOML: {said[:200]}") from None
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name}: this is no TOML that can be read: {error}") from None
    return TomlDocument(name, text, data, places(text))


def read_text_file(path: str) -> str:
    """The text of a file; DocumentError says why there is none, and the way out."""
    try:
        with FilePath(path).open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise DocumentError(f"{path}: no such file; check the spelling of the path") from None
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(data) > MAXIMUM_BYTES:
        raise DocumentError(f"{path}: is longer than {MAXIMUM_BYTES >> 20} MiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise DocumentError(f"{path}: {message}") from None
