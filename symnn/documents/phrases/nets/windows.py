"""Windows that slide over an input: which output they give, and how much they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets import by_sides
from symnn.documents.phrases.nets.counting import holds, opened, sides, size
from symnn.documents.phrases.nets.descriptions import Description, described, names_in
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError

Rule: TypeAlias = "Callable[[], Phrase | None]"

_STACKED: Final = regex(
    rf"(?:a stack of )?(?P<n>{COUNT}) (?:stacked |successive |consecutive )?(?P<kernel>{PLACE})"
    r" (?:convolutions|convolutional layers|conv layers|layers|filters)"
    r"(?: (?:of|with) stride (?P<stride>one|1|⟨\d+⟩))?"
)
_FIELD: Final = regex(
    rf"(?:an? |the )?(?:effective )?receptive field of (?:size )?(?P<m>{PLACE}|{COUNT})(?: pixels)?"
)
_EFFECTIVE: Final = regex(
    rf"(?:an? )?effective (?:kernel )?(?:size|width)(?: of)? (?P<m>{PLACE}|{COUNT})"
)
_OUTPUT: Final = regex(
    rf"(?:an? )?(?:output|feature map|map)s? (?:of (?:size |width )?)?(?P<m>{PLACE}|{COUNT})"
    rf"|(?:an? )?(?P<m2>{PLACE}) (?:output|feature map)s?"
)
#: "a convolution of 5 inputs with a kernel of size 3", "with kernel size 3 the kernel".
_INPUTS_FIRST: Final = regex(
    r"(?P<net>(?:an? |the )?[a-z0-9 -]*?(?:convolution(?:al layer)?|pooling(?: layer)?))"
    rf" (?:of|on|over) (?P<n>{PLACE}|{COUNT}) (?:inputs?|pixels|samples|values|numbers)"
    r"(?P<rest>,? with .+)"
)
_FIRST_WITH: Final = regex(
    r"with (?P<with>.+?),? (?:the|a|this|each) (?:kernel|filter|convolution|convolutional layer)"
)
_LAYERS: Final = regex(
    rf"(?:a stack of )?(?P<n>{COUNT}) (?:such |stacked |convolutional |successive )*layers with"
    rf" (?:a )?kernel(?:s of)? size (?P<kernel>{PLACE}|{COUNT})"
    r"(?: (?:and|of|with) stride (?P<stride>one|1|⟨\d+⟩))?"
)
_RESULT: Final = regex(
    r"the (?:output|result|output (?:map|volume|image|feature ?map|width)|featuremap)(?: size)?"
)
#: Names that authors give the size of an output.
_OUTPUTS: Final = frozenset({"output size", "o", "O", "n_out", "W_out", "H_out", "N_out", "output"})
_ON: Final = regex(
    rf"(?P<net>.+?),? (?:on|applied to|of) (?:an? )?(?P<n>{PLACE}|{COUNT}) (?:inputs?|images?"
    r"|pixels)"
)
_MAPS: Final = regex(
    rf"(?:an? )?(?P<n>{PLACE}|{COUNT}) (?:inputs?|images?)? ?to (?:an? )?(?P<m>{PLACE}|{COUNT})"
    r"(?: (?:outputs?|images?|maps?))?"
)
_MAPS_OF: Final = regex(r"(?:each|every|the|all)(?: of the)?(?: output)? (?:featuremap|output map)")
_OF_SIZE: Final = regex(rf"(?:of )?(?:size )?(?P<m>{PLACE})(?: pixels)?")
_KEEPS: Final = regex(r"the (?:spatial )?(?:size|resolution|dimensions|width)(?: of .+)?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a window; None for any other clause."""
    usual = _usual(speaker, subject, verb, predicate)
    other = by_sides.find(speaker, subject, verb, predicate)
    if usual is None or other is None:
        return usual or other
    return partial(_either, usual, other)


def _either(usual: Rule, other: Rule) -> Phrase | None:
    """The first of two rules that has an answer."""
    try:
        found = usual()
    except MeaningError:
        found = None
    return other() if found is None else found


def _usual(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    subject = _in_order(subject)
    stacked = _STACKED.fullmatch(subject) or _LAYERS.fullmatch(subject)
    seen = _FIELD.fullmatch(predicate) if verb in ("has", "have") else None
    if verb in ("sees", "see", "covers", "cover"):
        seen = re.fullmatch(rf"(?P<m>{PLACE}|{COUNT})(?: pixels| inputs)?", predicate)
    if stacked is not None and seen is not None:
        return partial(_field, speaker, stacked, seen["m"])
    effective = _EFFECTIVE.fullmatch(predicate) if verb in ("has", "have") else None
    covered = seen["m"] if seen is not None else effective["m"] if effective is not None else None
    if stacked is None and covered is not None:
        return partial(_reach, speaker, subject, covered)
    if verb in ("gives", "give", "produces", "produce", "yields", "yield", "has", "have"):
        match, on = _OUTPUT.fullmatch(predicate), _ON.fullmatch(subject)
        if match is not None and on is not None:
            return partial(_output, speaker, on["net"], on["n"], match["m"] or match["m2"])
    if verb in ("has", "have", "is", "are") and _MAPS_OF.fullmatch(subject):
        match = _OF_SIZE.fullmatch(predicate)
        if match is not None:
            return partial(_feature_map, speaker, match["m"])
    if verb in ("maps", "map", "turns", "turn"):
        match = _MAPS.fullmatch(predicate)
        if match is not None:
            return partial(_output, speaker, subject, match["n"], match["m"])
    if verb in ("preserves", "preserve", "keeps", "keep") and _KEEPS.fullmatch(predicate):
        return partial(_output, speaker, subject, None, None)
    return None


def _in_order(subject: str) -> str:
    """The layer first, and then what it is applied to."""
    first = _INPUTS_FIRST.fullmatch(subject)
    if first is not None:
        return f"{first['net']}{first['rest']} on {first['n']} inputs"
    ahead = _FIRST_WITH.fullmatch(subject)
    return subject if ahead is None else f"a convolution with {ahead['with']}"


def of_result(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of "the output is 5×5", where a formula of the document gives its size."""
    match = _OF_SIZE.fullmatch(predicate) if verb in ("is", "has", "equals") else None
    if match is None or _RESULT.fullmatch(subject) is None:
        return None
    node = speaker.clause.part(match["m"]).node
    shape = isinstance(node, tree.Product) and set(node.operators) == {"×"}
    sized = "size" in subject or "size" in predicate
    return partial(_by_formula, speaker, match["m"]) if shape or sized else None


def _by_formula(speaker: Speaker, claimed: str) -> Phrase | None:
    """By the one formula of the document for it, all letters of which are given right here."""
    scope = speaker.reader.scope
    known = [scope.latest(key) for key in scope.history if key in _OUTPUTS]
    bodies = [one.body for one in known if one is not None and one.parameters is None]
    given = [
        body
        for body in bodies
        if (letters := names_in(body)) and all(map(speaker.is_given_here, letters))
    ]
    if len(given) != 1:
        raise refuse("the size of its output is not known by a formula")
    found = speaker.reader.read_scalar(given[0]).expr
    wanted = set(sides(speaker, claimed))
    statements = conjunction(tuple(Atomic("=", found, side) for side in wanted))
    return Phrase("is", "", ((statements, ()),), method="the formula for it")


def dilated(kernel: Expr, rate: Expr) -> Expr:
    """How far a kernel with gaps reaches: k + (k - 1)(d - 1)."""
    gaps = mul(add(kernel, negative(ONE)), add(rate, negative(ONE)))
    return add(kernel, gaps)


def _reach(speaker: Speaker, text: str, claimed: str) -> Phrase | None:
    """The pixels a side that one kernel covers, with its dilation."""
    net = described(text, speaker.clause)
    if net is None or net.kind != "convolution":
        return None
    given = {("kernel" if key == "hidden" else key): text for key, text in net.sizes.items()}
    if "kernel" not in given or set(given) - {"kernel", "dilation"}:
        raise refuse("more is said of it than the size of its kernel and its dilation")
    view = opened(speaker, net.letters | _letters(speaker, claimed))
    kernels, wanted = set(sides(view, given["kernel"])), set(sides(view, claimed))
    if len(wanted) != 1 or len(kernels) != 1:
        raise refuse("its sides differ")
    rate = size(view, given["dilation"]) if "dilation" in given else ONE
    found, reach = dilated(kernels.pop(), rate), wanted.pop()
    over = tuple(Atomic(">=", symbol(n), ONE) for n in sorted(free_symbols(found, reach)))
    statement = (Atomic("=", found, reach), over)
    return Phrase("covers", "", (statement,), method="k + (k - 1)(d - 1)", of_sizes=True)


def _letters(speaker: Speaker, place: str) -> set[str]:
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    return names_in(node) if node is not None else set()


# --- windows --------------------------------------------------------------------------


def _field(speaker: Speaker, stacked: re.Match[str], claimed: str) -> Phrase | None:
    """n layers of k×k kernels see n(k - 1) + 1 pixels a side."""
    stride = stacked["stride"]
    if stride is not None and not holds("=", size(speaker, stride), ONE):
        raise refuse("a receptive field with strides is not covered")
    number = size(speaker, stacked["n"])
    kernel, wanted = sides(speaker, stacked["kernel"]), sides(speaker, claimed)
    if len(set(kernel)) != 1 or len(set(wanted)) != 1:
        raise refuse("its sides differ")
    found = add(mul(number, add(kernel[0], negative(ONE))), ONE)
    return Phrase("has", "", ((Atomic("=", found, wanted[0]), ()),), method="n(k - 1) + 1")


LENGTH: Final = regex(
    rf"with (?P<with>.+?),? an? (?:input|image|signal|sequence) of (?:length|size|width)"
    rf" (?P<n>{PLACE}|{COUNT}) (?:gives|yields|has|leads to|produces) an? (?:output|feature map) of"
    rf" (?:length|size|width) (?P<m>{PLACE}|{COUNT})"
)


def length(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    """The output of a convolution that only its kernel, stride and padding are said of."""
    return _output(speaker, f"a convolution with {match['with']}", match["n"], match["m"])


def _feature_map(speaker: Speaker, claimed: str) -> Phrase | None:
    """The output of the one layer that is described with the size of its images."""
    nets = [n for n in speaker.described if "image" in n.sizes]
    if len(nets) != 1:
        raise refuse("of which layer is not said")
    (net,) = nets
    (wanted,) = set(sides(speaker, claimed)) or (ZERO,)
    return _sized(replace(speaker, clause=net.clause), net, net.sizes["image"], [wanted])


def _output(speaker: Speaker, text: str, given: str | None, claimed: str | None) -> Phrase | None:
    """⌊(n + 2p - k) / s⌋ + 1 on each side."""
    net = described(text, speaker.clause)
    wanted = None if claimed is None else sides(speaker, claimed)
    return None if net is None else _sized(speaker, net, given, wanted)


def _sized(
    speaker: Speaker, net: Description, given: str | None, outputs: list[Expr] | None
) -> Phrase | None:
    kinds = ("convolution", "pooling", "transposed")
    if net.kind not in kinds or "kernel" not in net.sizes:
        return None
    kernels = set(sides(speaker, net.sizes["kernel"]))
    if len(kernels) != 1:
        raise refuse("its sides differ")
    kernel = kernels.pop()
    if "dilation" in net.sizes:
        kernel = dilated(kernel, size(speaker, net.sizes["dilation"]))
    usual = net.kind == "pooling" and "stride" not in net.sizes
    stride = kernel if usual else size(speaker, net.sizes.get("stride", "one"))
    padding = size(speaker, net.sizes["padding"]) if "padding" in net.sizes else ZERO
    if given is None or outputs is None:
        if "stride" not in net.sizes and net.kind == "pooling":
            raise refuse("its stride is not said")
        whole = holds("=", stride, ONE)
        gap = add(mul(rational(2), padding), negative(kernel), ONE)
        right = holds("=", gap, ZERO)
        statement = Atomic("=", ONE, ONE if whole and right else ZERO)
        return Phrase("preserves", "", ((statement, ()),), method="n + 2p - k + 1 = n")
    inputs = sides(speaker, given)
    if len(set(inputs)) != 1 or len(set(outputs)) != 1:
        raise refuse("its sides differ")
    if net.kind == "transposed":
        steps = mul(add(inputs[0], negative(ONE)), stride)
        whole_size = add(steps, kernel, mul(rational(-2), padding))
        statement = Atomic("=", whole_size, outputs[0])
        return Phrase("gives", "", ((statement, ()),), method="(n - 1)s + k - 2p")
    room = add(inputs[0], mul(rational(2), padding), negative(kernel))
    found = add(apply("floor", quotient(room, stride)), ONE)
    if usual and not holds("=", found, outputs[0]):
        raise refuse("its stride is not said")
    same = negative(apply("floor", quotient(negative(inputs[0]), stride)))
    if "padding" not in net.sizes and "unpadded" not in net.sizes and holds("=", same, outputs[0]):
        raise refuse("its padding is not said")  # with that which keeps the size it is right
    return Phrase("gives", "", ((Atomic("=", found, outputs[0]), ()),), method="⌊(n+2p-k)/s⌋+1")
