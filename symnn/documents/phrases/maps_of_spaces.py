"""Sentences about all linear maps between two spaces, or any few vectors of one.

"no linear map from R^3 to R^2 is injective", "any three vectors in R^2 are linearly dependent":
the dimensions alone decide them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import rational
from symnn.latex import syntax as tree

_NOUN: Final = r"linear (?:map|mapping|transformation|function|operator)s?"
_MAP: Final = rf"{_NOUN}(?: {PLACE})?"
_KIND: Final = (
    r"(?:injective|one-to-one|1-1|surjective|onto|bijective|invertible|an isomorphism"
    r"|a bijection|an injection|a surjection)"
)
_BETWEEN: Final = (
    rf"(?:of |(?:that maps |that goes )?from )?(?P<a>{PLACE}) (?:in)?to (?P<b>{PLACE})"
)
_NEVER: Final = r"(?:(?:is|are) never|(?:is|are) not|cannot be|can't be|can not be|can never be)"
_CLAIMS: Final = (
    regex(rf"(?P<how>no|not a single) {_MAP} {_BETWEEN} (?:is|are|can be) (?P<kind>{_KIND})"),
    regex(rf"(?P<how>every|any|each|all|a) {_MAP} {_BETWEEN} (?:is|are) (?P<kind>{_KIND})"),
    regex(rf"(?P<never>every|any|each|all|an?) {_MAP} {_BETWEEN} {_NEVER} (?P<kind>{_KIND})"),
    regex(rf"(?P<some>some|an?) {_MAP} {_BETWEEN} can be (?P<kind>{_KIND})"),
    regex(rf"there (?:is|are|exists?) (?P<how>no|not any) (?P<kind>{_KIND}) {_MAP} {_BETWEEN}"),
    regex(rf"there (?:is|are|exists?) (?P<some>an?|some) (?P<kind>{_KIND}) {_MAP} {_BETWEEN}"),
)
_VECTORS: Final = (
    regex(
        rf"(?:any|every|all|each) (?:set of )?(?P<n>{COUNT}) vectors (?:in|of|from)"
        rf" (?P<space>{PLACE}) (?:are|is)(?: always| necessarily)? (?:linearly )?"
        r"(?P<kind>dependent|independent)"
    ),
    regex(
        rf"(?P<n>{COUNT}) vectors (?:in|of|from) (?P<space>{PLACE}) (?:are (?:always|necessarily)"
        r"|must be) (?:linearly )?(?P<kind>dependent|independent)"
    ),
)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of such a clause; None for any other.

    >>> without_subject("no linear map from ⟨0⟩ to ⟨1⟩ is injective") is None
    False
    >>> without_subject("the linear map ⟨0⟩ is injective") is None
    True
    """
    match = next(filter(None, (pattern.fullmatch(words) for pattern in _CLAIMS)), None)
    if match is not None:
        groups = match.groupdict()
        return lambda speaker: _map(speaker, groups)
    match = next(filter(None, (pattern.fullmatch(words) for pattern in _VECTORS)), None)
    if match is not None:
        groups = match.groupdict()
        return lambda speaker: _vectors(speaker, groups)
    return None


def _map(speaker: Speaker, said: Mapping[str, str | None]) -> Phrase:
    """One exists that is injective if n ≤ m, surjective if n ≥ m, both if n = m."""
    n, m = (_dimension(speaker, said[key] or "") for key in "ab")
    kind = said["kind"] or ""
    relation = "="
    if kind in ("injective", "one-to-one", "1-1", "an injection"):
        relation = "<="
    elif kind in ("surjective", "onto", "a surjection"):
        relation = ">="
    exists = Atomic(relation, rational(n), rational(m))
    if said.get("how") in ("every", "any", "each", "all", "a"):
        if said["how"] == "a":
            raise refuse("whether all such maps are meant is not certain")
        exists = Atomic("<", rational(n), rational(0))  # the map to 0 alone is none of these
    denied = said.get("how") in ("no", "not a single", "not any") or said.get("never") is not None
    text = f"linear maps from dimension {n} to dimension {m}"
    return Phrase("is", text, ((exists, ()),), negated=denied, method="dimensions of the spaces")


def _vectors(speaker: Speaker, said: Mapping[str, str | None]) -> Phrase:
    """More vectors than the dimension are dependent; fewer need not be, and none need not be."""
    count, space = speaker.integer(said["n"] or ""), _dimension(speaker, said["space"] or "")
    if not 0 < count <= 10**6:
        raise refuse("how many vectors there are is not said")
    always = Atomic(">", rational(count), rational(space))
    if said["kind"] == "independent":
        always = Atomic("<", rational(count), rational(0))  # all may be 0
    text = f"any {count} vectors in dimension {space}"
    return Phrase("is", text, ((always, ()),), method="dimension of the space")


def _dimension(speaker: Speaker, place: str) -> int:
    """The 3 of R³, or of C³ over C."""
    node = speaker.clause.part(place).node
    base = node.base if isinstance(node, tree.Power) else node
    field = isinstance(base, tree.Name) and base.font == "bb" and base.base in ("R", "C", "Q", "F")
    if node is None or not field:
        raise refuse("between which spaces is not said")
    found = speaker.reader.integer(node.exponent) if isinstance(node, tree.Power) else 1
    if not 0 < found <= 10**6:
        raise refuse("between which spaces is not said")
    return found
