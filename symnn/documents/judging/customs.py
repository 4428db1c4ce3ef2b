"""What authors leave unsaid: σ for the logistic function, and the arguments of a value.

A σ that nothing defines is the logistic function to most, the rectifier or tanh to some: a claim
is proved with the first, and refuted only if it is false with each of them. `out(x_1, x_2)` of an
out that is given as a formula in x_1 and x_2 is that formula.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.readings import judged
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Builtin

SIGMA: Final = "sigma"
_READINGS: Final = ("sigmoid", "relu", "tanh")


def judged_by_custom(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, assumed: Assumptions
) -> tuple[Judgement, str]:
    """The judgement of a relation, read as its author would.

    Raises:
        MeaningError: it has no meaning under the names in force, nor under these customs.
    """
    if assumed.universal:
        left = _shown_alone(place, left, assumed)
        link = replace(link, operand=_shown_alone(place, link.operand, assumed))
    try:
        return judged(place, left, link, worked, assumed)
    except MeaningError as obstacle:
        if obstacle.names != (SIGMA,) or not _is_applied(left, link.operand):
            raise
        return _with_sigma(place, left, link, worked, assumed)


def _is_applied(*nodes: tree.Node) -> bool:
    """Whether σ stands before brackets wherever it stands, as a function does."""
    parts = [part for node in nodes for part in tree.walk(node)]
    heads = [p.head for p in parts if isinstance(p, tree.Call)]
    heads += [p.function for p in parts if isinstance(p, tree.Apply)]
    called = sum(tree.key(head) == SIGMA for head in heads)
    return called > 0 and called == sum(tree.key(p) == SIGMA for p in parts)


def _with_sigma(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, assumed: Assumptions
) -> tuple[Judgement, str]:
    found = []
    for name in _READINGS:
        named = Assumptions({SIGMA: Builtin(name)})
        found.append(judged(place, left, link, worked, assumed.also(named)))
        if found[0][0].outcome != "refuted":
            break
    first, reading = found[0]
    if first.outcome == "refuted" and any(j.outcome != "refuted" for j, _ in found):
        text = "σ is not defined here: it is false of the logistic function, but not of each σ"
        return Judgement("undecided", reason=text), reading
    note = "σ, which is not defined here, is read as the logistic function"
    return replace(first, notes=(*first.notes, note)), reading


def _shown_alone(place: Place, node: tree.Node, assumed: Assumptions) -> tree.Node:
    """The expression with values in place of what only shows the names they depend on."""

    def visit(part: tree.Node) -> tree.Node:
        whole = tree.map_children(part, visit)
        if not isinstance(whole, tree.Call) or not isinstance(whole.head, tree.Name):
            return whole
        known = place.state.scope.latest(tree.key(whole.head) or "")
        names = {tree.key(item) for item in whole.arguments.items}
        value = known is not None and known.parameters is None and known.computed
        return whole.head if value and names <= assumed.universal else whole

    return visit(node)
