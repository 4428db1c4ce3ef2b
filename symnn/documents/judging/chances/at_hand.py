"""The chances that are at hand where a claim stands, and what the words around it may suppose."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.chances.events import query_of
from symnn.documents.judging.chances.facts import Fact
from symnn.documents.judging.doubts.withheld import (
    has_words_around,
    may_be_posed_in_words,
    speaks_of_new_values,
    supposes,
)
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: So many lines further down, what was given is still at hand.
NEAR: Final = 120


def at_hand(place: Place) -> list[Fact]:
    """The chances given above, with those that follow from independence that is told."""
    line = place.state.source.position(place.formula.start).line
    facts = place.state.chances.within(place.formula.headings)
    near = [f for f in facts if line - f.line <= NEAR]
    if len(near) > 1 and "independent" in place.state.source.text:
        from symnn.documents.judging.randomness.independence import with_independence

        near = with_independence(place, near)
    if len(near) > 1 and ("\\in" in place.state.source.text or "∈" in place.state.source.text):
        from symnn.documents.judging.chances.told_values import with_told_values

        near = with_told_values(place, near)
    return near


def doubt_of_words(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why what is false of the probabilities given may be meant of others, or in general."""
    formula = place.formula
    if formula.lead_in.rstrip().endswith("|"):
        formula = replace(formula, lead_in="")  # the words of a table suppose nothing
    if may_be_posed_in_words(formula) or supposes(formula) or speaks_of_new_values(formula):
        return "the words around it may suppose other probabilities"
    sides = (left, link.operand)
    query = query_of(left, place.state.scope)
    if query is not None and query.given is not None and query.event.key == query.given.key:
        return "it may be the chance of a step from a state to itself"
    told = None if query is None else place.state.chances.given(query, formula.headings)
    if told is not None and not any(isinstance(n, tree.Name) for n in tree.walk(link.operand)):
        return f"line {told.line} gives it another value, and either may be meant"
    general = all(any(query_of(n, place.state.scope) for n in tree.walk(s)) for s in sides)
    if general and has_words_around(formula):
        return "it may be a general rule, or a condition"
    from symnn.documents.judging.chances.anew import told_anew

    return told_anew(place, sides)
