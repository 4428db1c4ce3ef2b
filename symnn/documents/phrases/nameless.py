"""Clauses without a subject of their own: "there are …", "no x …", "471 parameters"."""

from __future__ import annotations

from collections.abc import Callable

from symnn.documents.phrases import (
    arrangements,
    firing,
    gates,
    invariance,
    scaling,
    states,
    tallies,
)
from symnn.documents.phrases.nets import claims as nets
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import Speaker

_OPENINGS = (
    "there ",
    "no ",
    "not any ",
    "the smallest ",
    "the least ",
    "the first ",
    "the lowest ",
)


#: What lines and threshold units make of points and bits.
_COUNTED = ("functions", "dichotomies", "labelings", "labellings", "colorings", "partitions")


def _boolean(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if "boolean functions" not in words:
        return None
    from symnn.documents.phrases import boolean

    return boolean.without_subject(words)


def _dichotomies(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if " of " not in words or not any(noun in words for noun in _COUNTED):
        return None
    from symnn.documents.phrases import dichotomies

    return dichotomies.without_subject(words)


def _one_unit(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if not words.startswith(("no ", "some ")):
        return None
    from symnn.documents.phrases import one_unit

    return one_unit.without_subject(words)


def _thresholds(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if not ("threshold " in words or " separable" in words or "perceptron" in words):
        return None
    from symnn.documents.phrases import thresholds

    return thresholds.without_subject(words)


def _energies(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if not ("energy" in words or "stable states" in words or "attractors" in words):
        return None
    from symnn.documents.phrases import energies

    return energies.without_subject(words)


def _of_spaces(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if "⟩" not in words or not ("linear " in words or " vectors " in words):
        return None
    from symnn.documents.phrases import maps_of_spaces

    return maps_of_spaces.without_subject(words)


def _existence(words: str) -> Callable[[Speaker], Phrase | None] | None:
    if not words.startswith(_OPENINGS) or "⟩ " not in words:
        return None
    from symnn.documents.phrases import existence

    return existence.without_subject(words)


_SOURCES = (
    nets.without_subject,
    _one_unit,
    _thresholds,
    _energies,
    gates.without_subject,
    firing.without_subject,
    arrangements.without_subject,
    invariance.without_subject,
    tallies.without_subject,
    states.without_subject,
    _boolean,
    _dichotomies,
    scaling.without_subject,
    _of_spaces,
    _existence,
)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The first rule that knows the words; None if none does.

    >>> without_subject("the matrix ⟨0⟩ is symmetric") is None
    True
    """
    found = (source(words) for source in _SOURCES)
    return next((rule for rule in found if rule is not None), None)
