"""A relation between expressions in vectors, with all that is known beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.open_arrays.sizes import MisfitError, OpenNameError, UnreadError
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.vector_algebra.reading import Notation, Scope
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

_MOST_OPEN: Final = 4


@final
@dataclass(frozen=True, slots=True)
class Premise:
    """A relation that is supposed."""

    left: tree.Node
    relation: str
    right: tree.Node


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A relation with all that is known beside it.

    `stated` tells that it is said of all arrays, so that a counterexample refutes it; `nonzero` are
    names of arrays that are not 0; `doubtful` names without a formula that may have one.
    """

    memory: Memory
    said: Said
    scope: Scope
    notation: Notation
    premises: Sequence[Premise]
    nonzero: frozenset[str]
    stated: bool
    doubtful: set[str]


def with_sorts(
    question: Question, attempt: Callable[[Question], Judgement | None], depth: int = 0
) -> Judgement | None:
    """An attempt, with what names must be of which nothing is said: numbers, or vectors.

    Raises:
        UnreadError: something is not read, or names may be either.
    """
    try:
        return attempt(question)
    except OpenNameError as obstacle:
        if depth >= _MOST_OPEN:
            raise
        fitting: list[Judgement | None] = []
        for sort in ("number", "vector"):
            sorts = {**question.said.sorts, obstacle.key: sort}
            asked = replace(question, said=replace(question.said, sorts=sorts))
            try:
                fitting.append(with_sorts(asked, attempt, depth + 1))
            except (UnreadError, MisfitError):
                continue
        if len(fitting) != 1:
            raise UnreadError("what a name is, is not known") from obstacle
        return fitting[0]


def with_matrices(question: Question, *sides: tree.Node) -> Question | None:
    """The question with the capitals of which nothing is said as matrices, turned or not."""
    nodes = [n for side in sides for n in tree.walk(side)]
    keys = {name_key(n) or "" for n in nodes if isinstance(n, tree.Name) and n.base.isupper()}
    told = question.said.sorts.keys() | question.said.shapes.keys() | question.memory.shapes.keys()
    loose = {key for key in keys - told if question.scope(key) is None}
    if not loose:
        return None
    sorts = {**question.said.sorts, **dict.fromkeys(loose, "matrix")}
    return replace(question, said=replace(question.said, sorts=sorts))
