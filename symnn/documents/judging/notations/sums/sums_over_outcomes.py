r"""Lists as functions of outcomes: \sum_{x\in X}P(x)\log P(x) after P = [0.1, 0.4, 0.5].

Where all that an outcome stands in is lists of one length, the sum is one over their places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_SIGNS: Final = frozenset({"sum", "prod"})
_LETTERS: Final = ("i", "j", "k")


def with_outcomes_as_places(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with sums over the places of lists for sums over outcomes.

    Args:
        statements: those of a formula.
        scope: the names as they are where it begins.
    """
    sizes: dict[str, int] = {}
    for key in scope.history:
        known = scope.latest(key)
        if known is not None and known.parameters is None and (size := _size(known.body)):
            sizes[key] = size
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        if isinstance(statement, tree.Unreadable):
            found.append(statement)
            continue
        body = statement.body
        if isinstance(body, tree.Chain) and (size := _size(body.links[0].operand)):
            sizes[tree.key(body.first) or ""] = size
        found.append(replace(statement, body=_visit(body, sizes, scope)))
    return found


def _size(node: tree.Node) -> int:
    """How many numbers a list has; 0 for what is no list."""
    while isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) > 1:
        return len(node.items)
    if isinstance(node, tree.Matrix):
        cells = [cell for row in node.rows for cell in row]
        return len(cells) if 1 in (len(node.rows), len(node.rows[0])) and len(cells) > 1 else 0
    return 0


def _visit(node: tree.Node, sizes: Mapping[str, int], scope: Scope) -> tree.Node:
    whole = tree.map_children(node, lambda part: _visit(part, sizes, scope))
    if not isinstance(whole, tree.BigOperator) or whole.operator not in _SIGNS:
        return whole
    outcome = _outcome(whole, scope)
    if outcome is None or whole.upper is not None:
        return whole
    calls = [part for part in tree.walk(whole.body) if _is_at(part, outcome)]
    heads = {tree.key(call.head) or "" for call in calls if isinstance(call, tree.Call)}
    named = sum(tree.key(part) == outcome for part in tree.walk(whole.body))
    if not heads or named != len(calls) or len({sizes.get(head, 0) for head in heads}) != 1:
        return whole
    if not all(sizes.get(head) for head in heads):
        return whole
    used = {tree.key(part) for part in tree.walk(whole.body)} | scope.history.keys()
    letter = next((one for one in _LETTERS if one not in used), None)
    if letter is None:
        return whole
    index = tree.Name(letter, span=whole.span)
    return replace(whole, lower=index, body=_at(whole.body, outcome, index))


def _outcome(node: tree.BigOperator, scope: Scope) -> str | None:
    """The letter of a sum over x, or over x ∈ X of an X that nothing is said of."""
    lower = node.lower
    if isinstance(lower, tree.Name) and lower.subscript is None:
        return tree.key(lower)
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1:
        return None
    (link,) = lower.links
    plain = link.relation == "∈" and isinstance(link.operand, tree.Name)
    if not plain or scope.latest(tree.key(link.operand) or "") is not None:
        return None
    return tree.key(lower.first)


def _is_at(node: tree.Node, outcome: str) -> bool:
    if not isinstance(node, tree.Call) or not isinstance(node.head, tree.Name):
        return False
    items = node.arguments.items
    return len(items) == 1 and tree.key(items[0]) == outcome and node.head.subscript is None


def _at(node: tree.Node, outcome: str, index: tree.Name) -> tree.Node:
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name) and _is_at(node, outcome):
        return replace(node.head, subscript=index, span=node.span)
    return tree.map_children(node, lambda part: _at(part, outcome, index))
