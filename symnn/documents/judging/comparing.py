"""Two values compared, whatever they are; and when what seems false is not called so."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.doubts.meanings.brackets import is_value_at_zero
from symnn.documents.judging.doubts.values.bounds import is_far_condition
from symnn.documents.judging.notations.numerals.units import bare_degrees, in_degrees, is_percentage
from symnn.documents.judging.notations.other_ways import has_own_product
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.sets.collections import judged_collections
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, FiniteSet, Scalar, Subspace

#: So many lines of prose below an array, an indexed letter may mean something else.
FAR_ENTRY: Final = 30
COARSE: Final = "its digits are few, and it is right to one digit alone"
#: So many digits an author would have printed.
_FEW: Final = 3


def compared(
    view: Reader,
    left: tree.Node,
    link: tree.Link,
    sides: tuple[Side, Side],
    assumed: Assumptions,
) -> Judgement:
    """The judgement of the two values; a number of percent may also stand without its sign."""
    if any(isinstance(side.value, (FiniteSet, Subspace)) for side in sides):
        return judged_collections(sides[0].value, sides[1].value, link.operand)
    found = judge_over(link.relation, *in_degrees(sides, view), assumed)
    for bare_sides in bare_degrees(sides, view) if found.outcome == "refuted" else ():
        again = judge_over(link.relation, *bare_sides, assumed)
        found = again if again.outcome != "refuted" else found
    if found.outcome == "refuted" and is_percentage(left, link.operand):
        bare = link.operand.operand if isinstance(link.operand, tree.Percent) else link.operand
        other = judge_over(link.relation, sides[0], Side(view.read(bare), bare), assumed)
        found = other if other.outcome != "refuted" else found
    if found.rounding == "truncated" and _goes_on(link.operand):
        found = replace(found, rounding="rounded", right=None)
    if found.rounding == "rounded" and link.relation == "=" and _is_coarse(*sides):
        return Judgement("undecided", reason=COARSE)
    if found.rounding == "truncated" or isinstance(sides[1].value, Array):
        from symnn.documents.judging.doubts.decimals.rounding_habits import with_habit

        found = with_habit(view.scope, found, *sides)
    return found


def _is_coarse(left: Side, right: Side) -> bool:
    """Whether one digit is printed of a decimal with two or three: 0.1 for 0.109."""
    printed, value = right.node, left.value
    if not isinstance(printed, tree.Number) or not isinstance(value, Scalar):
        return False
    if len(printed.text.lstrip("0.")) != 1 or free_symbols(value.expr):
        return False
    try:
        exact = exact_value(value.expr).as_fmpq()
    except (SymnnError, ValueError):
        return False
    return bool((exact * 10 ** (_FEW + (printed.decimals or 0) - 1)).denominator == 1)


def whatever_follows(view: Reader, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    r"""The judgement, if the digits that ``0.999\ldots`` leaves out cannot turn it."""
    sides = left, link.operand
    if found.outcome == "undecided" or not any(_goes_on(n) for s in sides for n in tree.walk(s)):
        return found
    equation = link.relation in ("=", "≈", ":=")
    if equation and any(_goes_on(side) for side in sides):
        return found
    first, second = (_with_last_digit_raised(side) for side in sides)
    other = Side(view.read(first), first), Side(view.read(second), second)
    turned = judge(link.relation, *other)
    if not equation and turned.outcome == found.outcome:
        return found
    return Judgement("undecided", reason="the digits that the dots leave out may turn it")


def _with_last_digit_raised(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Product) and isinstance(node.factors[0], tree.Number):
        first = node.factors[0]
        if _goes_on(node) and first.decimals:
            raised = first.value + Fraction(1, 10**first.decimals)
            return replace(node, factors=(replace(first, value=raised), *node.factors[1:]))
    return tree.map_children(node, _with_last_digit_raised)


def _goes_on(node: tree.Node) -> bool:
    r"""3.14\ldots: digits that are cut, as the dots say."""
    if not isinstance(node, tree.Product) or len(node.factors) != 2 or not node.implicit:
        return False
    first, second = node.factors
    return isinstance(first, tree.Number) and bool(first.decimals) and isinstance(second, tree.Dots)


def guarded(place: Place, view: Reader, found: Judgement) -> Judgement:
    """The judgement, unless it is false and rests on what may be meant otherwise."""
    if found.outcome != "refuted":
        return found
    if view.track.supposed:
        return Judgement("undecided", reason=f"false if {min(view.track.supposed)}")
    lone = len(view.track.entries) == 1 and not view.track.entries <= view.track.ranged
    if lone and not _runs_in_family(place.state.scope, *view.track.entries):
        (key,) = view.track.entries
        text = f"an indexed {key} may be a name of its own, and no entry of {key}"
        return Judgement("undecided", reason=text)
    line = place.state.source.position(place.formula.start).line
    for key in sorted(view.track.wholes):
        known = place.state.scope.latest(key)
        if known is None or place.state.is_at_hand(known, line):
            continue
        if line - known.line > FAR_ENTRY:
            text = f"an indexed {key} may be a name of its own, {key} is given far above"
            return Judgement("undecided", reason=text)
    return found


def still_proved(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """The judgement of a relation; undecided where its proof may not be of what is meant.

    Args:
        place: where it stands.
        found: what was found.
        left, link: the relation.
    """
    if found.outcome != "proved":
        return found
    text = None
    if has_own_product(place, left, link.operand):
        text = "an operation in it was given a meaning of its own"
    elif is_value_at_zero(place, left):
        text = "a number in brackets behind a name may be where it is taken"
    elif is_far_condition(place, left, link):
        text = "it may be a condition on a name that has a value from elsewhere"
    return found if text is None else Judgement("undecided", reason=text)


def _runs_in_family(scope: Scope, key: str) -> bool:
    """Whether a formula such as Δw_i = η x_i (t - y) runs through the entries of an array x."""
    for patterns in scope.families.values():
        for pattern, name in patterns.items():
            known = scope.latest(pattern)
            if known is None or not isinstance(name.subscript, tree.Name):
                continue
            for part in tree.walk(known.body):
                if not isinstance(part, tree.Name) or part.subscript != name.subscript:
                    continue
                if tree.key(replace(part, subscript=None)) == key:
                    return True
    return False
