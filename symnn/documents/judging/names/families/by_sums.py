r"""Another formula for a sum over open entries, such as L = -\sum_j y_j \log p_j."""

from __future__ import annotations

from symnn.documents.judging.doubts.withheld import speaks_of_new_values
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Binding


def restated_by_sums(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """What such a name is proved to be as well; what is false is a claim if it is said for all.

    Args:
        place: where it stands.
        left, link: the relation.
        known: what the name was before.
        assumed: what the words beside it say.
    """
    sides = known.body, link.operand
    if not known.computed or known.parameters is not None:
        return None
    if not any(isinstance(p, tree.BigOperator) for side in sides for p in tree.walk(side)):
        return None
    from symnn.documents.judging.index_notation.hooks import by_entries

    found = by_entries(place, left, link, assumed)
    here = known.section == place.formula.headings and place.state.is_in_force(known)
    here = here and bool(assumed.universal) and not speaks_of_new_values(place.formula)
    if found is None or (found[0].outcome != "proved" and not here):
        return None
    return judged_entry(place, left, link, *found)
