r"""Recurrent nets and recurrences over a few values, gone through step by step.

With x^{(t)} \in \{0, 1\}, a start and rules such as y^{(t)} = \mathbb{1}(h^{(t)} - 0.5 > 0) a net
is a machine of finitely many states: what is said of every step is looked at in all it reaches.
A list of inputs gives lists of all members, whatever numbers they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, supposes
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sequences.machine_values import (
    Lookup,
    Step,
    UnknownError,
    finite,
    holds,
    indicated,
    literal,
    step_of,
    value_of,
)
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.parser import parse
from symnn.latex.plain import plain

Values: TypeAlias = "dict[str, Fraction]"

_MOST: Final = 4096
_ODD: Final = regex(r"is (?P<what>odd|even)")


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """What a member is at a step: the letter, how far the left side is from it, the formula."""

    letter: str
    shift: int
    body: tree.Node


@final
@dataclass(slots=True)
class Machine:
    """The rules, starts and inputs under a heading; `doubtful` members have two rules."""

    rules: dict[str, Rule] = field(default_factory=dict)
    starts: dict[tuple[str, int], Fraction] = field(default_factory=dict)
    inputs: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)


def with_machines(
    place: Place, machines: dict[tuple[str, ...], Machine], entries: Sequence[Entry]
) -> Sequence[Entry]:
    """The entries of a formula, decided step by step where they were not; the rest is learnt.

    Args:
        place: where it stands.
        machines: what is known under each heading.
        entries: what was found otherwise.
    """
    machine = machines.setdefault(place.formula.headings, Machine())
    statements = parse(place.formula.latex).statements
    settled = any(e.verdict in ("proved", "refuted") and e.kind == "claim" for e in entries)
    try:
        found = [] if settled else list(_claimed(place, machine, statements))
    except (UnknownError, SymnnError, ArithmeticError, RecursionError):
        found = []
    if found:
        _suspect(place, statements, found)
        return found
    for statement in statements:
        if isinstance(statement, tree.Statement) and isinstance(statement.body, tree.Chain):
            _learn(place, machine, statement)
    return entries


def _suspect(
    place: Place, statements: Sequence[tree.Statement | tree.Unreadable], found: Sequence[Entry]
) -> None:
    """What is false is no definition of the member that it speaks of."""
    for statement, entry in zip(statements, found, strict=True):
        chain = statement.body if isinstance(statement, tree.Statement) else None
        key = tree.key(chain.first) if isinstance(chain, tree.Chain) else None
        if key is not None and entry.verdict == "refuted":
            place.state.suspect(key, f"{key} was given with a false equation")


# --- what is told ---------------------------------------------------------------------


def _learn(place: Place, machine: Machine, statement: tree.Statement) -> None:
    chain = statement.body
    if not isinstance(chain, tree.Chain) or len(chain.links) != 1 or statement.separator == ":":
        return
    step, link = step_of(chain.first), chain.links[0]
    if step is None:
        return
    if link.relation == "∈" and step.letter:
        values = finite(link.operand)
        if values:
            machine.inputs[step.key] = values
    elif link.relation in ("=", ":=") and not step.letter:
        value = _number(place, link.operand)
        if value is not None:
            machine.starts.setdefault((step.key, step.shift), value)
    elif link.relation in ("=", ":=") and not statement.qualifiers:
        rule = Rule(step.letter, step.shift, link.operand)
        if machine.rules.setdefault(step.key, rule) != rule:
            machine.doubtful.add(step.key)


def _number(place: Place, node: tree.Node) -> Fraction | None:
    """A closed rational number."""
    try:
        found = reader(place.state.scope).number(node)
    except SymnnError:
        return None
    if not found.is_rational:
        return None
    value = found.as_fmpq()
    return Fraction(int(value.p), int(value.q))


# --- what is claimed ------------------------------------------------------------------


def _claimed(
    place: Place, machine: Machine, statements: Sequence[tree.Statement | tree.Unreadable]
) -> Iterator[Entry]:
    chains = [s for s in statements if isinstance(s, tree.Statement)]
    if not machine.rules or machine.doubtful or len(chains) != len(statements):
        return
    for statement in chains:
        chain = statement.body
        if not isinstance(chain, tree.Chain) or len(chain.links) != 1:
            raise UnknownError
        yield _one(place, machine, statement, chain)


def _one(place: Place, machine: Machine, statement: tree.Statement, chain: tree.Chain) -> Entry:
    link = chain.links[0]
    if link.relation == "⇒" and not statement.qualifiers:
        return _of_lists(place, machine, chain)
    if link.relation == "⇔":
        return _of_parity(place, machine, statement, chain)
    step = step_of(chain.first)
    if step is None or not step.letter or step.key not in machine.rules or statement.qualifiers:
        raise UnknownError
    letters = {found.letter for found in _steps(chain)}
    if letters != {step.letter}:
        raise UnknownError
    last = max(found.shift for found in _steps(chain))
    run = _Run(place, machine, step.letter, last)
    now = {found.key for found in _steps(chain) if found.shift == last}
    for moment in run.moments(now, _keys_before(chain, last)):
        if not holds(chain, lambda n, m=moment: run.value(n, m)):  # type: ignore[misc]
            if any(map(_is_unit, tree.walk(link.operand))):
                raise UnknownError  # the unit of another net, perhaps
            return _entry(place, chain, False, moment.shown())
    return _entry(place, chain, True)


def _is_unit(node: tree.Node) -> bool:
    """Whether it decides by a condition, as units are defined."""
    return isinstance(node, tree.Cases) or indicated(node) is not None


def _steps(node: tree.Node) -> list[Step]:
    return [found for part in tree.walk(node) if (found := step_of(part)) is not None]


def _keys_before(chain: tree.Chain, last: int) -> set[str]:
    steps = _steps(chain)
    if any(step.shift not in (last, last - 1) for step in steps):
        raise UnknownError
    return {step.key for step in steps if step.shift == last - 1}


def _entry(
    place: Place, chain: tree.Chain, is_true: bool, where: tuple[tuple[str, str], ...] | None = None
) -> Entry:
    if not is_true and (may_be_posed_in_words(place.formula) or supposes(place.formula)):
        raise UnknownError
    found = Judgement(
        "proved" if is_true else "refuted",
        method="all states that it reaches" if where is not None or is_true else "step by step",
        counterexample=where,
    )
    left, link = chain.first, chain.links[0]
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    return judged_entry(place, left, link, found, text[:240])


@final
@dataclass(frozen=True, slots=True)
class Moment:
    """The inputs of a step, and the members of the step before."""

    inputs: Values
    before: Values

    def shown(self) -> tuple[tuple[str, str], ...]:
        """For a counterexample."""
        now = [(f"{key}^(t)", str(value)) for key, value in self.inputs.items()]
        return (*now, *((f"{key}^(t-1)", str(value)) for key, value in self.before.items()))


class _Run:
    """The steps of a machine; `last` is how far the step at hand is from its letter."""

    def __init__(self, place: Place, machine: Machine, letter: str, last: int) -> None:
        self.place, self.machine, self.letter, self.last = place, machine, letter, last

    def value(self, node: tree.Node, moment: Moment, depth: int = 0) -> Fraction:
        """A formula at a moment, with steps counted from the letter of the claim."""
        return value_of(node, self.letter, self._lookup(moment, self.last, depth), self._constant)

    def _lookup(self, moment: Moment, last: int, depth: int) -> Lookup:
        if depth > 40:
            raise UnknownError

        def lookup(key: str, shift: int) -> Fraction:
            if shift == last - 1 and key in moment.before:
                return moment.before[key]
            if shift != last:
                raise UnknownError
            return self.now(key, moment, depth)

        return lookup

    def now(self, key: str, moment: Moment, depth: int = 0) -> Fraction:
        """A member at the step at hand."""
        if key in moment.inputs:
            return moment.inputs[key]
        rule = self.machine.rules.get(key)
        if rule is None:
            raise UnknownError
        lookup = self._lookup(moment, rule.shift, depth + 1)
        return value_of(rule.body, rule.letter, lookup, self._constant)

    def _constant(self, node: tree.Node) -> Fraction:
        found = _number(self.place, node)
        if found is None:
            raise UnknownError
        return found

    def needs(self, roots: Iterable[str], more: Iterable[str] = ()) -> tuple[set[str], list[str]]:
        """The members of which the step before counts, and the inputs, for some members."""
        found, inputs, seen = set(more), list[str](), set[str]()
        waiting = [*roots, *more]
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            rule = self.machine.rules.get(key)
            if rule is None:
                inputs.append(key)
                continue
            for step in _steps(rule.body):
                waiting.append(step.key)
                if step.letter == rule.letter and step.shift == rule.shift - 1:
                    found.add(step.key)
        if not found <= self.machine.rules.keys():
            raise UnknownError
        return found, sorted(inputs)

    def start(self, keys: set[str]) -> Values:
        """The members before the first step."""
        places = {at for key, at in self.machine.starts if key in keys}
        if keys and len(places) != 1:
            raise UnknownError
        found = {key: self.machine.starts.get((key, min(places))) for key in keys}
        if None in found.values():
            raise UnknownError
        return {key: value for key, value in found.items() if value is not None}

    def cases(self, inputs: Sequence[str]) -> list[Values]:
        """All values of some inputs."""
        if not inputs or any(key not in self.machine.inputs for key in inputs):
            raise UnknownError
        values = product(*(self.machine.inputs[key] for key in inputs))
        return [dict(zip(inputs, case, strict=True)) for case in values]

    def moments(self, roots: Iterable[str], more: set[str]) -> Iterator[Moment]:
        """All moments that are reached from the start, whatever the inputs are."""
        keys, inputs = self.needs(roots, more)
        cases, waiting = self.cases(inputs), [self.start(keys)]
        seen = {tuple(sorted(waiting[0].items()))}
        while waiting:
            before = waiting.pop()
            for case in cases:
                moment = Moment(case, before)
                yield moment
                after = {key: self.now(key, moment) for key in keys}
                mark = tuple(sorted(after.items()))
                if mark not in seen:
                    seen.add(mark)
                    waiting.append(after)
                if len(seen) > _MOST:
                    raise UnknownError


def _of_lists(place: Place, machine: Machine, chain: tree.Chain) -> Entry:
    """x = (0, 1, 1) ⇒ y = (0, 1, 0)."""
    given, said = _list(chain.first), _list(chain.links[0].operand)
    if given is None or said is None or len(given[1]) != len(said[1]):
        raise UnknownError
    run = _Run(place, machine, "", 0)
    keys, inputs = run.needs([said[0]])
    if inputs != [given[0]]:
        raise UnknownError
    before = dict(run.start(keys))
    if any(at != 0 for key, at in machine.starts if key in keys) or given[0] in machine.rules:
        raise UnknownError
    found = []
    for value in given[1]:
        moment = Moment({given[0]: value}, before)
        found.append(run.now(said[0], moment))
        before = {key: run.now(key, moment) for key in keys}
    return _entry(place, chain, found == said[1])


def _list(node: tree.Node) -> tuple[str, list[Fraction]] | None:
    """A name, and the numbers that it is said to be."""
    if not isinstance(node, tree.Chain) or len(node.links) != 1 or node.links[0].relation != "=":
        return None
    key, group = tree.key(node.first), node.links[0].operand
    if key is None or not isinstance(group, tree.Group) or len(group.items) < 2:
        return None
    values = [literal(item) for item in group.items]
    return None if None in values else (key, [v for v in values if v is not None])


def _of_parity(
    place: Place, machine: Machine, statement: tree.Statement, chain: tree.Chain
) -> Entry:
    r"""y^{(T)} = 1 exactly when \sum_{t=1}^T x^{(t)} is odd."""
    words = _ODD.fullmatch(" ".join(q.words.strip(" .") for q in statement.qualifiers))
    claim, total = chain.first, chain.links[0].operand
    if (
        words is None
        or not isinstance(claim, tree.Chain)
        or not isinstance(total, tree.BigOperator)
    ):
        raise UnknownError
    step, counted = step_of(claim.first), step_of(total.body)
    lower = total.lower
    begins = isinstance(lower, tree.Chain) and literal(lower.links[0].operand) == 1
    if step is None or counted is None or not begins or total.operator != "sum":
        raise UnknownError
    if counted.shift or counted.key not in machine.inputs:
        raise UnknownError
    if tree.key(total.upper or tree.Empty()) != step.letter or step.shift:
        raise UnknownError
    run = _Run(place, machine, step.letter, 0)
    keys, inputs = run.needs([step.key])
    start, cases = run.start(keys), run.cases(inputs)
    if any(at != 0 for key, at in machine.starts if key in keys):
        raise UnknownError
    waiting, seen = [(start, Fraction(0))], set[object]()
    while waiting:
        before, parity = waiting.pop()
        for case in cases:
            moment = Moment(case, before)
            odd = (parity + moment.inputs[counted.key]) % 2
            is_so = holds(claim, lambda n, m=moment: run.value(n, m))  # type: ignore[misc]
            if is_so != (bool(odd) == (words["what"] == "odd")):
                return _entry(place, chain, False, moment.shown())
            after = {key: run.now(key, moment) for key in keys}
            mark = (tuple(sorted(after.items())), odd)
            if mark not in seen and len(seen) < _MOST:
                seen.add(mark)
                waiting.append((after, odd))
    if len(seen) >= _MOST:
        raise UnknownError
    return _entry(place, chain, True)
