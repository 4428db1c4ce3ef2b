r"""Functions given on a range and at a point beside it: h(x) = x \log x (x > 0), h(0) = 0.

The value at the point is one more case of the function, if the range does not hold the point:
else it is a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree

Statements = Sequence["tree.Statement | tree.Unreadable"]
_WORDS: Final = frozenset({"", "for", "if", "when", "where", "for all"})


def with_filled_gaps(statements: Statements) -> list[tree.Statement | tree.Unreadable]:
    """The statements with one definition by cases for such a pair.

    Args:
        statements: those of one formula.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        merged = _merged(found[-1], statement) if found else None
        if merged is None:
            found.append(statement)
        else:
            found[-1] = merged
    return found


def _merged(
    before: tree.Statement | tree.Unreadable, statement: tree.Statement | tree.Unreadable
) -> tree.Statement | None:
    """The function with the value that a second statement gives at a point."""
    if not isinstance(before, tree.Statement) or not isinstance(statement, tree.Statement):
        return None
    if (
        statement.qualifiers
        or statement.lead is not None
        or statement.separator not in (",", "quad")
    ):
        return None
    general, special = _call(before.body), _call(statement.body)
    if general is None or special is None or general[0].head != special[0].head:
        return None
    name, point = general[0].arguments.items[0], _number(special[0].arguments.items[0])
    rows = _rows(before, general[1], name)
    if not isinstance(name, tree.Name) or point is None or not rows:
        return None
    if any(_holds_at(row.condition, name, point) is not False for row in rows):
        return None
    here = tree.Chain(name, (tree.Link("=", special[0].arguments.items[0]),), span=name.span)
    cases = tree.Cases((*rows, tree.Case(special[1], here)), span=general[1].span)
    chain = before.body
    if not isinstance(chain, tree.Chain):
        return None
    whole = replace(chain, links=(replace(chain.links[0], operand=cases),))
    return replace(before, body=whole, qualifiers=())


def _call(body: tree.Node) -> tuple[tree.Call, tree.Node] | None:
    """f(x) = …, of one argument."""
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return None
    first = body.first
    if not isinstance(first, tree.Call) or len(first.arguments.items) != 1:
        return None
    return first, body.links[0].operand


def _rows(statement: tree.Statement, body: tree.Node, name: tree.Node) -> tuple[tree.Case, ...]:
    """The cases that a function has so far; none where its range is not plainly one of x."""
    if isinstance(body, tree.Cases) and not statement.qualifiers:
        return body.rows if all(row.condition is not None for row in body.rows) else ()
    if len(statement.qualifiers) != 1:
        return ()
    (qualifier,) = statement.qualifiers
    condition = qualifier.body
    if isinstance(condition, tree.Group) and len(condition.items) == 1:
        (condition,) = condition.items
    if qualifier.words.lower().strip(" ,") not in _WORDS or not isinstance(condition, tree.Chain):
        return ()
    return (tree.Case(body, condition),) if condition.first == name else ()


def _holds_at(condition: tree.Node | None, name: tree.Node, point: Fraction) -> bool | None:
    """Whether a number meets a condition x > 0; None if that is not evident."""
    if not isinstance(condition, tree.Chain) or len(condition.links) != 1:
        return None
    (link,) = condition.links
    end = _number(link.operand)
    if condition.first != name or end is None:
        return None
    tests = {
        "<": point < end,
        "≤": point <= end,
        ">": point > end,
        "≥": point >= end,
        "≠": point != end,
        "=": point == end,
    }
    return tests.get(link.relation)


def _number(node: tree.Node) -> Fraction | None:
    sign, inner = (-1, node.operand) if isinstance(node, tree.Neg) else (1, node)
    return sign * inner.value if isinstance(inner, tree.Number) else None
