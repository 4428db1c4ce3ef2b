r"""Slopes in the entries of a list that was given by numbers: \partial p_i/\partial z_k.

What is proved for every z holds at the z = (1, 2, 3) that the document gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_LISTS: Final = (tree.Group, tree.Matrix, tree.Transpose)


def at_any_values(
    place: Place,
    sides: tuple[tree.Node, tree.Node],
    judge: Callable[[Place], Judgement | None],
) -> Judgement | None:
    """What is proved of a claim when the lists it derives by are not given; None if nothing is.

    Args:
        place: where it stands.
        sides: both sides.
        judge: what is found of it at a place.
    """
    scope = place.state.scope
    given = {key for side in sides for key in _derived_by(side, scope)}
    if not given:
        return None
    state = place.state.copy()
    for key in given:
        state.scope.history.pop(key)
    state.scope.values.clear()
    found = judge(replace(place, state=state))
    return found if found is not None and found.outcome == "proved" else None


def _derived_by(side: tree.Node, scope: Scope) -> Iterator[str]:
    """The lists of numbers with an open index below a derivative: the z of ∂p/∂z_k."""
    slopes = (part for part in tree.walk(side) if isinstance(part, tree.Derivative))
    for variable in (name for slope in slopes for name in slope.variables):
        below = variable.subscript if isinstance(variable, tree.Name) else None
        if not isinstance(variable, tree.Name) or not isinstance(below, tree.Name):
            continue
        key = tree.key(replace(variable, subscript=None)) or ""
        known = scope.latest(key)
        if known is not None and not known.computed and isinstance(known.body, _LISTS):
            yield key
