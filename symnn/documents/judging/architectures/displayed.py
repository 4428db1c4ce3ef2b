"""What a text tells of networks before a claim: its sentences, and displays that describe them.

A display that claims something of networks describes none; one that may say more of them, and is
not understood, leaves open what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.descriptions import (
    SHOWN,
    Known,
    known_of,
    sentences,
)
from symnn.documents.judging.architectures.numbers import plain_text
from symnn.documents.judging.architectures.sentences import may_be_judged
from symnn.documents.judging.architectures.short_forms import in_full

_DISPLAYS: Final = regex(
    r"(?s)(\$\$.*?\$\$|\\\[.*?\\\]|\\begin\{(?:equation|align)\*?\}.*?\\end\{(?:equation|align)\*?\})"
)
_HEADINGS: Final = regex(r"(?m)^#.*$")
_MOST: Final = 60_000
_WORDS: Final = regex(r"\\(?:text|mbox|textrm)\s*\{[^{}]*[a-z]{3}")
#: What a claim of numbers or shapes speaks of.
_CLAIMED: Final = regex(
    r"\b(?:has|have|are|there|gives?|maps?|turns?|takes?|is|sees?|needs?|contains?|costs?|requires?"
    r"|makes?|number of|parameters|multiplications|more|fewer)\b"
)
#: "We use a network with …": what stands behind it is a description.
_USED: Final = regex(
    r"(?:(?:now |here |first )?(?:we |let us |let's )?(?:now |first )?(?:use|consider|take|train"
    r"|study|build|have|start with|look at)|given|suppose we have) (?=an? [a-z -]*"
    r"(?:networks?|nets?|models?|mlps?|layer|convolution|perceptron|classifier|auto-?encoder|cnn)\b)"
)
#: "A convolution with … is applied to an image of …" describes the two.
_APPLIED: Final = regex(
    r"(?:an? |the |one )?(?P<layer>(?:[a-z0-9×-]+ ){0,4}(?:layer|convolution)(?: (?!is).+)?)"
    r" is applied to (?P<input>(?:an?|the) .+)"
)
_SAYS: Final = regex(
    r"\b(?:biases|bias|tied|shared|padding|stride|skip|residual|recurrent)\b"
    r"|\d+ (?:hidden |input |output )?(?:units|neurons|inputs|outputs|filters|layers|channels)\b"
)


def known_before(text: str) -> Known:
    """What is told of networks behind the last heading, or before it if nothing is told there."""
    last = max((m.end() for m in _HEADINGS.finditer(text)), default=0)
    own = known_of(list(_told(text[last:][-_MOST:])))
    if last == 0 or own.networks or own.named:
        return own
    return known_of(list(_told(_HEADINGS.sub("\n\n", text)[-_MOST:])))


def _told(text: str) -> Iterator[str]:
    for part in _DISPLAYS.split(text):
        if part.startswith(("$$", "\\[", "\\begin")):
            yield from _shown(part)
            continue
        for paragraph in re.split(r"\n\s*\n", part):
            for sentence in sentences(plain_text(paragraph)):
                used, applied = _USED.match(sentence), _APPLIED.fullmatch(sentence)
                if applied is not None:
                    yield in_full(f"{SHOWN}{applied['layer']} on {applied['input']}")
                else:
                    yield in_full(sentence if used is None else SHOWN + sentence[used.end() :])


def _shown(display: str) -> Iterator[str]:
    """The descriptions in a display, marked as such."""
    if _WORDS.search(display) is None:
        return
    text = in_full(plain_text(re.sub(r"\\begin\{\w+\*?\}|\\end\{\w+\*?\}|\\\[|\\\]", " ", display)))
    for part in _pieces(text.strip(" .")):
        rest = _HARMLESS.sub("", part).strip(" ,.;")
        claims = bool(rest) and (may_be_judged(part) or _CLAIMED.search(rest) is not None)
        if (not claims and re.search(r"[a-z]{3}", part) is not None) or (
            claims and _SAYS.search(part) and not may_be_judged(part)
        ):
            yield SHOWN + part


#: Remarks on all layers that have a verb.
_HARMLESS: Final = regex(
    r"(?:every|each|all) (?:layers?|units?|neurons?|filters?) (?:has|have) (?:an? |its )?(?:own )?"
    r"bias(?:es)?"
)


#: Behind a semicolon, remarks and formulas are no part of a description.
_REMARKS: Final = regex(
    r"; ?(?=(?:every|each|all|no|with|without) |\\[a-z]|[A-Za-z](?:_\w)? ?(?:\(|= ?[^\d ]))"
)


def _pieces(text: str) -> Iterator[str]:
    """The sentences of a display; the layers behind a colon are one."""
    for part in re.split(r"\\quad|\\qquad|(?<=[a-z0-9)])\.(?=\s|$)", text):
        own = part.strip(" ,.")
        remarks = _REMARKS.split(own)
        yield from (piece.strip(" ,.;") for piece in remarks if piece.strip(" ,.;"))
