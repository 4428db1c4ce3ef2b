r"""What filters hold: each of them, and those of a layer over feature maps.

The kernels of a second layer are those of the first; what no kernel makes true is false.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures import claims
from symnn.documents.judging.architectures.descriptions import Known
from symnn.documents.judging.architectures.images import of_images
from symnn.documents.judging.architectures.numbers import SIDES, N, expression, sides, size
from symnn.documents.judging.architectures.values import Layer, Network, Volume
from symnn.documents.judging.open_arrays.equal_sizes import holds
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError, number
from symnn.documents.judging.relations import Judgement

_LARGEST: Final = 15
_MAPS: Final = r"(?:(?:feature |output )?maps?|filters?|kernels?)"
_TWO: Final = (
    rf"(?P<n1>\S.*?) {claims.KIND.format(1)}(?: and (?P<n2>\S.*?) {claims.KIND.format(2)})?"
    rf"{claims.REMARK}"
)
_EACH: Final = regex(
    rf"(?:each|every|one|a single|any|an?)(?: of the)?(?: {N})?(?: such)? (?P<who>{_MAPS})"
    rf"(?: (?:of|in) the (?:convolutional )?layer)? (?:has|needs|holds|contains|uses) {_TWO}"
)
_ALONE: Final = regex(
    rf"(?:the )?(?:total )?number of {claims.KIND.format(1)}(?: is| equals|:)? ?=? ?"
    rf"(?P<n1>[^a-z=:].*?){claims.REMARK}"
)
_THERE: Final = regex(rf"(?:in (?:total|all),? )?there are {_TWO}")
_OVER: Final = regex(
    r"an? (?:second|third|next|further|another|following|new)(?: (?:convolutional|conv))?"
    rf" (?:layer|convolution)(?: layer)? (?:of|with) (?P<m>{N}) {_MAPS}"
    rf"(?: of size (?P<k>{SIDES}))?,? (?:over|on|across|applied to|seeing|that sees?|connected to"
    rf"|on top of|reading)(?P<all> all)?(?: of)?(?: the| its)?(?: (?P<c>{N}))?"
    r"(?: pooled| input| previous| incoming)? (?:(?:feature |input )?maps?|channels)"
    rf"(?:,? with (?P<k2>{SIDES}) (?:kernels|filters|windows|(?:local )?receptive fields))?"
    rf" (?:has|needs|contains) (?P<n1>\S.*?) {claims.KIND.format(1)}{claims.REMARK}"
)


def _of_each(match: re.Match[str], known: Known) -> Judgement:
    """One filter of the only convolution."""
    found = [
        (net, layer, before)
        for net in known.networks
        for layer, before, _ in _volumes(net)
        if layer.kind == "convolution" and "depthwise" not in layer.said
    ]
    if len(found) != 1 or not known.whole:
        raise UnreadError("which filters are meant is not said")
    (net, layer, before), *_ = found
    single = replace(layer, sizes={**layer.sizes, "filters": ONE})
    alone = Network("", before, (single,), net.biased)
    return _counted(match, alone, known)


def _alone(match: re.Match[str], known: Known) -> Judgement:
    """Numbers of the only network."""
    nets = [net for net in known.networks if net.layers]
    if len(nets) != 1 or not known.whole:
        raise UnreadError("which network is meant is not said")
    return _counted(match, nets[0], known)


def _counted(match: re.Match[str], net: Network, known: Known) -> Judgement:
    image = net.input.channels is None and bool(net.input.sides)
    found = of_images(partial(claims.counted_in, match), net, known.grey) if image else None
    return claims.counted_in(match, net) if found is None else found


def _volumes(net: Network) -> list[tuple[Layer, Volume, Volume]]:
    """The layers as far as their inputs are known."""
    found: list[tuple[Layer, Volume, Volume]] = []
    try:
        found.extend(net.volumes())
    except UnreadError:
        if len(found) < sum(layer.kind == "convolution" for layer in net.layers):
            raise
    return found


def _over_maps(match: re.Match[str], known: Known) -> Judgement:
    """A layer over the maps of the layer before it; not all of them are seen by every filter."""
    found = _over_all_maps(match, known)
    if found.outcome == "refuted" and match["all"] is None:
        return Judgement("undecided", reason="whether every filter sees all maps is not said")
    return found


def _over_all_maps(match: re.Match[str], known: Known) -> Judgement:
    """A layer whose filters see all maps of the layer before it."""
    before = [x for net in known.networks for x in net.layers if x.kind == "convolution"]
    maps = {x.sizes["filters"] for x in before if "filters" in x.sizes}
    said = match["k"] or match["k2"]
    seen = size(match["c"]) if match["c"] else maps.pop() if len(maps) == 1 else None
    if seen is None:
        raise UnreadError("how many maps it sees is not said")
    biased = [net.biased for net in known.networks if net.layers]
    filters, biases = size(match["m"]), biased[0] if len(biased) == 1 else None
    if said is not None:
        rows, *rest = sides(said)
        return claims.counted_in(match, _layer(filters, seen, rows, [*rest, rows][0], biases))
    kernels = {(x.sizes.get("kernel"), x.sizes.get("kernel2")) for x in before}
    first, second = kernels.pop() if len(kernels) == 1 else (None, None)
    if first is not None and known.whole:
        own = _layer(filters, seen, first, second or first, biases)
        found = claims.counted_in(match, own)
        if found.outcome == "proved":
            return found
    claimed = expression(match["n1"])
    if filters.letters or seen.letters or any(member.letters for member in claimed):
        raise UnreadError("the size of its kernels is not said")
    for high, wide in product(range(1, _LARGEST + 1), repeat=2):
        tried = _layer(filters, seen, number(high), number(wide), biases)
        count = tried.count()
        for total in (count.weights, count.weights + count.biases, count.biases):
            if any(holds("=", member, total) for member in claimed):
                raise UnreadError("the size of its kernels is not said")
    note = (f"filters over {seen} maps have {seen} times as many weights as over one",)
    return Judgement("refuted", claims.METHOD, notes=note)


def _layer(filters: Size, seen: Size, rows: Size, columns: Size, biased: bool | None) -> Network:
    sizes = {"filters": filters, "kernel": rows, "kernel2": columns}
    return Network("", Volume(seen), (Layer("convolution", sizes),), biased)


RULES: Final[tuple[tuple[re.Pattern[str], claims.Rule], ...]] = (
    (_EACH, _of_each),
    (_ALONE, _alone),
    (_THERE, _alone),
    (_OVER, _over_maps),
)
