"""Paragraphs as one text each, and what is found in them with its place in the document.

A reader cuts its document into blocks, each of some pieces of the text; the pieces of a block
joined by LF are a paragraph, in which mathematics is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from symnn.deferred import dataclass
from symnn.documents.regions import Damage, Formula, OffsetMap, Reading

_CONTEXT = 200


class Region(NamedTuple):
    """Mathematics in [start, end) of a paragraph; the outer span has its delimiters as well.

    It is `typed` if it is no LaTeX, but what one types in a plain text: 2*x_1 + exp(-x).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    display: bool
    typed: bool = False


class Break(NamedTuple):
    """Something that opens in a paragraph and never closes, or closes and never opened."""

    start: int
    end: int
    what: str
    remedy: str


Findings: TypeAlias = tuple[list[Region], list[Break]]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or the inside of a display, as pieces of the text.

    `find` looks for the mathematics in it, where it is another than its reader's.
    """

    kind: Literal["text", "mathematics"]
    pieces: tuple[tuple[int, int], ...]
    headings: tuple[str, ...]
    find: Callable[[str], Findings] | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A block as one text without its containers' markers, its lines joined by LF."""

    number: int
    text: str
    map: OffsetMap
    headings: tuple[str, ...]
    lead_in: str


def read_blocks(
    text: str, blocks: Iterable[tuple[int, Block]], find: Callable[[str], Findings]
) -> Reading:
    """The formulas and the damage of numbered blocks; `find` finds them in a paragraph.

    >>> block = Block("mathematics", ((2, 7),), ())
    >>> [formula] = read_blocks("$$x = 1$$", [(0, block)], lambda _: ([], [])).formulas
    >>> (formula.latex, formula.start) == ("x = 1", 2)
    True
    """
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
        regions, breaks = (block.find or find)(paragraph.text)
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
        typed=region.typed,
    )


def _end_of(text: str, position: int) -> str:
    """The last characters before a position, white space squeezed."""
    near = text[max(position - 2 * _CONTEXT, 0) : position]
    return " ".join(near.split())[-_CONTEXT:].lstrip()


def _damage(paragraph: _Paragraph, broken: Break) -> Damage:
    start, end = paragraph.map.span(broken.start, broken.end)
    return Damage(start, end, broken.what, broken.remedy)
