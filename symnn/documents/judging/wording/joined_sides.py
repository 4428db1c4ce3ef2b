r"""Equivalences whose right side goes on behind "and": y = 1 ⇔ x_1 = 1 and x_2 = 1.

What stands behind the word is a part of that side, and nothing that is claimed by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from symnn.latex import syntax as tree

_Statement: TypeAlias = "tree.Statement | tree.Unreadable"


def with_whole_sides(statements: Sequence[_Statement]) -> list[_Statement]:
    """The statements with such sides in one piece.

    Args:
        statements: those of a formula.
    """
    found: list[_Statement] = []
    for statement in statements:
        joined = _joined(found[-1], statement) if found else None
        if joined is None:
            found.append(statement)
        else:
            found[-1] = joined
    return found


def _joined(before: _Statement, statement: _Statement) -> tree.Statement | None:
    if not isinstance(before, tree.Statement) or not isinstance(statement, tree.Statement):
        return None
    arrow, more = before.body, statement.body
    if not isinstance(arrow, tree.Chain) or not isinstance(more, tree.Chain) or before.qualifiers:
        return None
    one = len(arrow.links) == 1 and arrow.links[0].relation == "⇔"
    goes_on = statement.separator == "and" and statement.lead is None and not statement.connective
    if not one or not goes_on or any(link.relation in "⇒⇔⇐" for link in more.links):
        return None
    (link,) = arrow.links
    side = link.operand
    is_list = isinstance(side, tree.Logic) and side.operator == "and"
    parts = side.operands if isinstance(side, tree.Logic) and is_list else (side,)
    span = tree.Span(side.span.start, more.span.end)
    whole = replace(link, operand=tree.Logic("and", (*parts, more), span=span))
    wide = tree.Span(before.span.start, statement.span.end)
    body = replace(arrow, links=(whole,), span=tree.Span(arrow.span.start, more.span.end))
    return replace(before, body=body, qualifiers=statement.qualifiers, span=wide)
