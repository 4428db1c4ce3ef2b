"""Layers with names in a list: "CONV1: f = 5, s = 1, 8 filters; POOL1: …; FC3: 120 units".

Each is understood as a whole or not at all, and so is what else the document says of layers; what
a layer that is understood sees is known if all layers before it are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.architectures.values import Layer, Network, Volume, output
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, number

_KINDS: Final = {
    "conv": "convolution", "pool": "pooling", "maxpool": "pooling", "avgpool": "pooling",
    "fc": "dense", "dense": "dense", "softmax": "dense", "output": "dense",
}  # fmt: skip
#: What begins the description of a layer, and no claim about it.
_HEADING: Final = regex(
    r"(?i)(?<![\w-])(?P<name>(?P<kind>conv|pool|maxpool|avgpool|fc|dense|softmax|output)"
    r"(?P<number>[ -]?\d{1,2}(?!\d|×| ?units))?)(?![\w-])"
    r"(?=\s*:|\s*\(|\s+with\b|\s+halves\b|\s+is\s+(?:an?\s+)?\d|\s+(?:has|of)\s+\d+(?:\s+\d+×\d+)?\s+(?:filt|unit|neur|kern))"
)
_INPUT: Final = regex(
    r"(?i)\binputs?(?: images?| volume| layer)?(?: (?:is|of|has))?(?: (?:an?|size|shape|of))*"
    r"[ :(=]{0,3}(?P<sides>\d+×\d+(?:×\d+)?)(?![×\w])"
)
_FEATURES: Final = tuple(
    (kind, regex(r"(?i)" + pattern))
    for kind, pattern in (
        ("filters", r"(?P<n>\d+) (?:(?P<k>\d+×\d+) )?(?:filters?|kernels|feature maps)\b"),
        ("kernel", r"(?:(?:filters?|kernels?|windows?) )?(?:of )?(?:size )?(?P<k>\d+×\d+)(?!×)"),
        ("kernel", r"(?:f|k) ?= ?(?P<k>\d+)(?![\d.])"),
        ("kernel", r"(?:filter|kernel|window) size (?:of )?(?P<k>\d+)(?![\d×.])"),
        ("stride", r"(?:s ?= ?|strides? (?:of )?(?:= ?)?)(?P<n>\d+)(?![\d×.])"),
        ("padding", r"(?:p ?= ?|(?:zero )?padding (?:of )?(?:= ?)?)(?P<n>\d+)(?![\d×.])"),
        ("unpadded", r"no padding\b|valid padding\b|valid\b"),
        ("same", r"same padding\b|\"same\"(?: padding)?"),
        ("units", r"(?P<n>\d+) (?:units?|neurons?|nodes?|classes|outputs?)\b"),
        (
            "halves",
            r"halves(?: again| (?:the )?(?:height and width|width and height|both sides))?\b",
        ),
        ("none", r"(?:max|average|avg|mean)(?:[ -]pooling)?\b|(?:relu|tanh)(?: activations?)?\b"),
    )
)
_BETWEEN: Final = regex(r"(?i)(?:[ ,:()]|\b(?:is|and|with|of|then|an?|the|has|uses?|using|by)\b)*")
#: Of these, what is not understood may be said of any layer.
_SPEAKS: Final = regex(
    r"(?i)\b(?:layers?|filters?|kernels?|bias(?:es)?|padding|padded|strides?|dilat\w+|shar\w+|tied"
    r"|depthwise|separable|frozen|gr[ae]y(?:scale)?|groups?|dropped|(?:max-?|avg-?)?pool(?:s|ed|ing)?"
    r"|conv(?:s|olutions?|olutional)?|flatten\w*|upsampl\w*|crop\w*|resiz\w*|fully|dense)\b"
)
_HARMLESS: Final = regex(
    r"(?i)(?:(?:a|each|every) (?:filter|kernel) (?:spans|sees|covers|has the depth of)"
    r" (?:all|every) (?:input )?(?:channels?|the input)|(?:(?:there is )?(?:one|a) bias"
    r" (?:per|for each|for every) (?:filter|unit|neuron)(?: and (?:per|(?:for )?each"
    r"|(?:for )?every) (?:filter|unit|neuron))?)|(?:each|every) (?:filter|unit|neuron)"
    r"(?: and (?:each |every )?(?:filter|unit|neuron))? (?:has|have) (?:one|a) bias)"
)
#: The name of a layer where none is described, and of what is said there of it.
_NAME: Final = regex(r"(?i)(?<![\w-])(?:conv|pool|maxpool|avgpool|fc|dense)[ -]?\d")
_CLAIMED: Final = regex(r"(?i)\b(?:parameters|weights|activations?|connections|numbers)\b")
_PADS: Final = frozenset({"padding"})
_SEPARATOR: Final = r"[;\n]|\.(?=\s|\)|$)|\$\$"
_MOST: Final = 30


@final
@dataclass(frozen=True, slots=True)
class Named:
    """Layers by their names, in lower case, each as a network of one layer with its input.

    `padded` has them as they are if whatever is not said to be padded keeps the sides.
    """

    layers: dict[str, Network]
    padded: dict[str, Network]

    def found(self, called: str) -> Network | None:
        """The layer of a name; "FC3, which sees 400 numbers" only if it does.

        Raises:
            UnreadError: what it sees is not certain, or not what is said.
        """
        match = _WHICH.fullmatch(called)
        key = "" if match is None else _key(match["name"])
        nets = [table[key] for table in (self.layers, self.padded) if key in table]
        if match is None or not nets:
            return None
        if match["n"] is not None:
            seen = number(int(match["n"]))
            nets = [n for n in nets if n.input.channels == seen and not n.input.sides]
        if not nets:
            raise UnreadError("it sees another number of inputs")
        if all(net == nets[0] for net in nets):
            return nets[0]
        if nets[0].layers[0].kind == "dense":
            raise UnreadError("whether what it sees was padded is not said")
        return replace(nets[0], input=Volume(nets[0].input.channels))


_WHICH: Final = regex(
    r"(?i)(?:the )?(?P<name>[a-z]+[ -]?\d{0,2})(?: layer)?"
    r"(?:,? (?:which|that) (?:sees|takes|has|gets) (?P<n>\d+)"
    r" (?:numbers|inputs?|values|features),?)?"
)


def _key(name: str) -> str:
    return re.sub(r"[ -]", "", name.lower())


def named_layers(text: str) -> Named:
    """The layers that a text in plain words describes in a list."""
    text = re.sub(r"(?<=\d) ?x ?(?=\d)", "×", text)
    pieces = list(_pieces(text))
    heads = [(match, piece) for match, piece in pieces if match is not None]
    inputs = list(_INPUT.finditer(text))
    others = [piece for match, piece in pieces if match is None]
    if not heads or len(heads) > _MOST or not inputs:
        return Named({}, {})
    if len({m["sides"] for m in inputs}) > 1 or any(map(_may_change, others)):
        return Named({}, {})
    biased = True if any(_HARMLESS.search(p) and "bias" in p for p in others) else None
    image = _volume(inputs[0]["sides"])
    tables = [dict(_stacked(image, heads, biased, keeps=keeps)) for keeps in (False, True)]
    return Named(*tables)


def _may_change(piece: str) -> bool:
    """Whether a part that describes no layer of a name may say something of layers."""
    if _NAME.search(piece) is not None and _CLAIMED.search(piece) is None:
        return True
    return _SPEAKS.search(_HARMLESS.sub("", piece)) is not None


def _pieces(text: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """The descriptions of layers with what begins them, and the sentences between."""
    for part in re.split(_SEPARATOR, text):
        heads = list(_HEADING.finditer(part))
        begin = heads[0].start() if heads else len(part)
        yield None, part[:begin]
        for k, head in enumerate(heads):
            end = heads[k + 1].start() if k + 1 < len(heads) else len(part)
            yield head, part[head.end() : end]


def _stacked(
    before: Volume | None,
    heads: list[tuple[re.Match[str], str]],
    biased: bool | None,
    *,
    keeps: bool,
) -> Iterator[tuple[str, Network]]:
    """Each layer with what it sees, as long as all of them are understood."""
    names = [_key(match["name"]) for match, _ in heads]
    for (match, piece), name in zip(heads, names, strict=True):
        try:
            layer = _layer(_KINDS[match["kind"].lower()], piece)
            if (
                keeps
                and layer.kind == "convolution"
                and not layer.said | layer.sizes.keys() & _PADS
            ):
                layer = replace(layer, said=frozenset({"same"}))
            if layer.kind == "dense" and before is not None and before.sides:
                before = output(Layer("flatten"), before)
            after = None if before is None else output(layer, before)
            if after is not None and any(side.at({}) < 1 for side in after.sides):
                return
        except UnreadError:
            return
        if before is not None and names.count(name) == 1:
            yield name, Network(name, before, (layer,), biased)
        before = after


def _volume(sides: str) -> Volume | None:
    """The image of an input: 32×32×3, 3×32×32, 28×28; None if which are its channels is open."""
    first, second, *more = (number(int(side)) for side in sides.split("×"))
    if not more:
        return Volume(number(1), (first, second))
    if first == second != more[0]:
        return Volume(more[0], (first, second))
    return Volume(first, (second, more[0])) if first != second == more[0] else None


def _layer(kind: str, piece: str) -> Layer:
    """The layer of a description.

    Raises:
        UnreadError: something in it is not understood, or it says too little.
    """
    layer, place = Layer(kind), 0
    for _ in range(_MOST):
        between = _BETWEEN.match(piece, place)
        place = between.end() if between else place
        if place >= len(piece):
            return _whole(layer)
        matches = [(what, p.match(piece, place)) for what, p in _FEATURES]
        met = [(what, m) for what, m in matches if m is not None]
        if not met:
            raise UnreadError(f"“{piece[place : place + 30]}” is not understood")
        what, match = max(met, key=lambda pair: pair[1].end())
        layer = _with(layer, what, match)
        place = match.end()
    raise UnreadError("a very long description")


def _with(layer: Layer, what: str, match: re.Match[str]) -> Layer:
    groups = match.groupdict()
    new: dict[str, Size] = {}
    if groups.get("k"):
        first, *second = [number(int(side)) for side in groups["k"].split("×")]
        new |= {"kernel": first, "kernel2": second[0] if second else first}
    if groups.get("n"):
        new[what] = number(int(groups["n"]))
    if what == "halves":
        new |= {"kernel": number(2), "stride": number(2)}
    if new.keys() & layer.sizes.keys():
        raise UnreadError("a size is said twice")
    said = layer.said | ({what} if what in ("same", "unpadded") else frozenset())
    return replace(layer, sizes={**layer.sizes, **new}, said=said)


def _whole(layer: Layer) -> Layer:
    """The layer, if the sizes that it needs are said, and no others."""
    needed = {"convolution": {"filters", "kernel"}, "pooling": {"kernel"}, "dense": {"units"}}
    allowed = {"stride", "padding", "kernel2"} if layer.kind != "dense" else set[str]()
    missing = needed[layer.kind] - layer.sizes.keys()
    more = layer.sizes.keys() - needed[layer.kind] - allowed
    strided = layer.kind != "pooling" or "stride" in layer.sizes
    strided = strided or layer.sizes["kernel"] == number(2)
    if missing or more or not strided or (layer.kind == "dense" and layer.said):
        raise UnreadError("the description of a layer is not understood")
    return layer
