r"""Functions of a list that are given entry by entry: S(z)_i = e^{z_i}/\sum_j e^{z_j}.

S(z)_1 is the first of a family of functions, as S_1(z) is, and S((1, 2)) is the list of its members
at this list: as many as the list has entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array

Statements = Sequence["tree.Statement | tree.Unreadable"]
#: An index behind a bracket that is closed.
_BEHIND = regex(r"[)\]]\s?_")
_MOST = 12


def may_be_by_index(text: str, scope: Scope) -> bool:
    """Whether a formula may speak of such a function.

    Args:
        text: the formula.
        scope: the definitions so far.
    """
    return _BEHIND.search(text) is not None or any(
        _members(base, scope) for base in scope.families if base in text
    )


def with_members(statements: Statements, scope: Scope) -> list[tree.Statement | tree.Unreadable]:
    """The statements with F_i(z) for F(z)_i, and with lists of members for F at a list."""
    begun = {key for s in statements if (key := _begun(s, scope)) is not None}
    return [
        replace(s, body=_rewritten(s.body, scope, begun)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _begun(statement: tree.Statement | tree.Unreadable, scope: Scope) -> str | None:
    """The F that a statement gives entry by entry, if nothing was said of it."""
    body = statement.body if isinstance(statement, tree.Statement) else None
    first = body.first if isinstance(body, tree.Chain) else None
    call = first.operand if isinstance(first, tree.Indexed) else None
    if not isinstance(call, tree.Call) or not isinstance(first, tree.Indexed):
        return None
    index, key = tree.key(first.index), tree.key(call.head)
    if index is None or key is None or len(index) != 1 or not isinstance(body, tree.Chain):
        return None
    (*others, last) = call.arguments.items
    argument = tree.key(last)
    if others or argument is None or scope.latest(key) is not None:
        return None
    entry = tree.key(replace(last, subscript=first.index)) if isinstance(last, tree.Name) else None
    used = {tree.key(part) for part in tree.walk(body.links[0].operand)}
    return key if body.links[0].relation in ("=", ":=", "≡") and entry in used else None


def _rewritten(node: tree.Node, scope: Scope, begun: set[str]) -> tree.Node:
    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Indexed) and isinstance(part.operand, tree.Call):
            call = tree.map_children(part.operand, visit)
            if isinstance(call, tree.Call) and _is_given(call.head, scope, begun):
                return _member(call, part.index)
        whole = tree.map_children(part, visit)
        if isinstance(whole, tree.Call) and _is_given(whole.head, scope, set()):
            return _listed(whole, scope) or whole
        return whole

    return visit(node)


def _is_given(head: tree.Node, scope: Scope, begun: set[str]) -> bool:
    """Whether a head is that of such a function, with no index of its own."""
    key = tree.key(head)
    if not isinstance(head, tree.Name) or key is None or head.subscript is not None or head.labels:
        return False
    if scope.latest(key) is not None:
        return False
    return key in begun or _members(head.base, scope)


def _members(base: str, scope: Scope) -> bool:
    """Whether a family of functions of one vector was given under this name."""
    for key in scope.families.get(base, ()):
        known = scope.latest(key)
        if known is not None and known.parameters is not None and len(known.parameters) == 1:
            return True
    return False


def _member(call: tree.Call, index: tree.Node) -> tree.Node:
    head = call.head
    return (
        replace(call, head=replace(head, subscript=index)) if isinstance(head, tree.Name) else call
    )


def _listed(call: tree.Call, scope: Scope) -> tree.Node | None:
    """F at a list, member by member; None where the size of the list is not known."""
    if len(call.arguments.items) != 1:
        return None
    try:
        value = reader(scope, open_names=True).read(call.arguments.items[0])
    except MeaningError:
        return None
    if not isinstance(value, Array) or not value.is_vector:
        return None
    count = sum(1 for _ in value.cells())
    if not 1 < count <= _MOST:
        return None
    members = tuple(_member(call, tree.Number(str(k), Fraction(k), 0)) for k in range(1, count + 1))
    return tree.Group("()", members, (",",) * (count - 1), span=call.span)
