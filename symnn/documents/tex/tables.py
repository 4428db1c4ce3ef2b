r"""Tables of a LaTeX text: the cells of `tabular` and its kin, with the place of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula, OffsetMap, TableCell, ValueTable

_TABLE = regex(r"\\begin\{(tabular[*xy]?|longtable|tabu|NiceTabular)\}")
_ARGUMENTS = regex(
    r"(?:\s*(?:\[[^\]\n]{0,40}\]|\{[^{}\n]{0,200}(?:\{[^{}\n]{0,40}\}[^{}\n]{0,60}){0,8}\})){1,3}"
)
_ROW_END = regex(r"\\\\(?:\s*\[[^\]\n]{0,20}\])?|\\tabularnewline(?![A-Za-z])")
_RULES = regex(
    r"\\(?:hline|(?:top|mid|bottom)rule|cmidrule(?:\([lr]*\))?\{[^{}]{0,20}\}|cline\{[^{}]{0,20}\}"
    r"|endhead|endfirsthead|addlinespace)(?![A-Za-z])"
)
_BAR = regex(r"\\.|\$|&", re.DOTALL)
_STRANGE = regex(r"\\(?:multicolumn|multirow|begin|diagbox|rowcolor)(?![A-Za-z])")
_MOST_ROWS: Final = 100
_MOST_COLUMNS: Final = 16
_LONGEST: Final = 20_000


def find_tables(
    text: str, offsets: OffsetMap, formulas: Sequence[Formula]
) -> tuple[ValueTable, ...]:
    r"""The tables of a text without comments and code; headings are those of the formulas near.

    >>> text = r"\begin{tabular}{cc} $x$ & $x^2$ \\ \hline 2 & 4 \\ \end{tabular}"
    >>> [table] = find_tables(text, OffsetMap((0,), (0,)), ())
    >>> [cell.text for cell in (*table.head, *table.rows[0])]
    ['$x$', '$x^2$', '2', '4']
    """
    first, last = text.find(r"\begin{document}"), text.find(r"\end{document}")
    starts = [formula.start for formula in formulas]
    found = []
    for opening in _TABLE.finditer(text):
        end = text.find(rf"\end{{{opening[1]}}}", opening.end(), opening.end() + _LONGEST)
        if end < 0 or opening.start() < first or 0 <= last < end:
            continue
        rows = list(_rows(text, opening.end(), end, offsets))
        whole = len(rows) > 1 and len({len(row) for row in rows}) == 1
        if whole and len(rows) <= _MOST_ROWS and 1 < len(rows[0]) <= _MOST_COLUMNS:
            near = bisect_right(starts, rows[0][0].start) - 1
            formula = formulas[near] if near >= 0 else None
            headings = formula.headings if formula else ()
            paragraph = formula.paragraph if formula else 0
            found.append(ValueTable(rows[0], tuple(rows[1:]), headings, paragraph))
    return tuple(found)


def _rows(text: str, start: int, end: int, offsets: OffsetMap) -> Iterator[tuple[TableCell, ...]]:
    arguments = _ARGUMENTS.match(text, start, end)
    at = arguments.end() if arguments else start
    stops = [*_ROW_END.finditer(text, at, end), None]
    for stop in stops:
        here = stop.start() if stop else end
        row = _cells(text, at, here, offsets)
        if _STRANGE.search(text, at, here):
            row = ()
        if any(cell.text for cell in row):
            yield row
        at = stop.end() if stop else end


def _cells(text: str, start: int, end: int, offsets: OffsetMap) -> tuple[TableCell, ...]:
    places = [start]
    is_math = False
    for mark in _BAR.finditer(text, start, end):
        if mark[0] == "$":
            is_math = not is_math
        elif mark[0] == "&" and not is_math:
            places += [mark.start(), mark.end()]
    places.append(end)
    return tuple(_cell(text, a, b, offsets) for a, b in zip(places[::2], places[1::2], strict=True))


def _cell(text: str, start: int, end: int, offsets: OffsetMap) -> TableCell:
    """What stands in a cell, without the rules around it."""
    rules = list(_RULES.finditer(text, start, end))
    for rule in rules:
        if not text[start : rule.start()].strip():
            start = rule.end()
    for rule in reversed(rules):
        if rule.start() >= start and not text[rule.end() : end].strip():
            end = rule.start()
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    inside = inside.strip()
    return TableCell(inside, *offsets.span(first, first + len(inside)))
