"""Whether a chain of relations holds, by the numbers, tables and rules that a document gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, final

from symnn.documents.judging.by_tables.arithmetic import Value, as_expr
from symnn.documents.judging.by_tables.coins import beta_of
from symnn.documents.judging.by_tables.grounding import Bindings, spelled
from symnn.documents.judging.by_tables.knowledge import Knowledge, closed, is_chance
from symnn.documents.judging.by_tables.networks import (
    Network,
    UnsettledError,
    domain_terms,
    name_of,
)
from symnn.documents.judging.by_tables.parsing import Side
from symnn.documents.judging.by_tables.reader import GIVEN
from symnn.documents.judging.by_tables.statements import Statement
from symnn.documents.judging.by_tables.terms import (
    Call,
    Letter,
    Listing,
    Number,
    Operation,
    Term,
    walk,
)
from symnn.documents.judging.by_tables.values import Evaluator
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, judge
from symnn.documents.judging.relations import Side as Judged
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse

_MOST_CASES: Final = 256
_LOG_BASES: Final = (10, 2)
_HOLDS: Final = {
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
}
_METHOD: Final = "exact sums of the numbers given"


@final
class Claims:
    """The relations of statements, by what is known where they stand."""

    def __init__(self, place: Place, known: Knowledge) -> None:
        self.place = place
        self.known = known
        self.evaluator = Evaluator(known)

    def judgements(self, statement: Statement) -> list[Judgement]:
        """One judgement for each relation of a chain.

        Raises:
            UnsettledError: a side has no value by what is known.
        """
        if any(side.relation.endswith("⊥") for side in statement.sides[1:]):
            return [self.independence(statement)]
        if (density := self.density(statement)) is not None:
            return [density]
        if any(side.relation not in RELATIONS for side in statement.sides[1:]):
            raise UnsettledError
        open_ = self.open_in(statement)
        if open_ or statement.each:
            return self.for_all(statement, open_)
        pairs = zip(statement.sides, statement.sides[1:], strict=False)
        return [self.of_link(left, right) for left, right in pairs]

    def open_in(self, statement: Statement) -> dict[str, tuple[Term, ...]]:
        """The variables of the network of which no value is said, with all their values."""
        network, found = self.evaluator.network, dict[str, tuple[Term, ...]]()
        if network is None:
            return found
        bound = _bound_in(statement)
        for side in statement.sides:
            for call in walk(side.term):
                if not isinstance(call, Call) or not is_chance(call) or not network.depends(call):
                    continue
                for item in (i for group in call.groups for i in group):
                    key = _open_name(network, item)
                    if key is not None and key not in bound:
                        name = network.asked(item, {}).variable
                        found[key] = domain_terms(network.domains[name])
        return found

    def for_all(
        self, statement: Statement, open_: Mapping[str, tuple[Term, ...]]
    ) -> list[Judgement]:
        """What holds of all values of the variables that are left open."""
        ranges = dict(open_)
        for name in statement.each:
            if isinstance(name, Letter) and spelled(name) not in ranges:
                ranges[spelled(name)] = self.evaluator.all_values(name)
        cases = list(product(*ranges.values()))
        if not 0 < len(cases) <= _MOST_CASES:
            raise UnsettledError
        relations = [side.relation for side in statement.sides[1:]]
        if any(relation not in _HOLDS for relation in relations):
            raise UnsettledError
        found: list[Judgement | None] = [None] * len(relations)
        for case in cases:
            bound = dict(zip(ranges, case, strict=True))
            values = [self.number(side.term, bound) for side in statement.sides]
            for at, relation in enumerate(relations):
                if found[at] is None and not _HOLDS[relation](values[at], values[at + 1]):
                    found[at] = _false_at(bound)
        if not statement.each and any(one is not None for one in found):
            raise UnsettledError  # it may be what is supposed
        return [one or Judgement("proved", method=_METHOD) for one in found]

    def number(self, term: Term, bound: Bindings) -> Fraction:
        """An exact value that is a rational number."""
        value = self.evaluator.value(term, bound)
        if not isinstance(value, Fraction):
            raise UnsettledError
        return value

    def independence(self, statement: Statement) -> Judgement:
        """Whether variables of the network are independent, perhaps given others."""
        network = self.evaluator.network
        if network is None or len(statement.sides) != 2 or statement.each:
            raise UnsettledError
        left, right = statement.sides
        given: tuple[Term, ...] = ()
        second: Term = right.term
        if isinstance(second, Call) and second.head == GIVEN:
            (second,), given = second.groups
        groups = [_names(left.term), _names(second), given]
        names = [[name_of(term) for term in group] for group in groups]
        flat = [name for group in names for name in group]
        if None in flat or len(set(flat)) != len(flat) or not set(flat) <= set(network.parents):
            raise UnsettledError
        apart = _are_apart(network, [[n or "" for n in group] for group in names])
        negated = right.relation.startswith("not")
        outcome = apart != negated
        return Judgement("proved" if outcome else "refuted", method=_METHOD)

    def density(self, statement: Statement) -> Judgement | None:
        """Whether the density of a random chance after the data is that of a Beta law."""
        coin = self.evaluator.coin
        if coin is None or len(statement.sides) != 2 or statement.each:
            return None
        left, right = statement.sides
        law = beta_of(right.term)
        if law is None or right.relation not in ("=", "∝") or not coin.is_posterior(left.term):
            return None
        self.evaluator.used.add("coin")
        told = tuple(self.number(term, {}) for term in law)
        if told == coin.posterior():
            return Judgement("proved", method=_METHOD)
        return Judgement("refuted", method=_METHOD)

    def of_link(self, left: Side, right: Side) -> Judgement:
        """One relation between values."""
        evaluated = [self.evaluator.value(side.term, {}) for side in (left, right)]
        found = self._compared(left, right, evaluated)
        if found.outcome != "refuted":
            return found
        if any(spelled(side.term) in self.known.numbers for side in (left, right)):
            return Judgement(
                "undecided", reason="it was given another value, and either may be meant"
            )
        if _is_whole_for(evaluated, right.term):
            return Judgement("undecided", reason="it may be rounded to a whole number")
        if _is_carried(left.term) or _is_carried(right.term):
            return Judgement("undecided", reason="decimals in it may be rounded")
        for base in _LOG_BASES if r"\log" in self.place.latex else ():
            other = Evaluator(self.known, base)
            values = [other.value(side.term, {}) for side in (left, right)]
            if self._compared(left, right, values).outcome != "refuted":
                return Judgement("undecided", reason=f"it turns with log to the base {base}")
        return found

    def _compared(self, left: Side, right: Side, values: Sequence[Value]) -> Judgement:
        return judge(right.relation, self._side(left, values[0]), self._side(right, values[1]))

    def _side(self, side: Side, value: Value) -> Judged:
        node = node_of(self.place, side)
        if not isinstance(node, tree.Name):
            try:
                found = reader(self.place.state.scope).read(node)
            except SymnnError as error:
                raise UnsettledError from error
            if isinstance(found, Scalar):
                return Judged(found, node)
        return Judged(Scalar(as_expr(value)), node)


def node_of(place: Place, side: Side) -> tree.Node:
    """A side as a node: a number as it is written, or a name in its place."""
    span = tree.Span(side.start, side.end)
    if closed(side.term) is not None:
        text = " " * side.start + place.latex[side.start : side.end]
        statements = parse(text).statements
        if len(statements) == 1 and isinstance(statements[0], tree.Statement):
            return statements[0].body
    return tree.Name("symnnvalue", span=span)


def _false_at(bound: Bindings) -> Judgement:
    values = tuple((name, spelled(term).strip("“”")) for name, term in bound.items())
    return Judgement("refuted", method=_METHOD, counterexample=values)


def _is_whole_for(values: Sequence[Value], right: Term) -> bool:
    """Whether a whole number stands for a value that is not whole and nearest to it."""
    value, whole = values
    if not (isinstance(value, Fraction) and isinstance(whole, Fraction)):
        return False
    close = abs(value - whole) <= Fraction(1, 2) and value.denominator > 1
    bare = closed(right) is not None and whole.denominator == 1
    return bare and close and abs(whole) > 1


def _is_carried(term: Term) -> bool:
    """Whether it is worked out from decimals that may have been rounded before."""
    if isinstance(term, Operation) and term.name == "neg":
        term = term.terms[0]
    if isinstance(term, Number) or closed(term) is None or _is_in_powers_of_ten(term):
        return False
    return any(isinstance(part, Number) and "." in part.text for part in walk(term))


def _is_in_powers_of_ten(term: Term) -> bool:
    """Whether it is a number as it is printed: 6.1 · 10^{-5}."""
    match term:
        case Operation(name="mul", terms=(Number(), Operation(name="power") as scale)):
            base, exponent = scale.terms
            whole = closed(exponent)
            return base == Number(Fraction(10), "10") and whole is not None
    return False


def _bound_in(statement: Statement) -> frozenset[str]:
    """The names that sums in a statement run over."""
    terms = [part for side in statement.sides for part in walk(side.term)]
    indices = [index for term in terms for index in getattr(term, "indices", ())]
    return frozenset(map(spelled, indices))


def _open_name(network: Network, item: Term) -> str | None:
    """The name that stands for any value of a variable in an argument."""
    try:
        if network.asked(item, {}).value is not None:
            return None
    except UnsettledError:
        return None
    value = getattr(item, "value", None)
    return spelled(item if value is None else value)


def _names(term: Term) -> tuple[Term, ...]:
    return term.items if isinstance(term, Listing) else (term,)


def _are_apart(network: Network, names: Sequence[Sequence[str]]) -> bool:
    """Whether P(x, y | z) = P(x | z) P(y | z) for all values with P(z) > 0."""
    from symnn.documents.judging.by_tables.networks import Asked

    def cells(group: Sequence[str]) -> Iterator[list[Asked]]:
        for values in product(*(network.domains[name] for name in group)):
            yield [Asked(*pair) for pair in zip(group, values, strict=True)]

    first, second, given = names
    for z in cells(given):
        if z and network.chance(z, []) == 0:
            continue
        for x, y in product(list(cells(first)), list(cells(second))):
            both = network.chance([*x, *y], z)
            if both != network.chance(x, z) * network.chance(y, z):
                return False
    return True
