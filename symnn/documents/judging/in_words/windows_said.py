"""What words say of windows that slide: their padding, their strides, what is taken in each.

"with one row of zeros on every side and strides of 3 and 2 for height and width".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.latex import syntax as tree

_WORDS: Final = {
    "no": 0, "zero": 0, "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "an": 1, "a": 1,
}  # fmt: skip
_N: Final = rf"(?:{PLACE}|\d+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_EVERY: Final = r"(?:on|at|to|around|along) (?:each|every|all|both|all four|all the)? ?(?:of the )?"
_SIDES: Final = rf"(?: {_EVERY}?(?:sides?|borders?|ends?|edges?|boundar(?:y|ies)|input|image))"
_AXES: Final = (
    r"(?: (?:for|in|along) (?:the )?(?:height and (?:the )?width|rows and columns"
    r"|vertical and horizontal directions?))"
)
_OBJECT: Final = (
    r"(?:(?:(?P<mode>valid|unpadded|full|same) )?(?:discrete |2d |1d |two-dimensional"
    r" |one-dimensional )*(?P<object>cross[- ]correlations?|transposed convolutions?"
    r"|deconvolutions?|convolutions?"
    r"|conv(?:olutional)? layer|correlations?|outputs?|results?|feature maps?|responses?))"
)
_POOL: Final = r"(?P<pool>max|maximum|average|avg|mean|min|minimum)[- ]?(?:pool(?:ing)?)(?: layer)?"
_WINDOW: Final = (
    rf"(?:(?:with|over|of|using|by|in) )?(?:an? |the )?"
    rf"(?:(?:pooling |pool )?(?:windows?|size|kernel)"
    rf"(?: of)?(?: size)? )?(?P<window>{PLACE})(?:[- ](?:windows?|blocks?|patches|regions?|pool"
    r"|cells?))?"
)
#: One thing that is said, as often as there are any.
_TOKENS: Final = regex(
    rf"(?P<bare>(?:with )?(?:no|without(?: any)?) (?:zero[- ])?padding|unpadded|valid padding)\b"
    rf"|(?P<again>(?:this|that|the same|such) padding)\b"
    rf"|(?P<mode2>same|full) padding\b"
    rf"|(?:(?:zero|symmetric)[- ])?padding (?:of |by |with |size )*(?P<pad>{_N})"
    rf"(?: (?:and|or) (?P<pad2>{_N}))?(?: (?:rows?|columns?|zeros?|pixels?|cells?|entries|entry))*"
    rf"(?: of zeros)?(?P<side>{_SIDES})?{_AXES}?"
    rf"|(?:(?:zero[- ])?padding (?:with |of |by )?)?(?P<rim>{_N}) (?:extra |additional )?"
    rf"(?:rows?(?: (?:or|and)(?: one)? columns?)?|zeros?|columns?|rows? and columns?|layers?"
    rf"|rings?|borders?|pixels?)(?: of (?:zeros|zero padding|padding))?(?P<side2>{_SIDES})"
    rf"|(?:zero[- ])?padd(?:ed|ing)(?: (?:by|with))? (?P<pad3>{_N})(?P<side3>{_SIDES})"
    rf"|strides? (?:of )?(?P<stride>{_N})(?: and (?P<stride2>{_N}))?(?P<axes>{_AXES})?"
    rf"|dilation (?:rate )?(?:of )?(?P<dilation>{_N})"
    rf"|{_POOL}|{_OBJECT}"
    rf"|(?:of |on |to |between )?(?:the )?(?:input |image |matrix |signal )?(?P<first>{PLACE})"
    rf" (?:and|with|by) (?:the )?(?:kernel |filter |matrix )?(?P<second>{PLACE})"
    rf"|(?:of |on )?(?:the )?(?:input|image|signal) (?:and|with|by) (?:the )?(?:kernel|filter)\b"
    rf"|{_WINDOW}"
    rf"|(?:and|with|using|for|when|of|the|a|an|is|are|by|then|we|after|applying|computing)\b|,"
)
_LARGEST: Final = 64


@final
@dataclass(frozen=True, slots=True)
class Said:
    """The padding on each side, or several readings of it, the strides, and what is computed.

    Attributes:
        paddings: what the padding in rows and in columns may be; none is said: empty.
        strides: in rows and in columns; None if none is said.
        kind: "pool" of a kind, or "convolution", "cross-correlation", "transposed", "output".
        again: whether it is the padding of the sentence before.
        mode: "full" or "same", where the kernel says how much padding there is.
    """

    paddings: tuple[tuple[int, int], ...] = ()
    strides: tuple[int, int] | None = None
    dilation: int = 1
    kind: str = "output"
    operands: tuple[str, str] | None = None
    window: str | None = None
    again: bool = False
    mode: str | None = None


def said_of_windows(sentence: Sentence, words: str) -> Said:
    """What words say of them, where nothing else is said.

    Raises:
        MeaningError: something is not understood, or said twice.
    """
    found: dict[str, str] = {}
    at, words = 0, " ".join(words.split())
    while at < len(words):
        if words[at] == " ":
            at += 1
            continue
        match = _TOKENS.match(words, at)
        if match is None or match.end() == at:
            raise refused()
        at = match.end()
        if at < len(words) and words[at].isalpha() and words[at - 1].isalpha():
            raise refused()
        new = {key: text for key, text in match.groupdict().items() if text is not None}
        if found.keys() & new.keys():
            raise refused()
        found |= new
    return _with_settings(sentence, _gathered(sentence, found))


def _with_settings(sentence: Sentence, said: Said) -> Said:
    """With the padding and the stride that stand before a colon: p = 1, s = 2."""
    for chain in sentence.settings:
        key, numbers = (tree.key(chain.first) or "").lower(), _value(chain)
        both = (numbers[0], numbers[-1])
        if key == "p" and not said.paddings and said.mode is None:
            said = replace(said, paddings=(both,))
        elif key == "s" and said.strides is None and min(both) > 0:
            said = replace(said, strides=both)
        else:
            raise refused()
    return said


def _value(chain: tree.Chain) -> tuple[int, ...]:
    if [li.relation for li in chain.links] != ["="]:
        raise refused()
    return _of_node(chain.links[0].operand)


def _gathered(sentence: Sentence, found: dict[str, str]) -> Said:
    kinds = ("bare", "again", "mode", "mode2", "pad", "rim", "pad3")
    if len([key for key in kinds if key in found]) > 1:
        raise refused()
    mode = found.get("mode") or found.get("mode2")
    if mode in ("valid", "unpadded"):
        found, mode = {**found, "bare": "no"}, None
    strides = None
    if "stride" in found:
        first = _numbers(sentence, found["stride"])
        second = _numbers(sentence, found["stride2"]) if "stride2" in found else first[-1:]
        both = (*first, *second) if len(first) == 1 else first
        if len(both) != 2 or min(both) < 1 or (len(first) == 2 and "stride2" in found):
            raise refused()
        strides = (both[0], both[1])
    kind = _kind(found)
    operands = (found["first"], found["second"]) if "first" in found else None
    dilation = _numbers(sentence, found["dilation"])[0] if "dilation" in found else 1
    if (kind.startswith("pool") and "window" not in found) or dilation < 1:
        raise refused()
    if "window" in found and not kind.startswith("pool"):
        raise refused()
    return Said(
        _paddings(sentence, found), strides, dilation, kind, operands, found.get("window"),
        "again" in found, mode,
    )  # fmt: skip


def _kind(found: dict[str, str]) -> str:
    if "pool" in found:
        if found.get("object") not in (None, "output", "result", "outputs", "results"):
            raise refused()
        return {"m": "pool-" + found["pool"][:3], "a": "pool-mea"}[found["pool"][0]]
    name = found.get("object", "output").removesuffix("s").replace("cross correl", "cross-correl")
    if name in ("transposed convolution", "deconvolution"):
        return "transposed"
    if name in ("cross-correlation", "convolution"):
        return name
    return "cross-correlation" if name == "correlation" else "output"


def _paddings(sentence: Sentence, found: dict[str, str]) -> tuple[tuple[int, int], ...]:
    """On each side; what is said of no side may be meant of both together."""
    if "bare" in found:
        return ((0, 0),)
    text = found.get("pad") or found.get("rim") or found.get("pad3")
    if text is None:
        return ()
    first = _numbers(sentence, text)
    second = _numbers(sentence, found["pad2"]) if "pad2" in found else first[-1:]
    both = (first[0], second[0]) if len(first) == 1 else (first[0], first[1])
    if len(first) > 2 or (len(first) == 2 and "pad2" in found) or max(both) > _LARGEST:
        raise refused()
    whole = [both]
    sided = any(key in found for key in ("side", "side2", "side3"))
    total = re.search(r"\bin total\b|\btotal padding\b", sentence.place.state.source.text)
    if not sided and total is not None and not any(p % 2 for p in both):
        whole.append((both[0] // 2, both[1] // 2))
    elif not sided and total is not None:
        raise refused()
    return tuple(whole)


def _numbers(sentence: Sentence, text: str) -> tuple[int, ...]:
    """A whole number, or two of (3, 2) and of 3 × 2, or the value of s = 2."""
    if not text.startswith("⟨"):
        return (_WORDS[text] if text in _WORDS else int(text),)
    return _of_node(sentence.node(text))


def _of_node(node: tree.Node) -> tuple[int, ...]:
    if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["="]:
        node = node.links[0].operand
    items: tuple[tree.Node, ...] = (node,)
    if isinstance(node, tree.Group) and node.fence in ("", "()"):
        items = node.items
    if isinstance(node, tree.Product) and set(node.operators) == {"×"}:
        items = node.factors
    numbers = [i.value for i in items if isinstance(i, tree.Number)]
    if len(numbers) != len(items) or any(n.denominator != 1 for n in numbers):
        raise refused()
    return tuple(map(int, numbers))


def sides_of(sentence: Sentence, place: str) -> tuple[int, ...]:
    """The 2 and 2 of 2 × 2; 2 and 2 as well of 2 alone, and the 3 of a list.

    Raises:
        MeaningError: it is no size.
    """
    return _numbers(sentence, place)
