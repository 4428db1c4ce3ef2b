r"""What is said of layers with names in a list: which sizes follow each other, what a layer sees.

"the feature maps have the sizes 28→24→12→8→4, so that fc1 sees 20·4·4 = 320 values", "flattening
the output of layer1 gives a matrix of shape (20, 800)".
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import Rule, compared, worst
from symnn.documents.judging.architectures.descriptions import Known
from symnn.documents.judging.architectures.numbers import expression
from symnn.documents.judging.architectures.values import Layer, Network, output
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, number
from symnn.documents.judging.relations import Judgement

_NAME: Final = r"[a-z]+[ -]?\d{1,2}"
_VALUES: Final = r"(?:values|numbers|inputs|features|units)"
_SIZES: Final = regex(
    r"the (?:feature )?maps have (?:the )?(?:sizes?|widths?|sides?) (?P<list>\d+(?:→\d+)+)"
    rf"(?:,? so that (?P<who>(?:the )?{_NAME}) (?:sees|gets|takes) (?P<n>\S.*?) {_VALUES})?"
)
_SEES: Final = regex(
    rf"(?:the )?(?P<who>{_NAME}) (?:sees|gets|takes|has)"
    rf" (?P<n>\S.*?) (?:input values|input features|inputs|{_VALUES})"
)
_FLATTENED: Final = regex(
    rf"flattening the output of (?:the )?(?P<who>{_NAME}) gives (?:an? )?(?:matrix|vector|array"
    r"|tensor|vectors) (?:of|with) (?:the )?(?:shape|length|size) (?P<b>\S.*)"
)


def _layer(known: Known, who: str) -> Network:
    found = known.layers(who)
    if found is None:
        raise UnreadError("which layer is meant is not said")
    return found


def _sizes(match: re.Match[str], known: Known) -> Judgement:
    """The sides behind each convolution and pooling, from the input on."""
    net = _layer(known, "network")
    sides = [net.input.sides]
    for layer, _, after in net.volumes():
        if layer.kind in ("convolution", "pooling"):
            sides.append(after.sides)
    if any(len(s) != 2 or s[0] != s[1] for s in sides):
        raise UnreadError("its sides differ")
    claimed = [number(int(n)) for n in match["list"].split("→")]
    if len(claimed) != len(sides):
        raise UnreadError("another number of sizes")
    shown = "→".join(str(s[0]) for s in sides)
    found = [compared(s[0], [c], f"{shown} pixels") for s, c in zip(sides, claimed, strict=True)]
    if match["who"]:
        found.append(_seen(match, known))
    return worst(found)


def _seen(match: re.Match[str], known: Known) -> Judgement:
    """The numbers that go into a layer of units."""
    net = _layer(known, match["who"])
    if net.layers[0].kind != "dense" or net.input.channels is None:
        raise UnreadError("what it sees is not known")
    seen = net.input.channels
    return compared(seen, expression(match["n"]), f"{seen} numbers")


def _flattened(match: re.Match[str], known: Known) -> Judgement:
    """Every input of a batch as one row."""
    net = _layer(known, match["who"])
    after = net.input
    for layer in (*net.layers, Layer("flatten")):
        after = output(layer, after)
    if after.channels is None:
        raise UnreadError("how many channels there are is not said")
    own = [*after.batch, after.channels]
    found = [_same(own, text) for text in re.split(r"\s*=\s*", match["b"])]
    return worst(found)


def _same(own: list[Size], text: str) -> Judgement:
    parts = text.strip().strip("()").split(",") if text.strip().startswith("(") else [text]
    if len(parts) != len(own):
        raise UnreadError("a shape with another number of sides")
    shown = "×".join(map(str, own))
    pairs = zip(own, parts, strict=True)
    return worst([compared(one, expression(two), f"{shown} numbers") for one, two in pairs])


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (_SIZES, _sizes),
    (_SEES, _seen),
    (_FLATTENED, _flattened),
)
