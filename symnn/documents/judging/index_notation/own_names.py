"""Functions that stand with the very names they were given with: values like all others."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.class_indices import with_class_indices
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope

#: Letters of what is the positive root of a variance.
_DEVIATIONS: Final = frozenset({"sigma", "s", "S", "tau"})


def at_own_names(node: tree.Node, scope: Scope) -> tree.Node:
    r"""The slope of \ell(h, y), given as \ell(h, y) = …, as that of \ell; S(z)_i as S_i.

    The S_i is an entry of S(z) if S(z)_c was given by a formula in c. A square that was given a
    formula, as σ^2 is, is a name of its own, and a deviation σ is its root; the y_i of w_{y_i} is
    an index.

    Raises:
        MisfitError: another letter of which a square has a formula stands by itself.
    """
    return with_class_indices(_at_own_names(node, scope))


def _at_own_names(node: tree.Node, scope: Scope) -> tree.Node:
    if isinstance(node, tree.Power) and (square := _own_square(node, scope)) is not None:
        return square
    if isinstance(node, tree.Name) and (root := _own_root(node, scope)) is not None:
        return root
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


def _own_root(node: tree.Name, scope: Scope) -> tree.Node | None:
    """The root of a square that was given a formula, for the name that is squared there."""
    key = tree.key(node)
    if key is None or scope.latest(key) is not None:
        return None
    known = scope.latest(f"{key}^2")
    if known is None:
        return None
    if known.parameters or node.base not in _DEVIATIONS:
        raise MisfitError("the root of a square that has a formula")
    return tree.Root(tree.Name(known.key, span=node.span), span=node.span)


def _has_root(body: tree.Node, scope: Scope) -> bool:
    parts = (part for part in tree.walk(body) if isinstance(part, tree.Name))
    return any(_own_root(part, scope) is not None for part in parts)


def at_roots(scope: Scope, nodes: Iterable[tree.Node]) -> Scope:
    """The names with such roots in the formulas behind some expressions, too."""
    waiting, seen, changed = list(nodes), set[str](), dict[str, tree.Node]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            keys = {tree.key(part)} | set(scope.indexed.get(getattr(part, "base", ""), ()))
            for key in keys - seen - {None}:
                seen.add(key or "")
                known = scope.latest(key or "")
                if known is None or known.parameters is not None:
                    continue
                waiting.append(known.body)
                with suppress(MisfitError):
                    if _has_root(known.body, scope):
                        changed[known.key] = at_own_names(known.body, scope)
    if not changed:
        return scope
    found = scope.copy()
    found.values.clear()
    for key, body in changed.items():
        *earlier, latest = found.history[key]
        found.history[key] = [*earlier, replace(latest, body=body)]
    return found


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
