"""Words that give a name another shape than before."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula

#: Words that give a name another shape than before.
_ANEW: Final = regex(
    r"\b(?:let|suppose|consider|assume|take|choose|pick|instead|another|now|new|other|different"
    r"|next|from here|this time|redefined?|change|changed|replaced?|set)\b[^.;:]*:?\s*$"
)
_FORMULAS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\\\[.*?(?:\\\]|$)|\$[^$]*\$")
_NEAR: Final = 120


def is_said_anew(formula: Formula) -> bool:
    """Whether words before a formula give its names other shapes than before."""
    told = (formula.before, formula.lead_in)
    prose = [_FORMULAS.sub(" ", words) for words in told]
    return any(_ANEW.search(words[-_NEAR:].lower()) is not None for words in prose)
