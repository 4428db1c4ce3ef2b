"""Truth tables: which gate of logic a function of two inputs computes."""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.formula import Atomic, Compound, conjunction
from symnn.documents.phrases.functions import Function, function_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.separation import TABLES
from symnn.documents.phrases.subjects import Speaker
from symnn.exact.expression import ONE, ZERO, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError

_GATES: Final = "|".join(TABLES)
GATE: Final = re.compile(
    rf"(?:exactly )?(?:the )?(?:logical |boolean )?(?P<gate>{_GATES})"
    r"(?: function| gate| operation)?"
    r"(?: of (?:its|the)(?: two)? inputs)?"
)
_UNIT: Final = re.compile(r"(?:the|this) (?:unit|perceptron|neuron|network|net|gate)")


def computes(speaker: Speaker, text: str, gate: str) -> Phrase | None:
    """f on {0, 1}²; another pair of outputs than 0 and 1 may stand for them."""
    if _UNIT.fullmatch(text):
        function = _only_function(speaker)
    else:
        subject = speaker.subject(text)
        if subject is None or not subject.is_function:
            return None
        function = speaker.function(subject, None)
    if function.inputs != 2:
        raise refuse(f"{function.name} takes {function.inputs} numbers, not two")
    table = TABLES[gate]
    corners = [(a, b) for a in (0, 1) for b in (0, 1)]
    values = [function.value([rational(a), rational(b)]) for a, b in corners]
    wanted = [Atomic("=", v, rational(t)) for v, t in zip(values, table, strict=True)]
    bits = [Compound("or", (Atomic("=", v, ZERO), Atomic("=", v, ONE))) for v in values]
    return Phrase("computes", "", ((conjunction(tuple(wanted)), ()),), support=tuple(bits))


def _only_function(speaker: Speaker) -> Function:
    """The one function of two numbers that the document defines."""
    found: list[Function] = []
    for known in speaker.reader.scope.history.values():
        function = known[-1].function()
        if function is None or len(known) > 1:
            if function is not None:
                raise refuse(f"{function.name} is defined more than once")
            continue
        if not any(
            isinstance(n, (tree.Cases, tree.Call, tree.Apply)) for n in tree.walk(function.body)
        ):
            continue  # x y is no unit
        try:
            made = function_of(function, function.name, speaker.reader)
        except MeaningError as obstacle:
            raise refuse(f"which function is meant is not certain: {function.name}") from obstacle
        if made.inputs == 2:
            found.append(made)
    if len(found) != 1:
        raise refuse("which function is meant is not said")
    return found[0]
