"""The patterns of a lesson in their order: pairs, two lists, lists with numbers or labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symnn.documents.judging.training.lessons import Lesson
from symnn.documents.judging.training.letters import Letters
from symnn.documents.judging.training.shown import Pattern
from symnn.documents.judging.training.vectors import UnknownError, Value, Vector


def patterns_of(lesson: Lesson, letters: Letters) -> tuple[Pattern, ...]:
    """The patterns, if they were told in exactly one way.

    Raises:
        UnknownError: there are none, or they were told in several ways that differ.
    """
    found = [
        patterns
        for way in (_pairs, _two_lists, _numbered, _labelled, _alone)
        if (patterns := way(lesson, letters))
    ]
    if not found:
        raise UnknownError("no patterns are told")
    if any(_bare(other) != _bare(found[0]) for other in found[1:]):
        raise UnknownError("the patterns are told in two ways")
    first = found[0]
    labels = [tuple(k for way in found for k in way[n].labels) for n in range(len(first))]
    return tuple(
        Pattern(names, p.inputs, p.target, p.fields) for names, p in zip(labels, first, strict=True)
    )


def _bare(patterns: Sequence[Pattern]) -> list[tuple[Vector | None, Value | None]]:
    return [(p.inputs, p.target) for p in patterns]


def _made(
    lesson: Lesson,
    letters: Letters,
    labels: tuple[str, ...],
    inputs: Vector,
    target: Value | None,
) -> Pattern:
    """A pattern with its letters; an x_0 that is told stands before the inputs."""
    (letter,) = letters.inputs or ("",)
    inputs = inputs._replace(turned=False)
    first = [t.value for t in lesson.told if t.ref.base == letter and t.ref.index == "0"]
    if first and not isinstance(first[0], Vector):
        if any(value != first[0] for value in first):
            raise UnknownError(f"{letter}_0 was given two values")
        inputs = Vector(0, (first[0], *inputs.entries))
    elif _counts_from_zero(lesson, letters, len(inputs.entries)):
        inputs = inputs._replace(first=0)
    fields: dict[str, Value] = {letter: inputs} if letter else {}
    if letters.target and target is not None:
        fields[letters.target] = target
    return Pattern(labels, inputs, target, fields)


def _counts_from_zero(lesson: Lesson, letters: Letters, size: int) -> bool:
    """Whether weights are w_0, w_1, … and as many as there are inputs."""
    indices = {
        t.ref.index
        for t in lesson.told
        if t.ref.base in letters.weights and t.ref.index.isdigit() and not _is_list(t.value)
    }
    return "0" in indices and len(indices) == size


def _is_list(value: Value) -> bool:
    return isinstance(value, Vector)


def _pairs(lesson: Lesson, letters: Letters) -> tuple[Pattern, ...]:
    return tuple(_made(lesson, letters, (), inputs, t) for inputs, t in lesson.pairs)


def _two_lists(lesson: Lesson, letters: Letters) -> tuple[Pattern, ...]:
    if not lesson.inputs or lesson.pairs:
        return ()
    targets: Sequence[Value | None] = lesson.targets
    if not targets and letters.target:
        told = [t.value for t in lesson.told if t.ref.base == letters.target and not t.ref.index]
        listed = [v for v in told if isinstance(v, Vector)]
        targets = list(listed[0].entries) if len(listed) == 1 else []
    if not targets and not letters.target:
        targets = [None] * len(lesson.inputs)
    if len(targets) != len(lesson.inputs):
        raise UnknownError("there are not as many targets as patterns")
    pairs = zip(lesson.inputs, targets, strict=True)
    return tuple(_made(lesson, letters, (), inputs, t) for inputs, t in pairs)


def _families(lesson: Lesson, base: str) -> dict[int, Value]:
    """The values of a letter at numbers: x_1, x^{(1)}, x(1)."""
    found: dict[int, Value] = {}
    for told in lesson.told:
        ref = told.ref
        if ref.base != base or ref.label:
            continue
        if ref.step is not None and not ref.step.letter and not ref.index:
            number = ref.step.shift
        elif ref.index.isdigit() and ref.step is None:
            number = int(ref.index)
        else:
            continue
        if found.setdefault(number, told.value) != told.value:
            raise UnknownError(f"{base} was given two values at {number}")
    return found


def _numbered(lesson: Lesson, letters: Letters) -> tuple[Pattern, ...]:
    if len(letters.inputs) != 1:
        return ()
    (letter,) = letters.inputs
    lists = {k: v for k, v in _families(lesson, letter).items() if isinstance(v, Vector)}
    if not lists:
        return _of_numbers(lesson, letters, letter)
    targets: Mapping[int, Value] = {}
    if letters.target:
        targets = _families(lesson, letters.target)
        if targets.keys() != lists.keys():
            targets = _as_list(lesson, letters, lists)
    numbers = sorted(lists)
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise UnknownError("not all patterns are told")
    return tuple(
        _made(lesson, letters, (f"{letter}_{n}",), lists[n], targets.get(n)) for n in numbers
    )


def _of_numbers(lesson: Lesson, letters: Letters, letter: str) -> tuple[Pattern, ...]:
    """Patterns with one input each: x(1) = 2, d(1) = 3."""
    steps: dict[str, list[int]] = {
        t.ref.base: [] for t in lesson.told if t.ref.base in (letter, letters.target)
    }
    for told in lesson.told:
        if told.ref.base in steps and told.ref.step is not None and not told.ref.index:
            steps[told.ref.base].append(told.ref.step.shift)
    numbers = steps.get(letter, [])
    begins = min(numbers, default=0)
    if not numbers or sorted(numbers) != list(range(begins, begins + len(numbers))):
        return ()
    if letters.target and sorted(steps.get(letters.target, [])) != sorted(numbers):
        raise UnknownError("not all targets are told")
    inputs, targets = _families(lesson, letter), _families(lesson, letters.target)
    return tuple(
        Pattern(
            (f"{letter}_{n}",),
            None,
            targets.get(n),
            {letter: inputs[n], **({letters.target: targets[n]} if letters.target else {})},
        )
        for n in sorted(numbers)
    )


def _as_list(lesson: Lesson, letters: Letters, lists: Mapping[int, Value]) -> Mapping[int, Value]:
    """Targets that stand in a list, as many as there are patterns."""
    numbers = sorted(lists)
    if len(lesson.targets) == len(numbers) and lesson.target_letter in ("", letters.target):
        return dict(zip(numbers, lesson.targets, strict=True))
    raise UnknownError("not all targets are told")


def _labelled(lesson: Lesson, letters: Letters) -> tuple[Pattern, ...]:
    """A = (1, 2), d(A) = 1."""
    lists = {
        t.ref.base: t.value
        for t in lesson.told
        if isinstance(t.value, Vector)
        and not (t.ref.index or t.ref.step or t.ref.label or t.ref.mark)
        and t.ref.base not in letters.used | letters.weights
    }
    if not letters.target:
        return ()
    targets: dict[str, Value] = {}
    for told in lesson.told:
        label = told.ref.label or (told.ref.index if not told.ref.index.isdigit() else "")
        if told.ref.base != letters.target or label not in lists:
            continue
        if targets.setdefault(label, told.value) != told.value:
            raise UnknownError(f"{label} was given two targets")
    if not targets:
        return ()
    if targets.keys() != lists.keys():
        raise UnknownError("not all patterns have a target")
    found = []
    for label, inputs in lists.items():
        if isinstance(inputs, Vector):
            found.append(_made(lesson, letters, (label,), inputs, targets[label]))
    return tuple(found)


def _alone(lesson: Lesson, letters: Letters) -> tuple[Pattern, ...]:
    """One pattern, of which the letters themselves have the values: x = (1, 2), t = 1."""
    names = [*letters.inputs, *([letters.target] if letters.target else [])]
    if not names:
        names = [n for n in letters.used - letters.weights if _plain(lesson, n)]
    found: dict[str, Value] = {}
    for name in names:
        values = _plain(lesson, name)
        if not values or any(v != values[0] for v in values):
            return ()
        found[name] = values[0]
    inputs = [v for v in found.values() if isinstance(v, Vector)]
    if len(inputs) > 1 or not found:
        return ()
    target = found.get(letters.target)
    return (Pattern((), inputs[0] if inputs else None, target, found),)


def _plain(lesson: Lesson, name: str) -> list[Value]:
    return [
        t.value
        for t in lesson.told
        if t.ref.base == name and not (t.ref.index or t.ref.step or t.ref.label or t.ref.mark)
    ]
