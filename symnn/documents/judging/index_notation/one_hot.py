"""Claims about targets of which one is 1 and all others are 0, at each place that it may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from symnn.documents.judging.identities.said_of_indices import Said
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.names import Names
from symnn.documents.judging.index_notation.shapes import Shapes
from symnn.documents.judging.index_notation.trial_sizes import TRIALS
from symnn.documents.judging.index_notation.unknowns import ANY, LOGISTIC, Unknowns
from symnn.documents.judging.index_notation.written import Written
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Value


class Trials(Protocol):
    """A claim that is written out at sizes and places."""

    names: Names
    shapes: Shapes
    sides: tuple[tree.Node, tree.Node]
    said: Said
    summing: frozenset[str]
    used: set[str]
    hot: int

    def failures(self, reading: str) -> list[list[Judgement | None]]:
        """How it fails, for all sizes and places."""
        ...

    def failing(
        self, case: dict[str, int], sizes: dict[int, int], reading: str
    ) -> Judgement | None:
        """How it fails at sizes and places."""
        ...

    def sizes(self, trial: tuple[int, ...]) -> dict[int, int]:
        """The sizes of a trial."""
        ...

    def cases(self, sizes: dict[int, int]) -> Iterator[dict[str, int]]:
        """The places of indices."""
        ...

    def written(
        self, case: dict[str, int], sizes: dict[int, int], unknowns: Unknowns
    ) -> tuple[Written, tuple[Value, Value]]:
        """Both sides at sizes and places."""
        ...

    def labelled(self, found: Judgement) -> Judgement:
        """What was found, with what it rests on."""
        ...


def fails_with_one_hot(claim: Trials) -> bool:
    """Whether a claim is false for some targets of which one is 1, and all others are 0."""
    for hot in (1, 2):
        claim.hot = hot
        failing = claim.failures(LOGISTIC)
        claim.hot = 0
        if any(one is not None for row in failing for one in row):
            return True
    return False


def judged_with_one_hot(claim: Trials, target: str) -> Judgement | None:
    """The judgement of a claim that is said of such targets: proved if it holds for each of them.

    Raises:
        MisfitError: a notation that is not covered.
    """
    first: Judgement | None = None
    claim.summing = frozenset({target})
    for trial in TRIALS:
        sizes = claim.sizes(trial)
        for hot in range(1, _size(claim.shapes, target, sizes) + 1):
            claim.hot = hot
            for case in claim.cases(sizes):
                failing = claim.failing(case, sizes, LOGISTIC)
                if failing is not None:
                    return None if claim.used else failing
                _, values = claim.written(case, sizes, Unknowns(ANY))
                left, right = (Side(v, n) for v, n in zip(values, claim.sides, strict=True))
                found = judge("=", left, right)
                if found.outcome != "proved":
                    return None
                first = first or found
    claim.summing = frozenset()
    return None if first is None else claim.labelled(first)


def _size(shapes: Shapes, target: str, sizes: Mapping[int, int]) -> int:
    count = max(sizes.get(shapes.axes.root(axis), 1) for axis in shapes.wholes[target])
    if count < len(TRIALS):
        raise MisfitError("targets without places")
    return count


def is_said_of_all(claim: Trials) -> bool:
    """Whether a name that has a formula is said to be another one for all of some arrays."""
    key = tree.key(claim.sides[0]) if isinstance(claim.sides[0], tree.Name) else None
    known = key is not None and claim.names.definition(key) is not None
    arrays = claim.shapes.wholes.keys() - claim.names.letters
    if arrays and arrays <= claim.said.general:
        return True  # (A^T)_{ij} = A_{ij} "for all A"
    return known and bool(claim.said.general & claim.shapes.wholes.keys() - claim.names.letters)
