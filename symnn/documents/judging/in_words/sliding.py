r"""Windows that slide in a sentence of their own: "a 5×5 window over a 12×12 space gives 8×8".

All that is said has to be known here. Where no padding is said there is none; a smaller output than
the one without padding is false whatever the padding is, a larger one may be padded. Several layers
slide one after the other; with steps of one, each makes what is seen larger by k - 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import OTHER_WINDOWS

Sides: TypeAlias = "tuple[int, ...]"

_WORDS: Final = {
    "a": 1, "an": 1, "a single": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20,
}  # fmt: skip
_N: Final = rf"(?:{PLACE}|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_LAYER: Final = (
    r"(?:(?:unpadded |valid |stacked |successive |consecutive |2d |square )*"
    r"(?:convolution(?:al)?|conv)?[ -]?"
    r"(?:layers?|kernels?|filters?|windows?|convolutions?|(?:local )?receptive fields?))"
)
#: Several layers slide one after the other, several filters side by side.
_BESIDE: Final = regex(r"kernels?|filters?|windows?|fields?")
_ROW: Final = regex(r"layers?\b|\b(?:stack(?:ed)?|successive|consecutive)\b")
_NOUN: Final = (
    r"(?:inputs?|images?|pixels|units|neurons|spaces?|grids?|areas?|maps?|(?:input )?feature maps?"
    r"|outputs?|activations|arrays?|matri(?:x|ces)|signals?|results?|entries|numbers|values"
    r"|patch(?:es)?|hidden (?:units|neurons)|layers?)"
)
_INTO: Final = regex(
    rf"(?P<spec>.+?) (?:reduces?|shrinks?|turns?|maps?|takes?|brings?|converts?|transforms?"
    rf"|changes?|cuts?) (?:an? |the )?(?P<n>{PLACE})(?: {_NOUN})? (?:down )?(?:in)?to (?:an? )?"
    rf"(?P<m>{PLACE})(?: {_NOUN})?"
)
_GIVES: Final = regex(
    rf"(?P<spec>.+?),? (?:gives?|yields?|produces?|leads? to|results? in|leaves?|makes?|returns?)"
    rf" (?:an? |the )?(?:{_NOUN} (?:of )?(?:size )?)?(?P<m>{PLACE})(?: {_NOUN})?"
)
_OUTPUT: Final = regex(
    rf"the (?:output|result|feature map)(?: size)? of (?P<spec>.+?) (?:is|has size)"
    rf" (?:an? )?(?P<m>{PLACE})(?: {_NOUN})?"
)
_TOKENS: Final = regex(
    rf"(?:a |with |and |of |the )*(?:"
    rf"strides? (?:of )?(?P<stride>{_N})|padding (?:of )?(?P<padding>{_N})"
    rf"|(?P<bare>(?:no|without|valid) padding|unpadded)|dilation (?:rate )?(?:of )?"
    rf"(?P<dilation>{_N})"
    rf"|(?:(?:kernel|filter|window)s?(?: of)? size|size) (?P<size>{PLACE})"
    rf"|(?:(?:sliding|moving|applying|running) )?(?:(?P<count>{_N}|an?|a single|single) )?"
    rf"(?P<stack>(?:stacked |such |successive )*)(?P<kernel>{PLACE})[ -](?P<noun>{_LAYER})"
    rf"|(?:on|over|across|to|applied to|from) (?:an? |the )?(?P<input>{PLACE})(?: {_NOUN})?"
    rf"|(?:an? |the )?(?P<input2>{PLACE})[ -](?:inputs?|images?|input images?))"
    rf"|,|\b(?:with|and|of|a|an|the|on)\b"
)
_SEEN: Final = regex(
    rf"(?P<stack>(?:a stack of )?)(?P<count>{_N}) (?P<more>(?:stacked |successive |consecutive"
    rf" |such )*)(?P<k>{PLACE})[ -](?P<noun>{_LAYER})"
    rf"(?:,? (?:(?:each )?(?:of|with) )?stride (?P<s>{_N}))?"
    r" (?P<verb>have|has|see|sees|cover|covers|look at|looks at|give|gives) (?:together )?(?:"
    rf"(?:an? |the )?(?:effective )?(?:receptive field|field of view) of (?:size )?(?P<a>{PLACE})"
    rf"|(?:an? |the )?(?P<b>{PLACE})(?P<what> (?:effective )?(?:receptive field|patch|window"
    r"|region|area|pixels|neighbou?rhood|field of view))?"
    r"|the same (?:effective )?(?:receptive field|region|area|patch|field of view) as"
    rf" (?:an?|one|a single|the) (?P<c>{PLACE})[ -]{_LAYER})"
    r"(?: (?:of|in|from) (?:the |its |their )?(?:original )?(?:input|image)s?)?"
)
_MOST: Final = 10_000
_METHOD: Final = "⌊(n + 2p - d(k - 1) - 1) / s⌋ + 1, layer by layer"
_FIELD: Final = "n(k - 1) + 1"


def judge_sliding(sentence: Sentence) -> Judgement | None:
    """What is found about the output of sliding windows; None for any other sentence."""
    words = sentence.words
    if sentence.settings or "pool" in words or "transposed" in words or "⟨" not in words:
        return None
    if "dilation" not in words and OTHER_WINDOWS in sentence.view.scope.told:
        return None
    seen = _SEEN.fullmatch(words)
    if seen is not None:
        return _field(sentence, seen)
    for form in (_OUTPUT, _INTO, _GIVES):
        match = form.fullmatch(words)
        said = None if match is None else _said(match["spec"])
        if match is None or said is None:
            continue
        given = match.groupdict().get("n") or said.get("input")
        if given is None or ("input" in said and given != said["input"]):
            continue
        return _output(sentence, said, given, match["m"])
    return None


# --- what is seen -----------------------------------------------------------------------


def _field(sentence: Sentence, seen: re.Match[str]) -> Judgement | None:
    """n layers of k×k windows see n(k - 1) + 1 pixels a side, and more with strides."""
    count, kernel = _number(sentence, seen["count"]), _sides(sentence, seen["k"])
    claimed = _sides(sentence, seen["a"] or seen["b"] or seen["c"])
    stride = _number(sentence, seen["s"]) if seen["s"] else None
    if not count or kernel is None or claimed is None or len({*kernel}) != 1 != len({*claimed}):
        return None
    if len(kernel) != len(claimed) or stride not in (None, 1):
        return None
    if seen["b"] and not seen["what"] and seen["verb"] not in ("see", "sees", "cover", "covers"):
        return None  # it may have 9 of something else
    side_by_side = _are_side_by_side(f"{seen['stack']} {seen['more']}", seen["noun"])
    if side_by_side:
        return None
    found = count * (kernel[0] - 1) + 1
    if all(side == found for side in claimed):
        return Judgement("proved", _FIELD)
    if (stride is None and max(claimed) > found) or side_by_side is None:
        return Judgement("undecided", reason="their strides are not said")
    return Judgement("refuted", _FIELD, notes=(f"they see {found} pixels a side",))


def _are_side_by_side(stack: str, noun: str) -> bool | None:
    """Whether several windows work side by side, as filters do; None if it is not certain."""
    if _ROW.search(f"{stack} {noun}") is not None:
        return False
    return True if _BESIDE.search(noun) is not None else None


# --- what comes out ---------------------------------------------------------------------


def _output(sentence: Sentence, said: dict[str, str], given: str, claimed: str) -> Judgement | None:
    inputs, outputs = _sides(sentence, given), _sides(sentence, claimed)
    kernel = _sides(sentence, said["kernel"])
    if inputs is None or outputs is None or kernel is None or len(inputs) != len(outputs):
        return None
    kernel = kernel * len(inputs) if len(kernel) == 1 else kernel
    if len(kernel) != len(inputs) or len(inputs) > 2:
        return None  # the third may be the channels, which other words decide
    numbers = {
        key: _number(sentence, said[key])
        for key in ("count", "stride", "padding", "dilation")
        if key in said
    }
    if any(value is None for value in numbers.values()):
        return None
    sizes: dict[str, int] = {key: value for key, value in numbers.items() if value is not None}
    if sizes.get("count", 1) > 1:
        side_by_side = _are_side_by_side(said.get("stack", ""), said.get("noun", ""))
        if side_by_side is None:
            return None
        sizes["count"] = 1 if side_by_side else sizes["count"]
    found = tuple(_side(n, k, sizes) for n, k in zip(inputs, kernel, strict=True))
    if any(side < 1 for side in found):
        return None
    return _compared(found, outputs, said)


def _side(size: int, kernel: int, said: dict[str, int]) -> int:
    """One side of the output, after so many layers."""
    reach = said.get("dilation", 1) * (kernel - 1) + 1
    for _ in range(said.get("count", 1)):
        room = size + 2 * said.get("padding", 0) - reach
        if room < 0:
            return 0
        size = room // said.get("stride", 1) + 1
    return size


def _compared(found: Sides, claimed: Sides, said: dict[str, str]) -> Judgement | None:
    if found == claimed:
        return Judgement("proved", _METHOD)
    padded = "padding" not in said and "bare" not in said
    larger = any(a > b for a, b in zip(claimed, found, strict=True))
    if padded and larger:
        return Judgement("undecided", reason="its padding is not said")
    if "stride" not in said and not larger:
        return Judgement("undecided", reason="its stride is not said")
    shown = "×".join(map(str, found))
    return Judgement("refuted", _METHOD, notes=(f"it is {shown}",))


def _said(spec: str) -> dict[str, str] | None:
    """What is said of each part of the windows; None where something else is said as well."""
    found: dict[str, str] = {}
    for match in _tokens(spec):
        if match is None:
            return None
        groups = {key: text for key, text in match.groupdict().items() if text is not None}
        new = {{"size": "kernel", "input2": "input"}.get(k, k): text for k, text in groups.items()}
        if found.keys() & new.keys() or {"bare", "padding"} <= found.keys() | new.keys():
            return None
        found |= new
    return found if "kernel" in found else None


def _tokens(words: str) -> Iterator[re.Match[str] | None]:
    place, words = 0, " ".join(words.split())
    while place < len(words):
        if words[place] == " ":
            place += 1
            continue
        match = _TOKENS.match(words, place)
        yield match
        if match is None or match.end() == place:
            return
        place = match.end()


def _sides(sentence: Sentence, place: str) -> Sides | None:
    """The 5 and 5 of 5×5; one number alone is one side."""
    node = sentence.node(place)
    factors = node.factors if isinstance(node, tree.Product) else (node,)
    if isinstance(node, tree.Product) and set(node.operators) != {"×"}:
        return None
    sides = [f.value for f in factors if isinstance(f, tree.Number)]
    whole = len(sides) == len(factors) and all(s.denominator == 1 and 0 < s < _MOST for s in sides)
    return tuple(map(int, sides)) if whole else None


def _number(sentence: Sentence, text: str) -> int | None:
    if not text.startswith("⟨"):
        return _WORDS[text] if text in _WORDS else int(text)
    node = sentence.node(text)
    if not isinstance(node, tree.Number) or node.value.denominator != 1:
        return None
    return int(node.value) if 0 <= node.value < _MOST else None
