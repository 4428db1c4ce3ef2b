"""How many Boolean functions there are, and how many of them a hyperplane separates."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.separation import separable
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import Expr, rational
from symnn.latex import syntax as tree

#: All functions of so many variables are looked at.
MOST: Final = 3
_FUNCTIONS: Final = (
    rf"boolean functions (?:of|on|in|with) (?P<k>{COUNT}) (?:boolean |binary )?"
    r"(?:variables|inputs|bits|arguments)"
)
_SEPARABLE: Final = (
    r"are (?:linearly separable|threshold functions|(?:computed|realized|computable) by a"
    r" (?:single )?(?:perceptron|threshold unit))"
)
_ARE: Final = re.compile(
    rf"there are (?:exactly )?(?P<n>{COUNT}|{PLACE}) (?:different |distinct )?{_FUNCTIONS}"
    rf"(?:,? (?:and |of which )(?:exactly |only )?(?P<m>{COUNT})(?: of them)? {_SEPARABLE})?"
)
_OF: Final = re.compile(
    rf"(?:exactly |only )?(?P<m>{COUNT}) of the (?:(?P<n>{COUNT}) )?{_FUNCTIONS} {_SEPARABLE}"
)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of such a clause; None for any other."""
    match = _ARE.fullmatch(words) or _OF.fullmatch(words)
    return None if match is None else lambda speaker: _counted(speaker, match)


def _counted(speaker: Speaker, match: re.Match[str]) -> Phrase:
    variables = speaker.integer(match["k"])
    if not 0 < variables <= 16:
        raise refuse("so many variables are not counted")
    parts: list[Formula] = []
    if match["n"]:
        two = rational(2)
        tables = two ** (two**variables)
        parts += [Atomic("=", n, tables) for n in _numbers(speaker, match["n"])]
    support: list[Formula] = []
    if match["m"]:
        if variables > MOST:
            raise refuse("how many of them are separable is not counted")
        found = _separable(variables, support)
        parts.append(Atomic("=", rational(found), speaker.number(match["m"])))
    method = "2^(2^n) tables" + ("; a plane or a common point for each" if support else "")
    return Phrase("are", "", ((conjunction(tuple(parts)), ()),), method=method)


def _numbers(speaker: Speaker, place: str) -> list[Expr]:
    """The members of 2^{2^2} = 16."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    if not isinstance(node, tree.Chain):
        return [speaker.number(place)]
    if any(link.relation != "=" for link in node.links):
        raise refuse("a number is needed in it")
    sides = (node.first, *(link.operand for link in node.links))
    return [speaker.reader.read_scalar(side).expr for side in sides]


def _separable(variables: int, support: list[Formula]) -> int:
    corners = list(product((0, 1), repeat=variables))
    points = [tuple(rational(bit) for bit in corner) for corner in corners]
    number = 0
    for table in product((0, 1), repeat=len(corners)):
        sets = [tuple(p for p, t in zip(points, table, strict=True) if t == k) for k in (1, 0)]
        if not all(sets):
            number += 1
            continue
        yes, shown = separable(*sets)
        support.append(shown)
        if not decide(Claim(shown)).proved:
            raise refuse("what was found could not be confirmed")
        number += yes
    return number
