"""The names of a quantifier together: "for all x, y in G" is about both, wherever G lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.documents.judging.wording.openings import ALL, is_about_names, led_by
from symnn.latex import syntax as tree


def whole_quantifiers(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The names of a quantifier together: "for all x, y in G" is about both, wherever G lies."""
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        before = found[-1] if found else None
        if isinstance(before, tree.Statement) and isinstance(statement, tree.Statement):
            names = _quantified_names(before)
            body = statement.body
            bare = statement.separator == "," and statement.lead is None
            if names and bare and isinstance(body, tree.Chain) and is_about_names(body):
                rest = body.first.items if isinstance(body.first, tree.Group) else (body.first,)
                first = tree.Group("", (*names, *rest), span=body.first.span)
                whole = replace(statement, body=replace(body, first=first), lead=before.lead)
                found[-1] = replace(whole, separator=before.separator)
                continue
        found.append(statement)
    return found


def _quantified_names(statement: tree.Statement) -> tuple[tree.Node, ...]:
    """The x of "for all x" with nothing else said of it."""
    words, body = led_by(statement).lower().split(), statement.body
    if len(words) < 2 or words[-1] not in ALL or statement.qualifiers:
        return ()
    names = body.items if isinstance(body, tree.Group) and body.fence == "" else (body,)
    return names if all(isinstance(name, tree.Name) for name in names) else ()
