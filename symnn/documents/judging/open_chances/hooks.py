"""The entries of laws of chances: proved of all variables, or false in a table of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import (
    has_words_around,
    may_be_posed_in_words,
    supposes,
)
from symnn.documents.judging.open_chances.beside import Beside, beside
from symnn.documents.judging.open_chances.counted import Counted, placements, table
from symnn.documents.judging.open_chances.letters import Letters, Told, has_union, letters_in
from symnn.documents.judging.open_chances.marginals import Marginals, name_of
from symnn.documents.judging.open_chances.relation import UnreadError, Walk, chances_in
from symnn.documents.judging.open_chances.spelled import head_of
from symnn.documents.judging.open_chances.telling import told_before
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import RELATIONS, Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.documents.source import lowered, says
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.plain import plain

_ABOUT: Final = regex(
    r"probab|random|event|distribut|conditional|bayes|marginal|posterior|likelihood|chance"
)
#: Words of a section that may suppose more of its variables.
_SUPPOSES: Final = regex(
    r"assum|exclusive|disjoint|symmetr|uniform|suppos|exchangeab|equally"
    r"|partition|subset|implies"
)
_SIDES: Final = frozenset({"=", "≤", ">=", "≥", "<=", ":=", "≡"})
_SECONDS: Final = 2
_SIZES: Final = (2, 3, 4)
_MOST_EVENTS: Final = 4
_MOST_PLACES: Final = 24


def laws(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    """The entries of a chain of laws; None where one of its relations is open.

    Args:
        place: where it stands.
        chain: the relations.
        clause: the statement with its conditions.
    """
    if any(link.relation not in _SIDES for link in chain.links):
        return None
    if not says(lowered(place.state.source.text), _ABOUT) or not _is_open(place, chain):
        return None
    found: list[Entry] = []
    for left, link in chain.pairs():
        try:
            judgement = _Law(place, left, link, clause).judgement()
        except (UnreadError, SymnnError):
            judgement = None
        if judgement is None:
            return None
        if judgement.outcome == "refuted" and _differ_in_case(left, link.operand):
            text = "a letter and its capital may be one event"
            judgement = Judgement("undecided", reason=text)
        if judgement.outcome == "refuted" and _has_primed_event(left, link.operand):
            text = "a primed event may be the complement"
            judgement = Judgement("undecided", reason=text)
        text = f"{plain(left)} {link.relation} {plain(link.operand)}"[:240]
        found.append(judged_entry(place, left, link, judgement, text))
    return iter(found)


def _differ_in_case(*sides: tree.Node) -> bool:
    """Whether x stands beside X: of P(Y | X) = P(X | Y) P(Y) / P(x) both are one variable."""
    parts = [part for side in sides for part in tree.walk(side)]
    if any(isinstance(part, tree.Chain) for part in parts):
        return False  # X = x tells a variable and its value apart
    bases = {part.base for part in parts if isinstance(part, tree.Name)} - {"p", "P"}
    return any(base.lower() in bases for base in bases if base.isupper())


def _has_primed_event(*sides: tree.Node) -> bool:
    """Whether A' stands beside A: of P(B) = P(B | A) P(A) + P(B | A') P(A') it is "not A"."""
    parts = [part for side in sides for part in tree.walk(side)]
    primed = {tree.key(part.operand) for part in parts if isinstance(part, tree.Prime)}
    return any(key is not None and key[:1].isupper() for key in primed)


def _is_open(place: Place, chain: tree.Chain) -> bool:
    """Whether all chances are those of one measure, and nothing else has their names."""
    heads = {tree.key(parts[0]) for n in tree.walk(chain) if (parts := head_of(n)) is not None}
    scope = place.state.scope
    used = (pair for chance in chances_in(chain) for pair in chance.both.values())
    names = {name.rstrip("'") for pair in used for name in pair if name.rstrip("_'").isalpha()}
    return len(heads) == 1 and all(scope.latest(k or "") is None for k in {*heads, *names})


class _Law:
    """One relation between expressions in chances."""

    def __init__(self, place: Place, left: tree.Node, link: tree.Link, clause: Clause) -> None:
        self.place = place
        self.sides = left, link.operand
        self.relation = RELATIONS[link.relation]
        self.chances = [list(chances_in(side)) for side in self.sides]
        self.letters: Letters = letters_in(self.sides)
        names = {n for pair in self.letters.values.items() for n in (pair[0], *pair[1])}
        names |= {"p", "P", "Pr"}
        self.beside: Beside = beside(clause.conditions, names)
        before = told_before(place, frozenset(self.letters.values))
        own = self.beside.told
        self.told = Told(
            (*before.apart, *own.apart), (*before.given, *own.given),
            (*before.disjoint, *own.disjoint),
        )  # fmt: skip
        families = {v for v in self.letters.values if v.endswith("_")}
        if families and not told_before(place, families, partitions=True).disjoint:
            raise UnreadError

    def judgement(self) -> Judgement | None:
        """What is found; None where it stays open."""
        if sum(map(len, self.chances)) < 2 and not self.letters.bound:
            return None
        try:
            found = self._proved()
        except UnreadError:  # a sum over values that is none of chances
            found = None
        return found or self._refuted()

    def _proved(self) -> Judgement | None:
        if self.relation == "=":
            way = Marginals(self.letters, self.told)
            walk = Walk(way, self.letters.aliases)
            left, right = (way.expression(walk.value(side)) for side in self.sides)
            over: tuple[Formula, ...] = tuple(
                Atomic(">", symbol(name_of(j)), ZERO) for j in sorted(way.used, key=name_of)
            )
            return _decided(self.relation, left, right, over, "marginal chances; ")
        if not self.letters.is_plain or len(self.letters.values) > _MOST_EVENTS:
            return None
        if self.told != Told():
            return None
        sizes = (2,) * len(self.letters.values)
        at = dict.fromkeys((v for row in self.letters.values.values() for v in row), 0)
        left, right = self._counted(sizes, "open", at)
        names = sorted(free_symbols(left, right))
        over = tuple(Atomic(">", symbol(name), ZERO) for name in names)
        return _decided(self.relation, left, right, over, "unknown weights of all cases; ")

    def _counted(self, sizes: tuple[int, ...], how: str, at: dict[str, int]) -> tuple[Expr, Expr]:
        names = tuple(self.letters.values)
        of = names.index(self.told.given[0][0]) if how == "given" else 0
        way = Counted(names, table(sizes, how, of), at)
        walk = Walk(way, self.letters.aliases)
        left, right = (walk.value(side) for side in self.sides)
        return left, right

    def _refuted(self) -> Judgement | None:
        values = [v for row in self.letters.values.values() for v in row]
        if any(v[0].isdigit() for v in values) or "int" in self.letters.operators:
            return None
        if self._doubt():
            return None
        count = len(self.letters.values)
        sizes = tuple(_SIZES[k % 3] for k in range(count))
        is_told = self.told != Told()
        ways = [(sizes, "apart")] if is_told else [(sizes, "any")]
        if len(self.told.given) == 1 and not self.told.apart:
            is_there = self.told.given[0][0] in self.letters.values
            ways = [(sizes, "given" if is_there else "any")]
        if self.told.disjoint:
            ways = [(sizes, "disjoint")]
            if self.told.apart or self.told.given:
                return None
        if not self.beside.for_all:
            ways += [(sizes, "apart"), (sizes, "alike")]
            if not all(self.chances):
                ways.append(((2,) * count, "alike"))
            if any(has_union(chance.both) for row in self.chances for chance in row):
                ways.append((sizes, "disjoint"))
        found = [self._false_in(*way) for way in ways]
        return found[0] if None not in found else None

    def _doubt(self) -> bool:
        """Whether it may be supposed, or a condition on its variables, and no law for all."""
        if self.beside.for_all:
            return False
        formula = self.place.formula
        if may_be_posed_in_words(formula) or supposes(formula):
            return True
        if not formula.display and has_words_around(formula):
            return True
        text = self.place.state.source.text[: formula.outer_start].lower()
        few = sum(map(len, self.chances)) < 3 and not self.letters.bound
        return few or _SUPPOSES.search(text) is not None

    def _false_in(self, sizes: tuple[int, ...], how: str) -> Judgement | None:
        """The refutation by a table of numbers."""
        for number, at in enumerate(placements(self.letters, sizes)):
            if number >= _MOST_PLACES or (how == "disjoint" and number):
                return None
            left, right = self._counted(sizes, how, at)
            verdict = decide(Claim(Atomic(self.relation, left, right)), seconds=_SECONDS)
            if verdict.status is Status.REFUTED:
                return Judgement("refuted", f"a table of chances, {verdict.method}")
        return None


def _decided(
    relation: str, left: Expr, right: Expr, over: tuple[Formula, ...], way: str
) -> Judgement | None:
    verdict = decide(Claim(Atomic(relation, left, right), over), seconds=_SECONDS)
    if verdict.status is not Status.PROVED:
        return None
    return Judgement("proved", f"{way}{verdict.method}")
