"""What is said of all A and B: A + B is symmetric for all symmetric A and B."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from symnn.latex import syntax as tree

Piece: TypeAlias = "tree.Statement | tree.Unreadable"


def with_names_joined(statements: Sequence[Piece]) -> list[Piece]:
    """The statements with the names that go on behind "is … for all A" in one list.

    Args:
        statements: those of a formula.
    """
    found: list[Piece] = []
    for one in statements:
        joined = _joined(found[-1], one) if found else None
        if joined is None:
            found.append(one)
        else:
            found[-1] = joined
    return found


def is_of_all(said: Piece) -> bool:
    """Whether words behind an expression say what it is for all of something."""
    if not isinstance(said, tree.Statement) or isinstance(said.body, tree.Chain):
        return False
    words = f" {said.qualifiers[-1].words.lower()} " if said.qualifiers else ""
    return any(f" {word} " in words for word in ("all", "any", "arbitrary"))


def _joined(before: Piece, said: Piece) -> tree.Statement | None:
    if not isinstance(before, tree.Statement) or not isinstance(said, tree.Statement):
        return None
    if not isinstance(said.body, tree.Name) or said.lead is not None:
        return None
    if any(q.body is not None or q.words.strip(" .;") for q in said.qualifiers):
        return None
    if said.separator not in (",", "and") or not is_of_all(before):
        return None
    *others, last = before.qualifiers
    items = last.body.items if isinstance(last.body, tree.Group) else (last.body,)
    if not all(isinstance(item, tree.Name) for item in items):
        return None
    names = (*(item for item in items if item is not None), said.body)
    body = tree.Group("", names, tuple("," for _ in names[1:]), span=said.body.span)
    return replace(before, qualifiers=(*others, replace(last, body=body)))
