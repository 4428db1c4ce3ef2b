"""The search for a tree of cases: cell by cell, until the formula is settled on each.

On a cell, whatever gate has one value all over it is decided first; then one of the others splits
the cell; then the relations of the formula do. What remains and holds more than symbols is given
to the engines for polynomials and smooth functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, final

from flint import fmpq, fmpq_mat

from symnn.claims.formula import Formula, atoms, truth
from symnn.claims.provers.cases import gates
from symnn.claims.provers.cases.branch import Branch, Json
from symnn.claims.provers.cases.forms import Pair, conditions_of, values_of
from symnn.claims.provers.cases.problem import Problem
from symnn.claims.provers.cases.table import Part, Table, compared, holds, table
from symnn.claims.provers.systems import Deadline
from symnn.exact.cones import whole_space
from symnn.exact.expression import Expr

#: Steps of the evidence, the last of which ends the branch.
Tree: TypeAlias = "list[Any]"

#: The parts into which a relation splits a cell, that on which it holds first.
COVERS: Final = {
    "<": ("<", ">="),
    ">=": (">=", "<"),
    "<=": ("<=", ">"),
    ">": (">", "<="),
    "=": ("=", "<", ">"),
    "!=": ("=", "<", ">"),
}


class Failed(Exception):  # noqa: N818
    """The formula is false all over a cell that is not empty."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch


class Open(Exception):  # noqa: N818
    """A branch that nothing here settles, or a limit that was reached."""


@final
@dataclass
class Search:
    """One search.

    Attributes:
        place: the position of an expression in the program of the evidence.
        engine: shows a branch inconsistent whose relations hold more than symbols.
        cells: how many branches have been settled, to say how far it came.
    """

    problem: Problem
    place: Callable[[Expr], int]
    engine: Callable[[Branch], Json]
    deadline: Deadline
    cells: int = 0
    groups: tuple[tuple[frozenset[Expr], tuple[Expr, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        grouped: dict[frozenset[Expr], list[Expr]] = {}
        for gate in self._needed():
            grouped.setdefault(self._before(gate), []).append(gate)
        self.groups = tuple((before, tuple(members)) for before, members in grouped.items())

    def _before(self, gate: Expr) -> frozenset[Expr]:
        """The gates that must be decided before this one can be."""
        pending, index = self.problem.pending, self.problem.index
        return frozenset[Expr]().union(*(pending[index[k]] for k in gates.decisive(gate)))

    def _needed(self) -> Iterator[Expr]:
        """The gates that the formula depends on, in the order of the problem."""
        pending, index = self.problem.pending, self.problem.index
        stack: list[Expr | Pair] = [(a.left, a.right) for a in atoms(self.problem.claim)]
        found: set[Expr] = set()
        while stack:
            for gate in pending[index[stack.pop()]] - found:
                found.add(gate)
                stack += [*gates.decisive(gate), *values_of(gate)]
        return (g for g in self.problem.gates if g in found)

    # --- the tree ---------------------------------------------------------------------

    def tree(self) -> Tree:
        """Steps that prove the claim.

        Raises:
            Failed: a cell on which the claim is false.
            Open: a branch stays open, or time is over.
        """
        branch = self.root()
        if isinstance(branch, dict):
            return [branch]
        return self._explore(branch, table(branch.cell, (), ()), frozenset())

    def root(self) -> Branch | Json:
        """The branch on which the domain is supposed, or why the domain is empty."""
        problem = self.problem
        cell = whole_space(problem.ring, len(problem.symbols))
        one = fmpq_mat(len(problem.base), problem.ring.degree)
        one[0, 0] = fmpq(1)
        branch = Branch(problem, problem.start, cell, ((">", one),), {}, {})
        for atom in problem.over:
            pair = (atom.left, atom.right)
            made = compared(branch, table(branch.cell, (), ()), pair, atom.relation)
            if isinstance(made, dict):
                return made
            branch = made[0]
        return branch

    def _explore(self, branch: Branch, signs: Table, opened: frozenset[int]) -> Tree:
        steps: Tree = []
        while True:
            if self.deadline.passed:
                raise Open("time")
            outcome = holds_all(branch)
            if outcome is not None:
                self.cells += 1
                return [*steps, "true" if outcome else self._contradiction(branch)]
            signs, opened = self._opened(branch, signs, opened)
            branch, made = gates.forced(branch, signs, self._number, self.place)
            if made:
                steps += made
                signs = signs.without(branch.chosen.keys())
                continue
            which, parts = self._split(branch, signs, opened)
            if parts[0][0] is gates.FOLLOWED:
                steps.append([which])
                branch, signs = alive(parts)[0]
                continue
            left = alive(parts)
            if len(left) == 1:
                steps.append([which, *([o, b if isinstance(b, dict) else None] for o, b in parts)])
                branch, signs = left[0]
                continue
            rows = [[o, b if isinstance(b, dict) else self._explore(*b, opened)] for o, b in parts]
            return [*steps, [which, *rows]]

    def _number(self, gate: Expr) -> int:
        return self.problem.numbers[gate]

    def _contradiction(self, branch: Branch) -> Json:
        """The formula is false here: the branch must be empty, and for symbols alone it is not."""
        if branch.is_linear:
            raise Failed(branch)
        return self.engine(branch)

    def _opened(
        self, branch: Branch, signs: Table, opened: frozenset[int]
    ) -> tuple[Table, frozenset[int]]:
        """The table with the gates that can be decided now."""
        new = [
            k
            for k, (before, _) in enumerate(self.groups)
            if k not in opened and before <= branch.chosen.keys()
        ]
        if not new:
            return signs, opened
        more = [c for k in new for gate in self.groups[k][1] for c in gates.compared(gate, branch)]
        return signs.extended(branch.cell, more), opened.union(new)

    # --- splitting --------------------------------------------------------------------

    def _split(
        self, branch: Branch, signs: Table, opened: frozenset[int]
    ) -> tuple[int, list[Part]]:
        """Split by a gate; if none is open, by a relation of the formula."""
        ready = [gate for k in opened for gate in self.groups[k][1] if gate not in branch.chosen]
        atom = self._open_relation(branch, linear=True)
        if atom is None and ready:
            return self._split_gate(branch, signs, gates.best(ready, signs))
        atom = atom or self._open_relation(branch, linear=False)
        if atom is None:
            raise Open("theory")
        return self._split_pair(branch, signs, (atom[1], atom[2]), atom[0])

    def _open_relation(self, branch: Branch, linear: bool) -> tuple[str, Expr, Expr] | None:
        """A relation of the formula that is not known yet, and whose forms are."""
        for atom in atoms(self.problem.claim):
            pair = (atom.left, atom.right)
            if pair not in branch.facts and branch.is_known(pair):
                rows = branch.rows(pair)
                if branch.sign(rows) is None and (branch.form(rows) is not None) is linear:
                    return (atom.relation, *pair)
        return None

    def _split_gate(self, branch: Branch, signs: Table, gate: Expr) -> tuple[int, list[Part]]:
        for relation, pair in conditions_of(gate):
            if holds(branch, relation, pair) is None:
                return self._split_pair(branch, signs, pair, relation)
        ways = {"piecewise": gates.follow, "floor": gates.split_floor}
        name = gate.op if gate.op == "piecewise" else str(gate.data)
        split = ways.get(name, gates.split_maximum)
        return self._number(gate), split(branch, signs, gate, self.place)

    def _split_pair(
        self, branch: Branch, signs: Table, pair: Pair, relation: str
    ) -> tuple[int, list[Part]]:
        parts: list[Part] = [(o, compared(branch, signs, pair, o)) for o in COVERS[relation]]
        return -1 - self.problem.pair_numbers[pair], parts


def holds_all(branch: Branch) -> bool | None:
    """Whether the formula holds all over the branch."""
    claim: Formula = branch.problem.claim
    known = {a: holds(branch, a.relation, (a.left, a.right)) for a in atoms(claim)}
    return truth(claim, {a: t for a, t in known.items() if t is not None})


def alive(parts: list[Part]) -> list[tuple[Branch, Table]]:
    """The parts that are not empty."""
    return [part for _, part in parts if not isinstance(part, dict)]
