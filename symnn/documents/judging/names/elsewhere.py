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
    values = (b for b in _known(place, left, link) if b.parameters is None)
    return _without(place, {b.key for b in values if not _is_above(place, b)})


def without_functions(place: Place, left: tree.Node, link: tree.Link) -> Place | None:
    """The place as if no function in a relation had been given a formula; None if none was.

    What is noted there is lost: the state is a copy.
    """
    functions = (b for b in _known(place, left, link) if b.parameters is not None)
    return _without(place, {b.key for b in functions})


def _without(place: Place, keys: set[str]) -> Place | None:
    """The place as if nothing had been said of some names; None if there are none of them."""
    if not keys:
        return None
    less = place.state.scope.copy()
    less.values.clear()
    for key in keys:
        del less.history[key]
    return under(place, less)


def under(place: Place, scope: Scope) -> Place:
    """The place with other meanings of names, and a state of its own."""
    knowledge = place.knowledge and replace(place.knowledge, scope=scope)
    state = replace(_copied(place.state), scope=scope)
    return replace(place, state=state, knowledge=knowledge)


def _known(place: Place, left: tree.Node, link: tree.Link) -> Iterator[Binding]:
    """What the names in a relation were given."""
    for side in (left, link.operand):
        for node in tree.walk(side):
            key = tree.key(node)
            known = place.state.scope.latest(key) if key is not None else None
            if known is not None:
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
