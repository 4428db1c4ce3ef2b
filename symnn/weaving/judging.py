"""Judging documents that keep derivations: the names of a derivation hold inside of it only.

`judge` is the judge of `symnn check`: it judges a document as `symnn.documents` does, the
derivations in it too, and tells which of them are not what they would be if they were written
now. `derived` is the same walk with the texts that `symnn weave` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from symnn.documents.entries import place
from symnn.documents.judging.judge import judge as judge_document
from symnn.documents.judging.judge import judge_part, opened
from symnn.documents.judging.placing import State
from symnn.documents.judging.shares import judge_share as judge_document_share
from symnn.documents.model import Entry
from symnn.documents.rules import NOT_DERIVED, STALE
from symnn.documents.source import Source
from symnn.errors import SymnnError
from symnn.weaving.markers import Kept, Markers, find_markers

#: The rules of entries about derivations that are kept.
OWN_RULES = frozenset((STALE.id, NOT_DERIVED.id))


def judge(source: Source) -> Iterator[Entry]:
    """The entries of a document, and one for each derivation that is stale or cannot be made."""
    markers = find_markers(source)
    if markers == Markers():
        yield from judge_document(source)
    else:
        yield from _walk(source, markers, "stale")


def judge_share(source: Source, number: int, of: int) -> Iterator[Entry | str]:
    """What one of several judges says of a document; one that keeps derivations has one judge."""
    if find_markers(source) == Markers():
        yield from judge_document_share(source, number, of)
        return
    if number == 0:
        yield from judge(source)
    yield "kept derivations"


def derived(source: Source) -> Iterator[Entry]:
    """The same with one entry for each derivation, stale or not: its text is in `latex`."""
    markers = find_markers(source)
    if markers != Markers():
        yield from _walk(source, markers, "all")


def _walk(source: Source, markers: Markers, told: Literal["stale", "all"]) -> Iterator[Entry]:
    for mistake in markers.mistakes:
        yield _entry(source, mistake.start, mistake.end, NOT_DERIVED.id, reason=mistake.message)
    state, parts = opened(source)
    kept = list(markers.kept)
    outside: State | None = None
    for part in parts:
        while kept and part.start > kept[0].begin.start:
            if outside is None:
                yield from _made(state, kept[0], told)
                outside = state.copy()
            if part.start < kept[0].end.end:
                break
            state = _left(outside, kept.pop(0))
            outside = None
        yield from judge_part(state, part)
    for one in kept:
        if outside is None:
            yield from _made(state, one, told)
        outside = None


def _left(outside: State, kept: Kept) -> State:
    """The state behind a derivation: nothing was said, and the text has been passed."""
    outside.read_to = kept.end.end
    outside.last = outside.last_key = None
    return outside


def _made(state: State, kept: Kept, told: Literal["stale", "all"]) -> Iterator[Entry]:
    """What is to be said of a derivation, seen from where its marker stands."""
    source = state.source
    begin, end = kept.begin.start, kept.begin.end
    try:
        from symnn.weaving.texts import inner_text

        text = inner_text(state, kept)
    except SymnnError as error:
        yield _entry(source, begin, end, NOT_DERIVED.id, reason=str(error))
        return
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError) as error:
        reason = f"symnn failed here ({type(error).__name__}: {error}); please report it"
        yield _entry(source, begin, end, NOT_DERIVED.id, reason=reason)
        return
    is_stale = text != source.text[slice(*kept.inner)]
    if told == "all":
        yield _entry(source, begin, end, STALE.id, text=text)
    elif is_stale:
        reason = "this derivation is not up to date; run `symnn weave` on the document"
        yield _entry(source, begin, end, STALE.id, reason=reason)


def _entry(
    source: Source, start: int, end: int, rule: str, reason: str | None = None, text: str = ""
) -> Entry:
    where = place(source, start, end)
    return Entry(
        rule=rule,
        **where._asdict(),
        latex=text or source.text[start:end],
        kind="not-a-claim",
        relation="",
        reason=reason,
    )
