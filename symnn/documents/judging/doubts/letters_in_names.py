"""What is said of a name for all values of the letters that its formula holds."""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree


def is_said_of_others(place: Place, name: tree.Node) -> bool:
    """Whether a > 0 is said "for every 0 < r < 1", with a as a formula in r: no condition on a."""
    known = place.state.scope.latest(tree.key(name) or "")
    letters = place.assumed.universal if place.assumed.unread is None else frozenset()
    if known is None or not known.computed or known.key in letters:
        return False
    return any(tree.key(part) in letters for part in tree.walk(known.body))
