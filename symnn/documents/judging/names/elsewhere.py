r"""Names that got their values in another section, and may mean nothing of the kind here.

A vector b of one chapter is not the b by which the loss of another one is derived. A relation that
is false with the values of other sections, but is an identity without them, is not called false.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from symnn.documents.judging.placing import Place, State
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope

#: Why a relation that is false with values from elsewhere is not called so.
ELSEWHERE = "it is false with values that were given in another section, and holds without them"


def without_far_values(place: Place, left: tree.Node, link: tree.Link) -> Place | None:
    """The place as if values from beside the sections above it were unknown; None if none are.

    What is noted there is lost: the state is a copy.
    """
    scope = place.state.scope
    far = {b.key for b in _values(place, left, link) if not _is_above(place, b)}
    if not far:
        return None
    less = scope.copy()
    less.values.clear()
    for key in far:
        del less.history[key]
    return under(place, less)


def under(place: Place, scope: Scope) -> Place:
    """The place with other meanings of names, and a state of its own."""
    knowledge = place.knowledge and replace(place.knowledge, scope=scope)
    state = replace(_copied(place.state), scope=scope)
    return replace(place, state=state, knowledge=knowledge)


def _values(place: Place, left: tree.Node, link: tree.Link) -> Iterator[Binding]:
    """What the names in a relation were given, where it is no function."""
    for side in (left, link.operand):
        for node in tree.walk(side):
            key = tree.key(node)
            known = place.state.scope.latest(key) if key is not None else None
            if known is not None and known.parameters is None:
                yield known


def _is_above(place: Place, known: Binding) -> bool:
    """Whether it was given in the section of the relation, or in one that this is a part of."""
    return place.formula.headings[: len(known.section)] == known.section


def _copied(state: State) -> State:
    """The state with all collections that judging changes copied."""
    own: dict[str, Any] = {}
    for field in fields(state):
        value = getattr(state, field.name)
        if isinstance(value, dict | list | set):
            own[field.name] = value.copy()
    return replace(state, **own)
