r"""What is concluded of a name that is known: p = t^{-4} \implies U_t(a) = \sqrt{2\log t/N_t(a)}.

Behind an arrow nothing is defined that has a formula already, nor is a slope of what the premise
gives: c = a + a \implies dc/da = 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from symnn.documents.judging.chances import hooks as chances
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.besides import assumed_of
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions

Claimed: TypeAlias = "Callable[[Place, tree.Node, tree.Link, Assumptions, bool], Entry]"


def concluded(place: Place, implication: tree.Chain, clause: Clause, claim: Claimed) -> list[Entry]:
    """The entries of a conclusion, if all of it is decided; nothing for what may be a definition.

    Args:
        place: where it stands.
        implication: the premise, and behind the arrow what is concluded.
        clause: it with its conditions, among them the premise.
        claim: the entry of one relation.
    """
    premise, chain = implication.first, implication.links[0].operand
    if not isinstance(premise, tree.Chain) or not isinstance(chain, tree.Chain):
        return []
    if told := chances.told(place, chain, clause):
        return list(told)
    if not _is_about(place, premise, chain.first):
        return []
    assumed = assumed_of(place, chain, clause)
    if assumed.unread is not None:
        return []
    found = [claim(place, left, link, assumed, False) for left, link in chain.pairs()]
    return found if all(entry.verdict in ("proved", "refuted") for entry in found) else []


def _is_about(place: Place, premise: tree.Chain, left: tree.Node) -> bool:
    """Whether the premise gives letters of the formula of the left side, or what is derived."""
    sides = (premise.first, *(link.operand for link in premise.links))
    keys = {tree.key(side) for side in sides} - {None}
    if isinstance(left, tree.Derivative):
        return left.operand is not None and tree.key(left.operand) in keys
    head = left.head if isinstance(left, tree.Call) else left
    head = head.base if isinstance(head, tree.Power) else head
    known = place.state.scope.latest(tree.key(head) or "")
    if known is None and isinstance(left, tree.Power):
        known = place.state.scope.latest(tree.key(left) or "")
    if known is None or not (known.computed or known.parameters):
        return False
    used = {tree.key(part) for part in tree.walk(known.body)}
    return bool(keys & used) and known.version <= place.state.since
