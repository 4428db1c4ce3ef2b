"""What happens inside a network at one point."""

from __future__ import annotations

from typing import Any, final

from symnn.deferred import dataclass


@final
@dataclass(frozen=True, slots=True)
class Step:
    """The outputs of one layer.

    Attributes:
        number: of the layer, from 1.
        label: of the layer, as "Affine 3x2".
        is_activation: False for the outputs of an affine layer, which are pre-activations.
        values: the exact outputs, as sympy numbers or expressions.
    """

    number: int
    label: str
    is_activation: bool
    values: tuple[Any, ...]


@final
@dataclass(frozen=True, slots=True)
class Trace:
    """The inputs and every step of an evaluation, in order.

    Exactness: exact.
    """

    inputs: tuple[Any, ...]
    steps: tuple[Step, ...]

    @property
    def pre_activations(self) -> tuple[tuple[Any, ...], ...]:
        """The outputs of the affine layers, in order."""
        return tuple(step.values for step in self.steps if not step.is_activation)

    @property
    def activations(self) -> tuple[tuple[Any, ...], ...]:
        """The outputs of the other layers, in order."""
        return tuple(step.values for step in self.steps if step.is_activation)

    @property
    def output(self) -> tuple[Any, ...]:
        """The outputs of the last layer."""
        return self.steps[-1].values

    def __str__(self) -> str:
        lines = [("input", self.inputs), *((f"{s.number} {s.label}", s.values) for s in self.steps)]
        width = max(len(title) for title, _ in lines)
        return "\n".join(f"{title:<{width}}  {', '.join(map(str, v))}" for title, v in lines)
