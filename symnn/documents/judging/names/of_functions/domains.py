r"""Slopes of functions that are given with a domain: K(r, s) = \ldots for 0 < r < 1, 0 < s < 1.

What is said of the slope of such a function is said of the points inside of its domain, where the
function is its formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Binding


def inside_domains(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Place, Assumptions] | None:
    """The place with the formulas of such functions, and their domains; None if there are none.

    Args:
        place: where a claim stands.
        left, link: the claim, which holds a derivative.
        assumed: what the words beside it say.
    """
    parts = [part for side in (left, link.operand) for part in tree.walk(side)]
    if place.seen is not None:
        return None
    found = {known.key: known for known in _applied(place, parts)}
    if not found:
        return None
    state = place.state.copy()
    conditions: list[tree.Node] = []
    for known in found.values():
        body, own = _opened(known.body)
        conditions += own
        state.scope.bind(replace(known, body=body, version=state.scope.version + 1))
    said = assumptions(place.state.scope, [Condition("for all", one) for one in conditions])
    if said.unread is not None or said.denied:
        return None
    said = replace(said, values={}, universal=frozenset(), relations=())
    return replace(place, state=state), said.also(assumed)


def _applied(place: Place, parts: list[tree.Node]) -> Iterator[Binding]:
    """The functions with a domain that are named, and applied to just their own variables."""
    elsewhere = set[str]()
    for part in parts:
        if isinstance(part, tree.Call):
            head = part.head.operand if isinstance(part.head, tree.Prime) else part.head
            known = place.state.scope.latest(tree.key(head) or "")
            keys = tuple(tree.key(item) for item in part.arguments.items)
            if known is not None and known.parameters != keys:
                elsewhere.add(known.key)
    for part in parts:
        known = place.state.scope.latest(tree.key(part) or "")
        if known is None or known.parameters is None or known.key in elsewhere:
            continue
        if isinstance(known.body, tree.Cases) and _opened(known.body)[1]:
            yield known


def _opened(body: tree.Node) -> tuple[tree.Node, list[tree.Node]]:
    """The formula of a function that is given on its domain alone, and what bounds that."""
    bounds: list[tree.Node] = []
    inner = body
    while isinstance(inner, tree.Cases) and len(inner.rows) == 1:
        (row,) = inner.rows
        if row.condition is None:
            return body, []
        bounds.append(row.condition)
        inner = row.value
    return (body, []) if isinstance(inner, tree.Cases) else (inner, bounds)
