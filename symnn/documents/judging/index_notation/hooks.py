"""Where claims about arrays of open sizes come in: after all rules that need no sizes."""

from __future__ import annotations

from symnn.documents.judging.doubts.withheld import supposes
from symnn.documents.judging.matrices.hooks import doubted
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions

_KINDS = (tree.Derivative, tree.BigOperator, tree.Transpose, tree.Indexed, tree.Norm)


def or_by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, entry: Entry
) -> Entry:
    """The entry of a relation, or what is found when its arrays are written out.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it let hold.
        entry: what was found before; only what is not decided is looked at again.
    """
    if entry.verdict in ("proved", "refuted") or not _may_be_about_arrays(left, link):
        return entry
    found = by_entries(place, left, link, assumed)
    if found is None or (found[0].outcome != "proved" and entry.verdict is not None):
        return entry
    return judged_entry(place, left, link, *found)


def proved_by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Entry | None:
    r"""What a name with a formula for its entries is proved to be: \delta^l after \delta_j^l."""
    if not isinstance(left, tree.Name) or left.base not in place.state.scope.indexed:
        return None
    found = by_entries(place, left, link, assumed) if _may_be_about_arrays(left, link) else None
    if found is None or found[0].outcome != "proved":
        return None
    return judged_entry(place, left, link, *found)


def _may_be_about_arrays(left: tree.Node, link: tree.Link) -> bool:
    """Whether a derivative, a sum, an index or a transpose stands in an equation."""
    if link.relation not in ("=", "≡"):
        return False
    for side in (left, link.operand):
        for part in tree.walk(side):
            name = isinstance(part, tree.Name)
            if isinstance(part, _KINDS) or (name and _is_indexed(part)):
                return True
    return False


def _is_indexed(node: tree.Node) -> bool:
    if not isinstance(node, tree.Name):
        return False
    return node.subscript is not None or bool(node.labels)


def by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of an equation of arrays, in entries; None if none is found."""
    from symnn.documents.judging.index_notation.claims import judge_index_notation

    found = judge_index_notation(place, left, link, assumed)
    if found is None or found[0].outcome != "refuted":
        return found
    if supposes(place.formula):
        return None
    return doubted(place, found[0], left, link), found[1]
