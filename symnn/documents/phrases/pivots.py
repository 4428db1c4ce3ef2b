"""The pivots of a matrix in words: "the pivots of A are 1, 2 and 5", "the third pivot of A is 5".

They are quotients of leading minors, where no rows have to be exchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import listed
from symnn.documents.phrases.matrices import det, refuse, rows_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import ONE, ZERO, Expr, mul, rational
from symnn.latex.meaning.values import Array

Rule: TypeAlias = "Callable[[], Phrase | None]"

_MATRIX: Final = rf"(?:the )?(?:matrix )?(?P<of>{PLACE})"
_ALL: Final = regex(rf"(?:the )?(?:(?P<product>product of the )|set of )?pivots of {_MATRIX}")
_PLACES: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_ONE: Final = regex(rf"(?:the )?(?P<k>{'|'.join(_PLACES)}|last) pivot of {_MATRIX}")
_OWNER: Final = regex(_MATRIX)
_LIST: Final = regex(rf"(?P<list>(?:{PLACE}|,|and| )+)")
_HAS: Final = regex(rf"(?:the |as )?pivots (?P<list>(?:{PLACE}|,|and| )+)")
_NUMBER: Final = regex(rf"(?:equal to )?(?P<n>{PLACE}|{COUNT})")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about pivots; None if it is none."""
    owner, has = _OWNER.fullmatch(subject), _HAS.fullmatch(predicate)
    if verb == "has" and owner is not None and has is not None:
        return partial(_all, speaker, owner["of"], has["list"])
    if verb not in ("is", "are", "equals"):
        return None
    every, numbers = _ALL.fullmatch(subject), _LIST.fullmatch(predicate)
    if every is not None and not every["product"] and numbers is not None:
        return partial(_all, speaker, every["of"], numbers["list"])
    one, number = _ONE.fullmatch(subject), _NUMBER.fullmatch(predicate)
    if number is None:
        return None
    if every is not None and every["product"]:
        return partial(_product, speaker, every["of"], number["n"])
    return None if one is None else partial(_one, speaker, one["of"], one["k"], number["n"])


def _minors(speaker: Speaker, place: str) -> list[Expr]:
    """The leading minors of a square matrix, the empty one first."""
    value = speaker.value(place)
    if not isinstance(value, Array) or value.shape[0] != value.shape[1]:
        raise refuse("the pivots of what is no square matrix")
    rows = rows_of(value)
    return [ONE, *(det(tuple(row[:k] for row in rows[:k])) for k in range(1, len(rows) + 1))]


def _all(speaker: Speaker, place: str, text: str) -> Phrase:
    minors = _minors(speaker, place)
    claimed = listed(speaker, text)
    support = tuple(Atomic("!=", m, ZERO) for m in minors[1:])
    if len(claimed) != len(minors) - 1:
        wrong = Atomic("=", rational(len(minors) - 1), rational(len(claimed)))
        return Phrase("are", "", ((wrong, ()),), support=support)
    pairs = zip(minors[1:], minors, claimed, strict=False)
    parts = tuple(Atomic("=", m, mul(before, c)) for m, before, c in pairs)
    return Phrase("are", "", ((conjunction(parts), ()),), support=support, method="leading minors")


def _one(speaker: Speaker, place: str, which: str, text: str) -> Phrase:
    minors = _minors(speaker, place)
    k = len(minors) - 1 if which == "last" else _PLACES.index(which) + 1
    if k >= len(minors):
        raise refuse(f"it has only {len(minors) - 1} of them")
    claimed = Atomic("=", minors[k], mul(minors[k - 1], speaker.number(text)))
    support = tuple(Atomic("!=", m, ZERO) for m in minors[1:k])
    return Phrase("is", "", ((claimed, ()),), support=support, method="leading minors")


def _product(speaker: Speaker, place: str, text: str) -> Phrase:
    minors = _minors(speaker, place)
    claimed = Atomic("=", minors[-1], speaker.number(text))
    support = tuple(Atomic("!=", m, ZERO) for m in minors[1:])
    return Phrase("is", "", ((claimed, ()),), support=support, method="leading minors")
