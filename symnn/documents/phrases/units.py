"""Threshold units that words describe: "a perceptron with weights -2, -2 and bias 3".

A bias b fires on w·x + b > 0, a threshold θ on w·x > θ; whether also on equality, authors differ,
so that both are readings. "NAND" alone is the function of two bits with this table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from symnn.deferred import regex
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.separation import TABLES
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, negative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

_NUMBERS: Final = rf"{PLACE}(?:(?:,| and|, and) {PLACE})*"
_UNIT: Final = regex(
    r"(?:an?|the|this) (?:single |linear |simple |two-input |step )*(?:perceptron|neuron|unit"
    r"|threshold (?:unit|gate|neuron|element)|mcculloch-pitts (?:unit|neuron)|ltu|tlu)"
    rf"(?: of two inputs)? (?:with|having) (?:(?P<same>both|two|unit|equal)?(?: input)? ?)?"
    rf"(?P<what>weights?|weight vector|input weights?)?"
    rf"(?P<equal> (?:both )?(?:equal to|of|all equal to))? ?(?P<weights>{_NUMBERS}|{COUNT})?"
    rf"(?:,| and|, and)(?: an?| the)?(?P<kind> bias| threshold)?(?: of| equal to)?"
    rf" (?P<end>{PLACE}|{COUNT})"
)
_GATE: Final = regex(rf"(?:the )?(?P<gate>{'|'.join(TABLES)})(?: gate| function)?")


def unit_readings(speaker: Speaker, text: str) -> tuple[Function, ...]:
    """The unit of a description, with > and with ≥; nothing for other words.

    Raises:
        MeaningError: its weights are no list of numbers.
    """
    match = _UNIT.fullmatch(text)
    if match is None:
        return ()
    weights, kind = _weights(speaker, match), (match["kind"] or "").strip()
    end = _end(speaker, match["end"], kind)
    if kind != "threshold" and (kind or _names(speaker, match["end"]) in ("b", "w_0")):
        start = end
    elif kind == "threshold" or _names(speaker, match["end"]) in ("theta", "T"):
        start = negative(end)
    else:
        return ()

    def at(point: Sequence[Expr], strict: bool) -> tuple[Expr, ...]:
        sum_ = add(start, *(mul(w, x) for w, x in zip(weights, point, strict=True)))
        sign = exact_value(lower(sum_)).sign()
        return (ONE if sign > 0 or (sign == 0 and not strict) else ZERO,)

    size = len(weights)
    return tuple(Function("the unit", size, partial(at, strict=s)) for s in (True, False))


def _names(speaker: Speaker, place: str) -> str | None:
    """The b of `b = -1`."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    return tree.key(node.first) if isinstance(node, tree.Chain) else None


def _end(speaker: Speaker, place: str, kind: str) -> Expr:
    if kind == "" and _names(speaker, place) is None:
        raise refuse("whether a bias or a threshold is meant is not said")
    return speaker.number(place)


def _weights(speaker: Speaker, match: re.Match[str]) -> list[Expr]:
    """All of them; one number for both inputs where the words say so."""
    text = match["weights"]
    if text is None:
        if match["same"] == "unit":
            return [ONE, ONE]
        raise refuse("which weights the unit has is not said")
    found: list[Expr] = []
    for place in re.findall(rf"{PLACE}|{COUNT}", text):
        node = speaker.clause.part(place).node if place.startswith("⟨") else None
        items = node.items if isinstance(node, tree.Group) and node.fence == "" else None
        values = (
            [speaker.reader.read(item) for item in items]
            if items
            else [speaker.value(place) if node is not None else Scalar(speaker.number(place))]
        )
        for value in values:
            if isinstance(value, Array):
                if not value.is_vector:
                    raise refuse("the weights of a unit are no matrix")
                found += [cell.expr for cell in value.cells()]
            elif isinstance(value, Scalar):
                found.append(value.expr)
    both = match["same"] in ("both", "two", "equal") or "both" in (match["equal"] or "")
    if len(found) == 1 and match["what"] is not None and (both or match["equal"]):
        return found * 2
    if len(found) < 2:
        raise refuse("for which inputs a weight is meant is not said")
    return found


def gate_function(text: str) -> Function | None:
    """NAND as a function of two bits."""
    match = _GATE.fullmatch(text)
    if match is None:
        return None
    table = TABLES[match["gate"]]

    def at(point: Sequence[Expr]) -> tuple[Expr, ...]:
        bits = [1 if e == ONE else 0 if e == ZERO else None for e in point]
        if len(bits) != 2 or None in bits:
            raise refuse("a gate takes bits")
        return (ONE if table[2 * (bits[0] or 0) + (bits[1] or 0)] else ZERO,)

    return Function(match["gate"].upper(), 2, at)
