r"""Functions whose variables stand in other formulas: y(i, j) = \sigma(h_1 + h_2), h_1 = i + j.

The formula of such a function is kept with the others written out in it, so that y(0, 1) is the
value that it has there. That is so for variables that mean nothing else. One that is a vector may
stand there by its entries alone: h(x) = g(20a_1 + 20a_2), a_1 = g(x_1 + x_2).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.passing import given_by_entries
from symnn.latex.meaning.scope import Binding, Scope

#: So many formulas are written out in one another.
_DEEPEST: Final = 12
_LARGEST: Final = 2000


def is_made_through_others(body: tree.Node, names: tuple[str, ...], scope: Scope) -> bool:
    """Whether each variable stands in a formula that a name in the body was given.

    Args:
        body: what the function is said to be.
        names: its variables, none of which may have a value.
        scope: the definitions so far.
    """
    whole = written_out(body, names, scope)
    if whole is body:
        return False
    used = {tree.key(part) for part in tree.walk(whole)}
    vectors = given_by_entries([name for name in names if name not in used], whole)
    return (used | vectors.keys()).issuperset(names)


def written_out(body: tree.Node, names: tuple[str, ...], scope: Scope) -> tree.Node:
    """The body with the formulas in these variables in place of the names that have them."""
    if any(scope.latest(name) is not None for name in names):
        return body
    variables = frozenset(names) | _entries(body, names, scope, set(), 0)
    if any(scope.latest(name) is not None for name in variables):
        return body
    depending = _depending(body, variables, scope, {}, 0)
    if not any(depending.values()):
        return body
    whole = _put(body, {k: b for k, b in depending.items() if b is not None}, 0)
    return body if whole is None else whole


def _entries(
    node: tree.Node, names: tuple[str, ...], scope: Scope, seen: set[str], depth: int
) -> frozenset[str]:
    """The entries x_1, x_2 of the variables in the formulas behind a formula."""
    found: set[str] = set()
    for part in tree.walk(node):
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or key in seen or not isinstance(part, tree.Name):
            continue
        seen.add(key)
        whole = tree.key(replace(part, subscript=None))
        if isinstance(part.subscript, tree.Number) and whole in names:
            found.add(key)
        known = scope.latest(key)
        if known is not None and _is_formula(known) and depth <= _DEEPEST:
            found |= _entries(known.body, names, scope, seen, depth + 1)
    return frozenset(found)


def _depending(
    node: tree.Node,
    names: frozenset[str],
    scope: Scope,
    found: dict[str, tree.Node | None],
    depth: int,
) -> dict[str, tree.Node | None]:
    """The names in a formula whose own formulas use the variables, with these."""
    for part in tree.walk(node):
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or key in found or key in names:
            continue
        known = scope.latest(key)
        found[key] = None
        if known is None or not _is_formula(known) or depth > _DEEPEST:
            continue
        _depending(known.body, names, scope, found, depth + 1)
        inside = {tree.key(p) for p in tree.walk(known.body)}
        if inside & names or any(found.get(k or "") is not None for k in inside):
            found[key] = known.body
    return found


def _is_formula(known: Binding) -> bool:
    return (
        known.parameters is None
        and known.computed
        and not isinstance(known.body, (tree.Unreadable, tree.Text, tree.Empty))
    )


def _put(node: tree.Node, formulas: dict[str, tree.Node], depth: int) -> tree.Node | None:
    """The tree with formulas for names; None if that becomes too large."""
    if depth > _DEEPEST:
        return None
    small = True

    def visit(part: tree.Node) -> tree.Node:
        nonlocal small
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key in formulas and key is not None:
            inner = _put(formulas[key], formulas, depth + 1)
            small = small and inner is not None
            return part if inner is None else tree.Group("()", (inner,), span=part.span)
        return tree.map_children(part, visit)

    whole = visit(node)
    large = sum(1 for _ in tree.walk(whole)) > _LARGEST
    return None if large or not small else whole
