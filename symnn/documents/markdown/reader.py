r"""Mathematics in a Markdown text, with the exact place of every character of it.

Read are `$…$`, `$$…$$`, `\[…\]`, `\(…\)`, bare environments (`\begin{align}…\end{align}`),
mathematical fences and roles (```math, {math}`…`), in paragraphs, headings, lists, tables and
block quotes. Passed over are code, comments, link targets, HTML tags, front matter and money.
The time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.documents.cells import Cell
from symnn.documents.markdown.blocks import cut_blocks, cut_cells
from symnn.documents.markdown.inline import find_mathematics
from symnn.documents.markdown.tables import find_tables
from symnn.documents.paragraphs import read_blocks
from symnn.documents.regions import Reading


def read_markdown(text: str) -> Reading:
    """The formulas and the damage of a Markdown text.

    >>> [formula] = read_markdown("Let $x = 1$.").formulas
    >>> (formula.latex, formula.start, formula.before) == ("x = 1", 5, "Let")
    True
    """
    blocks = list(enumerate(cut_blocks(text)))
    found = read_blocks(text, blocks, find_mathematics)
    return replace(found, tables=find_tables(text, blocks))


def read_notebook(text: str, cells: Sequence[Cell]) -> Reading:
    """The formulas and the damage of a notebook's text cells, joined into one text.

    >>> [formula] = read_notebook("Let $x = 1$.", [Cell(2, 0, 12)]).formulas
    >>> (formula.latex, formula.start) == ("x = 1", 5)
    True
    """
    # Where code stood between two cells, the second does not go on from the first.
    passed = {cell.number: cell.number - place for place, cell in enumerate(cells)}
    numbered = enumerate(cut_cells(text, cells))
    blocks = [(n + 2 * passed[cell], block) for n, (cell, block) in numbered]
    found = read_blocks(text, blocks, find_mathematics)
    return replace(found, tables=find_tables(text, blocks))
