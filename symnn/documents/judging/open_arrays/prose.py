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
_SAID: Final = rf"(?:real |square )*(?P<kind>{_KIND})(?:,? (?:and )?(?P<more>{_KIND}))?"
#: What a sentence may begin with before the letter that it is about, or before its noun.
_BEGIN: Final = (
    r"^\W*(?:(?:now|then|further(?:more)?|here|so|and|also|again),?(?:\s+|$))?"
    r"(?:(?:let|suppose|assume|where|since|because|as|consider|take|fix|given|for|with)(?:\s+|$))?"
    r"(?:that(?:\s+|$))?"
)
#: Nothing more is said of it.
_ENDS: Final = (
    r"(?=\s*(?:[.;:]|$|,\s*(?:so|then|hence|thus|we|and \$|\$)|\s(?:so|then|hence|thus|we)\s))"
)
_BEFORE: Final = regex(
    rf"(?i){_BEGIN}(?:an?|two|any|some)?\s*{_SAID} (?:matri(?:x|ces)|vectors?)\s*$"
)
_SUBJECT: Final = regex(rf"(?i){_BEGIN}(?:the )?(?:matri(?:x|ces)|vectors?)?\s*$")
_BEHIND: Final = regex(
    r"(?i)\s*(?:(?:is|be|are)\s+|,\s*)(?:an?\s+|both\s+)?"
    rf"{_SAID}(?: matri(?:x|ces)| vectors?)?{_ENDS}"
)
_LINES: Final = regex(
    rf"(?i)\s*(?:have|has|having|with)\s+orthonormal (?P<which>columns|rows){_ENDS}"
)
_OPEN: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|whether|either|neither|not|no|never|non|n't|would|were"
    r"|false|only|norm)\b|\?"
)
_SENTENCE: Final = regex(r"[.;:!?](?=\s)|\n\s*\n|,(?=\s+(?:where|and|with|let|so)\b)")
_NEAR: Final = 160


#: Where a sentence ends behind a formula, and a letter with nothing more said of it.
_STOP: Final = regex(r"[.;:!?](?=\s|$)|\n\s*\n")
_ALONE: Final = regex(r"(?i)\s*(?:[.,;:]|$|(?:we|then)\b)")
#: Any matrix Q; let Q be what it may.
_ANEW_BEFORE: Final = regex(
    r"(?i)\b(?:an?|any|every|each|some|another|arbitrary|general)(?:\s+[\w-]+){0,2}"
    r"\s+(?:matri(?:x|ces)|vectors?|maps?)\s*$|\blet\s*$"
)
_ANEW_BEHIND: Final = regex(r"(?i)\s*(?:be|is|denotes?|are)\s+(?:an?|any|the|some|now|arbitrary)\b")


def kinds_beside(formula: Formula) -> frozenset[str]:
    """The kinds that the words right beside an inline formula say its matrix is of.

    The sentence has to be about the letter itself, and to say nothing more of it: what "the inverse
    of $A$" is, or a "symmetric matrix plus another", says nothing. "columns" and "rows" stand for
    orthonormal ones.

    Args:
        formula: it.
    """
    if formula.display:
        return frozenset()
    before = _SENTENCE.split(formula.before[-_NEAR:])[-1]
    behind = _STOP.split(formula.after, maxsplit=1)[0]
    if _OPEN.search(before) is not None or _OPEN.search(behind) is not None:
        return frozenset()
    subject = _SUBJECT.search(before) is not None
    lines = _LINES.match(formula.after) if subject else None
    if lines is not None:
        return frozenset({lines["which"].lower()})
    found = [_BEFORE.search(before) if _ALONE.match(formula.after) else None]
    found.append(_BEHIND.match(formula.after) if subject else None)
    said = [m[name].lower() for m in found if m is not None for name in ("kind", "more") if m[name]]
    return frozenset(_WORDS[word] for word in said)


def is_said_anew(formula: Formula) -> bool:
    """Whether the words right beside an inline formula say what its name is, from here on."""
    before, behind = _ANEW_BEFORE.search(formula.before), _ANEW_BEHIND.match(formula.after)
    return not formula.display and (before is not None or behind is not None)
