"""What a document was heard to say before a room was needed that remembers it."""

from __future__ import annotations

from dataclasses import field
from typing import Any, final

from symnn.deferred import dataclass


@final
@dataclass(slots=True)
class Heard:
    """The memory of a room from the first formula on that speaks to it.

    `before` is what stood before that; `spaces` tells whether a space of arrays was spoken of, and
    not only what may be of open vectors; `told` are the relations that hold, with their headings;
    `asides` those that are told for the sake of one sentence. Of the first so many of both, which
    are `sorted`, `passing` are those for one sentence alone, and `lasting` the others.
    """

    memory: Any = None
    before: list[Any] = field(default_factory=list)
    spaces: bool = False
    told: list[Any] = field(default_factory=list)
    asides: list[Any] = field(default_factory=list)
    passing: list[Any] = field(default_factory=list)
    lasting: set[Any] = field(default_factory=set)
    sorted: tuple[int, int] = (0, 0)


def heard_of(state: Any) -> Heard:
    """What was heard so far of families, by the state of a document."""
    if state.families is None:
        state.families = Heard()
    found: Heard = state.families
    return found
