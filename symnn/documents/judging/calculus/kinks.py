r"""Slopes by cases: ReLU'(x) = 1 for x > 0 and 0 for x < 0.

Each case is judged inside its range, at c + e^u or c - e^u for every u. So is one formula for
the slope of a function of |x| on either side of 0: x/(1 + |x|) has the slope 1/(1 + |x|)^2.
What is written for the kink itself is a convention: nothing is said about it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic
from symnn.claims.verdict import Status
from symnn.documents.judging.calculus.one_sided import KINKED, beside_kink
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.stated import differentiated
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import postorder
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

_FRESH: Final = ("u", "t", "s", "v", "r", "p", "q")
_UPWARDS: Final = frozenset({">", "≥"})
_DOWNWARDS: Final = frozenset({"<", "≤"})
_OTHERWISE: Final = frozenset({"otherwise", "else", "otherwise."})
#: What a function is made of that has no kink but those of |x|.
_ELEMENTARY: Final = (
    tree.Sum, tree.Neg, tree.Product, tree.Quotient, tree.Power, tree.Number, tree.Abs, tree.Group,
    tree.Name,
)  # fmt: skip
ONE_SIDE: Final = "it holds on one side of a kink, and may be meant there"
NOTE: Final = "away from the kink; the value there is a convention"


def judge_slope_by_cases(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a slope that is given by cases; None for anything else.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    right = link.operand
    if link.relation != "=" or differentiated(left) is None:
        return None
    name = _variable(left)
    if assumed == NOTHING and name is not None and _holds_on_one_side(place, left, right, name):
        return Judgement("undecided", reason=ONE_SIDE), f"{plain(left)} = {plain(right)}"
    cases = right if isinstance(right, tree.Cases) else None
    whole = cases is None
    if name is None or (whole and not (assumed == NOTHING and _has_modulus(place, left, name))):
        return None
    rows = _either_side(right) if cases is None else _rows(cases, name)
    view = assumed.view(reader(place.state.scope, open_names=True))
    fresh = next((n for n in _FRESH if not view.knows(n) and n != name), None)
    if rows is None or fresh is None or assumed.denied:
        return None
    found: list[Judgement] = []
    for end, upwards, value in rows:
        point = _beyond(end, upwards, fresh)
        sides = _at(left, name, point), _put(value, name, point)
        try:
            inside = replace(view, work=view.work.afresh())
            slope, stated = (Side(inside.read(side), side) for side in sides)
            found.append(judge("=", slope, stated))
        except MeaningError:
            return None
    if whole and len({judgement.outcome for judgement in found}) > 1:
        return None  # it may be meant on one side of 0
    verdict = _together(found)
    doubtful = assumed.unread is not None or may_be_posed_in_words(place.formula)
    if verdict is None or (verdict.outcome == "refuted" and doubtful):
        return None
    return verdict, f"{plain(left)} = {plain(right)}"


def _holds_on_one_side(place: Place, left: tree.Node, right: tree.Node, name: str) -> bool:
    """Whether a smooth formula is the slope on one side of a kink: 2x of max(0, x)^2, for x > 0.

    Where no range is told, it may be meant there.
    """
    view = reader(place.state.scope, open_names=True)
    if view.knows(name):
        return False
    try:
        slope, stated = (view.read(side) for side in (left, right))
    except MeaningError:
        return False
    if not isinstance(slope, Scalar) or not isinstance(stated, Scalar):
        return False
    if any(n.op == "piecewise" or n.data in KINKED for n in postorder(stated.expr)):
        return False
    formula = Atomic("=", slope.expr, stated.expr)
    sides = beside_kink(formula, ())
    found = [decided(formula, side).status for side in sides]
    return set(found) >= {Status.PROVED, Status.REFUTED}


def _together(found: list[Judgement]) -> Judgement | None:
    false = [judgement for judgement in found if judgement.outcome == "refuted"]
    if false:
        return replace(false[0], right=None, counterexample=None, notes=(NOTE,))
    if any(judgement.outcome != "proved" for judgement in found):
        return None
    return replace(found[0], notes=(NOTE,))


def _variable(node: tree.Node) -> str | None:
    """x of f'(x) and of df(x)/dx."""
    if isinstance(node, tree.Derivative):
        alone = len(node.variables) == 1
        return tree.key(node.variables[0]) if alone else None
    argument = getattr(node, "arguments", None) or getattr(node, "argument", None)
    if isinstance(argument, tree.Group) and len(argument.items) == 1:
        (argument,) = argument.items
    return tree.key(argument) if isinstance(argument, tree.Name) else None


def _has_modulus(place: Place, slope: tree.Node, name: str) -> bool:
    """Whether f(x) has |x| in it and no other kink: then f'(x) is given on either side of 0."""
    scope = place.state.scope
    head = slope.head if isinstance(slope, tree.Call) else None
    inner = head.operand if isinstance(head, tree.Prime) and head.count == 1 else None
    known = scope.latest(tree.key(inner) or "") if inner is not None else None
    if known is None or known.parameters != (name,) or scope.latest(name) is not None:
        return False
    parts = list(tree.walk(known.body))
    moduli = [part.operand for part in parts if isinstance(part, tree.Abs)]
    plain = all(isinstance(part, _ELEMENTARY) for part in parts)
    return plain and bool(moduli) and all(tree.key(inside) == name for inside in moduli)


def _either_side(value: tree.Node) -> list[tuple[tree.Node, bool, tree.Node]]:
    """The same value above 0 and below."""
    zero = tree.Number("0", Fraction(0), 0)
    return [(zero, True, value), (zero, False, value)]


def _rows(node: tree.Cases, name: str) -> list[tuple[tree.Node, bool, tree.Node]] | None:
    """End, direction and value of every case but those of single points."""
    found: list[tuple[tree.Node, bool, tree.Node]] = []
    for row in node.rows:
        if row.condition is None:
            if row.words.strip().lower() not in _OTHERWISE or len(found) != 1:
                return None
            end, upwards, _ = found[0]
            found.append((end, not upwards, row.value))
            continue
        bound = _bound(row.condition, name)
        if bound is None:
            return None
        end, direction = bound
        if direction:
            found.append((end, direction > 0, row.value))
    ends = {plain(end) for end, _, _ in found}
    sides = {upwards for _, upwards, _ in found}
    return found if len(ends) == 1 and sides == {True, False} and len(found) == 2 else None


def _bound(node: tree.Node, name: str) -> tuple[tree.Node, int] | None:
    """0 and 1 for x > 0 or 0 < x; 0 and 0 for x = 0."""
    if not isinstance(node, tree.Chain) or len(node.links) != 1:
        return None
    (link,) = node.links
    first, second, relation = node.first, link.operand, link.relation
    up, down = _UPWARDS, _DOWNWARDS
    if tree.key(second) == name:
        first, second, up, down = second, first, down, up
    if tree.key(first) != name:
        return None
    if relation == "=":
        return second, 0
    return (second, 1 if relation in up else -1) if relation in up | down else None


def _beyond(end: tree.Node, upwards: bool, fresh: str) -> tree.Node:
    """c + e^u or c - e^u."""
    step: tree.Node = tree.Power(tree.Name("e"), tree.Name(fresh))
    step = step if upwards else tree.Neg(step)
    if isinstance(end, tree.Number) and end.value == 0:
        return tree.Group("()", (step,))
    return tree.Group("()", (tree.Sum((end, step)),))


def _at(node: tree.Node, name: str, point: tree.Node) -> tree.Node:
    """The slope at the point."""
    if isinstance(node, tree.Derivative):
        place = tree.Link("=", point, span=node.span)
        return tree.Evaluated(node, tree.Chain(tree.Name(name), (place,)), span=node.span)
    return _put(node, name, point)


def _put(node: tree.Node, name: str, point: tree.Node) -> tree.Node:
    if isinstance(node, tree.Name):
        return point if tree.key(node) == name else node
    return tree.map_children(node, lambda child: _put(child, name, point))
