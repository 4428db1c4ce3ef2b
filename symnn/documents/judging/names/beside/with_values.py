r"""Values of letters in words behind a definition: f(x) = ax^2 \text{ with } a = 3.

They are given as those in "a = 3, f(x) = ax^2" are, where the letter is none that f depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]
_WITH: Final = regex(r"[ ,(]*(?:with|where)\s*")
_AND: Final = regex(r"[ ,]*and\s*")


def with_values(statements: Statements, scope: Scope) -> list[tree.Statement | tree.Unreadable]:
    """The statements with such values before the definitions that they stand behind.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        if isinstance(statement, tree.Statement):
            given = tuple(_given(statement, scope))
            found += [tree.Statement(q.body, span=q.span) for q in given if q.body is not None]
            kept = statement.qualifiers[len(given) :]
            statement = replace(statement, qualifiers=kept) if given else statement
        found.append(statement)
    return found


def _given(statement: tree.Statement, scope: Scope) -> Iterator[tree.Qualifier]:
    """The first words behind a definition, as long as each gives a letter of it a number."""
    body = statement.body
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return
    head = body.first.head if isinstance(body.first, tree.Call) else body.first
    if not isinstance(head, tree.Name) or scope.latest(tree.key(head) or "") is not None:
        return
    own = {tree.key(part) for part in tree.walk(body.first)}
    letters = {tree.key(part) for part in tree.walk(body.links[0].operand)} - own
    for number, qualifier in enumerate(statement.qualifiers):
        words = _AND if number else _WITH
        if not words.fullmatch(qualifier.words.lower()) or not _is_value(qualifier.body, letters):
            return
        if scope.latest(tree.key(getattr(qualifier.body, "first", body)) or "") is not None:
            return
        yield qualifier


def _is_value(node: tree.Node | None, letters: set[str | None]) -> bool:
    """Whether it gives one of the letters a number, or a list of numbers."""
    if not isinstance(node, tree.Chain) or [li.relation for li in node.links] != ["="]:
        return False
    key = tree.key(node.first)
    return key is not None and key in letters and not computed(node.links[0].operand)
