r"""Chances that a table gives: a joint distribution of two variables, or the chances of one.

Rows and columns headed by X = 0 and Y = 1, or x beside P(X = x); the cells are no less than 0 and
sum to 1, without those of a row or column of sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.chances.events import query_of
from symnn.documents.judging.chances.facts import Fact, example_of
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula, TableCell, ValueTable
from symnn.exact.expression import Expr, rational
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_MOST: Final = 64
_NAME: Final = r"[A-Z](?:_\{?\w\}?)?"
_VALUE: Final = r"-?\d+(?:\.\d+)?|[a-z]\w{0,12}|\\text\s*\{\s*[a-z]\w{0,12}\s*\}"
#: X = 0 at the head of a row.
_EVENT: Final = regex(rf"\$?\s*(?P<name>{_NAME})\s*=\s*(?P<value>{_VALUE})\s*\$?")
#: P(X = x) at the head of a column, or p(x), p_X(x) of the variable with the capital letter.
_CHANCE: Final = regex(
    r"\$\s*(?:P|p|\\Pr|\\mathbb\s*\{?P\}?)(?:_\s*\{?\s*[A-Z]\s*\}?)?\s*\(\s*"
    rf"(?:(?P<name>{_NAME})\s*=\s*)?(?P<value>[a-z])\s*\)\s*\$"
)
_NUMBER: Final = regex(
    r"\$?\s*(?:(?P<plain>\d+(?:\.\d+)?|\.\d+)|(?P<up>\d+)\s*/\s*(?P<down>\d+)"
    r"|\\[dt]?frac\s*\{?(?P<above>\d+)\}?\s*\{?(?P<below>\d+)\}?)\s*\$?"
)
_SUMS: Final = regex(r"(?i)\W*(?:totals?|sums?|marginals?|\\sum.*|Σ)\W*")

#: What is said of the chances of a table.
_SAID: Final = regex(r"\$[^$]*[=≈<>][^$]*\$|\\\[|\\begin")

#: What happens, as it is written, and its chance.
Row = tuple[str, fmpq]


def note_chances(state: State, table: ValueTable) -> None:
    """Keep the chances that a table gives."""
    rows = list(_joint(table)) or list(_of_one(table))
    numbers = [value for _, value in rows]
    if not 1 < len(rows) <= _MOST or sum(numbers, fmpq(0)) != 1:
        return
    facts = [_fact(state, table, event, rational(value)) for event, value in rows]
    if None in facts:
        return
    if _is_one_of_several(state, table, [fact for fact in facts if fact is not None]):
        state.chances.known.clear()
        return
    for fact in facts:
        if fact is not None:
            state.chances.give(fact)


def _is_one_of_several(state: State, table: ValueTable, facts: Sequence[Fact]) -> bool:
    """Whether a table gives other chances than one before it, of which nothing was said yet."""
    section, told = example_of(table.headings), {fact.query.key: fact for fact in facts}
    others = [
        known
        for known in state.chances.known
        if known.section == section
        and (new := told.get(known.query.key)) is not None
        and new.value != known.value
    ]
    start = table.head[0].start
    between = (state.source.text[one.end : start] for one in others)
    return any(not _SAID.search(text) for text in between)


def without_labels(
    formulas: tuple[Formula, ...], tables: Sequence[ValueTable]
) -> tuple[Formula, ...]:
    """The formulas of a document without those that head the rows and columns of joint chances.

    Args:
        formulas: all formulas.
        tables: the tables.
    """
    spans = [
        (cell.start, cell.end)
        for table in tables
        if sum((value for _, value in _joint(table)), fmpq(0)) == 1
        for cell in (*table.head, *(row[0] for row in table.rows))
    ]
    return tuple(f for f in formulas if not any(a <= f.start and f.end <= b for a, b in spans))


def _fact(state: State, table: ValueTable, event: str, value: Expr) -> Fact | None:
    statements = parse(f"P({event})").statements
    body = statements[0].body if isinstance(statements[0], tree.Statement) else None
    query = query_of(body, state.scope) if body is not None else None
    if query is None:
        return None
    line = state.source.position(table.head[0].start).line
    return Fact(query, value, example_of(table.headings), line, table.end)


def _joint(table: ValueTable) -> Iterator[Row]:
    """Rows of X and columns of Y."""
    columns = [_EVENT.fullmatch(cell.text.strip()) for cell in table.head[1:]]
    kept = [k for k, m in enumerate(columns, 1) if not _SUMS.fullmatch(table.head[k].text)]
    rows = [row for row in table.rows if not _SUMS.fullmatch(row[0].text)]
    heads = [_EVENT.fullmatch(row[0].text.strip()) for row in rows]
    above = [columns[k - 1] for k in kept]
    if _variable(above) is None or _variable(heads) is None or _variable(above) == _variable(heads):
        return
    for row, head in zip(rows, heads, strict=True):
        for k, column in zip(kept, above, strict=True):
            value = _number(row[k])
            if value is None or head is None or column is None:
                return
            yield f"{head[0].strip('$ ')},{column[0].strip('$ ')}", value


def _variable(events: Sequence[re.Match[str] | None]) -> str | None:
    """The variable of all of some events, whose values differ."""
    found = [match for match in events if match is not None]
    names, values = ({match[key] for match in found} for key in ("name", "value"))
    whole = len(found) == len(events) == len(values) > 1 and len(names) == 1
    return names.pop() if whole else None


def _of_one(table: ValueTable) -> Iterator[Row]:
    """The values of one variable beside their chances, in rows or in columns."""
    grid = [table.head, *table.rows]
    if len(grid) != 2:
        grid = [tuple(row) for row in zip(*grid, strict=True)]
    if len(grid) != 2:
        return
    (first, *values), (second, *chances) = grid
    said = _CHANCE.fullmatch(second.text.strip())
    if said is None:
        return
    name = said["name"] or said["value"].upper()
    if first.text.strip(" $") not in (said["value"], name):
        return
    for cell, chance in zip(values, chances, strict=True):
        found = _number(chance)
        if found is None or not regex(rf"\$?\s*(?:{_VALUE})\s*\$?").fullmatch(cell.text.strip()):
            return
        yield f"{name}={cell.text.strip(' $')}", found


def _number(cell: TableCell) -> fmpq | None:
    match = _NUMBER.fullmatch(cell.text.strip())
    if match is None:
        return None
    if match["plain"]:
        whole, _, decimals = match["plain"].partition(".")
        return fmpq(int((whole or "0") + decimals), 10 ** len(decimals))
    below = int(match["down"] or match["below"])
    return fmpq(int(match["up"] or match["above"]), below) if below else None
