r"""Slopes that are told: \partial L/\partial y = y - t, where nothing says what L is.

An equation between slopes of an unknown L, such as \partial L/\partial W = (\partial L/\partial y)
x^T, follows from what y is, or does not. One that gives such a slope by other names tells of L.
"""

from __future__ import annotations

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree


def tells_slope(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether a slope of what has no formula is given by what no slope of it is behind."""
    operand = left.operand if isinstance(left, tree.Derivative) else None
    key = tree.key(operand) if isinstance(operand, tree.Name) else None
    latest = place.state.scope.latest
    if key is None or latest(key) is not None:
        return False
    seen: set[str] = set()
    waiting = [right]
    while waiting:
        for part in tree.walk(waiting.pop()):
            derived = part.operand if isinstance(part, tree.Derivative) else None
            if derived is not None and tree.key(derived) == key:
                return False
            known = latest(tree.key(part) or "")
            if known is not None and known.key not in seen:
                seen.add(known.key)
                waiting.append(known.body)
    return True
