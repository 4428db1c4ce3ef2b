r"""What a text tells of a lesson: rules of learning, patterns with targets, values at the start.

Nothing is decided here; what is told twice, and differently, is kept as it was told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple, TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.training.names import Ref, Step
from symnn.documents.judging.training.values import Function
from symnn.documents.judging.training.vectors import Value, Vector
from symnn.latex import syntax as tree

Pair: TypeAlias = "tuple[Vector, Value]"


class Update(NamedTuple):
    """A rule for a letter: its formula, whether that is the change alone, and when it is made.

    `entry` is the letter or number of the entry that it is for; `step` that of a rule in steps.
    `condition` is a relation, or None if it is always made; `on_mistake` if only after mistakes.
    """

    base: str
    entry: str
    body: tree.Node
    is_change: bool
    step: Step | None = None
    condition: tree.Node | None = None
    on_mistake: bool = False


class Told(NamedTuple):
    """A value that a name was given."""

    ref: Ref
    value: Value
    headings: tuple[str, ...]


@final
@dataclass(slots=True)
class Lesson:
    """All that was told so far; `conflicts` are names told twice, "" what concerns all of it.

    `place` are the headings above the patterns, which a sentence has `announced`;
    it `keeps_bias` if a bias may be none that is learnt, or begin with a value told in words;
    it `is_answered` once something was said of a moment, and `asked` are names without a moment of
    which a value was said;
    `latest` is "rule" or "limit" if the last sentence gave a rule, or may limit one beside it.
    """

    updates: list[Update] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    formulas: dict[str, tree.Node] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    inputs: list[Vector] = field(default_factory=list)
    targets: list[Value] = field(default_factory=list)
    letters: tuple[str, str] | None = None
    target_letter: str = ""
    starts_at_zero: bool = False
    zeros: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    is_set: bool = False
    is_shuffled: bool = False
    is_ordered: bool = False
    is_answered: bool = False
    keeps_bias: bool = False
    asked: set[Ref] = field(default_factory=set)
    place: tuple[str, ...] = ()
    announced: str = ""
    latest: str = ""
    conflicts: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How much was told; it grows with all that is learnt."""
        told = len(self.updates) + len(self.told) + len(self.formulas) + len(self.functions)
        return told + len(self.pairs) + len(self.inputs) + len(self.targets) + self.starts_at_zero

    @property
    def raised(self) -> frozenset[str]:
        """The letters of which a superscript is a number, as they have lists at numbers above."""
        steps = (u.base for u in self.updates if u.step is not None)
        lists = (t.ref.base for t in self.told if t.ref.step is not None)
        return frozenset((*steps, *lists))


def steps_in(lesson: Lesson) -> Iterator[str]:
    """The letters that count steps in rules."""
    for update in lesson.updates:
        if update.step is not None:
            yield update.step.letter
