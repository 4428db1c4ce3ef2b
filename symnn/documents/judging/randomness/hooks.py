r"""The entries of relations between means, variances and entropies of what a document tells of.

Each operation becomes a number or an expression in the letters of the laws; then it is a relation
as any other. A false one is refuted only if its letters belong to what was told: an equation with
another unknown may be a condition on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, final

from symnn.claims.formula import Atomic, Formula
from symnn.deferred import regex
from symnn.documents.judging.chances.at_hand import doubt_of_words
from symnn.documents.judging.doubts.withheld import supposes
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place, judged_entry, relation_entry
from symnn.documents.judging.randomness.asked import value
from symnn.documents.judging.randomness.asking import (
    asks,
    defines,
    letters_of,
    may_be_function,
    scope_knows,
)
from symnn.documents.judging.randomness.domains import domain_of
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.odds import with_names_for_primes
from symnn.documents.judging.randomness.premises import put_in
from symnn.documents.judging.randomness.spellings import operation_of, regrouped
from symnn.documents.judging.randomness.tables import cells_of
from symnn.documents.judging.randomness.telling import world_before
from symnn.documents.judging.randomness.values import Values
from symnn.documents.judging.randomness.words import are_same, has_matrices
from symnn.documents.judging.randomness.world import Variable, World, is_in_doubt
from symnn.documents.judging.relations import RELATIONS, Judgement, Side
from symnn.documents.judging.wording.besides import assumed_of
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.parser import parse
from symnn.latex.plain import plain

_BITS: Final = regex(
    r"\bbase[ $\\a-z]*(?:2|two)\b|\bbits?\b|\\log_\{?2|\bbinary log|\bshannons?\b|\\lb\b"
)
_NATS: Final = regex(r"\bnats?\b|natural|\\ln\b|\bbase[ $]*e\b")
_MOMENTS: Final = frozenset({"mean", "variance", "covariance", "deviation", "correlation"})
_LOG: Final = regex(r"\\log\b")
#: Logarithms that have a base of their own, whatever the measures have.
_FIXED_LOG: Final = regex(r"\\ln(?![a-z])|\\log_")
#: Laws of which a text takes one after the other: "Bernoulli case: …; Gaussian case: …".
_CASES: Final = regex(r"\b(bernoulli|gaussian|normal|exponential|poisson|uniform|binomial) case\b")
_CONDITIONS: Final = frozenset(
    {"if", "and", ",", "", "when", "with", "for", "where", "assume", "given", "then"}
)


@final
class Asking:
    """A chain of relations in which something is asked of random variables."""

    def __init__(self, claims: _Claims, written: tree.Chain, chain: tree.Chain) -> None:
        self._claims = claims
        self._written = written
        self._chain = chain

    @classmethod
    def of(cls, place: Place, chain: tree.Chain, clause: Clause) -> Asking | None:
        """What is asked; None for a chain with nothing of the kind in it.

        Args:
            place: where it stands.
            chain: the relations.
            clause: the statement with its conditions.
        """
        premises: list[tree.Chain] = []
        if chain.links[0].relation == "⇒":
            first, last = chain.first, chain.links[0].operand
            both = isinstance(first, tree.Chain) and isinstance(last, tree.Chain)
            if len(chain.links) > 1 or not both:
                return None
            premises, chain = [first], last  # type: ignore[list-item,assignment]
        links = [link for one in (chain, *premises) for link in one.links]
        if any(link.relation not in RELATIONS for link in links):
            return None
        whole = regrouped(chain)
        if not isinstance(whole, tree.Chain) or not asks(whole, place):
            return None
        if defines(whole, place):
            return None
        claims = _Claims(place, clause, premises)
        from symnn.documents.judging.randomness.own_formulas import is_in_bits

        if is_in_bits(place, whole):
            claims.model.log_base, claims.model.has_base = rational(2), True
        whole = with_names_for_primes(whole, claims.world)
        if not isinstance(whole, tree.Chain):
            return None
        claims.declare(whole, *map(regrouped, premises))
        return cls(claims, chain, whole) if claims.speaks_of(whole) else None

    def entries(self) -> Iterator[Entry] | None:
        """The entries; None where nothing of the chain is settled."""
        return self._claims.entries(self._written, self._chain)

    @property
    def is_open(self) -> bool:
        """Whether something is left open because of letters that nothing is told of."""
        return self._claims.is_open

    def unsettled(self) -> Iterator[Entry] | None:
        """The entries of a chain whose arithmetic alone would hide that its head is open."""
        found = self._claims.found
        return iter(found) if len(found) > 1 and not self._claims.lacks_base else None


class _Claims:
    """The relations of one chain, under what is told up to them."""

    def __init__(self, place: Place, clause: Clause, premises: Sequence[tree.Chain]) -> None:
        self.place = place
        self.clause = clause
        self.found: list[Entry] = []
        self.is_open = False
        self.lacks_base = False
        self.for_all = False
        self.premises = list(premises)
        formula = place.formula
        local, colon, _ = place.latex.rpartition(":")
        text = place.state.source.text[: formula.outer_start]
        self.world: World = world_before(text, local if colon else "", sorted(scope_knows(place)))
        self.world.choose(letters_of(place.latex), letters_of(place.latex, is_bare=True))
        view = reader(place.state.scope, version=place.seen, open_names=True)
        self.model = Model(place, self.world, view)
        self.model.special = self._special
        self.model.ask = partial(value, self.model)
        self.model.settings = _set_in(local) if colon else frozenset()
        self._set_base()

    def _special(self, base: str, law: Variable, degree: int) -> Expr:
        from symnn.documents.judging.randomness.densities import special_moment

        return special_moment(self.model, base, law, degree)

    def _set_base(self) -> None:
        text = self.place.state.source.text.lower()
        bits, nats = _BITS.search(text) is not None, _NATS.search(text) is not None
        self.model.log_base = rational(2) if bits and not nats else None
        self.model.has_base = bits != nats or (not bits and _LOG.search(text) is not None)

    def declare(self, *chains: tree.Node) -> None:
        """Take names that stand alone in Var(X), Cov(X, Y) for random variables."""
        world = self.world
        for node in (n for chain in chains for n in tree.walk(chain)):
            asked = operation_of(node, self.model.knows)
            if asked is None or isinstance(node, tree.Name) or asked.kind not in _MOMENTS:
                continue
            if may_be_function(node):
                continue
            for item in asked.items:
                key = tree.key(item) if isinstance(item, tree.Name) else None
                if key is None or self.model.knows(key) or self.model.is_random(item):
                    continue
                if cells_of(self.model, (key,)):
                    continue
                world.variables[key] = Variable("moments", (None, None))
                world.by_use.add(key)

    def speaks_of(self, chain: tree.Chain) -> bool:
        """Whether what is asked has to do with variables that something is told of."""
        return Values(self.model).finds_any(chain)

    def entries(self, written: tree.Chain, chain: tree.Chain) -> Iterator[Entry] | None:
        """One entry a link; None where nothing of the chain is settled."""
        conditions = self.clause.conditions
        more = [c.body for c in conditions if isinstance(c.body, tree.Chain)]
        plain_words = all(c.words.lower().strip(" ,:;.") in _CONDITIONS for c in conditions)
        assumed = NOTHING
        if self.premises:
            if len(more) != len(conditions) or not plain_words:
                return None
            self.premises += [c for c in more if c not in self.premises]
        elif not self._worded():
            assumed = NOTHING if not conditions else assumed_of(self.place, written, self.clause)
            given = assumed.values.keys() - assumed.universal
            variables = {key.rstrip("_^") for key in self.world.variables}
            given |= assumed.values.keys() & variables  # "given X > 1"
            if conditions and (assumed.unread is not None or assumed.is_closed or given):
                return None
        pairs = list(zip(written.pairs(), chain.pairs(), strict=True))
        if self._is_told(chain):
            return iter(
                [relation_entry(self.place, *pair, "definition", reading="") for pair, _ in pairs]
            )
        found = self.found
        settled = False
        for (left, link), (bare, other) in pairs:
            entry, own = self._entry(left, link, bare, other, assumed)
            settled = settled or own
            found.append(entry)
        unsaid = self.model.used & self.world.by_use and not (self.premises or self.for_all)
        if unsaid and any(entry.verdict != "proved" for entry in found):
            found.clear()  # it is nowhere said what these names are
        return iter(found) if settled and found and not self.lacks_base else None

    def _worded(self) -> bool:
        """Whether conditions in words are understood: for all X, if X and Y are independent."""
        if not self.clause.conditions:
            return False
        from symnn.documents.judging.randomness.conditions import worded

        found = worded(self.world, self.clause.conditions)
        self.for_all = found is True
        return found is not None

    def _is_told(self, chain: tree.Chain) -> bool:
        """Whether it only gives a value that is supposed for what stands behind a colon."""
        if self.place.standing not in ("setting", "premise") or len(chain.links) > 1:
            return False
        return operation_of(chain.first, self.model.knows) is not None

    def _entry(
        self,
        left: tree.Node,
        link: tree.Link,
        bare: tree.Node,
        other: tree.Link,
        assumed: Assumptions,
    ) -> tuple[Entry, bool]:
        """The entry of one relation, and whether all that is asked in it was settled."""
        values = Values(self.model)
        sides = values.replaced(bare), values.replaced(other.operand)
        place = self.place
        if values.open:
            self.is_open = True
            reason = f"{plain(values.open[0])} does not follow from what is told"
            return relation_entry(
                place, left, link, "claim", "undecided", reason=reason[:240]
            ), False
        whole = replace(other, operand=sides[1])
        try:
            found = self._judged(sides[0], whole, values, assumed)
            if found.outcome == "proved":
                found = self._in_any_size(found, bare, other.operand)
        except (MeaningError, SymnnError, UnsettledError) as obstacle:
            found = Judgement(
                "undecided", reason=str(obstacle) or "it does not follow from what is told"
            )
        if found.outcome == "refuted":
            found = self._in_other_ways(found, bare, other, assumed)
        found = self._withheld(found, left, link, values)
        text = f"{plain(left)} {link.relation} {plain(link.operand)}"[:240]
        return judged_entry(place, left, link, found, text), True

    def _in_any_size(self, found: Judgement, left: tree.Node, right: tree.Node) -> Judgement:
        """What holds of numbers, for letters that may be vectors and matrices."""
        if not has_matrices(left, right):
            return found
        if are_same(self.model, left, right):
            return replace(found, notes=(*found.notes, "as products of matrices, word by word"))
        return Judgement("undecided", reason="it holds of numbers, but matrices do not commute")

    def _in_other_ways(
        self, found: Judgement, left: tree.Node, link: tree.Link, assumed: Assumptions
    ) -> Judgement:
        """What is false, with the numbers of laws as other authors give them."""
        variables = self.world.variables
        rates = "rate" in self.place.state.source.text
        used = [variables[base] for base in self.model.used if base in variables]
        if self.model.is_told_twice(left, link.operand):
            self.model.prefers_laws = True
            again = self._once_more(left, link, assumed)
            self.model.prefers_laws = False
            if again.outcome == "proved":
                return again
        if not any(is_in_doubt(law) and not (rates and law.kind == "exponential") for law in used):
            return found
        self.model.alternative = True
        again = self._once_more(left, link, assumed)
        self.model.alternative = False
        if again.outcome == "refuted":
            return found
        return Judgement("undecided", reason="the numbers of a law may be meant in another way")

    def _once_more(self, left: tree.Node, link: tree.Link, assumed: Assumptions) -> Judgement:
        """The judgement under other meanings of what was told."""
        try:
            values = Values(self.model)
            parts = values.replaced(left), values.replaced(link.operand)
            return self._judged(parts[0], replace(link, operand=parts[1]), values, assumed)
        except (MeaningError, SymnnError, UnsettledError):
            return Judgement("undecided")

    def _judged(
        self, left: tree.Node, link: tree.Link, values: Values, assumed: Assumptions
    ) -> Judgement:
        model = self.model
        view = model.opened(left, link.operand).varying(values.names)
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
        used = frozenset[str]().union(*(_symbols(side.value) for side in sides))
        if not used and not self.premises:
            own = assumed.also(Assumptions(dict(values.names)))
            return judged_by_custom(self.place, left, link, True, own)[0]
        domain: list[Formula] = [*assumed.domain, *domain_of(model, used, link.relation)]
        supposed = list(self._supposed(values))
        sides, rest = put_in(supposed, sides)
        domain += supposed if rest else []
        found = judge_over(link.relation, *sides, Assumptions(domain=tuple(domain)))
        if found.outcome != "refuted":
            return found
        doubt = self._doubt_of_letters(sides, used)
        self.is_open = self.is_open or doubt is not None
        return found if doubt is None else Judgement("undecided", reason=doubt)

    def _supposed(self, values: Values) -> Iterator[Atomic]:
        """The premises as relations between unknowns."""
        for chain in self.premises:
            for left, link in chain.pairs():
                parts = values.replaced(regrouped(left)), values.replaced(regrouped(link.operand))
                if values.open or link.relation not in RELATIONS:
                    raise UnsettledError
                view = self.model.opened(*parts).varying(values.names)
                relation = RELATIONS[link.relation]
                yield Atomic(relation, *(view.read_scalar(part).expr for part in parts))

    def _doubt_of_letters(self, sides: tuple[Side, Side], used: frozenset[str]) -> str | None:
        """Why a false relation may be a condition on its letters."""
        model = self.model
        if len({*_CASES.findall(self.place.state.source.text.lower())}) > 1:
            return "which of the cases that the text tells apart is meant is not said"
        strange = {name for name in used if " " not in name} - model.letters
        if strange:
            return f"{min(strange)} may be an unknown of this equation"
        if self.for_all:
            return None
        if model.open_together - model.asked_together - model.supposed_together:
            return "whether the variables are independent is not said"
        if any(name.startswith("between ") for name in used):
            return "how the variables depend on each other is not said"
        own = [_symbols(side.value) for side in sides]
        loose = {name for name in own[0] ^ own[1] if name.startswith(("mean ", "var "))}
        if loose and not self.premises:
            return "its mean or its variance is not told"
        if not self.premises and model.world.by_use & {n.partition(" ")[2] for n in used}:
            return "it is not said that this is a random variable"
        if not (own[0] and own[1]) and not self.premises:
            closed = sides[0] if not own[0] else sides[1]
            zero = isinstance(closed.node, tree.Number)
            if all(name.startswith("entropy ") for name in used):
                return "its law is not told"
            if zero or not isinstance(closed.value, Scalar):
                return "it may be a condition on the letters in it"
        return None

    def _withheld(
        self, found: Judgement, left: tree.Node, link: tree.Link, values: Values
    ) -> Judgement:
        if found.counterexample is not None:
            found = replace(found, counterexample=None)
        has_digits = found.rounding is not None or found.outcome == "refuted"
        has_digits = has_digits or _FIXED_LOG.search(self.place.latex) is not None
        if values.has_logs and not self.model.has_base and has_digits:
            self.lacks_base = True
            return Judgement("undecided", reason="the base of the logarithm is not said")
        if found.outcome != "refuted":
            return found
        if self.model.used & self.world.weak:
            return Judgement("undecided", reason="what it is false by may itself be a claim")
        doubt = doubt_of_words(self.place, left, link)
        if doubt is None and not self.place.formula.display:  # "if Y is a function of X, we have"
            named = any(isinstance(part, tree.Name) for part in tree.walk(link.operand))
            if named or supposes(self.place.formula):
                doubt = "the words around it may suppose more"
        return found if doubt is None else Judgement("undecided", reason=doubt)


def _set_in(local: str) -> frozenset[str]:
    """The names that get a value before the colon of a formula."""
    found = [s.body for s in parse(local).statements if isinstance(s, tree.Statement)]
    chains = [body for body in found if isinstance(body, tree.Chain)]
    return frozenset(key for c in chains if (key := tree.key(c.first)) is not None)


def _symbols(value: Value) -> frozenset[str]:
    if isinstance(value, Scalar):
        return free_symbols(value.expr)
    if isinstance(value, Array):
        return free_symbols(*(cell.expr for cell in value.cells()))
    return frozenset()
