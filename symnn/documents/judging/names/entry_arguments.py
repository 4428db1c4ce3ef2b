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
#: Letters that are numbers before a vector.
_NUMBERS: Final = frozenset({"a", "b", "c", "s", "t", "alpha", "beta", "lambda", "gamma", "mu"})


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
    if not isinstance(body, tree.Chain) or not isinstance(opened, tree.Chain):
        return opened
    call = body.first
    lone = isinstance(call, tree.Call) and isinstance(call.arguments.items[0], tree.Name)
    return replace(opened, first=call) if lone else opened


def _opened(node: tree.Node, scope: Scope) -> tree.Node:
    node = tree.map_children(node, lambda part: _opened(part, scope))
    if not isinstance(node, tree.Call) or len(node.arguments.items) != 1:
        return node
    known = scope.latest(tree.key(node.head) or "")
    (vector,) = node.arguments.items
    if known is None or known.parameters is None or len(known.parameters) != 1:
        return node
    places = given_by_entries(known.parameters, known.body).get(known.parameters[0], ())
    if not 1 < len(places) <= _MOST or tree.key(vector) in known.parameters:
        return node  # the entries of the argument itself have these names already
    items = [_at(vector, place, scope) for place in places]
    found = tuple(item for item in items if item is not None)
    if len(found) < len(items):
        return node
    arguments = tree.Group("()", found, (",",) * (len(found) - 1), span=vector.span)
    return replace(node, arguments=arguments)


def _at(node: tree.Node, place: int, scope: Scope) -> tree.Node | None:
    """The entry of an open vector, of -x, of 2x or cx, and of x + y; None for anything else."""
    if isinstance(node, tree.Name):
        entry = _entry(node, place)
        plain = node.subscript is None and not node.labels
        known = any(scope.latest(tree.key(name) or "") for name in (node, entry))
        return None if known or not plain else entry
    if isinstance(node, tree.Neg):
        inner = _at(node.operand, place, scope)
        return None if inner is None else replace(node, operand=inner)
    if isinstance(node, tree.Product):
        *factors, last = node.factors
        inner = _at(last, place, scope)
        numbers = all(isinstance(f, tree.Number) or tree.key(f) in _NUMBERS for f in factors)
        return None if inner is None or not numbers else replace(node, factors=(*factors, inner))
    if isinstance(node, tree.Sum):
        terms = [_at(term, place, scope) for term in node.terms]
        found = tuple(term for term in terms if term is not None)
        return replace(node, terms=found) if len(found) == len(terms) else None
    return None


def _entry(vector: tree.Name, place: int) -> tree.Name:
    """θ_2 of a bold θ, as a number."""
    index = tree.Number(str(place), Fraction(place), span=vector.span)
    return tree.Name(vector.base, "", vector.accents, index, span=vector.span)
