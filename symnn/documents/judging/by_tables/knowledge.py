"""What a document gives for the letters and words of this room: numbers, lists, sets, rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from fractions import Fraction
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass
from symnn.documents.judging.by_tables.grounding import fitted, spelled
from symnn.documents.judging.by_tables.parsing import Side
from symnn.documents.judging.by_tables.reader import CHANCES
from symnn.documents.judging.by_tables.terms import (
    Call,
    Fold,
    Letter,
    Listing,
    Number,
    Operation,
    Row,
    Term,
    Word,
    parts,
    walk,
)

_MOST: Final = 400


class Rule(NamedTuple):
    """What a formula, by its number, gives for a name with open letters."""

    name: Term
    body: Term
    formula: int


@final
@dataclass(slots=True)
class Knowledge:
    """Numbers by the spelling of what they are of; chances as well as calls with their values.

    `lists` have their members in order, `titles` what the members of a list are called, `domains`
    what a letter runs over, `products` the factors of joint chances, `edges` what depends on what;
    `conflicts` are names that were given two values; `is_markov` tells that the document speaks of
    Markov chains, and `formula` counts the formulas that gave something.
    """

    numbers: dict[str, Fraction] = field(default_factory=dict)
    chances: list[tuple[Call, tuple[Fraction, ...]]] = field(default_factory=list)
    lists: dict[str, Listing] = field(default_factory=dict)
    titles: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    domains: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    products: list[tuple[Call, tuple[Call, ...]]] = field(default_factory=list)
    edges: list[tuple[Term, Term]] = field(default_factory=list)
    constants: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    formula: int = 0
    is_markov: bool = False

    def copy(self) -> Knowledge:
        """As it is now."""
        return Knowledge(
            dict(self.numbers),
            list(self.chances),
            dict(self.lists),
            dict(self.titles),
            dict(self.domains),
            list(self.rules),
            list(self.products),
            list(self.edges),
            set(self.constants),
            set(self.conflicts),
            self.formula,
            self.is_markov,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known that anything could follow from."""
        known = self.rules or self.products or self.edges or self.lists
        return not (known or (self.is_markov and self.chances))

    def learn(self, sides: list[Side]) -> None:
        """Take in what a chain of relations gives; what it gives in no way known here is left."""
        relations = [side.relation for side in sides[1:]]
        terms = [side.term for side in sides]
        if len(self.numbers) + len(self.rules) > _MOST:
            return
        if relations and set(relations) <= {"→", "←"}:
            self._link(terms, relations)
        elif relations == ["∈"]:
            self._range(terms[0], terms[1])
        elif relations and set(relations) == {"="}:
            self._equate(terms)
        elif relations == ["=", "∝"]:
            self._equate(terms[:2])
        elif relations == ["~"] and isinstance(terms[0], Letter):
            self._rule(Call(Letter("p"), ((terms[0],),)), terms[1])

    def _link(self, terms: list[Term], relations: list[str]) -> None:
        for first, relation, second in zip(terms, relations, terms[1:], strict=False):
            pair = (first, second) if relation == "→" else (second, first)
            for one in _items(pair[0]):
                self.edges += [(one, other) for other in _items(pair[1])]

    def _range(self, names: Term, values: Term) -> None:
        if not isinstance(values, Listing) or values.fence != r"\{":
            return
        if any(isinstance(v, Word) and v.text == "…" for v in values.items):
            return
        for name in _items(names):
            self.domains[spelled(name)] = values.items
        self.constants |= {spelled(v) for v in values.items}

    def _equate(self, terms: list[Term]) -> None:
        *names, last = terms
        if isinstance(last, Listing) and len(names) == 1:
            self._list(names[0], last)
            return
        if isinstance(last, Row) and isinstance(names[0], Letter) and len(names) == 1:
            self._list(names[0], Listing(last.items, "("))
            return
        number = closed(last)
        if number is not None and all(isinstance(n, (Letter, Call)) for n in names):
            for name in names:
                self._give(name, number)
        elif len(terms) == 2 and isinstance(names[0], (Letter, Call)):
            self._rule(names[0], last)

    def _list(self, name: Term, values: Listing) -> None:
        numbers = [closed(v) for v in values.items]
        if isinstance(name, Call):
            if is_chance(name) and all(n is not None for n in numbers):
                self.chances.append((name, tuple(n for n in numbers if n is not None)))
                self.constants |= set(_values_in(name))
            return
        if isinstance(name, Letter):
            if spelled(name) in self.lists and self.lists[spelled(name)] != values:
                self.conflicts.add(spelled(name))
            self.lists[spelled(name)] = values
            self.constants.add(spelled(name))
            if None in numbers:
                self.constants |= {spelled(v) for v in values.items}

    def _give(self, name: Term, value: Fraction) -> None:
        key = spelled(name)
        constants = frozenset(self.constants)
        ruled = any(
            fitted(rule.name, name, constants) is not None or spelled(rule.name) == key
            for rule in self.rules
        )
        if ruled and not is_first(name):
            self.conflicts.add(key)  # a rule gives it, though not from what is known so far
            return
        if key in self.numbers and self.numbers[key] != value:
            self.conflicts.add(key)
        self.numbers[key] = value
        self.constants |= set(_values_in(name))
        if isinstance(name, Call) and is_chance(name):
            self.chances.append((name, (value,)))

    def _rule(self, name: Term, body: Term) -> None:
        factors = factors_of(body)
        if isinstance(name, Call) and is_chance(name) and is_joint(name, factors):
            if any(_names(name) < _names(joint) for joint, _ in self.products):
                return  # of some of the variables: it follows, or it is false
            self.products.append((name, tuple(f for f in factors if isinstance(f, Call))))
            return
        if isinstance(name, Call) and is_chance(name) and _has_law(body):
            return
        known = {(spelled(rule.name), spelled(rule.body)) for rule in self.rules}
        if (spelled(name), spelled(body)) not in known:
            self.rules.append(Rule(name, body, self.formula))


def is_first(name: Term) -> bool:
    """Whether a name is that of the first of a sequence: U_0(s), v_1."""
    head = name.head if isinstance(name, Call) else name
    return isinstance(head, Letter) and any(
        isinstance(part, Number) and part.value in (0, 1) for part in head.lower
    )


def is_chance(call: Call) -> bool:
    """Whether a call is of P itself, with no index."""
    head = call.head
    plain = isinstance(head, Letter) and not head.lower and not head.upper
    return plain and isinstance(head, Letter) and head.base in CHANCES


def factors_of(term: Term) -> tuple[Term, ...]:
    """The factors of a product."""
    if isinstance(term, Operation) and term.name == "mul":
        return tuple(f for part in term.terms for f in factors_of(part))
    return (term,)


def is_joint(call: Call, factors: tuple[Term, ...]) -> bool:
    """Whether a joint chance is given as the product of one factor for every variable."""
    if len(call.groups) != 1 or not all(isinstance(f, Call) and is_chance(f) for f in factors):
        return False
    names = [spelled(item) for item in call.groups[0]]
    firsts = [spelled(f.groups[0][0]) for f in factors if isinstance(f, Call)]
    alone = all(len(f.groups[0]) == 1 and len(f.groups) < 3 for f in factors if isinstance(f, Call))
    plain = all(
        isinstance(item, (Letter, Word)) and item != Word("…")
        for f in (call, *factors)
        if isinstance(f, Call)
        for group in f.groups
        for item in group
    )
    return alone and plain and len(names) > 1 and sorted(names) == sorted(firsts)


def _names(joint: Call) -> set[str]:
    return {spelled(item) for item in joint.groups[0]}


def _has_law(body: Term) -> bool:
    """Whether it is made of such chances outside of sums: a law of chances, if it is right."""
    if isinstance(body, Fold):
        return False
    return (isinstance(body, Call) and is_chance(body)) or any(map(_has_law, parts(body)))


def closed(term: Term) -> Fraction | None:
    """The number that a term of numbers alone is."""
    match term:
        case Number():
            return term.value
        case Operation(name="neg"):
            inner = closed(term.terms[0])
            return None if inner is None else -inner
        case Operation(name="inverse"):
            inner = closed(term.terms[0])
            return None if not inner else 1 / inner
        case Operation(name="power", terms=(base, exponent)):
            below, above = closed(base), closed(exponent)
            if not below or above is None or above.denominator != 1 or abs(above) > _MOST:
                return None
            return below ** int(above)
        case Operation(name="mul" | "add"):
            found = [closed(part) for part in term.terms]
            values = [v for v in found if v is not None]
            if len(values) != len(found):
                return None
            total = Fraction(term.name == "mul")
            for v in values:
                total = total * v if term.name == "mul" else total + v
            return total
    return None


def _values_in(name: Term) -> Iterator[str]:
    """The spellings of what stands in the arguments and indices of a name with a number."""
    if isinstance(name, Call):
        items = [item for group in name.groups for item in group]
        items += [*name.head.lower, *name.head.upper] if isinstance(name.head, Letter) else []
    else:
        items = [*name.lower, *name.upper] if isinstance(name, Letter) else []
    for item in items:
        for part in walk(item):
            yield spelled(part)


def _items(term: Term) -> tuple[Term, ...]:
    return term.items if isinstance(term, (Listing, Row)) else (term,)
