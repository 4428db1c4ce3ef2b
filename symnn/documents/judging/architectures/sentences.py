"""Sentences about networks, layers and arrays: which of all rules reads them, and what it finds."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.architectures import (
    arrays_told,
    claims,
    filters,
    listed,
    maps_told,
    stacks,
    told,
)
from symnn.documents.judging.architectures.descriptions import Known
from symnn.documents.judging.open_arrays.sizes import UnreadError
from symnn.documents.judging.relations import Judgement

_RULES: Final = (
    *filters.RULES,
    *claims.RULES,
    *stacks.RULES,
    *told.RULES,
    *arrays_told.RULES,
    *listed.RULES,
    *maps_told.RULES,
)


def may_be_judged(text: str) -> bool:
    """Whether a sentence may be one about a network."""
    return any(pattern.fullmatch(text) is not None for pattern, _ in _RULES)


def judged(text: str, known: Known) -> Judgement | None:
    """What is found about a sentence; None for one that says nothing of networks.

    Raises:
        UnreadError: it does, but is not understood.
    """
    why: UnreadError | None = None
    for pattern, rule in _RULES:
        match = pattern.fullmatch(text)
        try:
            if match is not None:
                return rule(match, known)
        except UnreadError as error:
            why = why or error
    if why is not None:
        raise why
    return None
