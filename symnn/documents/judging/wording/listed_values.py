r"""Values that are listed for listed places: f(x_i) = 5, 1, 5 for i = 1, 2, 3.

Each of them is a statement of its own: f(x_1) = 5, f(x_2) = 1, f(x_3) = 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Piece: TypeAlias = "tree.Statement | tree.Unreadable"
#: What stands before the places.
_LEADS: Final = frozenset({"for", "at", "when", "if", "with", "where", ""})
#: What may stand behind them.
_CLOSES: Final = frozenset({"respectively", "in turn", "in this order", "in that order"})
_CLOSED: Final = (
    tree.Number,
    tree.Neg,
    tree.Quotient,
    tree.Root,
    tree.Sum,
    tree.Product,
    tree.Power,
)
_EQUAL: Final = frozenset({"=", "≈"})


def with_values_at_places(statements: Sequence[Piece], scope: Scope) -> list[Piece]:
    """The statements with one for each of such values, where there is a place for each.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
    """
    found: list[Piece] = []
    at = 0
    while at < len(statements):
        spread = _spread(statements, at, scope)
        if spread is None:
            found.append(statements[at])
            at += 1
        else:
            pieces, at = spread
            found += pieces
    return found


def _spread(
    statements: Sequence[Piece], at: int, scope: Scope
) -> tuple[list[tree.Statement], int] | None:
    """What a list of values that begins with a statement says, and where it ends."""
    head = statements[at]
    chain = head.body if isinstance(head, tree.Statement) else None
    if not isinstance(head, tree.Statement) or not isinstance(chain, tree.Chain):
        return None
    if len(chain.links) != 1 or chain.links[0].relation not in _EQUAL or head.lead is not None:
        return None
    values = list(closed_items(chain.links[0].operand))
    told = head.qualifiers
    end = at + 1
    while values and not told and end < len(statements):
        more = statements[end]
        items = list(closed_items(more.body)) if isinstance(more, tree.Statement) else []
        if not items or not isinstance(more, tree.Statement) or more.lead is not None:
            break
        values += items
        told = more.qualifiers
        end += 1
    if len(values) < 2:
        return None
    name, places, end = _places(statements, told, end)
    if name is None or len(places) != len(values) or scope.latest(tree.key(name) or "") is not None:
        return None
    lefts = [_at(chain.first, name, place) for place in places]
    if any(left is None or left == chain.first for left in lefts):
        return None
    pieces = [
        replace(head, body=_equation(chain, left, value), qualifiers=())
        for left, value in zip(lefts, values, strict=True)
        if left is not None
    ]
    return pieces, end


def _equation(chain: tree.Chain, left: tree.Node, value: tree.Node) -> tree.Chain:
    link = replace(chain.links[0], operand=value)
    return tree.Chain(left, (link,), span=chain.span)


def _places(
    statements: Sequence[Piece], told: tuple[tree.Qualifier, ...], end: int
) -> tuple[tree.Name | None, list[tree.Node], int]:
    """The name in the values, its places, and the statement behind them."""
    nothing = None, list[tree.Node](), end
    if not told:  # behind a comma: i = 1, 2, 3
        last = statements[end] if end < len(statements) else None
        body = last.body if isinstance(last, tree.Statement) and not last.qualifiers else None
        name, places = told_places(body)
        return (name, places, end + 1) if len(places) > 1 else nothing
    if len(told) != 1 or told[0].words.strip(" ,(").lower() not in _LEADS:
        return nothing
    body = told[0].body
    if isinstance(body, tree.Group) and body.fence == "()" and body.items:
        name, places = told_places(body.items[0])
        return name, [*places, *body.items[1:]] if places else [], end
    name, places = told_places(body)
    while name is not None and end < len(statements):
        more = statements[end]
        items = list(closed_items(more.body)) if isinstance(more, tree.Statement) else []
        if not items or not isinstance(more, tree.Statement) or more.lead is not None:
            break
        if any(q.words.strip(" ,.").lower() not in _CLOSES for q in more.qualifiers):
            return nothing
        places += items
        end += 1
    return name, places, end


def told_places(body: tree.Node | None) -> tuple[tree.Name | None, list[tree.Node]]:
    """i and 1, 2, 3 of an equation."""
    if not isinstance(body, tree.Chain) or len(body.links) != 1:
        return None, []
    name, link = body.first, body.links[0]
    if not isinstance(name, tree.Name) or link.relation != "=" or tree.key(name) is None:
        return None, []
    return name, list(closed_items(link.operand))


def closed_items(node: tree.Node) -> Iterator[tree.Node]:
    """The numbers of a bare list, or one alone; nothing where names stand among them."""
    bare = isinstance(node, tree.Group) and node.fence == ""
    items = node.items if isinstance(node, tree.Group) and bare else (node,)
    if all(isinstance(part, _CLOSED) or _is_bracket(part) for n in items for part in tree.walk(n)):
        yield from items


def _is_bracket(node: tree.Node) -> bool:
    return isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1


def _at(node: tree.Node, name: tree.Name, place: tree.Node) -> tree.Node | None:
    """An expression at a place of a name in it; None where the name stays in an index."""
    whole = isinstance(place, tree.Number) and place.value.denominator == 1
    key = tree.key(name)

    def put(part: tree.Node) -> tree.Node:
        if tree.key(part) == key and isinstance(part, tree.Name):
            same = isinstance(place, tree.Number)
            return replace(place if same else tree.Group("()", (place,)), span=part.span)
        if isinstance(part, tree.Name):
            below = part.subscript
            indexed = whole and isinstance(below, tree.Name) and tree.key(below) == key
            return replace(part, subscript=place) if indexed else part
        return tree.map_children(part, put)

    found = put(node)
    names = [part for part in tree.walk(found) if isinstance(part, tree.Name)]
    left = [n for n in names if n.subscript is not None or n.labels]
    inside = (
        p for n in left for i in (n.subscript, *n.labels) if i is not None for p in tree.walk(i)
    )
    return None if any(tree.key(p) == key for p in inside) else found
