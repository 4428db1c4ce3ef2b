r"""Differences as names: \Delta w = \eta (t - y) x, where \Delta w is one name and no product.

So it is wherever \Delta stands before a letter only, and means nothing by itself, such as a
discriminant, a matrix or a determinant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Scope

DELTA: Final = "Delta"
Statements = Sequence["tree.Statement | tree.Unreadable"]


def with_differences(
    statements: Statements, scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    r"""The statements with one name for each \Delta before a letter.

    Args:
        statements: of one formula.
        scope: the definitions so far.
    """
    if scope.latest(DELTA) is not None:
        return list(statements)
    found = [_whole(s) if isinstance(s, tree.Statement) else s for s in statements]
    bodies = [part for s in found if isinstance(s, tree.Statement) for part in _bodies(s)]
    alone = any(tree.key(part) == DELTA for body in bodies for part in tree.walk(body))
    return list(statements) if alone else found


def _bodies(statement: tree.Statement) -> list[tree.Node]:
    inside = [q.body for q in statement.qualifiers if q.body is not None]
    return [statement.body, *inside]


def _whole(statement: tree.Statement) -> tree.Statement:
    qualifiers = tuple(
        q if q.body is None else replace(q, body=_named(q.body)) for q in statement.qualifiers
    )
    return replace(statement, body=_named(statement.body), qualifiers=qualifiers)


def _named(node: tree.Node) -> tree.Node:
    """The tree with Δw for Δ beside w, also where w carries an exponent or a transpose."""
    whole = tree.map_children(node, _named)
    if not isinstance(whole, tree.Product):
        return whole
    factors: list[tree.Node] = [whole.factors[0]]
    operators: list[str] = []
    for operator, factor in zip(whole.operators, whole.factors[1:], strict=True):
        before = factors[-1]
        merged = _of(factor) if _is_delta(before) and not operator else None
        if merged is None:
            factors.append(factor)
            operators.append(operator)
        else:
            span = tree.Span(before.span.start, factor.span.end)
            factors[-1] = replace(merged, span=span)
    if len(factors) == 1:
        return factors[0]
    return replace(whole, factors=tuple(factors), operators=tuple(operators))


def _is_delta(node: tree.Node) -> bool:
    r"""\Delta, also \Delta_p of the changes by one pattern p."""
    if not isinstance(node, tree.Name) or node.base != DELTA:
        return False
    below = node.subscript
    pattern = isinstance(below, tree.Name) and tree.key(below) in ("p", "mu")
    return tree.key(node) == DELTA or (pattern and not node.labels and not node.accents)


def _of(node: tree.Node) -> tree.Node | None:
    """Δw of w, (Δw)² of w², (Δw)^T of w^T."""
    if isinstance(node, tree.Name):
        plain = node.base not in SPELLINGS and node.base != DELTA
        return replace(node, accents=(*node.accents, DELTA)) if plain else None
    if isinstance(node, tree.Power):
        base = _of(node.base)
        return None if base is None else replace(node, base=base)
    if isinstance(node, (tree.Transpose, tree.Mark)):
        operand = _of(node.operand)
        return None if operand is None else replace(node, operand=operand)
    return None
