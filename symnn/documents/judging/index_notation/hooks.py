"""Where claims about arrays of open sizes come in: after all rules that need no sizes."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.doubts.withheld import supposes
from symnn.documents.judging.matrices.hooks import doubted
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import plain_name
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.plain import plain


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
    if entry.verdict in ("proved", "refuted"):
        return entry
    found = by_entries(place, left, link, assumed)
    if found is None or (found[0].outcome != "proved" and entry.verdict is not None):
        return entry
    return judged_entry(place, left, link, *found)


def proved_by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Entry | None:
    r"""What a name with a formula for its entries is proved to be: \delta^l after \delta_j^l."""
    found = by_entries(place, left, link, assumed)
    if found is None or found[0].outcome != "proved":
        return None
    return judged_entry(place, left, link, *found)


def by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of an equation of arrays, in entries; None if none is found."""
    from symnn.documents.judging.index_notation.claims import judge_index_notation

    if "infty" in place.latex or "∞" in place.latex:
        from symnn.documents.judging.identities.endless import is_endless_twice

        if is_endless_twice(left, link.operand):
            return None
    found = judge_index_notation(place, left, link, assumed)
    found = found or _through_loss(place, left, link, assumed)
    found = found or _in_layers(place, left, link, assumed)
    found = found or _for_one_example(place, left, link, assumed)
    if found is None:
        return None
    if found[0].outcome == "refuted":
        found = _unless_otherwise(found, place, left, link, assumed)
    if found[0].outcome != "refuted":
        from symnn.documents.judging.doubts.arrays.layouts import in_one_layout

        return in_one_layout(place, found[0]), found[1]
    if supposes(place.formula) or _is_told_anew(place, left, link):
        return None
    if _are_of_a_kind(place, left, link) or _has_stranger(place, left, link):
        return None
    return doubted(place, found[0], left, link), found[1]


def _unless_otherwise(
    found: tuple[Judgement, str],
    place: Place,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
) -> tuple[Judgement, str]:
    """What is found; undecided if it is false, and holds with slopes or products read otherwise."""
    from symnn.documents.judging.doubts.arrays.read_otherwise import unless_otherwise
    from symnn.documents.judging.index_notation.claims import judge_index_notation

    def judge(one: tree.Node, other: tree.Link) -> Judgement | None:
        again = judge_index_notation(place, one, other, assumed)
        return None if again is None else again[0]

    return unless_otherwise(found[0], place.state.scope, left, link, judge) or found[0], found[1]


def _has_stranger(place: Place, left: tree.Node, link: tree.Link) -> bool:
    from symnn.documents.judging.doubts.arrays.strangers import has_stranger

    return has_stranger(place, left, link)


def _through_loss(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The proof with slopes of the loss for those of an objective; None if there is none."""
    if r"\partial" not in place.latex:
        return None
    from symnn.documents.judging.index_notation.claims import judge_index_notation
    from symnn.documents.judging.index_notation.through_loss import through_loss

    scope = place.state.scope
    one, two = through_loss(scope, left), through_loss(scope, link.operand)
    if (one, two) == (left, link.operand):
        return None
    found = judge_index_notation(place, one, replace(link, operand=two), assumed)
    proved = found is not None and found[0].outcome == "proved"
    return (found[0], f"{plain(left)} = {plain(link.operand)}") if found and proved else None


def _in_layers(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    r"""What is found where index letters tell layers apart, as in a_j = \sum_i w_{ji} h(a_i)."""
    if not place.state.scope.indexed or "_" not in place.latex:
        return None
    from symnn.documents.judging.index_notation.axes import MisfitError
    from symnn.documents.judging.index_notation.claims import judge_index_notation
    from symnn.documents.judging.index_notation.layer_letters import (
        has_layers,
        has_no_layers,
        in_layers,
    )

    text = place.state.source.text
    try:
        layered = in_layers(place.state.scope, (left, link.operand))
    except MisfitError:
        return None
    if layered is None or has_no_layers(text):
        return None
    here = replace(place, state=replace(place.state, scope=layered.scope))
    one, two = layered.sides
    found = judge_index_notation(here, one, replace(link, operand=two), assumed)
    false = found is not None and found[0].outcome != "proved"
    if found is None or (false and not (layered.whole and has_layers(text))):
        return None
    return found[0], f"{plain(left)} = {plain(link.operand)}"


def _for_one_example(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """What is found where entries are those of one row of a batch: f_k beside f = XW + b."""
    if r"\partial" not in place.latex or not place.state.declared.known:
        return None
    from symnn.documents.judging.index_notation.axes import MisfitError
    from symnn.documents.judging.index_notation.claims import judge_index_notation
    from symnn.documents.judging.index_notation.rows_of_batches import for_one_example

    try:
        scope = for_one_example(place.state.scope, place.state.declared, (left, link.operand))
    except MisfitError:
        return None
    if scope is None:
        return None
    here = replace(place, state=replace(place.state, scope=scope))
    return judge_index_notation(here, left, link, assumed)


def _are_of_a_kind(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether arrays in it are said to be of a kind, so that their entries are not free."""
    memory = None if place.state.arrays is None else place.state.arrays.memory
    if memory is None:
        return False
    special = {plain_name(key) for key in (*memory.kinds, *memory.elsewhere)}
    if not special:
        return False
    behind = parts_behind((left, link.operand), place.state.scope.latest)
    return any(tree.key(part) in special for part in behind)


def _is_told_anew(place: Place, left: tree.Node, link: tree.Link) -> bool:
    r"""Whether \partial\ell/\partial w = \partial(a formula)/\partial w says what \ell is here.

    It does if \ell was given under another heading: authors change the sign of a likelihood.
    """
    name = left.operand if isinstance(left, tree.Derivative) else None
    name = name.head if isinstance(name, tree.Call) else name
    known = place.state.scope.latest(tree.key(name) or "") if isinstance(name, tree.Name) else None
    if known is None or known.section == place.formula.headings:
        return False
    parts = (part for part in tree.walk(link.operand) if isinstance(part, tree.Derivative))
    return any(not isinstance(part.operand, (tree.Name, tree.Call)) for part in parts)
