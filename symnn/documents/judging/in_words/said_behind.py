r"""What words go on to say behind a relation that is proved: "M = … is definite, and q has …".

That the relation holds says nothing of these. They are judged clause by clause, with the relation
for the thing that the first of them is said of; where one is not understood, so is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry
from symnn.documents.phrases.entries import told_by
from symnn.documents.phrases.sentences import Clause, from_formula, is_hedged

_VERB: Final = r"(?:is|are|has|have)"
#: A clause behind the relation, of the thing itself or of another one.
_GOES_ON: Final = regex(
    rf"⟨\d+⟩,?(?: {_VERB} (?:an? |the |not )?[a-z]|,? (?:and|so that|so|hence|thus)"
    rf" (?:the )?⟨\d+⟩ {_VERB} (?:an? |the |not )?[a-z])"
)
_NEXT: Final = regex(
    rf",? (?:and|so that|so|hence|thus|but|and so|and hence)(?= (?:the )?⟨\d+⟩ {_VERB} )"
)
#: What such words say of a relation, and not of a thing.
_OF_RELATIONS: Final = regex(
    rf"{_VERB} (?:(?:always|also|not) )?(?:true|false|valid|right|wrong|correct|exact|equivalent"
    r"|defined|well|given|called|the same|said|to|necessary|sufficient)\b"
)
_SO: Final = regex(r",? so that (?=(?:the )?⟨)")
UNREAD: Final = "the relation holds; what the words behind it say is not understood"


def with_said_behind(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula, with that of what its last words say.

    Args:
        place: where it stands.
        entries: what was found of its relations.
    """
    yield from entries
    yield from _said_behind(place, entries)


def goes_on(place: Place) -> bool:
    """Whether words behind a relation go on with clauses that are judged here, or left open."""
    clause = from_formula(place.latex)
    if clause is None or _OF_RELATIONS.search(clause.words) is not None:
        return False
    return _GOES_ON.match(clause.words) is not None


def _said_behind(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of what stands behind a relation that alone was judged, and is true."""
    judged = [entry for entry in entries if entry.verdict is not None]
    if not judged or any(entry.verdict != "proved" for entry in judged):
        return
    if any(r"\text" in entry.latex or r"\mbox" in entry.latex for entry in judged):
        return
    start = place.latex.rfind(judged[-1].latex)
    clause = from_formula(place.latex[start:]) if start >= 0 else None
    if (
        clause is None
        or not _GOES_ON.match(clause.words)
        or is_hedged(_SO.sub(" and ", clause.words))
    ):
        return
    if _OF_RELATIONS.search(clause.words):
        return
    span = start, len(place.latex)
    found = [list(told_by(place, piece, span)) for piece in _pieces(clause)]
    told = [entry for piece in found for entry in piece]
    false = next((entry for entry in told if entry.verdict == "refuted"), None)
    if false is not None:
        yield false
    elif not all(found) or any(entry.verdict != "proved" for entry in told):
        yield place.entry(
            *span, rule=rules.UNDECIDED.id, kind="claim", relation="is", verdict="undecided",
            reason=UNREAD,
        )  # fmt: skip


def _pieces(clause: Clause) -> Iterator[Clause]:
    """The clauses; a relation that nothing is said of is none."""
    for words in _NEXT.split(clause.words):
        if not re.fullmatch(r"\s*⟨\d+⟩[\s,.]*", words):
            yield Clause(words.strip(" ,."), clause.parts)
