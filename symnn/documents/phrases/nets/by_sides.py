"""A window on an input whose sides may differ: kernel (3, 5), stride (2, 1) maps 50×100 to 26×100.

Every word of the subject has to be one that is known here; what else is said of the window could
change its output, as pooling does, which some round up. With no word of padding there is none,
unless only padding would make it right.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets.counting import holds, sides, size
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ONE, ZERO, Expr, add, apply, mul, negative, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import OTHER_WINDOWS

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SIZE: Final = rf"(?:{PLACE}|one|two|three|four|five|\d+)"
_WINDOW: Final = r"(?:kernels?|filters?|windows?|(?:local )?(?:receptive )?fields?|convolutions?)"
#: 3 and 4, one a side.
_TWO: Final = rf"(?P<of>{_SIZE})(?: and (?P<second>{_SIZE}))?"
_THING: Final = r"(?:inputs?|images?|pixels|feature maps?)"
_PARTS: Final = {
    "padding": regex(
        rf"\b(?:(?:zero|symmetric)[- ])?padding(?: size)?(?: of| is|=)? {_TWO}"
        r"(?:,? (?:on|at|to|for) (?:each|every|all|both|either|the two|the four)"
        r"(?: of the)?(?: four| two)? (?:sides?|edges?|borders?)| per side)?"
    ),
    "stride": regex(rf"\bstrides?(?: size)?(?: of| is|=)? {_TWO}"),
    "dilation": regex(rf"\bdilations?(?: rate)?(?: of| is|=)? (?P<of>{_SIZE})"),
    "input": regex(
        rf"\b(?:on|over|applied to) (?:an? |the )?(?P<of>{PLACE})"
        r"(?: (?:units|inputs?|images?|pixels|neurons|maps?|feature maps?|grid)\b)?"
        rf"|(?P<other>{PLACE}) {_THING}\b"
        rf"|\b{_THING}(?: of| is)?(?: size)?(?: of)? (?P<behind>{PLACE})"
    ),
    "kernel": regex(
        rf"(?P<of>{PLACE})[ -](?:convolutional )?{_WINDOW}\b"
        rf"|\b{_WINDOW}(?: of)?(?: size)?(?: of)? (?P<other>{_SIZE})"
    ),
}
_NONE: Final = regex(r"\b(?:no|without|zero) padding")
_FILLING: Final = regex(
    r"(?:\b(?:for (?:the )?(?:height and (?:the )?width|rows and columns))\b"
    r"|\b(?:an?|the|with|and|of|using|has|for|in)\b|[ ,;])*"
)
_TO: Final = regex(
    rf"(?:an? |the )?(?P<n>{PLACE})(?: (?:inputs?|images?|units|pixels|maps?))?"
    rf" (?:to|into) (?:an? )?(?P<m>{PLACE})(?: (?:outputs?|images?|units|pixels|maps?))?"
)
_MAP: Final = regex(
    rf"(?:(?:an? |the )?(?:output|feature map|map)s? )?(?:of (?:size )?)?(?P<m>{PLACE})"
    rf"|(?:an? |the )?(?P<m2>{PLACE}) (?:outputs?|feature maps?|featuremaps?|maps?|images?)"
)
_MAPPING: Final = frozenset({"maps", "map", "turns", "turn", "takes", "take"})
_GIVING: Final = frozenset(
    {"gives", "give", "produces", "produce", "yields", "yield", "leaves", "leave"}
)
_MOST_SIDES: Final = 3


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about the output of a window with a stride; None for any other."""
    if verb in _MAPPING:
        match = _TO.fullmatch(predicate)
        ends = None if match is None else (match["n"], match["m"])
    elif verb in _GIVING:
        match = _MAP.fullmatch(predicate)
        ends = None if match is None else (None, match["m"] or match["m2"])
    else:
        return None
    said = _said(subject)
    if ends is None or said is None or "kernel" not in said or "stride" not in said:
        return None
    given = ends[0] or said.get("input")
    if given is None or (ends[0] is not None and "input" in said):
        return None
    return partial(_output, speaker, said, given, ends[1])


def _said(subject: str) -> dict[str, str] | None:
    """What is said of each part of a window; None where something else is said as well."""
    found: dict[str, str] = {}
    rest, bare = _NONE.subn(" ", subject)
    for part, pattern in _PARTS.items():
        match = pattern.search(rest)
        if match is None:
            continue
        told = match.groupdict()
        found[part] = " ".join(p for p in told.values() if p)
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    if bare:
        if bare > 1 or "padding" in found:
            return None
        found["padding"] = ""
    return found if _FILLING.fullmatch(rest) else None


def _output(speaker: Speaker, said: dict[str, str], given: str, claimed: str) -> Phrase | None:
    """⌊(n + 2p - d(k - 1) - 1) / s⌋ + 1 on each side."""
    inputs, outputs = _sides(speaker, given), _sides(speaker, claimed)
    number = len(inputs)
    if len(outputs) != number or number > _MOST_SIDES:
        raise refuse("the sides of its input and output do not correspond")
    kernel = _each(speaker, said["kernel"], number)
    stride = _each(speaker, said["stride"], number)
    rate = _each(speaker, said["dilation"], number) if "dilation" in said else [ONE] * number
    padding = said.get("padding", "")
    added = _each(speaker, padding, number) if padding else [ZERO] * number
    found = []
    for n, k, s, d, p in zip(inputs, kernel, stride, rate, added, strict=True):
        reach = mul(d, add(k, negative(ONE)))
        room = add(n, mul(rational(2), p), negative(reach), negative(ONE))
        found.append(add(apply("floor", quotient(room, s)), ONE))
    pairs = list(zip(found, outputs, strict=True))
    if "padding" not in said:
        right = all(holds("=", a, b) for a, b in pairs)
        if not right and not any(holds(">", a, b) for a, b in pairs):
            raise refuse("its padding is not said")
    statement = conjunction(tuple(Atomic("=", a, b) for a, b in pairs))
    if OTHER_WINDOWS in speaker.reader.scope.told:
        raise refuse("windows of another kind are spoken of")
    return Phrase("gives", "", ((statement, ()),), method="⌊(n+2p-d(k-1)-1)/s⌋+1")


def _each(speaker: Speaker, text: str, number: int) -> list[Expr]:
    """One value a side."""
    words = text.split()
    found = [size(speaker, word) for word in words] if len(words) > 1 else _sides(speaker, text)
    if len(found) == 1:
        return found * number
    if len(found) != number:
        raise refuse("its sides do not correspond to those of the input")
    return found


def _sides(speaker: Speaker, text: str) -> list[Expr]:
    """The 3 and 5 of 3 × 5 and of (3, 5)."""
    node = speaker.clause.part(text).node if text.startswith("⟨") else None
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) > 1:
        return [speaker.reader.read_scalar(item).expr for item in node.items]
    return sides(speaker, text) if node is not None else [size(speaker, text)]
