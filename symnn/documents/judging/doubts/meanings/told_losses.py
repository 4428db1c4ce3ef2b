r"""Losses of libraries by their names, of which words say more: half of the mean, or the sum.

\mathrm{MSE}(y, p) alone is the mean over the entries. Where a sentence about losses speaks of a
half, a sum or another base, or tells a threshold, it may be another number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.elsewhere import behind
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.usual import LOSSES, plain_key

TOLD: Final = "words about the loss say more of it than its name"
_SENTENCE: Final = regex(r"[.!?;]\s|\n\s*\n")
_LOSS: Final = regex(
    r"(?i)loss|error|\bcost|\bmse|\bmae\b|\brmse|\bbce|\bcce|entropy|hinge|huber|l1loss|cosh|\bkld?\b"
    r"|divergence|criterion|objective|reduction"
)
_ALWAYS: Final = regex(
    r"(?i)\bhal(?:f|ves|ved|ving)\b|\bdivid\w+ by (?:\$?2\b|two\b|twice)|\b1/2\b|½"
    r"|\\t?frac\s*\{?1\}?\s*\{?2\}?(?!\d)|\bfactor (?:of )?(?:\$?2\b|two\b)|\btwice\b|\bdoubled?\b"
    r"|\bsum\b[^$]{0,20}\bnot\b|\bnot (?:the |an? )?(?:mean|averaged?)\b|\breduction\b|\bweighted\b"
    r"|\bwithout (?:dividing|averaging|the mean)\b|\bthreshold\b|\bin bits\b"
    r"|\bbase[- ]?(?:\$?2\b|two\b)|\blog_?2\b"
)
_SUMMED: Final = regex(
    r"(?i)\b(?:sum(?:s|med|ming)?|add(?:s|ed|ing)? up|accumulat\w+|total(?:s|led)?)\b"
)
_DIVIDED: Final = regex(
    r"(?i)\bdivid\w+\b|\bmeans?\b(?! square| abs)|\baverag\w+\b|\bover \$?n\b"
    r"|\\frac\s*\{?1\}?\s*\{?[nNmM]"
)
#: What makes a loss another one than any of the usual ways to put its terms together.
_WEIGHED: Final = regex(
    r"(?i)\bweight(?:ed|ing)\b|\bthreshold\b|\btwice\b|\bdoubl\w+|\btripl\w+"
    r"|\bfactor\b|\bscaled?\b|\bmargin\b|\bpenal\w+|\bregulari\w+|\bmasked\b|\bignor\w+"
)


def is_told_otherwise(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation rests on a named loss of which words say how it is put together.

    Args:
        place: where it stands.
        left, link: the relation.
    """
    return _speaks_of_more(place.state.source.text) and _rests_on_name(place, left, link)


def is_of_own_terms(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation rests on a named loss whose terms words weigh, or cut elsewhere.

    Args:
        place: where it stands.
        left, link: the relation.
    """
    return _weighs(place.state.source.text) and _rests_on_name(place, left, link)


@lru_cache(maxsize=8)
def _weighs(text: str) -> bool:
    sentences = _SENTENCE.split(text)
    return any(_LOSS.search(one) and _WEIGHED.search(one) for one in sentences)


def _rests_on_name(place: Place, left: tree.Node, link: tree.Link) -> bool:
    bodies = (known.body for known in behind(place, left, link))
    nodes = (left, link.operand, *bodies)
    calls = (p for node in nodes for p in tree.walk(node) if isinstance(p, tree.Call))
    heads = (call.head for call in calls if len(call.arguments.items) > 1)
    return any(
        isinstance(head, tree.Name)
        and plain_key(head) in LOSSES
        and place.state.scope.latest(tree.key(head) or "") is None
        for head in heads
    )


@lru_cache(maxsize=8)
def _speaks_of_more(text: str) -> bool:
    """Whether a sentence about losses speaks of a half or a sum.

    >>> _speaks_of_more("The loss is half of the mean squared error.")
    True
    >>> _speaks_of_more("The loss is the sum of the squares divided by n.")
    False
    """
    for sentence in _SENTENCE.split(text):
        if _LOSS.search(sentence) is None:
            continue
        if _ALWAYS.search(sentence) is not None:
            return True
        if _SUMMED.search(sentence) is not None and _DIVIDED.search(sentence) is None:
            return True
    return False
