"""A relation whose shapes do not match may be about what its names stood for before.

An author who names every matrix A comes back to the first one without a word. Where the latest A
makes no sense in a relation, and an earlier one makes it true, that one is meant. Nothing is
called false in this way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Final

from symnn.documents.judging.notations.readings import judged
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding, Scope

_MOST_READINGS: Final = 6
_ARRAYS: Final = (tree.Matrix, tree.Group, tree.Transpose)


def with_earlier_names(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement with arrays as they were given before, if the relation holds with them."""
    keys = {tree.key(part) for side in (left, link.operand) for part in tree.walk(side)}
    known = [place.state.scope.history.get(key, []) for key in keys if key is not None]
    several = [list(_arrays(k)) for k in known if len(k) > 1]
    if not several or any(len(k) < 2 for k in several):
        return None
    several.sort(key=lambda k: k[0].key)
    for chosen in islice(product(*(reversed(k) for k in several)), 1, _MOST_READINGS + 1):
        scope = _as_chosen(place.state.scope, chosen)
        here = replace(place, state=replace(place.state, scope=scope))
        try:
            found, reading = judged(here, left, link, True, assumed)
        except MeaningError:
            continue
        if found.outcome == "proved":
            earlier = [b for b in chosen if place.state.scope.latest(b.key) is not b]
            notes = tuple(f"with the {b.key} of line {b.line}" for b in earlier)
            return replace(found, notes=(*found.notes, *notes)), reading
    return None


def _arrays(known: Sequence[Binding]) -> Iterator[Binding]:
    for binding in known:
        if isinstance(binding.body, _ARRAYS) and binding.parameters is None:
            yield binding


def _as_chosen(scope: Scope, chosen: Sequence[Binding]) -> Scope:
    """The scope in which each of some names has only the meaning that was chosen."""
    only = {binding.key: [binding] for binding in chosen}
    return replace(scope, history={**scope.history, **only}, values={})
