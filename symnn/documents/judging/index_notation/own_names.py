"""Functions that stand with the very names they were given with: values like all others."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.class_indices import with_class_indices
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope


def at_own_names(node: tree.Node, scope: Scope) -> tree.Node:
    r"""The slope of \ell(h, y), given as \ell(h, y) = …, as that of \ell; S(z)_i as S_i.

    The S_i is an entry of S(z) if S(z)_c was given by a formula in c. A square that was given a
    formula, as σ^2 is, is a name of its own; the y_i of w_{y_i} is an index.

    Raises:
        MisfitError: the root of such a square stands by itself.
    """
    return with_class_indices(_at_own_names(node, scope))


def _at_own_names(node: tree.Node, scope: Scope) -> tree.Node:
    if isinstance(node, tree.Power) and (square := _own_square(node, scope)) is not None:
        return square
    key = tree.key(node) if isinstance(node, tree.Name) else None
    if key is not None and scope.latest(key) is None and scope.latest(f"{key}^2") is not None:
        raise MisfitError("the root of a square that has a formula")
    inside = tree.map_children(node, lambda part: _at_own_names(part, scope))
    if isinstance(inside, tree.Indexed) and isinstance(inside.operand, tree.Call):
        return _entry_at_own_names(inside, inside.operand, inside.index, scope)
    if isinstance(inside, tree.Call) and isinstance(inside.head, tree.Name):
        index = inside.head.subscript
        return inside if index is None else _entry_at_own_names(inside, inside, index, scope)
    call = inside.operand if isinstance(inside, tree.Derivative) else None
    if not isinstance(inside, tree.Derivative) or not isinstance(call, tree.Call):
        return inside
    known = scope.latest(tree.key(call.head) or "")
    own = tuple(tree.key(item) for item in call.arguments.items)
    alone = known is not None and known.parameters == own
    return replace(inside, operand=call.head) if alone else inside


def _own_square(node: tree.Power, scope: Scope) -> tree.Node | None:
    """The name of a square that was given a formula, and its root none."""
    root = tree.key(node.base) if isinstance(node.base, tree.Name) else None
    two = isinstance(node.exponent, tree.Number) and node.exponent.value == 2
    if root is None or not two or scope.latest(root) is not None:
        return None
    known = scope.latest(f"{root}^2")
    return None if known is None or known.parameters else tree.Name(known.key, span=node.span)


def _entry_at_own_names(
    node: tree.Node, call: tree.Call, index: tree.Node, scope: Scope
) -> tree.Node:
    head, own = call.head, tuple(tree.key(item) for item in call.arguments.items)
    if not isinstance(head, tree.Name):
        return node
    for key, pattern in scope.indexed.get(head.base, {}).items():
        known = scope.latest(key)
        if known is not None and known.parameters == own and is_of_own_names(known, pattern):
            return replace(head, subscript=index, span=node.span)
    return node


def is_of_own_names(known: Binding, pattern: tree.Node) -> bool:
    r"""Whether a formula for y_c, or for S(z)_c, is one of entries; f_i(x) may be at any x."""
    if known.parameters is None:
        return True
    index = pattern.subscript if isinstance(pattern, tree.Name) else None
    names = [part for part in tree.walk(known.body) if isinstance(part, tree.Name)]
    bases = {part.base for part in names if part.subscript == index}
    return index is not None and set(known.parameters) <= bases
