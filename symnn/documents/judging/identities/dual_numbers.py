r"""Dual numbers: a + bε with ε ≠ 0 and ε² = 0, the arithmetic of forward-mode differentiation.

Two smooth expressions in ε are the same dual number if they have the same value and the same slope
at ε = 0: f(a + bε) = f(a) + b f'(a) ε (Clifford 1873; Griewank and Walther, Evaluating Derivatives,
2008, section 3).
"""

from __future__ import annotations

from typing import Final

from symnn.claims.formula import Atomic, atoms
from symnn.claims.verdict import Status, Verdict
from symnn.deferred import regex
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import (
    ZERO,
    Expr,
    derivative,
    free_symbols,
    postorder,
    substitute,
    symbol,
)
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import dual_under
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

#: ε is a number there.
_REAL: Final = regex(r"(?i)\b(?:real|small|positive|noise|step)\b")
_UNITS: Final = frozenset({"epsilon", "varepsilon"})
#: Functions that have a kink, or a jump, where the slope says nothing.
_ROUGH: Final = frozenset({"abs", "max", "min", "relu", "sign", "step", "floor", "ceil"})


def judged_dual(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """What an equation says of dual numbers; None for one without them.

    Args:
        place: where it stands.
        left, link: the equation.
        assumed: what the words beside it let hold.
    """
    nodes = (left, link.operand)
    units = {tree.key(part) for node in nodes for part in tree.walk(node)} & _UNITS
    if link.relation != "=" or len(units) != 1 or _is_rule(left):
        return None
    unit = str(units.pop())
    if place.state.scope.latest(unit) is not None or not _is_meant(place, unit, assumed):
        return None
    known = with_ranges(place, nodes, assumed, named=True) or assumed
    view = known.view(reader(place.state.scope, open_names=True, version=place.seen))
    view = view.varying({unit: Scalar(symbol(unit))})
    try:
        sides = [view.read_scalar(node).expr for node in nodes]
    except MeaningError:
        return None
    if view.track.supposed or not _are_smooth(sides):
        return None
    text = f"{plain(left)} = {plain(link.operand)}"
    found = [decided(Atomic("=", *parts), known.domain) for parts in _parts(sides, unit)]
    if all(one.proved for one in found):
        note = f"the values and the slopes at {unit} = 0 agree"
        return Judgement("proved", "dual numbers", notes=(note,)), text
    false = next((one for one in found if one.status is Status.REFUTED), None)
    open_ones = free_symbols(*sides) - {unit} - known.universal
    a_slip = any(one.proved for one in found)  # and no equation to solve
    posed = (open_ones and not a_slip) or known.unread or may_be_posed_in_words(place.formula)
    if false is None or posed:
        return Judgement("undecided", reason="whether it holds of all dual numbers is open"), text
    return _refuted(false), text


def _is_meant(place: Place, unit: str, assumed: Assumptions) -> bool:
    """Whether ε is the unit here: under the headings where its square is 0, and with no range."""
    headings = place.formula.headings
    here = {dual_under(headings[:depth]) for depth in range(len(headings) + 1)}
    told = free_symbols(*(s for f in assumed.domain for a in atoms(f) for s in (a.left, a.right)))
    real = _REAL.search(place.formula.before) is not None
    return bool(here & place.state.scope.told) and unit not in assumed.universal | told and not real


def _is_rule(left: tree.Node) -> bool:
    """ε² = 0 itself, and ε, x or f(x) that are said to be something."""
    power = isinstance(left, tree.Power) and tree.key(left.base) in _UNITS
    return power or tree.key(left) is not None


def _parts(sides: list[Expr], unit: str) -> list[tuple[Expr, Expr]]:
    """The parts without the unit, and those that it multiplies."""
    real = [substitute(side, {unit: ZERO}) for side in sides]
    dual = [derivative(side, unit, ZERO) for side in sides]
    return [(real[0], real[1]), (dual[0], dual[1])]


def _are_smooth(sides: list[Expr]) -> bool:
    return not any(
        node.data in _ROUGH if node.op == "apply" else node.op == "piecewise"
        for node in postorder(*sides)
    )


def _refuted(false: Verdict) -> Judgement:
    shown = tuple((name, plain_value(value)) for name, value in sorted(false.point.items()))
    return Judgement("refuted", "dual numbers", counterexample=shown or None)
