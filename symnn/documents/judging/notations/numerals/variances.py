r"""Ranges of squares: `for all \sigma^2 > 0` is said of all σ > 0.

A variance is any number above 0, and σ is its root. What a formula claims first stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree

_ROOTS: Final = frozenset({"sigma", "tau", "s"})
_SQUARE: Final = 2


def with_variances(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with σ > 0 for σ^2 > 0 where that is a condition."""
    return [
        statement if isinstance(statement, tree.Unreadable) else _changed(statement, place > 0)
        for place, statement in enumerate(statements)
    ]


def _changed(statement: tree.Statement, behind: bool) -> tree.Statement:
    qualifiers = tuple(
        q if q.body is None else replace(q, body=_of_root(q.body)) for q in statement.qualifiers
    )
    body = _of_root(statement.body) if behind else statement.body
    return replace(statement, body=body, qualifiers=qualifiers)


def _of_root(body: tree.Node) -> tree.Node:
    """σ > 0 for σ^2 > 0; any other relation as it is."""
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != [">"]:
        return body
    square, bound = body.first, body.links[0].operand
    if not isinstance(square, tree.Power) or not isinstance(square.base, tree.Name):
        return body
    squared = isinstance(square.exponent, tree.Number) and square.exponent.value == _SQUARE
    zero = isinstance(bound, tree.Number) and bound.value == 0
    if not (squared and zero and square.base.base in _ROOTS) or square.base.labels:
        return body
    return replace(body, first=replace(square.base, span=square.span))
