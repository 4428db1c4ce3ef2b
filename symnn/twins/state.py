"""What is known of the values in a layer: where the exact ones are, how far floats may be off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np

from symnn.twins.bounds.directed import Floats, down, up


@final
@dataclass(frozen=True)
class State:
    """Exact values a in [lower, upper]; every admissible float value is within `error` of a.

    All three are float64 arrays of one shape; an infinite error says that nothing is known.
    """

    lower: Floats
    upper: Floats
    error: Floats

    @cached_property
    def size(self) -> Floats:
        """|a| is at most this."""
        return np.maximum(np.abs(self.lower), np.abs(self.upper))

    @cached_property
    def reach(self) -> Floats:
        """Both |a| and the floats are at most this in size."""
        return np.where(self.error == 0, self.size, up(self.size + self.error))

    @cached_property
    def low(self) -> Floats:
        """Exact and float values are at least this."""
        return np.where(self.error == 0, self.lower, down(self.lower - self.error))

    @cached_property
    def high(self) -> Floats:
        """Exact and float values are at most this."""
        return np.where(self.error == 0, self.upper, up(self.upper + self.error))

    @staticmethod
    def around(centre: Floats, error: Floats) -> State:
        """From the floats that one admissible computation found."""
        exact = error == 0
        lower = np.where(exact, centre, down(centre - error))
        return State(lower, np.where(exact, centre, up(centre + error)), error)

    @staticmethod
    def joined(parts: list[State]) -> State:
        """Side by side."""
        return State(
            np.concatenate([p.lower for p in parts], axis=-1),
            np.concatenate([p.upper for p in parts], axis=-1),
            np.concatenate([p.error for p in parts], axis=-1),
        )
