r"""Functions of a vector that are written by its entries: C(\theta) = \theta_0 I + \theta_1 S.

C(1, 2) is then the matrix of these entries, and C(\theta)C(\eta) is one of open entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import given_by_entries
from symnn.latex.meaning.scope import Scope

#: A vector has at most so many entries here.
_MOST: Final = 12


def with_entries(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with open entries for open vectors in such functions.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
    """
    return [
        replace(s, body=_in_statement(s.body, scope)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _in_statement(body: tree.Node, scope: Scope) -> tree.Node:
    """The statement; f(y) = … may define f, and is left to itself on the left side."""
    opened = _opened(body, scope)
    lone = isinstance(body, tree.Chain) and isinstance(body.first, tree.Call)
    if lone and isinstance(body, tree.Chain) and isinstance(opened, tree.Chain):
        return replace(opened, first=body.first)
    return opened


def _opened(node: tree.Node, scope: Scope) -> tree.Node:
    node = tree.map_children(node, lambda part: _opened(part, scope))
    if not isinstance(node, tree.Call) or len(node.arguments.items) != 1:
        return node
    known = scope.latest(tree.key(node.head) or "")
    (vector,) = node.arguments.items
    if known is None or known.parameters is None or len(known.parameters) != 1:
        return node
    places = given_by_entries(known.parameters, known.body).get(known.parameters[0], ())
    plain = isinstance(vector, tree.Name) and vector.subscript is None and not vector.labels
    if not 1 < len(places) <= _MOST or not isinstance(vector, tree.Name) or not plain:
        return node
    if tree.key(vector) in known.parameters:
        return node  # the entries of the argument itself have these names already
    names = [_entry(vector, place) for place in places]
    if any(scope.latest(tree.key(name) or "") for name in (vector, *names)):
        return node
    arguments = tree.Group("()", tuple(names), (",",) * (len(names) - 1), span=vector.span)
    return replace(node, arguments=arguments)


def _entry(vector: tree.Name, place: int) -> tree.Name:
    """θ_2 of a bold θ, as a number."""
    index = tree.Number(str(place), Fraction(place), span=vector.span)
    return tree.Name(vector.base, "", vector.accents, index, span=vector.span)
