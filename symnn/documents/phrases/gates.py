"""Truth tables: which gate of logic a function of some inputs computes, and what none computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.named import function_spoken_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.separation import TABLES
from symnn.documents.phrases.subjects import Speaker
from symnn.exact.expression import ONE, ZERO, rational

#: More inputs than these are not tabled.
MAX_INPUTS: Final = 8
_TWO: Final = "|".join(sorted(TABLES, key=len, reverse=True))

#: Gates of any number of inputs: what they give for a list of bits.
_MANY: Final[Mapping[str, Callable[[Sequence[int]], int]]] = {
    "and": lambda bits: int(all(bits)),
    "conjunction": lambda bits: int(all(bits)),
    "or": lambda bits: int(any(bits)),
    "disjunction": lambda bits: int(any(bits)),
    "nand": lambda bits: int(not all(bits)),
    "nor": lambda bits: int(not any(bits)),
    "parity": lambda bits: sum(bits) % 2,
    "xor": lambda bits: sum(bits) % 2,
    "exclusive or": lambda bits: sum(bits) % 2,
    "xnor": lambda bits: 1 - sum(bits) % 2,
    "equivalence": lambda bits: 1 - sum(bits) % 2,
    "majority": lambda bits: int(2 * sum(bits) > len(bits)),
    "not": lambda bits: 1 - bits[0],
    "negation": lambda bits: 1 - bits[0],
    "identity": lambda bits: bits[0],
}
#: Gates that mean something for some numbers of inputs only.
_INPUTS: Final[Mapping[str, Callable[[int], bool]]] = {
    "not": lambda n: n == 1,
    "negation": lambda n: n == 1,
    "identity": lambda n: n == 1,
    "majority": lambda n: n % 2 == 1,
    "xnor": lambda n: n == 2,
    "equivalence": lambda n: n == 2,
    "exclusive or": lambda n: n == 2,
}
GATE: Final = re.compile(
    rf"(?:exactly )?(?:the )?(?:logical |boolean )?"
    rf"(?P<gate>{'|'.join(sorted({*TABLES, *_MANY}, key=len, reverse=True))})"
    r"(?: function| gate| operation)?"
    r"(?: (?:of|on|for)(?: (?:its|the|all))?(?: (?:two|three|four|binary|boolean|\d))*"
    r" (?:inputs?|bits|binary inputs|arguments|boolean inputs))?"
    r"(?: (?:on|for all|for every|over) (?:⟨\d+⟩|all (?:four |eight )?(?:binary )?inputs))?"
)
_THE_FUNCTION: Final = re.compile(
    r"(?:the|this) (?:unit|perceptron|neuron|network|net|gate|[a-z-]+ (?:unit|network|net|neuron"
    r"|perceptron))"
)


def computes(speaker: Speaker, text: str, gate: str) -> Phrase | None:
    """f on {0, 1}ⁿ; another pair of outputs than 0 and 1 may stand for them."""
    if _THE_FUNCTION.fullmatch(text):
        function = function_spoken_of(speaker, text)
    else:
        subject = speaker.subject(text)
        if subject is None or not subject.is_function:
            return None
        function = speaker.function(subject, None)
    return table_phrase(function, gate)


def table_phrase(function: Function, gate: str) -> Phrase:
    """That a function has the truth table of a gate."""
    fits = _INPUTS[gate](function.inputs) if gate in _INPUTS else function.inputs >= 2
    if not fits or function.inputs > MAX_INPUTS:
        raise refuse(f"{function.name} takes {function.inputs} numbers, the gate {gate} does not")
    if gate in ("xor", "nand", "nor") and function.inputs > 2:
        raise refuse(f"what {gate} of {function.inputs} inputs is, authors differ on")
    rule = _MANY[gate]
    wanted: list[Formula] = []
    bits: list[Formula] = []
    for corner in product((0, 1), repeat=function.inputs):
        value = function.value([rational(b) for b in corner])
        wanted.append(Atomic("=", value, rational(rule(corner))))
        bits.append(Compound("or", (Atomic("=", value, ZERO), Atomic("=", value, ONE))))
    return Phrase("computes", "", ((conjunction(tuple(wanted)), ()),), support=tuple(bits))
