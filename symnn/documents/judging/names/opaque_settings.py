r"""Settings of what has no value by itself: `\|v_k\| = 0.5:` and `\text{count}(t, d) = 20:`.

Behind the colon the expression is the number that it was set to, wherever it is written so.
"""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.settings import is_behind_colon
from symnn.documents.judging.placing import Place
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.opaque import opaque_key
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse

_DEFINING: Final = frozenset({"=", ":="})


def opaque_setting(place: Place, left: tree.Node, link: tree.Link) -> Target | None:
    """What a setting before a colon gives a value to, if it is no name; None for anything else."""
    key = opaque_key(left)
    if key is None or link.relation not in _DEFINING or not _is_before_colon(place, left):
        return None
    view = reader(place.state.scope)
    try:
        value = view.read(link.operand)
    except MeaningError:
        return None
    if not isinstance(value, Scalar) or free_symbols(value.expr):
        return None
    try:
        view.read(left)
    except MeaningError:
        return Target(key, None, place.state.scope.latest(key))
    return None if place.state.scope.latest(key) is None else Target(key, None, None)


def _is_before_colon(place: Place, node: tree.Node) -> bool:
    latex = place.latex
    if ":" not in latex[node.span.end :]:
        return False
    starts = [s.span.start for s in parse(latex).statements if isinstance(s, tree.Statement)]
    return any(start > node.span.end and is_behind_colon(latex[:start]) for start in starts)
