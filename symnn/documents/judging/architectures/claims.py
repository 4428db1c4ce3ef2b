"""What is said of described networks and layers: numbers, shapes, comparisons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.architectures.descriptions import (
    Known,
)
from symnn.documents.judging.architectures.images import of_images
from symnn.documents.judging.architectures.numbers import SIDES, expression, sides, size
from symnn.documents.judging.architectures.spoken import spoken_of
from symnn.documents.judging.architectures.values import (
    Layer,
    Network,
    Volume,
    output,
    side_after,
)
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError, number
from symnn.documents.judging.relations import Judgement

METHOD: Final = "counted layer by layer, in polynomials of sizes"
KIND: Final = (
    r"(?:(?:learnable|trainable|free|adjustable|different|scalar) )*"
    r"(?P<what{0}>parameters|weights and biases|weights|biases|bias|neurons|units|hidden layers"
    r"|hidden units|hidden neurons|layers|multiplications|multiply-adds)"
)
REMARK: Final = (
    r"(?P<remark>,? ?\(?(?:not counting|without|excluding|not including) the"
    r" (?:inputs?|input layer)\)?|,? ?(?:in total|altogether|overall)"
    r"|,? ?(?:with|without|including|counting|not counting|excluding) (?:the )?bias(?:es)?)?"
)
_HAS: Final = regex(
    rf"(?P<who>.+?) (?:has|have|contains?|needs?|holds?|uses?) (?P<n1>\S.*?) {KIND.format(1)}"
    rf"(?: and (?P<n2>\S.*?) {KIND.format(2)})?{REMARK}"
)
_NUMBER_OF: Final = regex(
    rf"(?:the )?(?:total )?number of {KIND.format(1)} (?:of|in) (?P<who>.+?) (?:is|equals)"
    rf" (?P<n1>\S.*?){REMARK}"
)
_MORE: Final = regex(
    rf"(?P<who>.+?) has (?P<how>more|fewer|as many) {KIND.format(1)} (?:than|as) (?P<other>.+)"
)
_MAPS: Final = regex(
    rf"(?P<who>.+?) (?:maps|turns|takes|transforms) (?:an? )?(?P<a>{SIDES}|[A-Za-z0-9]+)"
    rf"(?: inputs?| images?)? (?:in)?to (?:an? )?(?P<b>{SIDES}|[A-Za-z0-9]+)(?: outputs?| images?)?"
)
_RESULT: Final = regex(
    r"the output(?: (?:shape|size|volume))? of (?P<who>.+?)"
    rf" (?:has (?:the )?(?:size|shape)|is(?: of size)?) (?P<b>{SIDES})"
    rf"(?:,? and(?: then)? (?:after|behind) (?:the )?(?:max[- ]|average[- ])?pooling(?: it is)?"
    rf" (?P<pooled>{SIDES}))?"
    r"|after (?P<who2>.+?),? the (?:size|shape|volume|output)(?: of the output)?"
    rf" (?:is|has size|has shape) (?P<b2>{SIDES})"
)
_WINDOW: Final = regex(
    r"(?:for |with )?(?:an? )?(?:image|input|signal|sequence) of (?:width|size|length)"
    r" (?P<n>[^,:]+?),? (?:and|with) (?:an? )?(?:kernel|filter|window) of (?:width|size|length)"
    r" (?P<k>[^,:]+?)"
    r"(?P<more>(?:,? (?:and |with )?(?:padding|stride|dilation) [^,: ]+)*)[,:]?"
    r" the (?P<mode>(?:valid |full |same )?)(?:convolution|output|result|feature map)"
    r" (?:has|is of) (?:width|size|length) (?P<m>[^,:]+)"
)
_ACTIVATION: Final = regex(
    r"(?P<who>.+?) (?:has|gives|makes) (?:an? |the )?(?:activations?|outputs?)(?: of)?(?: the)?"
    r"(?: shape(?: of)? \(?(?P<shape>\d+(?: ?[×,] ?\d+)+)\)?)?(?:,? and)?"
    r"(?:(?: an?| the)?(?: activation| output)? size(?: of)? (?P<size>\d+))?"
)
_INNER: Final = ("hidden units", "hidden neurons")
Rule: TypeAlias = "Callable[[re.Match[str], Known], Judgement]"


# --- numbers ------------------------------------------------------------------------------


def number_held(net: Network, what: str, remark: str) -> tuple[Size, Size | None]:
    """The number, and what else may be meant by it."""
    if net.layers and "hidden" in net.layers[-1].said and what not in _INNER:
        raise UnreadError("its outputs are not said")
    if what in ("neurons", "units"):
        total = number(0)
        for layer in net.layers:
            if layer.kind != "dense":
                raise UnreadError("what counts as a neuron is not said")
            total = total + layer.size("units")
        other = None if remark or net.input.channels is None else total + net.input.channels
        return total, other
    if what in _INNER:
        if not net.layers or "last" not in net.layers[-1].said:
            raise UnreadError("which of its layers is the last is not said")
        inner = [layer.size("units") for layer in net.layers[:-1] if layer.is_of_units]
        return sum(inner, number(0)), None
    if what in ("hidden layers", "layers"):
        hidden = number(len(net.layers) - 1)
        return (hidden, None) if what.startswith("h") else (hidden + ONE, hidden)
    count = net.count()
    whole = count.weights + count.biases
    if what in ("multiplications", "multiply-adds"):
        return count.products, None
    if what in ("biases", "bias"):
        return count.biases, number(0) if net.biased is None else None
    if what == "weights" or re.search(r"(?:without|excluding|not counting)[a-z ]* bias", remark):
        return count.weights, whole if what == "weights" and net.biased is None else None
    sure = net.biased is not None or "bias" in remark or "bias" in what
    return whole, None if sure else count.weights


def counted(match: re.Match[str], known: Known) -> Judgement:
    """One number, or two, of what a network holds."""
    net = spoken_of(match["who"], known)
    image = net.input.channels is None and bool(net.input.sides)
    found = of_images(partial(counted_in, match), net, known.grey) if image else None
    return counted_in(match, net) if found is None else found


def counted_in(match: re.Match[str], net: Network) -> Judgement:
    """One number, or two, of what this network holds."""
    groups = match.groupdict()
    remark = groups.get("remark") or ""
    pairs = [(groups["n1"], groups["what1"]), (groups.get("n2"), groups.get("what2"))]
    judged_ones = []
    for text, what in pairs:
        if text is None or what is None:
            continue
        found, other = number_held(net, what, remark)
        if what == "layers" and all(c == found + ONE for c in expression_of(text)):
            return Judgement("undecided", reason="whether its input counts as a layer is not said")
        judged_ones.append(compared(found, expression_of(text), f"{found} {what}", other))
    return worst(judged_ones)


def expression_of(text: str) -> list[Size]:
    """The members of what is claimed, which may be a number in words."""
    from symnn.documents.judging.architectures.numbers import WORDS

    text = text.strip()
    if text == "no":
        return [number(0)]
    return [number(WORDS[text])] if text in WORDS else expression(text)


def worst(found: Sequence[Judgement]) -> Judgement:
    """A refutation, or what is not decided, before a proof."""
    for outcome in ("refuted", "undecided"):
        for one in found:
            if one.outcome == outcome:
                return one
    return found[0]


def _share_letters(letters: frozenset[str]) -> bool:
    """Whether N and n are among some letters, which plain words may have made one."""
    return len({name.lower() for name in letters}) < len(letters)


def compared(
    found: Size, claimed: Sequence[Size], text: str, other: Size | None = None
) -> Judgement:
    """A size beside what is claimed, of which all members have to be the same."""
    note = (f"there are {text}",)
    if all(holds("=", member, found) for member in claimed):
        return Judgement("proved", METHOD, notes=note)
    if other is not None and all(member == other for member in claimed):
        return Judgement("undecided", reason=f"there are {text}, or {other} in another counting")
    letters = found.letters.union(*(m.letters for m in claimed))
    if letters and not all(m.letters <= found.letters for m in claimed):
        return Judgement("undecided", reason=f"there are {text}")
    if letters and not any(m.letters for m in claimed):
        return Judgement("undecided", reason=f"there are {text}")
    if _share_letters(letters) and not _share_letters(
        frozenset().union(*(m.letters for m in claimed))
    ):
        return Judgement("undecided", reason=f"there are {text}")  # of N and n, in plain words
    sizes = {name: 7 + 4 * k for k, name in enumerate(sorted(letters))}
    if not any(differ(member, found, sizes) for member in claimed):
        return Judgement("undecided", reason=f"there are {text}")
    shown = tuple((name, str(value)) for name, value in sizes.items()) or None
    return Judgement("refuted", METHOD, counterexample=shown, notes=note)


def _more(match: re.Match[str], known: Known) -> Judgement:
    one, two = (spoken_of(match[key], known) for key in ("who", "other"))
    a, b = (number_held(net, match["what1"], "")[0] for net in (one, two))
    gap = a - b
    if gap.letters:
        raise UnreadError("which is larger depends on letters")
    relation, other = {"more": (">", "<="), "fewer": ("<", ">=")}.get(match["how"], ("=", "!="))
    right = holds(relation, a, b)
    if not right and not holds(other, a, b):
        raise UnreadError("which is larger is not certain")
    note = (f"{a} and {b} {match['what1']}",)
    return Judgement("proved" if right else "refuted", METHOD, notes=note)


# --- shapes -------------------------------------------------------------------------------


def _maps(match: re.Match[str], known: Known) -> Judgement:
    net, given, claimed = spoken_of(match["who"], known), sides(match["a"]), sides(match["b"])
    found = _same(_after(net, given), claimed)
    kept = kept_sides(net)
    if found.outcome != "refuted" or kept is net:
        return found
    if _same(_after(kept, given), claimed).outcome == "refuted":
        return found
    return Judgement("undecided", reason="its padding is not said")


def kept_sides(net: Network) -> Network:
    """The network where whatever is not said to be padded keeps the sides; itself if all is."""
    layers = tuple(map(_keeping, net.layers))
    return net if layers == net.layers else replace(net, layers=layers)


def _keeping(layer: Layer) -> Layer:
    """A convolution of which no padding is said, with that which keeps the size."""
    told = {"unpadded", "full", "same"} & layer.said or "padding" in layer.sizes
    if layer.kind != "convolution" or told:
        return layer
    return replace(layer, said=layer.said | {"same"})


def _after(net: Network, given: Sequence[Size]) -> Volume:
    after = _volume(given, net)
    for layer in net.layers:
        after = output(layer, after)
    return after


def _volume(given: Sequence[Size], net: Network) -> Volume:
    """H × W, C × H × W, or N × C × H × W."""
    images = any(x.kind in ("convolution", "pooling", "transposed", "block") for x in net.layers)
    if not images:
        if len(given) > 2:
            raise UnreadError("what the sides of this shape are is not known")
        return Volume(given[-1], (), tuple(given[:-1]))
    if len(given) <= 2:
        return Volume(None, tuple(given))
    if len(given) > 4:
        raise UnreadError("a shape with more than four sides")
    *batch, channels, height, width = given
    return Volume(channels, (height, width), tuple(batch))


def _same(after: Volume, claimed: Sequence[Size]) -> Judgement:
    own = [*after.batch, *([] if after.channels is None else [after.channels]), *after.sides]
    if len(claimed) == 2 and len(after.sides) == 2:
        own = list(after.sides)
    if len(own) != len(claimed):
        raise UnreadError("shapes with another number of sides")
    text = "×".join(map(str, own))
    found = [compared(a, [b], f"{text} numbers") for a, b in zip(own, claimed, strict=True)]
    last = [*own[1:], own[0]]
    if len(own) == 3 and all(holds("=", a, b) for a, b in zip(last, claimed, strict=True)):
        return Judgement("proved", METHOD, notes=(f"it is {text}, with the channels last",))
    return worst(found)


def _result(match: re.Match[str], known: Known) -> Judgement:
    who = match["who"] or match["who2"]
    net = spoken_of(who, known)
    if net.input == Volume(None):
        raise UnreadError("what goes in is not said")
    after = net.input
    for layer in net.layers:
        after = output(layer, after)
    found = [_same(after, sides(match["b"] or match["b2"]))]
    if match["pooled"]:
        behind = known.layers(f"{who} pooled")
        if behind is None:
            raise UnreadError("what stands behind it is not said")
        for layer in behind.layers[1:]:
            after = output(layer, after)
        found.append(_same(after, sides(match["pooled"])))
    return worst(found)


def _activation(match: re.Match[str], known: Known) -> Judgement:
    """The shape of what a layer in a list gives, and how many numbers it holds."""
    net = known.layers(match["who"])
    if net is None or not (match["shape"] or match["size"]):
        raise UnreadError("which layer is meant is not said")
    if net.layers[0].kind != "dense" and not net.input.sides:
        raise UnreadError("whether it is padded is not said")
    after = output(net.layers[0], net.input)
    found = []
    if match["shape"]:
        found.append(_same(after, [size(side) for side in re.split("[×,]", match["shape"])]))
    if match["size"]:
        whole = after.channels or ONE
        for side in after.sides:
            whole = whole * side
        found.append(compared(whole, expression(match["size"]), f"{whole} numbers"))
    return worst(found)


def _window(match: re.Match[str], known: Known) -> Judgement:
    """What is left of so many numbers behind one kernel."""
    del known
    width = re.split("≤", match["n"])[0]
    kernel = re.split("≤", match["k"])[0]
    sizes = {"kernel": expression(kernel)[0]}
    for key, text in re.findall(r"(padding|stride|dilation) ([^,: ]+)", match["more"]):
        sizes[key] = expression(text)[0]
    said = frozenset({match["mode"].strip()} & {"full", "same"})
    layer = Layer("convolution", sizes, said)
    found = side_after(layer, expression(width)[0], sizes["kernel"])
    return compared(found, expression(match["m"]), f"{found} numbers")


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (_ACTIVATION, _activation),
    (_WINDOW, _window),
    (_MORE, _more),
    (_MAPS, _maps),
    (_RESULT, _result),
    (_NUMBER_OF, counted),
    (_HAS, counted),
)
