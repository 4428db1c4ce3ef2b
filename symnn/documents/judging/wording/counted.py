"""Nouns behind a number: "3D + 1 = 10 parameters for D = 3" is an equation, and a place for it.

What is counted says nothing more of the numbers. Units of measure are not among the nouns: 32 bits
are 4 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition

#: Words behind a definition that leave it as it is.
_ALL_ALONG: Final = regex(
    r"(?:unless|if not|except where) (?:otherwise |explicitly )?"
    r"(?:said|stated|noted|specified|mentioned|indicated)(?: otherwise| explicitly)?"
    r"|by default|throughout(?: (?:this|the) (?:section|chapter|example|exercise|article|post))?"
    r"|in (?:this (?:section|chapter|example|exercise|article|post)|what follows|the following)"
    r"|from now on|here|for short|as usual|as always"
)
_COUNTED: Final = regex(
    r"(?:(?:trainable|learnable|free|hidden|model) )?(?:parameters|weights|biases|neurons|units"
    r"|regions|pieces|segments|entries|connections|multiplications|additions|coefficients)"
    r"(?: in (?:all|total)| altogether)?(?:,? (?P<how>for|with|when|at|if|where|given))?[.,;]?"
)


def without_nouns(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """The words behind a number without the noun for what is counted.

    Examples:
        >>> [c.words for c in without_nouns([Condition("weights in total", None)])] == []
        True
        >>> list(without_nouns([Condition("of them", None)])) == [Condition("of them", None)]
        True
    """
    for condition in conditions:
        found = _COUNTED.fullmatch(condition.words.strip(" ,").lower())
        how = None if found is None else found["how"]
        if found is None or (how is None) is not (condition.body is None):
            yield condition
        elif how is not None:
            yield Condition(how, condition.body)


def without_scope(conditions: Sequence[Condition]) -> list[Condition]:
    """The words behind a definition without those that say how long it is in force.

    Examples:
        >>> without_scope([Condition("unless said otherwise", None)]) == []
        True
        >>> without_scope([Condition("otherwise", None)]) == [Condition("otherwise", None)]
        True
    """
    return [
        condition
        for condition in conditions
        if condition.body is not None
        or _ALL_ALONG.fullmatch(condition.words.strip(" ,.;()").lower()) is None
    ]
