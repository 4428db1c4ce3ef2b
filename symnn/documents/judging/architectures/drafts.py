"""Descriptions of layers and networks while they are read."""

from __future__ import annotations

from dataclasses import field, replace
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.architectures.values import Layer, Network, Volume
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError


@final
@dataclass(slots=True)
class Draft:
    """What has been read of a description so far."""

    input: Volume = Volume(None)
    layers: list[Layer] = field(default_factory=list)
    outputs: Size | None = None
    biased: bool | None = None

    def see(self, channels: Size) -> None:
        """Say how many channels or numbers go in."""
        if self.input.channels not in (None, channels):
            raise UnreadError("two numbers of inputs are said")
        self.input = self.input._replace(channels=channels)

    def change(self, **sizes: Size) -> None:
        """Say more of the latest layer."""
        if not self.layers:
            raise UnreadError("of which layer this is said is not known")
        last = self.layers[-1]
        if last.sizes.keys() & sizes.keys():
            raise UnreadError("a size is said twice")
        self.layers[-1] = replace(last, sizes={**last.sizes, **sizes})

    def mark(self, word: str) -> None:
        """Say in one word more of the latest layer."""
        if not self.layers:
            raise UnreadError("of which layer this is said is not known")
        last = self.layers[-1]
        self.layers[-1] = replace(last, said=last.said | {word})


def finished(draft: Draft, called: str) -> Network:
    """The network that was read."""
    layers = [layer for layer in draft.layers if "last" not in layer.said]
    last = [layer for layer in draft.layers if "last" in layer.said]
    flat: list[Layer] = []
    for layer in [*layers, *last]:
        if layer.kind == "dense" and flat and flat[-1].kind in ("convolution", "pooling"):
            flat.append(Layer("flatten"))
        flat.append(layer)
    if len(last) > 1:
        raise UnreadError("two numbers of outputs are said")
    ordered = [*layers, *last]
    if not ordered and draft.input == Volume(None):
        raise UnreadError("nothing is described")
    bare = bool(ordered) and all("bare" in layer.said for layer in ordered[-1:])
    one = len(ordered) == 1
    return Network(called, draft.input, tuple(flat), False if bare and one else draft.biased)
