"""What reading one formula may cost, and what has been read already.

A function is applied to the same arguments once, so that f_{n+1}(x) = f_n(x) + f_n(x), sixty
times over, costs sixty steps and not 2^60.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field
from typing import Final, final

from symnn.deferred import dataclass
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Value
from symnn.latex.syntax import Span

MAX_STEPS: Final = 60_000


@final
@dataclass(slots=True, eq=False)
class Steps:
    """How many nodes were read so far."""

    taken: int = 0

    def take(self, span: Span) -> None:
        """Count one; `MeaningError` if there were too many."""
        self.taken += 1
        if self.taken > MAX_STEPS:
            text = f"over {MAX_STEPS} steps are needed to write this out"
            raise MeaningError(Kind.SIZE, text, span)


@final
@dataclass(slots=True, eq=False)
class Work:
    """The steps of a formula, and the calls known under one choice of unknowns."""

    steps: Steps = field(default_factory=Steps)
    calls: dict[Hashable, tuple[Value, Track]] = field(default_factory=dict)

    def afresh(self) -> Work:
        """The same count for another choice of unknowns."""
        return Work(self.steps)
