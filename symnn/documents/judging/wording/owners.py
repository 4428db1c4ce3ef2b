r"""Whose number it is that a formula in words counts: "each layer has nm + m parameters".

A bare "12 parameters" behind it may be those of a layer or of all of them. It is only decided where
one thing is spoken of, or where the claim names the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import dataclass, regex

_THING: Final = regex(
    r"(?i)\b(?P<thing>(?:sub)?network|net|model|layer|block|head|filter|kernel|neuron|unit|cell|gate"
    r"|encoder|decoder|module|convolution|embedding|channel|ensemble|stack|stage|branch|tower"
    r"|expert|machine|autoencoder|classifier|regressor|perceptron|transformer|attention|matrix"
    r"|matrice|map|image|step|epoch|input|output|example|sample|class|tree|group)(?P<many>(?:e?s)?)\b"
)
#: What says how large a thing is, and not whose number it is.
_SIZES: Final = frozenset(
    {"input", "output", "channel", "unit", "kernel", "map", "image", "neuron"}
)
_DISTRIBUTED: Final = regex(
    r"(?i)\b(?:each|every|per|apiece|any|single|one|individual|another|both|first|second|last|hidden"
    r"|final|shared)\b"
)
#: How large a thing is: a net with one input.
_ONE_SIZE: Final = regex(r"(?i)\b(?:one|a single|single) (?:input|output|channel)\b")
_WHOLE: Final = regex(
    r"(?i)\b(?:total|together|altogether|whole|entire|all|overall|sum|combined|remaining|other"
    r"|twice|double|half|times)\b"
)


_MANY: Final = regex(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|both|pair|all|\d+)\b"
)


#: Things that are called by a letter, "B has", and things that something is taken from.
_OTHERS: Final = regex(
    r"\b(?:without|except|excluding|instead|besides|apart)\b"
    r"|\b(?:[B-HJ-Z]|A(?= (?:and|has|have|needs?|with|without|takes?)\b))(?= |$)"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The things that words name, and whether they take one of several, several, or all."""

    things: frozenset[str] = frozenset()
    is_each: bool = False
    is_many: bool = False
    is_whole: bool = False


def owner_in(words: str) -> Owner:
    """Whose number words speak of.

    >>> owner = owner_in("each layer has")
    >>> sorted(owner.things), owner.is_each
    (['layer'], True)
    """
    found = list(_THING.finditer(words))
    things = frozenset(m["thing"].lower() for m in found)
    plural = any(m["many"] and m["thing"].lower() not in _SIZES for m in found)
    each, whole = _DISTRIBUTED.search(_ONE_SIZE.sub("", words)), _WHOLE.search(words)
    many = bool(things) and (plural or _MANY.search(words) is not None)
    return Owner(things, each is not None, many, whole is not None)


def speaks_of_others(words: str) -> bool:
    """Whether a thing is called by a letter, or something is left out of it.

    >>> speaks_of_others("B has"), speaks_of_others("A layer has")
    (True, False)
    """
    return _OTHERS.search(words) is not None


def besides(around: Owner, owners: Sequence[Owner]) -> Owner:
    """What is spoken of besides the things that have formulas of their own."""
    return replace(around, things=around.things.difference(*(one.things for one in owners)))


def is_same(told: Owner, around: Owner, claim: Owner) -> bool:
    """Whether a claim counts for the same thing as a formula.

    Args:
        told: whose number the formula is, by the words right before it.
        around: the things that are spoken of beside it.
        claim: whose number the claim is.
    """
    if claim.is_whole != told.is_whole or claim.is_many or told.is_many:
        return False
    if claim.things - _SIZES:
        same = claim.things - _SIZES == told.things - _SIZES
        return same and (claim.is_each or not told.is_each)
    if claim.is_each and not told.is_each:
        return False
    others = (around.things | told.things) - _SIZES
    return not told.is_each and not around.is_each and not around.is_whole and len(others) <= 1
