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
from symnn.documents.phrases.nets.counting import (
    Count,
    count,
    holds,
    is_certain_kernel,
    opened,
    size,
)
from symnn.documents.phrases.nets.descriptions import Description, described, names_in
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    free_symbols,
    symbol,
)
from symnn.exact.plain import plain
from symnn.latex import syntax as tree

Rule: TypeAlias = "Callable[[], Phrase | None]"

_WHAT: Final = (
    r"(?:trainable |learnable |free |adjustable )?"
    r"(?P<what>parameters|weights and biases|weights|biases)(?: in total| altogether|,? counting"
    r" biases|,? including (?:the )?biases| with biases|,? biases included)?"
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
#: All of the network, and no layer of it.
_ALL_OF_IT: Final = regex(
    r"(?:the|this|our)(?: whole| entire| full| neural| small| two-layer| three-layer)*"
    r" (?:network|net|model|mlp)"
)
_ALL_OF_ANOTHER: Final = regex(
    r"the (?:first|second|third|last|next|other)(?: [a-z-]+)? (?:network|net|model|mlp)"
)
_NTH_LAYER: Final = regex(r"the (?:first|second|third|last|next)(?: [a-z-]+)? layer")
_GENERAL: Final = frozenset(
    {"the", "this", "that", "our", "it", "network", "net", "model", "layer", "first", "second"}
    | {"third", "last", "next", "whole", "same"}
)
_CHANGED: Final = regex(
    r"(?:with|using|for) (?P<how>[^,]+),? the (?:same )?(?:network|net|model|mlp)"
)

#: A description in a sentence that claims something of it.
_OF_CLAIM: Final = regex(r"\b(?:has|have|gives?|needs?|takes?|maps?)\b")
#: Without one of these words nothing is said of a window.
_OF_WINDOWS: Final = regex(
    r"conv|kernel|filter|pool|\bmap|featuremap|field|pixel|image|resolution|⟩ layers"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a described network; None for any other clause."""
    if verb in ("has", "have"):
        counted = _COUNTED.fullmatch(predicate)
        claimed = COMPARED.fullmatch(counted["count"]) if counted is not None else None
        if counted is not None and claimed is not None:
            sure = counted["what"] == "parameters" and "biases" in counted[0]
            return partial(_has, speaker, subject, counted["what"], claimed, sure)
        both = _BOTH.fullmatch(predicate)
        if both is not None:
            return partial(_weights_and_biases, speaker, subject, both)
    result = subject.startswith(("the output", "the result", "the featuremap"))
    if _OF_WINDOWS.search(f"{subject} {predicate}") is None and not result:
        return None
    from symnn.documents.phrases.nets import windows

    if result and (found := windows.of_result(speaker, subject, verb, predicate)) is not None:
        return found
    return windows.find(speaker, subject, verb, predicate)


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
    if words.startswith("with "):
        from symnn.documents.phrases.nets import windows

        length = windows.LENGTH.fullmatch(words)
        if length is not None:
            return lambda speaker: windows.length(speaker, length)
    match = _ALONE.fullmatch(words)
    claimed = COMPARED.fullmatch(match["count"]) if match is not None else None
    if match is None or claimed is None:
        return None
    return lambda speaker: _alone(speaker, match["what"], claimed)


def _alone(speaker: Speaker, what: str, claimed: re.Match[str]) -> Phrase | None:
    """So many parameters, of the net that was described; of one that a claim spoke of, perhaps.

    Behind "a layer from 400 to 120 units has 48,120 parameters" the next number may be of another.
    """
    said = [net for net in speaker.described if _OF_CLAIM.search(net.clause.words)]
    phrase = _has(speaker, "it", what, claimed)
    if phrase is None or not said:
        return phrase
    if not all(decide(Claim(f, over)).proved for f, over in phrase.statements):
        raise refuse("which network is meant is not said")
    return phrase


def _together(found: Iterable[Phrase | None]) -> Phrase | None:
    """Both of two phrases with one reading each."""
    phrases = [phrase for phrase in found if phrase is not None]
    if len(phrases) != 2 or any(len(p.statements) != 1 for p in phrases):
        return None
    whole = conjunction(tuple(p.statements[0][0] for p in phrases))
    method = "; ".join(p.method for p in phrases if p.method)
    return Phrase("has", "", ((whole, ()),), method=method)


#: The number of regions is the most that there may be, or the least.
_BOUNDED: Final = regex(r"\b(?:at (?:most|least)|up to|no more than|maxim\w+|bound\w*)\b")


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
        if RELATIONS[claimed["how"]] == "=" and _BOUNDED.search(net.clause.words):
            raise refuse("only the most regions are given")
        found = size(replace(speaker, clause=net.clause), net.sizes["number"])
        number = speaker.number(claimed["n"])
        statement = (Atomic(RELATIONS[claimed["how"]], found, number), ())
        return Phrase("has", "", (statement,), method="the number of regions as it is given")

    return rule


# --- parameters -----------------------------------------------------------------------


def _has(
    speaker: Speaker, subject: str, what: str, claimed: re.Match[str], sure: bool = False
) -> Phrase | None:
    if not speaker.described and _ALL_OF_IT.fullmatch(subject) is not None:
        return _of_formulas(speaker, what, claimed)
    net = _spoken_of(speaker, subject)
    if net is None:
        return None
    relation = RELATIONS[claimed["how"]]
    node = speaker.clause.part(claimed["n"]).node if claimed["n"].startswith("⟨") else None
    named = names_in(node) if node is not None else set()
    own = net.clause is speaker.clause or net.clause.parts is speaker.clause.parts
    if own or (named and named <= net.letters):
        speaker = opened(speaker, named | net.letters)
    net = replace(net, stated=net.stated or sure)
    return _counted(net, what, count(speaker, net), relation, _claimed(speaker, claimed["n"]))


def _of_formulas(speaker: Speaker, what: str, claimed: re.Match[str]) -> Phrase:
    """So many weights and biases, of a net that is given by formulas."""
    from symnn.documents.phrases.nets.by_formulas import count_of_formulas

    found = count_of_formulas(speaker)
    whole = add(found.weights, found.biases)
    number = _claimed(speaker, claimed["n"])
    counted = {"parameters": whole, "weights": found.weights, "biases": found.biases}.get(what)
    relation = RELATIONS[claimed["how"]]
    if counted is None or (
        what == "weights"
        and not holds(relation, counted, number)
        and holds(relation, whole, number)
    ):
        raise refuse("whether biases count is not said")
    said = f"{plain(found.weights)} weights and {plain(found.biases)} biases"
    statement = (Atomic(relation, counted, number), ())
    return Phrase("has", "", (statement,), method=f"counted in the formulas: {said}")


def _weights_and_biases(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    net = _spoken_of(speaker, subject)
    if net is None:
        return None
    if "unsure" in net.sizes:
        raise refuse("what else is said of its biases or weights is not counted")
    found = count(speaker, net)
    if net.kind == "convolution" and not is_certain_kernel(net):
        raise refuse("whether the kernel has one dimension or two is not said")
    pairs = ((found.weights, match["w"]), (found.biases, match["b"]))
    parts = tuple(Atomic("=", n, _claimed(speaker, place)) for n, place in pairs)
    said = f"{plain(found.weights)} weights and {plain(found.biases)} biases"
    return Phrase("has", "", ((conjunction(parts), ()),), method=f"counted by layers: {said}")


def _number_of(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    """In letters: of the net whose sizes are the letters of the claim."""
    node = speaker.clause.part(match["n"]).node if match["n"].startswith("⟨") else None
    named = names_in(node) if node is not None else set()
    text = match["of"] or "it"
    known_nets = [n for n in speaker.described if n.kind != "regions"]
    nets = [n for n in known_nets if n.letters == named] if match["of"] is None else []
    if not nets and named and match["of"] is None:
        nets = [n for n in known_nets if _are_the_rest_given(speaker, n, named)]
    net = nets[-1] if named and nets else _spoken_of(speaker, text)
    if net is None:
        return None
    open_ = opened(speaker, named | net.letters)
    return _counted(net, match["what"], count(open_, net), "=", _claimed(open_, match["n"]))


def _are_the_rest_given(speaker: Speaker, net: Description, named: set[str]) -> bool:
    """Whether the letters of a net that a claim does not name have numbers right here."""
    rest = net.letters - named
    return named <= net.letters and all(speaker.is_given_here(key) for key in rest)


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
    others = _in_other_ways(net, what, found)
    said = f"{plain(found.weights)} weights and {plain(found.biases)} biases"
    if net.kind == "convolution" and not is_certain_kernel(net):
        raise refuse("whether the kernel has one dimension or two is not said")
    if not holds(relation, usual, number) and any(holds(relation, n, number) for n in others):
        raise refuse(f"it has {said}, and whether biases count is not said")
    steps = net.kind in ("lstm", "gru", "rnn") and "outputs" in net.sizes
    if steps and not holds(relation, usual, number):
        raise refuse("whether its outputs have weights of their own is not said")
    if "bidirectional" in net.called and not holds(relation, usual, number):
        raise refuse("whether its states are those of one direction is not said")
    if "unsure" in net.sizes:
        raise refuse("what else is said of its biases or weights is not counted")
    if "guessed" in net.sizes and not holds(relation, usual, number):
        raise refuse("whether its arrows are between widths of layers is not said")
    names = sorted(free_symbols(usual, number))
    if names and relation != "=":
        raise refuse("numbers in letters are compared by equations only")
    sizes = tuple(Atomic(">=", symbol(name), ONE) for name in names)
    statement = (Atomic(relation, usual, number), sizes)
    return Phrase("has", "", (statement,), method=f"counted by layers: {said}", of_sizes=True)


def _in_other_ways(net: Description, what: str, found: Count) -> list[Expr]:
    """What the number may be as others count: biases or none, and twice where libraries do so."""
    whole = add(found.weights, found.biases)
    told = net.stated or "biased" in net.sizes or "bare" in net.sizes
    without = {"weights": whole, "parameters": found.weights}.get(what)
    others = [] if told or without is None else [without]
    if net.kind in ("lstm", "gru", "rnn") and what != "weights":
        own = found.biases if what == "biases" else whole
        others.append(add(own, found.biases))  # some libraries keep two biases for each gate
    if net.kind == "norm":  # some count the means and variances that are kept as well
        others = [{"weights": whole, "parameters": add(whole, whole)}.get(what, found.biases)]
    return others


def _spoken_of(speaker: Speaker, text: str) -> Description | None:
    """The net that is described there, or the one that was described before."""
    here = described(text, speaker.clause, alone=True)
    if here is not None:
        return here
    alike = [n for n in speaker.described if re.fullmatch(rf"an? {re.escape(n.called)}", text)]
    if len(alike) == 1:
        found: Description = alike[0]
        return found
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
    if _ALL_OF_ANOTHER.fullmatch(text) is not None:
        words = set(text.split()) - {"the"}  # "the second network" of two that are called so
    nets = [n for n in speaker.described if n.kind != "regions" and words <= set(n.called.split())]
    here = [n for n in nets if all(speaker.is_given_here(key) for key in n.letters)]
    lettered = sorted((n for n in here if n.letters), key=lambda n: len(n.letters))
    if lettered:
        return lettered
    if _gives_sizes(speaker):
        return []  # as it seems, those of another net
    if _NTH_LAYER.fullmatch(text) is not None:  # of several layers, of which some were read
        words = set(text.split()) - {"the", "layer"}
        nets = [n for n in nets if words <= set(n.called.split())]
    return nets if len(nets) == 1 else [n for n in nets[-1:] if not n.letters]


def _gives_sizes(speaker: Speaker) -> bool:
    """Whether the formula that the clause stands in gives any name a number."""
    known = (bindings[-1] for bindings in speaker.reader.scope.history.values())
    return any(b.version > speaker.since and not b.computed for b in known)
