r"""Where something holds, said behind it: \frac{\partial f}{\partial x} = 8 \text{ at } (1, 2).

The functions in it, their slopes and gradients are taken there; of several points each is a claim
of its own, and "0.7 at (0, 1)" behind "1.1 at (0, 0) and" goes on with the same left side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_AT: Final = regex(r"(?:both )?at(?: the)?(?: two| three| four)?(?: points?| places?)?")
_NUMBERS: Final = (
    tree.Number, tree.Neg, tree.Quotient, tree.Root, tree.Group, tree.Power, tree.Product,
)  # fmt: skip
Statements = Sequence["tree.Statement | tree.Unreadable"]


def with_points(statements: Statements, scope: Scope) -> list[tree.Statement | tree.Unreadable]:
    """The statements with their functions at the points that are said behind them.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    rest = list(statements)
    left: tree.Chain | None = None
    while rest:
        statement = rest.pop(0)
        chain = _chain_of(statement, left)
        points = [] if chain is None else _points(statement)
        while points and rest and (more := _point_of(rest[0], len(points[0].items))) is not None:
            points.append(more)
            rest.pop(0)
        made = list(_at_all(statement, chain, points, scope)) if chain is not None else []
        if made and found and getattr(statement, "separator", "") == "and":
            found[-1:] = _before(found[-1], points, scope)
        left = chain if made else None
        found += made or [statement]
    return found if len(found) >= len(statements) or _is_whole(found) else list(statements)


def _before(
    statement: tree.Statement | tree.Unreadable, points: Sequence[tree.Group], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """A slope that stands before "and", with the points that are said behind both."""
    chain = _chain_of(statement, None)
    if chain is None or not isinstance(statement, tree.Statement) or statement.qualifiers:
        return [statement]
    if not any(isinstance(part, tree.Derivative) for part in tree.walk(chain)):
        return [statement]
    return list(_at_all(statement, chain, points, scope)) or [statement]


def _is_whole(found: Statements) -> bool:
    """Whether no statement is left with words behind it that are not understood."""
    return all(isinstance(s, tree.Statement) and not s.qualifiers for s in found)


def _chain_of(
    statement: tree.Statement | tree.Unreadable, left: tree.Chain | None
) -> tree.Chain | None:
    """The relation of a statement; of a bare number that behind the left side before."""
    if not isinstance(statement, tree.Statement) or statement.lead is not None:
        return None
    body = statement.body
    if isinstance(body, tree.Chain):
        return body
    if left is None or not isinstance(body, tree.Number) or statement.separator != "and":
        return None
    link = replace(left.links[-1], operand=body)
    return replace(left, links=(link,)) if len(left.links) == 1 else None


def _points(statement: tree.Statement | tree.Unreadable) -> list[tree.Group]:
    if not isinstance(statement, tree.Statement) or len(statement.qualifiers) != 1:
        return []
    qualifier = statement.qualifiers[0]
    words = " ".join(qualifier.words.split())
    point = _as_point(qualifier.body)
    return [point] if point is not None and _AT.fullmatch(words) else []


def _as_point(node: tree.Node | None) -> tree.Group | None:
    """Two numbers or more in brackets."""
    if not isinstance(node, tree.Group) or node.fence not in ("()", "[]") or len(node.items) < 2:
        return None
    closed = all(isinstance(part, _NUMBERS) for item in node.items for part in tree.walk(item))
    return replace(node, fence="()") if closed else None


def _point_of(statement: tree.Statement | tree.Unreadable, size: int) -> tree.Group | None:
    """One more point of a list."""
    if not isinstance(statement, tree.Statement) or statement.qualifiers or statement.lead:
        return None
    point = _as_point(statement.body)
    alike = point is not None and len(point.items) == size
    return point if alike and statement.separator in (",", "and") else None


def _at_all(
    statement: tree.Statement | tree.Unreadable,
    chain: tree.Chain,
    points: Sequence[tree.Group],
    scope: Scope,
) -> Iterator[tree.Statement]:
    for place, point in enumerate(points):
        taken = _Taken(point, scope)
        body = taken.at(chain)
        if not taken.names or taken.is_open(body) or not isinstance(statement, tree.Statement):
            return
        separator = statement.separator if not place else ","
        yield replace(statement, body=body, qualifiers=(), separator=separator)


class _Taken:
    """Functions at a point; `names` are the letters that they are functions of."""

    def __init__(self, point: tree.Group, scope: Scope) -> None:
        self.point, self.scope = point, scope
        self.names = set[str]()

    def at(self, node: tree.Node) -> tree.Node:
        """The tree with functions, slopes and gradients at the point."""
        if isinstance(node, tree.Call):
            return node
        if isinstance(node, tree.Derivative):
            return self._called(node) if self._is_function(node.operand) else node
        if isinstance(node, tree.Name):
            return self._called(node) if self._is_function(node) else node
        return tree.map_children(node, self.at)

    def _called(self, head: tree.Node) -> tree.Node:
        return tree.Call(head, replace(self.point, span=head.span), span=head.span)

    def _is_function(self, node: tree.Node | None) -> bool:
        known = self.scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
        if known is None or known.parameters is None:
            return False
        if len(known.parameters) not in (1, len(self.point.items)):
            return False
        self.names |= set(known.parameters)
        return True

    def is_open(self, body: tree.Node) -> bool:
        """Whether letters of the functions stand by themselves beside them."""
        slopes = [n for n in tree.walk(body) if isinstance(n, tree.Derivative)]
        inside = {id(v) for slope in slopes for v in slope.variables}
        return any(
            tree.key(part) in self.names
            for part in tree.walk(body)
            if isinstance(part, tree.Name) and id(part) not in inside
        )
