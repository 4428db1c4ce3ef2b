"""The exact values of terms, by what a document gives."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Final, final

from symnn.documents.judging.by_tables.arithmetic import Value, as_expr, combined
from symnn.documents.judging.by_tables.fixed_points import (
    Affine,
    CycleError,
    affine,
    solution,
    unknown,
)
from symnn.documents.judging.by_tables.grounding import (
    Bindings,
    fitted,
    grounded,
    spelled,
)
from symnn.documents.judging.by_tables.hidden_chains import likelihood, sequence_asked
from symnn.documents.judging.by_tables.knowledge import Knowledge, Rule, is_chance, is_first
from symnn.documents.judging.by_tables.models import coin_of, network_of, steps_of
from symnn.documents.judging.by_tables.networks import (
    Network,
    UnsettledError,
    domain_terms,
    name_of,
)
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
)
from symnn.exact.expression import apply, quotient

_DEEPEST: Final = 60
_MOST_STEPS: Final = 20_000
_MOST_UNKNOWNS: Final = 40
_MOST_TERMS: Final = 2_000


@final
class Evaluator:
    """Finds values, each once; `log_base` is that of a logarithm without one, e if None."""

    def __init__(self, known: Knowledge, log_base: int | None = None) -> None:
        self.known = known
        self.log_base = log_base
        self.constants = frozenset(known.constants)
        self.done: dict[str, Value] = {}
        self.steps = 0
        self.open: set[str] = set()
        self.system: dict[str, Term] | None = None
        self.family: Rule | None = None
        self.used: set[str] = set()
        self.network = network_of(known)
        self.steps_of = steps_of(known)
        self.coin = coin_of(known, lambda term: self.value(term, {}))

    def value(self, term: Term, bound: Bindings) -> Value:
        """The value of a term.

        Raises:
            UnsettledError: it does not follow from what is given.
        """
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise UnsettledError
        match term:
            case Number():
                return term.value
            case Letter() | Word() | Call():
                return self.named(term, bound)
            case Fold():
                return self.folded(term, bound)
            case Operation():
                return self.worked_out(term, bound)
        raise UnsettledError

    # Names ----------------------------------------------------------------------------------

    def member(self, letter: Letter) -> Term | None:
        """The member of a list or a matrix that a letter with indices is."""
        values = self.listed(letter)
        if values is None or letter.upper:
            return None
        indices = letter.lower
        if len(indices) == 1 and isinstance(indices[0], Row):
            indices = indices[0].items
        found: Term = values
        for index in indices:
            at = self.position(letter.base, index, found)
            if at is None or not isinstance(found, Listing):
                return None
            found = found.items[at]
        return None if found == values or isinstance(found, Listing) else found

    def listed(self, letter: Letter) -> Listing | None:
        """The list that a letter with an index has its value from: o_t from O."""
        for base in (letter.base, letter.base.upper()):
            if base in self.known.lists and letter.lower:
                if base in self.known.conflicts:
                    raise UnsettledError
                return self.known.lists[base]
        return None

    def position(self, base: str, index: Term, values: Term) -> int | None:
        """At which place of a list an index stands: a number from 1, or the title of a place."""
        if not isinstance(values, Listing):
            return None
        if isinstance(index, Number):
            at = index.value - 1
            return int(at) if at.denominator == 1 and 0 <= at < len(values.items) else None
        titles = [spelled(t) for t in self.titles(base, len(values.items))]
        return titles.index(spelled(index)) if spelled(index) in titles else None

    def titles(self, base: str, size: int) -> tuple[Term, ...]:
        """What the places of a list are called: as told of it, or the only set of this size."""
        if base in self.known.titles:
            return self.as_written(self.known.titles[base])
        sets = {
            tuple(map(spelled, s.items)): s.items
            for s in self.known.lists.values()
            if len(s.items) == size and s.fence == r"\{"
        }
        return next(iter(sets.values())) if len(sets) == 1 else ()

    def named(self, term: Term, bound: Bindings) -> Value:
        """The value of a name: given, a chance of the network, or by a rule."""
        if isinstance(term, Call) and is_chance(term) and self.network is not None:
            try:
                return self.chance(self.network, term, bound)
            except UnsettledError:
                pass  # it may still be given, or follow by a rule
        if isinstance(term, Call) and self.steps_of is not None:
            try:
                found = self.steps_of.chance(term, bound, self.member)
            except UnsettledError:
                pass  # as before
            else:
                self.used.add("steps")
                return found
        ground = grounded(term, bound, self.member)
        if isinstance(ground, Number):
            return ground.value
        return self.kept(ground, spelled(ground))

    def kept(self, ground: Term, key: str) -> Value:
        """The value of a name with nothing open in it, found once."""
        if key in self.done:
            return self.done[key]
        if self.is_unknown(ground, key):
            return unknown(key)
        if key in self.open:
            raise CycleError(key)
        if len(self.open) > _DEEPEST:
            raise UnsettledError
        self.open.add(key)
        try:
            found = self.found(ground, key)
        except CycleError as cycle:
            if cycle.key != key or self.system is not None:
                raise
            found = self.solved(ground, key)
        finally:
            self.open.discard(key)
        if not isinstance(found, Affine):
            self.done[key] = found
        return found

    def is_unknown(self, ground: Term, key: str) -> bool:
        """Whether it is one of the values that equations are being made for."""
        if self.system is None or key in self.known.numbers:
            return False
        if key in self.system:
            return True
        try:
            rule, _ = self.rule_for(ground)
        except UnsettledError:
            return False
        if rule == self.family:
            self.system[key] = ground
            return True
        return False

    def solved(self, ground: Term, key: str) -> Value:
        """The value that a rule gives through others by the same rule."""
        self.family, _ = self.rule_for(ground)
        self.system = {key: ground}
        equations: dict[str, Affine] = {}
        try:
            while left := [name for name in self.system if name not in equations]:
                rule, bound = self.rule_for(self.system[left[0]])
                equations[left[0]] = affine("add", [self.value(rule.body, bound)])
                if len(equations) > _MOST_UNKNOWNS:
                    raise UnsettledError
        finally:
            self.system = None
        found = solution(equations)
        self.done |= found
        return found[key]

    def chance(self, network: Network, call: Call, bound: Bindings) -> Value:
        """A chance of variables of the network."""
        if len(call.groups) > 2:
            raise UnsettledError
        events = [network.asked(item, bound) for item in call.groups[0]]
        given = [network.asked(item, bound) for group in call.groups[1:] for item in group]
        found = network.chance(events, given)
        self.used.add("network")
        return found

    def found(self, ground: Term, key: str) -> Value:
        """The value of a name with nothing open in it."""
        of_network = self.network is not None and self.network.depends(ground)
        if key in self.known.conflicts or of_network:
            raise UnsettledError  # what a network does not settle was no more than claimed
        if key in self.known.numbers:
            self.used.add(key)
            return self.known.numbers[key]
        if isinstance(ground, Call) and is_chance(ground):
            sequence = sequence_asked(ground, self.known.lists)
            states = list(self.states())
            if sequence is not None and len(states) == 1:
                self.used.add(key)
                return likelihood(sequence.items, states[0], lambda term: self.value(term, {}))
        if self.coin is not None and (asked := self.coin.asked(ground)) is not None:
            self.used.add(key)
            return asked
        rule, bound = self.rule_for(ground)
        self.used.add(key)
        return self.value(rule.body, bound)

    def of_coin(self, term: Term) -> Value:
        """The value of what is asked of a random chance."""
        found = self.coin.asked(term) if self.coin is not None else None
        if found is None:
            raise UnsettledError
        self.used.add("coin")
        return found

    def rule_for(self, ground: Term) -> tuple[Rule, Bindings]:
        """The rule that speaks most of all of a name; what was said later may be a claim."""
        fitting: list[tuple[int, Rule, Bindings]] = []
        for rule in self.known.rules:
            found = fitted(rule.name, ground, self.constants)
            lists = self.known.lists.keys()
            if found is not None and not lists & set(map(spelled, found.values())):
                fitting.append((len(found), rule, found))
        fewest = min((count for count, _, _ in fitting), default=0)
        best = [(rule, found) for count, rule, found in fitting if count == fewest]
        if len(best) != 1:
            raise UnsettledError
        later = any(rule.formula < best[0][0].formula for _, rule, _ in fitting)
        if later and not is_first(best[0][0].name):
            raise UnsettledError
        return best[0]

    # Sums and their like --------------------------------------------------------------------

    def folded(self, fold: Fold, bound: Bindings) -> Value:
        """A sum, a product or an extreme over all values of its indices."""
        if fold.name in ("argmax", "int"):
            return self.of_coin(fold)
        if not fold.indices:
            return self.all_given(fold.body)
        ranges = [self.range(index, fold, bound) for index in fold.indices]
        size = 1
        for one in ranges:
            size *= len(one)
        if not 0 < size <= _MOST_TERMS:
            raise UnsettledError
        keys = [spelled(index) for index in fold.indices]
        values = [
            self.value(fold.body, {**bound, **dict(zip(keys, row, strict=True))})
            for row in product(*ranges)
        ]
        return combined({"sum": "add", "prod": "mul"}.get(fold.name, fold.name), values)

    def all_given(self, term: Term) -> Value:
        """The sum of all numbers that are given for a name: of all c(t)."""
        if not isinstance(term, Call) or len(term.groups) != 1 or len(term.groups[0]) != 1:
            raise UnsettledError
        start = f"{spelled(term.head)}("
        keys = [key for key in self.known.numbers if key.startswith(start) and "|" not in key]
        if not keys or self.known.conflicts & set(keys):
            raise UnsettledError
        return combined("add", [self.known.numbers[key] for key in keys])

    def range(self, index: Letter, fold: Fold, bound: Bindings) -> tuple[Term, ...]:
        """The values of an index."""
        if fold.first is not None and fold.last is not None:
            ends = [grounded(t, bound, self.member) for t in (fold.first, fold.last)]
            first, last = (self.value(end, bound) for end in ends)
            if not (isinstance(first, Fraction) and isinstance(last, Fraction)):
                raise UnsettledError
            if first.denominator != 1 or last.denominator != 1 or last - first > _MOST_TERMS:
                raise UnsettledError
            return tuple(Number(Fraction(k)) for k in range(int(first), int(last) + 1))
        if isinstance(fold.over, Listing):
            return fold.over.items
        if fold.over is not None:
            values = self.known.lists.get(spelled(fold.over))
            if values is None:
                raise UnsettledError
            return values.items
        return self.all_values(index)

    def all_values(self, index: Letter) -> tuple[Term, ...]:
        """What an index runs over that is written without a range."""
        told = self.known.domains.get(spelled(index))
        if told is not None:
            return told
        name = name_of(index)
        if self.network is not None and name in self.network.domains:
            return domain_terms(self.network.domains[name])
        sets = {tuple(map(spelled, t)): t for t in self.states()}
        if len(sets) != 1:
            raise UnsettledError
        return next(iter(sets.values()))

    def states(self) -> Iterator[tuple[Term, ...]]:
        """The sets of states in the document: those that are listed, or that title a list."""
        yield from map(self.as_written, self.known.titles.values())
        yield from (s.items for s in self.known.lists.values() if s.fence == r"\{")

    def as_written(self, titles: tuple[Term, ...]) -> tuple[Term, ...]:
        """The letters by which the document calls titles: H of HOT, where each has one."""
        found = []
        for title in titles:
            word = title.text if isinstance(title, Word) else ""
            letters = [c for c in self.constants if len(c) == 1 and c == word[:1].upper()]
            found += [Letter(c) for c in letters]
        used = any(spelled(title) in self.constants for title in titles)
        return tuple(found) if len(set(found)) == len(titles) and not used else titles

    # Operations -----------------------------------------------------------------------------

    def worked_out(self, term: Operation, bound: Bindings) -> Value:
        """The value of an operation on values."""
        if term.name == "size":
            return self.size_of(term.terms[0])
        values = [self.value(part, bound) for part in term.terms]
        if term.name in ("log", "ln"):
            return self.logarithm(term.name, values)
        return combined(term.name, values)

    def size_of(self, term: Term) -> Value:
        """How many members a set has, or the modulus of a number."""
        values = self.known.lists.get(spelled(term))
        if values is not None and spelled(term) not in self.known.conflicts:
            return Fraction(len({spelled(item) for item in values.items}))
        value = self.value(term, {})
        if not isinstance(value, Fraction):
            raise UnsettledError
        return abs(value)

    def logarithm(self, name: str, values: list[Value]) -> Value:
        """A logarithm to a base of its own, or to that of the document."""
        if isinstance(values[0], Fraction) and values[0] <= 0:
            raise UnsettledError
        top = apply("log", as_expr(values[0]))
        base = values[1] if len(values) > 1 else None
        if base is None and name == "log" and self.log_base is not None:
            base = Fraction(self.log_base)
        if base is None:
            return top
        if not isinstance(base, Fraction) or base <= 0 or base == 1:
            raise UnsettledError
        return quotient(top, apply("log", as_expr(base)))
