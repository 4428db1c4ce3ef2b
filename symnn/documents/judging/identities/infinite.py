r"""Claims about infinite sums: \sum_{k=1}^\infty k p (1-p)^{k-1} = \frac1p for 0 < p \le 1."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side, judge
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

if TYPE_CHECKING:  # a chapter of numbers has no need of it
    from symnn.documents.judging.identities.series import Value

_SECONDS: Final = 3


def judge_series(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim with infinite sums; None for other claims.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say, such as |x| < 1.
    """
    if link.relation not in RELATIONS or assumed.is_closed:
        return None
    if not any(_is_endless(part) for side in (left, link.operand) for part in tree.walk(side)):
        return None
    known: list[Value] = []
    view = assumed.view(reader(place.state.scope, open_names=True))
    sides = tuple(_summed(view.told_apart(side), known) for side in (left, link.operand))
    if not known:
        return None
    try:
        first, second = (Side(view.read(side), side) for side in sides)
        conditions = _conditions(place, known, assumed)
    except (MeaningError, SymnnError):
        return None
    if conditions is None or not all(isinstance(side.value, Scalar) for side in (first, second)):
        return None
    found = judge(link.relation, first, second, over=(*assumed.domain, *conditions))
    if found.outcome == "undecided":
        return None
    if found.outcome == "refuted" and not _is_stated(place, left, link, [first, second], assumed):
        return None
    if found.outcome == "proved" and _says_less(place, left, link, conditions, assumed):
        why = "the words beside it allow values at which the sum has no limit"
        found = Judgement("undecided", reason=why)
        return found, f"{plain(left)} {link.relation} {plain(link.operand)}"
    theorems = " and ".join(dict.fromkeys(value.theorem for value in known))
    notes = [f"where {plain(c)}" for v in known for c in v.conditions] if conditions else []
    found = replace(found, method=f"{theorems}; {found.method}", notes=(*found.notes, *notes))
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _is_endless(node: tree.Node) -> bool:
    """Whether a node is a sum or the like up to ∞."""
    upper = node.upper if isinstance(node, tree.BigOperator) else None
    return isinstance(upper, tree.Name) and upper.base == "∞"


def _summed(node: tree.Node, known: list[Value]) -> tree.Node:
    """The tree with the value of every infinite sum in its place."""
    if isinstance(node, tree.BigOperator):
        from symnn.documents.judging.identities.series import value_of

        found = value_of(node)
        if found is not None:
            known.append(found)
            return tree.Group("()", (found.node,), span=node.span)
    return tree.map_children(node, lambda child: _summed(child, known))


def _conditions(
    place: Place, known: list[Value], assumed: Assumptions
) -> tuple[Formula, ...] | None:
    """Where the sums converge, as far as the words beside it do not say so; None if nowhere."""
    left: list[Formula] = []
    for chain in (c for value in known for c in value.conditions):
        own = assumptions(place.state.scope, [Condition("where", chain)])
        formulas = own.domain
        if own.unread is not None or not formulas:
            return None
        formula = conjunction(formulas)
        claim = Claim(formula, assumed.domain)
        if decide(claim, seconds=_SECONDS).proved:
            continue
        if not claim.symbols():
            return None
        left.append(formula)
    return tuple(left)


def _says_less(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    conditions: tuple[Formula, ...],
    assumed: Assumptions,
) -> bool:
    """Whether words speak of the range of a letter, and it is not one where the sum converges."""
    from symnn.documents.judging.names.letters.ranges import with_ranges

    needed = {name for one in conditions for name in Claim(one).symbols()}
    known = with_ranges(place, (left, link.operand), assumed)
    if needed and known is not None:
        over = known.domain
        if all(decide(Claim(one, over), seconds=_SECONDS).proved for one in conditions):
            return False
        assumed = assumed.also(known)
    if needed and _is_told_otherwise(place, needed, conditions):
        return True
    said = {name for one in assumed.domain for name in Claim(one).symbols()}
    return bool(needed & (said | assumed.universal))


def _is_told_otherwise(place: Place, needed: set[str], conditions: tuple[Formula, ...]) -> bool:
    """Whether the orders that the section told of the letters allow values without a limit.

    After |r| < 1 and r > 1 none can be relied on.
    """
    from symnn.documents.judging.equations.all_told import orders_told

    told = tuple(
        formula
        for chain in orders_told(place, needed)
        for formula in assumptions(place.state.scope, [Condition("where", chain)]).domain
    )
    if not told:
        return False
    if decide(Claim(Atomic("<", ONE, ZERO), told), seconds=_SECONDS).proved:
        return True
    return not all(decide(Claim(one, told), seconds=_SECONDS).proved for one in conditions)


def _is_stated(
    place: Place, left: tree.Node, link: tree.Link, pair: list[Side], assumed: Assumptions
) -> bool:
    """Whether a false claim can only be meant for all letters in it, or has none."""
    if assumed.unread is not None or may_be_posed_in_words(place.formula):
        return False
    names = frozenset[str]().union(
        *(free_symbols(s.value.expr) for s in pair if isinstance(s.value, Scalar))
    )
    if not names:
        return not any(
            place.state.scope.latest(key) for n in (left, link.operand) for key in letters(n)
        )
    if assumed.covers(names):
        return True
    both = all(names <= letters(side) for side in (left, link.operand))
    return both and link.relation == "="
