r"""Finite variables whose joint chance is a product: P(B, F, G) = P(B) P(F) P(G | B, F).

With the tables of the factors every marginal and every conditional chance is a quotient of sums
of products. A row of a table may lack one value: the chances of a row sum to 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple, final

from symnn.documents.judging.by_tables.grounding import Bindings, spelled
from symnn.documents.judging.by_tables.knowledge import Knowledge, is_chance
from symnn.documents.judging.by_tables.terms import (
    Call,
    Event,
    Letter,
    Number,
    Operation,
    Term,
    Word,
)

_MOST_CELLS: Final = 1 << 14
_YES: Final = frozenset({"1", "“true”", "“yes”", "“t”", "“+”", "T", "t", "“1”"})
_NO: Final = frozenset({"0", "“false”", "“no”", "“f”", "“-”", "F", "f", "“0”"})
_OWN: Final = "own"

_PRIME: Final = (Word("′"),)

#: Values of variables.
Cell = Mapping[str, str]


class UnsettledError(ValueError):
    """What is asked for does not follow from what is given."""


class Asked(NamedTuple):
    """A variable, and its value; None where any value is meant."""

    variable: str
    value: str | None


def value_of(term: Term) -> str:
    """The value that a term is: true, T and + are 1."""
    text = spelled(term)
    return "1" if text in _YES else "0" if text in _NO else text


def name_of(term: Term) -> str | None:
    """The variable that a name is, be it written with a capital or not."""
    if isinstance(term, Word):
        return spelled(term)
    if not isinstance(term, Letter) or term.upper not in ((), _PRIME):
        return None
    base = term.base.upper() if len(term.base) == 1 else term.base
    return spelled(Letter(base, term.lower))


@final
class Network:
    """The variables with their parents, and the tables."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.parents: dict[str, tuple[str, ...]] = {}
        self._take_products()
        self._take_edges()
        self.true_by_name = frozenset(self._events())
        self.domains: dict[str, tuple[str, ...]] = {}
        self.rows: dict[tuple[str, frozenset[tuple[str, str]]], dict[str, Fraction]] = {}
        self._fill()

    def _take_products(self) -> None:
        for joint, factors in self.known.products:
            names = [name_of(item) for item in joint.groups[0]]
            if None in names or len(set(names)) != len(names):
                continue
            found: dict[str, tuple[str, ...]] = {}
            for factor in factors:
                first = name_of(factor.groups[0][0])
                given = [name_of(t) for t in (factor.groups[1] if len(factor.groups) > 1 else ())]
                found[first or ""] = tuple(g for g in given if g is not None)
            if self.parents and self.parents != found:
                raise UnsettledError
            self.parents = found

    def _take_edges(self) -> None:
        if self.parents or not self.known.edges:
            return
        found: dict[str, list[str]] = {}
        for one, other in self.known.edges:
            first, second = name_of(one), name_of(other)
            if first is None or second is None:
                raise UnsettledError
            found.setdefault(first, [])
            found.setdefault(second, [])
            if first not in found[second]:
                found[second].append(first)
        self.parents = {name: tuple(parents) for name, parents in found.items()}

    def _events(self) -> Iterator[str]:
        """The names that stand alone in chances with a number: there they say that it is so."""
        for call, values in self.known.chances:
            for item in (i for group in call.groups for i in group):
                if isinstance(item, (Letter, Word)) and len(values) == 1:
                    yield spelled(item)

    def is_sound(self) -> bool:
        """Whether no variable is its own ancestor, and each parent is a variable."""
        done: set[str] = set()
        left = dict(self.parents)
        while left:
            free = [name for name, parents in left.items() if set(parents) <= done]
            if not free:
                return False
            done |= set(free)
            for name in free:
                del left[name]
        return bool(done)

    def asked(self, term: Term, bound: Bindings) -> Asked:
        """The variable and the value that an argument of a chance speaks of."""
        sign = {"plus": "1", "minus": "0"}
        match term:
            case Event():
                name, value = name_of(term.variable), term.value
                own = isinstance(value, Letter) and name_of(value) == name
                key = spelled(value)
                if key in bound:
                    return self._checked(name, value_of(bound[key]))
                return self._checked(name, None if own else value_of(value))
            case Operation(name="plus" | "minus"):
                return self._checked(name_of(term.terms[0]), sign[term.name])
            case Letter() if len(term.upper) == 1 and term.upper != _PRIME:
                name = name_of(Letter(term.base, term.lower))
                return self._checked(name, value_of(term.upper[0]))
            case Letter() | Word():
                if spelled(term) in bound:
                    return self._checked(name_of(term), value_of(bound[spelled(term)]))
                is_so = spelled(term) in self.true_by_name
                return self._checked(name_of(term), "1" if is_so else None)
        raise UnsettledError

    def _checked(self, name: str | None, value: str | None) -> Asked:
        if name is None or name not in self.parents:
            raise UnsettledError
        return Asked(name, value)

    def _fill(self) -> None:
        listed: list[tuple[Asked, list[Asked], tuple[Fraction, ...]]] = []
        seen: dict[str, dict[str, None]] = {}
        for call, values in self.known.chances:
            try:
                events = [self.asked(t, {}) for t in call.groups[0]]
                given = [self.asked(t, {}) for g in call.groups[1:] for t in g]
            except UnsettledError:
                continue
            for one in (*events, *given):
                if one.value is not None:
                    seen.setdefault(one.variable, {})[one.value] = None
            if len(events) == 1:
                listed.append((events[0], given, values))
        self.domains = {
            name: self._domain(name, tuple(seen.get(name, ()))) for name in self.parents
        }
        for event, given, values in listed:
            self._enter(event, given, values)

    def _domain(self, name: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        """The values of a variable: those told, 0 and 1, or those that have chances."""
        for key, values in self.known.domains.items():
            bare = key.upper() if len(key) == 1 else key
            if bare == name or key.casefold() == name.casefold():
                return tuple(map(value_of, values))
        return ("0", "1") if set(seen) <= {"0", "1"} else seen

    def _enter(self, event: Asked, given: Sequence[Asked], values: tuple[Fraction, ...]) -> None:
        if {g.variable for g in given} != set(self.parents[event.variable]):
            return
        if any(g.value is None for g in given) or len(given) != len({g.variable for g in given}):
            return
        key = event.variable, frozenset((g.variable, g.value or "") for g in given)
        row = self.rows.setdefault(key, {})
        domain = self.domains[event.variable]
        if event.value is not None and len(values) == 1:
            pairs = {event.value: values[0]}
        elif event.value is None and len(values) == len(domain) > 1:
            pairs = dict(zip(domain, values, strict=True))
        else:
            return
        for value, chance in pairs.items():
            if row.get(value, chance) != chance:
                raise UnsettledError
            row[value] = chance

    def factor(self, name: str, cell: Cell) -> Fraction:
        """The chance of a value of a variable, given those of its parents."""
        key = name, frozenset((parent, cell[parent]) for parent in self.parents[name])
        row, domain = self.rows.get(key, {}), self.domains[name]
        missing = [value for value in domain if value not in row]
        total = sum(row.values(), Fraction(0))
        if not set(row) <= set(domain) or len(missing) > 1 or not row:
            raise UnsettledError
        if (not missing and total != 1) or total > 1 or min(row.values()) < 0:
            raise UnsettledError
        return row.get(cell[name], 1 - total)

    def chance(self, events: Sequence[Asked], given: Sequence[Asked]) -> Fraction:
        """The chance of values, given others.

        Args:
            events: variables with their values.
            given: variables with their values.

        Raises:
            UnsettledError: a table that is needed is not all there, or what is given never is.
        """
        wanted = [*events, *given]
        if any(one.value is None or one.value not in self.domains[one.variable] for one in wanted):
            raise UnsettledError
        if len(events) == 1 and self._is_row(events[0], given):
            cell = {one.variable: one.value or "" for one in wanted}
            return self.factor(events[0].variable, cell)
        below = self._total(given) if given else Fraction(1)
        if below == 0:
            raise UnsettledError
        return self._total(wanted) / below

    def _is_row(self, event: Asked, given: Sequence[Asked]) -> bool:
        names = [one.variable for one in given]
        return set(names) == set(self.parents[event.variable]) and len(names) == len(set(names))

    def _total(self, wanted: Sequence[Asked]) -> Fraction:
        fixed: dict[str, str] = {}
        for one in wanted:
            if fixed.setdefault(one.variable, one.value or "") != one.value:
                return Fraction(0)
        names = self._above(fixed)
        free = [name for name in names if name not in fixed]
        size = 1
        for name in free:
            size *= len(self.domains[name])
        if size > _MOST_CELLS:
            raise UnsettledError
        total = Fraction(0)
        for values in product(*(self.domains[name] for name in free)):
            cell = {**fixed, **dict(zip(free, values, strict=True))}
            chance = Fraction(1)
            for name in names:
                chance *= self.factor(name, cell)
            total += chance
        return total

    def _above(self, names: Mapping[str, str]) -> list[str]:
        """Some variables and all that they depend on."""
        found, left = list[str](), list(names)
        while left:
            name = left.pop()
            if name not in found:
                found.append(name)
                left += self.parents[name]
        return found

    def depends(self, term: Term) -> bool:
        """Whether a term is a chance of variables of this network."""
        if not isinstance(term, Call) or not is_chance(term):
            return False
        try:
            for item in (i for group in term.groups for i in group):
                self.asked(item, {})
        except UnsettledError:
            return False
        return True


def domain_terms(values: Sequence[str]) -> tuple[Term, ...]:
    """Values as terms that are read as these values again."""
    return tuple(
        Number(Fraction(v))
        if v.lstrip("-").replace("/", "").isdigit()
        else Word(v.strip("“”"))
        if v.startswith("“")
        else Letter(v)
        for v in values
    )
