r"""Prose that takes the name of a known function for another one, of which no formula is given.

"Let $f$ and $g$ be differentiable functions", "Let $f(v)$ be the gas consumption of a car", "for
the pictured function $f$": what is said of f from there on is about that function.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex

_MATHEMATICS: Final = r"(?:\$[^$\n]{1,60}\$|\\\([^$\n]{1,60}?\\\))"
#: Let $f$ and $g(x)$ be …: the names that are taken for something, and what they are taken for.
_TAKEN: Final = regex(
    rf"\b(?:let|suppose|assume|say)\b(?:\s+that)?\s+(?:the\s+functions?\s+)?"
    rf"({_MATHEMATICS}(?:(?:\s*,\s*|\s+)(?:and\s+)?{_MATHEMATICS}){{0,4}})\s+"
    r"(?:be|is|are|denotes?|represents?|measures?|gives?|counts?|describes?)\b([^.:;$]{0,80})",
    re.IGNORECASE,
)
#: The same in Chinese: 设 $P(x)$ 是, 若 $f$ 为.
_TAKEN_IN_CHINESE: Final = regex(
    rf"(?:设|令|假设|若|如果|记)\s*(?:函数|多项式)?\s*({_MATHEMATICS}(?:[\s,、和]*{_MATHEMATICS}){{0,4}})"
    r"\s*(?:是|为|表示|满足|在|连续|可导|可微|可积)"
)
#: The pictured function $f$; the function $f$ whose graph is shown.
_PICTURED: Final = regex(
    rf"\b(?:pictured|graphed|plotted|sketched|drawn)\s+functions?\s+({_MATHEMATICS})"
    rf"|\bfunctions?\s+({_MATHEMATICS})\s+(?:that is\s+)?"
    r"(?:pictured|graphed|plotted|sketched|drawn|whose graph|with the graph)\b",
    re.IGNORECASE,
)
#: These words leave it the function that it was.
_SAME: Final = regex(r"\b(?:as (?:above|before|in)|the same|from (?:above|before)|above)\b")


def is_other_function(key: str, between: str) -> bool:
    r"""Whether the text since the formula of a function takes its name for another function.

    Args:
        key: the name of the function.
        between: the text since it was given a formula.

    >>> is_other_function("f", r"Let $f$ and $g$ be differentiable functions.")
    True
    >>> is_other_function("f", r"Let $x$ be a number. Let $f$ be as above.")
    False
    """
    name = _name(key)
    if name is None:
        return False
    for found in _TAKEN.finditer(between):
        if name.search(found[1]) and not _SAME.search(found[2].lower()):
            return True
    if any(name.search(found[1]) for found in _TAKEN_IN_CHINESE.finditer(between)):
        return True
    pictured = (found[1] or found[2] for found in _PICTURED.finditer(between))
    return any(name.search(formula) for formula in pictured)


@lru_cache(maxsize=128)
def _name(key: str) -> re.Pattern[str] | None:
    """The name alone or with its letters, as $f$ or $f(x)$; None for other names."""
    if len(key) != 1 or not key.isalpha():
        return None
    return regex(rf"(?:\$|\\\()\s*{key}\s*(?:\([a-z](?:\s*,\s*[a-z])*\)\s*)?(?:\$|\\\))")
