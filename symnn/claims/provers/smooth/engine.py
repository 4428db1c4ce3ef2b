"""Smooth relations shown inconsistent, or an exact point at which they hold together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq

from symnn.claims.provers.smooth.cover import Cover, Goal
from symnn.claims.provers.smooth.domain import Domain, domain
from symnn.claims.provers.smooth.evidence import evidence
from symnn.claims.provers.smooth.goals import MAX_GOALS, RANGE, Line, Tree, spelled
from symnn.claims.provers.smooth.inner import inner_functions
from symnn.claims.provers.smooth.ranges import FREE, range_of
from symnn.claims.provers.smooth.samples import is_empty
from symnn.claims.provers.smooth.shapes import written_once
from symnn.claims.provers.smooth.space import Space
from symnn.claims.provers.smooth.witness import on_zero, peak, short
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols, negative, postorder
from symnn.exact.field import Field

#: Working precisions of ranges, in bits; the second for bounds that are missed by very little.
PRECISIONS: Final = (64, 256)
MOST_BITS: Final = 3000
#: Goals to try before intervals are only cut.
FEW: Final = 40
#: Milliseconds that relations may take before other engines are asked.
QUICK_TIME: Final = 60
METHOD: Final = "slopes and ranges on intervals"


def refute(
    relations: Sequence[Relation], field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    """Show relations inconsistent, or find an exact point at which they all hold.

    Args:
        relations: lowered, without kinks; those on single symbols give the box.
        field: holds every algebraic number of the relations.
        deadline: None is returned soon after it.

    Exactness: a refutation is replayed by the checker; a witness is to be evaluated again.

    Examples:
        >>> from symnn.exact.expression import exp, rational, symbol
        >>> from symnn.exact.field import QQ
        >>> x, forever = symbol("x"), Deadline.after(None)
        >>> isinstance(refute([Relation(">", 1 + x - exp(x))], QQ, forever), Refutation)
        True
        >>> refute([Relation(">=", 1 + x - exp(x))], QQ, forever).point == {"x": rational(0)}
        True
    """
    names = sorted(free_symbols(*(r.expr for r in relations)))
    if not names:
        return None
    try:
        known = domain(relations)
        if not known.others or any(is_empty(ends) for ends in known.box.values()):
            return None  # a question about linear relations alone
        point = short(relations, names, known.box) or on_zero(relations, names, known.box, deadline)
        if point is not None:
            return Witness(point)
        found = _at_once(_goals(relations, known), known, field, _precisions(relations)[1])
        if found is not None:
            return found
        if len(names) == 1:
            return _on_line(relations, known, names[0], field, deadline)
        return _in_space(relations, known, names, field, deadline)
    except SymnnError:
        return None


def quick(
    relations: Sequence[Relation], field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    """The same in little time, and only of relations that hold more than polynomials."""
    if not any(node.op == "apply" for r in relations for node in postorder(r.expr)):
        return None
    return refute(relations, field, deadline.within(QUICK_TIME / 1000))


def _on_line(
    relations: Sequence[Relation], known: Domain, name: str, field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    ends, goals = known.box.get(name, FREE), _goals(relations, known)
    coarse, fine = _precisions(relations)

    def prove(bits: int, few: int, plain: bool) -> Refutation | None:
        for goal in goals:
            goal = goal._replace(g=written_once(goal.g)) if plain else goal
            line = Line(name, known.positive, bits, deadline, few, plain)
            tree = line.prove(goal.g, goal.strict, ends)
            if tree is not None:
                return _refutation(goal, tree, known, field, bits)
        return None

    found: Refutation | Witness | None = prove(coarse, FEW, plain=False)
    found = found or _by_inner(goals, known, field, coarse, deadline)
    for i in known.others if found is None else ():
        point = peak(relations, relations[i].expr, name, ends, deadline)
        if point is not None:
            return Witness(point)
    found = found or prove(coarse, MAX_GOALS, plain=True) or prove(fine, MAX_GOALS, plain=False)
    return found or _by_cover(goals, [name], known, field, deadline)


def _in_space(
    relations: Sequence[Relation],
    known: Domain,
    names: Sequence[str],
    field: Field,
    deadline: Deadline,
) -> Refutation | Witness | None:
    goals, (coarse, fine) = _goals(relations, known), _precisions(relations)
    precisions = (coarse, fine) if fine > PRECISIONS[1] else (coarse,)
    for bits in precisions:
        found = _by_inner(goals, known, field, bits, deadline)
        if found is not None:
            return found
    for bits in precisions:
        for goal in goals:
            goal = goal._replace(g=written_once(goal.g))
            tree = Space(known.positive, bits, deadline).prove(goal.g, goal.strict, known.box)
            if tree is not None:
                return _refutation(goal, tree, known, field, bits)
    found = _by_inner(goals, known, field, coarse, deadline, MAX_GOALS)
    return found or _by_cover(goals, names, known, field, deadline)


def _at_once(goals: list[Goal], known: Domain, field: Field, bits: int) -> Refutation | None:
    """What ranges show that see as little as the numbers of the relations."""
    for goal in goals if bits > PRECISIONS[1] else ():
        found = range_of(goal.g, known.box, bits)
        if found is not None and found.is_positive(goal.strict):
            return _refutation(goal, RANGE, known, field, bits)
    return None


def _by_inner(
    goals: list[Goal], known: Domain, field: Field, bits: int, deadline: Deadline, few: int = FEW
) -> Refutation | None:
    """With one unknown for an expression of which all else is a function."""
    for goal in goals:
        for name, inner, function in inner_functions(goal.g, deadline):
            if deadline.passed:
                return None
            if range_of(function, {}, bits) is None:
                continue
            line = Line(name, frozenset(), bits, deadline, few)
            tree = line.prove(function, goal.strict, FREE)
            if tree is not None:
                proof = [*goal.step, ["let", name, inner, function, tree]]
                return Refutation(evidence(proof, known.bounds, field, bits), METHOD)
    return None


def _precisions(relations: Sequence[Relation]) -> tuple[int, int]:
    """Of ranges; the second one sees differences as small as the numbers of the relations."""
    nodes = (n for r in relations for n in postorder(r.expr) if isinstance(n.data, fmpq))
    digits = max((n.data.q.height_bits() for n in nodes if isinstance(n.data, fmpq)), default=0)
    return PRECISIONS[0], min(max(PRECISIONS[1], 64 + 2 * int(digits)), MOST_BITS)


def _by_cover(
    goals: list[Goal], names: Sequence[str], known: Domain, field: Field, deadline: Deadline
) -> Refutation | None:
    """Where no relation fails everywhere, by itself."""
    if len(goals) < 2:
        return None
    tree = Cover(goals, names, known.positive, deadline, PRECISIONS[0]).find(known.box)
    if tree is None:
        return None
    return Refutation(evidence(tree, known.bounds, field, PRECISIONS[0]), METHOD)


def _refutation(goal: Goal, tree: Tree, known: Domain, field: Field, bits: int) -> Refutation:
    proof = [*goal.step, spelled(goal.g, tree)]
    return Refutation(evidence(proof, known.bounds, field, bits), METHOD)


def _goals(relations: Sequence[Relation], known: Domain) -> list[Goal]:
    """What makes one relation fail everywhere; the least simple relations first."""
    found = []
    for i in sorted(known.others, key=lambda i: -sum(1 for _ in postorder(relations[i].expr))):
        sign, expr = relations[i]
        found.append(Goal(negative(expr), sign != ">", ("fails", i, -1)))
        if sign == "=":
            found.append(Goal(expr, True, ("fails", i, 1)))
    return found
