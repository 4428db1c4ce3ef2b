"""Whether a condition is met at all: "there is no x with f(x) = 0", "no x satisfies h(x) < 0".

Also by which whole number first: "the smallest n with 2^n > 1000 is 10".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.claims.reason import Reason
from symnn.deferred import regex
from symnn.documents.judging.relations import RELATIONS
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar

Rule = Callable[[Speaker], "Phrase | None"]

_KIND: Final = r"(?:real |point |input |value |number |real number |values |numbers |inputs )*"
_WITH: Final = r"(?:with|satisfying|where|at which|such that|for which|so that)"
_THERE: Final = regex(
    rf"there (?:is|are|exists?) (?P<no>no )?(?:an? |some |at least one |such )?{_KIND}"
    rf"(?P<letters>{PLACE}(?:(?:,| and|, and) {PLACE})*),? {_WITH} (?P<claim>{PLACE})"
)
_NONE: Final = regex(
    rf"(?:no|not any) {_KIND}(?P<letters>{PLACE}) (?:satisf(?:y|ies)|fulfils|gives|solves)"
    rf" (?P<claim>{PLACE})"
)
_LEAST: Final = regex(
    r"the (?:smallest|least|first|minimal|lowest) (?:positive )?"
    rf"(?P<whole>(?:whole |natural )?(?:integer|number|index|step) |integer )?(?P<letter>{PLACE})"
    rf",? (?:with|satisfying|where|for which|such that) (?P<claim>{PLACE}) (?:is|equals)"
    rf" (?P<n>{PLACE}|{COUNT})"
)
#: Letters of whole numbers where nothing else is said.
_COUNTERS: Final = frozenset("ijklmnNtTK")
#: So many whole numbers are tried.
_MOST: Final = 300


def without_subject(words: str) -> Rule | None:
    """The rule of a clause about whether, or from where on, a condition is met; None for others."""
    if words.startswith(("there ", "no ")):
        match = _THERE.fullmatch(words) or _NONE.fullmatch(words)
        if match is not None:
            denied = match.groupdict().get("no") is not None or words.startswith("no ")
            return lambda speaker: _exists(speaker, match, denied)
    least = _LEAST.fullmatch(words) if words.startswith("the ") else None
    return None if least is None else lambda speaker: _least(speaker, least)


def _exists(speaker: Speaker, match: re.Match[str], denied: bool) -> Phrase | None:
    """For all values the condition fails; if that is false, the point where it is shows a case."""
    places = re.findall(PLACE, match["letters"])
    nodes = [speaker.clause.part(place).node for place in places]
    said = [Condition("for all", node) for node in nodes if node is not None]
    found = assumptions(speaker.reader.scope, said)
    if len(said) < len(places) or found.unread is not None or found.narrow or found.is_closed:
        raise refuse("which numbers are meant is not said")
    claim = _formula(replace(speaker, reader=found.view(speaker.reader)), match["claim"])
    letters = free_symbols(*sides(claim))
    asked = {key for key in found.universal if isinstance(found.values.get(key), Scalar)}
    if not asked or not asked <= letters or letters - found.universal:
        raise refuse("whether the condition depends on the letters alone is not certain")
    never = Compound("not", (claim,))
    return Phrase("is", speaker.said(match[0]), ((never, found.domain),), negated=not denied)


def _formula(speaker: Speaker, place: str) -> Formula:
    node = speaker.clause.part(place).node
    if not isinstance(node, tree.Chain):
        raise refuse("a condition is needed in it")
    parts: list[Formula] = []
    for left, link in node.pairs():
        relation = RELATIONS.get(link.relation, "≈")
        if relation == "≈":
            raise refuse("the relation in it is not covered")
        view = speaker.reader
        parts.append(
            Atomic(relation, view.read_scalar(left).expr, view.read_scalar(link.operand).expr)
        )
    return conjunction(tuple(parts))


# --- the first whole number -----------------------------------------------------------


def _least(speaker: Speaker, match: re.Match[str]) -> Phrase | None:
    letter = speaker.clause.part(match["letter"]).node
    claim = speaker.clause.part(match["claim"]).node
    key = tree.key(letter) if isinstance(letter, tree.Name) else None
    if key is None or not isinstance(claim, tree.Chain):
        raise refuse("the smallest of which numbers is not said")
    if match["whole"] is None and key not in _COUNTERS:
        raise refuse("whether it is a whole number is not said")
    last = speaker.integer(match["n"])
    if not 1 <= last <= _MOST:
        raise refuse("it is no number that is tried")
    at_zero = _at(speaker, claim, key, 0)
    first = None if at_zero is None else decide(Claim(at_zero))
    if first is not None and not first.refuted and first.reason is not Reason.UNDEFINED:
        raise refuse("whether 0 counts is not said")
    parts = [_at(speaker, claim, key, n) for n in range(1, last + 1)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or free_symbols(*(s for part in known for s in sides(part))):
        raise refuse("the condition cannot be tried for all whole numbers")
    before: Iterable[Formula] = (Compound("not", (part,)) for part in known[:-1])
    whole = conjunction((*before, known[-1]))
    return Phrase("is", speaker.said(match[0]), ((whole, ()),), method="one by one")


def _at(speaker: Speaker, claim: tree.Chain, key: str, number: int) -> Formula | None:
    """The condition with a number for the letter; None where it has no meaning."""
    node = _put(claim, key, tree.Number(str(number), Fraction(number)))
    if not isinstance(node, tree.Chain):
        return None
    parts: list[Formula] = []
    for left, link in node.pairs():
        relation = RELATIONS.get(link.relation, "≈")
        try:
            ends = [speaker.reader.read_scalar(side).expr for side in (left, link.operand)]
        except (MeaningError, SymnnError, ZeroDivisionError):
            return None
        if relation == "≈":
            return None
        parts.append(Atomic(relation, ends[0], ends[1]))
    return conjunction(tuple(parts))


def _put(node: tree.Node, key: str, number: tree.Node) -> tree.Node:
    """The tree with a number for a letter, in indices too."""
    if isinstance(node, tree.Name):
        if tree.key(node) == key:
            return number
        below = node.subscript
        return node if below is None else replace(node, subscript=_put(below, key, number))
    return tree.map_children(node, lambda part: _put(part, key, number))
