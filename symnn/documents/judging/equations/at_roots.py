r"""Where an equation holds, in decimals: f(x) = 1/2 "at x ≈ 1.33"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.equations.solving import pose, solution
from symnn.documents.judging.links import reading_text
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.model import Entry
from symnn.latex import syntax as tree

#: "sin x = x near x ≈ 0.01" says something else.
_AT: Final = frozenset({"at", "when", "where", "exactly at", "precisely at"})


def at_root(place: Place, chain: tree.Chain, condition: Condition) -> Entry | None:
    """The entry of an equation that is said to hold at about a number; None for anything else.

    It is proved if it holds at a number that rounds to the printed one, refuted if at none.
    """
    said = condition.body
    if not isinstance(said, tree.Chain) or [li.relation for li in said.links] != ["≈"]:
        return None
    name, value = said.first, said.links[0].operand
    decimals = any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(value))
    words = condition.words.lower().strip(" ,(")
    if words not in _AT or not decimals or not isinstance(name, tree.Name):
        return None
    (link, *more) = chain.links
    known = place.state.scope.latest(tree.key(name) or "")
    if more or link.relation != "=" or known is not None or computed(link.operand):
        return None
    before = place.state.posed
    try:
        pose(place, chain.first, link)
        if place.state.posed == before or list(place.state.posed[-1].unknowns) != [tree.key(name)]:
            return None
        there = replace(place, concluded=False)
        found = solution(there, name, value) or solution(
            replace(place, concluded=True), name, value
        )
    finally:
        place.state.posed = before
    if found is None:
        return None
    return judged_entry(
        place, chain.first, link, found, reading_text(place.view(), chain.first, link)
    )
