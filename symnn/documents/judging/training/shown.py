"""Patterns, and what is left of weights when one was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple, TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.training.vectors import Value, Vector, same

Values: TypeAlias = "Mapping[str, Value]"


@final
@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: what the text calls it, its inputs and target, and all letters it has values of.

    `target` is None where nothing is to be learnt.
    """

    labels: tuple[str, ...]
    inputs: Vector | None
    target: Value | None
    fields: Values = field(default_factory=dict)


class Shown(NamedTuple):
    """A pattern that was shown: the weights before and after.

    `places` are the most digits behind the point that weights have had so far.
    """

    pattern: Pattern
    before: Values
    after: Values
    places: int = 0

    @property
    def is_change(self) -> bool:
        """Whether anything was learnt."""
        return any(not same(self.before[k], self.after[k]) for k in self.after)
