"""A document that several judges share: each takes every n-th formula, and all of them the rest.

A formula may rest on all before it, so every judge goes through the whole document. What is not
its own it judges with little time for each search, only to know what it says; the searches that
take long are shared out. Whether the judges still agree on what the document says is seen by a
mark at the end, made of the state behind every formula: if two differ, one judge has to do it all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from symnn.claims.provers.systems import at_most
from symnn.documents.judging.heard import Heard
from symnn.documents.judging.judge import judge_part, opened
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry
from symnn.documents.source import Source

#: Seconds for a search in what another judge takes.
_SHORT: Final = 1 / 10


def judge_share(source: Source, number: int, of: int) -> Iterator[Entry | str]:
    """The entries of every formula whose turn it is, then the mark of all that was said.

    Args:
        source: the document.
        number: which of the judges this is, from 0.
        of: how many there are.
    """
    state, parts = opened(source)
    mark = hashlib.sha256()
    for place, part in enumerate(parts):
        if place % of == number:
            yield from judge_part(state, part)
        else:
            with at_most(_SHORT):
                for _ in judge_part(state, part):
                    pass
        mark.update(repr(_passing(state)).encode())
    mark.update(repr(_lasting(state)).encode())
    yield mark.hexdigest()


#: What is known before the first formula, alike in all shares.
_OPENED: Final = frozenset({"source", "scope", "layers", "spellings", "iterates"})


def _passing(state: State) -> tuple[object, ...]:
    """What a later formula may look at, as far as it may come and go."""
    counts = (len(state.doubtful), len(state.told), len(state.posed), len(state.entries))
    here = (state.last, state.last_key, state.row, state.joined, state.since, state.called)
    return (*counts, *here, state.scope.version, state.statements, state.words)


def _lasting(state: State) -> list[tuple[str, object]]:
    """All that was said, in an order that does not depend on how sets are kept."""
    kept = [(f.name, getattr(state, f.name)) for f in fields(state)]
    named = [(name, value) for name, value in kept if name not in _OPENED]
    scope = [("history", state.scope.history), ("told", sorted(state.scope.told))]
    return [(name, _in_order(value)) for name, value in (*named, *scope)]


def _in_order(value: object) -> object:
    """A value without the order of sets, and with what was found of entries, not by which way.

    The way to a verdict rests on how fast a judge is.
    """
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    if isinstance(value, Heard):
        kept = [[_found(p) for p in one] if isinstance(one, tuple) else one for one in value.before]
        return repr((value.memory, kept, value.spaces, value.told, value.asides))
    return value


def _found(part: object) -> object:
    if not isinstance(part, list):
        return part
    return [(e.latex, e.kind, e.verdict) if isinstance(e, Entry) else e for e in part]
