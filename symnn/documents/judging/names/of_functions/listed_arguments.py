r"""Functions of a list that are written with brackets in brackets: S([a_1, a_2]) = \ldots.

The list is the arguments: S([1, 2]) is S(1, 2), and so is S of the column of 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]


def with_flat_arguments(
    statements: Statements, scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with such lists as arguments.

    Args:
        statements: of one formula.
        scope: the definitions so far.
    """
    return [
        replace(s, body=_flat(s.body, scope, set())) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _flat(node: tree.Node, scope: Scope, begun: set[str]) -> tree.Node:
    if isinstance(node, tree.Chain):
        begun |= {key for key in (_begun(node, scope),) if key}
    whole = tree.map_children(node, lambda part: _flat(part, scope, begun))
    if not isinstance(whole, tree.Call):
        return whole
    items = _list(whole)
    key = tree.key(whole.head) or ""
    known = scope.latest(key)
    several = known is not None and known.parameters is not None
    fits = several and known is not None and len(known.parameters or ()) == len(items)
    if len(items) < 2 or not (key in begun or fits):
        return whole
    arguments = tree.Group("()", items, (",",) * (len(items) - 1), span=whole.arguments.span)
    return replace(whole, arguments=arguments)


def _begun(chain: tree.Chain, scope: Scope) -> str | None:
    """S of S([a_1, a_2]) = …, if nothing was said of it: it is defined by these arguments."""
    first = chain.first
    if not isinstance(first, tree.Call) or chain.links[0].relation not in ("=", ":=", "≡"):
        return None
    items = _list(first)
    keys = [tree.key(item) for item in items]
    key = tree.key(first.head)
    distinct = len(items) > 1 and None not in keys and len(set(keys)) == len(keys)
    return key if distinct and key is not None and scope.latest(key) is None else None


def _list(call: tree.Call) -> tuple[tree.Node, ...]:
    """The entries of the one list, row or column that a function is applied to."""
    if len(call.arguments.items) != 1:
        return ()
    (inner,) = call.arguments.items
    if isinstance(inner, tree.Transpose):
        inner = inner.operand
    if isinstance(inner, tree.Group) and inner.fence in ("[]", "()"):
        return inner.items
    if isinstance(inner, tree.Matrix):
        flat = len(inner.rows) == 1 or all(len(row) == 1 for row in inner.rows)
        return tuple(cell for row in inner.rows for cell in row) if flat else ()
    return ()
