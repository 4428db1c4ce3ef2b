"""Which of several shapes of one name is in force: the nearest headings, and what is said anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from symnn.deferred import regex
from symnn.documents.regions import Formula

#: Words that give a name another shape than before.
_ANEW: Final = regex(
    r"\b(?:let|suppose|consider|assume|take|choose|pick|instead|another|now|new|other|different"
    r"|next|from here|this time|redefined?|change|changed|replaced?|set)\b[^.;:]*:?\s*$"
)
_FORMULAS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\\\[.*?(?:\\\]|$)|\$[^$]*\$")
_NEAR: Final = 120


class Said(Protocol):
    """A declaration: the headings above it, and whether words say it anew."""

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above it."""

    @property
    def anew(self) -> bool:
        """Whether it takes the place of those before."""


_S = TypeVar("_S", bound=Said)


def is_said_anew(formula: Formula) -> bool:
    """Whether words before a formula give its names other shapes than before."""
    told = (formula.before, formula.lead_in)
    prose = [_FORMULAS.sub(" ", words) for words in told]
    return any(_ANEW.search(words[-_NEAR:].lower()) is not None for words in prose)


def in_force(found: Sequence[_S], section: tuple[str, ...]) -> list[_S]:
    """The declarations of one name, in their order, that hold under some headings.

    Those under these headings come before all others; a later one under a heading below, or one
    that is said anew, takes the place of those before. Where none stands under these headings, all
    others may be meant.
    """
    near = [one for one in found if one.section == section[: len(one.section)]]
    if not near:
        return list(found)
    kept: list[_S] = []
    for one in near:
        if kept and (one.anew or one.section != kept[-1].section):
            kept = []
        kept.append(one)
    return kept
