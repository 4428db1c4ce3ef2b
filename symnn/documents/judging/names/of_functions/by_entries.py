r"""Gradients of functions of a vector that are given by its entries: f(x) = x_1^2 + x_1x_2.

\nabla f(x) is then the gradient of f(x_1, x_2), and so is \nabla h(x) of an h(x_1, x_2).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

#: A vector has at most so many entries here.
_MOST: Final = 9


def by_entries(
    place: Place, left: tree.Node, link: tree.Link
) -> tuple[Place, tree.Node, tree.Link] | None:
    """The claim about the function of the entries; None if it is about no such gradient.

    Args:
        place: where it stands.
        left, link: the claim.
    """
    if place.seen is not None:
        return None
    found: dict[str, Binding] = {}

    def visit(node: tree.Node) -> tree.Node:
        whole = tree.map_children(node, visit)
        if not isinstance(whole, tree.Product) or len(whole.factors) != 2:
            return whole
        operator, operand = whole.factors
        if not _is_nabla(operator) or not isinstance(operand, tree.Call):
            return whole
        opened = _of_entries(place, operand)
        if opened is None:
            return whole
        found[opened.key] = opened
        return replace(whole, factors=(operator, operand.head))

    sides = visit(left), visit(link.operand)
    if not found:
        return None
    state = place.state.copy()
    for known in found.values():
        state.scope.bind(replace(known, version=state.scope.version + 1))
    return replace(place, state=state), sides[0], replace(link, operand=sides[1])


def _is_nabla(node: tree.Node) -> bool:
    base = node.base if isinstance(node, tree.Power) else node
    return isinstance(base, tree.Name) and base.base == "nabla" and base.subscript is None


def _of_entries(place: Place, call: tree.Call) -> Binding | None:
    """The function with the entries of its one vector as parameters."""
    known = place.state.scope.latest(tree.key(call.head) or "")
    items = call.arguments.items
    vector = items[0] if len(items) == 1 else None
    if known is None or not isinstance(vector, tree.Name) or vector.subscript is not None:
        return None
    key = tree.key(vector) or ""
    parameters = known.parameters or ()
    if place.state.scope.latest(key) is not None:
        return None
    if parameters == (key,):
        parameters = _entries_in(known.body, key)
    elif len(parameters) < 2:
        return None
    numbered = tuple(f"{key}_{n}" for n in range(1, len(parameters) + 1))
    given = any(place.state.scope.latest(name) is not None for name in parameters)
    wrong = not parameters or parameters != numbered or given
    return None if wrong else replace(known, parameters=parameters)


def _entries_in(body: tree.Node, key: str) -> tuple[str, ...]:
    """x_1, …, x_n of a formula in these; nothing if it holds x itself."""
    names = [part for part in tree.walk(body) if isinstance(part, tree.Name)]
    own = {tree.key(n) or "" for n in names if tree.key(replace(n, subscript=None)) == key}
    if not own or key in own:
        return ()
    wanted = tuple(f"{key}_{n}" for n in range(1, _MOST + 1) if f"{key}_{n}" in own)
    return wanted if len(wanted) == len(own) else ()
