"""How rows and columns depend on each other: "the third row of A is the sum of the first two"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse, rows_of, transpose
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, ORDINALS, PLACE, Speaker
from symnn.exact.expression import Expr, add, mul, negative, rational
from symnn.latex.meaning.values import Array

Rule: TypeAlias = "Callable[[], Phrase | None]"
Lines: TypeAlias = "tuple[tuple[Expr, ...], ...]"

_ORDINAL: Final = r"(?:first|second|third|fourth|fifth|last)"
_KIND: Final = r"(?:row|column)"
_ONE: Final = rf"(?:(?:the )?(?P<{{0}}o>{_ORDINAL})(?: {_KIND}| one)?|{_KIND} (?P<{{0}}n>\d|⟨\d+⟩))"
_SUBJECT: Final = regex(
    rf"(?:the )?(?:(?P<o>{_ORDINAL}) (?P<which>{_KIND})|(?P<which2>{_KIND}) (?P<n>\d|⟨\d+⟩))"
    rf" of (?:the matrix )?(?P<of>{PLACE})"
)
_TIMES: Final = rf"(?:(?P<{{0}}t>twice|minus|half|three times|(?:{COUNT}) times) )?"
_MULTIPLE: Final = regex((_TIMES + _ONE).format("a"))
_SUM_OF_TWO: Final = regex(
    "the (?P<how>sum|difference) of (?:the )?"
    + (_TIMES + _ONE).format("a") + " and (?:the )?" + (_TIMES + _ONE).format("b")
    + rf"(?: {_KIND}s?)?"
)  # fmt: skip
_PLUS: Final = regex(
    (_TIMES + _ONE).format("a") + " (?P<how>plus|minus) " + (_TIMES + _ONE).format("b")
)
_SUM: Final = regex(
    rf"the sum of (?:the )?(?P<how>first|other|last|remaining) (?P<n>two|three|four)(?: {_KIND}s)?"
)
_FACTORS: Final = {None: "1", "twice": "2", "minus": "-1", "half": "1/2", "three times": "3"}


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause that compares one row (column) with others; None if it is none."""
    of = _SUBJECT.fullmatch(subject)
    if of is None or verb not in ("is", "equals"):
        return None
    bare = predicate.removeprefix("exactly ").removeprefix("equal to ")
    which = of["which"] or of["which2"]
    other = "column" if which == "row" else "row"
    if re.search(rf"\b{other}s?\b", bare):
        return None
    for pattern, line in (
        (_SUM, _sum),
        (_SUM_OF_TWO, _sum_of_two),
        (_PLUS, _sum_of_two),
        (_MULTIPLE, _one),
    ):
        match = pattern.fullmatch(bare)
        if match is not None:
            return partial(_equal, speaker, of, which, partial(line, match))
    return None


def _equal(
    speaker: Speaker,
    of: re.Match[str],
    which: str,
    claimed: Callable[[Speaker, Lines, int], tuple[Expr, ...]],
) -> Phrase:
    """The entries of the line, and those of the sum that is claimed."""
    matrix = speaker.value(of["of"])
    if not isinstance(matrix, Array):
        raise refuse(f"{speaker.said(of['of'])} is no matrix here")
    rows = rows_of(matrix)
    lines = rows if which == "row" else transpose(rows)
    own = _number(speaker, of["o"], of["n"], len(lines))
    sums = claimed(speaker, lines, own)
    parts = tuple(Atomic("=", a, b) for a, b in zip(lines[own], sums, strict=True))
    return Phrase("is", "", ((conjunction(parts), ()),))


def _sum(match: re.Match[str], _: Speaker, lines: Lines, own: int) -> tuple[Expr, ...]:
    """The sum of some of the lines."""
    count = {"two": 2, "three": 3, "four": 4}[match["n"]]
    places = list(range(len(lines)))
    if match["how"] in ("other", "remaining"):
        places.remove(own)
        if len(places) != count:
            raise refuse(f"which {count} of {len(places)} are meant is not said")
    elif count > len(lines):
        raise refuse(f"there are only {len(lines)}")
    chosen = places[:count] if match["how"] != "last" else places[-count:]
    return tuple(add(*column) for column in zip(*(lines[k] for k in chosen), strict=True))


def _sum_of_two(match: re.Match[str], speaker: Speaker, lines: Lines, _: int) -> tuple[Expr, ...]:
    """The sum, or the difference, of multiples of two lines."""
    first = _multiple(speaker, lines, match, "a")
    second = _multiple(speaker, lines, match, "b")
    if match["how"] in ("minus", "difference"):
        second = tuple(map(negative, second))
    return tuple(add(a, b) for a, b in zip(first, second, strict=True))


def _one(match: re.Match[str], speaker: Speaker, lines: Lines, _: int) -> tuple[Expr, ...]:
    """A multiple of one line."""
    return _multiple(speaker, lines, match, "a")


def _multiple(speaker: Speaker, lines: Lines, match: re.Match[str], name: str) -> tuple[Expr, ...]:
    times = match[f"{name}t"]
    word = _FACTORS.get(times)
    factor = rational(word) if word else speaker.number((times or "").removesuffix(" times"))
    line = lines[_number(speaker, match[f"{name}o"], match[f"{name}n"], len(lines))]
    return tuple(mul(factor, e) for e in line)


def _number(speaker: Speaker, ordinal: str | None, number: str | None, count: int) -> int:
    """The place of a line among so many."""
    if ordinal is not None:
        place = ORDINALS[ordinal]
    else:
        text = number or ""
        place = (int(text) if text.isdigit() else speaker.integer(text)) - 1
    if not -1 <= place < count:
        raise refuse(f"there are only {count}")
    return place % count
