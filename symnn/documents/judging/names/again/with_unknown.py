"""A name that has a meaning is given again, and it was made with functions that nothing defines.

y = x + f_1(x) is a value, y(x) = H(x) T(x) + x (1 - T(x)) a function with an open H in it.
"""

from __future__ import annotations

from symnn.documents.judging.calculus.multiplied import rests_on_unknown
from symnn.documents.judging.doubts.withheld import speaks_of_new_values
from symnn.documents.judging.names.again import rivals
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Binding


def with_unknown(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """What is said of a value or a function that was made with functions of which nothing is known.

    Args:
        place: where it stands.
        left: the name, or the function at its letter.
        link: the relation with what it is said to be.
        known: what it was before.
        assumed: what the words beside it let hold.
    """
    if (not known.computed and known.parameters is None) or link.operand == known.body:
        return None
    if known.parameters is not None:
        return _of_function(place, left, link, known, assumed)
    if not rests_on_unknown((left,), place.state.scope):
        return None
    from symnn.documents.judging.calculus.composed_values import judge_composed

    found = judge_composed(place, left, link, assumed)
    if found is None:
        return None
    here = place.formula.display and known.section == place.formula.headings
    if found[0].outcome == "proved" or (here and not _is_anew(place)):
        return judged_entry(place, left, link, *found)
    place.state.suspect(
        known.key, f"{known.key} was given two formulas, the first in line {known.line}"
    )
    return None


def _of_function(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """Another formula in the same unknown functions: a claim if it holds, or in a bare block.

    With an unknown function on both sides no equation is posed for its letter.
    """
    calls = [part for part in tree.walk(known.body) if isinstance(part, tree.Call)]
    if not calls or not isinstance(left, tree.Call) or assumed.is_closed:
        return None
    from symnn.documents.judging.calculus.composed_values import judge_formulas

    found = judge_formulas(place, left, link, known, assumed)
    if found is None:
        return None
    bare = rivals.is_below_block(place, link, known) and not _is_anew(place)
    if found[0].outcome == "proved" or (bare and assumed.unread is None):
        return judged_entry(place, left, link, *found)
    return None


def _is_anew(place: Place) -> bool:
    from symnn.documents.judging.wording.changes_told import is_changed

    return speaks_of_new_values(place.formula) or is_changed(place)
