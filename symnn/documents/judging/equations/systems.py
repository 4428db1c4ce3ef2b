"""Equations that stand together and pose a system, whatever their names were before.

`x + y = 6` and `2x + 2y = 12` in one display are two conditions on the same unknowns: that x and
y had values in the example before refutes neither of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.documents.judging.doubts.linear import letters_of
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_FORM: Final = (tree.Sum, tree.Neg, tree.Product, tree.Quotient, tree.Number, tree.Name)
#: Why an equation that fails is not refuted.
SYSTEM: Final = "it may be one equation of a system to solve: its names may be unknown here"


def poses_system(clauses: Iterable[Clause], scope: Scope) -> bool:
    """Whether equations stand together in the same names, two names or more.

    Each is a sum of letters that equals a number, or has linear forms in given names on its
    sides, or in the same names, given or not; beside such an equation in braces stand values
    for its names.
    """
    bodies = [c.statement.body for c in clauses if isinstance(c.statement, tree.Statement)]
    if _concludes(bodies):
        return True
    rows = [row for body in bodies if isinstance(body, tree.System) for row in body.rows]
    if len(rows) > 1 and any(len(_unknowns(row, scope)) > 1 for row in rows):
        return True
    sums = [names for body in bodies if len(names := _summed(body)) > 1]
    if len(sums) > 1 and all(names & sums[0] for names in sums):
        return True
    sets = [names for body in bodies if len(names := _unknowns(body, scope)) > 1]
    if len(sets) > 1 and all(names & sets[0] for names in sets):
        return True
    alike = [names for body in bodies if len(names := _unknowns(body, scope, True)) > 1]
    return len(alike) > 1 and len(set(alike)) == 1


def _concludes(bodies: list[tree.Node]) -> bool:
    """Whether an arrow stands behind several conditions, and not behind values: x + y = 3, …."""
    chains = [body for body in bodies if isinstance(body, tree.Chain)]
    arrows = [c for c in chains if c.links[0].relation in ("⇒", "⇔")]
    ends = [one.links[0].operand for one in arrows]
    named = any(isinstance(e, tree.Chain) and isinstance(e.first, tree.Name) for e in ends)
    if not named or len(chains) < 2:
        return False
    parts = [c.first if c in arrows else c for c in chains]
    conditions = [p for p in parts if isinstance(p, tree.Chain) and p.links[0].relation == "="]
    return any(not isinstance(one.first, tree.Name) for one in conditions)


def withdrawn(entries: Iterable[Entry], reason: str = SYSTEM) -> Iterator[Entry]:
    """The entries, none of them refuted."""
    for entry in entries:
        yield left_open(entry, reason) if entry.verdict == "refuted" else entry


def _summed(body: tree.Node) -> frozenset[str]:
    """The letters of a sum that equals a number: x + 2y = 5; none for anything else."""
    if not isinstance(body, tree.Chain) or len(body.links) != 1 or body.links[0].relation != "=":
        return frozenset()
    right = body.links[0].operand
    bare = right.operand if isinstance(right, tree.Neg) else right
    letters = letters_of(body.first) if isinstance(bare, tree.Number) else None
    return letters or frozenset()


def _unknowns(body: tree.Node, scope: Scope, worked_out: bool = False) -> frozenset[str]:
    """The names in an equation that may be posed; empty for anything else.

    Args:
        body: the equation.
        scope: what its names were.
        worked_out: whether they may have been computed from others.
    """
    if not isinstance(body, tree.Chain) or len(body.links) != 1:
        return frozenset()
    link = body.links[0]
    sides = body.first, link.operand
    if link.relation != "=" or not any(isinstance(side, tree.Sum) for side in sides):
        return frozenset()
    parts = [part for side in sides for part in tree.walk(side)]
    if tree.key(body.first) is not None or not all(isinstance(p, _FORM) for p in parts):
        return frozenset()
    names = frozenset(tree.key(p) or "" for p in parts if isinstance(p, tree.Name))
    known = [scope.latest(name) for name in names]
    free = all(k is not None and (worked_out or not k.computed) for k in known)
    return names if free else frozenset()
