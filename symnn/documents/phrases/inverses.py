"""Inverses and transposes: of matrices, and inverses of functions of one number."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import equal, product, refuse, rows_of, square, unit
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker, Subject
from symnn.exact.expression import ZERO, postorder
from symnn.latex.meaning.values import Array

Rule: TypeAlias = "Callable[[], Phrase | None]"

_INVERSE: Final = regex(
    rf"the (?P<what>inverse|transpose) (?:matrix )?of (?:the matrix )?(?P<of>{PLACE})"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause of this kind; None if it is none."""
    if verb not in ("is", "are", "lies", "lie"):
        return None
    within = re.fullmatch(rf"invertible,? (?:and )?with inverse (?P<of>{PLACE})", predicate)
    predicate = f"the inverse of {within['of']}" if within else predicate
    match = _INVERSE.fullmatch(predicate)
    return None if match is None else partial(_inverse, speaker, subject, match)


def _inverse(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = _one(speaker, text)
    if subject is None:
        return None
    if subject.is_function and match["what"] == "inverse":
        return _inverse_function(speaker, subject, match["of"])
    left, right = rows_of(subject.arrays[0]), rows_of(_array(speaker, match["of"]))
    if match["what"] == "transpose":
        return Phrase("is", "", ((equal(left, tuple(zip(*right, strict=True))), ()),))
    square(subject.arrays[0])
    return Phrase("is", "", ((equal(product(left, right), unit(len(left))), ()),))


def _inverse_function(speaker: Speaker, subject: Subject, place: str) -> Phrase | None:
    """f(g(x)) = x wherever g is defined, and g(f(x)) = x."""
    other = speaker.subject(place)
    if other is None or not other.is_function:
        return None
    f, g = (speaker.function(s, None) for s in (subject, other))
    if f.inputs != 1 or g.inputs != 1:
        return None
    (x,) = f.point("x")
    both = ((f, g), (g, f))
    parts = []
    for outer, inner in both:
        middle = inner.value((x,))
        logs = [n.args[0] for n in postorder(middle) if n.op == "apply" and n.data == "log"]
        within = tuple(Atomic(">", inside, ZERO) for inside in logs)
        parts.append((Atomic("=", outer.value((middle,)), x), within))
    false = decide(Claim(*parts[0]), seconds=2).refuted
    support = () if false else (_everywhere(parts[1]),)
    return Phrase("is the inverse of", "", (parts[0],), support=support)


def _everywhere(statement: tuple[Formula, tuple[Formula, ...]]) -> Formula:
    formula, over = statement
    return Compound("implies", (conjunction(over), formula)) if over else formula


def _one(speaker: Speaker, text: str) -> Subject | None:
    subject = speaker.subject(text)
    return subject if subject is not None and len(subject.values) == 1 else None


def _array(speaker: Speaker, place: str) -> Array:
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no matrix or vector here")
    return found
