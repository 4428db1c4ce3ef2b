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
from symnn.documents.judging.architectures.drafts import Draft, finished
from symnn.documents.judging.architectures.numbers import SIDES, plain_text, sides, size
from symnn.documents.judging.architectures.parts import BETWEEN, PARTS
from symnn.documents.judging.architectures.values import Layer, Network, Volume
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, number
from symnn.documents.phrases.nets.free_weights import ALIKE, CHANGED

_MOST: Final = 40


#: What a description may begin with; a recurrent net, or a residual one, is another.
_HEAD: Final = regex(
    r"(?:an? |the |this )?(?:(?:feed-?forward|fully[- ]connected|dense|neural|small|simple|shallow"
    r"|deep|two-layer|three-layer|four-layer|multi-?layer|relu|tanh|sigmoid|plain|standard|tiny"
    r"|keras|whole|full|convolutional) )*(?:networks?|nets?|mlps?|cnns?|models?|auto-?encoders?"
    r"|classifiers?|perceptrons?)(?: with|,| of| has| having|:| on| for)?:? (?=\S)"
)


def says_what(text: str) -> bool:
    """Whether words say what they describe, a network or a layer; "3 inputs, 4 units" do not.

    >>> says_what("a network with 3 inputs"), says_what("3 inputs, 4 hidden units")
    (True, False)
    """
    return _OWN_NOUN.match(text) is not None


_OWN_NOUN: Final = regex(rf"{_HEAD.pattern}|(?!\w+ (?:inputs?|features?|hidden|units?)\b)")
_PLANAR: Final = regex(r"\b(?:2d|images?|pixels|two-dimensional)\b|conv2d")


def _planar(layer: Layer) -> Layer:
    """A layer of which it is said that its kernels are square."""
    return replace(layer, sizes={k: v for k, v in layer.sizes.items() if k != "square"})


def described(text: str, called: str = "") -> Network:
    """The network that words describe.

    Raises:
        UnreadError: something in them is not understood.
    """
    draft, place = Draft(), 0
    if (head := _HEAD.match(text)) is not None:
        place = head.end()
    for _ in range(_MOST):
        between = BETWEEN.match(text, place)
        place = between.end() if between else place
        if place >= len(text.rstrip(" .")):
            if _PLANAR.search(text) is not None:
                draft.layers = [_planar(layer) for layer in draft.layers]
            return _as_deep_as_said(finished(draft, called), head)
        kind, match = _longest(text, place)
        _take(draft, kind, match)
        place = match.end()
    raise UnreadError("a very long description")


_DEPTHS: Final = {"two-layer": 2, "three-layer": 3, "four-layer": 4}


def _as_deep_as_said(net: Network, head: re.Match[str] | None) -> Network:
    """The network, if it has as many layers as its head says, the inputs counted or not."""
    said = [depth for word, depth in _DEPTHS.items() if head is not None and word in head[0]]
    layers = [layer for layer in net.layers if layer.is_of_units]
    if said and len(layers) == len(net.layers) and said[0] - len(layers) not in (0, 1):
        raise UnreadError("it is said to have another number of layers")
    return net


def _longest(text: str, place: int) -> tuple[str, re.Match[str]]:
    found = [(kind, m) for kind, p in PARTS if (m := p.match(text, place)) is not None]
    whole = [(kind, m) for kind, m in found if m.end() == len(text) or text[m.end()] in " ,.;:)→"]
    if not whole:
        raise UnreadError(f"“{text[place : place + 30]}” is not understood")
    return max(whole, key=lambda pair: pair[1].end())


def _take(draft: Draft, kind: str, match: re.Match[str]) -> None:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    if kind in ("inputs", "seen"):
        draft.see(size(groups["n"]))
    elif kind == "image":
        if tint := re.search(r"\b(?:rgb|colou?r|gr[ae]y)", match[0]):
            draft.see(number(1 if tint[0].startswith("gr") else 3))
        draft.input = draft.input._replace(sides=tuple(sides(groups["sides"])))
    elif kind == "depth":
        if draft.layers and "input" not in match[0]:
            raise UnreadError("of what there are so many channels is not said")
        draft.see(size(groups["n"]))
    elif kind == "outputs" and draft.layers and _is_open(draft.layers[-1]):
        draft.change(units=size(groups["n"]))
        draft.mark("last")
    elif kind == "outputs":
        draft.layers.append(Layer("dense", {"units": size(groups["n"])}, frozenset({"last"})))
    elif kind in ("hidden", "widths"):
        draft.layers += _hidden(kind, groups)
    elif kind in _LAYERS:
        draft.layers += _layers(kind, groups)
    else:
        if not draft.layers and kind in ("filters", "kernel") and _SLIDES.search(match[0]):
            draft.layers.append(Layer("convolution"))
        _feature(draft, kind, groups)


#: What only a convolution has.
_SLIDES: Final = regex(r"\b(?:filter|kernel|map|receptive field)s?\b")


def _is_open(layer: Layer) -> bool:
    """Whether it is a layer of units of which the number is still to come."""
    return layer.kind == "dense" and not layer.sizes


_LAYERS: Final = frozenset(
    {"conv", "transposed", "pool", "global", "block", "dense", "same", "flatten", "depthwise"}
)


_HIDDEN: Final = frozenset({"hidden"})


def _hidden(kind: str, groups: dict[str, str]) -> list[Layer]:
    if kind == "widths":
        parts = [p for p in re.split(r",? and |, ", groups["list"]) if p]
        if "l" in groups and size(groups["l"]) != number(len(parts)):
            raise UnreadError("another number of hidden layers is said")
        return [Layer("dense", {"units": size(part)}, _HIDDEN) for part in parts]
    times = size(groups.get("l", "one"))
    if times.letters or not 1 <= times.at({}) <= _MOST:
        raise UnreadError("so many hidden layers are not counted one by one")
    return [Layer("dense", {"units": size(groups["n"])}, _HIDDEN)] * times.at({})


def _layers(kind: str, groups: dict[str, str]) -> list[Layer]:
    sizes: dict[str, Size] = {}
    kernel = groups.get("k") or groups.get("k2")
    if kernel is not None:
        sizes |= _kernel(kernel)
    if kind == "depthwise":
        return [Layer("convolution", sizes, frozenset({"depthwise"}))]
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
        draft.see(size(groups["a"]))
        draft.change(**{key: size(groups["b"])})
    elif kind == "filters":
        draft.change(filters=size(groups["n"]), **(_kernel(groups["k"]) if "k" in groups else {}))
    elif kind == "kernel":
        draft.change(**_kernel(groups["k"]))
    elif kind == "units":
        draft.change(units=size(groups["n"]))
    elif kind in ("stride", "padding", "dilation", "growth", "groups"):
        draft.change(**{kind: size(groups["n"])})
    elif kind == "same padding":
        draft.mark("same")
    elif kind in ("half", "bare", "unpadded"):
        draft.mark(kind)
    elif kind == "biased" and draft.biased is None:
        draft.biased = True


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
    #: Whether something is said to have no biases.
    bare: bool = False
    #: The layer of a name in a list of layers.
    layers: Callable[[str], Network | None] = dict[str, Network]().get
    #: Whether all layers are said to have one number of channels.
    same_channels: bool = False
    #: Whether nothing is said of colours or channels, so that an image has one.
    grey: bool = False
    #: The rows and columns of a matrix that the document gives.
    given: Callable[[str], tuple[int, int] | None] = dict[str, tuple[int, int]]().get


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    for part in re.split(r"(?<=[a-z0-9)])[.;](?=\s|$|\))|\n\n", text):
        bare = part.strip(" .()\n")
        if bare:
            yield "a" + bare[1:] if bare.startswith("A ") else bare


#: What begins a description that stands in a display.
SHOWN: Final = "▹"
#: What a layer is called that is described by itself.
ONE_LAYER: Final = "layer"
_ONE_NUMBER: Final = regex(
    r"\b(?:all|every|each)(?: of the)? (?:volumes?|layers?|feature maps?|inputs and outputs"
    r"|convolutions?) (?:\w+ )?(?:have|has|with) (?:[A-Z]|\d+|the same number of) channels"
)


def says_same_channels(text: str) -> bool:
    """Whether a text says that all layers have one number of channels."""
    return _ONE_NUMBER.search(plain_text(text)) is not None


def _is_changed(sentence: str) -> bool:
    """Whether a network is changed, in words that are no description themselves."""
    match = _SUBJECT.fullmatch(sentence) if CHANGED.search(sentence) is not None else None
    try:
        return CHANGED.search(sentence) is not None and not (match and described(match["rest"]))
    except UnreadError:
        return True


def _is_of_some(sentence: str) -> bool:
    """Whether biases of some layers are spoken of, in words that describe no layer as a whole."""
    if _OF_SOME.match(sentence) is None:
        return False
    match = _SUBJECT.fullmatch(sentence)
    try:
        return match is None or match["verb"] != "has" or not described(match["rest"]).biased
    except UnreadError:
        return True


def known_of(parts: Sequence[str]) -> Known:
    """What sentences describe, in their order."""
    found = Known()
    biased: bool | None = None
    for sentence in parts:
        if sentence.startswith(SHOWN) and _is_shown(found, sentence[1:]):
            continue
        if _is_of_some(sentence) or ALIKE.search(sentence) or _is_changed(sentence):
            found.whole = False
            continue
        biased = True if _ALL_BIASED.search(sentence) else biased
        bare = _ALL_BARE.search(sentence)
        found.bare = found.bare or bare is not None
        biased = False if bare and not _SIZED.search(sentence, bare.end()) else biased
        match = _SUBJECT.fullmatch(sentence)
        if match is None and sentence.startswith(("a ", "an ")) and _is_shown(found, sentence):
            continue
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


def _is_shown(found: Known, text: str) -> bool:
    """Whether a text is a description of a network or a layer, which is kept then."""
    if _OF_SOME.match(text) or ALIKE.search(text):
        return False
    try:
        net = described(text)
    except UnreadError:
        return False
    if not net.layers and net.input.sides:
        found.networks.append(Network("", net.input, ()))
        return True
    if not net.layers or (net.input == Volume(None)):
        return False
    head = _HEAD.match(text)
    called = bare_name(re.split(r" (?:with|of|on|for|having|has)\b|[,:]", text)[0])
    found.networks.append(replace(net, called=ONE_LAYER if head is None else called))
    return True


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


_INPUTS: Final = ("the input", "the image", "an input", "the input image", "each image")
_SIZE: Final = regex(rf"^(?:of )?size ({SIDES})(?: pixels)?$")


def _note(found: Known, match: re.Match[str]) -> None:
    called, verb, rest = match["called"], match["verb"], match["rest"]
    if called in _INPUTS:
        rest = _SIZE.sub(r"\1 image", rest)
    net = described(rest, bare_name(called))
    begun = found.networks[-1] if found.networks else None
    if called in _INPUTS:
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
