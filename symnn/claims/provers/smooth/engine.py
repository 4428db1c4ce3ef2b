"""Smooth relations shown inconsistent, or an exact point at which they hold together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from symnn.claims.provers.smooth.domain import Domain, domain
from symnn.claims.provers.smooth.evidence import evidence
from symnn.claims.provers.smooth.goals import Line, Tree
from symnn.claims.provers.smooth.ranges import FREE
from symnn.claims.provers.smooth.samples import is_empty
from symnn.claims.provers.smooth.witness import peak, short
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, Expr, free_symbols, negative, postorder
from symnn.exact.field import Field

#: Working precisions of ranges, in bits; the second for bounds that are missed by very little.
PRECISIONS: Final = (64, 256)
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
    """
    names = sorted(free_symbols(*(r.expr for r in relations)))
    if not names:
        return None
    try:
        known = domain(relations)
        if not known.others or any(is_empty(ends) for ends in known.box.values()):
            return None  # a question about linear relations alone
        point = short(relations, names, known.box)
        if point is not None:
            return Witness(point)
        if len(names) == 1:
            return _on_line(relations, known, names[0], field, deadline)
    except SymnnError:
        return None
    return None


def _on_line(
    relations: Sequence[Relation], known: Domain, name: str, field: Field, deadline: Deadline
) -> Refutation | Witness | None:
    ends = known.box.get(name, FREE)
    for bits in PRECISIONS:
        line = Line(name, known.positive, bits, deadline)
        for goal, strict, step in _goals(relations, known):
            tree = line.prove(goal, strict, ends)
            if tree is not None:
                proof = evidence([*step, spelled(goal, tree)], known.bounds, field, bits)
                return Refutation(proof, METHOD)
        for i in known.others if bits == PRECISIONS[0] else ():
            found = peak(relations, relations[i].expr, name, ends, deadline)
            if found is not None:
                return Witness(found)
    return None


def _goals(relations: Sequence[Relation], known: Domain) -> Iterator[tuple[Expr, bool, list[Any]]]:
    """What makes one relation fail everywhere; the least simple relations first."""
    for i in sorted(known.others, key=lambda i: -sum(1 for _ in postorder(relations[i].expr))):
        sign, expr = relations[i]
        yield negative(expr), sign != ">", ["fails", i, -1]
        if sign == "=":
            yield expr, True, ["fails", i, 1]


def spelled(goal: Expr, tree: Tree) -> Tree:
    """A proof about a node that the checker builds, with the expression it is equal to."""
    return tree if tree[0] == "times" else ["times", ONE, goal, tree]
