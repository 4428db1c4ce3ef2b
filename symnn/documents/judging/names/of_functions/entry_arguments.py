r"""Functions of a vector that are written by its entries: C(\theta) = \theta_0 I + \theta_1 S.

C(1, 2) is then the matrix of these entries, and C(\theta)C(\eta) is one of open entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import given_by_entries
from symnn.latex.meaning.scope import Scope

#: A vector has at most so many entries here.
_MOST: Final = 12
#: x, y ∈ ℝ^2, and {0, 1}^2.
_SPACE: Final = regex(
    r"(?P<names>[^$&;=:.]{1,60})(?:\\in(?![a-z])|∈)[^$&;=:]{1,30}?\^\s*(?P<size>\w|\{[^{}]{1,8}\})"
)
_LETTERS: Final = regex(r"(?<![A-Za-z])[A-Za-z]+")
#: Letters that are numbers before a vector.
_NUMBERS: Final = frozenset({"a", "b", "c", "s", "t", "alpha", "beta", "lambda", "gamma", "mu"})


def with_entries(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, text: str = ""
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with open entries for open vectors in such functions.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document, which may say where a vector lives.
    """
    return [
        replace(s, body=_in_statement(_spread(s.body, scope, text), scope))
        if isinstance(s, tree.Statement)
        else s
        for s in statements
    ]


def _spread(body: tree.Node, scope: Scope, text: str) -> tree.Node:
    """The statement with (x_1, x_2) for the vector x of f(x), where that stands beside it.

    f(x) = x_1^2 + x_2^2 is x^T x: the x on the right has the entries that f takes.
    """
    if not isinstance(body, tree.Chain) or any(_is_slope(part) for part in tree.walk(body)):
        return body
    found: dict[str, tuple[int, ...]] = {}
    for part in tree.walk(body):
        if isinstance(part, tree.Call) and (own := _own_vector(part, scope)) is not None:
            places = own[1]
            if found.setdefault(own[0], places) != places:
                return body  # one function takes more of its entries than another
    lists = {
        key: places
        for key, places in found.items()
        if _is_open(key, places, scope)
        and not _has_more(body, key, places)
        and not _lives_elsewhere(text, key, len(places))
    }
    return _with_lists(body, lists, scope) if lists else body


def _has_more(body: tree.Node, key: str, places: Sequence[int]) -> bool:
    """Whether another entry of a vector stands beside it, which its function does not take."""
    names = [part for part in tree.walk(body) if isinstance(part, tree.Name)]
    indices = [n.subscript for n in names if n.subscript and n.base == key.rpartition(" ")[2]]
    return any(not isinstance(k, tree.Number) or k.value not in places for k in indices)


def _lives_elsewhere(text: str, key: str, size: int) -> bool:
    """Whether a document says that a vector has another number of entries."""
    name = key.rpartition(" ")[2]
    spaces = (found for found in _SPACE.finditer(text) if name in _LETTERS.findall(found["names"]))
    return any(found["size"].strip("{ }") != str(size) for found in spaces)


def _is_slope(node: tree.Node) -> bool:
    return isinstance(node, (tree.Derivative, tree.Differential, tree.BigOperator))


def _is_open(key: str, places: Sequence[int], scope: Scope) -> bool:
    """Whether nothing is known of a vector or of its entries."""
    names = (key, *(f"{key.rpartition(' ')[2]}_{place}" for place in places))
    return not any(scope.latest(name) for name in names)


def _own_vector(call: tree.Call, scope: Scope) -> tuple[str, tuple[int, ...]] | None:
    """The vector, with the places of its entries, of a function at its own argument."""
    items = call.arguments.items
    known = scope.latest(tree.key(call.head) or "")
    if known is None or known.parameters is None or len(items) != len(known.parameters):
        return None
    if len(items) != 1 or not isinstance(items[0], tree.Name):
        return None
    key = tree.key(items[0]) or ""
    places = given_by_entries(known.parameters, known.body).get(key, ())
    return (key, places) if 1 < len(places) <= _MOST else None


def _with_lists(node: tree.Node, lists: Mapping[str, tuple[int, ...]], scope: Scope) -> tree.Node:
    if isinstance(node, tree.Call) and _own_vector(node, scope) is not None:
        return node
    if isinstance(node, tree.Name):
        places = lists.get(tree.key(node) or "")
        if places is None or node.subscript is not None or node.labels:
            return node
        rows = tuple((_entry(node, place),) for place in places)
        return tree.Matrix(rows, "[]", span=node.span)
    return tree.map_children(node, lambda part: _with_lists(part, lists, scope))


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
    r"""The entry of an open vector, of -x, of 2x or cx, and of x + y; None for anything else."""
    if isinstance(node, tree.Name) and node.base in ("0", "1") and not node.subscript:
        return tree.Number(node.base, Fraction(node.base), span=node.span)  # of \mathbf{0}
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
