r"""Functions of a column without brackets: f\begin{pmatrix} x \\ y \end{pmatrix} = x + y^2.

A letter that stands before a column of letters, which are on the other side as well, is a function
that is defined there; it is read as if its entries stood in brackets. So is the column behind a
slope of such a function, and the y of J_g(y) where g was given by y_1, y_2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_FEWEST: Final = 2
_MATRICES: Final = frozenset({"J", "H"})


def with_columns_as_arguments(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the entries of columns that functions are defined at as arguments.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        if isinstance(statement, tree.Statement):
            body = _with_places(_defined(statement.body, scope), scope)
            found.append(replace(statement, body=body))
        else:
            found.append(statement)
    return found


def _with_places(node: tree.Node, scope: Scope) -> tree.Node:
    """The entries of a place behind a slope, J_f or H_f, as arguments."""
    node = tree.map_children(node, lambda part: _with_places(part, scope))
    if isinstance(node, tree.Product) and node.operators == ("",):
        slope, column = node.factors
        operand = slope.operand if isinstance(slope, tree.Derivative) else None
        entries = _entries(column)
        if operand is not None and len(entries) == len(_parameters(operand, scope)) > 0:
            return tree.Call(slope, _in_brackets(entries, column.span), span=node.span)
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name) and node.head.subscript:
        names = _parameters(node.head.subscript, scope) if node.head.base in _MATRICES else ()
        whole = tree.key(node.arguments.items[0]) if len(node.arguments.items) == 1 else None
        numbered = [f"{whole}_{k + 1}" for k in range(len(names))]
        if len(names) >= _FEWEST and list(names) == numbered:
            own = _numbered(node.arguments.items[0], len(names))
            return replace(node, arguments=_in_brackets(own, node.arguments.span))
    return node


def _numbered(name: tree.Node, count: int) -> tuple[tree.Node, ...]:
    """y_1, y_2 for y."""
    numbers = (tree.Number(str(k), Fraction(k), 0) for k in range(1, count + 1))
    return tuple(replace(name, subscript=n) for n in numbers if isinstance(name, tree.Name))


def _parameters(node: tree.Node, scope: Scope) -> tuple[str, ...]:
    known = scope.latest(tree.key(node) or "")
    return known.parameters or () if known is not None else ()


def _entries(node: tree.Node) -> tuple[tree.Node, ...]:
    """The entries of a column; nothing for what is none."""
    if not isinstance(node, tree.Matrix) or any(len(row) != 1 for row in node.rows):
        return ()
    return tuple(row[0] for row in node.rows)


def _in_brackets(items: tuple[tree.Node, ...], span: tree.Span) -> tree.Group:
    return tree.Group("()", items, (",",) * (len(items) - 1), span=span)


def _defined(body: tree.Node, scope: Scope) -> tree.Node:
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return body
    parts = _head_and_column(body.first)
    if parts is None:
        return body
    head, column = parts
    if scope.latest(tree.key(head) or "") is not None:
        return body
    keys = [tree.key(row[0]) for row in column.rows]
    used = {tree.key(part) for part in tree.walk(body.links[0].operand)}
    known = any(scope.latest(key or "") is not None for key in keys)
    if None in keys or len(set(keys)) < len(keys) or known or not used & set(keys):
        return body
    group = _in_brackets(_entries(column), column.span)
    return replace(body, first=tree.Call(head, group, span=body.first.span))


def _head_and_column(node: tree.Node) -> tuple[tree.Name, tree.Matrix] | None:
    """The letter, and the column behind it; None for what is no such product."""
    if not isinstance(node, tree.Product) or node.operators != ("",):
        return None
    head, column = node.factors
    if not isinstance(head, tree.Name) or head.subscript is not None or head.labels:
        return None
    if not isinstance(column, tree.Matrix) or len(column.rows) < _FEWEST:
        return None
    single = all(len(row) == 1 and isinstance(row[0], tree.Name) for row in column.rows)
    return (head, column) if single else None
