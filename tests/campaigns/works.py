"""Works whose claims have a known verdict, and the documents that can be made of them.

A textbook work is a YAML file: `id`, `definitions` (a display a line, or a line of prose) and
`claims`, each with `id`, `latex`, `kind` and `verdict`. A post is a JSON file: `items` in their
order, each with `latex`, `display` and, if it claims something, `verdict`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from symnn.documents.cells import text_cells
from symnn.documents.model import Entry
from symnn.documents.source import Format, Source

#: What the verdict on a claim may be; with any other word, or none, nothing is expected.
TRUTHS: Final = ("true", "rounded", "truncated", "carried", "false")
SUFFIXES: Final = (".yaml", ".json")


@dataclass(frozen=True, slots=True)
class Item:
    """One formula of a work, and what is known of it.

    `truth` is one of TRUTHS or None. `is_prose` marks words that stand outside mathematics;
    `is_lenient` a claim that is false only if its cut decimal is not taken as a report.
    """

    name: str
    latex: str
    kind: str
    truth: str | None = None
    why: str = ""
    display: bool = True
    is_prose: bool = False
    is_lenient: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A textbook passage or a post."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The lines of an item, and its cell in a notebook; both counted from 1."""

    first: int
    last: int
    cell: int | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether an entry of the document lies here."""
        return entry.cell == self.cell and self.first <= entry.line <= self.last


def find_works(paths: list[Path]) -> list[Path]:
    """The files themselves, and the works in folders."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(name for name in path.rglob("*") if name.suffix in SUFFIXES)
        else:
            found.append(path)
    return found


def read_work(path: Path) -> Work:
    """A work from its file; ValueError says what is wrong with it."""
    text = path.read_text(encoding="utf-8")
    try:
        if path.suffix == ".yaml":
            import yaml

            return _textbook(yaml.safe_load(text))
        return _post(path.stem, json.loads(text))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: not a work: {error!r}") from error


def _textbook(data: dict[str, Any]) -> Work:
    given = [_definition(data["id"], line) for line in _lines(data.get("definitions", ""))]
    return Work(data["id"], (*given, *map(_claim, data["claims"])))


def _lines(text: str) -> Iterator[str]:
    return filter(None, (line.strip() for line in text.splitlines()))


def _definition(work: str, line: str) -> Item:
    is_formula = "=" in line or "\\" in line or len(line.split()) < 8
    is_prose = line.startswith("(") or not is_formula
    return Item(f"{work}.given", line.rstrip(","), "definition", is_prose=is_prose)


def _claim(data: dict[str, Any]) -> Item:
    truth = str(data["verdict"]).lower()
    return Item(
        data["id"],
        data["latex"].strip(),
        data["kind"],
        truth if truth in TRUTHS else None,
        str(data.get("why", "")),
        is_lenient=str(data.get("rounding", "")).startswith("truncated"),
    )


def _post(name: str, data: Any) -> Work:
    items = data["items"] if isinstance(data, dict) else data
    return Work(name, tuple(_block(name, index, item) for index, item in enumerate(items)))


def _block(post: str, index: int, data: dict[str, Any]) -> Item:
    truth = str(data.get("verdict", "")).lower()
    reasons = [c["why"] for c in data.get("claims", ()) if c.get("verdict") == "false"]
    return Item(
        f"{post}#{data.get('n', index)}",
        data["latex"].strip(),
        "post",
        truth if truth in TRUTHS else None,
        "; ".join(reasons),
        display=data.get("display", True),
    )


# Documents --------------------------------------------------------------------------------


def document(work: Work, form: Format) -> tuple[Source, list[Place]]:
    """The work as a document of a format, and where each of its items lies in it."""
    return WRITERS[form](work)


def _block_lines(item: Item, opening: str, closing: str, dollar: str = "$") -> list[str]:
    """An item as lines without a blank one, for that would end the formula."""
    latex = [line for line in item.latex.splitlines() if line.strip()]
    if item.is_prose:
        return latex
    if item.display:
        return [opening, *latex, closing]
    return f"Here {dollar}{item.latex}{dollar} appears.".splitlines()


def _stacked(blocks: list[list[str]], head: list[str], foot: list[str]) -> tuple[str, list[Place]]:
    lines, places = [*head, ""], []
    for block in blocks:
        places.append(Place(len(lines) + 1, len(lines) + len(block)))
        lines += [*block, ""]
    return "\n".join([*lines, *foot]), places


def _markdown(work: Work) -> tuple[Source, list[Place]]:
    blocks = [_block_lines(item, "$$", "$$") for item in work.items]
    text, places = _stacked(blocks, [f"# {work.name}"], [])
    return Source(f"{work.name}.md", text, "markdown"), places


def _latex(work: Work) -> tuple[Source, list[Place]]:
    blocks = [_block_lines(item, r"\begin{equation}", r"\end{equation}") for item in work.items]
    head = [r"\documentclass{article}", r"\usepackage{amsmath}", r"\begin{document}"]
    text, places = _stacked(blocks, head, [r"\end{document}"])
    return Source(f"{work.name}.tex", text, "latex"), places


def _notebook(work: Work) -> tuple[Source, list[Place]]:
    blocks = [[f"# {work.name}"], *(_block_lines(item, "$$", "$$") for item in work.items)]
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": [line + "\n" for line in block[:-1]] + block[-1:],
        }
        for block in blocks
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    places = [Place(1, len(block), cell) for cell, block in enumerate(blocks, 1)]
    name = f"{work.name}.ipynb"
    text, cut = text_cells(name, json.dumps(notebook, indent=1))
    return Source(name, text, "notebook", cut), places[1:]


WRITERS: Final[dict[Format, Callable[[Work], tuple[Source, list[Place]]]]] = {
    "markdown": _markdown,
    "latex": _latex,
    "notebook": _notebook,
}
