"""The entries of formulas about words, states and finite variables, where nothing else decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import field, replace
from typing import Any, Final, final

from symnn.deferred import dataclass, regex
from symnn.documents import rules
from symnn.documents.judging.by_tables.circumstances import (
    doubt,
    is_markov,
    speaks_of_others,
    words_between,
)
from symnn.documents.judging.by_tables.grounding import spelled
from symnn.documents.judging.by_tables.judging import Claims, node_of
from symnn.documents.judging.by_tables.knowledge import Knowledge, closed
from symnn.documents.judging.by_tables.networks import UnsettledError
from symnn.documents.judging.by_tables.statements import (
    Statement,
    functions_in,
    statements_of,
)
from symnn.documents.judging.by_tables.terms import Call, Letter, Word
from symnn.documents.judging.by_tables.values import Evaluator
from symnn.documents.judging.names.reaching.enclosed import around
from symnn.documents.judging.placing import Place, State, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry, Outcome, RightValue, left_open
from symnn.documents.regions import Formula
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.rewriting import Rewriting

#: Why something is open that is only unknown to others.
_UNKNOWN: Final = regex(
    r"not defined|does not follow from|given two formulas|may be a function here|not covered"
    r"|not said|takes \d+ arguments?"
)
_FAILURES: Final = (UnsettledError, SymnnError, ArithmeticError, RecursionError, ValueError)


@final
@dataclass(slots=True)
class Memory:
    """What is known under each heading, by which formulas, and the names with arguments so far."""

    known: dict[tuple[str, ...], Knowledge] = field(default_factory=dict)
    given: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    functions: frozenset[str] = frozenset()
    heard_to: dict[tuple[str, ...], int] = field(default_factory=dict)
    unsure: set[tuple[str, ...]] = field(default_factory=set)
    lately: dict[tuple[str, ...], Knowledge] = field(default_factory=dict)
    aside: tuple[Any, Memory] | None = None

    def where(self, text: str, formula: Formula) -> Memory:
        """The memory at a formula: what an aside says stays in it, if more is known around it."""
        known = self.known.get(formula.headings)
        asides = [e for e in around(text, formula.outer_start) if e.series < 0]
        if not asides or known is None or known.is_empty:
            return self
        if self.aside is None or self.aside[0] != asides[0]:
            self.aside = None
            self.aside = asides[0], deepcopy(self)
        return self.aside[1]

    def words_before(self, text: str, formula: Formula) -> str:
        """The words since the last formula under the same heading that gives something."""
        start = self.heard_to.get(formula.headings, formula.outer_start)
        return words_between(text, start, formula.outer_start)

    def hear(self, latex: str) -> None:
        """Note the names with arguments in a formula; what was read without them is read again."""
        new = functions_in(latex) - self.functions
        if not new:
            return
        self.functions |= new
        for section, formulas in self.given.items():
            if not any(name.split()[-1] in formula for name in new for formula in formulas):
                continue
            self.known[section] = Knowledge()
            for formula in formulas:
                _learn(self.known[section], list(statements_of(formula, self.functions)))


def new_memory() -> Memory:
    """Nothing known."""
    return Memory()


def with_tables(
    state: State, memory: Any, formula: Formula, entries: Sequence[Entry]
) -> Iterator[Entry]:
    """The entries of a formula, decided by tables where that was left open.

    Args:
        state: what the document has said.
        memory: what this room knows of it; it learns what the formula gives.
        formula: the formula.
        entries: what was found otherwise.
    """
    memory = memory.where(state.source.text, formula)
    memory.hear(formula.latex)
    known = memory.known.setdefault(formula.headings, Knowledge())
    known.is_markov = is_markov(state.source.text)
    place = Place(state, formula, Rewriting(formula.latex))
    statements = list(statements_of(formula.latex, memory.functions))
    words = memory.words_before(state.source.text, formula)
    if not known.is_empty and speaks_of_others(words):
        memory.unsure.add(formula.headings)  # from here on it may be about something else
    is_open = known.is_empty or formula.headings in memory.unsure
    found = None if is_open else _claimed(place, memory, known, statements, words)
    if found is None and not is_open and r"\text" in formula.latex:
        found = _counted(place, known, words)
    if found is None:
        memory.heard_to[formula.headings] = formula.outer_end
        memory.given.setdefault(formula.headings, []).append(formula.latex)
        _learn(known, statements)
        yield from entries
        return
    yield from _together(entries, found)


def _learn(known: Knowledge, statements: Sequence[Statement | None]) -> None:
    known.formula += 1
    for statement in statements:
        if statement is None or statement.each:
            continue
        known.learn(list(statement.sides))
        first = statement.sides[0].term
        if statement.titles and isinstance(first, Letter):
            known.titles[spelled(first)] = tuple(Word(title) for title in statement.titles)


def _claimed(
    place: Place,
    memory: Memory,
    known: Knowledge,
    statements: Sequence[Statement | None],
    words: str,
) -> list[Entry] | None:
    """The entries of a formula of claims alone; None for any other."""
    whole = [statement for statement in statements if statement is not None]
    if not whole or len(whole) != len(statements):
        return None
    settings = max((k for k, s in enumerate(whole) if s.before == ":"), default=0)
    if settings:
        supposed = _supposed(known, whole[:settings])
        if supposed is None:
            return None
        known = memory.lately[place.formula.headings] = supposed
    later = None if settings else memory.lately.get(place.formula.headings)
    found: list[Entry] = []
    try:
        claims = Claims(place, known)
        for statement in whole[settings:]:
            if len(statement.sides) < 2 or _is_given_again(known, statement):
                return None
            judgements = claims.judgements(statement)
            if not claims.evaluator.used and not _asks_network(statement):
                return None
            judgements = [_in_both(place, later, statement, one) for one in judgements]
            if _has_other_formula(known, statement, judgements):
                return None
            found += _entries(place, statement, judgements, words)
    except _FAILURES:
        return None
    return found


def _in_both(
    place: Place, later: Knowledge | None, statement: Statement, found: Judgement
) -> Judgement:
    """What is false, unless the values that were last set before a colon are still meant."""
    if found.outcome != "refuted" or later is None:
        return found
    others = Claims(place, later).judgements(statement)
    if all(one.outcome == "refuted" for one in others):
        return found
    return Judgement("undecided", reason="the values set before may still be meant")


def _counted(place: Place, known: Knowledge, words: str) -> list[Entry] | None:
    """The entry of a sentence that counts parameters or ways; None for any other."""
    from symnn.documents.judging.by_tables.counting import counted

    evaluator = Evaluator(known)
    try:
        states = list(evaluator.states())
        found = counted(place.latex, known, evaluator.network, states)
    except _FAILURES:
        return None
    if found is None or len(set(found.said)) != 1:
        return None
    is_right = found.said[0] == found.right
    why = None if is_right else _doubt(place, words)
    rule = rules.PROVED if is_right else rules.FALSE_SENTENCE
    outcome: Outcome = "proved" if is_right else "refuted" if why is None else "undecided"
    return [
        place.entry(
            0,
            len(place.latex),
            rule=(rule if why is None else rules.UNDECIDED).id,
            kind="claim",
            relation="is",
            verdict=outcome,
            evidence="" if why else "counted by the sizes that are given",
            reason=why,
            right_value=None if is_right or why else RightValue(str(found.right), str(found.right)),
        )
    ]


def _supposed(known: Knowledge, settings: Sequence[Statement]) -> Knowledge | None:
    """What is known where some names have the values set before a colon; None if it is unclear."""
    known = known.copy()
    for statement in settings:
        *names, value = statement.sides
        plain = all(isinstance(side.term, Letter) for side in names)
        equal = all(side.relation == "=" for side in statement.sides[1:])
        if not (names and plain and equal and closed(value.term) is not None) or statement.each:
            return None
        for side in names:
            known.numbers.pop(spelled(side.term), None)
            known.conflicts.discard(spelled(side.term))
        known.learn(list(statement.sides))
    return known


def _asks_network(statement: Statement) -> bool:
    return any(side.relation.endswith("⊥") for side in statement.sides)


def _is_given_again(known: Knowledge, statement: Statement) -> bool:
    """Whether it only says what was given, or gives it another value."""
    names = [s.term for s in statement.sides if isinstance(s.term, (Letter, Call))]
    return (
        any(spelled(name) in known.numbers for name in names)
        and all(side.relation in ("", "=") for side in statement.sides)
        and len(names) + 1 >= len(statement.sides)
    )


def _has_other_formula(
    known: Knowledge, statement: Statement, judgements: Sequence[Judgement]
) -> bool:
    """Whether a name that has a formula is given another one: x_1 = -x_2 after x_1 = 2x_2."""
    first, *others = statement.sides
    if all(one.outcome != "refuted" for one in judgements) or not isinstance(first.term, Letter):
        return False
    ruled = any(spelled(rule.name) == spelled(first.term) for rule in known.rules)
    equal = [side.relation for side in others] == ["="]
    return ruled and equal and closed(others[0].term) is None


def _entries(
    place: Place, statement: Statement, judgements: Sequence[Judgement], words: str
) -> Iterator[Entry]:
    pairs = zip(statement.sides, statement.sides[1:], strict=False)
    if len(judgements) != len(statement.sides) - 1:
        raise UnsettledError
    for (left, right), judgement in zip(pairs, judgements, strict=True):
        found = judgement
        if found.outcome == "refuted" and (why := _doubt(place, words)) is not None:
            found = Judgement("undecided", reason=why)
        found = replace(found, notes=(*found.notes, "by the numbers and rules given above"))
        nodes = node_of(place, left), node_of(place, right)
        relation = tree.Span(left.end, right.start)
        link = tree.Link(right.relation, nodes[1], relation)
        text = f"{place.latex[left.start : left.end]} {right.relation} "
        text += place.latex[right.start : right.end]
        yield judged_entry(place, nodes[0], link, found, " ".join(text.split())[:240])


def _doubt(place: Place, words: str) -> str | None:
    found = doubt(place.formula, words)
    if found is not None:
        return found
    from symnn.documents.judging.chances.anew import told_anew

    return told_anew(place, ())


def _together(entries: Sequence[Entry], found: Sequence[Entry]) -> Iterator[Entry]:
    """What this room found, beside what was found otherwise: they must not contradict."""
    before = [entry.verdict for entry in entries if entry.kind == "claim"]
    if before and all(v in ("proved", "refuted") for v in before) and len(before) >= len(found):
        yield from entries
        return
    own = {entry.verdict for entry in found}
    clash = ("refuted" in before and "refuted" not in own) or (
        "refuted" in own and before and set(before) == {"proved"} and len(before) >= len(found)
    )
    doubts = [e.reason or "" for e in entries if e.verdict == "undecided"]
    doubted = next((reason for reason in doubts if _UNKNOWN.search(reason) is None), None)
    if "refuted" in own and doubted is not None:
        yield from (left_open(e, doubted) if e.verdict == "refuted" else e for e in found)
        return
    if clash:
        yield from (left_open(entry, "read in two ways, it differs") for entry in found)
        return
    yield from found
