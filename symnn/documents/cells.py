"""The text cells of a Jupyter notebook, as one text that knows where each of them begins.

Markdown cells are kept (and the heading cells of the third format), code, raw cells, outputs and
attachments are dropped; nothing is executed. Of code, a text cell knows what it assigns right
before it. Cells are counted from 1, those dropped as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from symnn.deferred import dataclass
from symnn.errors import DocumentError

#: The longest notebook that is read, in bytes; most of one are pictures, which are dropped.
MAXIMUM_NOTEBOOK_BYTES: Final = 32 << 20

_MOST_CELLS: Final = 20_000
_VERSIONS: Final = (3, 4)
_WAY_OUT = "save it from Jupyter once more, or name the document that it was made from"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text cell: its number in the notebook, its span in the joined text, its heading level.

    `code` is what stands in the code cells right before it, as far as it assigns anything.
    """

    number: int
    start: int
    end: int
    level: int = 0
    code: str = ""


def text_cells(path: str, text: str) -> tuple[str, tuple[Cell, ...]]:
    r"""The joined sources of a notebook's text cells, each ended by LF, and where they begin.

    DocumentError for what is no notebook, with what was met and what to do.

    >>> book = '{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["a\\n", "b"]}]}'
    >>> text_cells("a.ipynb", book) == ("a\nb\n", (Cell(1, 0, 3),))
    True
    """
    pieces: list[str] = []
    cells: list[Cell] = []
    start, code = 0, ""
    for number, cell in enumerate(_cells(path, _loaded(path, text)), 1):
        kind = cell.get("cell_type")
        if not isinstance(kind, str):
            raise _misfit(path, f"cell {number} has the type {_shown(kind)}, where a name is due")
        if kind not in ("markdown", "heading"):
            code += _code(path, number, cell) if kind == "code" else ""
            continue
        source = _source(path, number, cell.get("source", ""))
        level = cell.get("level", 1) if kind == "heading" else 0
        level = level if isinstance(level, int) and 0 <= level <= 6 else 1
        cells.append(Cell(number, start, start + len(source), level, code))
        code = ""
        pieces.append(source + "\n")
        start += len(source) + 1
    return "".join(pieces), tuple(cells)


def _code(path: str, number: int, cell: dict[str, object]) -> str:
    """What is kept of a code cell: its assignments are looked at, and never run."""
    from symnn.documents.assignments import kept_of

    return kept_of(_source(path, number, cell.get("source", "")))


def _loaded(path: str, text: str) -> dict[str, object]:
    try:
        book = json.loads(text, parse_int=_short, parse_float=_short, parse_constant=_short)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise _misfit(path, f"is not JSON at {at} ({error.msg})") from error
    except RecursionError as error:
        raise _misfit(path, "is nested too deeply") from error
    if not isinstance(book, dict):
        raise _misfit(path, f"holds {_shown(book)}, where an object with 'cells' is due")
    return book


def _short(text: str) -> int:
    """A number of a notebook: levels and versions matter, and they are short."""
    return int(text) if text.isdigit() and len(text) < 10 else -1


def _cells(path: str, book: dict[str, object]) -> Iterator[dict[str, object]]:
    """All cells in order, those of the worksheets of the third format as well."""
    version = book.get("nbformat")
    if version is not None and version not in _VERSIONS:
        raise _misfit(path, f"has 'nbformat' {_shown(version)}, where 3 or 4 is read")
    if "cells" not in book and "worksheets" not in book:
        raise _misfit(path, "is JSON without 'cells'")
    sheets = [book] if "cells" in book else _list(path, "worksheets", book["worksheets"])
    count = 0
    for sheet in sheets:
        if not isinstance(sheet, dict):
            raise _misfit(path, f"has the worksheet {_shown(sheet)}, where an object is due")
        for cell in _list(path, "cells", sheet.get("cells", [])):
            count += 1
            if not isinstance(cell, dict):
                raise _misfit(path, f"has the cell {_shown(cell)}, where an object is due")
            if count > _MOST_CELLS:
                message = f"has more than {_MOST_CELLS} cells; split it into chapters"
                raise DocumentError(f"{path}: {message}")
            yield cell
    if count == 0:
        raise DocumentError(f"{path}: has no cells; there is nothing to read in it")


def _list(path: str, name: str, value: object) -> list[object]:
    if not isinstance(value, list):
        raise _misfit(path, f"has {name!r} = {_shown(value)}, where a list is due")
    return value


def _source(path: str, number: int, value: object) -> str:
    """A source is a text, or a list of its lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    raise _misfit(path, f"cell {number} has the source {_shown(value)}, where lines are due")


def _shown(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _misfit(path: str, what: str) -> DocumentError:
    return DocumentError(f"{path}: {what}, so this is no notebook that can be read; {_WAY_OUT}")
