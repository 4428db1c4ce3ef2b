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
    values = (b for b in behind(place, left, link) if b.parameters is None)
    return without_names(place, {b.key for b in values if not _is_above(place, b)})


def without_parameters(place: Place, left: tree.Node, link: tree.Link) -> Place | None:
    """The place as if values of letters that functions have since been given in were unknown.

    After z = (1, 2, 3) and then a(z) = max(0, z), what is said of a(z) is said of every z. None if
    there are no such letters; what is noted there is lost: the state is a copy.
    """
    known = list(_known(place, left, link))
    functions = [b for b in known if b.parameters is not None]
    values = [b for b in known if b.parameters is None] if functions else []
    general = {
        b.key
        for b in values
        if any(b.version < f.version and b.key in (f.parameters or ()) for f in functions)
    }
    return without_names(place, general)


def without_functions(place: Place, left: tree.Node, link: tree.Link) -> Place | None:
    """The place as if no function in a relation had been given a formula; None if none was.

    What is noted there is lost: the state is a copy.
    """
    functions = (b for b in _known(place, left, link) if b.parameters is not None)
    return without_names(place, {b.key for b in functions})


def without_names(place: Place, keys: set[str]) -> Place | None:
    """The place as if nothing had been said of some names; None if there are none of them."""
    if not keys:
        return None
    less = place.state.scope.copy()
    less.values.clear()
    for key in keys:
        less.history.pop(key, None)
    return under(place, less)


#: Why a relation that is true of one value of a letter is not called so.
GENERAL = "it holds for the value that a letter had before, and is false for all values of it"
#: Why a constraint is not called false by a value of another section.
ANOTHER = "the formulas beside it speak of another one than was given in another section"


def constrains_another(place: Place, left: tree.Node, link: tree.Link) -> bool:
    r"""Whether a name with a value from elsewhere stands in what the same formula defines.

    In "L = -\sum_i y_i \log p_i, \sum_i y_i = 1" the y is no vector of an earlier chapter.
    """
    scope, since = place.state.scope, place.state.since
    known = (b for b in _known(place, left, link) if b.parameters is None)
    far = {b.key for b in known if not _is_above(place, b)}
    latest = [bindings[-1] for bindings in scope.history.values()] if far else []
    here = [b for b in latest if b.version > since and b.computed]
    used = {key for b in here for node in tree.walk(b.body) for key in _keys(node)}
    return not far.isdisjoint(used)


def under(place: Place, scope: Scope) -> Place:
    """The place with other meanings of names, and a state of its own."""
    knowledge = place.knowledge and replace(place.knowledge, scope=scope)
    state = replace(_copied(place.state), scope=scope)
    return replace(place, state=state, knowledge=knowledge)


def _known(place: Place, left: tree.Node, link: tree.Link) -> Iterator[Binding]:
    """What the names in a relation were given."""
    for side in (left, link.operand):
        for node in tree.walk(side):
            for key in _keys(node):
                known = place.state.scope.latest(key)
                if known is not None:
                    yield known


def behind(place: Place, left: tree.Node, link: tree.Link) -> Iterator[Binding]:
    """What the names in a relation were given, and the names in that, however deep."""
    found: dict[str, Binding] = {}
    waiting = list(_known(place, left, link))
    while waiting:
        known = waiting.pop()
        if known.key in found:
            continue
        found[known.key] = known
        keys = (key for node in tree.walk(known.body) for key in _keys(node))
        new = (place.state.scope.latest(key) for key in keys if key not in (known.parameters or ()))
        waiting += (b for b in new if b is not None)
    yield from found.values()


def _keys(node: tree.Node) -> Iterator[str]:
    """Under what a name may be known: y_i by itself, and as an entry of y."""
    own = tree.key(node)
    if own is not None:
        yield own
    if isinstance(node, tree.Name) and node.subscript is not None:
        yield from _keys(replace(node, subscript=None))


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
