"""A claim about families with what is said beside it, and ways to work out its sides."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.sequences.indices import Linear, letters_of, members
from symnn.documents.judging.sequences.leaves import Leaves
from symnn.documents.judging.sequences.memory import LAST, Memory
from symnn.documents.judging.sequences.said import Said
from symnn.documents.judging.sequences.unrolled import Env, Unrolled
from symnn.latex import syntax as tree

Sides: TypeAlias = "tuple[tree.Node, tree.Node]"


@final
@dataclass(slots=True)
class Asked:
    """A claim under its settings; `supposed` are weights that are only taken for matrices."""

    memory: Memory
    said: Said
    relation: str
    sides: Sides
    shares: frozenset[str] = frozenset()
    positive: frozenset[str] = frozenset()
    supposed: frozenset[str] = frozenset()
    probe: Unrolled = field(init=False)

    def __post_init__(self) -> None:
        self.probe = Unrolled(self.memory, Leaves())


def last_of(case: dict[str, int]) -> dict[str, int]:
    """The numbers of the last time or layer: 3, where none is given."""
    found = {str(letter): case[letter] for letter in LAST if letter in case}
    return {**{letter: max(found.values(), default=3) for letter in LAST}, **found}


def unrolled(asked: Asked, case: dict[str, int], point: int | None, curve: str = "") -> Unrolled:
    """Values at the indices of a case: in free letters, or at one of the points."""
    leaves = Leaves(point, asked.shares, asked.positive, curve=curve)
    last = last_of(case)
    return Unrolled(asked.memory.at(last), leaves, last)


def letters_in(asked: Asked, case: dict[str, int]) -> Env:
    """The letters of indices in a case."""
    known = {letter: Linear(k) for letter, k in last_of(case).items()}
    named = asked.memory.depends.keys() | asked.memory.rules.keys()
    last = {letter: value for letter, value in known.items() if letter not in named}
    return Env({**last, **{letter: Linear(k) for letter, k in case.items()}})


def open_letters(asked: Asked) -> list[str]:
    """The letters of indices that are open in a claim."""
    labelled = frozenset(asked.memory.labelled)
    inside = frozenset[str]().union(*(letters_of(side, labelled) for side in asked.sides))
    plain = {
        part.base
        for side in asked.sides
        for part in tree.walk(side)
        if isinstance(part, tree.Name) and part.subscript is None and not part.labels
    }
    inside |= {letter for letter in asked.said.general if letter in plain}
    return sorted(inside - asked.said.numbers.keys())


def has_arrays(asked: Asked) -> bool:
    """Whether vectors or matrices stand in a claim."""
    labelled = frozenset(asked.memory.labelled)
    inside = (one for side in asked.sides for one in members(side, labelled))
    return asked.probe.has_layers() or any(asked.probe.kind(one) for one in inside)
