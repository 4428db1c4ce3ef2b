r"""Counts of layers that a display describes: "parameters of the convolution = (Ck² + 1)F".

The description stands in a display before: "convolution with F filters of size k × k on C
channels, one bias per filter". A layer is meant by its kind, or by the letters that are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.descriptions import described
from symnn.documents.judging.architectures.numbers import plain_text
from symnn.documents.judging.architectures.values import Count, Network, Volume
from symnn.documents.judging.in_words.said_sizes import sizes_said
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.in_words.shapes import METHOD
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.needed_shapes import with_sizes
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.latex import syntax as tree

_KIND: Final = (
    r"(?:(?:trainable|learnable|free|adjustable) )?(?P<what>parameters|weights and biases|weights"
    r"|biases)"
)
_LAYER: Final = (
    r"(?P<layer>(?:first |second |third |last |fully[- ]connected |dense |linear |fc |affine )*"
    r"(?:convolution(?:al)?|conv|fully[- ]connected|dense|linear|fc|affine)?(?: layer)?)"
)
_TAIL: Final = (
    r"(?P<tail>(?:,? \(?(?:with|without|including|excluding|not counting|counting)"
    r" (?:all )?(?:the |its )?bias(?:es)?\)?)?)(?: in (?:total|all)| altogether)?"
    rf"(?:,? for (?:all|every|any) (?:{PLACE}|sizes|values of {PLACE}))?"
)
_NUMBER: Final = regex(
    rf"(?:the )?(?:total )?number of {_KIND} (?:of|in) (?:the|this|an?) {_LAYER}{_TAIL}"
    rf"(?: is| equals)? (?P<n>{PLACE})(?P<more>{_TAIL.replace('?P<tail>', '?P<tail2>')})"
)
_HAS: Final = regex(
    rf"(?:the|this|such an?|an?) {_LAYER} (?:has|needs|contains|holds) (?P<n>{PLACE})"
    rf" {_KIND}{_TAIL}"
)
_GIVEN: Final = regex(
    rf"(?:(?:there are|it has|the layer has|this gives) )?(?P<n>{PLACE}) {_KIND}{_TAIL}"
)
_DISPLAY: Final = regex(r"(?s)\$\$(.{1,3000}?)\$\$")
_PIECES: Final = regex(r";|\\\\(?![a-zA-Z])|\\q?quad(?![A-Za-z])|(?<=[a-z}])\.\s")
_NOUNS: Final = regex(r"\b(?:convolution|conv|layer)")
#: What is said of layers that are described elsewhere.
_CLAIMS: Final = regex(r"\b(?:number of|parameters|weights|biases)\b")
_ONE_BIAS: Final = (
    r"\b(?:one|a|an own|its own|one shared|a shared) bias(?: parameter| term| weight)?"
    r"(?: (?:per|for each|for every|in each|in every) (?:filter|output|unit|neuron|channel"
    r"|output channel|feature map|kernel|map))(?: each)?"
)
_WORDS: Final = (
    (r"\b(?:fc|fully connected|fully-connected) layers?\b", "fully connected layer"),
    (r"\b(?:on|over|across|applied to) ([A-Za-z0-9_]+) channels\b", r"\1 input channels"),
    (_ONE_BIAS, "bias"),
    (r"^(an? |the )?([a-z -]*(?:convolution|layer)): ?", r"\2, "),
)  # fmt: skip
_CONVOLUTIONS: Final = frozenset({"convolution", "transposed"})


def judge_counted_layer(sentence: Sentence) -> Judgement | None:
    """What is found about the number of parameters of a described layer; None for any other."""
    whole = sentence.whole.words
    words = sentence.words if ":" in whole or sentence.settings else whole
    for pattern in (_NUMBER, _HAS, _GIVEN):
        match = pattern.fullmatch(words)
        if match is not None and (pattern is not _GIVEN or sentence.settings):
            return _of_layer(sentence, match)
    return None


def _of_layer(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    groups = match.groupdict()
    settings = _settings(sentence)
    if settings is None:
        return None
    pieces = list(_described(sentence))
    layers = [one for _, one in pieces if one is not None]
    name = groups.get("layer")
    fitting = [one for one in layers if name is None or _is_meant(name, one)]
    unread = [words for words, one in pieces if one is None]
    if name is not None and any("conv" not in name or "conv" in words for words in unread):
        return None  # another layer may be meant
    if name is None or len(fitting) != 1:
        fitting = [one for one in fitting if settings and _letters(one) == set(settings)]
    if len(fitting) != 1:
        return None
    tail = f"{groups['tail']} {groups.get('tail2') or ''}"
    found = _counts(fitting[0], groups["what"], tail)
    claimed = sizes_said(sentence.node(groups["n"]))
    if not claimed:
        return None
    ways = [_compared(_put(one, settings), [_put(c, settings) for c in claimed]) for one in found]
    first = ways[0]
    agree = all(w is not None and first is not None and w.outcome == first.outcome for w in ways)
    known = sentence.place.state.scope.latest
    left_out = found[0].letters - set(settings) - claimed[0].letters
    if not agree or first is None or first.outcome == "proved":
        return first if agree else None
    if "for all" not in sentence.whole.words and any(known(name) for name in left_out):
        return None  # with the value of a letter it may be right
    return first


def _compared(found: Size, claimed: list[Size]) -> Judgement | None:
    """A number of parameters beside all members of what is claimed."""
    note = (f"there are {found}",)
    if all(holds("=", found, one) for one in claimed):
        return Judgement("proved", METHOD, notes=note)
    letters = sorted({*found.letters, *(x for one in claimed for x in one.letters)})
    known = all(one.letters <= found.letters and (one.letters or not letters) for one in claimed)
    sizes = {name: 7 + 4 * k for k, name in enumerate(letters)}
    if not known or not any(differ(found, one, sizes) for one in claimed):
        return None
    shown = tuple((name, str(value)) for name, value in sizes.items()) or None
    return Judgement("refuted", METHOD, counterexample=shown, notes=note)


def _counts(layer: Network, what: str, tail: str) -> list[Size]:
    """The numbers that may be meant: without a word on biases, with and without them."""
    count: Count = layer.count()
    whole = count.weights + count.biases
    if what == "biases":
        return [count.biases]
    bare = re.search(r"without|excluding|not counting", tail) is not None
    if bare or what == "weights":
        return [count.weights] if bare or layer.biased is not None else [count.weights, whole]
    sure = layer.biased is not None or "bias" in tail or "bias" in what
    return [whole] if sure else [whole, count.weights]


def _settings(sentence: Sentence) -> dict[str, tree.Node] | None:
    """The numbers that are given to letters beside the claim; None for anything else."""
    found: dict[str, tree.Node] = {}
    for chain in sentence.settings:
        key = tree.key(chain.first)
        if key is None or [link.relation for link in chain.links] != ["="]:
            return None
        found[key] = chain.links[0].operand
    return found


def _put(size: Size, settings: dict[str, tree.Node]) -> Size:
    return with_sizes((size, ONE), settings)[0] if settings else size


def _letters(layer: Network) -> set[str]:
    count = layer.count()
    return set((count.weights + count.biases).letters)


def _is_meant(name: str, layer: Network) -> bool:
    """Whether a layer is of the kind that is named; of "the layer" any."""
    if re.match(r"first|second|third|last", name):
        return False
    kind = layer.layers[0].kind
    if "conv" in name:
        return kind in _CONVOLUTIONS
    return kind == "dense" or name.strip() in ("layer", "")


def _described(sentence: Sentence) -> Iterator[tuple[str, Network | None]]:
    """The layers, each by itself, that displays before the claim describe; None for unread ones."""
    place = sentence.place
    text = place.state.source.text[: place.formula.outer_start]
    if place.formula.headings:
        text = text[max(text.rfind(place.formula.headings[-1]), 0) :]
    for shown in _DISPLAY.finditer(text):
        for piece in _PIECES.split(shown[1]):
            words = spoken(piece)
            if _NOUNS.search(words) is not None and _CLAIMS.search(words) is None:
                yield words, _layer(words) if _has_plain_letters(piece) else None


def _layer(words: str) -> Network | None:
    """The only layer of a description with its input."""
    try:
        found = described(words)
        found.count()
    except (SymnnError, UnreadError):
        return None
    return found if len(found.layers) == 1 and found.input != Volume(None) else None


def _has_plain_letters(latex: str) -> bool:
    """Whether the names in it are single letters, and none is "a", which is an article as well."""
    bare = re.sub(r"\\(?:text|textrm|mbox|textbf)\s*\{[^{}]*\}|\\[A-Za-z]+|_\w+", " ", latex)
    return re.search(r"[A-Za-z]{2}|(?<![A-Za-z])a(?![A-Za-z])", bare) is None


def spoken(latex: str) -> str:
    r"""A description in plain text, its words in small letters and its letters as they are.

    >>> spoken(r"\text{FC layer: } N_{\text{in}} \text{ inputs}, m \text{ outputs}")
    'fully connected layer, N_in inputs, m outputs'
    """
    texts: list[str] = []

    def kept(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f" ⟦{len(texts) - 1}⟧ "

    inner = re.sub(r"_\s*\{\s*\\(?:text|textrm|mathrm)\s*\{(\w+)\}\s*\}", r"_\1", latex)
    marked = re.sub(r"\\(?:text|textrm|mbox|textbf)\s*\{([^{}]*)\}", kept, inner)
    words = re.sub(r"⟦(\d+)⟧", lambda m: _small(texts[int(m[1])]), plain_text(marked))
    words = " ".join(words.replace("$", "").split()).strip(" .,")
    words = re.sub(r" +([,.;:])", r"\1", words)
    for pattern, new in _WORDS:
        words = re.sub(pattern, new, words)
    return words


def _small(text: str) -> str:
    """Words in small letters; single letters are names."""
    return re.sub(r"[A-Za-z]{2,}", lambda m: m[0].lower(), text)
