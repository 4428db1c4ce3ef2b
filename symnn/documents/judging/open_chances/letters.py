"""Which variable each letter of a relation is a value of, and what is told of the variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.open_chances.relation import (
    UnreadError,
    chances_in,
    letters_of,
    sums_in,
)
from symnn.documents.judging.open_chances.spelled import Event
from symnn.latex import syntax as tree


@final
@dataclass(frozen=True, slots=True)
class Told:
    """What is known of variables: which are independent, by themselves or given another one."""

    apart: tuple[frozenset[str], ...] = ()
    given: tuple[tuple[str, frozenset[str]], ...] = ()
    disjoint: tuple[frozenset[str], ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Letters:
    """The values of each variable in a relation, the letters that sums run over, other names."""

    values: dict[str, tuple[str, ...]]
    bound: frozenset[str]
    aliases: dict[str, str]
    operators: frozenset[str]

    @property
    def is_plain(self) -> bool:
        """Whether each variable has one value only, so that these are events."""
        return not self.bound and all(len(v) == 1 for v in self.values.values())


def letters_in(sides: Sequence[tree.Node]) -> Letters:
    """The letters of a relation.

    Raises:
        UnreadError: a letter is a value of two variables, or a sum runs over something else.
    """
    chances = list(chances_in(*sides))
    pairs = [pair for chance in chances for pair in chance.both.values()]
    owners: dict[str, set[str]] = {}
    for variable, value in pairs:
        if not value[0].isdigit():
            owners.setdefault(value, set()).add(variable)
    aliases = {}
    for value, variables in owners.items():  # p(x) beside P(X = x)
        others = variables - {value.rstrip("'")}
        if len(variables) > 1 and len(others) == 1:
            aliases[value.rstrip("'")] = min(others)
        elif len(variables) > 1:
            raise UnreadError
    values: dict[str, tuple[str, ...]] = {}
    for chance in chances:
        for variable, value in chance.renamed(aliases).both.values():
            values[variable] = tuple(dict.fromkeys((*values.get(variable, ()), value)))
    sums = [part for side in sides for part in sums_in(side)]
    bound = [letter for part in sums for letter in letters_of(part)]
    known = {value for row in values.values() for value in row}
    if not set(bound) <= known:
        raise UnreadError
    return Letters(values, frozenset(bound), aliases, frozenset(s.operator for s in sums))


def has_complement(event: Event) -> bool:
    """Whether something is said not to be."""
    return event.how == "not" or any(map(has_complement, event.parts))


def has_union(event: Event) -> bool:
    """Whether it is one thing or another."""
    return event.how == "or" or any(map(has_union, event.parts))
