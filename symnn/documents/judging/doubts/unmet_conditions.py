r"""Claims under a condition that the values at hand do not meet: "∂L/∂f = -y if $yf < 1$".

Where y and f were given numbers further up for which yf is 4, they are others here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.rereading import as_read
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

UNMET: Final = "it is said under a condition that the values above do not meet"
_ORDER: Final = r"(?:[<>≤≥≠]|\\(?:[lg]e?q?|[lg]eqslant|[lg]t|neq?)(?![a-zA-Z]))"
_WORD: Final = (
    r"\b(?:if|when(?:ever)?|for|where(?:ver)?|while|as long as|provided(?: that)?|in case"
    r"|(?:in )?(?:the )?cases?|on|once|unless|only if|assuming(?: that)?|suppos\w+(?: that)?|let)\b"
)
#: Behind a relation, and before it in its sentence.
_BEHIND: Final = regex(rf"(?is)^[^.;$]{{0,60}}?{_WORD}[^.;$]{{0,40}}\$([^$]{{1,80}})\$")
_BEFORE: Final = regex(rf"(?is){_WORD}[^.;$]{{0,40}}\$([^$]{{1,80}})\$[^.;]{{0,120}}$")
_IS_ORDER: Final = regex(_ORDER)
_INSIDE: Final = regex(rf"(?i){_WORD}")
_FAR: Final = 240


def is_unmet(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a condition beside a relation does not surely hold for the values of its names.

    Args:
        place: where it stands.
        left, link: the relation.
    """
    keys = {tree.key(n) for side in (left, link.operand) for n in tree.walk(side)} - {None}
    for chain in _conditions(place):
        if not keys & {tree.key(part) for part in tree.walk(chain)}:
            continue
        outcomes = (
            as_read(place, first, one.relation, one.operand) for first, one in chain.pairs()
        )
        if any(found not in (None, "proved") for found in outcomes):
            return True
    return False


def _conditions(place: Place) -> Iterator[tree.Chain]:
    """The orders that words beside a formula make conditions, in it and in its sentence."""
    for statement in parse(place.latex).statements:
        for said in getattr(statement, "qualifiers", ()):
            if isinstance(said.body, tree.Chain) and _INSIDE.search(said.words):
                yield said.body
    before = (place.formula.before.strip() or place.formula.lead_in)[-_FAR:]
    found = (_BEFORE.search(before), _BEHIND.search(place.formula.after[:_FAR]))
    for match in found:
        if match is None or _IS_ORDER.search(match[1]) is None:
            continue
        for statement in parse(match[1]).statements:
            body = statement.body if isinstance(statement, tree.Statement) else None
            if isinstance(body, tree.Chain) and _has_order(body):
                yield body


def _has_order(chain: tree.Chain) -> bool:
    return all(link.relation in "<>≤≥≠" for link in chain.links)
