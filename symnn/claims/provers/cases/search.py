"""The search for a tree of cases: cell by cell, until the formula is settled on each.

On a cell, whatever gate has one value all over it is decided first; then one of the others splits
the cell; then the relations of the formula do. What remains and holds more than symbols is given
to the engines for polynomials and smooth functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, Final, TypeAlias

from flint import fmpq, fmpq_mat

from symnn.claims.provers.cases import gates
from symnn.claims.provers.cases.branch import Branch, Json
from symnn.claims.provers.cases.problem import Condition, Gate, Problem, conditions_in
from symnn.claims.provers.cases.table import Part, Table, compared, table
from symnn.claims.provers.systems import Deadline
from symnn.deferred import dataclass
from symnn.exact.cones import whole_space

#: Steps of the evidence, the last of which ends the branch: splits [gate or pair, [name, tree], …],
#: and decisions [gate, winner, [loser, multipliers …], …] of a maximum.
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


@dataclass
class Search:
    """One search.

    Attributes:
        engine: shows a branch inconsistent whose relations hold more than symbols.
        cells: how many branches have been settled, to say how far it came.
        groups: the gates that the formula depends on, by what must be decided before them.
    """

    problem: Problem
    engine: Callable[[Branch], Json]
    deadline: Deadline
    cells: int = 0
    groups: tuple[tuple[int, tuple[Gate, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        grouped: dict[int, list[Gate]] = {}
        for gate in self.problem.needed():
            grouped.setdefault(gate.before, []).append(gate)
        self.groups = tuple((before, tuple(members)) for before, members in grouped.items())

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
        branch = Branch(problem, cell, ((">", one),), {}, 0, (), {}, {})
        for condition in problem.over:
            made = compared(branch, table(branch.cell, (), ()), condition)
            if isinstance(made, dict):
                return made
            branch = made[0]
        return branch

    def _explore(self, branch: Branch, signs: Table, opened: frozenset[int]) -> Tree:
        steps: Tree = []
        looked: Table | None = None
        while True:
            if self.deadline.passed:
                raise Open("time")
            outcome = branch.proves()
            if outcome is not None:
                self.cells += 1
                return [*steps, self.end(branch, outcome)]
            signs, opened = self._opened(branch, signs, opened)
            if signs is not looked:  # else no gate is forced that was not before
                branch, made = gates.forced(branch, signs)
                if made:
                    steps += made
                    signs = signs.without([choice.gate for choice in branch.chosen[-len(made) :]])
                    looked = signs
                    continue
            which, parts = self._split(branch, signs, opened)
            left = [p for _, p in parts if not isinstance(p, dict)]
            if len(left) == 1:
                steps.append([which, *([o, b if isinstance(b, dict) else None] for o, b in parts)])
                if parts[0][0] is gates.FOLLOWED:
                    steps[-1] = [which]
                branch, signs = left[0]
                continue
            rows = [[o, b if isinstance(b, dict) else self._explore(*b, opened)] for o, b in parts]
            return [*steps, [which, *rows]]

    def end(self, branch: Branch, outcome: bool) -> Any:
        """How the branch ends, where the formula is true or false by what is supposed.

        Where it is false the branch must be empty; one about symbols alone is not.
        """
        if outcome:
            return "true"
        if branch.is_linear:
            raise Failed(branch)
        return self.engine(branch)

    def _opened(
        self, branch: Branch, signs: Table, opened: frozenset[int]
    ) -> tuple[Table, frozenset[int]]:
        """The table with the gates that can be decided now."""
        if len(opened) == len(self.groups):
            return signs, opened
        new = [
            k
            for k, (before, _) in enumerate(self.groups)
            if k not in opened and not before & ~branch.decided
        ]
        if not new:
            return signs, opened
        more = [
            c for k in new for gate in self.groups[k][1] for c in gates.comparisons(gate, branch)
        ]
        return signs.extended(branch.cell, more), opened.union(new)

    # --- splitting --------------------------------------------------------------------

    def _split(
        self, branch: Branch, signs: Table, opened: frozenset[int]
    ) -> tuple[int, list[Part]]:
        """Split by a relation of the formula that can be told, or by a gate."""
        condition = self._open_condition(branch, linear=True)
        if condition is None:
            ready = [
                gate
                for k in sorted(opened)
                for gate in self.groups[k][1]
                if not branch.decided >> gate.number & 1
            ]
            if ready:
                return self._split_gate(branch, signs, gates.best(ready, signs, branch.cell))
            condition = self._open_condition(branch, linear=False)
        if condition is None:
            raise Open("theory")
        return self._split_pair(branch, signs, condition)

    def _open_condition(self, branch: Branch, linear: bool) -> Condition | None:
        """A condition of the formula that is not known yet, and whose form is."""
        for condition in conditions_in(self.problem.claim):
            if not branch.is_known(condition.form) or branch.holds(condition) is not None:
                continue
            if (branch.form(branch.rows(condition.form)) is not None) is linear:
                return condition
        return None

    def _split_gate(self, branch: Branch, signs: Table, gate: Gate) -> tuple[int, list[Part]]:
        for condition in gate.conditions:
            held = branch.holds(condition)
            if held is None:
                return self._split_pair(branch, signs, condition)
            if held:
                break
        inner = self._inside(branch, gate)
        if inner is not None:
            return self._split_gate(branch, signs, inner)
        ways = {"piecewise": gates.follow, "floor": gates.split_floor}
        return gate.number, ways.get(gate.kind, gates.split_maximum)(branch, signs, gate)

    def _inside(self, branch: Branch, gate: Gate) -> Gate | None:
        """A gate to be decided first, if the case that a distinction takes still holds some."""
        if gate.kind != "piecewise":
            return None
        left = self.problem.pending[gates.taken(branch, gate)] & ~branch.decided
        while left:
            inner = self.problem.gates[left.bit_length() - 1]
            left = inner.before & ~branch.decided
            if not left:
                return inner
        return None

    def _split_pair(
        self, branch: Branch, signs: Table, condition: Condition
    ) -> tuple[int, list[Part]]:
        names = COVERS[condition.relation]
        form = condition.form
        parts = [(name, compared(branch, signs, Condition(name, form))) for name in names]
        return -1 - form, parts
