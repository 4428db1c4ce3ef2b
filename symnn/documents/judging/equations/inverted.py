r"""A formula that is solved for a letter in it: y = 1/(1 + e^{-x}) ⇒ x = \log(y/(1 - y)).

With the formula put in for y, what is concluded is an equation in the letters of the formula. If it
holds for all of them where it has a value, the implication does. If it holds nowhere, neither at
positive nor at negative numbers, it is false whatever the author takes for granted of the letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.claims.reason import Reason
from symnn.claims.verdict import Status, Verdict
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.equations.solved_sides import solved_for, where_valued
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.exact.expression import Expr, free_symbols, rational, substitute, symbol
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.plain import plain

#: Numbers for the letters: each goes through them from another place.
_VALUES: Final = (
    *((1, 3), (2, 1), (1, 2), (5, 2), (3, 1), (3, 4), (-1, 3), (-2, 1), (-1, 2), (7, 1)),
    *((1, 10), (20, 1), (-20, 1)),
)
#: So many points have to be met where it has a value.
_ENOUGH: Final = 4
_BASES: Final = (None, 2, 10)


def inverted(
    place: Place, premise: tree.Chain, conclusion: tree.Chain, arrow: tree.Link
) -> Entry | None:
    """The entry of a formula that is said to give one of its letters; None for others.

    Args:
        place: where it stands.
        premise, conclusion: the formula of a letter, and what it is said to give.
        arrow: the link between them.
    """
    read = solved_for(place, premise, conclusion)
    goal = None if read is None else _goal(premise, conclusion, read[0])
    if read is None or goal is None:
        return None
    key = tree.key(conclusion.first) or ""
    reading = f"{plain(premise)} ⇒ {plain(conclusion)}"
    nodes = (premise.first, premise.links[0].operand)
    known = with_ranges(place, nodes, NOTHING) or NOTHING
    found = decided(goal, (*known.domain, *where_valued(goal.right), *where_valued(goal.left)))
    if found.proved:
        proof = Judgement("proved", f"put into what is concluded; then {found.method}")
        return judged_entry(place, premise, arrow, proof, reading)
    if may_be_posed_in_words(place.formula) or not free_symbols(goal.right):
        return None
    false = _fails_everywhere(place, premise, conclusion, known.domain)
    if false is None:
        return None
    point, verdict = false
    shown = tuple((name, plain_value(value)) for name, value in sorted(point.items()))
    method = f"put into what is concluded for {key}; then {verdict.method}"
    wrong = Judgement("refuted", method, counterexample=shown or None)
    return judged_entry(place, premise, arrow, wrong, reading)


def _goal(
    premise: tree.Chain, conclusion: tree.Chain, sides: tuple[Expr, Expr, Expr]
) -> Atomic | None:
    """What is concluded, with the formula put in for its name."""
    first, last, told = sides
    name, formula, given = premise.first, last, tree.key(premise.first)
    if given is None:
        name, formula, given = premise.links[0].operand, first, tree.key(premise.links[0].operand)
    key = tree.key(conclusion.first) or ""
    if not isinstance(name, tree.Name) or given is None or given == key:
        return None
    if given in free_symbols(formula) or given not in free_symbols(told):
        return None
    return Atomic("=", symbol(key), substitute(told, {given: formula}))


def _fails_everywhere(
    place: Place, premise: tree.Chain, conclusion: tree.Chain, over: tuple[Formula, ...]
) -> tuple[dict[str, Expr], Verdict] | None:
    """A point where it fails, if it does wherever it has a value, whatever the base of log."""
    first: tuple[dict[str, Expr], Verdict] | None = None
    for base in _BASES:
        read = solved_for(place, premise, conclusion, base)
        goal = None if read is None else _goal(premise, conclusion, read[0])
        if read is None or goal is None:
            return None
        met = 0
        for point, verdict in _at_points(goal, over):
            if verdict.status is not Status.REFUTED and verdict.reason is not Reason.UNDEFINED:
                return None  # it may hold there: x = \arcsin(\sin x) for a small x
            met += verdict.status is Status.REFUTED
            if first is None and verdict.status is Status.REFUTED:
                first = point, verdict
        if met < _ENOUGH:
            return None
        if not read[1]:
            break
    return first


def _at_points(
    goal: Atomic, over: tuple[Formula, ...]
) -> Iterator[tuple[dict[str, Expr], Verdict]]:
    """What is found at points that the ranges allow."""
    names = sorted(free_symbols(goal.left, goal.right))
    for start in range(len(_VALUES)):
        for stride in (0, 3):
            chosen = (_VALUES[(start + k * stride) % len(_VALUES)] for k in range(len(names)))
            values = {n: rational(fmpq(*pair)) for n, pair in zip(names, chosen, strict=True)}
            inside = (f for f in over if isinstance(f, Atomic))
            if all(_holds(one, values) for one in inside):
                yield values, decide(Claim(_put(goal, values)), seconds=1)


def _put(relation: Atomic, values: dict[str, Expr]) -> Atomic:
    return Atomic(
        relation.relation, substitute(relation.left, values), substitute(relation.right, values)
    )


def _holds(relation: Atomic, values: dict[str, Expr]) -> bool:
    put = _put(relation, values)
    if free_symbols(put.left, put.right):
        return True
    return decide(Claim(put), seconds=1).status is Status.PROVED
