"""Tables drawn with bars: the cells of their heads and rows, with the place of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.paragraphs import Block
from symnn.documents.regions import TableCell, ValueTable

_RULE = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
_BAR = regex(r"\\.|\$|\||`")
#: Larger tables are data.
_MOST_ROWS: Final = 100
_MOST_COLUMNS: Final = 16


def find_tables(text: str, blocks: Iterable[tuple[int, Block]]) -> tuple[ValueTable, ...]:
    r"""The tables of some numbered blocks, in their order.

    >>> block = Block("text", ((0, 9), (10, 18), (19, 28)), ())
    >>> [table] = find_tables("| x | y |\n|---|--|\n| 1 | 2 |", [(0, block)])
    >>> [cell.text for cell in (*table.head, *table.rows[0])]
    ['x', 'y', '1', '2']
    """
    return tuple(table for number, block in blocks for table in _tables(text, number, block))


def _tables(text: str, number: int, block: Block) -> Iterator[ValueTable]:
    if block.kind != "text" or block.find is not None:
        return
    lines = [text[start:end] for start, end in block.pieces]
    for at in range(1, len(lines)):
        if not _RULE.match(lines[at]) or "|" not in lines[at - 1]:
            continue
        head = _cells(text, *block.pieces[at - 1])
        rows: list[tuple[TableCell, ...]] = []
        for line, piece in zip(lines[at + 1 :], block.pieces[at + 1 :], strict=True):
            if "|" not in line or len(rows) > _MOST_ROWS:
                break
            rows.append(_cells(text, *piece))
        whole = all(len(row) == len(head) for row in rows)
        if rows and whole and 1 < len(head) <= _MOST_COLUMNS and len(rows) <= _MOST_ROWS:
            yield ValueTable(head, tuple(rows), block.headings, number)


def _cells(text: str, start: int, end: int) -> tuple[TableCell, ...]:
    """The cells of a line; a bar between dollars, in code or behind a backslash parts nothing."""
    places = [start]
    open_ = ""
    for mark in _BAR.finditer(text, start, end):
        if mark[0] in ("$", "`"):
            open_ = "" if open_ == mark[0] else open_ or mark[0]
        elif mark[0] == "|" and not open_:
            places += [mark.start(), mark.end()]
    places.append(end)
    cells = [_trimmed(text, a, b) for a, b in zip(places[::2], places[1::2], strict=True)]
    if cells and not cells[0].text:
        del cells[0]
    if cells and not cells[-1].text:
        del cells[-1]
    return tuple(cells)


def _trimmed(text: str, start: int, end: int) -> TableCell:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    return TableCell(inside.strip(), first, first + len(inside.strip()))
