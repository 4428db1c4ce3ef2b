"""The layers of a network with the numbers that their names carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import final

from symnn.deferred import dataclass
from symnn.derivations.formulas.nodes import Name
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer
from symnn.networks.network import Network
from symnn.networks.structured import Structured


@final
@dataclass(frozen=True)
class Stage:
    """A layer with the number that its names carry, and the stages of its branches."""

    layer: Layer
    number: int | None
    label: str
    branches: tuple[tuple[Stage, ...], ...] = ()
    letters: tuple[tuple[str, str], ...] = ()

    def name(self, letter: str) -> Name:
        """A letter, or another that was chosen for it, with the number of the layer."""
        return Name(dict(self.letters).get(letter, letter), self.number)


@final
@dataclass
class Numbering:
    """Counts layers: an affine one begins a new number, its activation shares it."""

    current: int = 0
    used: set[str] = field(default_factory=set)

    def take(self, letters: str) -> int:
        """The number for names with these letters."""
        if not self.current or any(f"{letter}{self.current}" in self.used for letter in letters):
            self.current += 1
        self.used.update(f"{letter}{self.current}" for letter in letters)
        return self.current


def stages_of(
    network: Network, letters: Mapping[str, str] = MappingProxyType({})
) -> tuple[Stage, ...]:
    """All layers with their numbers; none where there is only one."""
    numbering = Numbering()
    found = _stages(network.layers, numbering, "layer ")
    return _lettered(found, tuple(letters.items()), numbering.current > 1)


def _stages(layers: Sequence[Layer], numbering: Numbering, label: str) -> tuple[Stage, ...]:
    found: list[Stage] = []
    for place, layer in enumerate(layers, 1):
        here = f"{label}{place}"
        if isinstance(layer, Structured):
            layer = layer.dense()
        if isinstance(layer, Network):
            found += _stages(layer.layers, numbering, f"{here}.")
            continue
        inner: tuple[tuple[Stage, ...], ...] = ()
        if isinstance(layer, Residual):
            inner = (_stages(layer.branch.layers, numbering, f"{here}."),)
        elif isinstance(layer, Parallel):
            inner = tuple(_stages(b.layers, numbering, f"{here}.") for b in layer.branches)
        letters = "Wbz" if isinstance(layer, Affine) else "h" if inner else "a"
        if isinstance(layer, Affine):
            numbering.current += numbering.current > 0
        found.append(Stage(layer, numbering.take(letters), here, inner))
    return tuple(found)


def _lettered(
    stages: Sequence[Stage], letters: tuple[tuple[str, str], ...], numbered: bool
) -> tuple[Stage, ...]:
    return tuple(
        Stage(
            s.layer,
            s.number if numbered else None,
            s.label,
            tuple(_lettered(b, letters, numbered) for b in s.branches),
            letters,
        )
        for s in stages
    )
