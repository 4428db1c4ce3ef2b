"""What follows from the probabilities that a document gives.

Every fact P(e | g) = v is a linear equation in the probabilities of the cells of the joint
distribution: N - v D = 0 with N the sum over e ∩ g and D that over g. A probability is settled if
its N is a multiple of its D, up to such equations; that covers complements, total probability and
the rule of Bayes, and supposes nothing, no independence either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import product
from typing import Any, Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass, regex
from symnn.documents.judging.chances.events import Cell, Event, Query
from symnn.documents.regions import Formula
from symnn.documents.source import Source
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, symbol
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower

MOST_CELLS: Final = 64
MOST_FACTS: Final = 64
#: So many are kept in mind that may have been given anew since.
MOST_EVER: Final = 256
#: A value beside those that are named, unless they are all.
_OTHER: Final = "other"
_SECONDS: Final = 2

#: Headings of the steps of one example: "Step 2: Apply the rule", "Solution", "Given".
_STEP: Final = regex(
    r"(?i)\W*(?:(?:step|part|schritt|étape|paso|passo|passaggio|шаг)\W*(?:\d+|[ivx]+|[a-d])\b.*"
    r"|(?:the |our )?(?:solution|answer|calculations?|computations?|result|given|given data|data"
    r"|known(?: values| data)?|setup|conclusion|interpretation|final answer)\W*)"
)

#: One equation: a number for every cell.
Row = tuple[Number, ...]
#: Which cells count above and below, as 1 or 0.
Sums = tuple[tuple[int, ...], tuple[int, ...]]


@final
@dataclass(frozen=True, slots=True)
class Fact:
    """A probability that was given, and where: `end` is the offset behind its formula.

    It is `put_in` if words gave it for the sake of a sentence: "if $P(A) = 0.4$".
    """

    query: Query
    value: Expr
    section: tuple[str, ...]
    line: int
    end: int = 0
    put_in: bool = False


def fact_at(source: Source, formula: Formula, query: Query, value: Expr) -> Fact:
    """The fact that a formula gives."""
    from symnn.documents.judging.wording.puts_in import putting_in

    line = source.position(formula.start).line
    put_in = not formula.display and putting_in(formula.before) != ""
    return Fact(query, value, example_of(formula.headings), line, formula.outer_end, put_in)


def example_of(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings down to that of an example, without those of its steps.

    >>> example_of(("Bayes", "Step 2: apply it")), example_of(("Bayes", "Another test"))
    (('Bayes',), ('Bayes', 'Another test'))
    """
    while headings and _STEP.fullmatch(headings[-1]):
        headings = headings[:-1]
    return headings


@final
@dataclass(slots=True)
class Facts:
    """The probabilities given so far, in order, those found to follow, and the laws told.

    `joined` are those that follow from independence that was told, by what they follow from;
    `tables` is what words and finite variables are known by; `ever` are all that were given;
    `supposed` are the chances as single formulas put them in for their own sake.
    """

    known: list[Fact] = field(default_factory=list)
    found: list[Fact] = field(default_factory=list)
    told: Any = None
    tables: Any = None
    joined: dict[Any, list[Fact]] = field(default_factory=dict)
    ever: list[Fact] = field(default_factory=list)
    supposed: list[Facts] = field(default_factory=list)

    def copy(self) -> Facts:
        """As they are now."""
        told = self.told and self.told.copy()
        return replace(
            self,
            known=list(self.known),
            found=list(self.found),
            told=told,
            ever=list(self.ever),
            supposed=list(self.supposed),
        )

    def given_by(self, facts: Sequence[Fact]) -> Facts:
        """As if only some of the facts had been given."""
        other = replace(self.copy(), known=[], found=[], ever=[], joined={})
        for fact in facts:
            other.give(fact)
        return other

    def give(self, fact: Fact) -> None:
        """Add one; another value for what was given begins anew."""
        again = [f for f in self.known if f.query.key == fact.query.key]
        if again or len(self.known) >= MOST_FACTS:
            self.known.clear()
            self.found.clear()
        self.known.append(fact)
        self.ever = [*self.ever[-MOST_EVER:], fact]

    def given(self, query: Query, section: tuple[str, ...]) -> Fact | None:
        """The fact that a probability was given by."""
        found = [f for f in self.within(section) if f.query.key == query.key]
        return found[-1] if found else None

    def within(self, section: tuple[str, ...]) -> list[Fact]:
        """The facts of a section."""
        own = example_of(section)
        return [f for f in self.known if f.section == own]


def settled(facts: Sequence[Fact], query: Query) -> Expr | None:
    """The value of a probability that facts settle; None if they do not."""
    facts = [f for f in facts if not free_symbols(f.value)]
    events = [f.query for f in facts] + [query]
    names = {m for q in events for e in (q.event, q.given) if e is not None for m in e.mentions}
    if {value for _, value in names} & {variable for variable, _ in names}:
        return None  # A = B of two variables, where neither is a value of the other
    try:
        values = _values(facts, names)
        cells = [dict(zip(values, row, strict=True)) for row in product(*values.values())]
        if not 0 < len(cells) <= MOST_CELLS:
            return None
        numbers = [exact_value(lower(f.value)) for f in facts]
        rows = tuple(
            _equation(_sums(cells, f.query), value) for f, value in zip(facts, numbers, strict=True)
        )
        return _multiple(rows, _sums(cells, query))
    except SymnnError:
        return None


# A chapter asks for the same probability in every formula that has it, and before each it is
# asked whether it is settled: nothing but these numbers decides that.
@lru_cache(maxsize=1024)
def _multiple(rows: tuple[Row, ...], sums: Sums) -> Expr | None:
    """The chance v with N = v · D wherever the facts hold, found and then confirmed."""
    found = _ratio(rows, *sums)
    if found is None or found.sign() < 0 or (found - 1).sign() > 0:
        return None
    value = written_form(found)
    return value if _confirmed(rows, sums, value) else None


def _values(facts: Sequence[Fact], names: set[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The values of each variable; one more if those that are named need not be all."""
    found: dict[str, list[str]] = {}
    for variable, value in sorted(names):
        found.setdefault(variable, []).append(value)
    return {variable: _completed(facts, variable, values) for variable, values in found.items()}


def _completed(facts: Sequence[Fact], variable: str, values: list[str]) -> tuple[str, ...]:
    if set(values) <= {"0", "1"}:
        return ("0", "1")
    if any(_is_all(fact, variable, values) for fact in facts):
        return tuple(values)
    sums: dict[str, Number] = {}
    for fact in facts:
        if fact.query.event.mentions and len(fact.query.event.mentions) == 1:
            (mentioned, value), *_ = fact.query.event.mentions
            behind = () if fact.query.given is None else fact.query.given.mentions
            if any(name == variable for name, _ in behind):
                continue  # P(X = 2 | X = 2) = 1 tells of no other value
            if mentioned == variable and value in values:
                given = "" if fact.query.given is None else fact.query.given.key
                sums[given] = sums.get(given, Number(0)) + exact_value(lower(fact.value))
    whole = bool(sums) and all(total == Number(1) for total in sums.values())
    return tuple(values) if whole else (*values, _OTHER)


def _is_all(fact: Fact, variable: str, values: Sequence[str]) -> bool:
    """Whether it is certain that a variable has one of some values."""
    event = fact.query.event
    if fact.query.given is not None or fact.value != ONE or "∪" not in event.key:
        return False
    named = {value for name, value in event.mentions if name == variable}
    return {name for name, _ in event.mentions} == {variable} and named == set(values)


def _sums(cells: Sequence[Cell], query: Query) -> Sums:
    """Which cells count above and below."""
    given: Event | None = query.given
    below = tuple(int(given is None or given.holds(cell)) for cell in cells)
    above = tuple(int(b and query.event.holds(cell)) for b, cell in zip(below, cells, strict=True))
    return above, below


def _equation(sums: Sums, value: Number) -> Row:
    return tuple(Number(a) - value * b for a, b in zip(*sums, strict=True))


def _ratio(rows: tuple[Row, ...], above: tuple[int, ...], below: tuple[int, ...]) -> Number | None:
    """The v with above = v · below + a combination of rows, if there is just one."""
    columns = [*rows, [Number(b) for b in below], [Number(a) for a in above]]
    form, pivots = Matrix([list(entry) for entry in zip(*columns, strict=True)]).rref()
    place, last = len(rows), len(rows) + 1
    if place not in pivots or last in pivots:
        return None
    return form[pivots.index(place), last]


def _confirmed(rows: tuple[Row, ...], sums: Sums, value: Expr) -> bool:
    """Once more as a claim: wherever the facts hold, above = v · below."""
    unknowns = [symbol(f"p_{k}") for k in range(len(sums[0]))]
    over = tuple(Atomic("=", _dot([written_form(n) for n in row], unknowns), ZERO) for row in rows)
    above, below = (_dot([written_form(Number(n)) for n in side], unknowns) for side in sums)
    return decide(Claim(Atomic("=", above, mul(value, below)), over), seconds=_SECONDS).proved


def _dot(numbers: Sequence[Expr], unknowns: Sequence[Expr]) -> Expr:
    return add(*(mul(n, u) for n, u in zip(numbers, unknowns, strict=True)))
