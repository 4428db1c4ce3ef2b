r"""Formulas in a row with values of their own: "f = xy, x = -2, y = 3; h = x + y, x = 1, y = 5".

The values that stand behind a formula belong to it, and to what is claimed of it later: f = -6 is
said of the first x and y, h = 6 of the second. What names the formulas of two groups at once, or
of none, is judged with all that was given, as everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, Outcome, left_open
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

Judge: TypeAlias = "Callable[[State, Formula], Iterator[Entry]]"
#: What parts the groups, the strongest first.
_MARKS: Final = (";", "\\\\", "\\qquad")
_MOST: Final = 8
_LONGEST: Final = 80
_DECIDED: Final = ("proved", "refuted")
#: Why what is said of no one group is open.
OPEN: Final = "names in it have other values beside one formula than beside another"


@final
@dataclass(frozen=True, slots=True)
class _Given:
    """A name that a statement gives, with what it is given and the letters it is a function of."""

    key: str
    right: tree.Node
    parameters: tuple[str, ...]
    start: int
    end: int

    @property
    def is_value(self) -> bool:
        """Whether it is a number, or an array of numbers."""
        return not self.parameters and not any(
            isinstance(part, tree.Name) for part in tree.walk(self.right)
        )


@final
@dataclass(frozen=True, slots=True)
class _Group:
    """A formula, or several, with the values that stand with them."""

    given: tuple[_Given, ...]

    def of(self, key: str) -> _Given | None:
        """What it gives a name."""
        return next((one for one in self.given if one.key == key), None)

    def has_family_of(self, key: str) -> bool:
        """Whether it gives the p_k that p_2 is a member of."""
        base = key.partition("_")[0]
        indexed = (one.key.partition("_") for one in self.given)
        return any(own == base and index.isalpha() for own, _, index in indexed)


@final
@dataclass(slots=True)
class OwnValues:
    """The groups of one formula, and for each what is known there, as far as it was read."""

    formulas: Sequence[Formula]
    start: int
    groups: tuple[_Group, ...]
    shared: frozenset[str]
    first: State
    worlds: dict[int, tuple[State, int]] = field(default_factory=dict)

    def groups_of(self, formula: Formula) -> tuple[int | None, set[int]]:
        """The group that a formula is about, if it is one; and all whose values it may rest on."""
        statements = _statements(formula.latex)
        pointed = {k for one in statements for k in self._pointed(one)}
        if len(pointed) == 1:
            return pointed.pop(), set()
        names = {key for one in statements for part in tree.walk(one) if (key := tree.key(part))}
        several = {
            k
            for name in names
            for k in self._owners(name, False)
            if self._rests_on_shared(name, self.groups[k])
        }
        return None, several

    def _pointed(self, statement: tree.Node) -> set[int]:
        called = {_head(part) for part in tree.walk(statement)} - {None}
        names = {tree.key(part) for part in tree.walk(statement) if isinstance(part, tree.Name)}
        owners = [(name, self._owners(name or "", name in called)) for name in names]
        single = [(name, found[0]) for name, found in owners if len(found) == 1]
        resting = {k for name, k in single if self._rests_on_shared(name or "", self.groups[k])}
        return resting or {k for _, k in single}

    def _owners(self, name: str, is_called: bool) -> list[int]:
        """The groups that give a name, or the family that it is a member of."""
        owners = [k for k, group in enumerate(self.groups) if group.of(name)]
        if not owners and "_" in name:
            owners = [k for k, group in enumerate(self.groups) if group.has_family_of(name)]
        if is_called and len(owners) > 1:
            functions = [k for k in owners if (g := self.groups[k].of(name)) and g.parameters]
            return functions or owners
        return owners

    def _rests_on_shared(self, name: str, group: _Group) -> bool:
        """Whether what a name is depends on the names that several groups give."""
        seen: set[str] = set()
        todo = [name]
        while todo:
            one = todo.pop()
            if one in self.shared:
                return True
            given = group.of(one)
            if one in seen or given is None:
                continue
            seen.add(one)
            todo += [key for part in tree.walk(given.right) if (key := tree.key(part))]
            todo += given.parameters
        return False

    def world(self, number: int, formula: Formula, judge: Judge) -> State:
        """What is known to a group where a formula begins, which it is then taken to have read."""
        state, done = self.worlds.get(number, (None, 0))
        state = self.first.copy() if state is None else state
        for one in self.formulas[done:]:
            done += 1
            if one.start >= formula.start:
                break
            list(judge(state, self._under(number, one)))
        self.worlds[number] = state, done
        return state

    def _under(self, number: int, formula: Formula) -> Formula:
        """The formula that gives the values, without what other groups give the same names."""
        if formula.start != self.start:
            return formula
        own = {one.key for one in self.groups[number].given} & self.shared
        latex = formula.latex
        for k, group in enumerate(self.groups):
            for one in group.given if k != number else ():
                if one.key in own:
                    latex = latex[: one.start] + " " * (one.end - one.start) + latex[one.end :]
        return replace(formula, latex=latex)


def _statements(latex: str) -> list[tree.Node]:
    return [one.body for one in parse(latex).statements if isinstance(one, tree.Statement)]


def _head(node: tree.Node) -> str | None:
    """The function that is called, or differentiated with a prime."""
    head = node.head if isinstance(node, tree.Call) else None
    head = node if isinstance(node, tree.Prime) else head
    while isinstance(head, tree.Prime):
        head = head.operand
    return None if head is None else tree.key(head)


def own_values_of(formulas: Sequence[Formula], first: State) -> list[OwnValues]:
    """The formulas of a document that give names values for one formula, and others for the next.

    Args:
        formulas: those of the document, of which those are looked at that have `;` or wide spaces.
        first: what is known before its first word.
    """
    whole = sorted(formulas, key=lambda one: one.start)
    found = []
    for one in whole if len(whole) <= _LONGEST else ():
        groups = _groups(one.latex)
        shared = _shared(groups)
        if shared and 1 < len(groups) <= _MOST:
            found.append(OwnValues(whole, one.start, groups, shared, first))
    return found


def _shared(groups: Sequence[_Group]) -> frozenset[str]:
    """The names that several groups give otherwise; none if one of them gives a name twice.

    One of them has to be a value: P(T, S) = … and P(S) = … are no two values of a P.
    """
    shared: set[str] = set()
    before: dict[str, _Given] = {}
    for group in groups:
        here = {one.key: one for one in group.given}
        if len(here) < len(group.given):
            return frozenset()
        shared |= {key for key, one in here.items() if _is_other(before.get(key), one)}
        before.update(here)
    values = {one.key for group in groups for one in group.given if one.is_value}
    return frozenset(shared) if shared & values else frozenset()


def _is_other(one: _Given | None, other: _Given) -> bool:
    functions = one is not None and one.parameters and other.parameters
    return one is not None and one.right != other.right and not functions


def _groups(latex: str) -> tuple[_Group, ...]:
    mark = next((mark for mark in _MARKS if mark in latex), None)
    if mark is None:
        return ()
    groups: list[list[_Given]] = [[]]
    segments = list(_segments(latex, mark))
    if _stand_before(segments):
        return ()
    for segment in segments:
        current = groups[-1]
        is_formula = any(not one.is_value for one in segment)
        again = {one.key for one in segment} & {one.key for one in current}
        if current and is_formula and (again or any(one.is_value for one in current)):
            groups.append([])
        groups[-1].extend(segment)
    return tuple(_Group(tuple(group)) for group in groups)


def _stand_before(segments: Sequence[Sequence[_Given]]) -> bool:
    """Whether values in front are given anew by themselves, as in k = 2; f = ka; k = 5; g = ka.

    Then k = 5 is said of what follows, and not of the formula before it.
    """
    values = [all(one.is_value for one in segment) for segment in segments]
    first = values.index(False) if False in values else 0
    front = {one.key for segment in segments[:first] for one in segment}
    again = [seg for seg, alone in zip(segments[first:], values[first:], strict=True) if alone]
    return any(one.key in front for segment in again for one in segment)


def _segments(latex: str, mark: str) -> Iterator[list[_Given]]:
    """What is given between the marks."""
    current: list[_Given] = []
    end = 0
    statements = parse(latex).statements
    ends = [*(one.span.start for one in statements[1:]), len(latex)]
    for one, stop in zip(statements, ends, strict=True):
        if current and mark in latex[end : one.span.start]:
            yield current
            current = []
        given = _given(one, stop)
        current += [] if given is None else [given]
        end = one.span.end
    yield current


def _given(statement: tree.Statement | tree.Unreadable, stop: int) -> _Given | None:
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or body.links[0].relation not in ("=", ":=", "≡"):
        return None
    key, parameters = tree.key(body.first), tuple[str, ...]()
    if isinstance(body.first, tree.Call):
        letters = [tree.key(item) for item in body.first.arguments.items]
        if None in letters:
            return None
        key, parameters = tree.key(body.first.head), tuple(letter or "" for letter in letters)
    if key is None:
        return None
    return _Given(key, body.links[0].operand, parameters, statement.span.start, stop)


def with_own_values(
    found: Sequence[OwnValues], state: State, formula: Formula, judge: Judge
) -> Iterator[Entry]:
    """The entries of a formula, which are those of the group of values that it is about."""
    entries = list(judge(state, formula))
    for one in reversed([one for one in found if one.start < formula.start]):
        number, several = one.groups_of(formula)
        if number is not None:
            yield from judge(one.world(number, formula, judge), formula)
            return
        verdicts = [entry.verdict for entry in entries]
        if any(_differs(one, k, formula, verdicts, judge) for k in several):
            entries = [left_open(e, OPEN) if e.verdict in _DECIDED else e for e in entries]
    yield from entries


def _differs(
    one: OwnValues, number: int, formula: Formula, verdicts: list[Outcome | None], judge: Judge
) -> bool:
    found = judge(one.world(number, formula, judge), formula)
    return [entry.verdict for entry in found] != verdicts
