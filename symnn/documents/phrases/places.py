"""Where an extreme lies: "the minimum of p is at x = 2/3".

With "is at" a local one may be meant, so only a slope that is not 0 refutes it; and the place has
to be one of the function's own variables, for y = 3 may be the value there.
"""

from __future__ import annotations

from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.shapes import best_at, loosely, point_in
from symnn.documents.phrases.subjects import Speaker
from symnn.latex import syntax as tree


def optimum_at(speaker: Speaker, f: Function, of: str, at: str, top: bool) -> Phrase:
    """f(x) ≤ f(p) for all x of the domain, or of a neighbourhood of p.

    Args:
        speaker: who knows what stands in the places of the clause.
        f: the function.
        of, at: where the function and the point stand.
        top: whether it is a maximum.

    Raises:
        MeaningError: the place is not one of the variables, or a local extreme may be meant.
    """
    node = speaker.node_in(at)
    if isinstance(node, tree.Chain):
        key = tree.key(node.first)
        grouped = isinstance(node.first, tree.Group)
        if not grouped and (f.inputs != 1 or key not in _letters(speaker, of)):
            raise refuse(f"{key} is not said to be what {f.name} depends on")
    point = point_in(speaker, at, f)
    return loosely(f, point, best_at(f, point, top, False), True)


def _letters(speaker: Speaker, of: str) -> set[str]:
    """The letters that a function is given in."""
    node = speaker.node_in(of)
    head = node.head if isinstance(node, tree.Call) else node
    key = tree.key(head) if head is not None else None
    known = speaker.reader.scope.latest(key) if key is not None else None
    if known is not None and known.parameters is not None:
        return set(known.parameters)
    within = node if known is None else known.body
    return set() if within is None else {tree.key(n) or "" for n in tree.walk(within)} - {""}
