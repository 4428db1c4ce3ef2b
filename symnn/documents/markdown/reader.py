r"""Mathematics in a Markdown text, with the exact place of every character of it.

Read are `$…$`, `$$…$$`, `\[…\]`, `\(…\)`, bare environments (`\begin{align}…\end{align}`),
mathematical fences and roles (```math, {math}`…`), in paragraphs, headings, lists, tables and
block quotes. Passed over are code, comments, link targets, HTML tags, front matter and money.
The time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symnn.documents.cells import Cell
from symnn.documents.markdown.blocks import Block, cut_blocks, cut_cells
from symnn.documents.markdown.inline import Break, Region, find_mathematics
from symnn.documents.regions import Damage, Formula, OffsetMap, Reading

_CONTEXT = 80


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A block as one text without its containers' markers, its lines joined by LF."""

    number: int
    text: str
    map: OffsetMap
    headings: tuple[str, ...]
    lead_in: str


def read_markdown(text: str) -> Reading:
    """The formulas and the damage of a Markdown text.

    >>> [formula] = read_markdown("Let $x = 1$.").formulas
    >>> (formula.latex, formula.start, formula.before) == ("x = 1", 5, "Let")
    True
    """
    return _read(text, enumerate(cut_blocks(text)))


def read_notebook(text: str, cells: Sequence[Cell]) -> Reading:
    """The formulas and the damage of a notebook's text cells, joined into one text.

    >>> [formula] = read_notebook("Let $x = 1$.", [Cell(2, 0, 12)]).formulas
    >>> (formula.latex, formula.start) == ("x = 1", 5)
    True
    """
    # Where code stood between two cells, the second does not go on from the first.
    passed = {cell.number: cell.number - place for place, cell in enumerate(cells)}
    numbered = enumerate(cut_cells(text, cells))
    return _read(text, ((n + 2 * passed[cell], block) for n, (cell, block) in numbered))


def _read(text: str, blocks: Iterable[tuple[int, Block]]) -> Reading:
    formulas: list[Formula] = []
    damages: list[Damage] = []
    lead_in = ""
    for number, block in blocks:
        paragraph = _join(text, block, number, lead_in)
        lead_in = _end_of(paragraph.text, len(paragraph.text))
        if block.kind == "mathematics":
            length = len(paragraph.text)
            formulas.append(_formula(paragraph, Region(0, length, 0, length, True)))
            continue
        regions, breaks = find_mathematics(paragraph.text)
        formulas.extend(_formula(paragraph, region) for region in regions)
        damages.extend(_damage(paragraph, broken) for broken in breaks)
    return Reading(tuple(formulas), tuple(damages))


def _join(text: str, block: Block, number: int, lead_in: str) -> _Paragraph:
    lines = [text[start:end] for start, end in block.pieces]
    positions = [0]
    for line in lines[:-1]:
        positions.append(positions[-1] + len(line) + 1)
    offsets = tuple(start for start, _ in block.pieces)
    joined = "\n".join(lines)
    return _Paragraph(number, joined, OffsetMap(tuple(positions), offsets), block.headings, lead_in)


def _formula(paragraph: _Paragraph, region: Region) -> Formula:
    start, end = paragraph.map.span(region.start, region.end)
    outer_start, outer_end = paragraph.map.span(region.outer_start, region.outer_end)
    before = _end_of(paragraph.text, region.outer_start)
    after = paragraph.text[region.outer_end : region.outer_end + 2 * _CONTEXT]
    return Formula(
        latex=paragraph.text[region.start : region.end],
        start=start,
        end=end,
        outer_start=outer_start,
        outer_end=outer_end,
        display=region.display,
        map=paragraph.map.cut(region.start, region.end),
        headings=paragraph.headings,
        paragraph=paragraph.number,
        before=before,
        after=" ".join(after.split())[:_CONTEXT].rstrip(),
        lead_in="" if before else paragraph.lead_in,
    )


def _end_of(text: str, position: int) -> str:
    """The last characters before a position, white space squeezed."""
    near = text[max(position - 2 * _CONTEXT, 0) : position]
    return " ".join(near.split())[-_CONTEXT:].lstrip()


def _damage(paragraph: _Paragraph, broken: Break) -> Damage:
    start, end = paragraph.map.span(broken.start, broken.end)
    return Damage(start, end, broken.what, broken.remedy)
