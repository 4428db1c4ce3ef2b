"""Values of functions that the document said before, in a way that is not understood.

A name with a prime that has a formula of its own, q'(k) = (1 - r) q(k) + r, is no slope of the
function q that is defined behind it.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: "$f'$ denotes a perturbed version of $f$", "primes mark the values after the update".
_TOLD: Final = regex(
    r"(?:\$|\\\()\s*(?P<name>\\?[A-Za-z]+)\s*(?:'|\^\s*\{?\s*\\prime)+\}?(?:\([^$]{0,20}\))?\s*"
    r"(?:\$|\\\))\s+(?:denotes?|be|is|stands for|means|marks?)\s+(?P<what>[^.$]{0,60})"
)
_PRIMED: Final = regex(
    r"(?i)\bprime(?:s|d)?\b[^.]{0,80}\b(?:new|updated?|next|after|perturbed|other|transposed|version"
    r"|modified|successors?|copy|copies)\b"
)
_SLOPE: Final = regex(r"(?i)deriv|slope|gradient|tangent|rate of|differenti|Jacobi")
_OTHERWISE: Final = "the text says of a prime that it stands for something else than a derivative"


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


def marks_another(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a prime in a relation may be no derivative: the text says what it marks."""
    sides = (n for side in (left, link.operand) for n in tree.walk(side))
    names = {tree.key(n.operand) for n in sides if isinstance(n, tree.Prime)}
    if not names:
        return None
    text = place.state.source.text
    told = {m["name"].lstrip("\\") for m in _TOLD.finditer(text) if not _SLOPE.search(m["what"])}
    primed = any(not _SLOPE.search(m[0]) for m in _PRIMED.finditer(text))
    return _OTHERWISE if primed or names & told else None
