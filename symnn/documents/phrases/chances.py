"""What is said of events whose probabilities a document gives: independent, disjoint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.chances.events import Query, both, is_value
from symnn.documents.judging.chances.facts import Fact, settled
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ZERO, Expr, mul
from symnn.latex import syntax as tree

Rule: TypeAlias = "Callable[[], Phrase | None]"

_TWO: Final = regex(
    rf"(?:the )?(?:two )?(?:events |random variables |variables )?(?P<a>{PLACE}) and (?P<b>{PLACE})"
)
_INDEPENDENT: Final = regex(r"(?:statistically |stochastically )?independent(?: events)?")
_DISJOINT: Final = regex(r"(?:disjoint|mutually exclusive|incompatible)(?: events)?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about two events or variables; None if it is none."""
    match = _TWO.fullmatch(subject)
    if match is None or verb != "are" or not speaker.chances:
        return None
    keys = [_key(speaker, match[k]) for k in "ab"]
    known = {v for f in speaker.chances for v, _ in _mentions(f)}
    if any(key is None or key not in known for key in keys):
        return None
    names = [key for key in keys if key is not None]
    if _INDEPENDENT.fullmatch(predicate):
        return partial(_independent, speaker.chances, names)
    if _DISJOINT.fullmatch(predicate):
        return partial(_disjoint, speaker.chances, names)
    return None


def _key(speaker: Speaker, place: str) -> str | None:
    node = speaker.clause.part(place).node
    return tree.key(node) if isinstance(node, tree.Name) else None


def _mentions(fact: Fact) -> tuple[tuple[str, str], ...]:
    given = fact.query.given
    return fact.query.event.mentions + (() if given is None else given.mentions)


def _values(facts: Sequence[Fact], name: str) -> list[str]:
    found = sorted({value for f in facts for v, value in _mentions(f) if v == name})
    return ["0", "1"] if set(found) <= {"0", "1"} else found


def _chance(facts: Sequence[Fact], *pairs: tuple[str, str]) -> Expr:
    events = [is_value(variable, value) for variable, value in pairs]
    found = settled(facts, Query("P", both(events), None))
    if found is None:
        raise refuse("the probabilities that are given do not settle it")
    return found


def _independent(facts: Sequence[Fact], names: Sequence[str]) -> Phrase:
    """P(a, b) = P(a) P(b) for all values."""
    one, other = names
    parts: list[Formula] = []
    for a in _values(facts, one):
        for b in _values(facts, other):
            joint = _chance(facts, (one, a), (other, b))
            apart = mul(_chance(facts, (one, a)), _chance(facts, (other, b)))
            parts.append(Atomic("=", joint, apart))
    method = "by the probabilities that are given"
    return Phrase("are independent", "", ((conjunction(tuple(parts)), ()),), method=method)


def _disjoint(facts: Sequence[Fact], names: Sequence[str]) -> Phrase:
    """P(A ∩ B) = 0, of two events."""
    if any(set(_values(facts, name)) != {"0", "1"} for name in names):
        raise refuse("they are no events")
    joint = _chance(facts, *((name, "1") for name in names))
    return Phrase("are disjoint", "", ((Atomic("=", joint, ZERO), ()),))
