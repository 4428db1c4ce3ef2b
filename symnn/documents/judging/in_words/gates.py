"""Formulas of two inputs from {0, 1} that compute a gate: "H(h_1 - h_2 - 0.5) computes XOR"."""

from __future__ import annotations

from itertools import product
from typing import Final

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.inputs import listed, say_bits
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, denied, judged, number_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import is_turned
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, rational, substitute

#: The values at (0, 0), (0, 1), (1, 0) and (1, 1), the same for both orders of the inputs.
_GATES: Final = {
    "and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "xor": (0, 1, 1, 0), "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0), "xnor": (1, 0, 0, 1), "exclusive or": (0, 1, 1, 0),
    "equivalence": (1, 0, 0, 1),
}  # fmt: skip
_CLAIM: Final = regex(
    rf"(?:the )?(?:unit |output |neuron |network |function |hidden unit )?(?P<of>{PLACE}) "
    r"(?P<verb>(?:does not |do not )?(?:computes?|implements?|represents?|reali[sz]es?|gives?|is"
    r"|equals?)(?: not)?) (?:the )?(?:logical )?"
    rf"(?P<gate>{'|'.join(_GATES)})(?: (?:function|gate))?"
    rf"(?: of (?P<args>{PLACE}(?: and {PLACE})?))?"
)


def judge_gate(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on a gate; None for any other."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or sentence.assumed.values:
        return None
    body = number_of(sentence.view, sentence.node(match["of"]))
    names = sorted(free_symbols(body))
    text = sentence.place.state.source.text
    if len(names) != 2 or not say_bits(sentence, names) or is_turned(text):
        return None
    if match["args"] is not None and sorted(listed(sentence, match["args"])) != names:
        return None  # of other inputs it may be another gate
    rows = []
    for bits, wanted in zip(product((ZERO, ONE), repeat=2), _GATES[match["gate"]], strict=True):
        there: dict[str, Expr] = dict(zip(names, bits, strict=True))
        rows.append(Atomic("=", substitute(body, there), rational(wanted)))
    text = f"inputs {', '.join(names)} in {{0, 1}}"
    found = judged(conjunction(tuple(rows)), note=text)
    if found.outcome == "refuted" and _is_gate_by_halves(body, names, _GATES[match["gate"]]):
        return None  # a sigmoid, perhaps, that is near 0 and 1
    if found.outcome == "refuted" and found.counterexample is None:
        from dataclasses import replace

        found = replace(found, counterexample=_where(rows, names))
    return denied(found) if "not" in match["verb"] else found


def _is_gate_by_halves(body: Expr, names: list[str], wanted: tuple[int, ...]) -> bool:
    """Whether a value is more than 1/2 just where the gate is 1."""
    half, rows = rational("1/2"), []
    for bits, one in zip(product((ZERO, ONE), repeat=2), wanted, strict=True):
        there: dict[str, Expr] = dict(zip(names, bits, strict=True))
        rows.append(Atomic(">" if one else "<", substitute(body, there), half))
    return judged(conjunction(tuple(rows))).outcome == "proved"


def _where(rows: list[Atomic], names: list[str]) -> tuple[tuple[str, str], ...] | None:
    """The first input at which the value is another one."""
    for row, bits in zip(rows, product("01", repeat=2), strict=True):
        if judged(row).outcome == "refuted":
            return tuple(zip(names, bits, strict=True))
    return None
