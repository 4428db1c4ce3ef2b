r"""What prose says a matrix is, beside its name: "let $Q$ be an orthogonal matrix".

Only what is said at once, and without an if, counts; it holds in its section.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula

#: The kinds, with the words for them.
_WORDS: Final = {
    "orthogonal": "orthogonal", "orthonormal": "orthogonal", "symmetric": "symmetric",
    "skew-symmetric": "skew", "antisymmetric": "skew", "idempotent": "idempotent",
    "permutation": "permutation", "rotation": "rotation", "diagonal": "diagonal",
    "positive definite": "definite", "positive semidefinite": "semidefinite",
    "positive semi-definite": "semidefinite", "positive-definite": "definite",
    "positive-semidefinite": "semidefinite", "invertible": "invertible", "unit": "unit",
}  # fmt: skip
_KIND: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_THING: Final = (
    r"(?: real| square| \d+ ?[x×] ?\d+)*(?: matri(?:x|ces)| vectors?| maps?| transformations?)?"
)
_BEFORE: Final = regex(
    rf"(?i)(?<![-\w])(?P<kind>{_KIND})(?:,? (?:and )?(?P<more>{_KIND}))?{_THING}\s*$"
)
_BEHIND: Final = regex(
    r"(?i)\s*(?:(?:is|be|are|being|that (?:is|are)|which (?:is|are))\s+|,\s*)"
    rf"(?:an? |both |all )?(?:real |square )*(?P<kind>{_KIND})(?:,? (?:and )?(?P<more>{_KIND}))?"
    rf"(?![-\w]){_THING}"
    r"(?!\s*(?:if|iff|when|whenever|only|unless|exactly|or|for|\())"
)
_LINES: Final = regex(
    r"(?i)\s*(?:have|has|having|with|whose)\s+(?:orthonormal (?P<which>columns|rows)"
    r"|(?P<other>columns|rows)(?: that)? are orthonormal)"
)
_OPEN: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|whether|either|neither|not|no|never|non|n't|would|were"
    r"|assuming|suppose|false|every|any|all|each|only)\b|\?"
)
#: Any matrix Q; let Q be what it may.
_ANEW_BEFORE: Final = regex(
    r"(?i)\b(?:an?|any|every|each|some|another|arbitrary|general)(?:\s+[\w-]+){0,2}"
    r"\s+(?:matri(?:x|ces)|vectors?|maps?)\s*$|\blet\s*$"
)
_ANEW_BEHIND: Final = regex(r"(?i)\s*(?:be|is|denotes?|are)\s+(?:an?|any|the|some|now|arbitrary)\b")
_SENTENCE: Final = regex(r"[.;:!?](?=\s)|\n\s*\n")
_NEAR: Final = 160


def kinds_beside(formula: Formula) -> frozenset[str]:
    """The kinds that the words right beside an inline formula say its matrix is of.

    "columns" and "rows" stand for orthonormal ones.

    Args:
        formula: it.
    """
    if formula.display:
        return frozenset()
    before = _SENTENCE.split(formula.before[-_NEAR:])[-1]
    if _OPEN.search(before) is not None:
        return frozenset()
    lines = _LINES.match(formula.after)
    if lines is not None:
        return frozenset({(lines["which"] or lines["other"]).lower()})
    found = [_BEFORE.search(before), _BEHIND.match(formula.after)]
    said = [m[name].lower() for m in found if m is not None for name in ("kind", "more") if m[name]]
    return frozenset(_WORDS[word] for word in said)


def is_said_anew(formula: Formula) -> bool:
    """Whether the words right beside an inline formula say what its name is, from here on."""
    before, behind = _ANEW_BEFORE.search(formula.before), _ANEW_BEHIND.match(formula.after)
    return not formula.display and (before is not None or behind is not None)
