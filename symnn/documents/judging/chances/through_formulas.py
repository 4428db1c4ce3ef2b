r"""Variables that are made of others, Y = 2X + 1, and chances that name theirs below: P_X(0).

E[Y] is then E[2X + 1], and P_X(0) is P(X = 0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.chances.events import HEADS
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_DEEPEST: Final = 6
_LARGEST: Final = 400


def with_variables(chain: tree.Chain) -> tree.Chain:
    """The chain with P(X = 0) for P_X(0).

    Args:
        chain: a relation.
    """

    def visit(node: tree.Node) -> tree.Node:
        whole = tree.map_children(node, visit)
        if not isinstance(whole, tree.Call) or not isinstance(whole.head, tree.Name):
            return whole
        variable, items = whole.head.subscript, whole.arguments.items
        capital = isinstance(variable, tree.Name) and variable.base.isupper()
        if whole.head.base not in HEADS or not capital or len(items) != 1 or variable is None:
            return whole
        if not _is_number(items[0]):
            return whole
        event = tree.Chain(variable, (tree.Link("=", items[0]),), span=items[0].span)
        head = replace(whole.head, subscript=None)
        return replace(whole, head=head, arguments=replace(whole.arguments, items=(event,)))

    found = visit(chain)
    return found if isinstance(found, tree.Chain) else chain


def _is_number(node: tree.Node) -> bool:
    return isinstance(node.operand if isinstance(node, tree.Neg) else node, tree.Number)


def through_formulas(
    node: tree.Node, scope: Scope, cells: Callable[[tuple[str, ...]], Sequence[object] | None]
) -> tree.Node | None:
    """An expectation with the formulas of the names in it that are made of variables.

    Args:
        node: E[Y], or its like.
        scope: the definitions so far.
        cells: the values of some variables with their chances; None where there are none.

    Returns:
        None if no name in it is made of variables.
    """
    changed = False

    def visit(part: tree.Node, depth: int) -> tree.Node:
        nonlocal changed
        key = tree.key(part) if isinstance(part, tree.Name) else None
        known = scope.latest(key) if key is not None else None
        formula = known is not None and known.parameters is None and known.computed
        if key is None or known is None or not formula or depth > _DEEPEST:
            return tree.map_children(part, lambda inner: visit(inner, depth))
        if cells((key,)) is not None or not _has_variables(known.body, scope, cells, depth):
            return part
        changed = True
        return tree.Group("()", (visit(known.body, depth + 1),), span=part.span)

    found = visit(node, 0)
    large = sum(1 for _ in tree.walk(found)) > _LARGEST
    return found if changed and not large else None


def _has_variables(
    body: tree.Node,
    scope: Scope,
    cells: Callable[[tuple[str, ...]], Sequence[object] | None],
    depth: int,
) -> bool:
    for part in tree.walk(body):
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or depth > _DEEPEST:
            continue
        known = scope.latest(key)
        if known is None and cells((key,)) is not None:
            return True
        formula = known is not None and known.parameters is None and known.computed
        if known is not None and formula and _has_variables(known.body, scope, cells, depth + 1):
            return True
    return False
