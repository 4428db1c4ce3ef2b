"""Whether both sides of a claim are the same at sizes and places, for all numbers."""

from __future__ import annotations

from typing import Protocol

from symnn.documents.judging.index_notation.unknowns import Unknowns
from symnn.documents.judging.index_notation.written import Written
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Value


class WrittenOut(Protocol):
    """A claim that is written out at sizes and places."""

    sides: tuple[tree.Node, tree.Node]

    def written(
        self, case: dict[str, int], sizes: dict[int, int], unknowns: Unknowns
    ) -> tuple[Written, tuple[Value, Value]]:
        """Both sides at sizes and places."""
        ...


def agreement(
    claim: WrittenOut, case: dict[str, int], sizes: dict[int, int], reading: str
) -> Judgement | None:
    """The proof that both sides agree; None if there is none.

    A function that the document writes as 1/(1 + e^{-x}) is taken for one with the slope s(1 - s)
    at first, as exponentials within exponentials would be met, and then by its formula.
    """
    for recognizing in (True, False):
        unknowns = Unknowns(reading, recognizing=recognizing)
        _, values = claim.written(case, sizes, unknowns)
        left, right = (Side(v, n) for v, n in zip(values, claim.sides, strict=True))
        found = judge("=", left, right)
        if found.outcome == "proved":
            return found
        if not unknowns.recognized:
            return None
    return None
