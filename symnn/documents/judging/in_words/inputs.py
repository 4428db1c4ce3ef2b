"""Which gate a unit computes: "computes OR", "is the XOR of x_1 and x_2", also of -1 and 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic, Formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import (
    inputs_in,
    refused,
    sets_of,
    with_open_inputs,
)
from symnn.documents.judging.in_words.own_settings import settled
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    denied,
    judged,
    number_of,
)
from symnn.documents.judging.in_words.units_said import of_the_unit
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import is_turned
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, Expr, rational, substitute
from symnn.latex import syntax as tree

_UNIT: Final = (
    r"(?:(?:the|this) (?P<unit>perceptron|unit|neuron|network|net|gate|output|threshold unit)"
    r"(?: (?:output|of the (?:perceptron|unit|neuron|network)))?)"
)
OF: Final = (
    r"(?:(?:the )?(?:unit |output |neuron |network |function |hidden unit )?"
    rf"(?P<of>{PLACE})|{_UNIT})"
)
_GATES: Final[Mapping[str, Callable[[Sequence[bool]], bool]]] = {
    "and": all, "or": any, "nand": lambda bits: not all(bits), "nor": lambda bits: not any(bits),
    "parity": lambda bits: sum(bits) % 2 == 1, "majority": lambda bits: 2 * sum(bits) > len(bits),
}  # fmt: skip
_OF_TWO: Final[Mapping[str, Callable[[bool, bool], bool]]] = {
    "xor": lambda a, b: a != b, "exclusive or": lambda a, b: a != b, "xnor": lambda a, b: a == b,
}  # fmt: skip
_GATE: Final = regex(
    rf"{OF} (?P<verb>(?:does not )?(?:computes?|implements?|represents?|reali[sz]es?|is|gives?)"
    rf"(?: not)?) (?:the )?(?:logical |boolean )?(?P<gate>{'|'.join((*_GATES, *_OF_TWO))})"
    rf"(?: (?:function|gate))?(?: of (?P<args>.+?))?(?: as well| too)?"
)
_ALL: Final = regex(
    r"(?:its|the|all|all (?:its|the))(?: (?P<n>two|three|four|five))?(?: binary| boolean)?"
    r" (?:inputs|bits)"
)
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5}
_SHOWN: Final = (ONE, ZERO, rational(-1))
_METHOD: Final = "exact values at all inputs"


def judge_inputs(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on the gate that a unit computes; None for any other."""
    sentence = settled(sentence)
    match = _GATE.fullmatch(sentence.words)
    if match is None or sentence.assumed.unread is not None:
        return None
    return _gate(with_open_inputs(as_before(sentence)), match)


def _gate(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """A gate, at inputs from {0, 1} or {-1, 1}; where that is not said, neither may make it."""
    if is_turned(sentence.place.state.source.text):
        return None
    body = unit_value(sentence, match)
    names = inputs_in(body)
    if not _are_all(sentence, match["args"], names):
        return None
    bits = told_bits(sentence, names)
    if bits is not None:
        found = _as_gate(match["gate"], body, names, bits)
        if found is not None and found.outcome == "refuted" and bits[0]:
            turned = _as_gate(match["gate"], body, names, (1, bits[0]))
            if turned is None or turned.outcome != "refuted":
                return None  # with -1 for what is true it is the gate
        return denied(found) if found is not None and "not" in match["verb"] else found
    if len({name.partition("_")[0] for name in names}) != 1:
        return None
    ways = [_as_gate(match["gate"], body, names, bits) for bits in ((0, 1), (-1, 1), (1, -1))]
    false = all(one is not None and one.outcome == "refuted" for one in ways)
    return ways[0] if false and "not" not in match["verb"] else None


def _are_all(sentence: Sentence, args: str | None, names: list[str]) -> bool:
    """Whether the inputs of a gate are all of those that a unit has."""
    every = None if args is None else _ALL.fullmatch(args)
    if args is None or every is not None:
        count = None if every is None else every["n"]
        return count is None or _NUMBERS[count] == len(names)
    return sorted(listed(sentence, args)) == sorted(names)


def told_bits(sentence: Sentence, names: list[str]) -> tuple[int, int] | None:
    """The numbers for what is false and true, where the inputs are said to be these."""
    try:
        sets = set(sets_of(sentence, names).values())
    except SymnnError:
        return None
    for low in (0, -1):
        if sets == {(rational(low), ONE)}:
            return low, 1
    return None


def say_bits(sentence: Sentence, names: Iterable[str]) -> bool:
    """Whether inputs of these names are said to be 0 or 1."""
    return told_bits(sentence, list(names)) == (0, 1)


def _as_gate(gate: str, body: Expr, names: list[str], bits: tuple[int, int]) -> Judgement | None:
    """Whether a value is that of a gate, where its inputs are two numbers.

    The second of them is for what is true; with values beside 0, 1 and -1 nothing is said.
    """
    pair = _OF_TWO.get(gate)
    if len(names) < 2 or (pair is not None and len(names) != 2):
        return None
    if gate == "majority" and len(names) % 2 == 0:
        return None
    rows: list[tuple[tuple[int, ...], Formula]] = []
    for inputs in product((False, True), repeat=len(names)):
        wanted = pair(*inputs) if pair is not None else _GATES[gate](inputs)
        shown = tuple(bits[k] for k in inputs)
        there = {name: rational(b) for name, b in zip(names, shown, strict=True)}
        value = substitute(body, there)
        if not any(judged(Atomic("=", value, n)).outcome == "proved" for n in _SHOWN):
            return None
        rows.append((shown, Atomic("=" if wanted else "!=", value, rational(bits[1]))))
    return each_input(names, rows, min(bits))


def each_input(
    names: list[str], rows: list[tuple[tuple[int, ...], Formula]], low: int
) -> Judgement:
    """All of some formulas, one for each input."""
    text = f"inputs {', '.join(names)} in {{{low}, 1}}"
    open_one = False
    for bits, row in rows:
        found = judged(row)
        if found.outcome == "refuted":
            shown = tuple(zip(names, map(str, bits), strict=True))
            return Judgement("refuted", found.method, counterexample=shown, notes=(text,))
        open_one = open_one or found.outcome == "undecided"
    if open_one:
        return Judgement("undecided")
    return Judgement("proved", _METHOD, notes=(text,))


def unit_value(sentence: Sentence, match: re.Match[str]) -> Expr:
    """The value of what is spoken of."""
    of = match.groupdict().get("of")
    if of is None:
        return of_the_unit(sentence, match["unit"])
    node = sentence.node(of)
    if isinstance(node, tree.Chain) and len(node.links) == 1 and node.links[0].relation == "=":
        node = node.links[0].operand  # "y = φ(h_1 + h_2) computes XOR"
    return number_of(sentence.view, node)


def listed(sentence: Sentence, words: str) -> list[str]:
    """The names in a list: x_1, x_2 and x_3, in one place or in several."""
    if re.fullmatch(rf"(?:the inputs? )?{PLACE}(?:(?:,| and|, and) {PLACE})*", words) is None:
        raise refused()
    found: list[str] = []
    for place in re.findall(PLACE, words):
        node = sentence.node(place)
        items = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
        for item in items:
            key = tree.key(item)
            if key is None:
                raise refused()
            found.append(key)
    if len(set(found)) != len(found):
        raise refused()
    return found
