"""Rules in numbered steps: w^{(k+1)} = w^{(k)} + … x^{(k)}."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.judging.training.lessons import Lesson, Update
from symnn.documents.judging.training.letters import Letters
from symnn.documents.judging.training.names import names_in
from symnn.documents.judging.training.shown import Pattern
from symnn.documents.judging.training.starts import first_step
from symnn.documents.judging.training.vectors import UnknownError


def check_steps(
    lesson: Lesson, letters: Letters, updates: Sequence[Update], patterns: Sequence[Pattern]
) -> None:
    """That the first pattern is the one that the first step takes.

    Raises:
        UnknownError: a step takes more than the step before and one pattern, or another pattern.
    """
    for update in updates:
        if update.step is None:
            continue
        old, others = _shifts(lesson, letters, update)
        if old != {update.step.shift - 1} or len(others) > 1:
            raise UnknownError("a step rests on more than the one before")
        first, begins = first_step(lesson, update.base), _first_number(patterns)
        if not others or first is None or begins is None:
            continue
        if first + min(others) - min(old) != begins:
            raise UnknownError("which pattern the first step takes is not told")


def _shifts(lesson: Lesson, letters: Letters, update: Update) -> tuple[set[int], set[int]]:
    """How far weights, and all else, are from the letter of a rule."""
    old: set[int] = set()
    others: set[int] = set()
    raised = lesson.raised | letters.weights | letters.inputs | {letters.target}
    for ref in names_in(update.body, raised):
        if ref.step is not None and ref.step.letter in letters.steps:
            (old if ref.base in letters.weights else others).add(ref.step.shift)
        elif ref.index in letters.steps:
            (old if ref.base in letters.weights else others).add(0)
    return old, others


def _first_number(patterns: Sequence[Pattern]) -> int | None:
    for label in patterns[0].labels:
        number = label.rpartition("_")[2]
        if number.isdigit():
            return int(number)
    return None
