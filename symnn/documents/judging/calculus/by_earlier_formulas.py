"""Slopes by a letter that stands in an earlier formula of a value, and not in its latest one.

L = -y log p - (1 - y) log(1 - p) with p = σ(z) is log(1 + e^z) - yz as well. Once that is proved it
is what L is taken by, but ∂L/∂p is that of the first formula.
"""

from __future__ import annotations

from symnn.documents.judging.links import judged
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.obstacles import MeaningError


def judge_by_earlier(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement by the earlier formula; None where the latest one has the letter, too.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if not isinstance(left, tree.Derivative) or left.operand is None or len(left.variables) != 1:
        return None
    state, key, letter = place.state, tree.key(left.operand), tree.key(left.variables[0])
    known = None if key is None else state.scope.latest(key)
    if (
        known is None
        or letter is None
        or known.parameters is not None
        or _holds(known.body, letter)
    ):
        return None
    before = [b for b in state.scope.history[known.key][:-1] if _holds(b.body, letter)]
    if not before or (known.key, known.version) in state.rivals or place.seen is not None:
        return None
    first = before[-1]
    if (known.key, first.version) not in state.confirmed or first.section != known.section:
        return None
    from symnn.documents.judging.names.reaching.elsewhere import under

    scope = state.scope.copy()
    scope.values.clear()
    scope.history[known.key] = [b for b in scope.history[known.key] if b.version <= first.version]
    try:
        return judged(under(place, scope), left, link, assumed=assumed)
    except MeaningError:
        return None


def _holds(node: tree.Node, letter: str) -> bool:
    return any(tree.key(part) == letter for part in tree.walk(node))
