"""Entries that were named before their vector was given again: θ_0 = 2.944, then θ = [3, 1, 1].

What rests on such a name may be meant of the entry it has now, and is not called false.
"""

from __future__ import annotations

from symnn.documents.judging.placing import NEAR, Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Array


def stale_entry(place: Place, track: Track) -> str | None:
    """Why a name in a relation may mean an entry of a vector that was given after it.

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
    """
    scope = place.state.scope
    for key, version in sorted(track.used):
        whole, mark, index = key.partition("_")
        known = scope.latest(whole) if mark and index.isdigit() else None
        if known is None or known.version <= version or known.parameters is not None:
            continue
        if not _has_this_entry(place, whole, key, int(index)):
            return f"{key} was given before the {whole} of line {known.line}, and may be its entry"
    return None


def left_behind(place: Place, track: Track) -> str | None:
    """Why a number that was given beside another one may not be meant, as that was given anew.

    Args:
        place: where the relation stands.
        track: what its judgement rested on.
    """
    history = place.state.scope.history
    used = [b for key, v in track.used for b in history.get(key, ()) if b.version == v]
    given = [b for b in used if not b.computed and b.parameters is None]
    for old in given:
        for new in given:
            if new.line - old.line > NEAR and any(
                b.line == old.line and not b.computed and b.version < new.version
                for b in history[new.key]
            ):
                return f"{old.key} was given beside another {new.key}, in line {old.line}"
    return None


def _has_this_entry(place: Place, whole: str, key: str, index: int) -> bool:
    """Whether the vector agrees with the name, counted from 1 or from 0; so does no vector."""
    view = reader(place.state.scope)
    try:
        array = view.named(whole, tree.Empty())
        value = view.named(key, tree.Empty())
    except MeaningError:
        return True
    if not isinstance(array, Array):
        return True
    cells = tuple(array.cells())
    return any(0 <= k < len(cells) and cells[k] == value for k in (index - 1, index))
