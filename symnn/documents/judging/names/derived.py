r"""Names that follow from others: A_{12} of a matrix A, \bar{x} of a list x, an indicator."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symnn.documents.judging.notations.readings import judged
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.conditions import is_condition
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import whole_of
from symnn.latex.meaning.families import member
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.superscripts import indexed, is_variance


def follows(place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions) -> Entry | None:
    """The claim that a new name with a meaning of its own is equal to something.

    It may as well be given a meaning of its own, A_{12} as a cofactor or a block, so that it is
    a claim only where it holds.
    """
    view = assumed.view(reader(place.state.scope, version=place.seen))
    if not isinstance(left, tree.Name) or not _has_meaning(left, view):
        return None
    try:
        judgement, reading = judged(place, left, link, assumed=assumed)
    except MeaningError:
        return None
    indicator = left.subscript is not None and is_condition(left.subscript)
    if judgement.outcome == "proved" or (judgement.outcome == "refuted" and indicator):
        return judged_entry(place, left, link, judgement, reading)
    return None


def members_of(left: tree.Node, right: tree.Node, scope: Scope) -> tree.Group | None:
    r"""The formulas of a family's members that a list of values is about: \hat{y} = (0.1, 0.9).

    The members have a formula, \hat{y}_j = \ldots; the list must not take its place, for it is
    rounded, or wrong.
    """
    if not isinstance(left, tree.Name) or left.subscript is not None:
        return None
    cells = right.items if isinstance(right, tree.Group) else ()
    if isinstance(right, tree.Matrix):
        cells = tuple(cell for row in right.rows for cell in row)
    names = [
        replace(left, subscript=tree.Number(str(k), Fraction(k))) for k in range(1, len(cells) + 1)
    ]
    found = [member(name, scope) for name in names]
    bodies = tuple(pair[1] for pair in found if pair is not None)
    if not len(names) == len(bodies) > 1:
        return None
    return tree.Group("()", bodies, (",",) * (len(bodies) - 1), span=left.span)


def _has_meaning(name: tree.Name, view: Reader) -> bool:
    indicated = name.subscript is not None and is_condition(name.subscript)
    square = tree.Power(name, tree.Number("2", Fraction(2)))
    known = is_variance(square) and indexed(square, view.scope) is not None
    try:
        if not (name.accents or indicated or known) and whole_of(name, view) is None:
            return False
        view.read(name)
    except MeaningError:
        return False
    return True
