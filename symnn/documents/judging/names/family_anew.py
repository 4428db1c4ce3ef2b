r"""A second formula for a family: x_t = (1 - a)^t x_0 after x_{t+1} = (1 - a) x_t.

One of the two is a recurrence and the other is not, so that the second is a claim about the first.
It is false where it fails for most of several indices, with the same letters on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.identities.stated import unknowns
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.wording.openings import concludes
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.families import index_letter, member, written_at
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.plain import plain

_TRIES: Final = (2, 3, 4)
#: At one index it may hold by chance; at one it may fail as the beginning is meant otherwise.
_ENOUGH: Final = 2
_OPEN: Final = "it holds for the first indices, and is not proved for all"


def judge_anew(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of such a formula; None where it may be a new meaning.

    Args:
        place: where it stands.
        left, link: the name with its index letter, and what it is said to be.
        assumed: what the words beside it say.
    """
    scope = place.state.scope
    letter = index_letter(left, scope) if isinstance(left, tree.Name) else None
    if not isinstance(left, tree.Name) or letter is None or link.relation != "=":
        return None
    if assumed != NOTHING or not (place.formula.display or concludes(place.formula.before)):
        return None
    known = _known(left, place)
    if known is None or _calls_itself(known.body, left) == _calls_itself(link.operand, left):
        return None
    found = [_at(place, left, link.operand, letter, k) for k in _TRIES]
    decided = [(k, one) for k, one in zip(_TRIES, found, strict=True) if one is not None]
    if len(decided) < len(_TRIES) or any(one.outcome == "undecided" for _, one in decided):
        return None
    reading = f"{plain(left)} = {plain(link.operand)}"
    false = [(k, one) for k, one in decided if one.outcome == "refuted"]
    if not false:
        return Judgement("undecided", reason=_OPEN), reading
    if len(false) < _ENOUGH:
        return None
    k, first = false[0]
    return replace(first, notes=(*first.notes, f"already at {letter} = {k}")), reading


def judge_member(
    place: Place, left: tree.Node, link: tree.Link, known: Binding
) -> tuple[Judgement, str] | None:
    """h_3 = w^2 h_0 of what its family makes w^3 h_0, false in the same letters; else None.

    Args:
        place: where it stands.
        left, link: the member, and what it is said to be.
        known: what its family makes of it.
    """
    scope = place.state.scope
    if not isinstance(left, tree.Name) or link.relation != "=" or not place.formula.display:
        return None
    found = member(left, scope)
    if found is None or found[1] != known.body or known.section != place.formula.headings:
        return None
    view = reader(scope, open_names=True)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return None
    used = [unknowns(side.value) for side in sides]
    if not used[0] or used[0] != used[1] or view.track.supposed:
        return None
    judgement = judge("=", *sides)
    reading = f"{plain(left)} = {plain(link.operand)}"
    return (judgement, reading) if judgement.outcome == "refuted" else None


def _known(left: tree.Name, place: Place) -> Binding | None:
    """The formula of the family in this section."""
    state = place.state
    for key in reversed(state.scope.families.get(left.base, {})):
        known = state.scope.latest(key)
        if known is None or known.parameters is not None or not known.computed:
            continue
        here = known.section == place.formula.headings and state.is_in_force(known)
        return known if here else None
    return None


def _calls_itself(body: tree.Node, name: tree.Name) -> bool:
    return any(
        isinstance(part, tree.Name) and part.base == name.base and index_of(part)
        for part in tree.walk(body)
    )


def index_of(name: tree.Name) -> bool:
    """Whether it has an index that is no number: x_{t-1}, and not x_0."""
    return name.subscript is not None and any(
        isinstance(part, tree.Name) for part in tree.walk(name.subscript)
    )


def _at(place: Place, left: tree.Name, operand: tree.Node, letter: str, k: int) -> Judgement | None:
    """Both formulas at one index; None where they speak of other things."""
    scope = place.state.scope
    found = member(replace(left, subscript=tree.Number(str(k), Fraction(k), 0)), scope)
    if found is None:
        return None
    first, second = found[1], written_at(operand, letter, k)
    view = reader(scope, open_names=True)
    try:
        sides = Side(view.read(first), first), Side(view.read(second), second)
    except MeaningError:
        return None
    judgement = judge("=", *sides)
    same = unknowns(sides[0].value) == unknowns(sides[1].value)
    plain_start = not any(name.startswith(f"{left.base}_-") for name in _all_unknowns(sides))
    if view.track.supposed or (judgement.outcome == "refuted" and not (same and plain_start)):
        return None
    return judgement


def _all_unknowns(sides: tuple[Side, Side]) -> Iterator[str]:
    for side in sides:
        yield from unknowns(side.value)
