r"""Slopes of a name that has a formula: y = 3x + z settles ∂y/∂x, so that it is no new name.

"∂y/∂x = 4" is then a claim, and gives no value by which anything else is proved. A number may be
given for a slope that depends on letters, ∂L/∂y = 0.6 of L = (y - t)², as it is at one place; that
it is this number is not proved by that.
"""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.placing import Place
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar


def is_settled(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a slope is judged by a rule, or by the formula of what is derived."""
    from symnn.documents.judging.calculus.rules import judge_calculus

    found = judge_calculus(place, left, link, NOTHING)
    if found is not None and found[0].outcome in ("proved", "refuted"):
        return True
    value = _by_formula(place, left) if isinstance(left, tree.Derivative) else None
    if value is None:
        return False
    if any(isinstance(part, tree.Name) for part in tree.walk(link.operand)):
        return True
    try:
        return not (isinstance(value, Scalar) and free_symbols(lower(value.expr)))
    except SymnnError:
        return False  # it has no value at a kink


def rests_on_itself(
    place: Place, left: tree.Node, link: tree.Link, slope: tree.Derivative, false: bool
) -> bool:
    """Whether a slope has a value that was given beside a formula of what is derived.

    The two may contradict each other: nothing rests on a value from before the formula, and that
    the slope is this value is not proved by one from behind it.
    """
    scope = place.state.scope
    given = scope.latest(tree.slope_key(slope) or "")
    known = None if slope.operand is None else scope.latest(tree.key(slope.operand) or "")
    if given is None or known is None or given.computed:
        return False
    early = known.version > given.version and known.parameters is None
    restated = left is slope and not any(isinstance(n, tree.Name) for n in tree.walk(link.operand))
    restated = restated and (false or given.body == link.operand)  # else the formula proves it
    return (early or restated) and _by_formula(place, slope) is not None


def _by_formula(place: Place, slope: tree.Derivative) -> Scalar | Array | None:
    """The slope by the formula of the name that is derived, whatever value it was given."""
    operand = slope.operand
    if operand is None or place.state.scope.latest(tree.key(operand) or "") is None:
        return None
    known = place.state.scope.latest(tree.slope_key(slope) or "")
    if known is not None:
        slope = replace(slope, operand=tree.Group("()", (operand,), span=operand.span))
    try:
        found = reader(place.state.scope, open_names=True).read(slope)
    except MeaningError:
        return None
    return found if isinstance(found, (Scalar, Array)) else None
