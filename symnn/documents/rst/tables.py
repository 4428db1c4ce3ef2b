"""Simple tables of reStructuredText, drawn with lines of equal signs: their cells, with places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.lines import line_spans
from symnn.documents.regions import Formula, TableCell, ValueTable

_BORDER = regex(r"[ \t]*=+(?: +=+)+[ \t]*$")
_MATH = regex(r":math:`([^`]*)`")
_MOST_ROWS: Final = 100


def find_tables(text: str, formulas: Sequence[Formula]) -> tuple[ValueTable, ...]:
    r"""The simple tables of a text that have a head of one line, and one line for each row.

    >>> [table] = find_tables("===  ====\nx    x + 1\n===  ====\n2    3\n===  ====\n", ())
    >>> [cell.text for cell in (*table.head, *table.rows[0])]
    ['x', 'x + 1', '2', '3']
    """
    lines = line_spans(text)
    borders = [k for k, (start, end) in enumerate(lines) if _BORDER.match(text[start:end])]
    found = []
    for top, middle, bottom in zip(borders, borders[1:], borders[2:], strict=False):
        rows = lines[middle + 1 : bottom]
        same = {text[slice(*lines[k])].strip() for k in (top, middle, bottom)}
        if middle != top + 2 or len(same) > 1 or not 0 < len(rows) <= _MOST_ROWS:
            continue
        columns = _columns(text, lines[top])
        head, *body = (_row(text, line, columns) for line in (lines[top + 1], *rows))
        if all(all(cell.text for cell in row) for row in (head, *body)):
            before = [f for f in formulas if f.start <= head[0].start]
            headings = before[-1].headings if before else ()
            paragraph = before[-1].paragraph if before else 0
            found.append(ValueTable(head, tuple(body), headings, paragraph))
    return tuple(found)


def _columns(text: str, border: tuple[int, int]) -> list[int]:
    """Where the columns begin, counted in characters of a line."""
    return [mark.start() for mark in re.finditer("=+", text[slice(*border)])]


def _row(text: str, line: tuple[int, int], columns: list[int]) -> tuple[TableCell, ...]:
    start, end = line
    cells = []
    for left, right in zip(columns, [*columns[1:], end - start], strict=True):
        first, last = min(start + left, end), min(start + right, end)
        inside = text[first:last]
        first += len(inside) - len(inside.lstrip())
        inside = inside.strip()
        role = _MATH.fullmatch(inside)
        written = f"${role[1]}$" if role else inside
        cells.append(TableCell(written, first, first + len(inside)))
    return tuple(cells)
