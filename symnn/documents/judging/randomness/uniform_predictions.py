r"""Losses of uniform predictions in words: "equal logits for 5 classes give the cross entropy …".

The cross entropy of one class against a uniform prediction over n is log n, to the base that the
author's logarithms have; the perplexity is n.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_TEXT: Final = r"\\(?:text|textrm|textnormal|mbox)\s?\{\s*"
_LEAD: Final = r"(?:(?:so|then|thus|hence|therefore|and|now|initially)[ ,]+)*"
_WHO: Final = (
    r"(?:(?:all )?(?:equal|identical|zero) (?:logits|scores)"
    r"|(?:a|the|any) uniform (?:model|prediction|predictor|distribution|classifier|guess|softmax"
    r"|output|language model)|uniform predictions)"
)
_MANY: Final = (
    rf"(?: (?:for|over|on|of|among|across|with))(?: (?:the|all))?(?:\s*\}}\s*|\s+)(?P<n>\d{{1,9}})"
    rf"(?:\s*{_TEXT}|\s+)(?:[a-z-]+ )?[a-z-]+"
)
_WHAT: Final = (
    r"(?P<what>(?:(?:categorical |softmax )?cross[- ]?entropy|negative log[- ]?likelihood|NLL"
    r"|initial|log[- ]?)(?: loss)?|loss|perplexity)"
)
_HAVE: Final = r",? (?:has|have|gives?|yields?|leads? to|makes?|attains?|achieves?|reaches|means?)"
_FIRST: Final = regex(
    rf"\s*{_TEXT}{_LEAD}{_WHO}{_MANY}{_HAVE}(?: (?:the|an?))?(?: expected| average| mean)? {_WHAT}"
    r"(?: of)?\s*\}\s*(?!\\(?:text|mbox))"
)
_LAST: Final = regex(
    rf"\s*{_TEXT}{_LEAD}(?:the )?{_WHAT} (?:of|for|with) {_WHO}{_MANY}"
    r"(?: (?:is|equals)\s*\}\s*|\s*\}\s*=\s*)(?!\\(?:text|mbox))"
)
#: Logarithms to another base, and losses with more in them.
_BASES: Final = regex(r"(?i)\bbits?\b|\bbase[- ]?(?:2|two|10|ten|\$)|log_|\\lg\b|\bshannons?\b")
_MORE: Final = regex(r"(?i)regulari|\\lambda|weight decay|penalt|\btemperature")
_OF_CLASSES: Final = regex(r"(?i)cross[- ]?entropy|softmax|likelihood|\\log|\\ln")


def with_uniform_losses(latex: str, text: str) -> Rewriting:
    r"""The formula with the numbers of such losses in the place of the words.

    Args:
        latex: the formula.
        text: the document, which says what its losses are.

    >>> latex = r"\text{equal logits for } 5 \text{ classes give the loss } x"
    >>> with_uniform_losses(latex, "softmax").text
    '\\ln 5=x'
    """
    return rewrite(latex, _pieces(latex, text))


def _pieces(latex: str, text: str) -> Iterator[Piece]:
    for match in (_FIRST.match(latex) or _LAST.match(latex),):
        if match is None or int(match["n"]) < 1:
            continue
        if match["what"] == "perplexity":
            yield Piece(match.start(), match.end(), rf"\frac{{{match['n']}}}{{1}}=")
            continue
        named = re.search("entropy|likelihood|nll", match["what"].lower()) is not None
        plain = _OF_CLASSES.search(text) is not None and _MORE.search(text) is None
        if (named or plain) and _BASES.search(text) is None:
            yield Piece(match.start(), match.end(), rf"\{_logarithm(latex, text)} {match['n']}=")


def _logarithm(latex: str, text: str) -> str:
    """The logarithm that the author writes."""
    for written in (latex, text):
        if re.search(r"\\ln(?![a-z])", written) and not re.search(r"\\log(?![a-z])", written):
            return "ln"
        if re.search(r"\\log(?![a-z])", written):
            return "log"
    return "ln"
