"""Names that a claim is about anew: "for A ∈ ℝ^{n×n}", where A is a matrix of numbers elsewhere."""

from __future__ import annotations

from symnn.documents.judging.open_arrays import judge
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree


def of_all(
    memory: Memory,
    said: Said,
    scope: judge.Scope,
    anew: set[str],
    left: tree.Node,
    link: tree.Link,
) -> Judgement | None:
    """What is said for arrays of a space, some of which have a formula of their own elsewhere.

    What holds for all of them holds for those; what fails for some is false if it is said of all.
    """

    def opened(key: str) -> tree.Node | None:
        return None if key in anew else scope(key)

    found = judge.equation(memory, said, opened, left, link.operand, said.general)
    every = found is not None and anew <= said.quantified
    return found if every or (found is not None and found.outcome == "proved") else None
