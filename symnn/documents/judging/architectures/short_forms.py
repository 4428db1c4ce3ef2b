r"""Short ways of writing networks and layers, in the words of whole descriptions.

"the network [2, 3, 1]", "dense layers 10→5 and 5→2", "Linear(784, 100)", "softmax regression on 784
inputs with 10 classes" are written out; what is no such form stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.numbers import N

_A: Final = r"(?:an? |the |this )?"
_NET: Final = (
    r"(?P<net>(?:[a-z-]+ )?(?:networks?|nets?|mlps?|models?|(?:auto-?)?encoders?|perceptrons?"
    r"|classifiers?))"
)
_ARROWS: Final = rf"{N}(?: ?→ ?{N})+"
_LISTED: Final = rf"{N}(?: ?, ?{N})+"
_FEATURES: Final = r"(?:(?:input )?features?|inputs?|predictors?|explanatory variables|pixels)"
_DENSE: Final = r"(?:dense|linear|fully[- ]connected|affine|fc)"
_ARROW: Final = regex(r"\s*(?:\\(?:to|rightarrow|longrightarrow|Rightarrow)(?![a-z])|->|⟶)\s*")
#: What is said of all layers behind the widths.
_BEHIND: Final = (
    r"(?P<bias>,? (?:(?:with|without|including|excluding|and) )?(?:a |all |the |its )?"
    r"(?:weights and )?(?:bias(?:es)?)(?: in (?:each|every) layer)?)?"
)


def in_full(text: str) -> str:
    """A text in plain words with the short forms written out.

    >>> in_full("the network [2, 3, 1] has 13 weights and biases")
    'a network with 2 inputs, one hidden layer of 3 units and 1 outputs has 13 weights and biases'
    """
    text = _ARROW.sub("→", text)
    text = re.sub(r"(?<=\d) ?x ?(?=\d)", "×", text)
    text = re.sub(r"\b(?:CONV|RGB|CNN|MLP)s?\b", lambda m: m[0].lower(), text)
    text = _ONE_KERNEL.sub("", text)
    text = _SHAPE.sub(lambda m: m[0][: -len(m["sides"])] + _crossed(m["sides"]), text)
    for pattern, written in _FORMS:
        text = pattern.sub(written, text)
    return text


#: What every feature map has, told with the words for weights that are tied.
_ONE_KERNEL: Final = regex(
    r",? (?:each|every one),? (?:of them )?(?:with|has|having) (?:one|a) shared (?:set of weights"
    r"|weight matrix|kernel|filter) and (?:one|a) (?:single )?shared bias(?: each)?"
)
#: A shape as a list in brackets, and no more behind it.
_SHAPE: Final = regex(
    r"\bshape (?P<sides>\((?:\d+|[A-Za-z])(?:, ?(?:\d+|[A-Za-z]))+\))(?!\s*[=×·])"
)


def _crossed(sides: str) -> str:
    return "×".join(part.strip() for part in sides[1:-1].split(","))


def _network(match: re.Match[str]) -> str:
    """Widths as inputs, hidden layers and outputs."""
    groups = match.groupdict()
    widths = [w.strip() for w in re.split(r"→|,|(?<=\d)-(?=\d)", groups["sizes"])]
    first, *inner, last = widths
    name = groups.get("net") or "network"
    bias = (groups.get("bias") or "").replace(" in every layer", "").replace(" in each layer", "")
    hidden = ""
    if len(inner) == 1:
        hidden = f", one hidden layer of {inner[0]} units"
    elif inner:
        hidden = f", hidden layers of sizes {', '.join(inner)}"
    return f"a {name} with {first} inputs{hidden} and {last} outputs{bias}"


def _dense_layers(match: re.Match[str]) -> str:
    """Layers a→b, b→c as widths, if they follow each other and are as many as is said."""
    pairs = [re.split(r" ?→ ?", p) for p in re.split(r",? and |, ?", match["layers"])]
    said = _WORDS.get(match["count"] or "", len(pairs))
    fits = all(one[1] == two[0] for one, two in pairwise(pairs))
    if not fits or said != len(pairs):
        return match[0]
    widths = ", ".join([pairs[0][0], *(pair[1] for pair in pairs)])
    return f"⟦network [{widths}]⟧"


_WORDS: Final = {"two": 2, "three": 3, "four": 4, "both": 2}


def _call(match: re.Match[str]) -> str:
    """Layers as libraries write them."""
    kind, parts = match["kind"], [p.strip() for p in match["sizes"].split(",")]
    rest = [p.replace(" ", "") for p in parts[2:]]
    bare = [p for p in rest if p in ("bias=false", "use_bias=false")]
    rest = [p for p in rest if p not in bare]
    ends = " without bias" if bare else ""
    if kind in ("linear", "dense") and len(parts) >= 2 and not rest:
        return f"a dense layer from {parts[0]} inputs to {parts[1]} outputs{ends}"
    window = [re.fullmatch(r"(?:kernel_size=)?(\d+)", p) for p in rest]
    if kind == "conv2d" and len(rest) == 1 and window[0] is not None:
        k = window[0][1]
        return (
            f"a convolution with {parts[0]} input channels, {parts[1]} output channels and"
            f" {k}×{k} kernels{ends}"
        )
    return match[0]


def _neuron(match: re.Match[str]) -> str:
    return f"a dense layer with {match['d']} inputs and 1 outputs{match['bias'] or ''}"


def _filter(match: re.Match[str]) -> str:
    return (
        f"a convolution with {match['c']} input channels, 1 filters and {match['k']} kernels"
        f"{match['bias'] or ''}"
    )


def _deep_filters(match: re.Match[str]) -> str:
    return f"{match['n']} filters of size {match['k']} and {match['c']} input channels"


_BIAS: Final = r"(?P<bias>,? (?:with(?:out)?|and) (?:an? )?bias(?:es)?(?: term)?)?"
_SIDE: Final = r"(?:\d+|[a-zA-Z])"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str], ...]] = tuple(
    (regex(pattern), written)
    for pattern, written in (
        (
            (
                r"\b[A-Za-z](?:_[A-Za-z0-9]+)? ?= ?(?=\d+ (?:(?:input|output) )?(?:channels|inputs"
                r"|outputs|features|hidden|units|classes|filters))"
            ),
            "",
        ),
        (
            (
                r"^(?:an?|the) layer with (?=[^,]*\bchannels?\b.*\b(?:kernels?|filters?)\b.*"
                r" (?:has|have) )"
            ),
            "a convolution with ",
        ),
        (
            (
                r"(?:of|with|has) (?:the |just |only )?(?P<count>two|three|four|both)?"
                rf" ?{_DENSE} layers (?P<layers>{N} ?→ ?{N}(?:(?:,| and|, and) {N} ?→ ?{N})+)"
            ),
            _dense_layers,
        ),
        (rf"{_A}{_NET} ⟦network \[(?P<sizes>{_LISTED})\]⟧{_BEHIND}", _network),
        (rf"^{_A}{_NET} \[(?P<sizes>{_LISTED})\]{_BEHIND}(?= )", _network),
        (rf"^{_A}\[(?P<sizes>{_LISTED})\][- ]{_NET}{_BEHIND}(?= )", _network),
        (
            (
                rf"^{_A}{_NET}:? (?:with |of )?(?:widths? |sizes? )?(?P<sizes>{_ARROWS}){_BEHIND}"
                r"(?=[ ,;]|$)"
            ),
            _network,
        ),
        (rf"^{_A}(?P<sizes>{_ARROWS})[- ]{_NET}{_BEHIND}(?=[ ;]|$)", _network),
        (
            (
                rf"^{_A}{_NET} (?:with|of) (?:the )?(?:layers? (?:of )?)?(?:sizes|widths"
                rf"|layer sizes) \(?\[?(?P<sizes>{_LISTED})\]?\)?{_BEHIND}(?=[ ;]|$)"
            ),
            _network,
        ),
        (
            (
                rf"^{_A}{_NET} with (?:the )?layers \(?\[?(?P<sizes>{N}(?: ?, ?{N}){{2,}})\]?\)?"
                rf"{_BEHIND}(?= has |;|$)"
            ),
            _network,
        ),
        (r"\b(?:nn\.)?(?P<kind>conv2d|linear|dense)\((?P<sizes>[^()]+)\)", _call),
        (
            (
                rf"^{_A}(?:single |one )?(?:(?:sigmoid|relu|tanh|linear|artificial|threshold) )?"
                rf"(?:neuron|unit|perceptron) with (?P<d>{N}) inputs?{_BIAS}(?= (?:has|needs))"
            ),
            _neuron,
        ),
        (
            (
                rf"^(?:an?|the|one|each|every|single) (?P<k>{_SIDE}×{_SIDE})(?: convolutional)?"
                rf" (?:filter|kernel) (?:over|on|across|for|spanning|with) (?P<c>{N})"
                rf"(?: input)? channels?{_BIAS}(?= (?:has|needs))"
            ),
            _filter,
        ),
        (
            (
                rf"(?P<n>{N}) (?:filters|kernels) of (?:size|shape) (?P<k>{_SIDE}×{_SIDE})"
                rf"×(?P<c>{_SIDE})(?![×\w])"
            ),
            _deep_filters,
        ),
        (
            rf"(?P<n>{N}) (?P<k>{_SIDE}×{_SIDE})×(?P<c>{_SIDE}) (?:filters|kernels)",
            _deep_filters,
        ),
    )
)
