"""Why what is refuted may not be what is said: of labels, at a distance, or of another loss."""

from __future__ import annotations

from symnn.documents.judging.doubts.of_proofs import NAMED_LOSS
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.source import says
from symnn.latex import syntax as tree


def refutation_doubt(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a refuted relation stays undecided; None where it does not.

    Args:
        place: where it stands.
        left, link: the relation.
    """
    doubt = _labels(left, link.operand)
    doubt = doubt or held_at_distance(place.formula, place.state.source.text)
    if doubt is None and says(place.state.source.text, NAMED_LOSS):
        from symnn.documents.judging.doubts.told_losses import TOLD, is_of_own_terms

        doubt = TOLD if is_of_own_terms(place, left, link) else None
    return doubt


def _labels(left: tree.Node, right: tree.Node) -> str | None:
    """Why a false relation may be one of labels or sequences, and no claim about numbers."""
    groups = isinstance(left, tree.Group) or isinstance(right, tree.Group)
    kinds = (tree.Derivative, tree.Differential)
    derived = (isinstance(n, kinds) for side in (left, right) for n in tree.walk(side))
    if not groups and not any(derived) and not isinstance(left, tree.Product):
        return None
    from symnn.documents.judging.doubts.letters import label_doubt

    return label_doubt(left, right)
