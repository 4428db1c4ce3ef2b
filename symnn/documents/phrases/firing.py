"""When a threshold unit fires: "the unit fires if and only if at least two of its inputs are 1".

Also for how many inputs it does: "exactly four of the eight input vectors make the unit fire".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.gates import MAX_INPUTS
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.named import function_spoken_of, output_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import ONE, ZERO, Expr, rational
from symnn.latex import syntax as tree

Test: TypeAlias = "Callable[[Sequence[int]], bool]"

_UNIT: Final = (
    r"(?P<unit>(?:the|this) (?:[a-z-]+ )?(?:unit|perceptron|neuron|network|net|gate)"
    rf"(?: {PLACE})?|{PLACE})"
)
_FIRES: Final = (
    r"(?:fires|is active|is on|is activated|(?:outputs|gives|returns|is|equals) (?:1|one|⟨\d+⟩))"
)
_ONES: Final = r"(?: are| is)? (?P<one>1|one|active|on|⟨\d+⟩|ones)"
_IFF: Final = regex(rf"{_UNIT} (?P<fires>{_FIRES}) ⇔ (?P<condition>.+)")
_COUNTED: Final = regex(
    rf"(?P<count>(?:at least|at most|exactly|more than|fewer than|less than|no more than)"
    rf" (?:{COUNT}))(?: of)?(?: its| the| these)?(?: {COUNT})? ?(?:binary )?inputs?{_ONES}"
)
_ALL: Final = regex(
    rf"(?P<how>all|both|none|some|any)(?: of)?(?: its| the)?(?: {COUNT})? ?(?:binary )?"
    rf"inputs?{_ONES}"
)
_NUMBER: Final = regex(
    rf"(?:an|the number of) (?P<how>odd|even) (?:number )?(?:of )?(?:its |the )?inputs?{_ONES}"
    rf"|the number of (?:its |the )?inputs(?: equal to 1| that are 1)? is (?P<how2>odd|even)"
)
_SAME: Final = regex(
    r"(?:its|the|both)(?: two)? inputs (?:are )?(?P<how>differ|different|equal|agree|the same)"
)
_OF: Final = (
    rf"(?: of the (?P<all>{COUNT})| of all)? (?:binary |boolean |possible )?"
    r"input(?: vectors?| patterns?| combinations?)?s?"
)
_MANY: Final = regex(
    rf"(?P<count>(?:[a-z]+ )?{COUNT}){_OF} makes? {_UNIT} (?:fire|active)"
    rf"|(?P<unit2>(?:the )?(?:nand|nor|xor|xnor|and|or)(?: gate| function)?"
    rf"|{_UNIT.replace('?P<unit>', '')}) (?:fires|(?:equals|is|outputs|gives|returns|has the value"
    rf"|takes the value) (?P<value>0|1|zero|one|{PLACE})) (?:for|on)"
    rf" (?P<count2>(?:[a-z]+ )?{COUNT}){_OF.replace('?P<all>', '?P<all2>')}"
)


def just_when(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of "the unit fires ⇔ …"; None for any other clause."""
    match = _IFF.fullmatch(words)
    return None if match is None else lambda speaker: _iff(speaker, match)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of "four of the inputs make the unit fire"; None for any other clause."""
    match = _MANY.fullmatch(words)
    counted = COMPARED.fullmatch(match["count"] or match["count2"]) if match is not None else None
    if match is None or counted is None:
        return None
    return lambda speaker: _number(speaker, match, counted)


def _iff(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    test = _test(speaker, match["condition"])
    if test is None or not _is_one(speaker, match["fires"].split()[-1]):
        return None
    unit = _function(speaker, match["unit"])
    rows = list(product((0, 1), repeat=unit.inputs))
    values = [unit.value([rational(bit) for bit in row]) for row in rows]
    wanted = (rational(int(test(row))) for row in rows)
    parts = tuple(Atomic("=", a, b) for a, b in zip(values, wanted, strict=True))
    support = tuple(_is_bit(value) for value in values)
    return Phrase("fires", "", ((conjunction(parts), ()),), support=support, method="a truth table")


def _is_bit(value: Expr) -> Formula:
    ends = (Atomic("=", value, ZERO), Atomic("=", value, ONE))
    return Compound("or", ends)


def _function(speaker: Speaker, text: str) -> Function:
    from symnn.documents.phrases.units import gate_function

    gate = gate_function(text)
    if gate is not None:
        return gate
    place = re.search(PLACE, text)
    node = speaker.clause.part(place[0]).node if place is not None else None
    key = tree.key(node) if isinstance(node, tree.Name) else None
    if key is not None and (output := output_of(speaker, key)) is not None:
        found = output
    elif place is not None:
        subject = speaker.subject(text)
        if subject is None or not subject.is_function:
            raise refuse(f"{speaker.said(text)} is no function here")
        found = speaker.function(subject, None)
    else:
        found = function_spoken_of(speaker, text)
    if not 1 <= found.inputs <= MAX_INPUTS:
        raise refuse(f"{found.name} takes {found.inputs} numbers")
    return found


def _is_one(speaker: Speaker, word: str) -> bool:
    if not word.startswith("⟨"):
        return True
    return decide(Claim(Atomic("=", speaker.number(word), ONE))).proved


def _test(speaker: Speaker, text: str) -> Test | None:
    """What a condition in words says of a list of bits."""
    counted = _COUNTED.fullmatch(text)
    if counted is not None and _is_one(speaker, counted["one"]):
        compared = COMPARED.fullmatch(counted["count"])
        if compared is None:
            return None
        number, relation = speaker.integer(compared["n"]), RELATIONS[compared["how"]]
        return _COMPARING[relation](number)
    match = _ALL.fullmatch(text)
    if match is not None and _is_one(speaker, match["one"]):
        return {"all": all, "both": all, "none": _none, "some": any, "any": any}[match["how"]]
    match = _NUMBER.fullmatch(text)
    if match is not None and (match["how2"] or _is_one(speaker, match["one"])):
        odd = (match["how"] or match["how2"]) == "odd"
        return lambda bits: sum(bits) % 2 == (1 if odd else 0)
    match = _SAME.fullmatch(text)
    if match is None:
        return None
    differ = match["how"].startswith("differ")
    return lambda bits: (len(set(bits)) > 1) is differ


def _none(bits: Sequence[int]) -> bool:
    return not any(bits)


_COMPARING: Final[dict[str, Callable[[int], Test]]] = {
    "=": lambda n: lambda bits: sum(bits) == n,
    "<=": lambda n: lambda bits: sum(bits) <= n,
    ">=": lambda n: lambda bits: sum(bits) >= n,
    "<": lambda n: lambda bits: sum(bits) < n,
    ">": lambda n: lambda bits: sum(bits) > n,
}


def _number(speaker: Speaker, match: re.Match[str], counted: re.Match[str]) -> Phrase | None:
    """How many inputs give 1; every value is shown to be 0 or 1."""
    wanted = ONE if match["value"] is None else speaker.number(match["value"])
    if wanted not in (ONE, ZERO):
        raise refuse("for how many inputs it is another number is not counted")
    unit = _function(speaker, match["unit"] or match["unit2"])
    whole = match["all"] or match["all2"]
    rows = list(product((0, 1), repeat=unit.inputs))
    if whole is not None and speaker.integer(whole) != len(rows):
        raise refuse(f"{unit.name} has {len(rows)} input vectors")
    values = [unit.value([rational(bit) for bit in row]) for row in rows]
    found, support = 0, []
    for value in values:
        one = Atomic("=", value, ONE)
        fires = decide(Claim(one)).proved
        support.append(one if fires else Atomic("=", value, ZERO))
        found += fires is (wanted == ONE)
    claimed = speaker.number(counted["n"])
    statement = (Atomic(RELATIONS[counted["how"]], rational(found), claimed), ())
    method = f"a truth table with {found} {'ones' if wanted == ONE else 'zeros'}"
    return Phrase("fires", "", (statement,), support=tuple(support), method=method)
