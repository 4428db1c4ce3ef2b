"""Covers of a box by parts on each of which one of several relations fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from symnn.claims.provers.smooth.goals import Limits, Tree, spelled
from symnn.claims.provers.smooth.ranges import FREE, Box, End
from symnn.claims.provers.smooth.samples import middle
from symnn.claims.provers.smooth.space import Space, closed_ends
from symnn.claims.provers.systems import Deadline
from symnn.deferred import dataclass
from symnn.exact.expression import Expr, rational

MAX_PARTS: Final = 600
MAX_CUTS: Final = 30


class Goal(NamedTuple):
    """g >= 0, or g > 0, contradicts the relation that the first step names."""

    g: Expr
    strict: bool
    step: tuple[Any, ...]


@dataclass
class Cover:
    """A search for a cover; `parts` is how many boxes may still be tried."""

    goals: Sequence[Goal]
    names: Sequence[str]
    positive: frozenset[str]
    deadline: Deadline
    bits: int
    parts: int = MAX_PARTS

    def find(self, box: Box, cuts: int = MAX_CUTS) -> Tree | None:
        """A cover of the box, in the words of the checker."""
        self.parts -= 1
        if self.parts < 0 or self.deadline.passed:
            return None
        space = Space(self.positive, self.bits, self.deadline, goals=12)
        for goal in self.goals:
            if space.is_positive(goal.g, goal.strict, box):
                return [*goal.step, spelled(goal.g, ["range"])]
        for goal in self.goals:
            space.goals = 12
            tree = space.prove(goal.g, goal.strict, box, Limits(1, 0))
            if tree is not None:
                return [*goal.step, spelled(goal.g, tree)]
        return self.halve(space, box, cuts)

    def halve(self, space: Space, box: Box, cuts: int) -> Tree | None:
        """Cut the symbol across which the last function changes most."""
        if cuts <= 0:
            return None
        sizes = {n: max(space.change(goal.g, n, box) for goal in self.goals) for n in self.names}
        name = max(self.names, key=lambda n: sizes[n])
        ends = box.get(name, FREE)
        at = middle(closed_ends(name, box, self.bits))
        if at is None:
            return None
        cut, found = End(rational(at), open=False), list[Tree]()
        for half in ((ends[0], cut), (cut, ends[1])):
            tree = self.find({**box, name: half}, cuts - 1)
            if tree is None:
                return None
            found.append(tree)
        return ["split", name, rational(at), *found]
