r"""Functions whose formula rests on a name that is given behind them: f(x, y) = qx, with q = x + y.

What is given behind is written out in the formula, as it is when it was given before. Where a
variable had a value already, two readings live, and the other one is kept beside. L(w) = (y - 1)^2
is a function of w as soon as y = 3w + b is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import Target, target
from symnn.documents.judging.names.of_functions.made_of_functions import (
    AWAITED,
    WAITING,
    note_waiting,
)
from symnn.documents.judging.names.of_functions.through_others import (
    as_made_through_others,
    bound_in,
    other_formula,
)
from symnn.documents.judging.placing import Place, State
from symnn.documents.source import says
from symnn.latex import syntax as tree

#: Words by which a name is given for something else than the function before it.
_ANOTHER: Final = regex(
    r"(?i)\b(?:other|another|second|third|different|instead|later|now|next|new|alternative\w*"
    r"|separately|examples?|model|experiment|case|suppose|unrelated|below)\b"
)
_ENDS: Final = regex(r"[.!?]\s")


def write_out_behind(
    place: Place, name: str, bind: Callable[[Place, Target, tree.Node], None]
) -> None:
    """Write the formula of a name out in the functions that waited for it.

    Args:
        place: where the name was given its formula.
        name: its key.
        bind: what keeps a definition.
    """
    state = place.state
    functions = state.counts.get(AWAITED, {}).get(name, ())
    equations = state.counts.get(WAITING, {}).get(name, ())
    for kind in (AWAITED, WAITING):  # what is given later again is another one
        if name in state.counts.get(kind, ()):
            state.counts[kind] = {k: v for k, v in state.counts[kind].items() if k != name}
    formula = place.formula
    if says(_ENDS.split(formula.before.strip() or formula.lead_in)[-1], _ANOTHER):
        return
    for function in functions:
        known = state.scope.latest(function)
        if known is not None and known.section == formula.headings:
            _write_out(state, function, name)
    for left, link in equations:
        defined = target(left, link, state.scope)
        if defined is None:
            note_waiting(state, left, link, state.scope.history[name][-1].body)
        elif defined.known is None and (names := defined.parameters):
            bind(place, defined, as_made_through_others(link.operand, names, state.scope))


def _write_out(state: State, function: str, name: str) -> None:
    known, given = state.scope.latest(function), state.scope.latest(name)
    if known is None or known.parameters is None or name in known.parameters:
        return
    if given is None or bound_in(given.body) & set(known.parameters):
        return  # Z = \sum_s e^{-E(s)} is the same for each s of p(s)
    body = as_made_through_others(known.body, known.parameters, state.scope)
    if body is not known.body:
        state.scope.history[function][-1] = replace(known, body=body)
        state.scope.values.clear()
    elif (other := other_formula(known, state.scope)) is not None:
        state.rivals[function, known.version] = other
