r"""The rest of a function told in one sentence: "$f(x) = 1$ if $x > 0$ and $0$ otherwise".

The lone value before "otherwise" is that of the function which was given right before it.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex.rewriting import Piece, Rewriting, rewrite

OTHERWISE: Final = regex(r"\s*,?\s*(?:otherwise|elsewhere|else)\b")
#: What stands between the formulas: the condition, and no other equation.
_BETWEEN: Final = regex(
    r"\s*,?\s*(?:if|when|whenever|for)\s*\$(?P<condition>[^$]{1,80})\$\s*,?\s*(?:and|but|or|while)?"
    r"(?: is| it is| equals| has the value)?\s*"
)
_GIVEN: Final = regex(
    r"\$(?P<head>\\?[A-Za-z]+(?:_\{?\w{1,3}\}?)?\s*\((?:\\?[A-Za-z]+(?:_\{?\w{1,3}\}?)?\s*,?\s*)+\))\s*="
    r"[^$=]{1,80}\$"
)


def with_rest(state: State, formula: Formula, healed: Rewriting) -> Rewriting:
    """The value with the head of its function before it; any other formula as it is.

    Args:
        state: what the document has said so far.
        formula: the lone value, as it stands.
        healed: as it is read.
    """
    if "=" in healed.text or OTHERWISE.match(formula.after) is None:
        return healed
    before = state.source.text[: formula.outer_start]
    start = max(before.rfind("\n\n"), before.rfind(". "), 0)
    given = list(_GIVEN.finditer(before, start))
    if not given:
        return healed
    last = given[-1]
    if _BETWEEN.fullmatch(before, last.end()) is None:
        return healed
    return healed.then(rewrite(healed.text, [Piece(0, 0, f"{last['head']} = ")]))
