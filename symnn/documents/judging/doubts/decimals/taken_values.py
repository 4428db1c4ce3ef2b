r"""Decimals that an author puts for a number: with ``\sqrt{2} = 1.4``, ten of it are 14.

What is false of the number itself, and holds with the decimal in its place, is no error.
"""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError

#: Why such a relation is not called false.
TAKEN: Final = "it holds with the decimal that was put for a number in it"
#: A number with more parts than these is a result, and no constant that one puts a decimal for.
_PARTS: Final = 6


def note_taken(place: Place, left: tree.Node, link: tree.Link) -> None:
    """Keep in mind that a decimal was put for a number such as √2, π or ln 2.

    Args:
        place: where it stands.
        left, link: the relation, which was not refuted.
    """
    if len(list(tree.walk(left))) > _PARTS:
        return
    key = tree.key(left)
    if key is not None and place.state.scope.latest(key) is not None:
        return
    place.state.taken[left] = link.operand


def holds_as_taken(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation is not false once the decimals that were put for numbers stand there."""
    taken = place.state.taken
    if link.operand in taken or left in taken:
        return False

    def put(node: tree.Node) -> tree.Node:
        return taken[node] if node in taken else tree.map_children(node, put)

    a, b = put(left), put(link.operand)
    if (a, b) == (left, link.operand):
        return False
    view = place.view()
    try:
        found: Judgement = judge(link.relation, Side(view.read(a), a), Side(view.read(b), b))
    except (MeaningError, SymnnError):
        return False
    return found.outcome == "proved"
