"""A network or a layer in words: "a net with 3 inputs, two hidden layers of 4 units and 2 outputs".

A description is understood as a whole or not at all. Its sizes may be numbers, words or letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.phrases.sentences import Clause
from symnn.documents.phrases.subjects import COUNT, PLACE
from symnn.latex import syntax as tree

if TYPE_CHECKING:
    pass

_N: Final = rf"(?:{COUNT}|a single|single|an?)"
_UNITS: Final = r"(?:units?|neurons?|nodes?|cells?)"
_ACTIVE: Final = r"(?:(?:relu|sigmoid|tanh|linear|gelu) )?"
_NOT: Final = r"(?! channel)"
_LAYERS: Final = rf"(?P<layers>{_N}) (?:more )?(?:hidden )?{_ACTIVE}layers?(?: each)?"
_WITH: Final = r"(?: of| with| having)(?: size| width)?"
_EACH: Final = r"(?:,? each| per layer| in each(?: layer)?)?"
_FILTERS: Final = r"(?:filters?|kernels?|feature maps|output channels?)"
_LIST: Final = rf"(?:\d+(?:-\d+)+|{PLACE}(?:(?:,| and|, and) {PLACE})*)"

_SIZE_OF: Final = r"(?:of (?:dimension|size|width)|dimension|size|width)"
_FEATURES: Final = tuple(
    regex(pattern)
    for pattern in (
        rf"(?P<inputs>{_N})(?:-dimensional)? (?:input {_UNITS}|input features?|inputs?){_NOT}",
        rf"(?P<inputs>{_N})(?:-dimensional)? (?:input (?:variables?|dimensions?)|features|pixels)",
        rf"inputs? {_SIZE_OF} (?P<inputs>{_N})",
        rf"(?P<inputs>{_N})(?: {_UNITS}| inputs?)? to (?P<outputs>{_N}) (?:{_UNITS}|outputs?)",
        rf"(?P<outputs>{_N})(?:-dimensional)? (?:output {_UNITS}|output features?|outputs?){_NOT}",
        rf"(?P<outputs>{_N}) (?:classes|logits|output values?)",
        rf"outputs? {_SIZE_OF} (?P<outputs>{_N})",
        rf"{_LAYERS}{_WITH} (?P<width>{_N})(?: hidden)? ?{_ACTIVE}{_UNITS}?{_EACH}",
        rf"(?P<hidden>{_N}) hidden {_ACTIVE}{_UNITS}",
        rf"(?P<units>{_N}) {_ACTIVE}{_UNITS}",
        rf"(?:hidden )?(?:state )?(?:size|width|dimension) (?P<hidden>{_N})",
        rf"(?:layers? of |layer |layers )?(?:sizes?|widths?)(?: of)? (?P<sizes>{_LIST})",
        rf"layers (?P<sizes>{_LIST})",
        rf"(?P<arrows>{PLACE})",
        r"(?P<bare>(?:without|no) (?:any )?bias(?:es)?(?: terms?| units?)?)",
        r"(?P<biased>(?:and )?(?:a |one )?bias(?:es)?(?: terms?| vectors?)?(?: per gate| each)?)",
        r"(?P<twice>two (?:bias(?: vectors|es)|bias sets)(?: (?:per|for each) (?:gate|layer))?)",
        rf"(?P<filters>{_N}) {_FILTERS}(?: of size)?(?: (?P<kernel>{PLACE}))?",
        rf"(?P<filters>{_N}) (?P<kernel>{PLACE}) (?:filters|kernels|convolutions)",
        rf"(?:(?:kernel|filter) size|(?:kernels?|filters?) of size|size) (?P<kernel>{PLACE}|{_N})",
        rf"(?P<kernel>{PLACE}) (?:kernels?|filters?)",
        rf"(?P<channels>{_N}) (?:channels? )?to (?P<filters>{_N})(?: output)? channels?",
        rf"(?P<channels>{_N}) input channels?",
        rf"stride (?P<stride>{_N})",
        rf"padding (?P<padding>{_N})",
        rf"dilation (?:rate |factor )?(?P<dilation>{_N})",
        r"(?P<unpadded>(?:no|without) padding)",
        rf"(?P<channels>{_N}) (?:input )?channels?",
        rf"(?P<channels>{_N}) input(?: channels?)? and (?P<filters>{_N}) output channels?",
        rf"(?P<words>{_N}) (?:words|tokens)",
        (
            r"(?:(?:the|an?) )?vocabulary(?: size)?(?: of)?(?: size)?"
            rf" (?P<words>{_N})(?: words| tokens)?"
        ),
        rf"(?P<width>{_N}) dimensions",
        rf"dimension (?P<width>{_N})",
    )
)
_LINKS: Final = regex(
    r"(?:[ ,]|and\b|with\b|of\b|from\b|to\b|having\b|using\b|for\b|over\b|on\b|in\b|that has\b"
    r"|which has\b|whose\b)+"
)
_ADJECTIVES: Final = (
    r"(?:(?:fully connected|fully-connected|dense|linear|affine|feedforward|feed-forward|shallow"
    r"|deep|neural|relu|(?:two|three|four|five|six|\d+|⟨\d+⟩)-layer|multilayer|simple|small|hidden|output|single|plain"
    r"|single-layer|one-hidden-layer|2d|standard|vanilla|elman|recurrent|first|second|third|last"
    r"|final|bidirectional|stacked|unidirectional) )*"
)
_KINDS: Final = (
    ("lstm", r"lstm(?: layer| cell| unit)?"),
    ("gru", r"gru(?: layer| cell| unit)?"),
    ("rnn", r"(?:rnn|recurrent layer)(?: layer| cell)?"),
    ("embedding", r"embedding (?:table|matrix|layer)"),
    ("norm", r"(?:batch|layer)[ -]?norm(?:ali[sz]ation)?(?: layer)?"),
    ("pooling", r"(?:max |average |mean )?pooling(?: layer)?"),
    ("transposed", r"transposed (?:convolution(?:al layer)?|conv layer)"),
    ("separable", r"depthwise[ -]separable (?:convolution(?:al layer)?)"),
    ("convolution", r"(?:convolution(?:al)? layer|convolution|conv layer|kernel|filter)"),
    (
        "dense",
        (
            r"(?:feed-forward block|block|network|net|mlp|multilayer perceptron|perceptron|model"
            r"|layer|classifier)"
        ),
    ),
)
_ARTICLES: Final = r"(?:an?|the|this|our|one|a single)"
_HEADS: Final = tuple(
    (
        kind,
        regex(rf"(?:(?:an?|the|this|our|one|a single) )?(?P<called>{_ADJECTIVES}{noun}),?(?: |$)"),
    )
    for kind, noun in _KINDS
)
_SHAPED: Final = regex(
    r"(?:(?:an?|the|this) )?(?:(?:standard|ordinary|usual|regular|full|unpadded|single) )?"
    rf"(?:(?P<sizes>\d+(?:-\d+)+|{PLACE}(?:-{PLACE})+|{PLACE})"
    rf" (?P<net>{_ADJECTIVES}(?:network|net|mlp))"
    rf"|(?P<kernel>{PLACE}) (?P<conv>{_ADJECTIVES}(?:transposed )?(?:convolutional layer"
    r"|convolution|(?:max |average |mean )?pooling(?: layer)?|kernel|filter"
    r"|layer(?= (?:from|with|of|on) [^.]*\bchannels?\b)))"
    rf"|depthwise[ -]separable (?P<kernel2>{PLACE}) (?P<separable>convolution))(?: |$)"
)
_REGIONS: Final = regex(
    rf"(?:the )?(?:maximal |maximum |largest |total )?number of (?:linear |activation )?regions"
    rf"(?: is| equals)?,? (?P<n>{PLACE})"
)
_AT_MOST: Final = regex(
    r"(?:an?|the|this|every|each) [^.]{0,80}?(?:network|net|layer|mlp|units?),? [^.]{0,80}?"
    r"(?:has|(?:divide|partition|split)s? (?:the|its) input space into) at most"
    rf" (?P<n>{PLACE}) (?:linear |activation )?regions"
)
_IMAGES: Final = regex(
    rf"(?P<image>{PLACE}) (?P<tint>grayscale|gray-scale|greyscale|rgb|colou?r) (?:input )?images?,?"
    r" (?:and )?(?P<rest>.+)"
)
#: "simple RNN, LSTM and GRU layers with …": one description for each.
_LISTED: Final = regex(
    r"(?P<kinds>(?:(?:simple |vanilla )?(?:rnn|lstm|gru)(?:, | and |, and ))*"
    r"(?:simple |vanilla )?(?:rnn|lstm|gru)) (?:layers|cells|networks) (?P<rest>.+)"
)
NETWORK: Final = regex(r"(?i)\b(?:network|net|mlp|perceptron|layer|model|lstm|gru|rnn|convolution)")
_KERNELS: Final = regex(rf"(?<![⟩\d] )(?P<size>{PLACE}) (?:kernels|filters)(?! of)")
_COUNTED: Final = regex(rf"(?:^|[ ,]){_N} $")
_FILTER: Final = regex(r"\b(?:filters?|kernels?|kernel size)\b")
#: What has to be said of filters or kernels that are spoken of without a word for the layer.
_WHOLE: Final = frozenset({"filters", "kernel", "channels"})
#: More features than these are no description.
_MOST: Final = 12


@final
@dataclass(frozen=True, slots=True)
class Description:
    """What kind of network or layer is described, and its sizes as they were written.

    `sizes` are the places of `clause` or words, by what they are; `called` is the head noun;
    `stated` says that the document gives the number of its parameters itself.
    """

    kind: str
    called: str
    clause: Clause
    sizes: Mapping[str, str] = field(default_factory=dict)
    stated: bool = False

    @property
    def letters(self) -> set[str]:
        """The names in its sizes."""
        places = [p for text in self.sizes.values() for p in re.findall(PLACE, text)]
        nodes = [self.clause.part(place).node for place in places]
        return {key for node in nodes if node is not None for key in names_in(node)}

    def changed(self, how: str, clause: Clause) -> Description | None:
        """With some of its sizes as other words give them: "100 hidden neurons"."""
        features = _features(how)
        if not features or not set(features) <= set(self.sizes) or self.letters:
            return None
        if any("⟨" in text for key, text in self.sizes.items() if key not in features):
            return self._with_parts(features, clause)
        return replace(self, clause=clause, sizes={**self.sizes, **features})

    def _with_parts(self, features: Mapping[str, str], clause: Clause) -> Description:
        """Its own mathematics behind that of another clause."""
        ahead = len(clause.parts)
        kept = {
            key: re.sub(r"⟨(\d+)⟩", lambda m: f"⟨{int(m[1]) + ahead}⟩", text)
            for key, text in self.sizes.items()
            if key not in features
        }
        joined = Clause(clause.words, (*clause.parts, *self.clause.parts))
        return replace(self, clause=joined, sizes={**kept, **features})

    def completed(self, earlier: Description) -> Description:
        """With inputs and outputs of another net, where none are said."""
        ends = {k: v for k, v in earlier.sizes.items() if k in ("inputs", "outputs")}
        if self.kind != earlier.kind or not ends:
            return self
        if earlier.clause is not self.clause and any("⟨" in v for v in ends.values()):
            return self
        return replace(self, sizes={**ends, **self.sizes})


def names_in(node: tree.Node) -> set[str]:
    """The names that an expression is in; none that it binds itself, none of subscripts."""
    key = tree.key(node)
    if isinstance(node, tree.Name) or key is not None:
        return {key} if key is not None else set()
    found = {name for part in tree.children(node) for name in names_in(part)}
    if isinstance(node, tree.BigOperator) and isinstance(node.lower, tree.Chain):
        found.discard(tree.key(node.lower.first) or "")
    return found


def described(text: str, clause: Clause, alone: bool = False) -> Description | None:
    """The description that words are; None if they are none.

    With `alone` it may be one of filters without a word for their layer.

    >>> found = described("a net with 3 inputs, 4 hidden units and 2 outputs", Clause("", ()))
    >>> sorted(found.sizes) == ["hidden", "inputs", "outputs"]
    True
    """
    text = _KERNELS.sub(lambda match: _with_size(match, clause), text)
    bare = text.strip(" ,.")
    number = _REGIONS.fullmatch(bare) or _AT_MOST.fullmatch(bare)
    if number is not None:
        return Description("regions", "regions", clause, {"number": number["n"]})
    images = _IMAGES.fullmatch(bare)
    if images is not None:
        net = described(images["rest"], clause)
        tint = "one" if images["tint"].startswith("gr") else "three"
        if net is None or net.kind != "convolution" or "channels" in net.sizes:
            return None
        return replace(net, sizes={**net.sizes, "channels": tint, "image": images["image"]})
    has = re.search(r" (?:has|have) (?P<what>.*)$", text)
    stated = has is not None and has["what"].endswith("parameters")
    text = text[: has.start()] if has is not None else text
    for kind, called, sizes, rest in _opened(text.strip(" ,.")):
        features = _features(rest)
        if features is not None and (features or sizes):
            slides = called.endswith("layer") and features.keys() >= _WHOLE  # between channels
            kind = "convolution" if kind == "dense" and slides else kind
            return Description(kind, called, clause, {**sizes, **features}, stated)
    filters = _features(bare) if alone and _FILTER.search(bare) else None
    if filters is not None and filters.keys() >= _WHOLE:
        return Description("convolution", "convolution", clause, filters, stated)
    return None


def _with_size(match: re.Match[str], clause: Clause) -> str:
    """The words "kernel size 3×3" for "3×3 kernels", which are not as many as 9."""
    if _COUNTED.search(match.string[: match.start()]):
        return match[0]  # "three 5×5 filters" says how many as well
    node = clause.part(match["size"]).node
    square = isinstance(node, tree.Product) and set(node.operators) == {"×"}
    return f"kernel size {match['size']}" if square else match[0]


def all_described(text: str, clause: Clause) -> list[Description]:
    """The descriptions that words are: one, or several of a list of layers."""
    listed = _LISTED.fullmatch(text.strip(" ,."))
    if listed is None:
        one = described(text, clause)
        return [] if one is None else [one]
    kinds = re.split(r", and |, | and ", listed["kinds"])
    found = [described(f"a {kind} layer {listed['rest']}", clause) for kind in kinds]
    return [net for net in found if net is not None]


def _opened(text: str) -> Iterator[tuple[str, str, dict[str, str], str]]:
    shaped = _SHAPED.match(text)
    if shaped is not None and shaped["net"]:
        yield "dense", shaped["net"], {"sizes": shaped["sizes"]}, text[shaped.end() :]
    elif shaped is not None and shaped["separable"]:
        yield "separable", "convolution", {"kernel": shaped["kernel2"]}, text[shaped.end() :]
    elif shaped is not None:
        kinds = (word for word in ("pooling", "transposed") if word in shaped["conv"])
        kind = next(kinds, "convolution")
        yield kind, shaped["conv"], {"kernel": shaped["kernel"]}, text[shaped.end() :]
    for kind, head in _HEADS:
        match = head.match(text)
        if match is not None:
            yield kind, match["called"], {}, text[match.end() :]


def _features(text: str) -> dict[str, str] | None:
    found: dict[str, str] = {}
    place = 0
    for _ in range(_MOST):
        links = _LINKS.match(text, place)
        place = links.end() if links else place
        if place >= len(text):
            return found
        match = _longest(text, place, found)
        if match is None or (found and "bare" in _new(match) and match.end() < len(text)):
            return None  # biases of a layer amid others
        found |= _new(match)
        place = match.end()
    return None


def _new(match: re.Match[str]) -> dict[str, str]:
    return {k: v for k, v in match.groupdict().items() if v is not None}


def _longest(text: str, place: int, found: Mapping[str, str]) -> re.Match[str] | None:
    tried = (pattern.match(text, place) for pattern in _FEATURES)
    matches = [m for m in tried if m is not None and not found.keys() & _new(m).keys()]
    whole = [m for m in matches if m.end() == len(text) or text[m.end()] in " ,."]
    return max(whole, key=lambda m: m.end(), default=None)
