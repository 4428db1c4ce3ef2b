"""Points on the boundary of a decision: where the one affine function of a document is 0."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function, affine, function_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ZERO, Expr
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar, Value

Rule: TypeAlias = "Callable[[], Phrase | None]"

_BOUNDARY: Final = regex(
    rf"on the (?:decision )?boundary(?: of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE}))?"
)

_THROUGH: Final = regex(
    rf"(?:the )?(?:decision )?boundary(?: of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE}))?"
    rf" (?:passes through|goes through|contains) (?:(?:the point )?(?P<p>{PLACE})|the origin)"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause of this kind; None if it is none."""
    through = _THROUGH.fullmatch(f"{subject} {verb} {predicate}")
    if through is not None:
        return partial(_through, speaker, through)
    if verb not in ("is", "are", "lies", "lie"):
        return None
    match = _BOUNDARY.fullmatch(predicate)
    return None if match is None else partial(_boundary, speaker, subject, match)


def _through(speaker: Speaker, match: re.Match[str]) -> Phrase:
    """The boundary passes through a point, or through the origin of the plane."""
    if match["p"]:
        point = _cells(speaker.value(match["p"]))
    else:
        affine_ones = [n for n in range(1, 5) if _has_affine(speaker, match["of"], n)]
        if len(affine_ones) != 1:
            raise refuse("of which function the boundary is meant is not said")
        point = [ZERO] * affine_ones[0]
    f = _affine(speaker, match["of"], len(point))
    return Phrase("passes", "", ((Atomic("=", f.value(point), ZERO), ()),))


def _has_affine(speaker: Speaker, place: str | None, inputs: int) -> bool:
    try:
        return _affine(speaker, place, inputs) is not None
    except MeaningError:
        return False


def _boundary(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """f = 0 at a point, for the one affine function of the document or the one that is named."""
    subject = speaker.subject(text)
    if subject is None or not subject.values or subject.groups:
        return None
    points = [_cells(value) for value in subject.values]
    f = _affine(speaker, match["of"], len(points[0]))
    parts = [Atomic("=", f.value(point), ZERO) for point in points]
    return Phrase("is on", "", ((conjunction(tuple(parts)), ()),))


def _affine(speaker: Speaker, place: str | None, inputs: int) -> Function:
    """An affine function: the one in a place, or the only one with so many inputs."""
    if place is not None:
        found = [function_of(speaker.value(place), speaker.said(place), speaker.reader)]
    else:
        found = []
        for known in speaker.reader.scope.history.values():
            function = known[-1].function()
            try:
                if function is not None:
                    found.append(function_of(function, function.name, speaker.reader))
            except MeaningError:
                continue
    found = [f for f in found if f.inputs == inputs and _is_affine(f)]
    if len(found) != 1:
        raise refuse("of which function the boundary is meant is not said")
    return found[0]


def _is_affine(f: Function) -> bool:
    try:
        return decide(Claim(*affine(f)), seconds=2).proved
    except MeaningError:
        return False


def _cells(value: Value) -> list[Expr]:
    cells = list(value.cells()) if isinstance(value, Array) else [value]
    found = [cell.expr for cell in cells if isinstance(cell, Scalar)]
    if len(found) != len(cells):
        raise refuse("a function is no point")
    return found
