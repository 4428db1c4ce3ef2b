"""Functions that are one number on a set: "b vanishes outside [-1, 1]", "b is 1 on (1, 2]"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Domain, everywhere
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.shapes import function_in
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ZERO

Rule: TypeAlias = "Callable[[], Phrase | None]"

_ZERO: Final = regex(
    rf"(?:(?:is |are )?(?:identically |equal to |constantly |constant and equal to )?"
    rf"(?P<n>{PLACE}|zero|one)|vanish(?:es)?)"
    rf"(?: identically)? (?P<where>outside(?: of)?|on|for|in|everywhere on|at)"
    rf"(?: the interval)? (?P<at>{PLACE})"
)
_TWO_VALUES: Final = regex(
    rf"(?:is |are |equals |takes the value )?(?P<n>{PLACE}|zero|one) (?:on|in|for)"
    rf" (?P<at>{PLACE}),? and"
    rf" (?P<m>{PLACE}|zero|one) (?:elsewhere|otherwise|outside|everywhere else)"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause of this kind; None if it is none."""
    said = predicate if verb in ("is", "are") else f"{verb} {predicate}"
    for pattern, rule in ((_ZERO, _constant), (_TWO_VALUES, _two_values)):
        match = pattern.fullmatch(said)
        if match is not None:
            return partial(rule, speaker, subject, match)
    return None


def _constant(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """Equal to a number on a set, or outside it."""
    f = function_in(speaker, text)
    if f is None:
        return None
    number = ZERO if match["n"] is None else speaker.number(match["n"])
    x = f.point("x")
    over = _where(speaker, match["where"], match["at"])(x)
    parts = tuple(Atomic("=", value, number) for value in f.at(x))
    return Phrase("is", "", ((conjunction(parts), tuple(over)),))


def _two_values(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """One number on a set, and another outside of it."""
    f = function_in(speaker, text)
    if f is None:
        return None
    x = f.point("x")
    inside = speaker.domain(match["at"])
    if inside is everywhere:
        raise refuse("where it is meant is not said")
    within = conjunction(inside(x))
    parts: list[Formula] = []
    for value in f.at(x):
        here = Atomic("=", value, speaker.number(match["n"]))
        there = Atomic("=", value, speaker.number(match["m"]))
        parts += [Compound("implies", (within, here)), Compound("or", (within, there))]
    return Phrase("is", "", ((conjunction(tuple(parts)), ()),))


def _where(speaker: Speaker, how: str, place: str) -> Domain:
    inside = speaker.domain(place)
    if inside is everywhere:
        raise refuse("where it is meant is not said")
    if not how.startswith("outside"):
        return inside
    return lambda point: (Compound("not", (conjunction(inside(point)),)),)
