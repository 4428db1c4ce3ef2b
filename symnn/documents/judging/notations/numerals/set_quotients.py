r"""Quotients that get a value before a colon: p/N = 0.138: P = 0.0036 is said of p = 0.138 N."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope


def with_set_quotients(
    statements: Sequence[tree.Statement | tree.Unreadable],
    scope: Scope,
    settings: Mapping[str, int],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the numerator by the denominator, where neither has a formula.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
        settings: the versions of those that were set before a colon, and are not meant here.
    """
    last = max((k for k, s in enumerate(statements) if _is_behind_colon(s)), default=0)
    return [
        replace(s, body=_solved(s.body, scope, settings))
        if place < last and isinstance(s, tree.Statement) and not s.qualifiers
        else s
        for place, s in enumerate(statements)
    ]


def _is_behind_colon(statement: tree.Statement | tree.Unreadable) -> bool:
    return isinstance(statement, tree.Statement) and statement.separator == ":"


def _solved(body: tree.Node, scope: Scope, settings: Mapping[str, int]) -> tree.Node:
    """p = 0.138 N for p/N = 0.138; any other relation as it is."""
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return body
    ratio, (link,) = body.first, body.links
    if not isinstance(ratio, tree.Quotient):
        return body
    above, below = ratio.numerator, ratio.denominator
    if not isinstance(above, tree.Name) or not isinstance(below, tree.Name):
        return body
    keys = [tree.key(above) or "", tree.key(below) or ""]
    inside = {tree.key(part) for part in tree.walk(link.operand)}
    values = [known for key in keys if (known := scope.latest(key)) is not None]
    settled = any(
        settings.get(known.key) != known.version and not isinstance(known.body, tree.Number)
        for known in values
    )
    if settled or keys[0] == keys[1] or inside & {*keys}:
        return body
    product = tree.Product((link.operand, below), ("·",), span=link.operand.span)
    own = replace(link, operand=product)
    return replace(body, first=replace(above, span=ratio.span), links=(own,))
