"""What is said of networks in words: how many parameters, which output, which receptive field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets.counting import Count, count, is_certain_kernel, sides, size
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
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_WHAT: Final = (
    r"(?:trainable |learnable |free |adjustable )?"
    r"(?P<what>parameters|weights and biases|weights|biases)(?: in total| altogether|,? counting"
    r" biases|,? including biases| with biases)?"
)
_COUNTED: Final = regex(rf"(?P<count>.+?) {_WHAT}")
_BOTH: Final = regex(rf"(?P<w>{COUNT}) weights? and (?P<b>{COUNT}) bias(?:es)?")
_NUMBER_OF: Final = regex(
    rf"(?:the )?(?:total )?number of {_WHAT}(?: (?:of|in) (?P<of>.+?))?,?"
    rf" (?:(?:is|equals|is equal to) )?(?P<n>{PLACE}|{COUNT})"
)
_REGIONS: Final = regex(r"(?:it has )?(?P<count>.+?) (?:linear |activation )?regions")
_ALONE: Final = regex(rf"(?:(?:this|that) (?:makes|gives|is) |we have )?(?P<count>.+?) {_WHAT}")
_ITSELF: Final = regex(
    r"(?:the|this|that|our|it)(?: [a-z-]+){0,2} ?(?:network|net|model|mlp|layer|perceptron"
    r"|convolution)?"
)
_GENERAL: Final = frozenset(
    {"the", "this", "that", "our", "it", "network", "net", "model", "layer", "first", "second"}
    | {"third", "last", "next", "whole", "same"}
)
_CHANGED: Final = regex(
    r"(?:with|using|for) (?P<how>[^,]+),? the (?:same )?(?:network|net|model|mlp)"
)
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
_ON: Final = regex(
    rf"(?P<net>.+?),? (?:on|applied to|of) (?:an? )?(?P<n>{PLACE}|{COUNT}) (?:inputs?|images?"
    r"|pixels)"
)
_MAPS: Final = regex(
    rf"(?:an? )?(?P<n>{PLACE}|{COUNT}) (?:inputs?|images?)? ?to (?:an? )?(?P<m>{PLACE}|{COUNT})"
    r"(?: (?:outputs?|images?|maps?))?"
)
_KEEPS: Final = regex(r"the (?:spatial )?(?:size|resolution|dimensions|width)(?: of .+)?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a described network; None for any other clause."""
    if verb in ("has", "have"):
        counted = _COUNTED.fullmatch(predicate)
        claimed = COMPARED.fullmatch(counted["count"]) if counted is not None else None
        if counted is not None and claimed is not None:
            return partial(_has, speaker, subject, counted["what"], claimed)
        both = _BOTH.fullmatch(predicate)
        if both is not None:
            return partial(_weights_and_biases, speaker, subject, both)
    stacked = _STACKED.fullmatch(subject)
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
    if verb in ("maps", "map", "turns", "turn"):
        match = _MAPS.fullmatch(predicate)
        if match is not None:
            return partial(_output, speaker, subject, match["n"], match["m"])
    if verb in ("preserves", "preserve", "keeps", "keep") and _KEEPS.fullmatch(predicate):
        return partial(_output, speaker, subject, None, None)
    return None


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of "number of parameters = …", and of "471 parameters" alone."""
    total = _NUMBER_OF.fullmatch(words)
    if total is not None:
        return lambda speaker: _number_of(speaker, total)
    several = words.split(" and ")
    if len(several) == 2:
        rules = [_regions(part) or without_subject(part) for part in several]
        if all(rules):
            return lambda speaker: _together([rule and rule(speaker) for rule in rules])
    if (regions := _regions(words)) is not None:
        return regions
    length = _LENGTH.fullmatch(words)
    if length is not None:
        return lambda speaker: _length(speaker, length)
    match = _ALONE.fullmatch(words)
    claimed = COMPARED.fullmatch(match["count"]) if match is not None else None
    if match is None or claimed is None:
        return None
    return lambda speaker: _has(speaker, "it", match["what"], claimed)


def _together(found: Iterable[Phrase | None]) -> Phrase | None:
    """Both of two phrases with one reading each."""
    phrases = [phrase for phrase in found if phrase is not None]
    if len(phrases) != 2 or any(len(p.statements) != 1 for p in phrases):
        return None
    whole = conjunction(tuple(p.statements[0][0] for p in phrases))
    method = "; ".join(p.method for p in phrases if p.method)
    return Phrase("has", "", ((whole, ()),), method=method)


def _regions(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """So many regions, of a net for which the document gives their number by a formula."""
    match = _REGIONS.fullmatch(words)
    claimed = COMPARED.fullmatch(match["count"]) if match is not None else None
    if claimed is None:
        return None

    def rule(speaker: Speaker) -> Phrase | None:
        known = [n for n in speaker.described if n.kind == "regions"]
        if len(known) != 1:
            raise refuse("how many regions there are is not said")
        (net,) = known
        if not all(speaker.is_given_here(key) for key in net.letters):
            raise refuse("for which sizes is not said")
        found = size(replace(speaker, clause=net.clause), net.sizes["number"])
        number = speaker.number(claimed["n"])
        statement = (Atomic(RELATIONS[claimed["how"]], found, number), ())
        return Phrase("has", "", (statement,), method="the number of regions as it is given")

    return rule


# --- parameters -----------------------------------------------------------------------


def _has(speaker: Speaker, subject: str, what: str, claimed: re.Match[str]) -> Phrase | None:
    net = _spoken_of(speaker, subject)
    if net is None:
        return None
    relation = RELATIONS[claimed["how"]]
    node = speaker.clause.part(claimed["n"]).node if claimed["n"].startswith("⟨") else None
    named = names_in(node) if node is not None else set()
    if net.clause is speaker.clause or net.clause.parts is speaker.clause.parts:
        speaker = _opened(speaker, named | net.letters)
    return _counted(net, what, count(speaker, net), relation, _claimed(speaker, claimed["n"]))


def _weights_and_biases(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    net = _spoken_of(speaker, subject)
    if net is None:
        return None
    found = count(speaker, net)
    if net.kind == "convolution" and not is_certain_kernel(net):
        raise refuse("whether the kernel has one dimension or two is not said")
    pairs = ((found.weights, match["w"]), (found.biases, match["b"]))
    parts = tuple(Atomic("=", n, _claimed(speaker, place)) for n, place in pairs)
    said = f"{plain(found.weights)} weights and {plain(found.biases)} biases"
    return Phrase("has", "", ((conjunction(parts), ()),), method=f"counted by layers: {said}")


def _opened(speaker: Speaker, names: set[str]) -> Speaker:
    """The view in which letters that nothing defines are numbers."""
    reader = speaker.reader
    free = {k: Scalar(symbol(k)) for k in names if reader.scope.latest(k) is None}
    free = {k: v for k, v in free.items() if k not in reader.varied}
    return replace(speaker, reader=reader.varying({**reader.varied, **free}))


def _number_of(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    """In letters: of the net whose sizes are the letters of the claim."""
    node = speaker.clause.part(match["n"]).node if match["n"].startswith("⟨") else None
    named = names_in(node) if node is not None else set()
    text = match["of"] or "it"
    known_nets = [n for n in speaker.described if n.kind != "regions"]
    nets = [n for n in known_nets if n.letters == named] if match["of"] is None else []
    net = nets[-1] if named and nets else _spoken_of(speaker, text)
    if net is None:
        return None
    open_ = _opened(speaker, named | net.letters)
    return _counted(net, match["what"], count(open_, net), "=", _claimed(open_, match["n"]))


def _claimed(speaker: Speaker, place: str) -> Expr:
    """The number; of a chain such as `= 3·4 = 12` its first member, if all are equal."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    if not isinstance(node, tree.Chain):
        return speaker.number(place)
    members = [node.first, *(link.operand for link in node.links)]
    values = [speaker.reader.read_scalar(m).expr for m in members if not isinstance(m, tree.Empty)]
    if any(link.relation != "=" for link in node.links):
        raise refuse("a number is needed in it")
    for one in values[1:]:
        if not decide(Claim(Atomic("=", values[0], one))).proved:
            raise refuse("the numbers in it differ")
    return values[0]


def _counted(net: Description, what: str, found: Count, relation: str, number: Expr) -> Phrase:
    whole = add(found.weights, found.biases)
    usual = {"weights": found.weights, "biases": found.biases}.get(what, whole)
    other = {"weights": whole, "parameters": found.weights}.get(what, usual)
    if net.kind in ("lstm", "gru", "rnn") and what != "weights":
        other = add(usual, found.biases)  # some libraries keep two biases for each gate
    said = f"{plain(found.weights)} weights and {plain(found.biases)} biases"
    if net.kind == "convolution" and not is_certain_kernel(net):
        raise refuse("whether the kernel has one dimension or two is not said")
    certain = net.stated or "biased" in net.sizes or "bare" in net.sizes
    certain = certain and net.kind not in ("lstm", "gru", "rnn")
    if not certain and not _holds(relation, usual, number) and _holds(relation, other, number):
        raise refuse(f"it has {said}, and whether biases count is not said")
    names = sorted(free_symbols(usual, number))
    if names and relation != "=":
        raise refuse("numbers in letters are compared by equations only")
    sizes = tuple(Atomic(">=", symbol(name), ONE) for name in names)
    statement = (Atomic(relation, usual, number), sizes)
    return Phrase("has", "", (statement,), method=f"counted by layers: {said}", of_sizes=True)


def _holds(relation: str, found: Expr, number: Expr) -> bool:
    return decide(Claim(Atomic(relation, found, number))).proved


def _spoken_of(speaker: Speaker, text: str) -> Description | None:
    """The net that is described there, or the one that was described before."""
    here = described(text, speaker.clause)
    if here is not None:
        return here
    changed = _CHANGED.fullmatch(text)
    if changed is not None and len(speaker.described) == 1:
        only: Description = speaker.described[0]
        return only.changed(changed["how"], speaker.clause)
    if _ITSELF.fullmatch(text) is None:
        return None
    fitting = list(_fitting(speaker, text))
    if not fitting:
        raise refuse("which network is meant is not said")
    return fitting[-1]


def _fitting(speaker: Speaker, text: str) -> Iterable[Description]:
    """The nets described so far that the words fit, the one whose letters are given here last.

    Of several nets only one of which all letters are given beside the claim can be meant; that
    with the most of them.
    """
    words = set(text.split()) - _GENERAL
    nets = [n for n in speaker.described if n.kind != "regions" and words <= set(n.called.split())]
    here = [n for n in nets if all(speaker.is_given_here(key) for key in n.letters)]
    lettered = sorted((n for n in here if n.letters), key=lambda n: len(n.letters))
    if lettered:
        return lettered
    if _gives_sizes(speaker):
        return []  # as it seems, those of another net
    return nets if len(nets) == 1 else [n for n in nets[-1:] if not n.letters]


def _gives_sizes(speaker: Speaker) -> bool:
    """Whether the formula that the clause stands in gives any name a number."""
    known = (bindings[-1] for bindings in speaker.reader.scope.history.values())
    return any(b.version > speaker.since and not b.computed for b in known)


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
    view = _opened(speaker, net.letters | _letters(speaker, claimed))
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
    if stride is not None and not _holds("=", size(speaker, stride), ONE):
        raise refuse("a receptive field with strides is not covered")
    number = size(speaker, stacked["n"])
    kernel, wanted = sides(speaker, stacked["kernel"]), sides(speaker, claimed)
    if len(set(kernel)) != 1 or len(set(wanted)) != 1:
        raise refuse("its sides differ")
    found = add(mul(number, add(kernel[0], negative(ONE))), ONE)
    return Phrase("has", "", ((Atomic("=", found, wanted[0]), ()),), method="n(k - 1) + 1")


_LENGTH: Final = regex(
    rf"with (?P<with>.+?),? an? (?:input|image|signal|sequence) of (?:length|size|width)"
    rf" (?P<n>{PLACE}|{COUNT}) (?:gives|yields|has|leads to|produces) an? (?:output|feature map) of"
    rf" (?:length|size|width) (?P<m>{PLACE}|{COUNT})"
)


def _length(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    """The output of a convolution that only its kernel, stride and padding are said of."""
    return _output(speaker, f"a convolution with {match['with']}", match["n"], match["m"])


def _output(speaker: Speaker, text: str, given: str | None, claimed: str | None) -> Phrase | None:
    """⌊(n + 2p - k) / s⌋ + 1 on each side."""
    net = described(text, speaker.clause)
    kinds = ("convolution", "pooling", "transposed")
    if net is None or net.kind not in kinds or "kernel" not in net.sizes:
        return None
    (kernel,) = set(sides(speaker, net.sizes["kernel"]))
    if "dilation" in net.sizes:
        kernel = dilated(kernel, size(speaker, net.sizes["dilation"]))
    usual = net.kind == "pooling" and "stride" not in net.sizes
    stride = kernel if usual else size(speaker, net.sizes.get("stride", "one"))
    padding = size(speaker, net.sizes["padding"]) if "padding" in net.sizes else ZERO
    if given is None or claimed is None:
        if "stride" not in net.sizes and net.kind == "pooling":
            raise refuse("its stride is not said")
        whole = _holds("=", stride, ONE)
        gap = add(mul(rational(2), padding), negative(kernel), ONE)
        right = _holds("=", gap, ZERO)
        statement = Atomic("=", ONE, ONE if whole and right else ZERO)
        return Phrase("preserves", "", ((statement, ()),), method="n + 2p - k + 1 = n")
    inputs, outputs = sides(speaker, given), sides(speaker, claimed)
    if len(set(inputs)) != 1 or len(set(outputs)) != 1:
        raise refuse("its sides differ")
    if net.kind == "transposed":
        steps = mul(add(inputs[0], negative(ONE)), stride)
        whole_size = add(steps, kernel, mul(rational(-2), padding))
        statement = Atomic("=", whole_size, outputs[0])
        return Phrase("gives", "", ((statement, ()),), method="(n - 1)s + k - 2p")
    room = add(inputs[0], mul(rational(2), padding), negative(kernel))
    found = add(apply("floor", quotient(room, stride)), ONE)
    if usual and not _holds("=", found, outputs[0]):
        raise refuse("its stride is not said")
    return Phrase("gives", "", ((Atomic("=", found, outputs[0]), ()),), method="⌊(n+2p-k)/s⌋+1")
