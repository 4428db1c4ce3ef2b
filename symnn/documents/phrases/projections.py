"""Projections in words: "the projection of x onto the column space of B is (5, 2, -1)"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import Rows, dot, refuse, rows_of, transpose, vector
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import combination
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.documents.phrases.subspaces import vectors_in
from symnn.exact.expression import ONE, ZERO, Expr, add, negative
from symnn.latex.meaning.values import Array

Rule: TypeAlias = "Callable[[], Phrase | None]"

_ONTO: Final = (
    rf"(?:(?:the )?(?P<space>column space|row space|range|image|span of the columns|columns) of"
    rf" (?:the )?(?:matrix )?(?P<m>{PLACE})"
    r"|(?:(?:the )?(?:line|plane|subspace|space|span)(?: spanned by| of| along| through the origin"
    r" (?:and|in the direction of)| in the direction of)? )?(?:the )?(?:vectors? )?"
    rf"(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*))"
)
_PROJECTION: Final = regex(
    rf"(?:the )?(?:orthogonal )?projection of (?:the )?(?:vector |point )?(?P<of>{PLACE})"
    rf" (?:onto|on|to) {_ONTO}"
)
_CLOSEST: Final = regex(
    rf"(?:the )?(?:closest|nearest) (?:point|vector) to (?P<of>{PLACE}) (?:in|on) {_ONTO}"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a projection; None if it is none."""
    if verb not in ("is", "equals") or re.fullmatch(PLACE, predicate) is None:
        return None
    match = _PROJECTION.fullmatch(subject) or _CLOSEST.fullmatch(subject)
    return None if match is None else partial(_projection, speaker, match, predicate)


def _projection(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase:
    """p lies in the space, and x - p is orthogonal to it: that is true of one p alone."""
    point, claimed = (_vector(speaker, place) for place in (match["of"], predicate))
    columns = _columns(speaker, match)
    if {len(point), len(claimed)} != {len(columns)}:
        raise refuse("not all vectors have the same number of entries")
    inside, shown = combination(columns, claimed)
    rest = tuple(add(a, negative(b)) for a, b in zip(point, claimed, strict=True))
    parts: list[Formula] = [Atomic("=", ONE, ONE if inside else ZERO)]
    parts += [Atomic("=", dot(rest, column), ZERO) for column in transpose(columns)]
    return Phrase("is the projection", "", ((conjunction(tuple(parts)), ()),), support=(shown,))


def _columns(speaker: Speaker, match: re.Match[str]) -> Rows:
    if match["list"] is not None:
        return transpose(tuple(vectors_in(speaker, match["list"])))
    found = speaker.value(match["m"])
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(match['m'])} is no matrix here")
    rows = rows_of(found)
    return transpose(rows) if match["space"] == "row space" else rows


def _vector(speaker: Speaker, place: str) -> tuple[Expr, ...]:
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no vector here")
    return vector(found)
