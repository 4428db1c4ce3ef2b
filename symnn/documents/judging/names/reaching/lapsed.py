r"""Values that are given in a stretch of their own, and what is said behind it.

A quote, an aside, an example, a bracket with "say", a case of several: each is read with its own
values. Behind it, a name that had another value before may be meant to have that again, and behind
two cases it may have the value of either. What is said there is judged in every such reading, and
only agreement speaks. Where a name was given no other value, what holds with the one of the
stretch is proved by it, but nothing is refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import field, replace
from typing import Any, Final, TypeAlias, final
from zlib import crc32

from symnn.deferred import dataclass, regex
from symnn.documents.judging.chances.facts import Fact
from symnn.documents.judging.names.reaching.enclosed import Enclosure, around, enclosures, is_marked
from symnn.documents.judging.names.reaching.stretches import extent
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.parser import parse

Judge: TypeAlias = Callable[[State, Formula], Iterable[Entry]]
_DECIDED: Final = ("proved", "refuted")
#: Values that words put in are those of one distinction, in a section.
_PUT_IN: Final = 1 << 40
#: More readings are not gone through.
_MOST: Final = 4
#: Why a claim is not decided.
TURNS: Final = (
    "{} was given another value in an example, an aside or a case, and it turns with that"
)
_CHANCES: Final = "a chance in line {}"
ENDED: Final = "what {} is was said in an example, an aside or a case that has ended"
#: Words in a quote that suppose other values than those of the text around.
_SUPPOSED: Final = regex(
    r"(?i)\b(?:e\.\s?g\.|for (?:example|instance)|suppose|imagine|what if|if|had|were|would|instead"
    r"|assume|say|hypothetical\w*|as an example|another|other)(?![\w-])"
)

#: A chance: P(A), p(x = 1), \Pr[A].
_CHANCE: Final = regex(
    r"(?:P|p|Pr|\\Pr|\\mathbb\s*\{?\s*P\s*\}?|\})\s*(?:\\left|\\[bB]igg?l?)?\s*(?:[(\[]|\\\{)"
)


@final
@dataclass(frozen=True, slots=True)
class _Here:
    """A formula, with what tells which values are in force where it stands."""

    state: State
    formula: Formula
    path: tuple[int, ...]
    given: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def stretch(self, one: Binding | Fact) -> Enclosure | None:
        """The stretch that a value was given in, if it has ended here."""
        end = one.end if isinstance(one, Fact) else self.state.ends.get(one.version)
        if not end:
            return None
        text, at = self.state.source.text, self.formula.outer_start
        mine = around(text, at)
        for found in around(text, end - 1):
            if found.end <= at and not any(found.is_of(one) for one in mine):
                return found
        put_in = one.put_in if isinstance(one, Fact) else (one.key, one.version) in self.given
        stop = extent(text, end - 1) if put_in else at + 1
        if stop <= at:
            series = _PUT_IN + crc32("\n".join(one.section).encode())  # others may be meant, too
            lasts = at if isinstance(one, Fact) else len(text)
            return Enclosure(end, stop, lasts, series, end)
        return None if isinstance(one, Fact) else self._frame(one, end)

    def _frame(self, one: Binding, end: int) -> Enclosure | None:
        """The example or the section that a value was given in, if that has ended."""
        path = self.state.frames.get(one.version, ())
        if one.parameters is not None or self.path[: len(path)] == path:
            return None
        return Enclosure(-path[-1], end, len(self.state.source.text))


@final
@dataclass(frozen=True, slots=True)
class _Reading:
    """What names and chances may be, where those of some stretches are not meant.

    `outer` are those of the text around a stretch.
    """

    history: Mapping[str, Sequence[Binding]]
    facts: Sequence[Fact]
    outer: bool = False

    def put(self, state: State) -> State:
        """A copy of a state with these values alone."""
        other = _copied(state)
        other.scope.history.clear()
        other.scope.history.update({key: list(known) for key, known in self.history.items()})
        other.scope.values.clear()
        if list(self.facts) != other.chances.ever:
            other.chances = other.chances.given_by(self.facts)
        return other


def judged_beyond(state: State, formula: Formula, judge: Judge) -> Iterator[Entry]:
    """The entries of a formula; those that rest on a stretch that has ended in all readings."""
    here = _at(state, formula)
    names = {} if here is None else dict(_lapsed(here, formula.latex))
    if here is not None and names and _taken_up(here, names):
        names = dict(_lapsed(here, formula.latex))
    if here is None or not names:
        yield from judge(state, formula)
        return
    readings = _readings(here, names)
    before = _copied(state) if readings else state
    entries = list(judge(state, formula))
    text = state.source.text
    supposed = len(readings) == 1 and readings[0].outer and _are_supposed(text, names.values())
    if not (supposed or any(entry.verdict in _DECIDED for entry in entries)):
        yield from entries
        return
    others = [_entries(one.put(before), formula, judge) for one in readings[:_MOST]]
    first = min(names)
    for entry in entries:
        there = [other.get(_place(entry)) for other in others]
        same = all(one is not None and one.verdict == entry.verdict for one in there)
        if supposed and there[0] is not None and there[0].verdict == "proved":
            yield there[0]  # what was supposed in a quote ends with it
        elif entry.verdict in _DECIDED and (not same or len(readings) > _MOST):
            yield left_open(entry, TURNS.format(first))
        elif entry.verdict == "refuted" and (over := _ended(here, entry)) is not None:
            yield left_open(entry, ENDED.format(over))
        else:
            yield entry


def _taken_up(here: _Here, names: Mapping[str, Enclosure]) -> bool:
    """Give names the values again that they have in the case that a formula stands in."""
    state, at = here.state, here.formula.outer_start
    mine = [one for one in around(state.source.text, at) if one.series >= 0]
    before = state.scope.version
    for key in sorted(names.keys() & state.scope.history.keys()) if mine else ():
        known = state.scope.history[key]
        own = next((b for b in reversed(known) if _is_of(here, b, mine)), None)
        if own is None:
            continue
        version = state.scope.version + 1
        state.ends[version] = state.ends[own.version]
        state.frames[version] = state.frames.get(own.version, ())
        state.spoken[version] = state.spoken.get(own.version, 0)
        state.scope.bind(replace(own, version=version))
    return state.scope.version > before


def _is_of(here: _Here, one: Binding, mine: Sequence[Enclosure]) -> bool:
    """Whether a value was given in the case that a formula stands in."""
    end = here.state.ends.get(one.version)
    if end is None or one.parameters is not None:
        return False
    there = around(here.state.source.text, end - 1)
    return any(found.is_of(case) for found in there for case in mine)


def _at(state: State, formula: Formula) -> _Here | None:
    """What tells of values that lapsed; None where there can be none."""
    frame = state.frame
    between = state.source.text[state.read_to : formula.outer_start]
    path = frame.entered(formula.headings, between).path
    given = state.asides.given if state.asides else {}
    put_in = given or any(fact.put_in for fact in state.chances.known)
    if not put_in and frame.count == 1 and not enclosures(state.source.text):
        return None
    return _Here(state, formula, path, given)


def _lapsed(here: _Here, latex: str) -> Iterator[tuple[str, Enclosure]]:
    """The names and chances that a formula rests on whose latest values have lapsed."""
    scope = here.state.scope
    waiting: list[Any] = list(parse(latex).statements)
    seen = set[str]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            for key in _keys(part):
                if key in seen:
                    continue
                seen.add(key)
                known = scope.latest(key)
                if known is None:
                    continue
                waiting.append(known.body)
                if (stretch := here.stretch(known)) is not None:
                    yield key, stretch
    if here.state.chances.known and _CHANCE.search(latex) is not None:
        for fact in here.state.chances.known:
            if fact.section == here.formula.headings and (stretch := here.stretch(fact)):
                yield _CHANCES.format(fact.line), stretch


def _keys(node: tree.Node) -> Iterator[str]:
    own = tree.key(node)
    if own is not None:
        yield own
    if isinstance(node, tree.Name) and node.subscript is not None:
        yield from _keys(replace(node, subscript=None))


def _readings(here: _Here, names: Mapping[str, Enclosure]) -> list[_Reading]:
    """What the names may be else: as before the stretch, or as in the cases beside it."""
    history, facts = here.state.scope.history, here.state.chances.ever
    found: list[Enclosure | None] = []
    for key in sorted(names.keys() & history.keys()):
        known = history[key]
        pairs = [(here.stretch(b), b.body) for b in known]
        found += [rival for rival in _rivals(pairs) if rival not in found]
    if len(found) < len(names) and any(key not in history for key in names):
        for query in dict.fromkeys(fact.query.key for fact in here.state.chances.known):
            told = [(here.stretch(f), f.value) for f in facts if f.query.key == query]
            found += [rival for rival in _rivals(told) if rival not in found]
    if not found:
        return []
    groups = {key: [here.stretch(b) for b in known] for key, known in history.items()}
    return [_reading(here, groups, rival) for rival in found]


def _rivals(given: Sequence[tuple[Enclosure | None, Any]]) -> Iterator[Enclosure | None]:
    """The stretches with other values of a name that may be meant; None is the text around."""
    stretch, latest = given[-1]
    values = [latest]
    for other, value in reversed(given[:-1] if stretch is not None else []):
        beside = stretch is not None and other is not None and other.series == stretch.series >= 0
        same = other is not None and stretch is not None and other.is_of(stretch)
        if other is not None and (other == stretch or same or not beside):
            continue
        if value not in values:
            values.append(value)
            yield other
        if other is None:
            return


def _reading(
    here: _Here,
    groups: Mapping[str, Sequence[Enclosure | None]],
    rival: Enclosure | None,
) -> _Reading:
    """The names and chances without what is of other stretches, if anything is left of a name."""
    history: dict[str, Sequence[Binding]] = {}
    for key, known in here.state.scope.history.items():
        own = (None, rival)
        kept = [b for b, group in zip(known, groups[key], strict=True) if group in own]
        history[key] = kept or known
    facts = [f for f in here.state.chances.ever if here.stretch(f) in (None, rival)]
    return _Reading(history, facts, outer=rival is None)


def _entries(state: State, formula: Formula, judge: Judge) -> dict[tuple[int, int, str], Entry]:
    """The entries of a formula by where they stand."""
    return {_place(entry): entry for entry in judge(state, formula)}


def _are_supposed(text: str, stretches: Iterable[Enclosure]) -> bool:
    """Whether all stretches are set apart by their marks, and only suppose their values."""
    return all(
        is_marked(text, one) and _SUPPOSED.search(text[one.start : one.end]) for one in stretches
    )


def _place(entry: Entry) -> tuple[int, int, str]:
    return entry.line, entry.column, entry.latex


def _copied(state: State) -> State:
    arrays, families = deepcopy(state.arrays), deepcopy(state.families)
    return replace(state.copy(), arrays=arrays, families=families)


def _ended(here: _Here, entry: Entry) -> str | None:
    """A name that an entry rests on, whose stretch refutes nothing any more; None for none."""
    at = here.formula.outer_start
    found = _lapsed(here, entry.latex)
    return min((key for key, stretch in found if stretch.lasts <= at), default=None)
