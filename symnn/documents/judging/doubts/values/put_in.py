"""Vectors of numbers that are put into a relation, so that nothing in it is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.judging.doubts.decimals.figures import is_literal
from symnn.documents.judging.names.definitions import is_array
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array


def are_put_in(place: Place, parts: Sequence[tree.Node]) -> bool:
    """Whether vectors of numbers are put into a relation: for y = (1, 1), or as they are written.

    A vector that was given earlier may stand for any one again, as the x of w·x + b = 0.
    """
    if not place.formula.display:
        return False
    keys = {tree.key(part) or "" for part in parts}
    beside = {k for k in keys if isinstance(place.assumed.values.get(k), Array)}
    known = [b for key in keys - beside if (b := place.state.scope.latest(key)) is not None]
    vectors = [b for b in known if b.parameters is None and isinstance(b.body, tree.Group)]
    if any(b.version <= place.state.since or not _is_numeric(b.body) for b in vectors):
        return False
    return bool(vectors or beside) or any(map(_is_numeric, parts))


def _is_numeric(part: tree.Node) -> bool:
    """Whether it is a list or a matrix of numbers."""
    if not isinstance(part, (tree.Matrix, tree.Group)) or not is_array(part):
        return False
    return is_literal(part) and any(isinstance(n, tree.Number) for n in tree.walk(part))
