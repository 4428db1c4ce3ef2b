"""Truth tables: which gate of logic a function of some inputs computes, and what none computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.deciding import decided
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.named import function_spoken_of, output_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.separation import TABLES
from symnn.documents.phrases.subjects import Speaker
from symnn.exact.expression import ONE, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar, Value, column

#: The verbs of what a unit does.
COMPUTES: Final = frozenset(
    verb + end
    for verb in ("compute", "implement", "represent", "realize", "realise")
    for end in ("", "s")
)
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
GATE: Final = regex(
    rf"(?:exactly )?(?:the )?(?:logical |boolean )?"
    rf"(?P<gate>{'|'.join(sorted({*TABLES, *_MANY}, key=len, reverse=True))})"
    r"(?: function| gate| operation)?"
    r"(?: (?:of|on|for)(?: (?:its|the|all))?(?: (?:two|three|four|binary|boolean|\d))*"
    r" (?:inputs?|bits|binary inputs|arguments|boolean inputs))?"
    r"(?: (?:on|for all|for every|over) (?:⟨\d+⟩|all (?:four |eight )?(?:binary )?inputs))?"
)
_SYMBOLS: Final = {
    r"\oplus": "xor", r"\wedge": "and", r"\land": "and", r"\vee": "or", r"\lor": "or",
}  # fmt: skip
_IN_SYMBOLS: Final = regex(
    r"(?P<a>[a-z](?:_\{?\d\}?)?)(?P<gate>\\(?:oplus|wedge|land|vee|lor))(?P<b>[a-z](?:_\{?\d\}?)?)"
)
_NO_AFFINE: Final = regex(
    r"no (?:linear|affine) (?:function|map|model)(?: ⟨\d+⟩)? (?:can )?(?:computes?|agrees? with"
    r"|equals?|represents?|fits?) (?P<gate>.+)"
)
_MAKE: Final = regex(
    r"no (?:choice of |values of |weights |real numbers |real )?(?P<names>⟨\d+⟩(?:(?:,| and|, and)"
    r" ⟨\d+⟩)*) (?:can )?(?:make|makes|let|lets|allow|allows|cause|causes) (?P<of>.+?) (?:to )?"
    r"(?:compute|computes|implement|represent|realize) (?P<gate>.+)"
)
_THE_FUNCTION: Final = regex(
    r"(?:the|this) (?:unit|perceptron|neuron|network|net|gate|[a-z-]+ (?:unit|network|net|neuron"
    r"|perceptron))"
)
_COUNTED: Final = regex(r"\b(?:three|four|five|3|4|5)\b")


def computes(
    speaker: Speaker, text: str, gate: str, low: int | None = None, inputs: int | None = None
) -> Phrase | None:
    """f on {0, 1}ⁿ, or with `low` -1 on {-1, 1}ⁿ, where its values are of this set, too.

    Another pair of outputs than these may stand for false and true. Nothing is said where `inputs`
    are told that are not those of f.
    """
    found = units_spoken_of(speaker, text, inputs)
    if not found:
        return None
    if len(found) > 1 or _is_described(text):
        tables = [table_phrase(f, gate, low) for f in found]
        return replace(tables[0], statements=tuple(s for t in tables for s in t.statements))
    (function,) = found
    if inputs not in (None, function.inputs):
        return None
    return table_phrase(function, gate, low, stated=_says_inputs(speaker, function.inputs))


def _is_described(text: str) -> bool:
    return " with " in text or " having " in text


def units_spoken_of(speaker: Speaker, text: str, inputs: int | None = None) -> list[Function]:
    """The unit that words speak of; several where what is told of it has several readings.

    Args:
        speaker: the clause.
        text: its subject.
        inputs: how many inputs it is said to have.

    Returns:
        None at all for what is no unit.
    """
    if _is_described(text):
        from symnn.documents.phrases.units import unit_readings

        readings = unit_readings(speaker, text)
        if readings and inputs in (None, *(f.inputs for f in readings)):
            return list(readings)
    if _THE_FUNCTION.fullmatch(text):
        return [function_spoken_of(speaker, text)]
    if (output := _output(speaker, text)) is not None:
        return [output]
    subject = speaker.subject(text)
    if subject is None or not subject.is_function:
        return []
    return [speaker.function(subject, None)]


def _says_inputs(speaker: Speaker, count: int) -> bool:
    """Whether words, or the brackets behind a function, say that there are so many inputs."""
    if _COUNTED.search(speaker.clause.words):
        return True
    known = speaker.reader.scope.history.values()
    return any(len(found[-1].parameters or ()) == count for found in known)


def _output(speaker: Speaker, text: str) -> Function | None:
    """The unit h_1, given by a formula in its inputs."""
    match = re.fullmatch(r"(?:the )?(?:hidden |output )?(?:unit |neuron |output )?(⟨\d+⟩)", text)
    node = speaker.clause.part(match[1]).node if match is not None else None
    key = tree.key(node) if isinstance(node, tree.Name) else None
    return None if key is None else output_of(speaker, key)


def gate_of(speaker: Speaker, text: str) -> str | None:
    """The gate in words, or in a place: x_1 ⊕ x_2."""
    match = GATE.fullmatch(text)
    if match is not None:
        return match["gate"]
    place = re.fullmatch(r"(?:the function )?(⟨\d+⟩)", text)
    latex = speaker.clause.part(place[1]).latex if place else ""
    pair = _IN_SYMBOLS.fullmatch(latex.replace(" ", ""))
    return _SYMBOLS[pair["gate"]] if pair and pair["a"] != pair["b"] else None


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of "no w and b make the unit compute XOR", and of what no affine map computes."""
    affine = _NO_AFFINE.fullmatch(words)
    if affine is not None:
        return lambda speaker: _no_affine(speaker, affine["gate"])
    make = _MAKE.fullmatch(words)
    if make is not None:
        return lambda speaker: _no_weights(speaker, make)
    return None


def _no_affine(speaker: Speaker, text: str) -> Phrase | None:
    """An affine f has f(1,1) = f(1,0) + f(0,1) - f(0,0)."""
    gate = gate_of(speaker, text)
    if gate is None or gate not in TABLES:
        return None
    low, right, up, high = TABLES[gate]
    statement = Atomic("!=", rational(high), rational(right + up - low))
    return Phrase("agrees with", "", ((statement, ()),), method="f(1,1)+f(0,0)=f(1,0)+f(0,1)")


def _no_weights(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    """Whatever numbers the weights are, one of the four outputs is another one."""
    gate = gate_of(speaker, match["gate"])
    names = _names(speaker, match["names"])
    if gate is None or not names:
        return None
    values = _unknowns(names)
    reader = speaker.reader.varying({**speaker.reader.varied, **values})
    view = replace(speaker, reader=reader)
    if _THE_FUNCTION.fullmatch(match["of"]):
        function = function_spoken_of(view, match["of"])
    else:
        subject = view.subject(match["of"])
        if subject is None or not subject.is_function:
            return None
        function = view.function(subject, None)
    found = table_phrase(function, gate)
    ((table, _),) = found.statements
    return Phrase("compute", "", ((Compound("not", (table,)), ()),), method="for all weights")


def _names(speaker: Speaker, text: str) -> list[str]:
    found: list[str] = []
    for place in re.findall(r"⟨\d+⟩", text):
        node = speaker.clause.part(place).node
        items = node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)
        found += [tree.key(item) or "" for item in items if item is not None]
    return found if all(found) else []


def _unknowns(names: Sequence[str]) -> dict[str, Value]:
    """Each a number; w_1 and w_2 make a vector w too."""
    values: dict[str, Value] = {name: Scalar(symbol(name)) for name in names}
    stems = {name.split("_")[0] for name in names if re.fullmatch(r"[a-z]+_\d", name)}
    for stem in stems:
        own = [name for name in names if name.startswith(f"{stem}_")]
        if own == [f"{stem}_{k + 1}" for k in range(len(own))] and stem not in values:
            values[stem] = column(tuple(Scalar(symbol(name)) for name in own), loose=True)
    return values


def has_signs(function: Function) -> bool:
    """Whether all values at the corners of {-1, 1}ⁿ are ±1, and one is -1: signs may be meant."""
    negative = False
    for corner in product((rational(-1), ONE), repeat=function.inputs):
        value = function.value(list(corner))
        if decided(Atomic("=", value, rational(-1))).status is Status.PROVED:
            negative = True
        elif decided(Atomic("=", value, ONE)).status is not Status.PROVED:
            return False
    return negative


def table_phrase(
    function: Function, gate: str, low: int | None = None, stated: bool = False
) -> Phrase:
    """That a function has the truth table of a gate, with 1 for true and `low` for false.

    With `stated` the words say how many inputs there are.
    """
    fits = _INPUTS[gate](function.inputs) if gate in _INPUTS else function.inputs >= 2
    if not fits or function.inputs > MAX_INPUTS:
        raise refuse(f"{function.name} takes {function.inputs} numbers, the gate {gate} does not")
    if gate in ("xor", "nand", "nor") and function.inputs > 2:
        raise refuse(f"what {gate} of {function.inputs} inputs is, authors differ on")
    if low is None and has_signs(function):
        raise refuse("whether 0 or -1 stands for false is not said")
    low = low or 0
    rule = _MANY[gate]
    wanted: list[Formula] = []
    bits: list[Formula] = []
    for corner in product((0, 1), repeat=function.inputs):
        value = function.value([rational(b or low) for b in corner])
        wanted.append(Atomic("=", value, rational(rule(corner) or low)))
        bits.append(Compound("or", (Atomic("=", value, rational(low)), Atomic("=", value, ONE))))
    table = conjunction(tuple(wanted))
    if function.inputs > 2 and not stated and decided(table).status is Status.REFUTED:
        _refuse_bias(function, gate, low)
    return Phrase("computes", "", ((table, ()),), support=tuple(bits))


def _refuse_bias(function: Function, gate: str, low: int) -> None:
    """Refuse to speak of a unit that has the gate once its first or last input is a constant ±1.

    w·x of w = (0.5, 0.5, 1) has its threshold in w, if x = (x_1, x_2, -1) is meant.
    """
    rule, count = _MANY[gate], function.inputs - 1
    for constant, last in product((rational(-1), ONE), (False, True)):
        rows = [
            Atomic("=", function.value(inputs), rational(rule(corner) or low))
            for corner in product((0, 1), repeat=count)
            for bits in [[rational(b or low) for b in corner]]
            for inputs in [[*bits, constant] if last else [constant, *bits]]
        ]
        if decided(conjunction(tuple(rows))).status is Status.PROVED:
            raise refuse(f"whether one input of {function.name} is a constant is not said")
