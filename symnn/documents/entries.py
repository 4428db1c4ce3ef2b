"""Entries that no mathematics is needed for: damage, and formulas that a limit cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.model import Entry
from symnn.documents.regions import Damage, Formula
from symnn.documents.rules import DAMAGE, FILE_NOT_READ, LIMIT
from symnn.documents.source import Source

_RELATION = regex(
    r"\\(approxeq|approx|leqslant|leq|le|geqslant|geq|ge|neq|ne|equiv|simeq|cong|sim|propto"
    r"|notin|in|subseteq|subset|iff|implies|Longrightarrow|Rightarrow|rightarrow|longrightarrow"
    r"|mapsto|to|gets|leftarrow|lt|gt|doteq|coloneqq)(?![A-Za-z])|:=|[=<>≤≥≠≈≡∈]"
)
_WRITTEN: Final = {
    **dict.fromkeys(("approx", "approxeq", "simeq", "doteq", "cong"), "≈"),
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    **dict.fromkeys(("to", "rightarrow", "longrightarrow"), "→"),
    **dict.fromkeys(("gets", "leftarrow"), "←"),
    **dict.fromkeys(("implies", "Rightarrow", "Longrightarrow"), "⇒"),
    "lt": "<",
    "gt": ">",
    "equiv": "≡",
    "sim": "∼",
    "propto": "∝",
    "in": "∈",
    "notin": "∉",
    "subset": "⊂",
    "subseteq": "⊆",
    "iff": "⇔",
    "mapsto": "↦",
    "coloneqq": ":=",
}


class Place(NamedTuple):
    """Lines and columns of [start, end), as an entry has them."""

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None
    path: str | None = None


def place(source: Source, start: int, end: int) -> Place:
    """Where a span of a document lies; the end is the place just after its last character.

    >>> place(Source("a.md", "so $x$", "markdown"), 4, 5) == Place(1, 5, 1, 6)
    True
    """
    first = source.position(start)
    last = source.position(end - 1) if end > start else first
    end_column = last.column + (end > start)
    return Place(first.line, first.column, last.line, end_column, first.cell, first.path)


def relation_in(latex: str) -> str | None:
    r"""The first relation sign that stands in a formula, or None if there is none.

    >>> relation_in(r"x \le 1") == "≤", relation_in("x + 1") is None
    (True, True)
    """
    found = _RELATION.search(latex)
    if found is None:
        return None
    return _WRITTEN.get(found[1], found[0]) if found[1] else found[0]


def missing_entry(source: Source, damage: Damage) -> Entry:
    """The entry of a file that is named and could not be read."""
    return replace(damage_entry(source, damage), rule=FILE_NOT_READ.id)


def damage_entry(source: Source, damage: Damage) -> Entry:
    """The entry that tells of damage: what was met, and what to do."""
    where = place(source, damage.start, damage.end)
    return Entry(
        rule=DAMAGE.id,
        **where._asdict(),
        latex=source.text[damage.start : damage.end],
        kind="not-a-claim",
        relation="",
        reason=f"{damage.what}; {damage.remedy}",
    )


def limit_entry(source: Source, formula: Formula, judged: int, reason: str) -> Entry | None:
    """The undecided entry for what of a formula lies after the offset `judged`.

    None if no relation stands there: then there was nothing to decide.
    """
    position = 0
    while position < len(formula.latex) and formula.offset(position) < judged:
        position += 1
    rest = formula.latex[position:]
    relation = relation_in(rest)
    if relation is None:
        return None
    start = position + len(rest) - len(rest.lstrip())
    end = position + len(rest.rstrip())
    where = place(source, *formula.span(start, end))
    return Entry(
        rule=LIMIT.id,
        **where._asdict(),
        latex=formula.written(start, end),
        kind="claim",
        relation=relation,
        verdict="undecided",
        reason=reason,
    )
