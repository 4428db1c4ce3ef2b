"""Threshold functions: "x_1 ⊕ x_2 is no threshold function", "p is linearly separable".

A function of bits is one just where a hyperplane has the inputs with 1 on one side, and those with
0 on the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Final

from symnn.claims.formula import Atomic, Formula
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.gates import MAX_INPUTS, units_spoken_of
from symnn.documents.phrases.logic import letters_in, speaks_of_logic, value_at
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.one_unit import sets_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.separation import Points, separable
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, rational
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import HELD_WEIGHTS

_UNIT: Final = (
    r"(?:single |simple |one |linear )*(?:threshold (?:unit|gate|neuron|element)|perceptron"
    r"|mcculloch-pitts (?:unit|neuron|cell)|linear threshold (?:unit|gate|element)"
    r"|single-layer perceptron)"
)
_KNOWN: Final = regex(
    rf"(?P<no>no |not an? )?(?:an? )?(?:(?:linear )?threshold (?:functions?|gates?)"
    rf"|linearly separable(?: functions?)?)"
    rf"|(?:comput|realiz|realis|implement|represent)(?:ed|able) by (?:an?|one|some) {_UNIT}"
)
_SUBJECT: Final = regex(
    rf"(?:the )?(?:boolean |logical )?(?:function |functions |gates? )?(?P<of>{PLACE}|[a-z-]+"
    r"(?: of (?:\d|two|three|four) (?:bits|inputs|variables))?)(?: function)?"
)
_CLAUSE: Final = regex(r"(?P<subject>.+?) (?:is|are) (?P<no>not )?(?P<predicate>.+)")


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of a clause on threshold functions; None for any other."""
    clause = _CLAUSE.fullmatch(words)
    match = _KNOWN.fullmatch(clause["predicate"]) if clause is not None else None
    if clause is None or match is None or (clause["no"] and match["no"]):
        return None
    parts = re.split(r",? and |, ", clause["subject"].removeprefix("both "))
    if not all(_SUBJECT.fullmatch(part) for part in parts):
        return None
    if clause["predicate"] == "linearly separable":
        return None  # which is said of sets as well
    return partial(_threshold, parts=parts, no=bool(clause["no"] or match["no"]))


def is_separable(speaker: Speaker, text: str) -> Phrase | None:
    """That a function of bits is linearly separable, if one is spoken of."""
    match = _SUBJECT.fullmatch(text)
    if match is None or not _is_of_logic(speaker, text):
        return None
    return _threshold(speaker, [text], no=False)


def _is_of_logic(speaker: Speaker, part: str) -> bool:
    """Whether a formula of logic is spoken of, or a function."""
    match = _SUBJECT.fullmatch(part)
    node = speaker.clause.part(match["of"]).node if match and "⟨" in match["of"] else None
    return node is not None and (speaks_of_logic(node) or tree.key(node) is not None)


def _threshold(speaker: Speaker, parts: list[str], no: bool) -> Phrase | None:
    """A separating plane for each, or points of both hulls."""
    if HELD_WEIGHTS in speaker.reader.scope.told:
        raise refuse("the weights or the threshold may not be free")
    support: list[Formula] = []
    found = []
    for part in parts:
        sets = _sets(speaker, part)
        if sets is None:
            return None
        yes, shown = separable(*sets) if all(sets) else (True, Atomic("=", ZERO, ZERO))
        found.append(yes)
        support.append(shown)
    if len(set(found)) != 1 and (no or len(parts) > 2):
        raise refuse("some of them are, and some are not")
    truth = Atomic("=", ONE, ONE if all(found) is not no else ZERO)
    method = "separating hyperplanes" if all(found) else "a point in both convex hulls"
    return Phrase("is", "", ((truth, ()),), support=tuple(support), method=method)


def _sets(speaker: Speaker, text: str) -> tuple[Points, Points] | None:
    """The inputs with 1 and those with 0: of a gate, a formula of logic, a function of bits."""
    match = _SUBJECT.fullmatch(text)
    place = match["of"] if match is not None else ""
    if "⟨" not in place:
        return sets_of(speaker, place)
    node = speaker.clause.part(place).node
    key = tree.key(node) if node is not None else None
    if node is None or key is None:
        return sets_of(speaker, place)
    known = speaker.reader.scope.latest(key)
    if known is not None and speaks_of_logic(known.body):
        return _of_table(known.body)
    units = units_spoken_of(speaker, place)
    return _of_unit(units[0]) if len(units) == 1 else None


def _of_table(node: tree.Node) -> tuple[Points, Points]:
    letters = sorted(letters_in(node))
    if not 1 <= len(letters) <= MAX_INPUTS // 2:
        raise refuse("so many inputs are not tabled")
    corners = list(product((0, 1), repeat=len(letters)))
    table = [value_at(node, dict(zip(letters, corner, strict=True))) for corner in corners]
    return _parted(corners, table)


def _of_unit(unit: Function) -> tuple[Points, Points]:
    """A function of numbers, at bits: all its values have to be 0 or 1."""
    if not 1 <= unit.inputs <= MAX_INPUTS // 2:
        raise refuse("so many inputs are not tabled")
    corners = list(product((0, 1), repeat=unit.inputs))
    table = []
    for corner in corners:
        try:
            value = exact_value(lower(unit.value([rational(bit) for bit in corner])))
        except SymnnError as error:
            raise refuse("a value of it is not known") from error
        if not value.is_rational or value.as_fmpq() not in (0, 1):
            raise refuse("it is no function of bits")
        table.append(int(value.as_fmpq() == 1))
    return _parted(corners, table)


def _parted(corners: list[tuple[int, ...]], table: list[int]) -> tuple[Points, Points]:
    points = [tuple(map(rational, corner)) for corner in corners]
    first, second = (
        tuple(p for p, t in zip(points, table, strict=True) if t == wanted) for wanted in (1, 0)
    )
    return first, second
