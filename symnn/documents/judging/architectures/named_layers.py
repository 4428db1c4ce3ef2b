"""Layers with names in a list: "CONV1: f = 5, s = 1, 8 filters; POOL1: …; FC3: 120 units".

Each is understood as a whole or not at all, and so is what else the document says of layers; what
a layer that is understood sees is known if all layers before it are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.architectures.values import Layer, Network, Volume, output
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError, number

_KINDS: Final = {
    "conv": "convolution", "pool": "pooling", "maxpool": "pooling", "avgpool": "pooling",
    "fc": "dense", "dense": "dense", "softmax": "dense", "output": "dense", "layer": "any",
    "block": "any", "stage": "any", "c": "convolution", "s": "pooling", "f": "dense",
}  # fmt: skip
#: What begins the description of a layer, and no claim about it.
_HEADING: Final = regex(
    r"(?i)(?<![\w-])(?P<name>(?P<kind>conv|pool|maxpool|avgpool|fc|dense|softmax|output"
    r"|(?:layer|block|stage)(?=[ -]?\d)|[csf](?=\d\s*:\s*\d))"
    r"(?P<number>[ -]?\d{1,2}(?!\d|×| ?units))?)(?![\w-])"
    r"(?=\s*:|\s*\(|\s+with\b|\s+halves\b|\s+is\s+(?:an?\s+)?\d|\s+(?:has|of)\s+\d+(?:\s+\d+×\d+)?\s+(?:filt|unit|neur|kern))"
)
_INPUT: Final = regex(
    r"(?i)\b(?:inputs?(?: images?| volume| layer)?(?: (?:is|of|has))?(?: (?:an?|size|shape|of))*"
    r"|(?:mini-?)?batch(?:es)? of (?P<batch>\d+) (?:[a-z]+ )?images(?: (?:of|size))*)"
    r"[ :(=]{0,3}(?P<sides>\d+×\d+(?:×\d+)?)(?![×\w])"
)
_FEATURES: Final = tuple(
    (kind, regex(r"(?i)" + pattern))
    for kind, pattern in (
        ("filters", r"(?P<n>\d+) (?:(?P<k>\d+×\d+) )?(?:filters?|kernels|feature maps)\b"),
        ("kernel", r"(?:(?:filters?|kernels?|windows?) )?(?:of )?(?:size )?(?P<k>\d+×\d+)(?!×)"),
        ("none", r"(?:conv(?:olution(?:al)?)?|fully[- ]connected|dense|linear)(?: layer)?\b"),
        ("kernel", r"(?:f|k) ?= ?(?P<k>\d+)(?![\d.])"),
        ("kernel", r"(?:filter|kernel|window) size (?:of )?(?P<k>\d+)(?![\d×.])"),
        ("stride", r"(?:s ?= ?|strides? (?:of )?(?:= ?)?)(?P<n>\d+)(?![\d×.])"),
        ("padding", r"(?:p ?= ?|(?:zero )?padding (?:of )?(?:= ?)?)(?P<n>\d+)(?![\d×.])"),
        ("unpadded", r"no padding\b|valid padding\b|valid\b"),
        ("same", r"same padding\b|\"same\"(?: padding)?"),
        ("from to", r"(?P<a>\d+) ?→ ?(?P<n>\d+)(?: (?:channels|features|units))?(?![\d.×])"),
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
    r"(?i)(?:including(?: the| all)? bias(?:es)?"
    r"|(?:a|each|every) (?:filter|kernel) (?:spans|sees|covers|has the depth of)"
    r" (?:all|every) (?:input )?(?:channels?|the input)|(?:(?:there is )?(?:one|a) bias"
    r" (?:per|for each|for every) (?:filter|unit|neuron)(?: and (?:per|(?:for )?each"
    r"|(?:for )?every) (?:filter|unit|neuron))?)|(?:each|every) (?:filter|unit|neuron)"
    r"(?: and (?:each |every )?(?:filter|unit|neuron))? (?:has|have) (?:one|a) bias)"
)
#: The name of a layer where none is described, and of what is said there of it.
_NAME: Final = regex(
    r"(?i)(?<![\w-])(?:conv|pool|maxpool|avgpool|fc|dense|layer|block|stage)[ -]?\d"
)
_CLAIMED: Final = regex(
    r"(?i)\b(?:parameters|weights|activations?|connections|numbers"
    r"|sees [^a-z;]+ (?:values|inputs))\b"
)
#: Pooling between layers that have names: "max-pool 2", "2×2 average pooling with stride 2".
_POOLS: Final = regex(
    r"(?i)\s*(?:then |and )?(?:an? )?(?P<k>\d+×\d+ )?(?:max|avg|average|mean)?[- ]?pool(?:ing)?"
    r"(?: (?:of )?(?:size )?(?P<size>\d+(?:×\d+)?))?(?P<more>,? (?:with )?stride \d+)?\s*"
)
#: What is said of all layers at once.
_OF_ALL: Final = regex(
    r"(?i)\s*(?:(?P<stride>(?:all )?strides? (?:of )?(?:1|one))"
    r"|(?P<valid>(?:no|without|valid) padding|(?:valid|unpadded) convolutions"
    r"|filters (?:are applied )?only where they (?:fit|lie)"
    r"(?: (?:fully |completely )?(?:inside|into|in) the image)?)"
    r"|(?P<bias>(?:every|each|all(?: the)?) layers? (?:with|has|have|uses?) (?:an? )?bias(?:es)?))"
    r"(?: (?:everywhere|in all layers|for all layers))?\s*"
)
#: What begins a claim about a shape.
_OUTPUT: Final = regex(r"(?i)\s*the output(?: shape| size| volume)? of [a-z]+[ -]?\d? (?:has|is)\b")
_MADE: Final = {"convolution": "filters", "dense": "units"}
_PADS: Final = frozenset({"padding"})
_SEPARATOR: Final = r"[;\n]|\.(?=\s|\)|$)|\$\$"
_MOST: Final = 30
_ALL_OF_THEM: Final = ("network", "model", "net", "cnn", "convnet")


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
    r"(?i)(?:the )?(?P<name>[a-z]+[ -]?\d{0,2}(?: pooled)?)(?: layer)?"
    r"(?:,? (?:which|that) (?:sees|takes|has|gets) (?P<n>\d+)"
    r" (?:numbers|inputs?|values|features),?)?"
)


def _key(name: str) -> str:
    return re.sub(r"[ -](?!pooled)", "", name.lower())


def named_layers(text: str) -> Named:
    """The layers that a text in plain words describes in a list."""
    text = re.sub(r"(?<=\d) ?x ?(?=\d)", "×", text)
    text = re.sub(r"(?<=\d) ?(?:\\(?:to|rightarrow)(?![a-z])|->|⟶) ?(?=\d)", "→", text)
    pieces, told = _without_remarks(list(_pieces(text)))
    heads = [(match, piece) for match, piece in pieces if match is not None]
    inputs = list(_INPUT.finditer(text))
    others = [piece for match, piece in pieces if match is None]
    if not heads or len(heads) > _MOST or not inputs:
        return Named({}, {})
    if len({m["sides"] for m in inputs}) > 1 or any(map(_may_change, others)):
        return Named({}, {})
    biased = any(_HARMLESS.search(p) and "bias" in p for p in others) or "bias" in told
    image = _volume(inputs[0]["sides"])
    batches = {m["batch"] for m in inputs} - {None}
    if image is not None and len(batches) == 1:
        image = image._replace(batch=(number(int(batches.pop())),))
    ways = (False,) if "valid" in told else (False, True)
    tables = [dict(_stacked(image, heads, biased or None, keeps=keeps)) for keeps in ways]
    if "stride" in told and not _is_confirmed(heads):
        return Named({}, {})
    return Named(tables[0], tables[-1])


_Piece: TypeAlias = "tuple[re.Match[str] | None, str]"


def _without_remarks(pieces: list[_Piece]) -> tuple[list[_Piece], set[str]]:
    """The pieces without those that only tell something of all layers, and what these tell."""
    kept: list[_Piece] = []
    told: set[str] = set()
    for match, piece in pieces:
        parts = [_OF_ALL.fullmatch(part) for part in re.split(r",|\band\b", piece)]
        if match is None and (pool := _POOLS.fullmatch(piece)) and (pool["k"] or pool["size"]):
            sides = (pool["k"] or "").strip() or f"{pool['size']}×{pool['size']}"[:5]
            kept.append((pool, (sides if "×" in sides else "") + (pool["more"] or "")))
        elif match is None and piece.strip() and all(parts):
            told |= {k for part in parts if part for k, v in part.groupdict().items() if v}
        else:
            kept.append((match, piece))
    return kept, told


def _is_confirmed(heads: list[tuple[re.Match[str], str]]) -> bool:
    """Whether a layer of units behind the last pooling tells what it sees.

    Where all strides are said to be 1, those of windows may be meant as well.
    """
    pools = [k for k, (m, _) in enumerate(heads) if _kind(m) == "pooling"]
    behind = heads[pools[-1] + 1 :] if pools else []
    return not pools or any(_kind(m) == "dense" and "→" in piece for m, piece in behind)


def _kind(match: re.Match[str]) -> str:
    return _KINDS[match["kind"].lower()] if "kind" in match.groupdict() else "pooling"


def _name(match: re.Match[str]) -> str:
    return _key(match["name"]) if "name" in match.groupdict() else ""


def _may_change(piece: str) -> bool:
    """Whether a part that describes no layer of a name may say something of layers."""
    if _OUTPUT.match(piece) is not None:
        return False
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
    """Each layer with what it sees, as long as all of them are understood; then all of them."""
    names = [_name(match) for match, _ in heads]
    whole: list[Layer] = []
    image, seen = before, None
    for (match, piece), name in zip(heads, names, strict=True):
        try:
            layers, sees = _layers(_kind(match), piece)
            if keeps:
                layers = [_padded(layer) for layer in layers]
            if layers[0].kind == "dense" and before is not None and before.sides:
                before = output(Layer("flatten"), before)
                whole.append(Layer("flatten"))
            if sees is not None and before is not None and before.channels != sees:
                return
            whole += layers
            after = before
            for layer in layers:
                after = None if after is None else output(layer, after)
            if after is not None and any(side.at({}) < 1 for side in after.sides):
                return
        except UnreadError:
            return
        own = tuple(layers)
        if before is not None and name and names.count(name) == 1:
            yield name, Network(name, before, own, biased)
        elif before is not None and not name and seen and names.count(seen.called) == 1:
            yield f"{seen.called} pooled", replace(seen, layers=(*seen.layers, *own))
        seen = Network(name, before, own, biased) if before is not None and name else None
        before = after
    if image is not None:
        for name in _ALL_OF_THEM:
            yield name, Network("", image, tuple(whole), biased)


def _volume(sides: str) -> Volume | None:
    """The image of an input: 32×32×3, 3×32×32, 28×28; None if which are its channels is open."""
    first, second, *more = (number(int(side)) for side in sides.split("×"))
    if not more:
        return Volume(number(1), (first, second))
    if first == second != more[0]:
        return Volume(more[0], (first, second))
    return Volume(first, (second, more[0])) if first != second == more[0] else None


def _padded(layer: Layer) -> Layer:
    """A convolution of which no padding is said, with that which keeps the size."""
    if layer.kind != "convolution" or layer.said or layer.sizes.keys() & _PADS:
        return layer
    return replace(layer, said=frozenset({"same"}))


#: What begins the pooling behind a convolution, in the description of one layer.
_THEN_POOLS: Final = regex(
    r"(?i),? *(?:and |then |followed by )?(?:an? )?(?P<k>\d+×\d+ )?(?:max|avg|average|mean)?[- ]?"
    r"pool(?:ing)?\b"
)


def _layers(kind: str, piece: str) -> tuple[list[Layer], Size | None]:
    """The layers of a description: a convolution may have a pooling behind it.

    Raises:
        UnreadError: something in it is not understood, or it says too little.
    """
    if kind != "any":
        layer, sees = _layer(kind, piece)
        return [layer], sees
    if re.search(r"(?i)\b(?:fully|dense|units|neurons)\b", piece):
        layer, sees = _layer("dense", piece)
        return [layer], sees
    pools = _THEN_POOLS.search(piece)
    first, sees = _layer("convolution", piece[: pools.start()] if pools else piece)
    if pools is None:
        return [first], sees
    second, _ = _layer("pooling", (pools["k"] or "") + piece[pools.end() :])
    return [first, second], sees


def _layer(kind: str, piece: str) -> tuple[Layer, Size | None]:
    """The layer of a description, and how many channels or numbers it is said to see.

    Raises:
        UnreadError: something in it is not understood, or it says too little.
    """
    layer, place = Layer(kind), 0
    sees: Size | None = None
    for _ in range(_MOST):
        between = _BETWEEN.match(piece, place)
        place = between.end() if between else place
        if place >= len(piece):
            return _whole(layer), sees
        matches = [(what, p.match(piece, place)) for what, p in _FEATURES]
        met = [(what, m) for what, m in matches if m is not None]
        if not met:
            raise UnreadError(f"“{piece[place : place + 30]}” is not understood")
        what, match = max(met, key=lambda pair: pair[1].end())
        if what == "from to":
            sees, what = number(int(match["a"])), _MADE.get(kind, what)
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
