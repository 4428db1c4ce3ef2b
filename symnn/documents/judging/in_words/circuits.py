r"""Functions of bits as one unit computes them, and circuits of one kind of gate.

"five NAND gates are enough for both s and c", "XOR can be built from four NAND gates", "a single
perceptron computes s": s and c are what the text says of bits, or gates with names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import Sentence, number_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.separation import separable
from symnn.documents.source import says
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, free_symbols, rational, substitute
from symnn.functions.lower import lower

#: The outputs at (0, 0), (0, 1), (1, 0), (1, 1).
Table: TypeAlias = "tuple[int, ...]"

_TABLES: Final[dict[str, tuple[Table, ...]]] = {
    "xnor": ((1, 0, 0, 1),), "xor": ((0, 1, 1, 0),), "nor": ((1, 0, 0, 0),),
    "nand": ((1, 1, 1, 0),), "and": ((0, 0, 0, 1),), "or": ((0, 1, 1, 1),),
    "not": ((1, 1, 0, 0),), "half adder": ((0, 1, 1, 0), (0, 0, 0, 1)),
}  # fmt: skip
_INPUTS: Final[tuple[Table, Table]] = ((0, 0, 1, 1), (0, 1, 0, 1))
_CONSTANTS: Final[tuple[Table, Table]] = ((0, 0, 0, 0), (1, 1, 1, 1))
_MOST_GATES: Final = 6
_MOST_BITS: Final = 5
_COUNTS: Final = {
    "a single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip

_UNIT: Final = (
    r"(?:single |simple |linear |lone |one )*(?:threshold (?:unit|gate|neuron|element)|perceptron"
    r"|single-layer perceptron|linear classifier|linear threshold (?:unit|gate))"
    r"(?: without (?:any )?hidden (?:units|layers?|neurons))?"
)
_VERB: Final = r"(?:comput|represent|implement|reali[sz]|learn|express|classif)(?:es?|s|ies|y)?"
_NOUN: Final = r"(?:the )?(?:[a-z]+ ){0,2}"
_SEPARABLE: Final = regex(r"(?P<x>⟨\d+⟩) is (?P<not>not )?linearly separable")
_UNIT_DOES: Final = regex(
    rf"(?P<no>no|an?|one|some) {_UNIT} (?:can(?P<cannot>not)? )?{_VERB} {_NOUN}(?P<x>⟨\d+⟩)"
)
_BY_UNIT: Final = regex(
    rf"{_NOUN}(?P<x>⟨\d+⟩) (?:is|can(?P<cannot>not)? be) (?:computed|represented|implemented"
    rf"|reali[sz]ed|expressed) by (?P<no>no|an?|one|some) {_UNIT}"
)
_N: Final = r"(?P<n>\d+|⟨\d+⟩|a single|one|two|three|four|five|six|seven|eight|nine)"
_GATES: Final = r"(?:two-input |2-input )?(?P<kind>nand|nor)(?:[- ]gates?|s)?(?: alone)?"
_WHAT: Final = (
    r"(?:both )?(?:the |an? )?(?P<what>(?:half adder|[a-z]{2,4})(?:[- ](?:gate|function))?"
    r"|⟨\d+⟩(?:(?:,| and|, and) ⟨\d+⟩)*)"
)
_ENOUGH: Final = (
    regex(
        rf"{_N} {_GATES} (?:are enough|is enough|suffices?|are sufficient|is sufficient|do|does)"
        rf" (?:for|to (?:build|compute|make|implement|construct|reali[sz]e)) {_WHAT}"
    ),
    regex(
        rf"{_WHAT} can be (?:built|made|constructed|computed|implemented|reali[sz]ed|written)"
        rf" (?:from|with|using|out of|by|as) {_N} {_GATES}"
    ),
    regex(rf"{_N} {_GATES} (?:build|make|compute|implement|give)s? {_WHAT}"),
)
_NEEDS: Final = regex(
    rf"{_WHAT} (?:needs|requires|takes) (?P<how>at least |exactly |only )?{_N} {_GATES}"
)
_BINARY: Final = regex(r"\\in\s*\\\{\s*0\s*,\s*1\s*\\\}|∈ ?\{0, ?1\}|\bbits?\b|binary|boolean")
#: Bits may be ±1 there.
_SIGNED: Final = regex(r"\{\s*-\s*1\s*,|,\s*-\s*1\s*\\?\}|\\pm\s*1|±1|bipolar")
_METHOD: Final = "all inputs, gone through one by one"


def judge_circuit(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    words = sentence.words
    for pattern in (_SEPARABLE, _UNIT_DOES, _BY_UNIT):
        match = pattern.fullmatch(words)
        if match is not None:
            return _of_unit(sentence, match)
    for pattern in (*_ENOUGH, _NEEDS):
        match = pattern.fullmatch(words)
        if match is not None:
            return _of_gates(sentence, match)
    return None


# --- one unit ---------------------------------------------------------------------------


def _of_unit(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    groups = match.groupdict()
    table = _table(sentence, match["x"])
    if table is None:
        return None
    letters, outputs = table
    corners = list(product((0, 1), repeat=len(letters)))
    sides = [
        tuple(tuple(map(rational, c)) for c, out in zip(corners, outputs, strict=True) if out == k)
        for k in (1, 0)
    ]
    can = not all(sides) or separable(sides[0], sides[1])[0]
    denied = groups.get("not") is not None or groups.get("no") == "no"
    denied = denied or groups.get("cannot") is not None
    right = can is not denied
    note = "it is linearly separable" if can else "it is not linearly separable"
    return Judgement("proved" if right else "refuted", _METHOD, notes=(note,))


def _table(sentence: Sentence, place: str) -> tuple[list[str], list[int]] | None:
    """The bits that something is a function of, and its value at each of their corners."""
    text = sentence.place.state.source.text
    if not says(text, _BINARY) or says(text, _SIGNED):
        return None
    expr = number_of(sentence.view, sentence.node(place))
    letters = sorted(free_symbols(expr))
    if not 1 <= len(letters) <= _MOST_BITS:
        return None
    outputs = [_bit(expr, letters, corner) for corner in product((0, 1), repeat=len(letters))]
    found = [bit for bit in outputs if bit is not None]
    return (letters, found) if len(found) == len(outputs) else None


def _bit(expr: Expr, letters: list[str], corner: tuple[int, ...]) -> int | None:
    """The value at a corner, which is 0 or 1; None for another."""
    at = {name: rational(bit) for name, bit in zip(letters, corner, strict=True)}
    found = exact_value(lower(substitute(expr, at)))
    if not found.is_rational:
        return None
    number = found.as_fmpq()
    return int(number.p) if number.q == 1 and number.p in (0, 1) else None


# --- circuits ---------------------------------------------------------------------------


def _of_gates(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    count = _count(sentence, match["n"])
    wanted = _wanted(sentence, match["what"])
    if count is None or wanted is None:
        return None
    least = {_least(match["kind"], wanted, constants) for constants in (False, True)}
    if len(least) != 1 or None in least:
        return None
    (fewest,) = (n for n in least if n is not None)
    groups = match.groupdict()
    how = (groups.get("how") or "").strip()
    if "how" not in groups:
        right = fewest <= count
    else:
        right = count <= fewest if how == "at least" else count == fewest
    note = f"{fewest} are needed, and enough"
    return Judgement("proved" if right else "refuted", _METHOD, notes=(note,))


def _count(sentence: Sentence, text: str) -> int | None:
    if text in _COUNTS:
        return _COUNTS[text]
    if text.isdigit():
        return int(text)
    number = exact_value(lower(number_of(sentence.view, sentence.node(text))))
    if not number.is_rational or number.as_fmpq().q != 1:
        return None
    return int(number.as_fmpq().p)


def _wanted(sentence: Sentence, text: str) -> frozenset[Table] | None:
    """The tables of all functions that the circuit computes."""
    if not text.startswith("⟨"):
        found = _TABLES.get(re.sub(r"[- ](?:gate|function)$", "", text))
        return None if found is None else frozenset(found)
    tables = [_table(sentence, place) for place in re.findall(r"⟨\d+⟩", text)]
    told = [table for table in tables if table is not None]
    letters = {tuple(table[0]) for table in told}
    if len(told) != len(tables) or len(letters) != 1 or len(told[0][0]) != 2:
        return None
    return frozenset(tuple(table[1]) for table in told)


def _least(kind: str, wanted: frozenset[Table], constants: bool) -> int | None:
    """The fewest gates with which all of the functions are there, from two inputs."""
    begun = frozenset((*_INPUTS, *(_CONSTANTS if constants else ())))
    known = {begun}
    for gates in range(_MOST_GATES + 1):
        if any(wanted <= made for made in known):
            return gates
        known = {more for made in known for more in _with_gate(kind, made)}
    return None


def _with_gate(kind: str, made: frozenset[Table]) -> Iterator[frozenset[Table]]:
    for a, b in combinations_with_replacement(sorted(made), 2):
        pairs = zip(a, b, strict=True)
        out = tuple(1 - x * y if kind == "nand" else (1 - x) * (1 - y) for x, y in pairs)
        if out not in made:
            yield made | {out}
