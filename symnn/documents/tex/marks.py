r"""The marks of a LaTeX text that matter to its reading, with the author's own names for them.

Authors define `\be` for `\begin{equation}` and environments around displays; such a mark counts
as what it stands for.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final, NamedTuple

from symnn.deferred import dataclass, regex
from symnn.documents.macros.definitions import (
    DEFINING,
    Defined,
    Environment,
    Macro,
    read_definition,
)
from symnn.documents.macros.tokens import Incomplete, Stream, Tokens, tokens_of, written
from symnn.documents.tex.names import CONDITIONALS, DISPLAYS, INLINE, STATEMENTS

_MARK = regex(
    r"\\(?P<edge>begin|end)\s*\{(?P<name>[^{}\\$\n]*)\}|\\(?P<word>[A-Za-z@]+)\*?|\\(?P<sign>.)"
    r"|(?P<dollars>\$\$?)|(?P<blank>\n[ \t]*\n\s*)|(?P<brace>[{}])",
    re.DOTALL,
)
_THEOREM = regex(
    r"\\(?:newtheorem|declaretheorem|newmdtheoremenv|spnewtheorem)\*?\s*(?:\[[^\]\n]*\]\s*)?"
    r"\{\s*([^{}\s]+)\s*\}\s*(?:\[[^\]\n]*\])?\s*(?:\{([^{}\n]*)\})?"
)
_OWN_CONDITIONAL = regex(r"\\newif\s*\\(if[A-Za-z@]+)")
_WINDOWS: Final = (60, 400, 4_000, 40_000)
_PLAIN = regex(r"[A-Za-z][A-Za-z ]*")


class Mark(NamedTuple):
    """A mark at [start, end): its kind, and its name.

    The kinds are begin, end, word, sign, dollars, blank, brace.
    """

    kind: str
    name: str
    start: int
    end: int


class Definition(NamedTuple):
    """A definition at [start, end)."""

    start: int
    end: int
    value: Defined | None


@dataclass(slots=True)
class Marks:
    """All marks of a text in order, its definitions by their first mark, and its names."""

    marks: list[Mark] = field(default_factory=list)
    definitions: dict[int, Definition] = field(default_factory=dict)
    displays: set[str] = field(default_factory=lambda: {*DISPLAYS, INLINE})
    statements: dict[str, str] = field(default_factory=lambda: dict(STATEMENTS))
    hidden: set[str] = field(default_factory=set)
    conditionals: frozenset[str] = CONDITIONALS


def marks_of(text: str) -> Marks:
    r"""The marks of a text, an author's own names for a mark resolved.

    >>> found = marks_of(r"\def\be{\begin{equation}}\be")
    >>> found.marks[-1] == Mark("begin", "equation", 25, 28)
    True
    """
    found = Marks()
    found.conditionals |= set(_OWN_CONDITIONAL.findall(text))
    for theorem in _THEOREM.finditer(text):
        title = (theorem[2] or "").strip()
        known = STATEMENTS.get(theorem[1], theorem[1].capitalize())
        found.statements[theorem[1]] = title if _PLAIN.fullmatch(title) else known
    own: dict[str, tuple[str, str]] = {}
    passed = broken = 0
    for match in _MARK.finditer(text):
        mark = _mark(match)
        if mark.kind == "word" and mark.start >= passed and mark.name in DEFINING:
            definition = _definition(text, mark, 1 if mark.start < broken else len(_WINDOWS))
            if definition is None:
                broken = max(broken, mark.end + _WINDOWS[-1] // 2)
            else:
                found.definitions[len(found.marks)] = definition
                passed = definition.end
                _learn(found, own, definition.value)
        elif mark.kind == "word" and mark.start >= passed and mark.name in own:
            mark = Mark(*own[mark.name], mark.start, mark.end)
        found.marks.append(mark)
    return found


def _mark(match: re.Match[str]) -> Mark:
    kind = match.lastgroup or ""
    if kind == "name":
        return Mark(match["edge"], match["name"].strip(), *match.span())
    return Mark(kind, match[kind], *match.span())


def _definition(text: str, mark: Mark, looks: int) -> Definition | None:
    """The definition that begins with a mark; few are long, so a short look comes first.

    Behind one that is never closed, only short looks are taken, so that the time stays linear.
    """
    for window in _WINDOWS[:looks]:
        end = mark.end + window
        while text[end : end + 1].isalpha() and end < mark.end + 2 * window:
            end += 1  # no command is cut
        stream = Stream.over(tokens_of(text[mark.end : end], mark.end))
        stream.reached = mark.end
        try:
            value = read_definition(stream, mark.name)
        except Incomplete:
            if end >= len(text):
                return None
        else:
            return Definition(mark.start, stream.reached, value)
    return None


def _learn(found: Marks, own: dict[str, tuple[str, str]], defined: Defined | None) -> None:
    """Note a name that stands for a mark."""
    value = defined.value if defined else None
    if isinstance(value, Environment):
        begin, end = _edges(value.begin), _edges(value.end)
        found.hidden |= {name for _, name in (*begin, *end)}
        if any(kind == "begin" and name in found.displays for kind, name in begin):
            found.displays.add(value.name)
        elif any(kind == "begin" and name in found.statements for kind, name in begin):
            found.statements.setdefault(value.name, value.name.capitalize())
    elif isinstance(value, Macro):
        edges = _edges(value.body)
        found.hidden |= {name for _, name in edges}
        own.pop(value.name, None)
        if len(edges) == 1:
            own[value.name] = edges[0]


def _edges(body: Tokens) -> list[tuple[str, str]]:
    """What a body opens or closes and leaves so."""
    edges: list[tuple[str, str]] = []
    for match in _MARK.finditer(written(body)):
        mark = _mark(match)
        if (
            mark.kind in ("begin", "end")
            or (mark.kind == "sign" and mark.name in "[]")
            or mark.name == "$$"
        ):
            edges.append((mark.kind, mark.name))
    return edges
