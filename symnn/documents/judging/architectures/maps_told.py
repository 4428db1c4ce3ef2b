r"""What is said of the maps of the only network: "each feature map has 24×24 hidden neurons"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import Rule, compared, kept_sides, worst
from symnn.documents.judging.architectures.descriptions import Known
from symnn.documents.judging.architectures.numbers import SIDES, expression, sides
from symnn.documents.judging.architectures.values import Volume, output
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError
from symnn.documents.judging.relations import Judgement

_UNITS: Final = r"(?: (?:hidden |output )?(?:units|neurons|nodes|values|pixels|entries|numbers))"
_EACH: Final = r"(?:each|every|a|one)(?: single)?(?: of the)?(?: pooled| feature| output)* maps?"
_IS: Final = r"(?:has|is|consists of|contains|have)(?: the| a)?(?: size| shape)?(?: of)?"
_POOLING: Final = r"(?:the )?(?:max[- ]?|average[- ]?)?pooling(?: layer)?"
_MAP: Final = regex(rf"{_EACH}(?: of the (?:conv\w* )?layer)? {_IS} (?P<b>{SIDES}){_UNITS}?")
_POOLED_MAP: Final = regex(
    rf"(?:after {_POOLING},? {_EACH} {_IS}|{_POOLING} (?:turns|reduces|shrinks|maps|condenses"
    rf"|brings) (?:each|every|all|the)(?: of the)?(?: feature)? maps?(?: down)? (?:in)?to"
    rf"|{_EACH} {_IS}) (?P<b>{SIDES}){_UNITS}?(?P<after> after {_POOLING})?"
)
_LAYER: Final = regex(
    r"the (?P<which>(?:first )?conv\w*|(?:max[- ]?)?pool\w*|pooled|hidden) (?:layer )?"
    rf"(?:has|consists of|contains|gives) (?P<n>\S.*?){_UNITS}(?: in (?:all|total))?"
)


def _volumes(known: Known, kept: bool = False) -> tuple[Volume, Volume | None]:
    """What the only convolution of the only network makes, and the pooling behind it.

    With `kept` a convolution of which no padding is said keeps the sides.
    """
    nets = [net for net in known.networks if net.layers]
    if len(nets) != 1 or not known.whole or len(nets[0].input.sides) != 2:
        raise UnreadError("which network is meant is not said")
    net = kept_sides(nets[0]) if kept else nets[0]
    kinds = [layer.kind for layer in net.layers]
    if kinds.count("convolution") != 1 or kinds[0] != "convolution" or kinds.count("pooling") > 1:
        raise UnreadError("which layer is meant is not said")
    made = output(net.layers[0], net.input)
    pooled = output(net.layers[1], made) if kinds[1:2] == ["pooling"] else None
    return made, pooled


def _sided(volume: Volume, claimed: list[Size]) -> Judgement:
    if len(claimed) != len(volume.sides):
        raise UnreadError("a map with another number of sides")
    text = "×".join(map(str, volume.sides))
    pairs = zip(volume.sides, claimed, strict=True)
    return worst([compared(a, [b], f"{text} numbers") for a, b in pairs])


def _unless_kept(rule: Callable[[re.Match[str], Known, bool], Judgement]) -> Rule:
    """The rule, which refutes nothing that holds with the padding that keeps the sides."""

    def judged(match: re.Match[str], known: Known) -> Judgement:
        found = rule(match, known, False)
        if found.outcome == "refuted" and rule(match, known, True).outcome != "refuted":
            raise UnreadError("its padding is not said")
        return found

    return judged


def _of_map(match: re.Match[str], known: Known, kept: bool) -> Judgement:
    if "pooled" in match[0]:
        return _of_pooled_map(match, known, kept)
    made, pooled = _volumes(known, kept)
    found = _sided(made, sides(match["b"]))
    if pooled is None or found.outcome != "refuted":
        return found
    if _sided(pooled, sides(match["b"])).outcome == "proved":
        raise UnreadError("whether it is meant before or behind the pooling is not said")
    return found


def _of_pooled_map(match: re.Match[str], known: Known, kept: bool) -> Judgement:
    if "pool" not in match[0]:
        raise UnreadError("no pooling is spoken of")
    _, pooled = _volumes(known, kept)
    if pooled is None:
        raise UnreadError("what the pooling does is not said")
    return _sided(pooled, sides(match["b"]))


def _of_layer(match: re.Match[str], known: Known, kept: bool) -> Judgement:
    """All numbers of a layer: its maps times what each of them has."""
    made, pooled = _volumes(known, kept)
    volume = pooled if "pool" in match["which"] else made
    if volume is None or volume.channels is None:
        raise UnreadError("how many maps there are is not said")
    if match["which"] == "hidden" and pooled is not None:
        raise UnreadError("which layer is meant is not said")
    whole = volume.channels
    for side in volume.sides or (ONE,):
        whole = whole * side
    return compared(whole, expression(match["n"]), f"{whole} numbers")


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (_MAP, _unless_kept(_of_map)),
    (_POOLED_MAP, _unless_kept(_of_pooled_map)),
    (_LAYER, _unless_kept(_of_layer)),
)
