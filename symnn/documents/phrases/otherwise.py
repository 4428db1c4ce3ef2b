r"""Words of a document by which a sentence of it means something else than it would alone.

A threshold other than 1/2 moves the boundary of a classifier, 0 for what is true makes an OR of an
AND, and weights that are tied or frozen are no parameters of their own.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from symnn.deferred import regex

#: 0 or -1 for what is true: written without spaces.
_TURNED: Final = regex(
    r"(?i)active-?low|true\$?(?:is|as|by|to|=|:)\$?(?:0|-1)(?!\d)"
    r"|(?<![\d.])(?:0|-1)\$?\)?\$?(?:is|isfor|means|meaning|(?:stands|standing|stand)?for|denotes"
    r"|denoting|represents|representing|encodes|encoding|as|=)\$?(?:\\text\{)?(?:logical)?true"
)
#: Inputs that are no bits.
_BIPOLAR: Final = regex(
    r"(?i)\bbipolar\b|(?<![A-Za-z\\])(?:\\[a-z]+\s*\{?\s*)?[xsuv]\}?(?:_\{?\w{1,3}\}?)?"
    r"\s*\\in\s*\\\{\s*(?:\\pm\s*1|-\s*1\s*,\s*\+?\s*1|\+?1\s*,\s*-\s*1)\s*\\\}"
    r"|\binputs?\b[^.\n]{0,60}(?:\\pm\s*1|±\s*1|-1\$? (?:or|and) \$?\+?1|\+?1\$? (?:or|and) \$?-1)"
)
#: Another value at which classes are told apart.
_CUT: Final = regex(
    r"(?i)(?:[<>≤≥]|\\[lg](?:eq?|eqslant|t)(?![A-Za-z])|\b(?:thresholds?|cut-?offs?|at least"
    r"|at most|exceeds?|above|below|more than|less than|over|under)\b[^.!?$]{0,40}?)\$?\s*"
    r"(?:(?P<decimal>0?\.\d+)|(?P<percent>\d\d)\s*(?:\\?%|percent)"
    r"|\\[td]?frac\{?(?P<above>\d)\}?\s*\{?(?P<below>\d)\}?"
    r"|(?P<top>[1-9])\s?/\s?(?P<bottom>[2-9]))"
)
#: Words by which an array may have fewer free entries than it has entries.
_HELD: Final = regex(
    r"(?i)\b(?:froze\w*|freez\w+|fix(?:ed|es)?|untrained|not (?:trained|learned|updated|trainable)"
    r"|tied|tying|shar(?:e|es|ed|ing)|symmetric (?:weight|matri)\w*"
    r"|(?:anti|skew)-?symmetric|diagonal|triangular"
    r"|sparse|masked?|pruned|low-rank|circulant|toeplitz|held constant|kept constant"
    r"|only [^.]{0,40} (?:is|are) (?:trained|learn(?:ed|t)))\b"
    r"|\$[^$]{1,12}\$ (?:is|are|be) (?:all |both )?(?:zero\b|0(?![.\d])|\$0\$|random|constant)"
)
#: Elimination with other pivots than the quotients of leading minors.
_OTHER_PIVOTS: Final = regex(
    r"(?i)gauss[- –]+jordan|\breduced\b|\brref\b|pivoting|exchang|\bswap|interchang|permut"
    r"|leading (?:1|one)|\bscaled\b|normali[sz]ed"
)
#: Solutions in another sense than that of an equation which holds.
_NEARLY: Final = regex(
    r"(?i)least[- ]squares|normal equations|approximate(?:ly)? sol|pseudo-?inverse|\bridge\b"
    r"|over-?determined"
)
_OF_PLANES: Final = regex(
    r"(?i)\b(?:functions|dichotom\w+|labell?ings|colou?rings|partitions|separable)\b"
)
#: Words by which hyperplanes go through the origin, or weights are not all that there are.
_CONFINED: Final = regex(
    r"(?i)\b(?:no|without(?: an?| any)?|zero|omit\w*|drop\w*)(?: \w+)? (?:bias|threshold|offset"
    r"|intercept)"
    r"|\b(?:bias|threshold|offset|intercept)\w*(?: terms?)? (?:is|are|be|being|was|were) (?:\w+ )?"
    r"(?:zero|0|\$0|omitted|dropped|absent|left out|removed|fixed|equal|set)"
    r"|\bbias-?free|\b(?:through|contain\w*) (?:the )?(?:origin|zero)\b|\bhomogen"
    r"|\b(?:non-?negative|positive|binary|ternary|unit|integer|equal|identical|excitatory)"
    r"[- ]weight"
    r"|\bweights? (?:is|are|be|being|were) (?:\w+ )?(?:non-?negative|positive|binary|ternary|equal"
    r"|identical|excitatory|restricted|fixed|held)"
    r"|(?<![A-Za-z])w(?:_\{?\w{1,3}\}?)?\s*(?:\\geq?(?![a-z])|\\geqslant|>|\\in\s*\\\{)"
)

#: Where a sentence, a display or a paragraph ends; premises and what follows from them.
_STOP: Final = regex(r"[.!?](?=\s)|\n\s*\n|\$\$")
_IF: Final = regex(r"(?i)\bif\b")
_THEN: Final = regex(r"(?i)\bthen\b")


def is_turned(text: str) -> bool:
    """Whether a document lets 0 or -1 be what is true.

    >>> is_turned("Here $-1$ is true."), is_turned("Here $1$ is true.")
    (True, False)
    """
    return _TURNED.search(re.sub(r"\s", "", text)) is not None


def is_cut_elsewhere(text: str) -> bool:
    """Whether the document compares something with a chance other than 1/2.

    >>> is_cut_elsewhere("if $y > 0.8$"), is_cut_elsewhere("if $y > 0.5$")
    (True, False)
    """
    for found in _CUT.finditer(text):
        if found["decimal"]:
            chance = Fraction(found["decimal"])
        elif found["percent"]:
            chance = Fraction(int(found["percent"]), 100)
        else:
            above = found["above"] or found["top"]
            chance = Fraction(int(above), int(found["below"] or found["bottom"]) or 1)
        if 0 < chance < 1 and chance != Fraction(1, 2):
            return True
    return False


#: What is said of a function of bits by its name, of which the bits may be ±1.
_SEPARABLE: Final = regex(r"\b(?:linearly separable|threshold function)")
_GATE: Final = regex(r"\b(?:x?n?or|n?and|parity|majority|exclusive|points|sets|classes)\b|⊕|∧|∨")


def may_be_fewer(text: str) -> bool:
    """Whether a document speaks of weights that are tied, or not learned."""
    return _HELD.search(text) is not None


def _is_confined(text: str) -> bool:
    """Whether weights are restricted, and not only in the premise of another sentence."""
    for found in _CONFINED.finditer(text):
        start = max((m.end() for m in _STOP.finditer(text, 0, found.start())), default=0)
        end = _STOP.search(text, found.end())
        behind = text[found.end() : len(text) if end is None else end.start()]
        if _IF.search(text[start : found.start()]) is None or _THEN.search(behind) is None:
            return True
    return False


def read_otherwise(text: str, said: str) -> str | None:
    """Why a sentence may mean something else than it says alone; None if it may not.

    Args:
        text: the document.
        said: the sentence.
    """
    if "parameters" in said and may_be_fewer(text):
        return "not every weight may be a parameter of its own"
    if "boundary" in said and is_cut_elsewhere(text):
        return "the document speaks of another threshold than 1/2"
    bits = " computes " in said or (_SEPARABLE.search(said) and not _GATE.search(said.lower()))
    if bits and _BIPOLAR.search(text) is not None:
        return "the inputs may be ±1"
    if " computes " in said and is_turned(text):
        return "0 or -1 may be what is true"
    if "pivot" in said and _OTHER_PIVOTS.search(text) is not None:
        return "rows may be exchanged, or scaled until pivots are 1"
    if " solves " in said and _NEARLY.search(text) is not None:
        return "a solution in another sense may be meant"
    if _OF_PLANES.search(said) is not None and _is_confined(text):
        return "not every hyperplane, or not every weight, may be meant"
    return None
