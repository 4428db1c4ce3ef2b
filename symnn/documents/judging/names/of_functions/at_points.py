r"""Values at points of what is given as a formula: o(0, 1) of o = \sigma(h), h = x_1 + x_2.

A name with a formula in letters that nothing defines is a function of these to its author. With as
many numbers in brackets behind it as there are letters, and no doubt about their order, it is the
value there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.letters.unsaid import SIGMA
from symnn.documents.judging.names.of_functions.through_others import written_out
from symnn.documents.judging.placing import Place
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Builtin, Scalar

#: Letters that come in this order wherever they stand together.
_IN_ORDER: Final = ("x", "y", "z")
_INDEXED: Final = regex(r"([A-Za-z]+)_([1-9][0-9]?)")


def with_values_at_points(place: Place, nodes: Iterable[tree.Node]) -> Place | None:
    """The place with such names as functions of their letters; None if there are none.

    Args:
        place: where a relation stands.
        nodes: its sides.
    """
    calls = [part for node in nodes for part in tree.walk(node) if isinstance(part, tree.Call)]
    found = {known.key: known for call in calls for known in _of_letters(place, call)}
    if not found:
        return None
    state = place.state.copy()
    for known in found.values():
        state.scope.bind(replace(known, version=state.scope.version + 1))
    return replace(place, state=state)


def _of_letters(place: Place, call: tree.Call) -> Iterator[Binding]:
    """What is called, as a function of the letters in its formula."""
    scope, items = place.state.scope, call.arguments.items
    if len(items) == 1 and isinstance(items[0], tree.Group) and items[0].fence in ("()", "[]"):
        items = items[0].items
    known = (
        scope.latest(tree.key(call.head) or "")
        if isinstance(call.head, tree.Name | tree.Mark)
        else None
    )
    if known is None or known.parameters is not None or not known.computed:
        return
    if tree.key(known.body) is not None:  # y = θ is a function of what θ is one of
        return
    if any(isinstance(part, tree.Name) for item in items for part in tree.walk(item)):
        return
    view = reader(scope, open_names=True)
    if scope.latest(SIGMA) is None:
        view = view.varying({SIGMA: Builtin("sigmoid")})
    try:
        value = view.read(call.head)
    except MeaningError:
        return
    free = free_symbols(value.expr) if isinstance(value, Scalar) else frozenset[str]()
    names = _ordered(free, len(items))
    if names and not any(map(scope.latest, names)):
        body = written_out(known.body, names, scope)
        yield replace(known, body=body, parameters=names, computed=False)


def _ordered(free: frozenset[str], count: int) -> tuple[str, ...]:
    """The letters in the order of the brackets: x_1, x_2, … or x, y, z; else nothing."""
    if len(free) != count or count == 0:
        return ()
    if count == 1:
        return tuple(free)
    if free == set(_IN_ORDER[:count]):
        return _IN_ORDER[:count]
    matched = [_INDEXED.fullmatch(name) for name in free]
    bases = {m[1] for m in matched if m is not None}
    numbered = {int(m[2]): name for m, name in zip(matched, free, strict=True) if m is not None}
    whole = len(bases) == 1 and sorted(numbered) == list(range(1, count + 1))
    return tuple(numbered[n] for n in range(1, count + 1)) if whole else ()
