r"""The patterns and weights that a sentence may mean: "after the second pair", w(new), w^{(2)}."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from symnn.documents.judging.training.asking import Moment, Question
from symnn.documents.judging.training.courses import Course
from symnn.documents.judging.training.names import NEW, NOW, Ref, named
from symnn.documents.judging.training.passages import Piece, Sentence
from symnn.documents.judging.training.shown import Pattern, Shown, Values
from symnn.documents.judging.training.starts import first_step
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Value, Vector, number, same
from symnn.latex import syntax as tree

#: A pattern that was shown, and whether it is the one that is meant, if a later pass is not.
Members: TypeAlias = "dict[tuple[str, int], Value]"
Meant: TypeAlias = "tuple[Shown, bool]"
#: In so many passes a pattern may be meant of which the pass is not told.
_PASSES: Final = 4


def scenes(
    course: Course, sentence: Sentence, question: Question
) -> Iterator[tuple[Meant, Values]]:
    """The patterns that may be meant, each with the weights that are spoken of."""
    if question.supposed:
        weights = _supposed(course, sentence, question.supposed)
        yield (Shown(course.patterns[0], weights, weights), True), weights
        return
    if any(clause.kind == "impossible" for clause in question.clauses):
        yield (course.shown(1), True), course.start
        return
    for shown, is_meant in _shown(course, sentence, question):
        kind = question.moment.kind
        yield (shown, is_meant), shown.before if kind == "during" else shown.after
        if kind == "row":
            yield (shown, is_meant), shown.before


def _supposed(course: Course, sentence: Sentence, pieces: Sequence[int]) -> Values:
    """The weights that are set before a colon: all of them."""
    told: dict[str, Value] = {}
    entries: dict[str, dict[int, Value]] = {}
    for k in pieces:
        for ref, value in _settings(sentence.pieces[k].node):
            if ref.mark not in (NOW, NEW) or ref.base not in course.start:
                raise UnknownError
            if ref.index.isdigit():
                entries.setdefault(ref.base, {})[int(ref.index)] = value
            else:
                told[ref.base] = value
    for base, found in entries.items():
        told[base] = Vector(min(found), tuple(number(found[k]) for k in sorted(found)))
        if sorted(found) != list(range(min(found), min(found) + len(found))):
            raise UnknownError
    if told.keys() != course.start.keys():
        raise UnknownError("not all weights are told there")
    return {base: _like(value, course.start[base]) for base, value in told.items()}


def _settings(chain: tree.Node) -> Iterator[tuple[Ref, Value]]:
    """w_1 = w_2 = 1 as the names with the value."""
    if not isinstance(chain, tree.Chain) or {li.relation for li in chain.links} != {"="}:
        raise UnknownError
    *names, last = chain.first, *(link.operand for link in chain.links)
    value = value_of(last, View({}))
    for name in names:
        ref = named(name)
        if ref is None:
            raise UnknownError
        yield ref, value


def _like(value: Value, start: Value) -> Value:
    """A value counted as that at the start is."""
    if not isinstance(value, Vector) and not isinstance(start, Vector):
        return value
    if not isinstance(value, Vector) or not isinstance(start, Vector):
        raise UnknownError
    if len(value.entries) != len(start.entries):
        raise UnknownError
    return value._replace(first=start.first, turned=False)


def _shown(course: Course, sentence: Sentence, question: Question) -> Iterator[Meant]:
    """The patterns after which, or at which, something may be meant."""
    moment, size = question.moment, len(course.patterns)
    number = moment.ordinal
    if moment.kind == "passes":
        yield course.shown(size * _positive(number)), True
    elif moment.kind == "all":
        if number not in (None, size):
            yield course.shown(_positive(number)), True
        else:
            yield course.shown(size), True
    elif moment.kind == "through":
        yield from _through(course, question.where or sentence, moment)
    elif moment.kind in ("nth", "pattern", "during", "row"):
        yield from _at_pattern(course, question.where or sentence, moment)
    elif moment.kind == "step":
        yield from _at_step(course, moment)
    else:
        yield from _by_marks(course, sentence, question)


def _positive(number: int | None) -> int:
    if number is None or number < 1:
        raise UnknownError
    return number


def _through(course: Course, sentence: Sentence, moment: Moment) -> Iterator[Meant]:
    """Going through patterns that are named; the number of changes must be that told."""
    weights, last, changes = course.start, None, 0
    for k in moment.pieces:
        (at,) = matching(course, sentence.pieces[k])
        last = course.learn(course.patterns[at], weights)
        weights, changes = last.after, changes + last.is_change
    if last is None:
        raise UnknownError
    if moment.updates is not None and moment.updates != changes:
        raise UnknownError("another number of updates is made")
    yield last, True


def _at_pattern(course: Course, sentence: Sentence, moment: Moment) -> Iterator[Meant]:
    size = len(course.patterns)
    if moment.piece is not None:
        found = matching(course, sentence.pieces[moment.piece])
        if moment.ordinal is not None and moment.ordinal - 1 not in found:
            raise UnknownError("another pattern is the one with this number")
        places = found if moment.ordinal is None else [moment.ordinal - 1]
    elif moment.ordinal == -1:
        places = [size - 1]
    else:
        places = [_positive(moment.ordinal) - 1]
        if places[0] >= size:
            raise UnknownError("there are not as many patterns")
    if moment.within is not None:
        for at in places:
            yield course.shown((moment.within - 1) * size + at + 1), True
        return
    for at in places:
        for again in range(_PASSES):
            yield course.shown(again * size + at + 1), again == 0
        if moment.kind == "during":
            yield course.learn(course.patterns[at], course.start), True


def _at_step(course: Course, moment: Moment) -> Iterator[Meant]:
    """After so many steps, of which those without a change may count or not."""
    count = _positive(moment.ordinal)
    if moment.within is not None:
        raise UnknownError
    yield course.shown(count), True
    changes = 0
    for n in range(1, count + 4 * len(course.patterns) + 1):
        shown = course.shown(n)
        changes += shown.is_change
        if changes == count:
            yield shown, True
            return
    raise UnknownError("whether patterns without a change count is not told")


def _by_marks(course: Course, sentence: Sentence, question: Question) -> Iterator[Meant]:
    """What is meant by w(new) of a lesson with one pattern, and by w^{(2)}."""
    steps = set(_numbers(course, sentence, question))
    if not steps:
        if len(course.patterns) != 1:
            raise UnknownError("after which pattern is not told")
        names = set(left_names(sentence, question))
        is_first = not (course.lesson.is_answered or names & course.lesson.asked)
        for again in range(1, _PASSES + 1):
            yield course.shown(again), again == 1 and is_first
        return
    if len(steps) != 1:
        raise UnknownError
    (number,) = steps
    starts = {first_step(course.lesson, base) for base in course.start}
    for start in (0, 1) if starts == {None} else sorted(starts - {None}, key=str):
        if start is None or number < start or (number == start and starts != {None}):
            raise UnknownError
        count = number - start
        if count > len(course.patterns):
            raise UnknownError("which pattern comes after the last is not told")
        is_meant = start == 0 or starts != {None}
        if not count:
            yield Shown(course.patterns[0], course.start, course.start), False
        elif all(update.step is not None for update in course.updates):
            yield course.shown(count), is_meant
        else:
            for shown, _ in _at_step(course, Moment("step", count)):
                yield shown, is_meant


def left_names(sentence: Sentence, question: Question) -> Iterator[Ref]:
    """The names that are given values."""
    for k in question.relations:
        node = sentence.pieces[k].node
        ref = named(node.first) if isinstance(node, tree.Chain) else None
        if ref is not None:
            yield ref


def _numbers(course: Course, sentence: Sentence, question: Question) -> Iterator[int]:
    """The numbers of steps on the left: w^{(2)}, or w_2 where w_0 is a list."""
    for k in question.relations:
        node = sentence.pieces[k].node
        ref = named(node.first, frozenset(course.start)) if isinstance(node, tree.Chain) else None
        if ref is None:
            continue
        if ref.step is not None:
            yield ref.step.shift
        elif ref.index.isdigit() and not ref.mark and gives_list(node):
            yield int(ref.index)


def gives_list(node: tree.Node) -> bool:
    """Whether a name is given a list as its value."""
    lists = (tree.Group, tree.Matrix, tree.Transpose)
    return isinstance(node, tree.Chain) and isinstance(node.links[-1].operand, lists)


def matching(course: Course, piece: Piece) -> list[int]:
    """The numbers of the patterns that a piece names, from 0."""
    node = piece.node
    if isinstance(node, tree.Chain):
        operand = node.first if node.links[0].relation in ("→", "↦") else node.links[0].operand
        node = operand
    found = [k for k, p in enumerate(course.patterns) if _names(p, node)]
    if not found:
        raise UnknownError("which pattern is meant is not told")
    return found


def _names(pattern: Pattern, node: tree.Node) -> bool:
    ref = named(node)
    if ref is not None:
        step = str(ref.step.shift) if ref.step is not None else ref.index
        return (f"{ref.base}_{step}" if step else ref.base) in pattern.labels
    try:
        value = value_of(node, View({}))
    except UnknownError:
        if isinstance(node, tree.Group) and len(node.items) == 2:
            inputs, target = node.items
            return _names(pattern, inputs) and pattern.target is not None and _is(target, pattern)
        return False
    if not isinstance(value, Vector) or pattern.inputs is None:
        return False
    entries = pattern.inputs.entries
    if value.entries == entries:
        return True
    return pattern.inputs.first == 0 and value.entries == entries[1:]


def _is(node: tree.Node, pattern: Pattern) -> bool:
    try:
        return pattern.target is not None and same(value_of(node, View({})), pattern.target)
    except UnknownError:
        return False


def members_of(course: Course, count: int) -> Members:
    """The weights with the numbers of their steps, and the patterns with theirs."""
    found: Members = {}
    for base in course.start:
        first = first_step(course.lesson, base)
        if first is not None:
            for n in range(count + 1):
                found[base, first + n] = course.after(n)[base]
    for pattern in course.patterns:
        for label in pattern.labels:
            stem, _, number = label.rpartition("_")
            if stem and number.isdigit():
                for letter, value in pattern.fields.items():
                    found[letter, int(number)] = value
    return found
