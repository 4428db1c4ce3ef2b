r"""What satisfies an equation: "x = (1, 2) satisfies Ax = b" says that Ax = b for x = (1, 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.deferred import regex
from symnn.latex import syntax as tree

Statements = Sequence["tree.Statement | tree.Unreadable"]
#: Words between what is said to be a solution and the equation.
_SATISFIES = regex(
    r"(?:satisf(?:y|ies)|fulfil(?:l?s)?|obeys|solves|is (?:a|the) solution (?:of|to))"
    r"(?: the)?(?: (?:equations?|constraints?|conditions?|inequality|system))?"
)


def with_solutions_put_in(statements: Statements) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the equation first, and the solution as what it holds for.

    Args:
        statements: those of one formula.
    """
    return [_changed(s) if isinstance(s, tree.Statement) else s for s in statements]


def _changed(statement: tree.Statement) -> tree.Statement:
    given, qualifiers = statement.body, statement.qualifiers
    if not isinstance(given, tree.Chain) or not qualifiers or statement.lead is not None:
        return statement
    first, *rest = qualifiers
    equation, words = first.body, first.words.lower().strip(" ,:")
    if not isinstance(equation, tree.Chain) or _SATISFIES.fullmatch(words) is None:
        return statement
    named = tree.key(given.first) is not None and [li.relation for li in given.links] == ["="]
    if not named or not any(part == given.first for part in tree.walk(equation)):
        return statement
    here = tree.Qualifier("for", given, span=given.span)
    return replace(statement, body=equation, qualifiers=(here, *rest))
