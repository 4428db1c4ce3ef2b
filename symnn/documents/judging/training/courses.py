"""A lesson gone through: the patterns in their order, and the weights after each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import islice, permutations, product
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.training.lessons import Lesson, Update
from symnn.documents.judging.training.letters import Letters, letters_of
from symnn.documents.judging.training.names import names_in
from symnn.documents.judging.training.numbering import check_steps
from symnn.documents.judging.training.patterns import patterns_of
from symnn.documents.judging.training.shown import Pattern, Shown, Values
from symnn.documents.judging.training.starts import start_of
from symnn.documents.judging.training.values import SIGNS_OF_ZERO, Ties, View, holds, value_of
from symnn.documents.judging.training.vectors import (
    Number,
    UnknownError,
    Value,
    Vector,
    compare,
    number,
    places_of,
    plus,
    same,
    times,
)
from symnn.latex import syntax as tree

#: So many patterns are shown at most before a claim.
_LONGEST: Final = 400
#: So many orders of patterns are gone through where the order is not told.
_ORDERS: Final = 120
_BIASES: Final = ("b", "theta", "vartheta", "bias", "T", "w_b", "beta")


@final
@dataclass(slots=True)
class Course:
    """Patterns in an order under one reading of what was left open."""

    lesson: Lesson
    letters: Letters
    updates: tuple[Update, ...]
    patterns: tuple[Pattern, ...]
    start: Values
    constants: Values
    ties: Ties
    history: list[Shown] = field(default_factory=list)

    def shown(self, count: int) -> Shown:
        """The n-th pattern that is shown, from 1; they begin again after the last."""
        if not 0 < count <= _LONGEST or not self.patterns:
            raise UnknownError
        while len(self.history) < count:
            before = self.history[-1].after if self.history else self.start
            pattern = self.patterns[len(self.history) % len(self.patterns)]
            places = self.history[-1].places if self.history else 0
            shown = self.learn(pattern, before)
            self.history.append(shown._replace(places=max(places, shown.places)))
        return self.history[count - 1]

    def after(self, count: int) -> Values:
        """The weights after so many patterns."""
        return self.shown(count).after if count else self.start

    def learn(self, pattern: Pattern, before: Values) -> Shown:
        """One pattern that is shown with some weights; all rules see the weights before."""
        view = self.view(before, pattern)
        after = dict(before)
        for update in self.updates:
            if self._is_made(update, view, pattern):
                after[update.base] = _updated(update, view, after[update.base])
        places = max((places_of(v) for v in (*before.values(), *after.values())), default=0)
        return Shown(pattern, before, after, places)

    def view(self, weights: Values, pattern: Pattern | None) -> View:
        """The names while a pattern is shown."""
        lesson = self.lesson
        fields = pattern.fields if pattern is not None else {}
        return View(
            {**self.constants, **weights, **fields},
            lesson.formulas,
            lesson.functions,
            inputs=self.letters.inputs,
            raised=lesson.raised,
            steps=self.letters.steps,
            ties=self.ties,
        )

    def _is_made(self, update: Update, view: View, pattern: Pattern) -> bool:
        if update.condition is not None:
            return holds(update.condition, view)
        return not update.on_mistake or not self.is_right(pattern, view)

    def is_right(self, pattern: Pattern, view: View) -> bool:
        """Whether the output for a pattern is its target."""
        if pattern.target is None:
            raise UnknownError("no targets are told")
        if self.letters.output:
            output = value_of(tree.Name(self.letters.output), view)
            if not same(output, pattern.target):
                self._check_possible(pattern.target)
                return False
            return True
        return self._is_on_side(pattern, view)

    def _check_possible(self, target: Value) -> None:
        """That the unit can have a target as its output: not 0 where it is 1 or -1."""
        body = self.lesson.formulas.get(self.letters.output)
        if not isinstance(body, tree.Cases):
            return
        values = [row.value for row in body.rows]
        known = [value_of(value, View({})) for value in values]
        if target not in known:
            raise UnknownError("the output is never one of the targets")

    def _is_on_side(self, pattern: Pattern, view: View) -> bool:
        """For targets 1 and -1 alone: whether w · x + b is on their side."""
        targets = [p.target for p in self.patterns]
        if any(t not in (1, -1) for t in targets) or pattern.inputs is None:
            raise UnknownError("what the output is has not been told")
        vectors = [k for k, v in self.start.items() if isinstance(v, Vector)]
        numbers = [k for k, v in self.start.items() if not isinstance(v, Vector)]
        if len(vectors) != 1 or len(numbers) > 1 or any(n not in _BIASES for n in numbers):
            raise UnknownError("what the output is has not been told")
        if any(n != "b" for n in numbers):
            raise UnknownError("whether the threshold is taken away or added is not told")
        total = times(view.values[vectors[0]], pattern.inputs)
        for name in numbers:
            total = plus(total, view.values[name])
        if pattern.target is None:
            raise UnknownError
        side = number(times(total, pattern.target))
        if compare("=", side, Fraction(0)):
            self.ties.asked = True
            return self.ties.sign > 0
        return compare(">", side, Fraction(0))


def _updated(update: Update, view: View, now: Value) -> Value:
    """The new value of a letter by its rule."""
    old = view.values[update.base]
    if not update.entry:
        found = value_of(update.body, view)
        found = plus(old, found) if update.is_change else found
        if isinstance(found, Vector) != isinstance(old, Vector):
            raise UnknownError
        return found
    if not isinstance(old, Vector) or not isinstance(now, Vector):
        raise UnknownError
    entries: list[Number] = []
    for k, (entry, current) in enumerate(zip(old.entries, now.entries, strict=True)):
        place = old.first + k
        if update.entry.isdigit() and int(update.entry) != place:
            entries.append(current)
            continue
        indices = {} if update.entry.isdigit() else {update.entry: place}
        found = number(value_of(update.body, view.deeper(indices=indices)))
        entries.append(entry + found if update.is_change else found)
    return Vector(old.first, tuple(entries))


# --- the readings of a lesson -----------------------------------------------------------


def courses_of(lesson: Lesson, by_number: bool) -> Iterator[Course]:
    """All ways to go through a lesson that what was told leaves open.

    Args:
        lesson: what was told.
        by_number: whether a claim counts patterns, so that their order is that of the list.

    Raises:
        UnknownError: something is missing, or was told twice.
    """
    if "" in lesson.conflicts:
        raise UnknownError(lesson.conflicts[""])
    for updates in choices(lesson):
        letters = letters_of(lesson, updates)
        if lesson.keeps_bias and not letters.weights.isdisjoint(_BIASES):
            raise UnknownError("whether the bias is learnt, or where it begins, is not certain")
        patterns = patterns_of(lesson, letters)
        used = bool(letters.target) or any(update.on_mistake for update in updates)
        if not used and any(p.target is not None for p in patterns):
            raise UnknownError("what the targets are in the rule is not told")
        check_steps(lesson, letters, updates, patterns)
        starts = start_of(lesson, letters, updates, patterns)
        orders: Iterable[Sequence[Pattern]] = [patterns]
        unordered = lesson.is_set and not by_number and not lesson.is_ordered
        if unordered or lesson.is_shuffled:
            orders = listed = list(islice(permutations(patterns), _ORDERS + 1))
            if len(listed) > _ORDERS:
                raise UnknownError("the order of the patterns is not told")
        for (start, constants), order in product(starts, orders):
            yield from _by_ties(lesson, letters, updates, order, start, constants)


def has_patterns(lesson: Lesson) -> bool:
    """Whether a lesson is one with patterns, of which what is missing can be named."""
    try:
        updates = next(iter(choices(lesson)))
        return len(patterns_of(lesson, letters_of(lesson, updates))) > 1
    except UnknownError:
        return False


def _by_ties(
    lesson: Lesson,
    letters: Letters,
    updates: tuple[Update, ...],
    order: Sequence[Pattern],
    start: Values,
    constants: Values,
) -> Iterator[Course]:
    """A course for each sign of 0, if it was asked for when the next is wanted."""
    for sign in SIGNS_OF_ZERO:
        ties = Ties(sign)
        yield Course(lesson, letters, updates, tuple(order), start, constants, ties)
        if not ties.asked:
            return


def choices(lesson: Lesson) -> Iterator[tuple[Update, ...]]:
    """One rule for each letter; where a text gives several, each of them.

    Raises:
        UnknownError: there are none, or too many.
    """
    if not lesson.updates:
        raise UnknownError("no rule of learning is told")
    groups: dict[tuple[str, str], list[Update]] = {}
    for update in lesson.updates:
        entry = update.entry if update.entry.isdigit() else ""
        groups.setdefault((update.base, entry), []).append(update)
    for (base, entry), rules in list(groups.items()):
        whole = groups.get((base, ""), [])
        if entry and whole:
            raise UnknownError(f"two rules are told for {base}")
        changes = [r for r in rules if r.is_change]
        if changes and len(changes) < len(rules):
            rest = [r for r in rules if not r.is_change and not _adds_change(r)]
            groups[base, entry] = [*changes, *rest]
        if len(groups[base, entry]) > 2:
            raise UnknownError(f"more than two rules are told for {base}")
    yield from product(*groups.values())


def _adds_change(update: Update) -> bool:
    """Whether it is w(new) = w(old) + Δw, where Δw has a formula of its own."""
    refs = list(names_in(update.body))
    changes = [r for r in refs if r.mark == "change"]
    body = update.body
    plain = isinstance(body, tree.Sum) and len(body.terms) == 2
    return plain and bool(changes) and all(r.base in (update.base, "Delta") for r in refs)
