"""Ranges of functions: "the range of h is [-1, 1]", "g maps [0, 1] onto [0, 1]"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import reals
from symnn.documents.phrases.shapes import function_in, truth
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import rational
from symnn.latex import syntax as tree

Rule: TypeAlias = "Callable[[], Phrase | None]"

_RANGE_OF: Final = regex(rf"(?:the )?(?:range|image) of (?P<of>{PLACE})")
_MAPS: Final = regex(
    rf"maps? (?:both |each of )?(?P<from>{PLACE}(?: and {PLACE})?) (?P<how>in|on)?to"
    rf" (?P<to>{PLACE})"
)

_VALUES_IN: Final = regex(
    rf"(?:takes? (?:only )?values (?:only )?in|has (?:only )?values in|lies? in|stays? in)"
    rf" (?:the (?:open |closed )?interval )?(?P<to>{PLACE})"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about the values of a function; None if it is none."""
    of = _RANGE_OF.fullmatch(subject)
    if verb in ("is", "equals") and of is not None and re.fullmatch(PLACE, predicate):
        return partial(_range_of, speaker, predicate, of)
    within = _VALUES_IN.fullmatch(f"{verb} {predicate}")
    if within is not None:
        return partial(_within, speaker, subject, within["to"])
    match = _MAPS.fullmatch(f"{verb} {predicate}")
    return None if match is None else partial(_maps, speaker, subject, match)


def _within(speaker: Speaker, text: str, to: str) -> Phrase | None:
    """Every value of a function lies in the set."""
    f = function_in(speaker, re.sub(r"^(?:the (?:output|value)s? of )", "", text))
    if f is None or not isinstance(speaker.clause.part(to).node, tree.Group):
        return None
    inside, x = speaker.domain(to), f.point("x")
    parts = [formula for value in f.at(x) for formula in inside((value,))]
    if not parts:
        return None
    return Phrase("lies in", "", ((conjunction(tuple(parts)), tuple(f.domain(x))),))


def _range_of(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    f = function_in(speaker, match["of"])
    return None if f is None else _range(speaker, text, f)


def _range(speaker: Speaker, text: str, f: Function) -> Phrase | None:
    """The values of a continuous function in pieces: from the least to the largest."""
    from symnn.documents.phrases import pieces
    from symnn.exact.from_sympy import from_sympy
    from symnn.networks.cells.extrema import extremum

    node = speaker.clause.part(text).node
    if not isinstance(node, tree.Group) or node.fence != "[]":
        return None
    if not pieces.is_continuous(f):
        raise refuse("it jumps")
    ends = [speaker.reader.read_scalar(item).expr for item in node.items]
    study = pieces.study_of(f)
    found = [extremum(study, sign) for sign in (-1, 1)]
    if any(end.value is None or not end.is_attained for end in found):
        return truth("is the range", False, pieces.METHOD)
    parts = [
        Atomic("=", f.value([from_sympy(x) for x in end.points[0]]), claimed)
        for end, claimed in zip(found, ends, strict=True)
    ]
    return Phrase("is the range", "", ((conjunction(tuple(parts)), ()),), method=pieces.METHOD)


def _maps(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """What it does to each of the sets."""
    places = re.findall(PLACE, match["from"])
    found = [_map(speaker, text, place, match) for place in places]
    claims = [one for one in found if one is not None]
    if len(claims) != len(places) or len(claims) == 1:
        return claims[0] if len(claims) == len(places) else None
    statements = [statement for one in claims for statement in one.statements]
    if any(domain for _, domain in statements):
        raise refuse("of several sets only their images are compared")
    whole = conjunction(tuple(formula for formula, _ in statements))
    return replace(claims[0], statements=((whole, ()),))


def _signature(speaker: Speaker, text: str, sizes: list[int | None], onto: bool) -> Phrase | None:
    """It takes so many numbers, and gives so many."""
    f = function_in(speaker, text)
    if f is None or onto:
        return None
    counts = (f.inputs, len(f.at(f.point("x"))))
    parts = tuple(
        Atomic("=", rational(n), rational(size or 0)) for n, size in zip(counts, sizes, strict=True)
    )
    return Phrase("maps into", "", ((conjunction(parts), ()),), method="its inputs and outputs")


def _map(speaker: Speaker, text: str, place: str, match: re.Match[str]) -> Phrase | None:
    """Every value lies in the set; the image of an interval is the one it is mapped onto."""
    f = function_in(speaker, text, place)
    if f is None:
        return None
    sizes = [reals(speaker.clause.part(p).node) for p in (place, match["to"])]
    if all(size is not None for size in sizes) and (sizes[1] or 0) > 1:
        return _signature(speaker, text, sizes, match["how"] == "on")
    if match["how"] == "on":
        return _range(speaker, match["to"], f)
    inside = speaker.domain(match["to"])
    x = f.point("x")
    parts = [formula for value in f.at(x) for formula in inside((value,))]
    if not parts:
        return None
    return Phrase("maps into", "", ((conjunction(tuple(parts)), tuple(f.domain(x))),))
