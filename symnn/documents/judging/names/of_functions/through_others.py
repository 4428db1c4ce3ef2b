r"""Functions whose variables stand in other formulas: y(i, j) = \sigma(h_1 + h_2), h_1 = i + j.

The formula of such a function is kept with the others written out in it, so that y(0, 1) is the
value that it has there. So it is with functions of which these are parameters: L(w, b) = f(2) of
f(x) = wx + b, whatever values w and b are given later on. That is so for variables that mean
nothing else when the function is defined. One that is a vector may stand there by its entries
alone: h(x) = g(20a_1 + 20a_2), a_1 = g(x_1 + x_2).
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
    return _written_out(body, variables, scope) or body


def as_made_through_others(body: tree.Node, names: tuple[str, ...], scope: Scope) -> tree.Node:
    """The formula of a function as it is kept.

    With y = 2w + b and w = 5 after it, L(w) = y^2 + w is about every w. With w = 5 before it, y is
    the number that it was then, unless w stands nowhere else, as in L(w) = y^2.

    Args:
        body, names: its formula, and its variables.
        scope: the definitions so far.
    """
    whole, later = _through_others(body, names, scope)
    return body if whole is None or not later else whole


def other_formula(known: Binding, scope: Scope) -> Binding | None:
    """The formula that a function is not kept by: f(x) = ax of a = x^2 and an x given before.

    Then f(3) may be 3a, for what a was, or 27. None if nothing in it has a formula in x.
    """
    whole, later = _through_others(known.body, known.parameters or (), scope)
    return None if whole is None or later else replace(known, body=whole)


def _through_others(
    body: tree.Node, names: tuple[str, ...], scope: Scope
) -> tuple[tree.Node | None, bool]:
    """The formula with others written out, and whether they were given before any values."""
    variables = frozenset(names) | _entries(body, names, scope, set(), 0)
    whole = _written_out(body, variables, scope)
    valued = [k for n in variables if (k := scope.latest(n)) is not None and k.parameters is None]
    if whole is None or not valued or _is_needed(body, whole, names):
        return whole, True
    resting = _depending(body, frozenset(known.key for known in valued), scope, {}, 0)
    used = [known for known in resting.values() if known is not None]
    return whole, all(one.version < value.version for one in used for value in valued)


def _is_needed(body: tree.Node, whole: tree.Node, names: tuple[str, ...]) -> bool:
    """Whether variables stand in the other formulas alone, as x and y in h(x, y, z) = qz."""
    shown, used = ({tree.key(part) for part in tree.walk(node)} for node in (body, whole))
    return any(name in used and name not in shown for name in names)


def _written_out(body: tree.Node, names: frozenset[str], scope: Scope) -> tree.Node | None:
    depending = _depending(body, names, scope, {}, 0)
    if not any(depending.values()):
        return None
    return _put(body, {key: known for key, known in depending.items() if known is not None}, 0)


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
    found: dict[str, Binding | None],
    depth: int,
) -> dict[str, Binding | None]:
    """The names in a formula whose own formulas use the variables, with these."""
    for part in tree.walk(node):
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or key in found or key in names:
            continue
        known = scope.latest(key)
        found[key] = None
        if known is None or not _is_formula(known) or depth > _DEEPEST:
            continue
        own = _own_letters(known)
        _depending(known.body, names - own, scope, found, depth + 1)
        inside = {tree.key(p) for p in tree.walk(known.body)} - own
        if inside & names or any(found.get(k or "") is not None for k in inside):
            found[key] = known
    return found


def _own_letters(known: Binding) -> frozenset[str]:
    """The variables of a function, and the entries x_1, x_2 of such in its formula."""
    own = frozenset(known.parameters or ())
    names = (part for part in tree.walk(known.body) if isinstance(part, tree.Name))
    entries = (n for n in names if tree.key(replace(n, subscript=None)) in own and tree.key(n))
    return own | {tree.key(name) or "" for name in entries}


def _is_formula(known: Binding) -> bool:
    opaque = (tree.Unreadable, tree.Text, tree.Empty)
    return known.computed and not isinstance(known.body, opaque)


def _put(node: tree.Node, formulas: dict[str, Binding], depth: int) -> tree.Node | None:
    """The tree with formulas for names; None if that becomes too large, or a call does not fit."""
    if depth > _DEEPEST:
        return None
    small = True

    def visit(part: tree.Node) -> tree.Node:
        nonlocal small
        head, arguments = _call(part)
        known = formulas.get(tree.key(head) or "") if isinstance(head, tree.Name) else None
        if known is None:
            return tree.map_children(part, visit)
        given = tuple(map(visit, arguments))
        inner = _put(known.body, formulas, depth + 1)
        whole = None if inner is None else _at(inner, known.parameters or (), given)
        small = small and whole is not None
        return part if whole is None else tree.Group("()", (whole,), span=part.span)

    whole = visit(node)
    large = sum(1 for _ in tree.walk(whole)) > _LARGEST
    return None if large or not small else whole


def bound_in(node: tree.Node) -> set[str | None]:
    """The letters that sums run over."""
    lower = [p.lower for p in tree.walk(node) if isinstance(p, tree.BigOperator) and p.lower]
    return {tree.key(part) for one in lower for part in tree.walk(one)} - {None}


def _call(node: tree.Node) -> tuple[tree.Node, tuple[tree.Node, ...]]:
    """f and its arguments; a name is one without any."""
    if isinstance(node, tree.Call):
        return node.head, node.arguments.items
    if isinstance(node, tree.Apply) and node.power is None:
        inside = node.argument
        return node.function, inside.items if isinstance(inside, tree.Group) else (inside,)
    return node, ()


def _at(
    body: tree.Node, parameters: tuple[str, ...], given: tuple[tree.Node, ...]
) -> tree.Node | None:
    """The formula of a function with arguments for its variables; None if their number differs."""
    if len(parameters) != len(given) or bound_in(body) & {
        tree.key(part) for node in given for part in tree.walk(node)
    }:
        return None  # the i of x_i would be that of a sum in the formula
    values = dict(zip(parameters, given, strict=True))

    def visit(part: tree.Node) -> tree.Node:
        value = values.get(tree.key(part) or "") if isinstance(part, tree.Name) else None
        if value is None:
            return tree.map_children(part, visit)
        return tree.Group("()", (value,), span=part.span)

    return visit(body)
