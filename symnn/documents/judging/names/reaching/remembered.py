"""What later formulas may go on from."""

from __future__ import annotations

from symnn.documents.judging.calculus.slopes import speaks_of_slopes
from symnn.documents.judging.doubts.decimals.reports import note_reports
from symnn.documents.judging.names.bindings import note_shown
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree


def remember(place: Place, chain: tree.Chain) -> None:
    """What later formulas may go on from."""
    state = place.state
    note_reports(place, chain)
    state.last = chain.links[-1].operand
    if speaks_of_slopes(chain, state.scope):
        state.slopes.add(place.formula.headings)
    if not isinstance(chain.first, tree.Empty):
        state.last_key = tree.key(chain.first)
    if state.last_key is not None:
        note_shown(state, state.last_key, chain)
