"""Networks on images of which not every side, or no number of channels, is told apart.

An image with two sides has one channel where nothing is said of colours; what is false then is
left open if another number of channels makes it true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.documents.judging.architectures.values import Network, Volume
from symnn.documents.judging.open_arrays.sizes import UnreadError, number
from symnn.documents.judging.relations import Judgement

_MOST_CHANNELS: Final = 512


def of_images(
    counted: Callable[[Network], Judgement], net: Network, is_grey: bool
) -> Judgement | None:
    """What is found of numbers of a network on an image; None where nothing more can be said.

    Args:
        counted: what is found where the channels are known.
        net: the network, on an image with two or three sides.
        is_grey: whether nothing is said of colours or channels.
    """
    if not net.layers or net.layers[0].kind not in ("convolution", "pooling"):
        return None
    shape = net.input.sides
    if len(shape) == 3:
        one, two, three = shape
        own, channels = ((one, two), three) if one == two else ((two, three), one)
        if (one == two) == (two == three):
            raise UnreadError("where its channels stand is not said")
        return counted(replace(net, input=Volume(channels, own)))
    if len(shape) != 2 or not is_grey:
        return None
    found = counted(_with_channels(net, 1))
    if found.outcome != "refuted":
        return found
    for channels_tried in range(2, _MOST_CHANNELS + 1):
        if counted(_with_channels(net, channels_tried)).outcome != "refuted":
            return Judgement("undecided", reason="how many channels it has is not said")
    return found


def _with_channels(net: Network, channels: int) -> Network:
    return replace(net, input=net.input._replace(channels=number(channels)))
