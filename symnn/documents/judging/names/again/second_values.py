r"""A second formula in open letters for a value, one slip away from the one it has.

Right below "p = 1/(1 + e^{-z}), L = -y log p - (1 - y) log(1 - p)", -y log p + (1 - y) log(1 - p)
is no new L, but a false formula for the old one; so it is below a formula that was proved of L.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.judging.doubts.withheld import speaks_of_new_values, withhold_general
from symnn.documents.judging.identities.slips import is_mended
from symnn.documents.judging.names.again import rivals
from symnn.documents.judging.names.letters.capitals import with_capitals
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.exact.expression import free_symbols, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar


def false_second_value(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Judgement | None:
    """The refutation of such a formula; None for any other, which may be a new one.

    Args:
        place: where it stands.
        left: the name.
        link: the relation with the formula.
        known: what the name is.
        assumed: what the words beside it say.
    """
    if assumed != NOTHING or known.parameters is not None or known.together is not None:
        return None
    if (known.key, known.version) in place.state.doubtful:
        return None  # a member of a family with two formulas
    if isinstance(left, tree.Name) and isinstance(left.subscript, tree.Sum):
        return None  # w_{t+1} may be of another rule than the one before
    formulas = _confirmed(place, known)
    below = rivals.stands_alone(place, known) and rivals.is_alone(place, link)
    if not ((formulas and below) or rivals.is_second_formula(place, link, known)):
        return None
    if speaks_of_new_values(place.formula):
        return None
    found: Judgement | None = None
    open_ones = reader(place.state.scope, open_names=True)
    for view in _views(with_capitals(open_ones, place, link.relation, left, link.operand)):
        found = _false((left, *formulas), link, view)
        if found is None:
            return None
    found = None if found is None else withhold_general(place, found, left, link)
    return found if found is not None and found.outcome == "refuted" else None


def _confirmed(place: Place, known: Binding) -> list[tree.Node]:
    """The formulas of a name of which another was proved, and which it may have been given up for.

    None if it was given up for one that is not known to be the same.
    """
    state = place.state
    if (known.key, known.version) in state.rivals:
        return []
    last = state.scope.history[known.key][-2:]
    return [b.body for b in last if (known.key, b.version) in state.confirmed]


def _views(view: Reader) -> Iterator[Reader]:
    """The view as it is, and with the other bases that a logarithm may have."""
    yield view
    if view.track.plain_log:
        for base in (10, 2):
            yield replace(view, log_base=rational(base), work=view.work.afresh())


def _false(formulas: tuple[tree.Node, ...], link: tree.Link, view: Reader) -> Judgement | None:
    """That both formulas are in the same letters, one slip apart, and differ somewhere."""
    try:
        sides = (
            Side(view.read(formulas[0]), formulas[0]),
            Side(view.read(link.operand), link.operand),
        )
    except MeaningError:
        return None
    first, second = sides[0].value, sides[1].value
    if not isinstance(first, Scalar) or not isinstance(second, Scalar) or view.track.supposed:
        return None
    letters = free_symbols(first.expr)
    if not letters or letters != free_symbols(second.expr):
        return None
    found: Judgement = judge_over("=", *sides, NOTHING)
    if found.outcome != "refuted":
        return None
    slips = (is_mended(one, link.operand, view, same=True) for one in formulas)
    return found if any(slips) else None
