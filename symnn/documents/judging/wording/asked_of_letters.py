r"""Conditions and posed equations, which ask something of their letters: "for $s \le t$".

That they hold with the values that the letters had further up is nothing that they say.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula

#: Words right before a formula, or before a list of such, that make it a condition.
_CONDITION: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|until|provided(?:\s+that)?|assum(?:e|ing)(?:\s+that)?"
    r"|suppos(?:e|ing)(?:\s+that)?|as long as|so long as|in case|on condition that|wenn|falls|si"
    r"|cuando|quando|lorsque)\s*$"
)
_RANGE: Final = regex(
    r"(?i)\b(?:for(?:\s+(?:all|any|every|each|some|the case|the range))?|where|while|on|over"
    r"|in (?:the )?(?:case|region|range|interval|domain|set)|für|pour|para|per|where we need)\s*$"
)
#: Words before a value that say that nothing else is one, or that it must be.
_ONLY: Final = regex(
    r"(?i)\b(?:(?:only|exactly|precisely|just|solely)(?:\s+(?:for|if|when|at|where))?|iff"
    r"|if and only if|implies(?:\s+that)?|forces|means(?:\s+that)?|no other(?:\s+[a-z]+)?\s+than"
    r"|nothing but)\s*$"
)
_ALONE: Final = regex(r"(?i)[\s,]*(?:alone|only|and nothing else|and nowhere else)\b")
#: Other formulas before the last of a list; what stands behind a comma alone is the consequence.
_BEHIND_OTHERS: Final = regex(
    r"(?:\$[^$]*\$\s*,?\s*(?:(?:and|or)\b\s*)?)*\$[^$]*\$\s*,?\s*(?:and|or)\s*$"
)
_ORDER: Final = regex(r"[<>≤≥≠∈]|\\(?:[lg](?:eq?|eqslant|t)|neq?|in|notin)(?![A-Za-z])")
_EQUATION: Final = regex(r"=")
#: Words of a sentence that pose the equation in it, or behind it.
_POSES: Final = regex(
    r"(?i)\b(?:systems?|solve|solving|subject to|constraints?|equations? (?:of|for|in)|unknowns?"
    r"|minimi[sz]\w+|maximi[sz]\w+|such that|so that we need|gleichungssystem|sistema|système)\b"
)
#: Words by which an equation is looked at with values put in.
_CHECKS: Final = regex(
    r"(?i)\b(?:check\w*|verif\w+|indeed|satisf\w+|holds?|true|substitut\w+|plug\w*|insert\w*"
    r"|back into|fulfil\w*|works?|consistent|gives?|yields?|get|obtain|becomes?|residuals?)\b"
)
_ENDS: Final = regex(r"[.!?;](?=\s|\Z)|\n[ \t]*\n")
_MATH: Final = regex(r"\$[^$]*\$|\\\((?:(?!\\\)).)*\\\)")


def asks_of_letters(formula: Formula) -> bool:
    """Whether a formula is a condition on its letters, or one that is posed, by its words."""
    if not formula.display:
        before = _BEHIND_OTHERS.sub("", formula.before)
        ranged = _RANGE.search(before) is not None and _ORDER.search(formula.latex) is not None
        if ranged or _CONDITION.search(before) is not None:
            return True
        if _ONLY.search(formula.before) or _ALONE.match(formula.after):
            return True
    if _EQUATION.search(formula.latex) is None:
        return False
    before = _ENDS.split(formula.before.strip() or formula.lead_in.rstrip(": \n"))[-1]
    words = _MATH.sub(" ", f"{before} § {_ENDS.split(formula.after, maxsplit=1)[0]}")
    return _POSES.search(words) is not None and _CHECKS.search(words) is None
