"""Networks and layers from their descriptions in words, each understood as a whole or not at all.

A description is a list of layers, each with its features: "a convolution with 16 filters of size
5×5, stride 1 and padding 2, followed by 2×2 max pooling with stride 2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.architectures.numbers import SIDES, N, sides, size
from symnn.documents.judging.architectures.values import Layer, Network, Volume
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, number

_UNITS: Final = r"(?:units?|neurons?|nodes?|cells?)"
_ADJECTIVES: Final = (
    r"(?:(?:valid|full|hidden|output|fully[- ]connected|dense|linear|affine|second|third|fourth"
    r"|first|last|final|next|single|2d|standard|ordinary|relu|tanh|sigmoid|softmax|another|new"
    r"|further|whose) )*"
)
_CONV: Final = r"(?:convolution(?:al)?(?: layer)?s?|conv layers?|convs?)"
_POOL: Final = r"(?:(?:max|average|mean|avg)[- ]?)?pool(?:ing)?(?: layers?| windows?)?"
_EACH: Final = r"(?:,? each| per layer| in each(?: layer)?)?"
_K: Final = rf"(?:{SIDES}|{N})"
#: The parts of a description: what begins a layer, and what is said of the latest.
_PARTS: Final = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        ("inputs", rf"(?P<n>{N})(?:-dimensional)? (?:input {_UNITS}|input features?|inputs?)"),
        ("inputs", rf"(?:an? )?input(?: layer)? (?:of|with)(?: size)? (?P<n>{N})(?: {_UNITS})?"),
        (
            "image",
            (
                r"(?:an? |the )?(?:(?:rgb|colou?r) )?(?:input )?(?:image|input)s?(?: of size"
                rf"| of)? (?P<sides>{SIDES})(?: pixels)?"
            ),
        ),
        ("image", rf"(?P<sides>{SIDES}) (?:input )?(?:pixels|images?|inputs?)"),
        ("depth", rf"(?P<n>{N}) (?:input )?channels?(?! to)"),
        ("outputs", rf"(?:an? )?output layer (?:of|with)(?: size)? (?P<n>{N})(?: {_UNITS})?"),
        ("outputs", rf"(?P<n>{N}) (?:output {_UNITS}|output features?|outputs?|classes|logits)"),
        (
            "hidden",
            (
                rf"(?P<l>{N}) hidden layers?(?: (?:of|with))?(?: (?:size|width))? "
                rf"(?P<n>{N})(?: {_UNITS})?{_EACH}"
            ),
        ),
        ("hidden", rf"hidden layers? (?:of|with) (?P<n>{N}) {_UNITS}{_EACH}"),
        ("hidden", rf"(?P<n>{N}) hidden {_UNITS}"),
        (
            "widths",
            (
                r"hidden layers? (?:of|with) (?:sizes?|widths?|dimensions?) "
                rf"(?P<list>{N}(?:(?:,| and|, and) {N})+)(?! (?:outputs?|inputs?|classes|"
                r"logits)\b)"
            ),
        ),
        ("conv", rf"(?:(?P<l>{N}) )?{_ADJECTIVES}(?:(?P<k>{SIDES}) )?{_ADJECTIVES}{_CONV}"),
        ("transposed", rf"(?:an? )?(?:(?P<k>{SIDES}) )?transposed {_CONV}"),
        ("global", r"(?:an? )?global (?:average|max) pooling(?: layer)?"),
        ("pool", rf"(?:an? )?{_ADJECTIVES}(?:(?P<k>{SIDES}) )?{_POOL}"),
        ("block", rf"(?:an? )?dense block of (?P<n>{N}) {_ADJECTIVES}{_CONV}"),
        ("dense", r"(?:an? |the )?(?:(?:fully[- ]connected|dense|linear|affine) )+layers?"),
        (
            "same",
            (
                r"(?:an? )?(?:relu|sigmoid|tanh|softmax|dropout|nonlinear)(?: activations?| "
                r"layers?| nonlinearity)?"
            ),
        ),
        ("flatten", r"(?:an? )?flatten(?:ing)?(?: layer)?"),
        (
            "from to",
            (
                rf"(?:from )?(?P<a>{N})(?: inputs?| {_UNITS}| channels?)? to (?P<b>{N}) "
                rf"(?:{_UNITS}|outputs?|output channels?|channels?|features)"
            ),
        ),
        (
            "in out",
            (
                rf"(?P<a>{N}) inputs?(?: channels?)?,? (?:and )?(?P<b>{N}) outputs?(?: "
                r"channels?)?"
            ),
        ),
        ("half", r"to half as many channels"),
        (
            "filters",
            (
                rf"(?P<n>{N}) (?:filters?|kernels?|output channels?|feature maps)(?: of size "
                rf"(?P<k>{_K}))?"
            ),
        ),
        ("filters", rf"(?P<n>{N}) (?P<k>{SIDES}) (?:filters|kernels)"),
        (
            "kernel",
            (
                r"(?:a |an )?(?:kernels?|filters?|windows?)(?: of)?(?: size| width)?(?: of)?"
                rf" (?P<k>{_K})"
            ),
        ),
        ("kernel", rf"(?:a |an )?(?P<k>{SIDES}) (?:kernels?|filters?|windows?)"),
        ("stride", rf"(?:a )?stride(?: of)? (?P<n>{N})"),
        ("padding", rf"(?:zero[- ])?padding(?: of)? (?P<n>{N})"),
        ("dilation", rf"dilation(?: rate)?(?: of)? (?P<n>{N})"),
        ("growth", rf"(?:a )?growth rate(?: of)? (?P<n>{N})"),
        ("units", rf"(?P<n>{N}) {_UNITS}"),
        ("same padding", r"(?:the )?\"?same\"?[- ]padding"),
        ("unpadded", r"(?:no|without|zero) padding"),
        ("bare", r"(?:without|no) (?:any )?bias(?:es)?(?: terms?)?"),
        ("biased", r"(?:a )?bias(?:es)?(?: terms?)?"),
    )
)
_BETWEEN: Final = regex(
    r"(?:[ ,;]|→|and\b|with\b|of\b|using\b|having\b|has\b|which has\b|that has\b|followed by\b"
    r"|then\b|by\b|on\b|for\b|applied to\b"
    r"|an?\b(?= (?:kernel|stride|filter|hidden|output|input|pool))|one after another\b)+"
)
_BEGIN: Final = frozenset(
    {"conv", "transposed", "global", "pool", "block", "dense", "same", "flatten", "hidden"}
    | {"outputs", "widths"}
)
_MOST: Final = 40


@final
@dataclass(slots=True)
class Draft:
    """What has been read of a description so far."""

    input: Volume = Volume(None)
    layers: list[Layer] = field(default_factory=list)
    outputs: Size | None = None
    biased: bool | None = None

    def change(self, **sizes: Size) -> None:
        """Say more of the latest layer."""
        if not self.layers:
            raise UnreadError("of which layer this is said is not known")
        last = self.layers[-1]
        if last.sizes.keys() & sizes.keys():
            raise UnreadError("a size is said twice")
        self.layers[-1] = replace(last, sizes={**last.sizes, **sizes})

    def mark(self, word: str) -> None:
        """Say in one word more of the latest layer."""
        if not self.layers:
            raise UnreadError("of which layer this is said is not known")
        last = self.layers[-1]
        self.layers[-1] = replace(last, said=last.said | {word})


def described(text: str, called: str = "") -> Network:
    """The network that words describe.

    Raises:
        UnreadError: something in them is not understood.
    """
    draft, place = Draft(), 0
    for _ in range(_MOST):
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
        if place >= len(text.rstrip(" .")):
            return _finished(draft, called)
        kind, match = _longest(text, place)
        _take(draft, kind, match)
        place = match.end()
    raise UnreadError("a very long description")


def _longest(text: str, place: int) -> tuple[str, re.Match[str]]:
    found = [(kind, m) for kind, p in _PARTS if (m := p.match(text, place)) is not None]
    whole = [(kind, m) for kind, m in found if m.end() == len(text) or text[m.end()] in " ,.;)→"]
    if not whole:
        raise UnreadError(f"“{text[place : place + 30]}” is not understood")
    return max(whole, key=lambda pair: pair[1].end())


def _take(draft: Draft, kind: str, match: re.Match[str]) -> None:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    if kind == "inputs":
        draft.input = draft.input._replace(channels=size(groups["n"]))
    elif kind == "image":
        draft.input = draft.input._replace(sides=tuple(sides(groups["sides"])))
    elif kind == "depth":
        if draft.layers and "input" not in match[0]:
            raise UnreadError("of what there are so many channels is not said")
        draft.input = draft.input._replace(channels=size(groups["n"]))
    elif kind == "outputs":
        draft.layers.append(Layer("dense", {"units": size(groups["n"])}, frozenset({"last"})))
    elif kind in ("hidden", "widths"):
        draft.layers += _hidden(kind, groups)
    elif kind in ("conv", "transposed", "pool", "global", "block", "dense", "same", "flatten"):
        draft.layers += _layers(kind, groups)
    else:
        _feature(draft, kind, groups)


def _hidden(kind: str, groups: dict[str, str]) -> list[Layer]:
    if kind == "widths":
        parts = [p for p in re.split(r",? and |, ", groups["list"]) if p]
        return [Layer("dense", {"units": size(part)}) for part in parts]
    times = size(groups.get("l", "one"))
    if times.letters or not 1 <= times.at({}) <= _MOST:
        raise UnreadError("so many hidden layers are not counted one by one")
    return [Layer("dense", {"units": size(groups["n"])})] * times.at({})


def _layers(kind: str, groups: dict[str, str]) -> list[Layer]:
    sizes: dict[str, Size] = {}
    if "k" in groups:
        sizes |= _kernel(groups["k"])
    if kind == "block":
        return [Layer("block", {"layers": size(groups["n"])})]
    names = {"conv": "convolution", "pool": "pooling"}
    times = size(groups["l"]) if "l" in groups else number(1)
    if times != number(1):
        raise UnreadError("several layers of one description are not counted")
    return [Layer(names.get(kind, kind), sizes)]


def _kernel(text: str) -> dict[str, Size]:
    found = sides(text)
    if len(found) > 2:
        raise UnreadError("a kernel with more than two sides")
    return {"kernel": found[0]} | (
        {"kernel2": found[1]} if len(found) == 2 else {"square": found[0]}
    )


def _feature(draft: Draft, kind: str, groups: dict[str, str]) -> None:
    last = draft.layers[-1].kind if draft.layers else ""
    if kind in ("from to", "in out"):
        key = "filters" if last in ("convolution", "transposed") else "units"
        draft.input = draft.input._replace(channels=size(groups["a"]))
        draft.change(**{key: size(groups["b"])})
    elif kind == "filters":
        draft.change(filters=size(groups["n"]), **(_kernel(groups["k"]) if "k" in groups else {}))
    elif kind == "kernel":
        draft.change(**_kernel(groups["k"]))
    elif kind == "units":
        draft.change(units=size(groups["n"]))
    elif kind in ("stride", "padding", "dilation", "growth"):
        draft.change(**{kind: size(groups["n"])})
    elif kind == "same padding":
        draft.mark("same")
    elif kind in ("half", "bare", "unpadded"):
        draft.mark(kind)
    elif kind == "biased" and draft.biased is None:
        draft.biased = True


def _finished(draft: Draft, called: str) -> Network:
    layers = [layer for layer in draft.layers if "last" not in layer.said]
    last = [layer for layer in draft.layers if "last" in layer.said]
    if len(last) > 1:
        raise UnreadError("two numbers of outputs are said")
    ordered = [*layers, *last]
    if not ordered and draft.input == Volume(None):
        raise UnreadError("nothing is described")
    bare = bool(ordered) and all("bare" in layer.said for layer in ordered[-1:])
    one = len(ordered) == 1
    return Network(called, draft.input, tuple(ordered), False if bare and one else draft.biased)


# --- documents --------------------------------------------------------------------------

_NOUN: Final = (
    r"(?:networks?|nets?|models?|mlps?|perceptrons?|architectures?|classifiers?|cnns?|convnets?)"
)
_SUBJECT: Final = regex(
    rf"(?P<called>(?:the |an? |our |this )?(?:[a-z-]+ ){{0,3}}(?:{_NOUN}|layer|block|input|image)"
    rf"(?: [A-Za-z0-9])?|(?:the )?(?:first|second|third|fourth|other)|it|{_NOUN[3:-1]})"
    r" (?P<verb>has|takes|consists of|is followed by|is|contains|uses)(?: of)? (?P<rest>.+)"
)
_ALL_BIASED: Final = regex(
    r"(?:every|each) (?:neuron|unit|node|layer|filter)s?(?: \w+){0,3} has (?:a|one|its own) bias"
    r"|(?:all|the)? ?layers [^.]*with bias(?:es)?|biases are (?:included|used|counted)"
)
#: A sentence with one of these words that is not understood may change what was described.
_SPEAKS: Final = regex(
    r"\b(?:layers?|networks?|nets?|models?|units?|neurons?|hidden|filters?|kernels?|bias(?:es)?"
    r"|convolutions?|pooling|channels?|stride|padding)\b"
)
#: Biases of some of the layers, or units.
_OF_SOME: Final = regex(
    r"(?:(?:only|just|all|neither|none of|both|unlike) )?(?:the |its |both )?(?:output|hidden|first"
    r"|second|third|last|final|input|two|three)s?\b.*\bbias"
    r"|.*\bbias.*\b(?:only|except|but not)\b|.*\b(?:only|except|but)\b.*\bbias"
)
#: Weights that are not all free.
_ALIKE: Final = regex(
    r"\b(?:tied|tying|shared?|shares|sharing|frozen|pruned|masked|fixed)\b[^.]*\b(?:weights?"
    r"|parameters?)\b|\b(?:weights?|parameters?)\b[^.]*\b(?:tied|shared?|frozen|pruned|masked|fixed)\b"
    r"|\b(?:skip|residual|shortcut|direct|lateral|recurrent|feedback)[ -]connections?\b"
)
#: What other layers are told by, behind one without biases.
_SIZED: Final = regex(r"\b(?:units?|neurons?|inputs?|outputs?|layers?|classes|filters?)\b")
_ALL_BARE: Final = regex(r"(?:all )?(?:layers )?(?:have|with) no bias|without bias|no biases")


@final
@dataclass(slots=True)
class Known:
    """The networks, and the layers with names of their own, that a text describes."""

    networks: list[Network] = field(default_factory=list)
    named: dict[str, tuple[Layer, ...]] = field(default_factory=dict)
    #: Whether every sentence about a network was understood.
    whole: bool = True
    #: The layer of a name in a list of layers.
    layers: Callable[[str], Network | None] = dict[str, Network]().get


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    for part in re.split(r"(?<=[a-z0-9)])[.;](?=\s|$|\))|\n\n", text):
        bare = part.strip(" .()\n")
        if bare:
            yield "a" + bare[1:] if bare.startswith("A ") else bare


def known_of(parts: Sequence[str]) -> Known:
    """What sentences describe, in their order."""
    found = Known()
    biased: bool | None = None
    for sentence in parts:
        if _OF_SOME.match(sentence) or _ALIKE.search(sentence):
            found.whole = False
            continue
        biased = True if _ALL_BIASED.search(sentence) else biased
        bare = _ALL_BARE.search(sentence)
        biased = False if bare and not _SIZED.search(sentence, bare.end()) else biased
        match = _SUBJECT.fullmatch(sentence)
        if match is None:
            about = _SPEAKS.search(sentence) is not None and not _ALL_BIASED.search(sentence)
            found.whole = found.whole and not (about and _ALL_BARE.search(sentence) is None)
            continue
        try:
            _note(found, match)
        except UnreadError:
            found.whole = found.whole and not (_is_of_net(match["called"]) or "bias" in sentence)
    if biased is not None:
        found.networks = [
            net if net.biased is not None else replace(net, biased=biased) for net in found.networks
        ]
    return found


def _is_of_net(called: str) -> bool:
    return re.search(_NOUN, called) is not None or called in ("it", "the first", "the second")


def bare_name(called: str) -> str:
    """A name without its article, and without the noun for all networks.

    >>> bare_name("the second model")
    'second'
    """
    words = [w for w in called.split() if w not in ("the", "a", "an", "our", "this")]
    kept = [w for w in words if re.fullmatch(_NOUN, w) is None]
    return " ".join(kept)


def _note(found: Known, match: re.Match[str]) -> None:
    called, verb, rest = match["called"], match["verb"], match["rest"]
    net = described(rest, bare_name(called))
    begun = found.networks[-1] if found.networks else None
    if called in ("the input", "the image", "an input", "the input image"):
        if net.layers:
            raise UnreadError("an input with layers")
        found.networks.append(Network("", net.input, ()))
    elif verb == "is" and called.startswith(("a ", "an ")):
        found.named[bare_name(called)] = net.layers
    elif verb in ("is", "is followed by") or called.endswith(" layer"):
        if begun is None or begun.called:
            raise UnreadError("of which network it is a layer is not said")
        found.networks[-1] = replace(begun, layers=(*begun.layers, *net.layers))
    else:
        found.networks.append(net)
