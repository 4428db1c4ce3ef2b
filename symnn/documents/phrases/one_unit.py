"""What one threshold unit can compute: "no perceptron computes XOR", "some unit computes AND"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.phrases.dichotomies import has_threshold_unit
from symnn.documents.phrases.gates import MAX_INPUTS, gate_of
from symnn.documents.phrases.logic import letters_in, speaks_of_logic, value_at
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.separation import TABLES, Points, points_of, separable
from symnn.documents.phrases.subjects import Speaker
from symnn.exact.expression import ONE, ZERO, rational
from symnn.latex.meaning.scope import HELD_WEIGHTS

_UNIT: Final = (
    r"(?:single |linear |lone |simple )*(?:threshold unit|perceptron|threshold gate|linear unit"
    r"|threshold neuron|mcculloch-pitts (?:unit|neuron)|linear threshold unit"
    r"|single-layer perceptron|linear classifier|linear threshold gate)s?"
)
_NONE: Final = regex(
    rf"(?P<how>no|some)(?: single| lone)? (?:{_UNIT}|(?P<bare>unit|neuron|gate)) (?:can )?"
    r"(?:computes?|implements?|represents?|reali[sz]es?) (?:the function )?"
    r"(?P<gate>.+?)(?: \((?:parity|[a-z -]{2,20})\))?"
)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of "no threshold unit computes XOR"; None for any other clause."""
    match = _NONE.fullmatch(words)
    return None if match is None else lambda speaker: _some_unit(speaker, match)


def _some_unit(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    """Whether a plane has the ones of the table on one side and the zeros on the other."""
    if match["bare"] and not has_threshold_unit(speaker):
        return None
    if HELD_WEIGHTS in speaker.reader.scope.told:
        raise refuse("the weights or the threshold may not be free")
    sets = sets_of(speaker, match["gate"])
    if sets is None or not all(sets):
        return None
    yes, shown = separable(*sets)
    method = "a separating plane" if yes else "a point in both convex hulls"
    truth = Atomic("=", ONE, ONE if yes is (match["how"] == "some") else ZERO)
    return Phrase("computes", "", ((truth, ()),), support=(shown,), method=method)


def sets_of(speaker: Speaker, text: str) -> tuple[Points, Points] | None:
    """The inputs for which a gate is 1, and the others: XOR, x_1 ⊕ x_2 ⊕ x_3, parity of 4 bits."""
    gate = gate_of(speaker, text)
    if gate is not None and gate in TABLES:
        return points_of(speaker, gate)
    place = re.fullmatch(r"(?:the function )?(⟨\d+⟩)", text)
    if place is None:
        return points_of(speaker, text) if "⟩" not in text else None
    node = speaker.clause.part(place[1]).node
    if node is None or not speaks_of_logic(node):
        return None
    letters = sorted(letters_in(node))
    if not 1 <= len(letters) <= MAX_INPUTS // 2:
        return None
    corners = list(product((0, 1), repeat=len(letters)))
    table = [value_at(node, dict(zip(letters, corner, strict=True))) for corner in corners]
    points = [tuple(map(rational, corner)) for corner in corners]
    first, second = (
        tuple(p for p, t in zip(points, table, strict=True) if t == wanted) for wanted in (1, 0)
    )
    return first, second
