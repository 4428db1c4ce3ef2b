"""Values that a sentence denies: "not $m = 32$", "rather than $a = 5$", "a mistake is $g = 10$"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

DENIED: Final = "the words beside it deny it"
_BEFORE: Final = regex(
    r"\b(?:(?:not|never)(?: (?:quite|exactly|really|always|necessarily|equal to|longer|with|at|for"
    r"|(?:the )?(?:usual|correct|right)))?|(?<!with )no|without|neither|nor|unlike|instead of"
    r"|rather than|as opposed to|contrary to"
    r"|(?:wrong|incorrect|tempting|mistake|false|illegal) to [a-z]+"
    r"|(?:mistake|fallacy|misconception|pitfall|(?:common|frequent|typical) error)s?"
    r"(?: [a-z]+){0,4}? (?:is|are|be|was|to [a-z]+)|(?:wrong|incorrect|false|erroneous)ly"
    r"|(?:might|may|could|would) (?:be tempted to )?(?:think|expect|guess|believe|conclude|suspect)"
    r"(?: that)?)\s*$"
)
_BEHIND: Final = regex(
    r"\s*,?\s*(?:(?:does|do|did|would|will|can) ?not (?:hold|work|fit|apply)|fails\b"
    r"|cannot hold|never holds|(?:is|are|was|were|would be|is simply|is plainly)"
    r" (?:false|wrong|incorrect|impossible|an? (?:mistake|misconception|fallacy)"
    r"|not (?:true|correct|right|so|valid|allowed|possible|the case)))"
)


def is_denied(formula: Formula, chain: tree.Chain) -> bool:
    """Whether words right beside a formula deny the value that it would give a name.

    Args:
        formula: the formula in its sentence.
        chain: what it says.
    """
    named = isinstance(chain.first, (tree.Name, tree.Call))
    if formula.display or not named or any(li.relation not in ("=", ":=") for li in chain.links):
        return False
    before = " ".join(formula.before.lower().split())
    return _BEFORE.search(before) is not None or _BEHIND.match(formula.after.lower()) is not None
