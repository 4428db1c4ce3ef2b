r"""Markov chains with one table for every step: P(X_{t+1} = rain | X_t = sun) = 0.4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, final

from symnn.documents.judging.by_tables.grounding import Bindings, Members, grounded, spelled
from symnn.documents.judging.by_tables.knowledge import Knowledge, is_chance
from symnn.documents.judging.by_tables.networks import UnsettledError, value_of
from symnn.documents.judging.by_tables.terms import Call, Event, Letter, Number, Operation, Term

_LONGEST: Final = 200

#: The values at some times.
Path = Mapping[int, str]


@final
class MarkovChain:
    """The table of a step, and the chances at the first time if they are given."""

    def __init__(self, known: Knowledge) -> None:
        self.base = ""
        self.rows: dict[str, dict[str, Fraction]] = {}
        self.starts: dict[int, dict[str, Fraction]] = {}
        for call, values in known.chances:
            if len(values) == 1:
                self._take_step(call, values[0])
        for call, values in known.chances:
            if len(values) == 1:
                self._take_start(call, values[0])
        self.states = tuple(self.rows)
        self._check()

    def _take_step(self, call: Call, chance: Fraction) -> None:
        if [len(group) for group in call.groups] != [1, 1]:
            return
        (event,), (given,) = call.groups
        if not isinstance(event, Event) or not isinstance(given, Event):
            return
        later, earlier = _open_time(event.variable), _open_time(given.variable)
        if later is None or earlier is None or later[:2] != earlier[:2]:
            return
        if later[2] - earlier[2] != 1 or self.base not in ("", later[0]):
            raise UnsettledError
        self.base = later[0]
        row = self.rows.setdefault(value_of(given.value), {})
        if row.setdefault(value_of(event.value), chance) != chance:
            raise UnsettledError

    def _take_start(self, call: Call, chance: Fraction) -> None:
        if [len(group) for group in call.groups] != [1] or not isinstance(call.groups[0][0], Event):
            return
        event = call.groups[0][0]
        if not isinstance(event.variable, Letter) or event.variable.base != self.base:
            return
        time = event.variable.lower
        if len(time) == 1 and isinstance(time[0], Number) and time[0].value in (0, 1):
            self.starts.setdefault(int(time[0].value), {})[value_of(event.value)] = chance

    def _check(self) -> None:
        """The rows sum to 1; where one value of two is left out, it has the rest."""
        if len(self.states) < 2 or len(self.starts) > 1:
            raise UnsettledError
        for row in (*self.rows.values(), *self.starts.values()):
            missing = [state for state in self.states if state not in row]
            total = sum(row.values(), Fraction(0))
            if not set(row) <= set(self.states) or len(missing) > 1 or total > 1:
                raise UnsettledError
            if missing:
                row[missing[0]] = 1 - total
            if sum(row.values()) != 1 or min(row.values()) < 0:
                raise UnsettledError

    def chance(self, call: Call, bound: Bindings, members: Members) -> Fraction:
        """The chance of values at some times, given those at others.

        Raises:
            UnsettledError: it does not follow from the table.
        """
        if not is_chance(call) or len(call.groups) > 2:
            raise UnsettledError
        given = self._path(call.groups[1] if len(call.groups) > 1 else (), bound, members)
        events = self._path(call.groups[0], bound, members)
        both = {**given, **events}
        if any(given[time] != value for time, value in both.items() if time in given):
            raise UnsettledError
        start, chances = self._start(events, given)
        below = self._total(given, start, chances)
        if below == 0:
            raise UnsettledError
        return self._total(both, start, chances) / below

    def _start(self, events: Path, given: Path) -> tuple[int, dict[str, Fraction]]:
        if given and min(given) < min(events):
            first = min(given)
            return first, {s: Fraction(s == given[first]) for s in self.states}
        for time, chances in self.starts.items():
            if time <= min((*events, *given)):
                return time, chances
        raise UnsettledError

    def _path(self, items: Sequence[Term], bound: Bindings, members: Members) -> dict[int, str]:
        found: dict[int, str] = {}
        for item in items:
            if not isinstance(item, Event) or not isinstance(item.variable, Letter):
                raise UnsettledError
            name = item.variable
            time = grounded(name.lower[0], bound, members) if len(name.lower) == 1 else None
            value = value_of(bound.get(spelled(item.value), item.value))
            whole = isinstance(time, Number) and time.value.denominator == 1
            if name.base != self.base or name.upper or not whole or value not in self.states:
                raise UnsettledError
            at = int(time.value) if isinstance(time, Number) else 0
            if found.setdefault(at, value) != value:
                raise UnsettledError
        return found

    def _total(self, fixed: Path, start: int, chances: Mapping[str, Fraction]) -> Fraction:
        last = max(fixed, default=start)
        if last - start > _LONGEST:
            raise UnsettledError
        ahead = _kept(chances, fixed.get(start))
        for time in range(start + 1, last + 1):
            step = {
                b: sum((ahead[a] * self.rows[a][b] for a in self.states), Fraction(0))
                for b in self.states
            }
            ahead = _kept(step, fixed.get(time))
        return sum(ahead.values(), Fraction(0))


def _kept(chances: Mapping[str, Fraction], value: str | None) -> dict[str, Fraction]:
    return {s: c if value in (None, s) else Fraction(0) for s, c in chances.items()}


def _open_time(name: Term) -> tuple[str, str, int] | None:
    """X, t and 1 of X_{t+1}, whose index has an open letter."""
    if not isinstance(name, Letter) or len(name.lower) != 1 or name.upper:
        return None
    time = name.lower[0]
    if isinstance(time, Letter):
        return name.base, spelled(time), 0
    if not isinstance(time, Operation) or time.name != "add" or len(time.terms) != 2:
        return None
    letter, step = time.terms
    back = isinstance(step, Operation) and step.name == "neg"
    number = step.terms[0] if isinstance(step, Operation) and back else step
    if not isinstance(letter, Letter) or not isinstance(number, Number):
        return None
    return name.base, spelled(letter), int(-number.value if back else number.value)
