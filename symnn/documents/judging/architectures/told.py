r"""What layers make of images, told in whole sentences, and how often windows fit in.

"a 2×2 max pooling with stride 2 reduces 28×28 to 14×14", "a 5×5 filter fits a 28×28 image at 24×24
positions", "flattening a 7×7×64 volume gives 3136 numbers".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import (
    Rule,
    compared,
    expression_of,
    kept_sides,
    worst,
)
from symnn.documents.judging.architectures.descriptions import Known, described
from symnn.documents.judging.architectures.numbers import SIDES, N, expression, sides
from symnn.documents.judging.architectures.spoken import spoken_of
from symnn.documents.judging.architectures.values import Network, Volume, output
from symnn.documents.judging.open_arrays.equal_sizes import holds
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError
from symnn.documents.judging.relations import Judgement

_A: Final = r"(?:(?:an?|the|each|every|one) )?"
_THINGS: Final = (
    r"(?: (?:input )?(?:images?|inputs?|volumes?|feature maps?|maps?|pixels|ones?|tensors?|arrays?"
    r"|matri(?:x|ces)|outputs?|grids?|units|neurons|values|class scores|scores))?"
)
_GIVES: Final = (
    r"(?:gives?|yields?|produces?|results? in|leads? to|makes?|leaves?|outputs?|returns?)"
)
_ON: Final = r"(?:on|applied to|of|for|over|to)"
_IS: Final = r"(?:is(?: of size)?|has (?:the )?(?:size|shape)|has|equals)"
_NUMBERS: Final = (
    r"(?: (?:numbers|values|inputs|units|features|entries|components|elements|outputs|neurons))?"
)
_VECTOR: Final = r"(?:(?:an? )?(?:vectors?|arrays?|list) (?:of|with) (?:length|size|dimension)? ?)?"
_TURNS: Final = (
    r"(?:reduces?|shrinks?|downsamples?|maps?|turns?|takes?|transforms?|brings?|enlarges?"
    r"|upsamples?|changes?|converts?)"
)
_MAPS: Final = regex(
    rf"(?P<who>.+?) {_TURNS} {_A}(?P<a>{SIDES}){_THINGS} (?:in)?to {_A}(?P<b>{SIDES}){_THINGS}"
)
_APPLIED: Final = regex(
    rf"(?:applying|sliding) (?P<who>.+?) (?:to|over|on) {_A}(?P<a>{SIDES}){_THINGS}"
    rf"(?P<more>,? (?:with|without|and|using) .+?)?,? {_GIVES} {_A}(?P<b>{SIDES}){_THINGS}"
)
_GIVEN: Final = regex(
    rf"(?P<who>.+?) {_ON} {_A}(?P<a>{SIDES}){_THINGS}(?P<more>,? (?:with|without|and|using) .+?)?"
    rf",? {_GIVES} {_A}(?P<b>{SIDES}){_THINGS}"
)
_OUTPUT: Final = regex(
    rf"the (?:output|result|feature map)(?: size| shape)? of (?P<who>.+?) {_ON} {_A}"
    rf"(?P<a>{SIDES}){_THINGS}(?P<more>,? (?:with|without|and|using) .+?)? {_IS} {_A}"
    rf"(?P<b>{SIDES}){_THINGS}"
)
_FITS: Final = regex(
    rf"{_A}(?P<k>{SIDES})(?: convolutional)? (?:filter|kernel|window|patch|template|mask)"
    r" (?:(?:fits|can be placed|lies wholly|lies)(?: completely| entirely| wholly)?"
    rf"(?: in(?:to|side)?| on| within| over)?|has(?: in)?) {_A}(?P<a>{SIDES})"
    r" (?:image|input|matrix|array|picture|grid)(?: completely| entirely)?(?: at| in| on)?"
    r" (?P<b>\S.*?)(?: different| possible)? (?:positions|places|locations|ways)"
)
_FLATTENED: Final = regex(
    rf"flattening (?:{_A}(?P<a>{SIDES}){_THINGS}|(?P<n>{N}) (?:feature )?(?:maps|channels)"
    rf" of (?:size )?(?P<s>{SIDES})) {_GIVES} {_VECTOR}(?P<b>\S.*?){_NUMBERS}"
)
_POOLED: Final = regex(
    rf"global (?:average|max|mean) pooling (?:of|on|over|applied to) {_A}(?P<a>{SIDES}){_THINGS}"
    rf" {_GIVES} {_VECTOR}(?P<b>[^× ]+(?: ?= ?[^× ]+)*){_NUMBERS}"
)
_OF_WINDOWS: Final = regex(
    rf"the (?:toeplitz |doubly block circulant )?matrix (?:[A-Z] )?of {_A}(?P<k>{SIDES})"
    rf"(?P<how> valid| unpadded)? convolution {_ON} {_A}(?P<a>{SIDES}){_THINGS} {_IS}"
    rf" {_A}(?P<b>{SIDES})(?: matrix)?"
)
_LISTS: Final = (
    r"(?:(?:two )?(?:sequences|signals|lists|vectors|arrays|polynomials) (?:of|with) lengths?"
    r" (?P<m>\S+) and (?P<n>\S+?)"
    r"|(?:an? )?(?:sequence|signal|list|vector|array) of length (?P<m1>\S+) (?:and|with) (?:an? )?"
    r"(?:one|sequence|signal|list|vector|array|filter|kernel)? ?(?:of length )?(?P<n1>\S+?))"
)
_CONVOLVED: Final = regex(
    rf"the (?P<how>full )?(?:discrete |linear )?convolution of {_LISTS} (?:has (?:the )?length"
    r"|is of length) (?P<b>\S.*)"
)
_HEADLESS: Final = regex(rf"(?:{N}|{SIDES}) (?:{SIDES} )?(?:filters?|kernels?)\b")


def _of_layer(match: re.Match[str], known: Known) -> Judgement:
    who = re.sub(r"^an? (?=\d)", "", match["who"]) + (match.groupdict().get("more") or "")
    if _HEADLESS.match(who) is not None:
        net = described(_one_filter(who))
    else:
        net = (
            spoken_of(match["who"], known) if not match.groupdict().get("more") else described(who)
        )
    return made(net, sides(match["a"]), sides(match["b"]))


def _one_filter(who: str) -> str:
    """A filter, or filters, as the convolution that they are."""
    one = re.match(rf"(?P<k>{SIDES}) (?:filter|kernel)(?!s)", who)
    if one is not None:
        return f"a {one['k']} convolution" + who[one.end() :]
    return f"a convolution with {who}"


def made(net: Network, given: Sequence[Size], claimed: Sequence[Size]) -> Judgement:
    """What is found where a network is said to make one shape of another.

    Sides that are not said to be channels are those of the image; of three, those that are equal
    are, and with equal sides alone both ways of writing have to agree.
    """
    if not net.layers:
        raise UnreadError("no layer is described")
    found = [_made(net, way, claimed) for way in _ways(net, given)]
    if not found or any(one.outcome != found[0].outcome for one in found):
        raise UnreadError("where its channels stand is not said")
    kept = kept_sides(net)
    if found[0].outcome == "refuted" and kept is not net:
        same = [_made(kept, way, claimed) for way in _ways(kept, given)]
        if any(one.outcome != "refuted" for one in same):
            return Judgement("undecided", reason="its padding is not said")
    return found[0]


Way: TypeAlias = "tuple[Volume, bool]"


def _ways(net: Network, given: Sequence[Size]) -> Iterator[Way]:
    """The input with its channels, and whether these stand last."""
    if len(given) == 2:
        yield Volume(net.input.channels, tuple(given)), False
    elif len(given) == 3:
        first, second, third = given
        ways = ((Volume(first, (second, third)), False), (Volume(third, (first, second)), True))
        fits = [w for w in ways if net.input.channels in (None, w[0].channels)]
        square = [w for w in fits if w[0].sides[0] == w[0].sides[1]]
        yield from square or fits
    else:
        raise UnreadError("a shape with more than three sides")


def _made(net: Network, way: Way, claimed: Sequence[Size]) -> Judgement:
    after, last = way
    for layer in net.layers:
        after = output(layer, after)
    own = list(after.sides)
    if len(claimed) != len(own):
        if after.channels is None:
            raise UnreadError("how many channels it has is not said")
        own = [*own, after.channels] if last else [after.channels, *own]
    if len(own) != len(claimed):
        raise UnreadError("shapes with another number of sides")
    text = "×".join(map(str, own))
    found = worst([compared(a, [b], f"{text} numbers") for a, b in zip(own, claimed, strict=True)])
    if found.outcome == "refuted" and sorted(map(str, own)) == sorted(map(str, claimed)):
        raise UnreadError("in which order the sides are written is not said")
    return found


# --- positions and numbers --------------------------------------------------------------


def _fits(match: re.Match[str], known: Known) -> Judgement:
    """(M - m + 1)(N - n + 1) places of an m × n window on M × N."""
    del known
    window, image = sides(match["k"]), sides(match["a"])
    if len(window) != len(image):
        raise UnreadError("a window with another number of sides")
    found = ONE
    for one, whole in zip(window, image, strict=True):
        if one.letters & whole.letters:
            raise UnreadError("one letter for two sizes")
        if not (one.letters | whole.letters) and not 0 < one.at({}) <= whole.at({}):
            raise UnreadError("a window that does not fit")
        found = found * (whole - one + ONE)
    return compared(found, expression(match["b"]), f"{found} positions")


def _whole(shape: Sequence[Size]) -> Size:
    found = ONE
    for side in shape:
        found = found * side
    return found


def _flattened(match: re.Match[str], known: Known) -> Judgement:
    del known
    shape = sides(match["a"]) if match["a"] else [*expression_of(match["n"]), *sides(match["s"])]
    if len(shape) < 2:
        raise UnreadError("one side alone")
    found = _whole(shape)
    return compared(found, expression(match["b"]), f"{found} numbers")


def _pooled(match: re.Match[str], known: Known) -> Judgement:
    del known
    shape = sides(match["a"])
    if len(shape) != 3:
        raise UnreadError("how many channels there are is not said")
    first, second, third = shape
    if first == second != third:
        found = third
    elif second == third != first:
        found = first
    else:
        raise UnreadError("where its channels stand is not said")
    return compared(found, expression(match["b"]), f"{found} numbers")


def _of_windows(match: re.Match[str], known: Known) -> Judgement:
    """As many rows as the output has numbers, as many columns as the input."""
    del known
    net = described(f"a {match['k']} convolution without padding")
    given, claimed = sides(match["a"]), sides(match["b"])
    after = Volume(None, tuple(given))
    for layer in net.layers:
        after = output(layer, after)
    rows, columns = _whole(after.sides), _whole(given)
    if len(claimed) != 2:
        raise UnreadError("a matrix with another number of sides")
    note = f"{rows}×{columns} entries"
    pairs = zip((rows, columns), claimed, strict=True)
    found = worst([compared(a, [b], note) for a, b in pairs])
    turned = holds("=", rows, claimed[1]) and holds("=", columns, claimed[0])
    kept = match["how"] is None and all(holds("=", columns, one) for one in claimed)
    if found.outcome == "refuted" and (turned or kept):
        return Judgement("undecided", reason="whether it is applied to columns is not said")
    return found


def _convolved(match: re.Match[str], known: Known) -> Judgement:
    del known
    one, two = (expression(match[key] or match[f"{key}1"])[0] for key in ("m", "n"))
    found = one + two - ONE
    claimed = expression(match["b"])
    others = (one, two, one - two + ONE, two - one + ONE)
    if match["how"] is None and any(holds("=", claimed[-1], other) for other in others):
        raise UnreadError("which part of it is meant is not said")
    return compared(found, claimed, f"{found} numbers")


_WHOLE_OUTPUT: Final = regex(
    rf"the (?:final )?output(?: volume| image| feature maps?)? {_IS} {_A}(?P<b>{SIDES}){_THINGS}"
)


def _whole_output(match: re.Match[str], known: Known) -> Judgement:
    """What the only network makes of its input."""
    nets = [net for net in known.networks if net.layers and net.input.sides]
    if len(nets) != 1 or not known.whole or len(known.networks) > 1:
        raise UnreadError("which network is meant is not said")
    (net,) = nets
    return made(net, net.input.sides, sides(match["b"]))


_FROM_INPUT: Final = regex(rf"(?P<who>.+?) {_GIVES} {_A}(?P<b>{SIDES}){_THINGS}")


def _from_input(match: re.Match[str], known: Known) -> Judgement:
    """What a layer makes of the only input that is told."""
    inputs = {net.input for net in known.networks if not net.layers}
    if len(inputs) != 1 or len(known.networks) > 1 or not known.whole:
        raise UnreadError("what goes in is not said")
    given = inputs.pop()
    channels = () if given.channels is None else (given.channels,)
    if channels and len(given.sides) != 2:
        raise UnreadError("where its channels stand is not said")
    who = re.sub(r"^an? (?=\d)", "", match["who"])
    net = described(_one_filter(who) if _HEADLESS.match(who) else match["who"])
    return made(net, (*channels, *given.sides), sides(match["b"]))


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (_FITS, _fits),
    (_WHOLE_OUTPUT, _whole_output),
    (_FLATTENED, _flattened),
    (_POOLED, _pooled),
    (_OF_WINDOWS, _of_windows),
    (_CONVOLVED, _convolved),
    (_APPLIED, _of_layer),
    (_OUTPUT, _of_layer),
    (_MAPS, _of_layer),
    (_GIVEN, _of_layer),
    (_FROM_INPUT, _from_input),
)
