"""Reading statements with words in them: chains of relations between terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from symnn.documents.judging.by_tables.reader import Reader
from symnn.documents.judging.by_tables.spelling import UnreadError
from symnn.documents.judging.by_tables.terms import Term
from symnn.documents.judging.by_tables.tokens import Token, relation_of


class Side(NamedTuple):
    """One side of a relation, and where it lies; `relation` stands before it."""

    term: Term
    start: int
    end: int
    relation: str


def sides_of(tokens: Sequence[Token], functions: frozenset[str]) -> list[Side]:
    """The sides of a chain of relations.

    Args:
        tokens: of one statement, with no words around it.
        functions: the names that have arguments in brackets behind them.

    Raises:
        UnreadError: something in it is not read.
    """
    cut: list[tuple[str, list[Token]]] = [("", [])]
    depth = 0
    for token in tokens:
        mark = token.text if token.kind in ("sign", "command") else ""
        depth += (mark in ("(", "[", "{", r"\{")) - (mark in (")", "]", "}", r"\}"))
        relation = relation_of(token) if depth == 0 else None
        if relation is None and not (depth == 0 and mark == r"\not"):
            cut[-1][1].append(token)
        elif cut[-1][1]:
            cut.append((relation or "not ", []))
        elif cut[-1][0] == "not ":
            cut[-1] = f"not {relation}", []
        elif not (relation == "⊥" and cut[-1][0].endswith("⊥")):  # the two strokes of one sign
            raise UnreadError
    if any(not side for _, side in cut):
        raise UnreadError
    return [
        Side(Reader(side, functions).whole(), side[0].start, side[-1].end, relation)
        for relation, side in cut
    ]


def names_of(tokens: Sequence[Token], functions: frozenset[str]) -> tuple[Term, ...]:
    """The names in a list of such: B, F."""
    return Reader(tokens, functions).arguments_to_end()
