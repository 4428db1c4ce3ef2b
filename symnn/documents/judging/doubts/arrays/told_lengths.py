r"""Norms and distances of another kind that a text tells: \|x\| = \max_i |x_i|.

Beside them a bare \|x\|, a unit vector and a distance in words are none of the Euclidean ones.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.source import says

OTHER: Final = "the text tells a norm, or a distance, of another kind"
_BARS: Final = r"(?:\\\||\\[lr]?Vert(?![a-z])|‖|\|\|)"
_SIZE: Final = r"(?:\\(?:left|right|[bB]igg?[lr]?)\s*)?"
_NAME: Final = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?(?:[A-Za-z]|\\cdot)\}?"
_KIND: Final = (
    r"\$?(?:maximum|max|sup(?:remum)?|infinity|\\?infty|uniform|taxi-?cab|manhattan"
    r"|sum|one|1|city[- ]block|chebyshev|hamming|weighted|energy"
    r"|(?:\\ell|l)\s*_?\s*\^?\{?\s*(?:1|\\infty)\}?)\$?"
)
#: \sqrt{x_1^2 + 4x_2^2}: a root with a factor before an entry, which \sqrt{75} has not.
_WEIGHTED: Final = r"\\sqrt\s*\{(?:[^{}]|\{[^{}]*\})*?(?<![\^_])\d\s*[a-z]_"
_IS: Final = r"(?:are|is|be|denotes?|means?|as|stands for)"
_TOLD: Final = regex(
    rf"{_SIZE}{_BARS}\s*{_NAME}\s*{_SIZE}{_BARS}\s*&?\s*:?(?:=|\\coloneqq|\\equiv)\s*&?\s*"
    rf"(?:\\max|\\sup|\\sum|\||\\lvert|\\left\s*\||\\left\\lvert|{_WEIGHTED})"
    rf"|(?i:\bnorms?\$? (?:\w+ ){{0,4}}{_IS} (?:\w+ ){{0,3}}{_KIND}[- ]?norms?\b"
    rf"|{_BARS}\s*\\cdot\s*{_BARS}\$?,? (?:always |here )?{_IS} (?:\w+ ){{0,3}}"
    rf"{_KIND}[- ]?norm\b"
    rf"|\b(?:all|every|always|throughout|we use|we take|we work)\b[^.\n]{{0,50}}{_KIND}[- ]norms?\b"
    r"|\b(?:measured?|lengths?|distances?|metric) (?:\w+ ){0,4}(?:in|by|with) the "
    rf"{_KIND}[- ]?norms?\b)"
)
_DISTANCE_TOLD: Final = regex(
    rf"(?i)\b{_KIND}[- ](?:distance|metric)"
    r"|\bd\s*\([^()]{1,12}\)\s*=\s*(?:\||\\max|\\sum|\\lvert)"
)
#: \|x\| without an index, and what is said of lengths.
_BARE: Final = regex(rf"{_BARS}\s*(?!_)(?:(?!{_BARS}).)+?{_SIZE}{_BARS}(?!\s*_)")
#: |x| for the number of ones of a word.
_BAR: Final = r"(?:\||\\[lr]?vert(?![a-z]))"
_COUNTED: Final = regex(
    rf"\$\s*{_BAR}\s*(?P<x>[a-z])\s*{_BAR}\s*\$,? (?:\w+ )?(?:is|be|denotes?|stands? for|for|as)"
    r" (?:the |its )?(?:(?:hamming )?weight|number of|length|degree|order|parity)"
)
_LENGTHS: Final = regex(
    r"(?i)\b(?:unit vectors?|norms?|lengths?|normali[sz]ed|unit (?:ball|circle|sphere)|lipschitz)\b"
)
_DISTANCES: Final = regex(r"(?i)\bdistances?\b|\bnearest\b|\bclosest\b")


def has_other_length(text: str, latex: str, words: str) -> bool:
    """Whether a claim is about lengths or distances that a text measures in another way.

    Args:
        text: the document.
        latex: what the claim is, as it is written.
        words: the same with its reading.
    """
    if _DISTANCE_TOLD.search(words) is not None:
        return False  # the claim says itself which distance it means
    if says(text, _COUNTED):
        letters = "".join({found["x"] for found in _COUNTED.finditer(text)})
        if regex(rf"{_BAR}\s*[{letters}]\s*{_BAR}").search(latex) is not None:
            return True
    bare = _BARE.search(latex) is not None and not _TOLD.search(latex)
    if (bare or _LENGTHS.search(words)) and says(text, _TOLD):
        return True
    return bool(_DISTANCES.search(words)) and (says(text, _DISTANCE_TOLD) or says(text, _TOLD))
