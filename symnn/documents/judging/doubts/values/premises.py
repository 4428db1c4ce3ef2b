r"""What holds of the letters of an implication besides its premise: "Let b > 0", "for positive a".

The premise of a/b \ge 1 \implies a \ge b does not say that b is positive; what stands above may. A
counterexample that breaks what the words around say of its letters refutes nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement

_ARROW: Final = regex(
    r"\\(?:implies|impliedby|iff)\b|\\(?:[Ll]ong)?[Rr]ightarrow|\\Leftrightarrow|[⇒⟹⇔⟺]"
)
_BEFORE: Final = 4000
_BEHIND: Final = 300
_POSITIVE: Final = regex(
    r"(?i)\b(?:positive|nonnegative|non-negative|probabilit\w+|chances?|deviations?|rates?|norms?"
    r"|lengths?|definite|increasing|natural|integers?|counts?|sizes?)\b"
    r"|(?:>|\\gt|\\geq?|\\geqslant|≥)\s*\{?0|0\s*(?:<|\\lt|\\leq?|\\leqslant|≤)|[(\[]0\s*,"
    r"|_\{?\s*(?:\+|>|\\ge)|\^\{?\s*\+"
)
_AT_MOST_ONE: Final = regex(r"(?i)\bprobabilit\w+|[(\[]0\s*,\s*1\s*[)\]]|(?:<|\\lt|\\leq?|≤)\s*1\b")
_DISCRETE: Final = regex(
    r"\\in\s*\\\{|∈\s*\\?\{|\\mathbb\s*\{?\s*[NZ]|\b(?:integers?|natural|binary)\b"
)


def may_be_supposed(place: Place, found: Judgement) -> bool:
    """Whether the text around an implication may suppose what its counterexample breaks."""
    values = [_number(value) for _, value in found.counterexample or ()]
    if not values or not _ARROW.search(place.latex):
        return False
    source, formula = place.state.source.text, place.formula
    above = source[max(formula.outer_start - _BEFORE, 0) : formula.outer_start]
    around = above + source[formula.outer_end : formula.outer_end + _BEHIND]
    if any(v is None or v <= 0 for v in values) and _POSITIVE.search(around):
        return True
    if any(v is None or v > 1 for v in values) and _AT_MOST_ONE.search(around):
        return True
    broken = any(v is None or v.denominator != 1 for v in values)
    return broken and _DISCRETE.search(around) is not None


def _number(value: str) -> Fraction | None:
    try:
        return Fraction(value)
    except ValueError:
        return None
