"""Words between formulas that may speak of other numbers than those given before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.chances.anew import TITLE
from symnn.documents.judging.doubts.withheld import (
    may_be_posed_in_words,
    speaks_of_new_values,
    supposes,
)
from symnn.documents.regions import Formula
from symnn.documents.source import says

_MATHEMATICS: Final = regex(r"\$\$[^$]*\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
#: Words with which something else begins, of which what was given may not hold.
_ELSE: Final = regex(
    r"(?i)\b(?:suppos\w*|instead|interven\w*|smooth\w*|after|were|would|without|another|different\w*"
    r"|modif\w*|remov\w*|delet\w*|replac\w*|alternativ\w*|chang\w*|otherwise|unless|imagin\w*|again"
    r"|new (?:table|numbers?|values?|model|network|prior|data|population|coin|node|edge)s?"
    r"|(?:second|third|other|next|modified|larger|smaller|old) [a-z]+"
    r"|now (?:let|suppose|assume|consider|take|add|(?:the|its|our) \w+ (?:is|are|has|becomes?))"
    r"|(?:prior|chain) (?:is|starts)|(?:uniform|flat|improper|non-?informative) prior"
    r"|start(?:s|ed|ing)? (?:from|in|at|with|out)|assum\w*|incorrect\w*|wrong\w*|mistak\w*"
    r"|not|never|cannot|tempt\w*|na[iï]ve(?:ly)?|guess\w*|false\w*|back-?off|interpolat\w*|if)\b"
)
#: Words that may narrow or widen what a formula is about.
_BESIDE: Final = regex(
    r"(?i)\b(?:with|under|when(?:ever)?|given|where|case|version|exercise|problem|example|let|say"
    r"|think|believ\w*|estimat\w*|simulat\w*|sampl\w*|updat\w*|experts?|trigrams?|for an?)\b"
)
_MARKOV: Final = regex(r"(?i)\bmarkov")
_LONGER: Final = regex(
    r"(?i)(?:second|third|higher|[nkm]|two|[2-9])(?:th|nd|rd)?[- ]order"
    r"|(?:in|non-?)homogeneous|non-?markov|semi-?markov"
    r"|not (?:a |an? )?(?:first-order )?markov|depends on (?:the )?time|varying"
)


def is_markov(text: str) -> bool:
    """Whether a document speaks of Markov chains, and of none with a longer memory.

    >>> is_markov("a Markov chain"), is_markov("a second-order Markov chain")
    (True, False)
    """
    return says(text, _MARKOV) and not says(text, _LONGER)


def words_between(text: str, start: int, end: int) -> str:
    """The words of a document between two places, without formulas."""
    return _MATHEMATICS.sub(" ", text[start:end])


def speaks_of_others(words: str) -> bool:
    """Whether words may begin something of which what was given does not hold.

    >>> speaks_of_others("After the intervention we have"), speaks_of_others("Hence")
    (True, False)
    """
    return _ELSE.search(words) is not None or TITLE.search(words) is not None


def doubt(formula: Formula, words: str) -> str | None:
    """Why what is false by the numbers given may be meant of others.

    Args:
        formula: the claim.
        words: those since the last formula that gives something.
    """
    bare = replace(
        formula,
        before=_without_start(formula.before),
        after=_MATHEMATICS.sub(" ", formula.after),
        lead_in=_without_start(formula.lead_in),
    )
    if may_be_posed_in_words(bare) or supposes(bare) or speaks_of_new_values(bare):
        return "the words around it may suppose other numbers"
    if _BESIDE.search(words) is not None:
        return "the words before it may speak of other numbers"
    return None


def _without_start(text: str) -> str:
    """Words before a formula, without formulas and without the end of one that is cut off."""
    pieces = re.split(r"\$\$?", text)
    if len(pieces) % 2 == 0:  # it begins within one
        pieces = pieces[1:]
    return _MATHEMATICS.sub(" ", " ".join(pieces[::2]))
