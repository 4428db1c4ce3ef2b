"""Values of functions that the document said before, in a way that is not understood.

A name with a prime that has a formula of its own, q'(k) = (1 - r) q(k) + r, is no slope of the
function q that is defined behind it.
"""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree


def told_before(place: Place, left: tree.Node) -> str | None:
    """Why a value, or a slope, of a function may be what an earlier line says it is.

    So may a norm anywhere in it, as in x/‖x‖ behind a ‖x‖ that is taken row by row.
    """
    norms = (n for n in tree.walk(left) if isinstance(n, tree.Norm))
    line = min((k for n in (left, *norms) if (k := place.state.told.get(n))), default=None)
    if line is None and isinstance(left, tree.Call) and isinstance(left.head, tree.Prime):
        known = place.state.scope.latest(tree.key(left.head.operand) or "")
        heads = ((getattr(node, "head", None), n) for node, n in place.state.told.items())
        lines = (n for head, n in heads if head == left.head)
        line = next((n for n in lines if known is not None and n <= known.line), None)
    return f"line {line} says what this is in a way that is not understood" if line else None
