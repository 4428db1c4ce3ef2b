"""Words that leave out next to nothing: "no entry of z is zero", "if all entries of z are nonzero".

Kinks of activations are left out so. What is proved of all arrays holds of these as well; nothing
is refuted beside such words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

_ENTRIES: Final = r"(?:entry|entries|components?|coordinates?|elements?|pre-?activations?|units?)"
_NAMES: Final = r"⟨⟩(?:(?:,| and|, and| or) ⟨⟩)*"
_NONZERO: Final = r"(?:non-?zero|not zero|different from zero)"
_GENERIC: Final = regex(
    r"\(?(?:(?:if|where|wherever|when|whenever|provided|assuming|as long as|with) )?(?:that )?(?:"
    rf"no {_ENTRIES} (?:of|in) {_NAMES} (?:is|are|equals|vanishes|vanish)(?: equal to)?(?: zero)?"
    rf"|(?:all|the) {_ENTRIES} of {_NAMES} are {_NONZERO}"
    rf"|{_NAMES} (?:has|have) no zero {_ENTRIES}"
    rf"|none of the {_ENTRIES} of {_NAMES} (?:is|are) zero"
    r")\)?"
)


def is_generic(conditions: Sequence[Condition]) -> bool:
    """Whether all words beside a claim say that entries of some arrays are not zero."""
    parts: list[str] = []
    for condition in conditions:
        parts.append(" ".join(condition.words.lower().split()))
        if condition.body is not None:
            if not isinstance(condition.body, tree.Name):
                return False
            parts.append("⟨⟩")
    text = " ".join(part for part in parts if part).replace("⟨⟩ )", "⟨⟩)").strip(" .,")
    return bool(parts) and _GENERIC.fullmatch(text) is not None
