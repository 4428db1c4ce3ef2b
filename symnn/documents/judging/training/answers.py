"""The values that sentences about a lesson speak of, in each way to go through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.training.asking import Clause, Moment, Question
from symnn.documents.judging.training.courses import Course, courses_of
from symnn.documents.judging.training.gates import computes, is_impossible
from symnn.documents.judging.training.lessons import Lesson
from symnn.documents.judging.training.moments import gives_list, matching, members_of, scenes
from symnn.documents.judging.training.names import CHANGE, NEW, NOW, OLD, Ref, named
from symnn.documents.judging.training.own_patterns import with_own_patterns
from symnn.documents.judging.training.passages import Piece, Sentence
from symnn.documents.judging.training.shown import Pattern, Shown, Values
from symnn.documents.judging.training.starts import first_step, told_start
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import (
    UnknownError,
    Value,
    Vector,
    compare,
    number,
    plus,
    same,
    times,
)
from symnn.latex import syntax as tree


@final
@dataclass(frozen=True, slots=True)
class Answers:
    """All readings of a sentence: for each the value of every relation, and each clause.

    A reading that is not `meant` is that of a later pass, of which the text may speak. `places` are
    the most digits behind the point of the weights so far, `ties` whether
    a sign of 0 was asked for.
    """

    relations: Mapping[int, list[Value]]
    clauses: list[list[bool]]
    meant: list[bool]
    places: int
    ties: bool = False

    @property
    def doubt(self) -> str:
        """Why readings may differ."""
        if self.ties:
            return "what the sign of 0 is has not been told, and it decides it"
        return "what was not told of the lesson decides it"


def answers_of(lesson: Lesson, sentence: Sentence, question: Question) -> Answers:
    """What a question comes to in every reading.

    Raises:
        UnknownError: it has no answer, for the reason that is given.
    """
    relations: dict[int, list[Value]] = {k: [] for k in question.relations}
    clauses: list[list[bool]] = [[] for _ in question.clauses]
    meant: list[bool] = []
    most, ties = 0, False
    if question.own is not None:
        kind, piece = question.own
        lesson = with_own_patterns(lesson, kind, sentence.pieces[piece])
    for course in courses_of(lesson, question.moment.kind in ("nth", "step", "during", "row")):
        for (shown, is_meant), now in scenes(course, sentence, question):
            meant.append(is_meant)
            most = max(most, shown.places if is_meant else 0)
            for k in question.relations:
                relations[k].append(_value(course, shown, now, sentence.pieces[k], question))
            for found, clause in zip(clauses, question.clauses, strict=True):
                found.append(_holds(course, shown, now, sentence, clause))
        ties |= course.ties.asked
    if not any(meant):
        raise UnknownError("which pattern is meant is not told")
    return Answers(relations, clauses, meant, most, ties)


def is_claim(lesson: Lesson, sentence: Sentence, question: Question) -> bool:
    """Whether values without a moment are of a later one by their names: w(new), Δw, w^{(2)}."""
    if question.moment.kind or question.clauses:
        return True
    return all(_is_later(lesson, sentence.pieces[k].node) for k in question.relations)


def _is_later(lesson: Lesson, node: tree.Node) -> bool:
    bases = {update.base for update in lesson.updates}
    if not isinstance(node, tree.Chain):
        return False
    ref = named(node.first, frozenset(bases))
    if ref is None or ref.base not in bases:
        return False
    try:
        start = told_start(lesson, ref.base)
    except UnknownError:
        return False
    if start is None and not lesson.starts_at_zero:
        return False
    first = first_step(lesson, ref.base)
    if ref.step is not None:
        return not ref.step.letter and ref.step.shift > (first or 0)
    if ref.mark in (NEW, CHANGE):
        return True
    return gives_list(node) and ref.index.isdigit() and first is not None and int(ref.index) > first


# --- the moments ----------------------------------------------------------------------


def _value(course: Course, shown: Shown, now: Values, piece: Piece, question: Question) -> Value:
    """The value that the first side has; a side with letters must agree."""
    chain = piece.node
    if not isinstance(chain, tree.Chain):
        raise UnknownError
    if any(link.relation not in ("=", "≈", ":=") for link in chain.links):
        raise UnknownError
    found = _first(course, shown, now, chain.first, question)
    for link in chain.links:
        if not is_closed(link.operand):
            members = members_of(course, len(course.history))
            view = replace(course.view(shown.before, shown.pattern), numbered=members)
            if not same(value_of(link.operand, view), found):
                raise UnknownError("a formula in it has another value")
    return found


def is_closed(node: tree.Node) -> bool:
    """Whether a formula is made of numbers alone."""
    try:
        value_of(node, View({}))
    except UnknownError:
        return False
    return True


def _first(course: Course, shown: Shown, now: Values, node: tree.Node, question: Question) -> Value:
    raised = frozenset(course.start) | course.lesson.raised
    ref = named(node, raised)
    if ref is not None and ref.base in course.start:
        return _weight(course, shown, now, ref, question.moment)
    if question.moment.kind not in ("during", "row"):
        if ref is not None:
            raise UnknownError("its value after a pattern is not certain")
        return value_of(node, course.view(now, None))
    return value_of(node, course.view(shown.before, shown.pattern))


def _weight(course: Course, shown: Shown, now: Values, ref: Ref, moment: Moment) -> Value:
    """A weight at the moment that its mark says, or else the sentence."""
    before, after = shown.before[ref.base], shown.after[ref.base]
    plain = ref._replace(mark=NOW, step=None)
    if isinstance(before, Vector) and ref.index.isdigit() and _is_numbered(course, ref):
        plain = plain._replace(index="")
    if ref.mark == CHANGE:
        change = plus(after, times(Fraction(-1), before))
        return _entry_of(change, plain, ref.base)
    if ref.mark == OLD:
        return _entry_of(before, plain, ref.base)
    if ref.mark == NOW and moment.kind == "during":
        raise UnknownError("whether the weights before or after it are meant is not told")
    if moment.kind in ("during", ""):
        return _entry_of(after, plain, ref.base)
    return _entry_of(now[ref.base], plain, ref.base)


def _is_numbered(course: Course, ref: Ref) -> bool:
    """Whether an index is the number of a step: w_1 where w_0 = (0, 0, 0)."""
    first = first_step(course.lesson, ref.base)
    steps = [t.ref.step for t in course.lesson.told if t.ref.base == ref.base]
    return first is not None and not any(steps)


def _entry_of(value: Value, ref: Ref, base: str) -> Value:
    return View({base: value}).lookup(ref)


def _holds(course: Course, shown: Shown, now: Values, sentence: Sentence, clause: Clause) -> bool:
    if clause.kind == "same":
        return not shown.is_change
    if clause.kind == "gate":
        return computes(course, now, clause.gate)
    if clause.kind == "impossible":
        return is_impossible(course, clause.gate, [sentence.pieces[k].node for k in clause.pieces])
    patterns = list(course.patterns)
    if clause.pieces:
        numbers = [matching(course, sentence.pieces[k]) for k in clause.pieces]
        patterns = [course.patterns[at] for found in numbers for at in found]
    elif clause.number not in (None, len(patterns)):
        raise UnknownError("there are not as many patterns")
    found = []
    for pattern in patterns:
        view = course.view(now, pattern)
        if clause.of is not None:
            total = value_of(sentence.pieces[clause.of].node, view)
            found.append(_has_sign(total, pattern))
        else:
            found.append(course.is_right(pattern, view))
    if clause.kind == "bad":
        if len(set(found)) > 1:
            return False
        return not found[0]
    return all(found)


def _has_sign(total: Value, pattern: Pattern) -> bool:
    """Whether a number has the sign that a target of 1 or -1 wants."""
    if pattern.target not in (1, -1):
        raise UnknownError("targets are not signs")
    return compare(">", number(times(total, pattern.target)), Fraction(0))
