"""Which network or layer a claim speaks of: one that it describes, or one that was described."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from symnn.documents.judging.architectures.descriptions import (
    ONE_LAYER,
    Known,
    bare_name,
    described,
    says_what,
)
from symnn.documents.judging.architectures.values import Layer, Network, Volume
from symnn.documents.judging.open_arrays.sizes import UnreadError

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def spoken_of(text: str, known: Known) -> Network:
    """The network or layer that is described there, or one that was.

    Raises:
        UnreadError: none is, or which one is not certain.
    """
    if (listed := known.layers(text)) is not None:
        return listed
    name = bare_name(text)
    same = [net for net in known.networks if net.called == name]
    if not name and not same:  # "the network", of one that has a name as well
        same = [net for net in known.networks if net.layers and net.called != ONE_LAYER]
    if text == "it":
        same = [net for net in known.networks if net.layers]
    if len(same) == 1 and known.whole:
        return same[0]
    layer = _layer(text, known)
    if layer is not None:
        return layer
    for called, layers in known.named.items():
        if name == called or name.startswith(f"{called} "):
            return _changed(layers, name[len(called) :])
    if not known.whole and not says_what(text):
        raise UnreadError("what else is said of the network is not understood")
    found = described(re.sub(r"^(?:the|a|an) ", "", text))
    if known.bare and found.biased is None:
        raise UnreadError("whether it has biases is not said")
    nets = [net for net in known.networks if net.layers]
    if found.input == Volume(None) and len(nets) == 1 and _is_part(found, nets[0]):
        return nets[0]
    return found


def _is_part(found: Network, whole: Network) -> bool:
    """Whether the hidden layers that are described are all those of a network."""
    hidden = [layer.sizes for layer in found.layers if layer.kind == "dense"]
    own = [layer for layer in whole.layers if layer.kind != "same"]
    dense = bool(own) and all(layer.kind == "dense" for layer in own)
    said = all("last" not in x.said for x in found.layers)
    return dense and said and hidden == [layer.sizes for layer in own[:-1]]


def _changed(layers: Sequence[Layer], rest: str) -> Network:
    """Layers with a name of their own, with another number of filters: "… with 10 channels"."""
    if not rest.strip():
        return Network("", Volume(None), tuple(layers))
    more = described("convolution" + rest).layers[0].sizes
    first = layers[0]
    return Network("", Volume(None), (replace(first, sizes={**first.sizes, **more}), *layers[1:]))


def _layer(text: str, known: Known) -> Network | None:
    """The first layer, the convolution, the pooling, of the only network."""
    nets = [net for net in known.networks if net.layers]
    match = re.fullmatch(
        rf"the (?:(?P<nth>{'|'.join(_ORDINALS)}|last|output) )?"
        r"(?P<kind>[a-z-]*? ?(?:layer|convolution|pooling|convolutional layer|pooling layer))",
        text,
    )
    if match is None or len(nets) != 1 or not known.whole:
        return None
    triples = [t for t in nets[0].volumes() if t[0].kind not in ("flatten", "same")]
    if match["nth"] not in (None, "first", "last") and any(t[0].kind != "dense" for t in triples):
        return None
    kinds = {"conv": "convolution", "pool": "pooling", "dense": "dense", "fully": "dense"}
    kind = next((v for k, v in kinds.items() if k in match["kind"]), None)
    fitting = [t for t in triples if kind is None or t[0].kind == kind]
    nth = match["nth"]
    if nth is None and len(fitting) != 1:
        return None
    at = (
        0
        if nth is None
        else len(fitting) - 1
        if nth in ("last", "output")
        else _ORDINALS.index(nth)
    )
    if at >= len(fitting):
        return None
    layer, before, _ = fitting[at]
    layer = replace(layer, said=layer.said - {"hidden"})
    return Network("", before, (layer,), nets[0].biased)
