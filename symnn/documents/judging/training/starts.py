"""The weights before the first pattern, and what stays as it is: rates and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from symnn.documents.judging.training.lessons import Lesson, Update
from symnn.documents.judging.training.letters import Letters
from symnn.documents.judging.training.names import Step
from symnn.documents.judging.training.shown import Pattern, Values
from symnn.documents.judging.training.vectors import Number, UnknownError, Value, Vector

Start: TypeAlias = "tuple[Values, Values]"
_BIASES = frozenset({"b", "theta", "vartheta", "bias", "b_0", "w_b", "T"})


def start_of(
    lesson: Lesson, letters: Letters, updates: Sequence[Update], patterns: Sequence[Pattern]
) -> list[Start]:
    """The weights at the start with the constants; several, if what is 0 may be one or many.

    Raises:
        UnknownError: one of them is not told, or told twice.
    """
    found: dict[str, list[Value]] = {}
    for base in sorted(letters.weights):
        told = told_start(lesson, base)
        if told is not None:
            found[base] = [told]
        elif lesson.starts_at_zero or base in lesson.zeros:
            found[base] = _zeros(base, updates, patterns)
        else:
            raise UnknownError(f"{base} has no value at the start")
    constants = dict(_constants(lesson, letters))
    has_bias = bool(letters.weights & _BIASES)
    for name in sorted((letters.used & _BIASES) - lesson.fixed):
        if name in constants and not has_bias:
            raise UnknownError(f"how {name} is learnt is not told")
    names = list(found)
    return [
        (dict(zip(names, values, strict=True)), constants) for values in product(*found.values())
    ]


def told_start(lesson: Lesson, base: str) -> Value | None:
    """What a text gives a weight at the start; None if it says nothing."""
    plain: list[Value] = []
    entries: dict[int, Number] = {}
    steps: dict[int, Value] = {}
    for told in lesson.told:
        ref, value = told.ref, told.value
        if ref.base != base or ref.label:
            continue
        if ref.step is not None and not ref.step.letter and not ref.index:
            _once(steps, ref.step.shift, value, base)
        elif ref.index.isdigit() and ref.step is None and not isinstance(value, Vector):
            _once(entries, int(ref.index), value, base)
        elif ref.index.isdigit() and ref.step is None:
            _once(steps, int(ref.index), value, base)
        elif not ref.index and ref.step is None:
            plain.append(value)
    if any(value != plain[0] for value in plain):
        raise UnknownError(f"{base} was given two values")
    ways = [*plain[:1], *([steps[min(steps)]] if steps else []), *_as_vector(entries, base)]
    if any(_bare(way) != _bare(ways[0]) for way in ways):
        raise UnknownError(f"{base} was given two values")
    return _bare(ways[0]) if ways else None


def first_step(lesson: Lesson, base: str) -> int | None:
    """The number of the step at which the start is told: 1 for w^{(1)} = (0, 0)."""
    numbers = [
        t.ref.step.shift
        for t in lesson.told
        if t.ref.base == base and isinstance(t.ref.step, Step) and not t.ref.step.letter
    ]
    numbers += [
        int(t.ref.index)
        for t in lesson.told
        if t.ref.base == base and t.ref.index.isdigit() and isinstance(t.value, Vector)
    ]
    return min(numbers, default=None)


def _once(known: dict[int, Number] | dict[int, Value], at: int, value: Value, base: str) -> None:
    if known.setdefault(at, value) != value:  # type: ignore[arg-type]
        raise UnknownError(f"{base} was given two values at {at}")


def _bare(value: Value) -> Value:
    return value._replace(turned=False) if isinstance(value, Vector) else value


def _as_vector(entries: dict[int, Number], base: str) -> Iterator[Value]:
    if not entries:
        return
    first = min(entries)
    if first > 1 or sorted(entries) != list(range(first, first + len(entries))):
        raise UnknownError(f"not all entries of {base} are told")
    yield Vector(first, tuple(entries[k] for k in sorted(entries)))


def _zeros(base: str, updates: Sequence[Update], patterns: Sequence[Pattern]) -> list[Value]:
    """Zero, or as many zeros as there are inputs."""
    inputs = patterns[0].inputs
    indexed = any(u.entry for u in updates if u.base == base)
    if base in _BIASES and not indexed:
        return [Fraction(0)]
    if inputs is None:
        raise UnknownError(f"how many entries {base} has is not told")
    return [Vector(inputs.first, (Fraction(0),) * len(inputs.entries))]


def _constants(lesson: Lesson, letters: Letters) -> Iterator[tuple[str, Value]]:
    patterned = letters.inputs | {letters.target}
    seen: dict[str, Value] = {}
    for told in lesson.told:
        ref = told.ref
        if ref.index or ref.step or ref.label or ref.mark or ref.base in patterned:
            continue
        if ref.base in letters.weights or ref.base not in letters.used:
            continue
        if seen.setdefault(ref.base, told.value) != told.value:
            raise UnknownError(f"{ref.base} was given two values")
    yield from seen.items()
