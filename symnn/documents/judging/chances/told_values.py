r"""Which values a variable has, where a set of them is told: F \in \{a, o\}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.chances.events import Cell, Event, Query
from symnn.documents.judging.chances.facts import Fact
from symnn.documents.judging.placing import Place
from symnn.exact.expression import ONE
from symnn.latex import syntax as tree
from symnn.latex.parser import parse
from symnn.latex.plain import plain

_SET: Final = regex(
    r"(?<![A-Za-z\\_^])(?P<name>[A-Za-z](?:_\{?\w\}?)?)\s*(?:\\in(?![a-z])|∈)\s*"
    r"(?:\\left)?\s*\\[{](?P<members>[^{}|:]*(?:\{[^{}]*\}[^{}|:]*)*?)(?:\\right)?\s*\\[}]"
)


def with_told_values(place: Place, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with one for each variable of which the text says which values it has."""
    text = place.state.source.text[: place.formula.outer_start]
    if r"\in" not in text and "∈" not in text:
        return list(facts)
    told = dict(_told(text))
    events = [e for f in facts for e in (f.query.event, f.query.given) if e is not None]
    named: dict[str, set[str]] = {}
    for event in events:
        for variable, value in event.mentions:
            named.setdefault(variable, set()).add(value)
    found = list(facts)
    for variable, values in named.items():
        members = told.get(variable)
        if members and values <= set(members) and set(members) != {"0", "1"}:
            last = facts[-1]
            query = Query("P", _any_of(variable, members), None)
            found.append(Fact(query, ONE, last.section, last.line, last.end))
    return found


def _any_of(variable: str, values: Sequence[str]) -> Event:
    kept = frozenset(values)

    def holds(cell: Cell) -> bool:
        return cell[variable] in kept

    key = "∪".join(f"{variable}={value}" for value in values)
    return Event(holds, tuple((variable, value) for value in values), key)


@lru_cache(maxsize=4)
def _told(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names with the members of the one set that they are told to lie in."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for match in _SET.finditer(text):
        name = re.sub(r"[{}]", "", match["name"])
        found.setdefault(name, set()).add(tuple(_members(match["members"])))
    return tuple(
        (name, members)
        for name, sets in found.items()
        if len(sets) == 1
        for members in sets
        if len(set(members)) == len(members) > 1 and all(members)
    )


def _members(text: str) -> Iterator[str]:
    """The members as events name them; an empty one for what is no single value."""
    for part in text.split(","):
        statements = parse(rf"X={part}").statements
        body = getattr(statements[0], "body", None) if len(statements) == 1 else None
        operand = body.links[0].operand if isinstance(body, tree.Chain) else None
        number = operand.operand if isinstance(operand, tree.Neg) else operand
        if isinstance(number, tree.Number):
            yield str(-number.value if number is not operand else number.value)
        elif isinstance(operand, (tree.Name, tree.Text)):
            yield plain(operand)
        else:
            yield ""
