r"""Counts told in other ways: behind a colon, of stacks of equal layers, more and fewer.

"two features, hidden layers of 5 and 2 units, one output: 22 weights", "three stacked 3×3 layers
have fewer weights than one 7×7 layer".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import (
    KIND,
    METHOD,
    REMARK,
    Rule,
    compared,
    counted,
    expression_of,
    worst,
)
from symnn.documents.judging.architectures.descriptions import Known
from symnn.documents.judging.architectures.numbers import SIDES, N, expression, sides, size
from symnn.documents.judging.open_arrays.equal_sizes import expression as as_expression
from symnn.documents.judging.open_arrays.sizes import ONE as ONE_
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, letter, number
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ONE, symbol

_NUMBERS: Final = rf"(?P<n1>\S.*?) {KIND.format(1)}(?: and (?P<n2>\S.*?) {KIND.format(2)})?{REMARK}"
_COLON: Final = regex(rf"(?:with )?(?P<who>.+?) ?: {_NUMBERS}")
_THERE_WITH: Final = regex(
    rf"(?:with|for|in) (?P<who>.+?),? (?:there are|we have|we need|one has|one needs) {_NUMBERS}"
)
_THERE_IN: Final = regex(
    rf"there are {_NUMBERS.replace('(?P<remark>', '(?P<remark0>')} in (?P<who>.+)"
)
_LAYERS: Final = r"(?:conv(?:olutional)? )?(?:layers?|convolutions?|filters?|kernels?)"
_STACK: Final = (
    rf"(?:a stack of )?(?P<l{{0}}>{N}) (?:stacked |successive |consecutive )*(?P<k{{0}}>{SIDES})"
    rf" {_LAYERS}"
)
_CHANNELS: Final = (
    r"(?: (?:with|of|on|from) (?P<c{0}>[A-Za-z]|\d+) (?:(?:input and output |and )?channels"
    r"(?: each| in and out)?|to (?P=c{0}) channels))?"
    r"(?P<bare{0}>,? (?:without|and no) bias(?:es)?)?"
)
_OF_STACK: Final = regex(
    rf"{_STACK.format(1)}{_CHANNELS.format(1)} (?:have|has|contain|contains|need|needs|use|uses)"
    rf" (?P<n>\S.*?) (?P<what>weights|parameters)"
)
_BESIDE: Final = regex(
    rf"{_STACK.format(1)}{_CHANNELS.format(1)} (?:have|has|need|needs|use|uses|contain|contains)"
    r" (?P<how>more|fewer|less|as many|the same number of) (?P<what>weights|parameters)"
    rf" (?:than|as) {_STACK.format(2)}{_CHANNELS.format(2)}"
)


def _of_stack(match: re.Match[str], known: Known) -> Judgement:
    del known
    if match["c1"] is None:
        raise UnreadError("how many channels there are is not said")
    found, biases = _stack(match, "1", size(match["c1"]))
    claimed = expression_of(match["n"])
    bare = match["bare1"] is not None
    if match["what"] == "weights" or bare:
        other = None if bare else found + biases
        return compared(found, claimed, f"{found} weights", other)
    if all(one == found for one in claimed):
        return compared(found, claimed, f"{found} weights")
    return compared(found + biases, claimed, f"{found + biases} parameters", found)


def _stack(match: re.Match[str], k: str, channels: Size) -> tuple[Size, Size]:
    """The weights and biases of so many equal layers that keep the number of channels."""
    kernel = sides(match[f"k{k}"])
    if len(kernel) != 2:
        raise UnreadError("a kernel with another number of sides")
    times = size(match[f"l{k}"])
    return times * kernel[0] * kernel[1] * channels * channels, times * channels


def _beside(match: re.Match[str], known: Known) -> Judgement:
    """More or fewer, for every number of channels that all layers share."""
    names = {match["c1"], match["c2"]} - {None}
    if len(names) > 1:
        raise UnreadError("layers with other channels")
    channels = size(names.pop()) if names else letter("C")
    one, two = (_stack(match, k, channels) for k in "12")
    bare = match["what"] == "weights" or match["bare1"] is not None
    ways = [(one[0], two[0])] if bare else [(a, b) for a, b in zip_sums(one, two)]
    relation, other = {"more": (">", "<="), "fewer": ("<", ">="), "less": ("<", ">=")}.get(
        match["how"], ("=", "!=")
    )
    over = tuple(Atomic(">=", symbol(name), ONE) for name in sorted(channels.letters))
    right = [_holds(relation, a, b, over) for a, b in ways]
    wrong = [_holds(other, a, b, over) for a, b in ways]
    note = (f"{one[0]} and {two[0]} weights",)
    if all(right):
        return Judgement("proved", METHOD, notes=note)
    if all(wrong) and (names or match["c1"] or match["c2"] or known.same_channels):
        return Judgement("refuted", METHOD, notes=note)
    return Judgement("undecided", reason="how many channels the layers have is not said")


def zip_sums(one: tuple[Size, Size], two: tuple[Size, Size]) -> list[tuple[Size, Size]]:
    """Weights alone, and with biases."""
    return [(one[0], two[0]), (one[0] + one[1], two[0] + two[1])]


def _holds(relation: str, one: Size, two: Size, over: tuple[Atomic, ...]) -> bool:
    claim = Claim(Atomic(relation, as_expression(one), as_expression(two)), over)
    return decide(claim, seconds=2).proved


_FIELD: Final = regex(
    rf"(?:a stack of )?(?P<l>{N}) (?:stacked |such |successive )*(?:{_LAYERS} (?:of|with) (?:an? )?"
    rf"(?P<k>{SIDES}) (?:kernels?|filters?|convolutions?)|(?P<k2>{SIDES}) {_LAYERS})"
    r"(?: (?:and|with|of) stride (?:1|one))? (?:has|have|gives?|sees?|covers?)"
    r" (?:an? )?(?:receptive field (?:of|that is)(?: size)? )?(?P<b>\S.*?)(?: pixels| inputs)?"
)
_DILATED: Final = regex(
    rf"an? (?:dilated )?(?P<k>{SIDES}) {_LAYERS} with (?:a )?dilation(?: rate| factor)?(?: of)?"
    rf" (?P<d>{N}) (?:has|sees|covers) (?:an? )?(?:(?:effective )?(?:receptive field|kernel size"
    r"|size) (?:of )?)?(?P<b>\S.*?)(?: pixels| inputs)?"
)


def _field(match: re.Match[str], known: Known) -> Judgement:
    """n(k - 1) + 1 on each side."""
    del known
    times = size(match["l"])
    kernel = sides(match["k"] or match["k2"])
    return _each(kernel, [times * (k - ONE_) + ONE_ for k in kernel], match["b"])


def _dilated(match: re.Match[str], known: Known) -> Judgement:
    """k + (k - 1)(d - 1) on each side."""
    del known
    rate, kernel = size(match["d"]), sides(match["k"])
    return _each(kernel, [k + (k - ONE_) * (rate - ONE_) for k in kernel], match["b"])


def _each(kernel: Sequence[Size], found: Sequence[Size], text: str) -> Judgement:
    claimed = [expression(part)[0] for part in text.split("×")]
    if len(kernel) != len(claimed) or any("=" in part for part in text):
        raise UnreadError("a field with another number of sides")
    shown = "×".join(map(str, found))
    pairs = zip(found, claimed, strict=True)
    return worst([compared(one, [two], f"{shown} inputs") for one, two in pairs])


_EMPTY: Final = regex(
    r"(?:an?|the|every|each) (?:(?:\d+×\d+|global|max|average|mean|avg)[- ])*"
    r"(?:pooling(?: layer| operation)?|dropout(?: layer)?|flatten(?:ing)?(?: layer)?"
    r"|(?:relu|ReLU|softmax|tanh|sigmoid) (?:layer|activation|nonlinearity))"
    rf" (?:has|have|contains|adds|needs) (?P<n>\S+) {KIND.format('')}{REMARK}"
)


def _empty(match: re.Match[str], known: Known) -> Judgement:
    """No parameters."""
    del known
    if match["what"] not in ("parameters", "weights", "biases", "weights and biases"):
        raise UnreadError("what is counted is not understood")
    return compared(number(0), expression_of(match["n"]), "0 parameters")


_EACH_FILTER: Final = regex(
    r"(?:each|every|one|a single) (?:of the )?(?:filter|kernel)s? has (?P<n>\S.*?) (?P<what>weights"
    r"|parameters|weights and biases)(?: and (?P<b>\S+) bias)?(?P<remark>,? (?:including|with"
    r"|without|not counting|excluding) (?:the |its )?bias)?"
)


def _each_filter(match: re.Match[str], known: Known) -> Judgement:
    """The weights of one filter of the only convolution, with its bias or without it."""
    convolutions = [
        (layer, before, net.biased)
        for net in known.networks
        for layer, before, _ in net.volumes()
        if layer.kind == "convolution"
    ]
    if len(convolutions) != 1 or not known.whole or "depthwise" in convolutions[0][0].said:
        raise UnreadError("which filters are meant is not said")
    ((layer, before, biased),) = convolutions
    if before.channels is None or "groups" in layer.sizes:
        raise UnreadError("how many channels a filter sees is not said")
    first = layer.size("kernel")
    weights = first * layer.sizes.get("kernel2", first) * before.channels
    remark = match["remark"] or ""
    bare = re.search(r"without|not counting|excluding", remark) is not None
    if match["b"] is not None and match["b"] not in ("one", "1", "a"):
        raise UnreadError("another number of biases")
    if match["what"] == "weights" or bare:
        sure = bare or match["b"] is not None or biased is not None
        return compared(
            weights,
            expression_of(match["n"]),
            f"{weights} weights",
            None if sure else weights + ONE_,
        )
    sure = biased is True or "bias" in remark or "bias" in match["what"]
    return compared(
        weights + ONE_,
        expression_of(match["n"]),
        f"{weights} weights and one bias",
        None if sure else weights,
    )


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (_EMPTY, _empty),
    (_EACH_FILTER, _each_filter),
    (_BESIDE, _beside),
    (_FIELD, _field),
    (_DILATED, _dilated),
    (_OF_STACK, _of_stack),
    (_COLON, counted),
    (_THERE_WITH, counted),
    (_THERE_IN, counted),
)
